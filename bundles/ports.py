"""What the bundles room needs from outside. `storage` and `bundles.pdf` satisfy it; composition roots join them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bundles.ids import PublicationId, UploadId
from bundles.index import BundlePlan


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, UTC."""


class Identities(Protocol):
    def new(self) -> str:
        """A fresh identity: 32 lower-case hex digits, later ones sorting after earlier ones to the millisecond."""


@dataclass(frozen=True, slots=True)
class BlobInfo:
    key: str
    size: int  # bytes


class Blobs(Protocol):
    """Immutable objects by key (`storage.keys` makes every key). A put is whole or not at all; a second put replaces."""

    def put(self, key: str, chunks: Iterable[bytes]) -> BlobInfo:
        """Stores the concatenation of `chunks`. Raises `Unavailable` when the store is full or away; then nothing is kept."""

    def read(self, key: str, start: int = 0, end: int | None = None) -> bytes:
        """Bytes [start, end). Raises `NotFound`."""

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The same in chunks of at most 1 MiB. Raises `NotFound` before the first."""

    def info(self, key: str) -> BlobInfo | None: ...

    def local(self, key: str) -> AbstractContextManager[Path]:
        """A read-only file with the object's bytes, for an engine; gone or shared afterwards. Raises `NotFound`."""

    def delete(self, key: str) -> None:
        """Absent is not an error."""

    def keys(self, prefix: str) -> Iterator[str]:
        """In order."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An object kept from a file: its size in bytes and its SHA-256, lower-case hex."""

    size: int
    sha256: str


class KeepFile(Protocol):
    """Lends an engine a path to write a file to, and keeps what it wrote under `key`."""

    def __call__(self, key: str, write: Callable[[Path], None]) -> KeptFile:
        """Raises what `write` raises, and `Unavailable` when there is no room; then nothing is kept."""


class Keys(Protocol):
    """Where each object lies. `storage.keys`, the only maker of keys, is one as it stands. Hashes are lower-case hex."""

    def original(self, sha256: str, /) -> str: ...
    def page_image(self, sha256: str, number: int, width: int, /) -> str:
        """Page `number` (from 1) of that original, drawn `width` pixels wide. The step's version is part of the key."""

    def words(self, sha256: str, number: int, /) -> str: ...
    def part(self, upload: UploadId, start: int, end: int, /) -> str:
        """Bytes [start, end) of an upload. The key's last name is `{start}-{end}` in decimals: `filing` reads it back."""

    def parts(self, upload: UploadId, /) -> str:
        """The prefix of all of an upload's parts."""

    def edition(self, publication: PublicationId, key: str, /) -> str: ...


@dataclass(frozen=True, slots=True)
class PageSize:
    """Points as displayed: after the page's own rotation and crop."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Examination:
    """What an engine found: the media type by content, sizes of all pages, and what was repaired, as message keys."""

    media_type: str
    pages: Sequence[PageSize]
    repairs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One word and its box, page-relative: 0–1 from the top left of the page as displayed."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line, in reading order."""

    words: Sequence[Word]


@dataclass(frozen=True, slots=True)
class Image:
    """An encoded picture of a page, or of part of one."""

    media_type: str  # image/webp, image/jpeg or image/png
    width: int  # pixels
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page drawn once: an image per width asked for, and its words."""

    number: int  # from 1
    images: Sequence[tuple[int, Image]]  # (width asked for, image)
    lines: Sequence[Line]
    failed: str | None = None  # a message key: not drawn, and the images say so; or `page.incomplete`, drawn but for a part


@dataclass(frozen=True, slots=True)
class Region:
    """Part of a page, page-relative: 0–1 from the top left as displayed."""

    x: float
    y: float
    width: float
    height: float


class Engine(Protocol):
    """The PDF engine, behind processes with limits. Every method raises `Unreadable` for the file, `Unavailable` for itself."""

    def examine(self, original: Path, filename: str) -> Examination:
        """Decides by content, not by name: PDF, or an image to be made into one."""

    def draw(self, original: Path, first: int, last: int, widths: Sequence[int]) -> Iterator[DrawnPage]:
        """Pages `first`…`last` (from 1, both included), each at the given pixel widths, with words."""

    def region(self, original: Path, number: int, region: Region, width: int) -> Image:
        """One part of one page, `width` pixels wide."""

    def assemble(self, plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
        """Writes the bundle `plan` describes from `sources` (one per planned document, in order) to `target`."""
