"""Publishing over HTTP, and the edition of a publication each reader gets."""

import httpx
import pytest

from bundles.errors import Unavailable, Unreadable
from tests.fakes.engine import document
from tests.web.installation import Installation


def publish(court: Installation, who: str | None = "clerk", note: str = "") -> httpx.Response:
    return court.ask(who).post(f"/api/cases/{court.case}/publications", {"note": note})


def labels(court: Installation, paper: str) -> tuple[str, int, int, bool]:
    row = court.ask("clerk").get(f"/api/documents/{paper}").json()
    run = row["labels"][0]
    return run["prefix"], run["first"], run["count"], row["published"]


def built(court: Installation, who: str, publication: str) -> httpx.Response:
    asked = court.ask(who).post(f"/api/publications/{publication}/edition")
    assert asked.status_code == 202, asked.text
    court.work()
    return court.ask(who).get(f"/api/publications/{publication}/edition.pdf")


def test_nobody_strangers_and_everyone_but_the_clerk_cannot_publish(court: Installation) -> None:
    court.file("prosecutor", "J", "words")
    assert publish(court, None).status_code == 401
    assert publish(court, "stranger").status_code == 404
    assert {publish(court, who).status_code for who in ("judge", "prosecutor", "first")} == {403}


def test_nobody_and_strangers_reach_no_publication(court: Installation) -> None:
    court.file("prosecutor", "J", "words")
    publication = publish(court).json()["id"]
    for who, status in ((None, 401), ("stranger", 404)):
        asking = court.ask(who)
        assert asking.get(f"/api/cases/{court.case}/publications").status_code == status
        assert asking.post(f"/api/publications/{publication}/edition").status_code == status
        assert asking.get(f"/api/publications/{publication}/edition").status_code == status
        assert asking.get(f"/api/publications/{publication}/edition.pdf").status_code == status


def test_nothing_open_is_nothing_to_publish(court: Installation) -> None:
    court.send("prosecutor", "J", b"not a document")
    court.work()
    refused = publish(court)
    assert (refused.status_code, refused.json()["key"]) == (422, "publish.nothing")


def test_what_is_still_being_examined_is_left_out_by_name(court: Installation) -> None:
    court.file("prosecutor", "J", "words", name="Here.pdf")
    late = court.send("prosecutor", "J", document("late"), name="Still coming.pdf")["document"]
    court.send("first", "PD", document("private"), name="Not for the clerk.pdf")
    made = publish(court).json()
    assert made["left_out"] == ["Still coming"]
    assert made["number"] == 1
    court.work()
    assert labels(court, str(late)) == ("J", 2, 1, False)
    assert publish(court).json()["number"] == 2
    assert labels(court, str(late)) == ("J", 2, 1, True)


def test_labels_once_published_never_change_and_never_return(court: Installation) -> None:
    first = court.file("prosecutor", "J", "a", "b")
    second = court.file("prosecutor", "J", "c")
    publish(court)
    court.ask("prosecutor").post(f"/api/documents/{first}/withdraw", {"reason": "x"})
    third = court.file("prosecutor", "J", "d")
    publish(court)
    assert labels(court, second) == ("J", 3, 1, True)
    assert labels(court, third) == ("J", 4, 1, True)
    asked = court.ask("judge").get(f"/api/cases/{court.case}/labels/J3").json()
    assert asked["document"] == second
    assert court.ask("judge").get(f"/api/cases/{court.case}/labels/J1").status_code == 404
    assert labels(court, first) == ("J", 1, 2, True)


def test_each_reader_gets_what_they_may_see_of_it_and_counts_of_nothing_else(court: Installation) -> None:
    court.file("prosecutor", "J", "open", "pages", name="Open.pdf")
    court.file("prosecutor", "D", "hers", name="Hers.pdf", ticked=("Ada Quill",))
    court.file("prosecutor", "D", "theirs", name="Theirs.pdf", ticked=("Bo Marsh",))
    made = publish(court).json()
    counts = {who: (p["documents"], p["pages"]) for who in ("judge", "first", "second") for p in listed(court, who)}
    assert counts == {"judge": (3, 4), "first": (2, 3), "second": (2, 3)}
    body = built(court, "first", made["id"]).text
    assert "Hers" in body
    assert "Theirs" not in body
    assert "Theirs" in built(court, "judge", made["id"]).text


def listed(court: Installation, who: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = court.ask(who).get(f"/api/cases/{court.case}/publications").json()
    return found


def test_two_readers_who_see_the_same_share_one_file(court: Installation) -> None:
    court.file("prosecutor", "J", "open")
    publication = publish(court).json()["id"]
    tags = {built(court, who, publication).headers["etag"] for who in ("judge", "first", "second")}
    assert len(tags) == 1
    assert len(list(court.container.blobs.keys("editions/"))) == 1


def test_an_edition_asked_for_twice_is_built_once(court: Installation) -> None:
    court.file("prosecutor", "J", "open")
    publication = publish(court).json()["id"]
    states = [court.ask("judge").post(f"/api/publications/{publication}/edition").json()["state"] for _ in range(3)]
    assert states == ["building"] * 3
    with court.container.unit() as unit:
        assert unit.jobs.waiting() == 1
    assert court.ask("judge").get(f"/api/publications/{publication}/edition.pdf").json()["key"] == "edition.not_ready"
    court.work()
    ready = court.ask("judge").get(f"/api/publications/{publication}/edition").json()
    assert (ready["state"], ready["pages"]) == ("ready", 1)
    assert ready["size"]


def test_when_what_a_reader_may_see_shrinks_the_old_file_is_not_theirs(court: Installation) -> None:
    court.file("prosecutor", "J", "open")
    hers = court.file("prosecutor", "D", "hers", name="Hers.pdf", ticked=("Ada Quill",))
    publication = publish(court).json()["id"]
    assert "Hers" in built(court, "first", publication).text
    court.ask("prosecutor").patch(f"/api/documents/{hers}", json={"ticked": [court.parties["Bo Marsh"]]})
    assert court.ask("first").get(f"/api/publications/{publication}/edition").json()["state"] == "absent"
    assert court.ask("first").get(f"/api/publications/{publication}/edition.pdf").status_code == 409
    assert "Hers" not in built(court, "first", publication).text


def test_an_edition_whose_file_was_lost_is_made_again(court: Installation) -> None:
    court.file("prosecutor", "J", "one")
    publication = publish(court).json()["id"]
    assert built(court, "judge", publication).status_code == 200
    for key in list(court.container.blobs.keys("editions/")):
        court.container.blobs.delete(key)
    assert built(court, "judge", publication).status_code == 200


def test_a_reader_with_nothing_in_it_has_no_edition(court: Installation) -> None:
    court.file("prosecutor", "R", "witness")
    publication = publish(court).json()["id"]
    refused = court.ask("first").post(f"/api/publications/{publication}/edition")
    assert (refused.status_code, refused.json()["key"]) == (422, "edition.nothing")


def test_the_pdf_comes_whole_in_ranges_or_not_at_all(court: Installation) -> None:
    court.file("prosecutor", "J", "open")
    publication = publish(court).json()["id"]
    whole = built(court, "judge", publication)
    url = f"/api/publications/{publication}/edition.pdf"
    size, tag = len(whole.content), whole.headers["etag"]
    assert whole.headers["content-type"] == "application/pdf"
    assert "01AB1234524 R v Quill and Marsh - publication 1.pdf" in whole.headers["content-disposition"]

    def part(asked: str, **more: str) -> httpx.Response:
        return court.ask("judge").get(url, headers={"Range": asked, **more})

    middle = part("bytes=2-5")
    assert (middle.status_code, middle.content) == (206, whole.content[2:6])
    assert middle.headers["content-range"] == f"bytes 2-5/{size}"
    assert part("bytes=-4").content == whole.content[-4:]
    assert part(f"bytes={size - 3}-").content == whole.content[-3:]
    assert part("bytes=0-999999").content == whole.content
    beyond = part(f"bytes={size}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    assert part("bytes=1-2,4-5").status_code == 200
    assert part("lines=1-2").status_code == 200
    assert part("bytes=2-5", **{"If-Range": '"other"'}).content == whole.content
    assert part("bytes=2-5", **{"If-Range": tag}).status_code == 206
    assert court.ask("judge").get(url, headers={"If-None-Match": tag}).status_code == 304


def test_a_build_that_fails_says_so_and_may_be_asked_for_again(court: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    court.file("prosecutor", "J", "open")
    publication = publish(court).json()["id"]

    def fails(*_: object) -> None:
        raise Unreadable("file.damaged")

    with monkeypatch.context() as patched:
        patched.setattr(court.engine, "assemble", fails)
        court.ask("judge").post(f"/api/publications/{publication}/edition")
        for _ in range(6):
            court.work()
            court.clock.pass_by(minutes=20)
    failed = court.ask("judge").get(f"/api/publications/{publication}/edition").json()
    assert failed["state"] == "failed"
    assert failed["reason"]
    assert built(court, "judge", publication).status_code == 200


def test_a_store_that_is_away_only_delays_a_build(court: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    court.file("prosecutor", "J", "open")
    publication = publish(court).json()["id"]

    def away(*_: object) -> None:
        raise Unavailable("blobs.away")

    with monkeypatch.context() as patched:
        patched.setattr(court.engine, "assemble", away)
        court.ask("judge").post(f"/api/publications/{publication}/edition")
        for _ in range(20):
            court.work()
            court.clock.pass_by(minutes=20)
    assert court.ask("judge").get(f"/api/publications/{publication}/edition").json()["state"] == "building"
    court.work()
    assert court.ask("judge").get(f"/api/publications/{publication}/edition").json()["state"] == "ready"


def test_publishing_and_downloading_are_in_the_audit(court: Installation) -> None:
    court.file("prosecutor", "J", "open")
    built(court, "judge", publish(court).json()["id"])
    with court.container.unit() as unit:
        acts = [row.act for row in unit.audit.of(court.case, 3)]
        assert unit.audit.verify() is None
    assert acts[:2] == ["edition.downloaded", "bundle.published"]


def test_what_the_clerk_may_not_see_is_not_in_what_the_clerk_is_told_of_a_publication(court: Installation) -> None:
    court.file("prosecutor", "J", "open")

    def told() -> list[object]:
        made = publish(court).json()
        rows = court.ask("clerk").get(f"/api/cases/{court.case}/activity").json()
        return [made["pages"], made["documents"], made["left_out"], rows[0]["what"].replace(str(made["number"]), "n")]

    before = told()
    court.file("first", "PD", "a private note", "and another")
    assert told() == before
