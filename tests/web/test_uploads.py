"""Filing over HTTP: resumable, told of duplicates, never refused for one, never lost."""

import asyncio
import hashlib
from datetime import timedelta

import pytest

from bundles.errors import Unavailable
from bundles.filing import sweep
from storage import keys
from tests.fakes.engine import document
from tests.web.installation import Installation


def offer(court: Installation, **changes: object) -> dict[str, object]:
    return {"filename": "Paper.pdf", "size": 10, "section": court.sections["J"], **changes}


def opened(court: Installation, who: str = "prosecutor", **changes: object) -> str:
    answer = court.ask(who).post(f"/api/cases/{court.case}/uploads", offer(court, **changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def send(court: Installation, upload: str, offset: int, data: bytes, who: str | None = "prosecutor"):  # type: ignore[no-untyped-def]
    return court.ask(who).patch(f"/api/uploads/{upload}", content=data, headers={"Upload-Offset": str(offset)})


def documents(court: Installation) -> int:
    with court.container.unit() as unit:
        return len(unit.documents.in_case(court.case))


def test_nobody_is_asked_to_sign_in_before_any_upload(court: Installation) -> None:
    upload = opened(court)
    assert court.ask(None).post(f"/api/cases/{court.case}/uploads", offer(court)).status_code == 401
    assert court.ask(None).get(f"/api/cases/{court.case}/uploads").status_code == 401
    assert court.ask(None).get(f"/api/uploads/{upload}").status_code == 401
    assert send(court, upload, 0, b"0123456789", None).status_code == 401
    assert court.ask(None).delete(f"/api/uploads/{upload}").status_code == 401


@pytest.mark.parametrize("who", ["first", "clerk", "junior", "stranger"])
def test_an_upload_is_its_own_persons_and_nobody_elses(court: Installation, who: str) -> None:
    upload = opened(court)
    assert court.ask(who).get(f"/api/uploads/{upload}").status_code == 404
    assert send(court, upload, 0, b"0123456789", who).status_code == 404
    assert court.ask(who).delete(f"/api/uploads/{upload}").status_code == 404
    listed = court.ask(who).get(f"/api/cases/{court.case}/uploads")
    assert listed.status_code == 404 if who == "stranger" else listed.json() == []


def test_a_section_that_does_not_exist_for_the_filer_is_not_there(court: Installation) -> None:
    asked = court.ask("first").post(f"/api/cases/{court.case}/uploads", offer(court, section=court.sections["R"]))
    assert asked.status_code == 404
    assert asked.json()["key"] == "not_found"


def test_a_section_read_but_not_filed_in_is_refused_with_the_reason(court: Installation) -> None:
    asked = court.ask("first").post(f"/api/cases/{court.case}/uploads", offer(court, section=court.sections["A"]))
    assert asked.status_code == 403
    assert asked.json()["key"] == "access.filing_not"


def test_a_compartmented_section_wants_a_defendant_and_only_ones_own(court: Installation) -> None:
    def ask(*ticked: str) -> str:
        ticks = {"section": court.sections["D"], "ticked": [court.parties.get(name, name) for name in ticked]}
        answer = court.ask("first").post(f"/api/cases/{court.case}/uploads", offer(court, **ticks))
        return str(answer.json().get("key", "opened"))

    assert ask() == "access.tick_someone"
    assert ask("Bo Marsh") == "access.tick_own"
    assert ask("nobody") == "filing.unknown_defendant"
    assert ask("Ada Quill") == "opened"


def test_sizes_are_named_in_the_sentence(court: Installation) -> None:
    asked = court.ask("prosecutor").post(f"/api/cases/{court.case}/uploads", offer(court, size=600 * 1024 * 1024))
    assert asked.status_code == 422
    assert "600 MB" in asked.json()["detail"]
    assert "500 MB" in asked.json()["detail"]


def test_an_empty_file_is_refused_before_it_is_sent(court: Installation) -> None:
    asked = court.ask("prosecutor").post(f"/api/cases/{court.case}/uploads", offer(court, size=0, filename="Nothing.pdf"))
    assert asked.status_code == 422
    assert "“Nothing.pdf” is empty" in asked.json()["detail"]


def test_date_and_title_are_guessed_from_the_name_and_offered(court: Installation) -> None:
    answer = (
        court.ask("prosecutor").post(f"/api/cases/{court.case}/uploads", offer(court, filename="x/2024-03-05 Plan.pdf")).json()
    )
    assert (answer["filename"], answer["title"], answer["date"]) == ("2024-03-05 Plan.pdf", "Plan", "2024-03-05")


def test_parts_arrive_in_order_and_the_last_one_files_the_document(court: Installation) -> None:
    data = document("one", "two")
    upload = opened(court, size=len(data))
    first = send(court, upload, 0, data[:7])
    assert first.json()["offset"] == 7
    assert first.json()["document"] is None
    assert documents(court) == 0
    last = send(court, upload, 7, data[7:])
    assert last.json()["document"] is not None
    original = keys.original(hashlib.sha256(data).hexdigest())
    assert court.container.blobs.read(original) == data
    assert list(court.container.blobs.keys(keys.parts(upload))) == []  # type: ignore[arg-type]
    row = court.ask("prosecutor").get(f"/api/documents/{last.json()['document']}").json()
    assert (row["state"], row["pages"]) == ("received", 0)


def test_a_part_from_elsewhere_is_told_the_true_offset(court: Installation) -> None:
    upload = opened(court)
    send(court, upload, 0, b"0123")
    astray = send(court, upload, 0, b"0123")
    assert astray.status_code == 409
    assert astray.headers["upload-offset"] == "4"
    assert send(court, upload, 9, b"9").headers["upload-offset"] == "4"
    assert court.ask("prosecutor").get(f"/api/uploads/{upload}").json()["offset"] == 4


def test_more_than_was_offered_is_refused_and_loses_nothing(court: Installation) -> None:
    upload = opened(court)
    send(court, upload, 0, b"0123")
    assert send(court, upload, 4, b"45678901").json()["key"] == "upload.too_much"
    assert send(court, upload, 4, b"456789").json()["document"] is not None


def test_more_than_eight_mebibytes_at_once_is_refused(court: Installation) -> None:
    upload = opened(court, size=20 * 1024 * 1024)
    assert send(court, upload, 0, bytes(8 * 1024 * 1024 + 1)).status_code == 413
    assert send(court, upload, 0, bytes(8 * 1024 * 1024)).status_code == 200


def test_an_upload_that_stops_is_listed_and_goes_on_after_a_reload(court: Installation) -> None:
    upload = opened(court)
    send(court, upload, 0, b"01234")
    listed = court.ask("prosecutor").get(f"/api/cases/{court.case}/uploads").json()
    assert [(each["id"], each["offset"]) for each in listed] == [(upload, 5)]
    assert send(court, upload, 5, b"56789").json()["document"] is not None
    assert court.ask("prosecutor").get(f"/api/cases/{court.case}/uploads").json() == []


def test_a_line_that_breaks_keeps_nothing_of_the_part(court: Installation) -> None:
    upload = opened(court)
    pieces = [{"type": "http.request", "body": b"0123", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> dict[str, object]:
        return pieces.pop(0) if pieces else {"type": "http.disconnect"}

    async def forget(message: object) -> None:
        pass

    headers = {"authorization": "Bearer sheaf_prosecutor", "upload-offset": "0", "host": "sheaf.test"}
    scope = {
        "type": "http", "method": "PATCH", "path": f"/api/uploads/{upload}", "raw_path": b"", "query_string": b"",
        "root_path": "", "scheme": "http", "server": ("sheaf.test", 80), "client": ("127.0.0.1", 1), "http_version": "1.1",
        "asgi": {"version": "3.0"}, "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    asyncio.run(court.client.app(scope, receive, forget))  # type: ignore[arg-type]
    assert court.ask("prosecutor").get(f"/api/uploads/{upload}").json()["offset"] == 0
    assert list(court.container.blobs.keys(keys.parts(upload))) == []  # type: ignore[arg-type]


def test_a_request_repeated_after_the_last_byte_files_nothing_twice(court: Installation) -> None:
    upload = opened(court)
    filed = send(court, upload, 0, b"0123456789").json()["document"]
    again = send(court, upload, 10, b"")
    assert again.json()["document"] == filed
    assert documents(court) == 1


def test_a_server_that_died_between_the_last_byte_and_the_filing_files_on_an_empty_part(court: Installation) -> None:
    upload = opened(court)
    court.container.blobs.put(keys.part(upload, 0, 10), [b"0123456789"])  # type: ignore[arg-type]
    with court.container.unit() as unit:
        assert unit.uploads.advance(upload, 0, 10)  # type: ignore[arg-type]
        unit.commit()
    assert documents(court) == 0
    assert send(court, upload, 10, b"").json()["document"] is not None
    assert documents(court) == 1


def test_parts_that_overlap_after_a_race_still_make_the_file(court: Installation) -> None:
    upload = opened(court)
    court.container.blobs.put(keys.part(upload, 0, 8), [b"01234567"])  # type: ignore[arg-type]
    send(court, upload, 0, b"0123")
    sent = send(court, upload, 4, b"456789").json()
    answer = court.ask("prosecutor").get(f"/api/documents/{sent['document']}/original")
    assert answer.content == b"0123456789"


def test_the_same_file_again_is_told_and_not_refused(court: Installation) -> None:
    data = document("served twice")
    first = court.send("prosecutor", "J", data)
    second = court.send("prosecutor", "I", data)
    assert first["duplicate_of"] is None
    assert second["duplicate_of"] == first["document"]
    assert documents(court) == 2


def test_a_duplicate_the_filer_may_not_see_is_not_mentioned(court: Installation) -> None:
    data = document("the other side has it too")
    court.send("second", "D", data, ticked=("Bo Marsh",))
    court.send("prosecutor", "PP", data)
    assert court.send("first", "D", data, ticked=("Ada Quill",))["duplicate_of"] is None


def test_rights_lost_during_an_upload_count(court: Installation) -> None:
    upload = opened(court)
    send(court, upload, 0, b"01234")
    with court.container.unit() as unit:
        unit.cases.leave(court.people["prosecutor"], court.case)
        unit.commit()
    assert send(court, upload, 5, b"56789").status_code == 404
    assert documents(court) == 0


def test_a_full_disk_is_said_and_loses_nothing(court: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = opened(court)
    send(court, upload, 0, b"0123")

    def full(key: str, chunks: object) -> None:
        raise Unavailable("blobs.full")

    with monkeypatch.context() as patched:
        patched.setattr(court.container.blobs, "put", full)
        assert send(court, upload, 4, b"456789").status_code == 503
    assert send(court, upload, 4, b"456789").json()["document"] is not None


def test_an_upload_dropped_is_gone_with_its_bytes(court: Installation) -> None:
    upload = opened(court)
    send(court, upload, 0, b"0123")
    assert court.ask("prosecutor").delete(f"/api/uploads/{upload}").status_code == 204
    assert court.ask("prosecutor").get(f"/api/uploads/{upload}").status_code == 404
    assert list(court.container.blobs.keys(keys.parts(upload))) == []  # type: ignore[arg-type]


def test_uploads_nobody_goes_on_with_are_swept_after_a_week(court: Installation) -> None:
    old = opened(court)
    send(court, old, 0, b"0123")
    court.clock.pass_by(days=5)
    young = opened(court)
    later = court.clock.now() + timedelta(days=3)
    assert sweep(court.container.unit, court.container.blobs, keys, later) == 1
    listed = court.ask("prosecutor").get(f"/api/cases/{court.case}/uploads").json()
    assert [each["id"] for each in listed] == [young]
    assert list(court.container.blobs.keys(keys.parts(old))) == []  # type: ignore[arg-type]
