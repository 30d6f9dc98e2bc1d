"""The checks that `docs/operations.md` tells an operator to run, run over a record with something in it."""

from pathlib import Path

import pytest

from storage import keys
from tests.docs.fences import DOCS, fences
from tests.docs.test_api_examples import printed
from tests.web.installation import installed

OPERATIONS = DOCS / "operations.md"


def test_the_checks_after_a_restore_find_what_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with installed(tmp_path) as court:
        court.file("prosecutor", "J", "One", name="One.pdf")
        document = court.file("prosecutor", "J", "Two", name="Two.pdf")
        with court.container.unit() as unit:
            sha256 = unit.documents.get(document).sha256
        monkeypatch.setenv("SHEAF_DATA", str(court.container.settings.data))
        monkeypatch.setenv("SHEAF_DATABASE_URL", court.container.settings.database_url)
        monkeypatch.setenv("SHEAF_BLOBS", court.container.settings.blob_store)
        assert checked() == ["The audit chain holds.", "2 originals checked, 0 missing or damaged."]
        court.container.blobs.delete(keys.original(sha256))
        assert checked() == ["The audit chain holds.", "2 originals checked, 1 missing or damaged."]


def checked() -> list[str]:
    namespace = {"__name__": "examples"}
    return [line for fence in fences(OPERATIONS) if fence.kind == "python" for line in printed(fence, namespace).splitlines()]
