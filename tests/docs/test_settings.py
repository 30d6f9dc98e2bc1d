"""`docs/operations.md` has every setting with its default, and no document names one that is not there."""

import re

from pydantic import SecretStr
from pydantic_core import PydanticUndefined, to_json

from tests.docs.fences import DOCS, ROOT, documents
from web.settings import Settings

ROW = re.compile(r"^\| `(SHEAF_[A-Z0-9_]+)` \| (?:`(.*?)`)? ?\| \S", re.MULTILINE)
NAME = re.compile(r"SHEAF_[A-Z0-9]+(?:_[A-Z0-9]+)*")
OF_THE_TOOLS = {"SHEAF_CHROMIUM", "SHEAF_SKIP_CLIENT_BUILD"}  # of tests and builds; no settings of an installation


def names() -> set[str]:
    return {f"SHEAF_{field.upper()}" for field in Settings.model_fields}


def test_every_setting_is_in_the_table_with_its_default() -> None:
    told = dict(ROW.findall((DOCS / "operations.md").read_text("utf-8")))
    assert told == {f"SHEAF_{name.upper()}": default(name) for name in Settings.model_fields}


def default(name: str) -> str:
    """As it would be written in the environment; empty for none."""
    field = Settings.model_fields[name]
    value = field.get_default(call_default_factory=True, validated_data={})
    assert value is not PydanticUndefined
    if value is None or isinstance(value, SecretStr):
        return ""
    return value if isinstance(value, str) else to_json(value).decode().strip('"')


def test_no_document_names_a_setting_that_is_not_there() -> None:
    told = {
        f"{path.name}: {name}"
        for path in [*documents(), *sorted((ROOT / "deploy").glob("sheaf*")), ROOT / "deploy" / "Dockerfile"]
        for name in NAME.findall(path.read_text("utf-8"))
        if name not in names() | OF_THE_TOOLS
    }
    assert not told


def test_the_example_settings_can_be_read() -> None:
    lines = (ROOT / "deploy" / "sheaf.env").read_text("utf-8").splitlines()
    given = [line.partition("=")[::2] for line in lines if line and not line.startswith("#")]
    settings = Settings(_env_file=ROOT / "deploy" / "sheaf.env")
    assert {name for name, _ in given} <= names()
    assert all(value for _, value in given)
    assert settings.https
    assert settings.hosts == ["sheaf.court.example"]
    assert settings.blob_store.startswith("s3://")
