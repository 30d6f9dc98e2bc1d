"""Every setting of an installation: from the environment (`SHEAF_…`), or from `sheaf.env`, a file of the same names beside it.

Knows names, defaults and what they imply; refuses to open anything but its own data folder's secret.
"""

import secrets
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

MIB = 1024 * 1024


class Settings(BaseSettings):
    """One installation. `data` is the folder for all that is kept when nothing else is named."""

    model_config = SettingsConfigDict(env_prefix="SHEAF_", env_file="sheaf.env", env_ignore_empty=True, extra="ignore")

    data: Path = Path("var")
    database_url: str = ""  # empty: SQLite in the data folder
    blobs: str = ""  # empty: a folder in the data folder; or s3://bucket/prefix
    s3_endpoint: str | None = None
    s3_region: str | None = None
    secret: SecretStr | None = Field(default=None, min_length=32)  # absent: made once and kept in the data folder

    address: str = ""  # as readers type it, e.g. https://sheaf.example; empty: from the request
    hosts: list[str] = Field(default_factory=lambda: ["*"])  # host names answered to; `*.example` for all below it
    https: bool = False  # set behind TLS: secure cookies and HSTS
    proxies: str = "127.0.0.1"  # whose X-Forwarded-… headers are believed

    max_upload_bytes: int = Field(default=500 * MIB, ge=1)
    max_pages: int = Field(default=25_000, ge=1)
    max_json_bytes: int = Field(default=MIB, ge=1024)
    max_chunk_bytes: int = Field(default=8 * MIB, ge=64 * 1024)

    session_idle_minutes: int = Field(default=120, ge=1)
    session_hours: int = Field(default=12, ge=1)
    password_kib: int = Field(default=65_536, ge=19_456)  # memory to hash one password with, argon2id
    engine_processes: int = Field(default=2, ge=1)  # of the web server, for pages wanted before the worker drew them
    worker_processes: int = Field(default=2, ge=1)  # engines of a worker
    lease_seconds: float = Field(default=30, ge=1)  # after which the job of a worker that died is taken up by another

    @property
    def database(self) -> str:
        """The database's URL, in SQLAlchemy's words."""
        return self.database_url or f"sqlite:///{(self.data / 'sheaf.db').resolve()}"

    @property
    def blob_store(self) -> str:
        """`s3://bucket/prefix`, or a folder's path."""
        return self.blobs or str((self.data / "blobs").resolve())

    @property
    def session_idle(self) -> timedelta:
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def session_life(self) -> timedelta:
        return timedelta(hours=self.session_hours)

    @cached_property
    def key(self) -> bytes:
        """What grants are signed with: the same for every server of an installation."""
        if self.secret is not None:
            return self.secret.get_secret_value().encode()
        return _kept_secret(self.data / "secret")


def _kept_secret(path: Path) -> bytes:
    """The secret in `path`, made on first need. Two servers starting at once end with the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32), "ascii")
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text("ascii").strip().encode()
