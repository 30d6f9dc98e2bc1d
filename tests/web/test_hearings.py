"""Hearings over HTTP: who opens, pairs, reads the record; and grants that nobody made."""

import csv
import io
from datetime import timedelta

from bundles.ids import HearingId, PageId, PersonId
from bundles.ports import Region
from presentation import commands as c
from presentation.hearing import Actor, State
from presentation.log import Writer
from presentation.roles import Audience
from tests.web.installation import Installation
from tests.web.sitting import opened, paired
from web.grants import SignedGrants
from web.sockets.courtroom import Courtroom, Shelf

NOWHERE = "0" * 32


def given(court: Installation, hearing: str, who: str, *commands: c.Order, after: float = 0) -> None:
    """Commands carried out as by somebody in the room, each `after` seconds later than the last."""
    for command in commands:
        court.clock.at += timedelta(seconds=after)
        with court.container.unit() as unit:
            row = unit.hearings.get(HearingId(hearing))
            viewer = unit.cases.viewer(court.people[who], court.case)
        assert row
        assert viewer
        writer = Writer(lambda: Courtroom(court.container, Shelf()), row, court.clock.now(), frozenset())
        assert writer.carry_out(State(), Actor(PersonId(court.people[who]), viewer, who), command).refusal is None


def page_in(court: Installation, section: str = "J", ticked: tuple[str, ...] = ()) -> str:
    return court.file("prosecutor", section, "one", "two", name=f"{section} paper.pdf", ticked=ticked) + ".1"


def test_nobody_unknown_learns_of_hearings(court: Installation) -> None:
    hearing = opened(court)
    for path in (f"/api/cases/{court.case}/hearings", f"/api/hearings/{hearing}", f"/api/hearings/{hearing}/record"):
        assert court.ask(None).get(path).status_code == 401
    assert court.ask(None).post(f"/api/cases/{court.case}/hearings", {"title": "x"}).status_code == 401
    assert court.ask(None).post(f"/api/hearings/{hearing}/rise").status_code == 401
    assert court.ask(None).post(f"/api/hearings/{hearing}/screens", {"name": "x", "audience": "jury"}).status_code == 401


def test_a_stranger_cannot_tell_a_hearing_from_none(court: Installation) -> None:
    hearing = opened(court)
    for tail in ("", "/screens", "/record", "/record.csv"):
        there = court.ask("stranger").get(f"/api/hearings/{hearing}{tail}")
        nowhere = court.ask("stranger").get(f"/api/hearings/{NOWHERE}{tail}")
        assert there.status_code == nowhere.status_code == 404
        assert there.json() == nowhere.json()


def test_the_clerk_opens_one_hearing_at_a_time(court: Installation) -> None:
    path = f"/api/cases/{court.case}/hearings"
    assert court.ask("judge").post(path, {"title": "Trial"}).status_code == 403
    first = court.ask("clerk").post(path, {"title": " Trial, day 1 "})
    assert (first.status_code, first.json()["title"], first.json()["risen_at"]) == (201, "Trial, day 1", None)
    again = court.ask("clerk").post(path, {"title": "Another"})
    assert (again.status_code, again.json()["key"]) == (409, "hearing.already_open")
    assert court.ask("clerk").post(path, {"title": "   "}).status_code == 422
    assert [each["id"] for each in court.ask("first").get(path).json()] == [first.json()["id"]]
    assert court.ask("judge").get(f"/api/cases/{court.case}").status_code == 200


def test_another_opens_once_the_court_has_risen(court: Installation) -> None:
    hearing = opened(court)
    given(court, hearing, "clerk", c.Rise("1"), after=60)
    assert court.ask("judge").get(f"/api/hearings/{hearing}").json()["risen_at"] is not None
    assert opened(court) != hearing
    wanted = {"name": "Jury 2", "audience": "jury"}
    assert court.ask("clerk").post(f"/api/hearings/{hearing}/screens", wanted).json()["key"] == "hearing.risen"


def test_the_clerk_pairs_and_removes_screens_and_only_the_clerk(court: Installation) -> None:
    hearing = opened(court)
    path, wanted = f"/api/hearings/{hearing}/screens", {"name": "Jury 1", "audience": "jury"}
    for who in ("judge", "prosecutor", "first"):
        assert court.ask(who).get(path).status_code == court.ask(who).post(path, wanted).status_code == 403
    made = court.ask("clerk").post(path, wanted).json()
    assert made["address"].startswith("/screen#")
    assert len(made["address"]) >= len("/screen#") + 43
    listed = court.ask("clerk").get(path).json()
    assert listed == [{"id": made["id"], "name": "Jury 1", "audience": "jury"}]
    assert court.ask("clerk").post(path, {**wanted, "audience": "judge"}).json()["key"] == "screen.audience"
    assert court.ask("first").delete(f"{path}/{made['id']}").status_code == 403
    assert court.ask("clerk").delete(f"{path}/{NOWHERE}").status_code == 404
    assert court.ask("clerk").delete(f"{path}/{made['id']}").status_code == 204
    assert court.ask("clerk").get(path).json() == []


def test_a_ticket_is_not_kept_only_its_hash(court: Installation) -> None:
    ticket = paired(court, opened(court))
    kept = b"".join(path.read_bytes() for path in court.container.settings.data.glob("sheaf.db*"))
    assert ticket.encode() not in kept


def test_the_record_has_for_each_reader_only_what_they_may_see(court: Installation) -> None:
    open_to_all, restricted = page_in(court), page_in(court, "UD", ticked=("Ada Quill",))
    hearing = opened(court)
    given(court, hearing, "prosecutor", c.AskFloor("1"), c.Show("2", open_to_all), c.Show("3", restricted), after=60)
    given(court, hearing, "clerk", c.Rise("4"), after=60)
    path = f"/api/hearings/{hearing}/record"
    rows = {who: court.ask(who).get(path).json() for who in ("clerk", "prosecutor", "first", "second", "judge")}
    seen = {who: {row["page"] for row in mine} for who, mine in rows.items()}
    assert seen["prosecutor"] == seen["first"] == {open_to_all, restricted}
    assert seen["second"] == seen["judge"] == {open_to_all}
    bench = next(row for row in rows["second"] if row["audience"] == "court")
    assert (bench["label"], bench["presenter"], bench["document"]) == ("J1", "The prosecutor", open_to_all[:-2])
    assert (bench["since"], bench["until"]) == ("2024-03-05T10:32:00Z", "2024-03-05T10:33:00Z")
    assert all(row["withheld"] == [] for who in ("prosecutor", "first", "second") for row in rows[who])


def test_the_record_is_had_as_a_table_that_no_spreadsheet_takes_for_a_formula(court: Installation) -> None:
    page = page_in(court)
    title = court.ask("prosecutor").patch(f"/api/documents/{page[:-2]}", json={"title": "=1+1"})
    assert title.status_code == 200, title.text
    hearing = opened(court)
    given(court, hearing, "prosecutor", c.AskFloor("1"), c.Show("2", page))
    answer = court.ask("judge").get(f"/api/hearings/{hearing}/record.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "Trial%2C%20day%201.csv" in answer.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0][:3] == ["Page", "Document", "Audience"]
    assert ["J1", "'=1+1", "The court"] in [row[:3] for row in rows]


def test_a_probation_officer_reads_no_record(court: Installation) -> None:
    place = {"email": "stranger@court.example", "role": "probation", "team_name": "Probation", "parties": []}
    assert court.ask("clerk").post(f"/api/cases/{court.case}/people", place).status_code == 201
    assert court.ask("stranger").get(f"/api/hearings/{opened(court)}/record").status_code == 403


def test_a_grant_says_what_it_said_and_nobody_else_can_make_one() -> None:
    grants = SignedGrants(b"secret")
    text = grants.issue(HearingId("h"), Audience.JURY, PageId("d.1"), 7)
    told = grants.read(text)
    assert told
    assert (told.hearing, told.audience, told.page, told.since) == ("h", Audience.JURY, "d.1", 7)
    assert SignedGrants(b"another").read(text) is None
    for wrong in ("", "x", text[:-1], text + "A", text.swapcase(), "é", "A" * 64, "=" * 9):
        assert grants.read(wrong) is None


def test_a_grant_is_worth_nothing_without_the_page_being_up(court: Installation) -> None:
    page, hearing = page_in(court), opened(court)
    court.client.app.state.hub = Unknowing()
    grants = SignedGrants(court.container.settings.key)

    def status(audience: Audience, since: int, tail: str = "/image") -> int:
        grant = grants.issue(HearingId(hearing), audience, PageId(page), since)
        return court.ask(None).get(f"/api/grants/{grant}{tail}").status_code

    assert court.ask(None).get("/api/grants/rubbish/image").status_code == 404
    given(court, hearing, "prosecutor", c.AskFloor("1"))
    assert status(Audience.JURY, 2) == 404
    given(court, hearing, "prosecutor", c.Show("2", page))
    assert status(Audience.JURY, 2) == 200
    assert status(Audience.JURY, 1) == 404
    assert status(Audience.COURT, 2) == 404  # members have no grants
    given(court, hearing, "clerk", c.Blank("3", audience=Audience.JURY))
    assert status(Audience.JURY, 2) == 404
    assert status(Audience.WITNESS, 2) == 200
    given(court, hearing, "clerk", c.Unblank("4"))
    assert status(Audience.JURY, 2) == 404  # what was granted before the blank has ended
    assert status(Audience.JURY, 4) == 200


def test_of_a_page_shown_in_part_only_that_part_is_given(court: Installation) -> None:
    page, hearing = page_in(court), opened(court)
    court.client.app.state.hub = Unknowing()
    given(court, hearing, "prosecutor", c.AskFloor("1"), c.Show("2", page, region=Region(0, 0, 1, 0.5)))
    grant = SignedGrants(court.container.settings.key).issue(HearingId(hearing), Audience.JURY, PageId(page), 2)

    def status(tail: str) -> int:
        return court.ask(None).get(f"/api/grants/{grant}{tail}").status_code

    assert status("/image") == 404
    assert status("/region?x=0&y=0&w=1&h=0.5&width=800") == 200
    assert status("/region?x=0.25&y=0.25&w=0.5&h=0.3&width=800") == 404
    given(court, hearing, "prosecutor", c.CallOut("3", page, Region(0.25, 0.25, 0.5, 0.3)))
    assert status("/region?x=0.25&y=0.25&w=0.5&h=0.3&width=800") == 200
    assert status("/region?x=0.25&y=0.25&w=0.5&h=0.4&width=800") == 404
    given(court, hearing, "prosecutor", c.Show("4", page))
    assert status("/image?width=1800") == 200
    assert status("/region?x=0.9&y=0.9&w=0.1&h=0.1&width=800") == 200


class Unknowing:
    """A hub that has not heard of any hearing, as of a server that has just started."""

    def state(self, _: HearingId) -> State:
        return State()
