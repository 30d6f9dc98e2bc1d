"""A hearing over real sockets: showing, following, reconnecting, and clients that behave badly."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from tests.web.installation import Installation
from tests.web.sitting import Server, opened, paired, serving, until

PLAIN, SHARED = "websockets-sansio", "web.sockets.shared:SharedFrames"


@pytest.fixture
def served(request: pytest.FixtureRequest, court: Installation) -> Iterator[Server]:
    with serving(court, ws=getattr(request, "param", SHARED)) as server:
        yield server


over_both = pytest.mark.parametrize("served", [SHARED, PLAIN], indirect=True)


def page_of(court: Installation, section: str = "J", *, ticked: tuple[str, ...] = (), pages: int = 3) -> str:
    """The first page of a document newly filed there."""
    return court.file("prosecutor", section, *(f"page {n}" for n in range(pages)), name=f"{section}.pdf", ticked=ticked) + ".1"


def showing(talk: Any, page: str, **more: Any) -> None:
    assert talk.order("show", page=page, **more)["type"] == "done"


@over_both
def test_a_page_shown_is_before_everyone_and_the_jury_fetches_it_by_its_grant(court: Installation, served: Server) -> None:
    page, hearing = page_of(court), opened(court)
    ticket = paired(court, hearing)
    with served.member("prosecutor", hearing) as counsel, served.member("judge", hearing) as judge, served.screen(ticket) as jury:
        for talk in (counsel, judge, jury):
            assert talk.until("welcome")["screen"] == {"kind": "dark"}
        assert counsel.order("ask_floor")["type"] == "done"
        showing(counsel, page)
        assert judge.until("screen")["screen"]["page"] == page
        screen = jury.until("screen")["screen"]
        assert set(screen) == {"kind", "grant", "label", "region", "rotation", "callout"}
        assert screen["label"] == "J1"
        image = f"/api/grants/{screen['grant']}/image?width=160"
        answer = served.ask(None, "GET", image)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert b"page 0" in answer.content
        showing(counsel, page[:-1] + "2")
        assert served.ask(None, "GET", image).status_code == 404


@over_both
def test_a_team_that_may_not_see_the_page_is_told_nothing(court: Installation, served: Server) -> None:
    page, hearing = page_of(court, "UD", ticked=("Ada Quill",)), opened(court)
    with (
        served.member("prosecutor", hearing) as counsel,
        served.member("second", hearing) as other,
        served.member("first", hearing) as own,
        served.screen(paired(court, hearing)) as jury,
    ):
        for talk in (counsel, other, own, jury):
            talk.until("welcome")
        counsel.order("ask_floor")
        other.until("floor")
        own.until("floor")
        showing(counsel, page)
        assert own.until("screen")["screen"]["page"] == page
        count = counsel.last("audience")
        kept_from = {(each["audience"], each["team"]) for each in count["not_admitted"]}
        assert kept_from == {("court", "Defence of Bo"), ("jury", None)}
        assert other.quiet() == []
        assert jury.quiet() == []


def test_a_late_comer_and_one_who_comes_back_are_on_the_right_page_at_once(court: Installation, served: Server) -> None:
    page, hearing = page_of(court), opened(court)
    ticket = paired(court, hearing)
    with served.member("prosecutor", hearing) as counsel:
        counsel.order("ask_floor")
        with served.screen(ticket) as jury:
            jury.until("welcome")
            showing(counsel, page)
            first = jury.until("screen")
        showing(counsel, page, region={"x": 0, "y": 0, "width": 1, "height": 0.5})
        with served.screen(ticket) as jury:
            again = jury.until("welcome")
        assert again["screen"]["region"] == {"x": 0, "y": 0, "width": 1, "height": 0.5}
        assert again["screen"]["grant"] == first["screen"]["grant"]
        with served.member("judge", hearing) as judge:
            assert judge.until("welcome")["screen"]["page"] == page


def test_a_server_that_starts_anew_knows_where_the_court_was(court: Installation) -> None:
    page, hearing = page_of(court), opened(court)
    ticket = paired(court, hearing)
    with serving(court) as before, before.member("prosecutor", hearing) as counsel, before.screen(ticket) as jury:
        counsel.order("ask_floor")
        showing(counsel, page)
        shown = jury.until("screen")["screen"]
        epoch = jury.heard[0]["epoch"]
        before.__exit__()
        assert jury.closed() == 1012
    with serving(court) as after, after.screen(ticket) as jury, after.member("prosecutor", hearing) as counsel:
        welcome = jury.until("welcome")
        assert (welcome["screen"], welcome["epoch"]) == (shown, epoch)
        assert counsel.until("welcome")["floor"]["holder"] == court.people["prosecutor"]
        showing(counsel, page[:-1] + "2")
        assert jury.until("screen")["screen"]["label"] == "J2"


def test_the_same_command_twice_is_carried_out_once_even_by_another_server(court: Installation) -> None:
    page, hearing = page_of(court), opened(court)
    with serving(court) as one, one.member("prosecutor", hearing) as counsel:
        assert counsel.order("show", page=page, command_id="early")["type"] == "refused"
        counsel.order("ask_floor")
        assert counsel.order("show", page=page, command_id="early")["type"] == "refused"
        first = counsel.order("show", page=page, command_id="mine")
        counsel.order("show", page=page[:-1] + "2")
        assert counsel.order("show", page=page, command_id="mine") == first
    with serving(court) as two, two.member("prosecutor", hearing) as counsel:
        assert counsel.until("welcome")["screen"]["label"] == "J2"
        assert counsel.order("show", page=page, command_id="mine") == first
        assert counsel.quiet() == []


def test_a_refusal_is_a_sentence_in_the_readers_language(court: Installation, served: Server) -> None:
    with court.container.unit() as unit:
        unit.people.set_language(court.people["judge"], "cy")
        unit.commit()
    hearing = opened(court)
    with served.member("judge", hearing) as judge, served.member("clerk", hearing) as clerk:
        assert judge.order("take_floor")["reason"] == "Nid yw eich rôl yn y gwrandawiad hwn yn gwneud hyn."
        assert clerk.order("blank", audience="jury")["type"] == "done"
        told = clerk.order("release_floor")
        assert told["reason"] == "Whoever has the floor does this. Ask for the floor first."


@over_both
def test_rubbish_is_refused_a_few_times_and_then_the_line_is_closed(court: Installation, served: Server) -> None:
    hearing = opened(court)
    with served.member("judge", hearing) as judge:
        judge.until("welcome")
        for frame in ("rubbish", "[]", '{"type":"show"}', b"\x00\x01", '{"type":"rise","command_id":"1","case":"x"}'):
            judge.say(frame)
            assert judge.until("refused")["key"] == "hearing.not_read"
        judge.say("rubbish")
        assert judge.closed() == 1008
        assert judge.heard[-1] == {"type": "bye", "reason": "rubbish"}
    with served.member("judge", hearing, greet=False) as hasty:
        hasty.say({"type": "ask_floor", "command_id": "1"})
        assert hasty.closed() == 1008


def test_who_may_not_come_in_cannot_tell_it_from_nothing_being_there(court: Installation, served: Server) -> None:
    hearing = opened(court)
    ends = []
    for who, where in (("stranger", hearing), ("judge", "0" * 32), (None, hearing)):
        with served.member(who, where) as talk:
            ends.append((talk.closed(), talk.heard))
    with served.screen("no-such-ticket") as talk:
        ends.append((talk.closed(), talk.heard))
    assert ends == [(4404, [{"type": "bye", "reason": "ended"}])] * 4


def test_another_sites_page_gets_no_socket(court: Installation, served: Server) -> None:
    from websockets.sync.client import connect

    hearing = opened(court)
    address = f"ws://127.0.0.1:{served.port}/api/hearings/{hearing}/socket"
    with pytest.raises(InvalidStatus) as refused:
        connect(address, additional_headers={"Cookie": "sheaf=x", "Origin": "https://elsewhere.example"})
    assert refused.value.response.status_code == 403


def test_one_who_is_taken_off_the_case_is_out_of_the_room_within_seconds(court: Installation, served: Server) -> None:
    page, hearing = page_of(court), opened(court)
    with served.member("prosecutor", hearing) as counsel, served.member("judge", hearing) as judge:
        judge.until("welcome")
        counsel.order("ask_floor")
        gone = served.ask("clerk", "DELETE", f"/api/cases/{court.case}/people/{court.people['judge']}")
        assert gone.status_code == 204
        assert judge.closed() == 4404
        assert judge.heard[-1] == {"type": "bye", "reason": "ended"}
        showing(counsel, page)
    with served.member("judge", hearing) as judge:
        assert judge.closed() == 4404


def test_one_who_comes_to_act_for_another_is_asked_to_come_again(court: Installation, served: Server) -> None:
    hearing = opened(court)
    with served.member("first", hearing) as counsel:
        counsel.until("welcome")
        place = {"email": "first@court.example", "role": "defence", "team_name": "Defence of Bo", "parties": []}
        assert served.ask("clerk", "POST", f"/api/cases/{court.case}/people", json=place).status_code == 201
        assert counsel.closed() == 4409
        assert counsel.heard[-1] == {"type": "bye", "reason": "changed"}


def test_a_document_withdrawn_while_it_is_up_goes_dark_and_its_grant_ends(court: Installation, served: Server) -> None:
    page, hearing = page_of(court), opened(court)
    with served.member("prosecutor", hearing) as counsel, served.screen(paired(court, hearing)) as jury:
        counsel.order("ask_floor")
        showing(counsel, page)
        grant = jury.until("screen")["screen"]["grant"]
        path = f"/api/documents/{page[:-2]}/withdraw"
        assert served.ask("prosecutor", "POST", path, json={"reason": "wrong case"}).status_code in (200, 204)
        assert served.ask(None, "GET", f"/api/grants/{grant}/image").status_code == 404
        assert jury.until("screen")["screen"] == {"kind": "dark"}
    rows = court.ask("clerk").get(f"/api/hearings/{hearing}/record").json()
    assert [row["until"] is not None for row in rows if row["audience"] == "jury"] == [True]


def test_a_screen_that_is_removed_is_closed(court: Installation, served: Server) -> None:
    hearing = opened(court)
    with served.screen(paired(court, hearing)) as jury:
        jury.until("welcome")
        screens = served.ask("clerk", "GET", f"/api/hearings/{hearing}/screens").json()
        served.ask("clerk", "DELETE", f"/api/hearings/{hearing}/screens/{screens[0]['id']}")
        assert jury.closed() == 4404


@over_both
def test_when_the_court_rises_every_screen_goes_dark_and_every_socket_closes(court: Installation, served: Server) -> None:
    page, hearing = page_of(court), opened(court)
    with served.member("prosecutor", hearing) as counsel, served.screen(paired(court, hearing)) as jury:
        counsel.order("ask_floor")
        showing(counsel, page)
        grant = jury.until("screen")["screen"]["grant"]
        assert served.ask("prosecutor", "POST", f"/api/hearings/{hearing}/rise").status_code == 403
        risen = served.ask("clerk", "POST", f"/api/hearings/{hearing}/rise")
        assert risen.status_code == 200
        assert risen.json()["risen_at"]
        assert served.ask("clerk", "POST", f"/api/hearings/{hearing}/rise").json()["key"] == "hearing.risen"
        assert jury.closed() == counsel.closed() == 1000
        assert [told.get("screen", told.get("reason")) for told in jury.heard[-2:]] == [{"kind": "dark"}, "risen"]
        assert served.ask(None, "GET", f"/api/grants/{grant}/image").status_code == 404
    with served.member("judge", hearing) as judge:
        assert judge.closed() == 1000
        assert judge.heard == [{"type": "bye", "reason": "risen"}]


@over_both
def test_a_client_that_stops_reading_hurts_nobody_and_comes_to_the_newest(court: Installation, served: Server) -> None:
    page, hearing = page_of(court, pages=9), opened(court)
    with served.member("prosecutor", hearing) as counsel, served.member("judge", hearing) as judge:
        judge.until("welcome")
        counsel.order("ask_floor")
        stalled = raw_member(served.port, "first", hearing)
        until(lambda: b'"welcome"' in stalled.recv(65536))
        for turn in range(300):
            showing(counsel, f"{page[:-1]}{turn % 8 + 1}", rotation=turn // 8 % 4 * 90)
        showing(counsel, page[:-1] + "9")
        assert judge.until("screen", lambda told: told["screen"]["label"] == "J9")
        hub = served.app.state.hub
        held = [line.connection.waiting for line in hub.lines.values()]
        assert max(held) <= 5
        stalled.close()
        with served.member("first", hearing) as back:
            assert back.until("welcome")["screen"]["label"] == "J9"


def raw_member(port: int, who: str, hearing: str) -> socket.socket:
    """A client that says hello and then neither acknowledges nor reads."""
    raw = socket.create_connection(("127.0.0.1", port))
    lines = (
        f"GET /api/hearings/{hearing}/socket HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", f"Authorization: Bearer sheaf_{who}", "", "",
    )  # fmt: skip
    raw.sendall("\r\n".join(lines).encode())
    until(lambda: b"101" in raw.recv(65536))
    hello = b'{"type":"hello"}'
    raw.sendall(bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello)
    return raw


def test_who_is_here_is_told_to_the_clerk_and_the_holder(court: Installation, served: Server) -> None:
    hearing = opened(court)
    with served.member("clerk", hearing) as clerk, served.screen(paired(court, hearing)):
        clerk.until("roster", lambda told: [each["name"] for each in told["screens"]] == ["Jury 1"])
        with served.member("first", hearing) as counsel:
            counsel.until("welcome")
            told = clerk.until("roster", lambda told: len(told["people"]) == 2)
            assert {each["name"] for each in told["people"]} == {"The clerk", "The first"}
        clerk.until("roster", lambda told: len(told["people"]) == 1)


def test_a_holder_who_drops_is_seen_to_be_away_and_comes_back_to_the_floor(court: Installation, served: Server) -> None:
    hearing = opened(court)
    with served.member("clerk", hearing) as clerk:
        with served.member("first", hearing) as counsel:
            counsel.order("ask_floor")
        assert clerk.until("floor", lambda told: told["away"])["holder"] == court.people["first"]
        with served.member("first", hearing) as counsel:
            assert clerk.until("floor", lambda told: not told["away"])["holder"] == court.people["first"]
        clerk.until("floor", lambda told: told["away"])
        court.clock.pass_by(seconds=61)
        assert clerk.until("floor")["holder"] is None
