"""A hearing's sockets and grants in the hands of people who want to see, or stop, what is not theirs."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.installation import Installation
from tests.web.sitting import Server, Talk, opened, paired, serving, until

HALF = {"x": 0, "y": 0, "width": 0.5, "height": 0.5}


@pytest.fixture
def served(court: Installation) -> Iterator[Server]:
    with serving(court) as server:
        yield server


def test_one_in_the_dark_cannot_count_what_is_kept_from_them(court: Installation, served: Server) -> None:
    secret, hearing = court.file("prosecutor", "R", "one", "two", "three"), opened(court)
    ticket = paired(court, hearing, "gallery")
    with (
        served.member("prosecutor", hearing) as counsel,
        served.member("second", hearing) as other,
        served.screen(ticket) as gallery,
    ):
        assert counsel.order("ask_floor")["revision"] > 0
        other.order("ask_floor")
        other.quiet()
        before = (ask_again(other), other.order("ask_floor")["revision"], gallery_again(gallery, ticket))
        for number in (1, 2, 3):
            assert counsel.order("show", page=f"{secret}.{number}")["type"] == "done"
        assert counsel.order("callout", page=f"{secret}.3", region=HALF)["type"] == "done"
        assert (ask_again(other), other.order("ask_floor")["revision"], gallery_again(gallery, ticket)) == before
        assert "audience" not in {told["type"] for told in other.heard}


def ask_again(talk: Talk) -> dict[str, Any]:
    """All that is said to one who says hello once more, and to a heartbeat after it."""
    talk.say({"type": "hello"})
    welcome = talk.until("welcome")
    talk.say({"type": "ping"})
    return {"welcome": welcome, "pong": talk.until("pong")}


def gallery_again(talk: Talk, ticket: str) -> dict[str, Any]:
    talk.say({"type": "hello", "ticket": ticket})
    return talk.until("welcome")


def test_one_who_runs_the_room_in_the_dark_is_not_told_of_every_turn(court: Installation, served: Server) -> None:
    """The clerk does not see what is the prosecution's own."""
    private, hearing = court.file("prosecutor", "PP", "one", "two", "three"), opened(court)
    with served.member("clerk", hearing) as clerk, served.member("prosecutor", hearing) as counsel:
        counsel.order("ask_floor")
        clerk.until("audience", lambda told: told["of"] == 2)
        clerk.quiet()
        for number in (1, 2, 3):
            assert counsel.order("show", page=f"{private}.{number}")["type"] == "done"
        assert clerk.quiet() == []


def test_the_floor_does_not_tell_which_page_is_up(court: Installation, served: Server) -> None:
    secret, hearing = court.file("prosecutor", "R", "one", "two"), opened(court)
    with served.member("prosecutor", hearing) as counsel, served.member("second", hearing) as other:
        counsel.order("ask_floor")
        counsel.order("show", page=f"{secret}.1")
        counsel.order("give_floor", to=court.people["second"])
        other.until("floor", lambda told: told["term"] == 2)
        asked = (f"{secret}.1", f"{secret}.2", f"{secret}.1000", "0" * 32 + ".1")
        answers = [other.order("callout", page=page, region=HALF, command_id=f"c{n}") for n, page in enumerate(asked)]
        assert {(answer["type"], answer["key"]) for answer in answers} == {("refused", "hearing.page_turned")}


def test_a_line_is_one_screens_for_as_long_as_it_lasts(court: Installation, served: Server) -> None:
    """Else the record would name a screen that is not there, and a screen that was removed would be shown on."""
    hearing = opened(court)
    jury, gallery = paired(court, hearing), paired(court, hearing, "gallery", "Gallery 1")
    with served.screen(jury) as talk:
        talk.until("welcome")
        talk.say({"type": "hello", "ticket": gallery})
        assert talk.closed() == 4409
    hub = served.app.state.hub
    until(lambda: not hub.lines)
    assert not any(sitting.lines or sitting.room.guests for sitting in hub.sittings.values())


def test_a_grant_ends_with_what_it_was_given_for(court: Installation, served: Server) -> None:
    paper, hearing = court.file("prosecutor", "J", "one", "two"), opened(court)
    with served.member("prosecutor", hearing) as counsel, served.screen(paired(court, hearing)) as jury:
        jury.until("welcome")
        counsel.order("ask_floor")

        def shown(**more: object) -> str:
            assert counsel.order("show", page=f"{paper}.1", **more)["type"] == "done"
            return str(jury.until("screen", lambda told: told["screen"]["kind"] == "page")["screen"]["grant"])

        def status(grant: str, what: str = "image") -> int:
            return served.ask(None, "GET", f"/api/grants/{grant}/{what}").status_code

        first = shown()
        assert status(first) == 200
        counsel.order("show", page=f"{paper}.2")
        jury.until("screen")
        second = shown()
        assert (status(first), status(second)) == (404, 200)
        counsel.order("blank", audience="jury")
        assert status(second) == 404
        counsel.order("unblank", audience="jury")
        third = str(jury.until("screen", lambda told: told["screen"]["kind"] == "page")["screen"]["grant"])
        assert (status(first), status(second), status(third)) == (404, 404, 200)
        part = shown(region=HALF)
        assert part == third
        assert status(part) == 404
        assert status(part, "region?x=0&y=0&w=0.5&h=0.5&width=100") == 200
        for beyond in ("x=0&y=0&w=1&h=1", "x=0.5&y=0.5&w=0.5&h=0.5", "x=0&y=0&w=0.51&h=0.5", "x=0.25&y=0.25&w=0.3&h=0.1"):
            assert status(part, f"region?{beyond}&width=100") == 404
        served.ask("clerk", "POST", f"/api/hearings/{hearing}/rise")
        assert status(part, "region?x=0&y=0&w=0.5&h=0.5&width=100") == 404


def test_a_grant_that_was_tampered_with_is_none(court: Installation, served: Server) -> None:
    paper, hearing = court.file("prosecutor", "J", "one", "two"), opened(court)
    with served.member("prosecutor", hearing) as counsel, served.screen(paired(court, hearing)) as jury:
        jury.until("welcome")
        counsel.order("ask_floor")
        counsel.order("show", page=f"{paper}.1")
        grant = str(jury.until("screen")["screen"]["grant"])
        whole = base64.urlsafe_b64decode(grant + "=" * (-len(grant) % 4))
        turned = [
            whole.replace(b"jury", b"court"),
            whole.replace(b".1|", b".2|"),
            whole[:16],
            b"",
            whole + b"|",
            bytes(16) + whole[16:],
        ]
        made = [base64.urlsafe_b64encode(each).rstrip(b"=").decode() or "-" for each in turned]
        for false in (*made, grant[:-1], grant.swapcase(), "%00", "a" * 3000, "é"):
            assert served.ask(None, "GET", f"/api/grants/{false}/image").status_code == 404, false


@pytest.mark.parametrize("before", ["removed", "risen", "guessed"])
def test_a_ticket_is_worth_nothing_once_its_screen_or_hearing_is_over(court: Installation, served: Server, before: str) -> None:
    hearing = opened(court)
    ticket = paired(court, hearing)
    (screen,) = court.ask("clerk").get(f"/api/hearings/{hearing}/screens").json()
    if before == "removed":
        court.ask("clerk").delete(f"/api/hearings/{hearing}/screens/{screen['id']}")
    elif before == "risen":
        served.ask("clerk", "POST", f"/api/hearings/{hearing}/rise")
    else:
        ticket = ticket[:-1] + ("A" if ticket[-1] != "A" else "B")
    with served.screen(ticket) as talk:
        assert talk.closed() == 4404


def test_a_note_cannot_be_put_on_a_screen(court: Installation, served: Server) -> None:
    """No order has a field that could carry one."""
    paper, hearing = court.file("prosecutor", "J", "one"), opened(court)
    with served.member("prosecutor", hearing) as counsel:
        counsel.order("ask_floor")
        for name in ("marks", "note", "body", "title", "layer"):
            counsel.say({"type": "show", "command_id": "x", "page": f"{paper}.1", name: ["secret"]})
            told = counsel.until("refused")
            assert (told["command_id"], told["key"]) == (None, "hearing.not_read")
