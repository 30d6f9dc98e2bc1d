"""One document over HTTP: its row, amending, withdrawing, its original."""

import hashlib

import pytest

from storage import keys
from tests.fakes.engine import document
from tests.web.installation import Installation

EVERYONE = ("clerk", "judge", "prosecutor", "first", "second")


def amend(court: Installation, who: str | None, paper: str, **changes: object):  # type: ignore[no-untyped-def]
    return court.ask(who).patch(f"/api/documents/{paper}", json=changes)


def titles(court: Installation, section: str, who: str = "clerk") -> list[str]:
    bundle = court.ask(who).get(f"/api/cases/{court.case}/bundle").json()
    return [d["title"] for s in bundle["sections"] if s["code"] == section for d in s["documents"]]


def routes(paper: str) -> list[tuple[str, str, object]]:
    return [
        ("GET", f"/api/documents/{paper}", None),
        ("PATCH", f"/api/documents/{paper}", {"title": "Other"}),
        ("POST", f"/api/documents/{paper}/withdraw", {"reason": "Mistaken"}),
        ("GET", f"/api/documents/{paper}/original", None),
    ]


def test_nobody_reaches_a_document(court: Installation) -> None:
    paper = court.file("prosecutor", "J", "words")
    assert {court.ask(None).request(m, url, json=body).status_code for m, url, body in routes(paper)} == {401}


def test_the_other_side_cannot_tell_a_document_from_none(court: Installation) -> None:
    paper = court.file("second", "D", "words", ticked=("Bo Marsh",))
    for there, absent in zip(routes(paper), routes("0" * 32), strict=True):
        answers = [court.ask("first").request(m, url, json=body) for m, url, body in (there, absent)]
        assert [a.status_code for a in answers] == [404, 404]
        assert answers[0].json() == answers[1].json()


def test_a_reader_of_another_team_may_not_amend_or_withdraw(court: Installation) -> None:
    paper = court.file("prosecutor", "J", "words")
    assert amend(court, "first", paper, title="Other").json()["key"] == "access.looks_after_not"
    assert court.ask("first").post(f"/api/documents/{paper}/withdraw", {"reason": "x"}).status_code == 403
    assert court.ask("first").get(f"/api/documents/{paper}").json()["may_edit"] is False


def test_the_filing_team_and_the_clerk_retitle_and_redate(court: Installation) -> None:
    paper = court.file("prosecutor", "J", "words", name="2024-03-05 Plan.pdf")
    assert amend(court, "junior", paper, title="Plan of the yard").json()["title"] == "Plan of the yard"
    kept = amend(court, "clerk", paper, title="Plan").json()
    assert kept["date"] == "2024-03-05"
    assert amend(court, "clerk", paper, date=None).json()["date"] is None


def test_who_else_a_document_is_ticked_for_is_not_told_to_a_defendants_team(court: Installation) -> None:
    paper = court.file("prosecutor", "D", "words", ticked=("Ada Quill", "Bo Marsh"))
    assert court.ask("first").get(f"/api/documents/{paper}").json()["ticked"] == [court.parties["Ada Quill"]]
    assert len(court.ask("judge").get(f"/api/documents/{paper}").json()["ticked"]) == 2


def test_ticks_decide_at_once_who_sees(court: Installation) -> None:
    paper = court.file("prosecutor", "D", "words", ticked=("Ada Quill",))
    assert court.ask("second").get(f"/api/documents/{paper}").status_code == 404
    amend(court, "prosecutor", paper, ticked=[court.parties["Bo Marsh"]])
    assert court.ask("second").get(f"/api/documents/{paper}").status_code == 200
    assert court.ask("first").get(f"/api/documents/{paper}").status_code == 404
    assert amend(court, "prosecutor", paper, ticked=[]).json()["key"] == "access.tick_someone"


def test_a_defence_team_cannot_untick_another_defendant(court: Installation) -> None:
    paper = court.file("first", "D", "words", ticked=("Ada Quill",))
    amend(court, "clerk", paper, ticked=list(court.parties.values())[1:])
    amend(court, "first", paper, ticked=[court.parties["Ada Quill"]])
    assert len(court.ask("clerk").get(f"/api/documents/{paper}").json()["ticked"]) == 2


def test_a_document_moves_only_where_its_mover_may_file(court: Installation) -> None:
    paper = court.file("first", "J", "words")
    assert amend(court, "first", paper, section=court.sections["A"]).json()["key"] == "access.filing_not"
    assert amend(court, "first", paper, section=court.sections["R"]).status_code == 404
    assert amend(court, "first", paper, section=court.sections["D"]).json()["key"] == "access.tick_someone"
    moved = amend(court, "first", paper, section=court.sections["D"], ticked=[court.parties["Ada Quill"]])
    assert moved.json()["labels"][0]["prefix"] == "D"
    assert court.ask("second").get(f"/api/documents/{paper}").status_code == 404


def test_documents_are_ordered_anew_until_the_first_publication(court: Installation) -> None:
    papers = [court.file("prosecutor", "J", "words", name=f"{name}.pdf") for name in "ABCD"]
    amend(court, "prosecutor", papers[3], position=1)
    assert titles(court, "J") == ["A", "D", "B", "C"]
    amend(court, "prosecutor", papers[0], position=9)
    assert titles(court, "J") == ["D", "B", "C", "A"]
    court.ask("clerk").post(f"/api/cases/{court.case}/publications", {})
    refused = amend(court, "prosecutor", papers[0], position=0)
    assert (refused.status_code, refused.json()["key"]) == (409, "document.order_published")


def test_a_place_in_the_order_is_counted_among_what_the_mover_sees(court: Installation) -> None:
    own = [court.file("first", "D", "words", name=f"{name}.pdf", ticked=("Ada Quill",)) for name in "AB"]
    court.file("second", "D", "words", name="Hidden.pdf", ticked=("Bo Marsh",))
    last = court.file("first", "D", "words", name="C.pdf", ticked=("Ada Quill",))
    amend(court, "first", last, position=1)
    assert titles(court, "D", "first") == ["A", "C", "B"]
    assert titles(court, "D") == ["A", "C", "B", "Hidden"]
    assert own


def test_a_published_document_does_not_move_to_another_section(court: Installation) -> None:
    paper = court.file("prosecutor", "J", "words")
    court.ask("clerk").post(f"/api/cases/{court.case}/publications", {})
    late = court.file("prosecutor", "J", "late")
    refused = amend(court, "prosecutor", paper, section=court.sections["I"])
    assert (refused.status_code, refused.json()["key"]) == (409, "document.move_published")
    assert amend(court, "prosecutor", late, section=court.sections["I"]).status_code == 200


def test_a_withdrawn_document_is_gone_for_the_other_side_by_every_route(court: Installation) -> None:
    paper = court.file("prosecutor", "J", "unmistakable")
    court.ask("judge").post(
        f"/api/cases/{court.case}/marks",
        {"id": "a" * 32, "page": f"{paper}.1", "layer": "everyone", "kind": "note", "quads": []},
    )
    answer = court.ask("prosecutor").post(f"/api/documents/{paper}/withdraw", {"reason": "Wrong case"})
    assert (answer.json()["state"], answer.json()["reason"]) == ("withdrawn", "Withdrawn: Wrong case")
    reader = court.ask("first")
    urls = ["image", "image?width=160", "words", "region?x=0&y=0&w=1&h=1&width=100"]
    assert {reader.get(f"/api/pages/{paper}.1/{url}").status_code for url in urls} == {404}
    assert reader.get(f"/api/documents/{paper}/original").status_code == 404
    assert reader.get(f"/api/cases/{court.case}/search?q=unmistakable").json()["hits"] == []
    assert reader.get(f"/api/cases/{court.case}/marks").json() == []
    assert titles(court, "J", "first") == []
    assert titles(court, "J", "prosecutor") == ["Paper"]


def test_what_is_withdrawn_stays_withdrawn(court: Installation) -> None:
    paper = court.file("prosecutor", "J", "words")
    court.ask("clerk").post(f"/api/documents/{paper}/withdraw", {"reason": "x"})
    assert court.ask("clerk").post(f"/api/documents/{paper}/withdraw", {"reason": "x"}).status_code == 409
    assert amend(court, "clerk", paper, title="Other").json()["key"] == "document.withdrawn"


def test_a_document_withdrawn_before_it_was_read_is_left_alone_by_the_worker(court: Installation) -> None:
    paper = str(court.send("prosecutor", "J", document("words"))["document"])
    court.ask("prosecutor").post(f"/api/documents/{paper}/withdraw", {"reason": "x"})
    court.work()
    assert court.ask("prosecutor").get(f"/api/documents/{paper}").json()["state"] == "withdrawn"


@pytest.mark.parametrize("who", EVERYONE)
def test_the_original_comes_back_byte_for_byte(court: Installation, who: str) -> None:
    data = document("words", "more")
    court.file("prosecutor", "J", "words", "more", name='Ev"il\r\n ✓ näme.pdf')
    paper = court.ask("clerk").get(f"/api/cases/{court.case}/search?q=words").json()["hits"][0]["document"]
    answer = court.ask(who).get(f"/api/documents/{paper}/original")
    assert answer.content == data
    assert answer.headers["etag"] == f'"{hashlib.sha256(data).hexdigest()}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    name = answer.headers["content-disposition"]
    assert name == "attachment; filename=\"Ev_il _ n_me.pdf\"; filename*=UTF-8''Ev%22il%20%E2%9C%93%20n%C3%A4me.pdf"
    again = court.ask(who).get(f"/api/documents/{paper}/original", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_damaged_original_is_not_handed_out(court: Installation) -> None:
    paper = court.file("prosecutor", "J", "words")
    sha256 = hashlib.sha256(document("words")).hexdigest()
    court.container.blobs._inner.put(keys.original(sha256), [b"something else"])  # type: ignore[attr-defined]
    assert court.ask("prosecutor").get(f"/api/documents/{paper}/original").status_code == 503
    court.send("prosecutor", "I", document("words"))
    assert court.ask("prosecutor").get(f"/api/documents/{paper}/original").content == document("words")


def test_a_refused_file_says_why_in_the_readers_language_and_the_others_go_on(court: Installation) -> None:
    bad = str(court.send("prosecutor", "J", b"not a document at all")["document"])
    good = court.file("prosecutor", "J", "words")
    row = court.ask("prosecutor").get(f"/api/documents/{bad}").json()
    assert row["state"] == "refused"
    assert row["reason"]
    assert court.ask("first").get(f"/api/documents/{bad}").status_code == 404
    assert court.ask("first").get(f"/api/documents/{good}").json()["state"] == "ready"
    court.ask("prosecutor").patch("/api/me", json={"language": "cy"})
    assert court.ask("prosecutor").get(f"/api/documents/{bad}").json()["reason"] != row["reason"]
