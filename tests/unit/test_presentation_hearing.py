"""The rules of the floor and of the screens, one at a time."""

from bundles.ids import PersonId, ScreenId
from bundles.ports import Region
from presentation import commands as c
from presentation.hearing import Refusal, State
from presentation.record import exposures
from presentation.roles import Audience
from presentation.screens import DARK, Page, may_fetch
from tests.courtroom import EVERYONE, MEMBERS, NOON, Courtroom, page

HALF = Region(0, 0, 1, 0.5)


def presenting(who: str = "prosecutor", **hidden: frozenset[str]) -> Courtroom:
    room = Courtroom(hidden={page(int(name[1:])): names for name, names in hidden.items()})
    assert room.give(who, c.AskFloor("1")) is None
    return room


def test_a_free_floor_is_had_for_the_asking() -> None:
    room = presenting("first")
    assert room.state.floor.holder == "first"
    assert room.state.floor.term == 1


def test_a_floor_that_is_held_is_asked_for_and_given() -> None:
    room = presenting()
    assert room.give("first", c.AskFloor("2")) is None
    assert room.state.floor.asked == ("first",)
    assert room.state.floor.holder == "prosecutor"
    assert room.give("second", c.GiveFloor("3", "first")) == Refusal("hearing.needs_floor")
    assert room.give("prosecutor", c.GiveFloor("4", "first")) is None
    assert (room.state.floor.holder, room.state.floor.asked) == ("first", ())


def test_the_clerk_takes_the_floor_from_anyone_and_nobody_else_does() -> None:
    room = presenting()
    assert room.give("judge", c.TakeFloor("2")) == Refusal("hearing.not_yours")
    assert room.give("clerk", c.TakeFloor("3")) is None
    assert room.state.floor.holder == "clerk"


def test_who_may_not_present_is_given_no_floor() -> None:
    room = presenting()
    assert room.give("probation", c.AskFloor("2")) == Refusal("hearing.not_yours")
    assert room.give("prosecutor", c.GiveFloor("3", "probation")) == Refusal("hearing.cannot_hold")
    assert room.give("prosecutor", c.GiveFloor("3", "nobody")) == Refusal("hearing.cannot_hold")


def test_only_the_holder_of_the_floor_shows_a_page() -> None:
    room = presenting()
    assert room.give("judge", c.Show("2", page(1))) == Refusal("hearing.needs_floor")
    assert room.give("clerk", c.Show("3", page(1))) == Refusal("hearing.needs_floor")
    assert room.give("prosecutor", c.Show("4", page(1))) is None
    assert all(isinstance(shown, Page) for shown in room.screens().values())


def test_a_command_of_an_earlier_term_is_fenced_out() -> None:
    room = presenting()
    room.give("clerk", c.TakeFloor("2"))
    room.give("clerk", c.GiveFloor("3", "prosecutor"))
    assert room.give("prosecutor", c.Show("4", page(1), term=1)) == Refusal("hearing.floor_moved")
    assert room.give("prosecutor", c.Show("5", page(1), term=3)) is None


def test_nobody_shows_a_page_they_may_not_see_and_cannot_tell_it_from_none() -> None:
    room = presenting("first", p2=frozenset({"first"}))
    assert room.give("first", c.Show("2", page(2))) == Refusal("not_found")


def test_those_who_may_not_see_a_page_stay_dark_and_those_who_saw_another_go_dark() -> None:
    room = presenting(p2=frozenset({"second", "jury"}))
    room.give("prosecutor", c.Show("2", page(2)))
    assert room.screen("second") == room.screen("jury") == DARK
    room.give("prosecutor", c.Show("3", page(1)))
    assert isinstance(room.screen("second"), Page)
    room.give("prosecutor", c.Show("4", page(2)))
    assert room.screen("second") == room.screen("jury") == DARK


def test_a_call_out_is_of_the_page_that_is_up() -> None:
    room = presenting()
    assert room.give("prosecutor", c.CallOut("2", page(1), HALF)) == Refusal("hearing.page_turned")
    room.give("prosecutor", c.Show("3", page(1)))
    assert room.give("prosecutor", c.CallOut("4", page(1), HALF)) is None
    assert room.screen("jury") == Page(page(1), "J1", 2, callout=HALF)
    room.give("prosecutor", c.ClearCallOut("5"))
    assert room.screen("jury") == Page(page(1), "J1", 2)


def test_one_audience_is_blanked_and_the_others_go_on() -> None:
    room = presenting()
    room.give("prosecutor", c.Show("2", page(1)))
    assert room.give("judge", c.Blank("3", audience=Audience.JURY)) == Refusal("hearing.needs_floor")
    assert room.give("clerk", c.Blank("4", audience=Audience.JURY)) is None
    dark = {name for name in EVERYONE if room.screen(name) == DARK}
    assert dark == {"jury"}
    room.give("clerk", c.Blank("5"))
    assert set(room.screens().values()) == {DARK}
    room.give("clerk", c.Unblank("6"))
    assert DARK not in room.screens().values()


def test_what_is_shown_during_a_blank_appears_only_after_it() -> None:
    room = presenting()
    room.give("clerk", c.Blank("2", audience=Audience.WITNESS))
    room.give("prosecutor", c.Show("3", page(2)))
    assert room.screen("witness") == DARK
    room.give("clerk", c.Unblank("4", audience=Audience.WITNESS))
    assert room.screen("witness") == Page(page(2), "J2", since=4)
    assert room.screen("jury") == Page(page(2), "J2", since=3)


def test_nothing_is_done_after_the_court_has_risen() -> None:
    room = presenting()
    room.give("prosecutor", c.Show("2", page(1)))
    assert room.give("prosecutor", c.Rise("3")) == Refusal("hearing.not_yours")
    assert room.give("clerk", c.Rise("4")) is None
    assert set(room.screens().values()) == {DARK}
    assert room.state.floor.holder is None
    for name in MEMBERS:
        assert room.give(name, c.AskFloor("5")) == Refusal("hearing.risen")


def test_a_holder_who_drops_keeps_the_floor_for_a_minute() -> None:
    room = presenting()
    room.give("prosecutor", c.Show("2", page(1)))
    room.notice(c.HolderGone(PersonId("prosecutor")))
    room.pass_by(59)
    room.notice(c.LeaseOver())
    assert room.state.floor.holder == "prosecutor"
    assert room.state.floor.away_since == NOON
    room.pass_by(1)
    room.notice(c.LeaseOver())
    assert room.state.floor.holder is None
    assert isinstance(room.screen("jury"), Page)  # what is up stays up


def test_a_holder_who_comes_back_in_time_holds_it_still() -> None:
    room = presenting()
    room.notice(c.HolderGone(PersonId("prosecutor")))
    room.notice(c.HolderReturned(PersonId("prosecutor")))
    room.pass_by(600)
    room.notice(c.LeaseOver())
    assert (room.state.floor.holder, room.state.floor.term) == ("prosecutor", 1)


def test_what_changes_nothing_is_no_revision() -> None:
    room = presenting()
    room.give("prosecutor", c.Show("2", page(1)))
    at = room.state.revision
    for command in (c.Show("3", page(1)), c.AskFloor("4"), c.Unblank("5"), c.ClearCallOut("6")):
        assert room.give("prosecutor", command) is None
    room.notice(c.HolderGone(PersonId("judge")))
    room.notice(c.ScreenWent(ScreenId("jury")))
    assert room.state.revision == at


def test_a_page_shown_in_part_is_fetched_in_part() -> None:
    room = presenting()
    room.give("prosecutor", c.Show("2", page(1)))
    whole = room.screen("jury")
    assert may_fetch(whole, page(1), 2, None)
    assert may_fetch(whole, page(1), 2, Region(0.9, 0.9, 0.1, 0.1))
    assert not may_fetch(whole, page(2), 2, None)
    room.give("prosecutor", c.Show("3", page(1), region=HALF))
    part = room.screen("jury")
    assert not may_fetch(part, page(1), 2, None)
    assert may_fetch(part, page(1), 2, Region(0.2, 0.2, 0.1, 0.1))
    assert not may_fetch(part, page(1), 2, Region(0.2, 0.2, 0.1, 0.4))
    room.give("prosecutor", c.CallOut("4", page(1), Region(0.5, 0.6, 0.2, 0.2)))
    assert may_fetch(room.screen("jury"), page(1), 2, Region(0.5, 0.6, 0.2, 0.2))


def test_the_record_says_what_was_before_whom_from_when_to_when() -> None:
    room = presenting(p2=frozenset({"second", "gallery", "witness"}))
    room.notice(c.ScreenCame(ScreenId("s1"), "Jury 1", Audience.JURY))
    room.give("prosecutor", c.Show("2", page(1)))
    room.pass_by(10)
    room.notice(c.ScreenCame(ScreenId("s2"), "Jury 2", Audience.JURY))
    room.give("prosecutor", c.Show("3", page(1), region=HALF))  # moving about on a page is the same exposure
    room.pass_by(10)
    room.give("clerk", c.Blank("4", audience=Audience.JURY))
    room.pass_by(10)
    room.give("prosecutor", c.Show("5", page(2)))
    room.pass_by(10)
    room.give("clerk", c.Rise("6"))
    rows = [(r.label, r.audience.value, r.since - NOON, r.until and r.until - NOON) for r in exposures(room.log)]
    assert [(label, audience, since.seconds, until and until.seconds) for label, audience, since, until in rows] == [
        ("J1", "court", 0, 30),
        ("J1", "jury", 0, 20),
        ("J2", "court", 30, 40),
    ]
    jury = next(row for row in exposures(room.log) if row.audience is Audience.JURY)
    assert (jury.screens, jury.presenter) == (("Jury 1", "Jury 2"), "prosecutor")
    last = exposures(room.log)[-1]
    assert last.withheld == ("Team of second",)


def test_an_audience_is_shown_a_page_only_while_a_screen_of_theirs_is_on() -> None:
    room = presenting()
    room.give("prosecutor", c.Show("2", page(1)))
    room.pass_by(5)
    room.notice(c.ScreenCame(ScreenId("s1"), "Jury 1", Audience.JURY))
    room.pass_by(5)
    room.notice(c.ScreenWent(ScreenId("s1")))
    room.pass_by(5)
    jury = [row for row in exposures(room.log) if row.audience is Audience.JURY]
    assert [((row.since - NOON).seconds, row.until and (row.until - NOON).seconds) for row in jury] == [(5, 10)]


def test_a_page_withdrawn_while_it_is_up_ends_in_the_record() -> None:
    room = presenting()
    room.notice(c.ScreenCame(ScreenId("s1"), "Jury 1", Audience.JURY))
    room.give("prosecutor", c.Show("2", page(1)))
    room.pass_by(5)
    room.notice(c.AccessMoved(page(1), frozenset({Audience.COURT}), ("Team of first",)))
    rows = {row.audience.value: row for row in exposures(room.log)}
    assert rows["jury"].until is not None
    assert rows["court"].until is None
    assert rows["court"].withheld == ("Team of first",)


def test_a_hearing_begins_dark() -> None:
    assert Courtroom(state=State()).screen("jury") == DARK
