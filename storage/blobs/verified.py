"""Checks originals against the SHA-256 they are kept under, coming in and going out; a damaged one is never served.

Knows only a key's name and its bytes. A file checked once is not checked again while it is the very same file.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path

from bundles.errors import Unavailable
from bundles.ports import BlobInfo, Blobs
from storage.blobs.filesystem import CHUNK, pieces, span
from storage.keys import ORIGINALS

log = logging.getLogger(__name__)


class VerifiedBlobs:
    """`bundles.ports.Blobs` over another one. Raises `Unavailable` (`blobs.damaged`) for an original that is not itself."""

    def __init__(self, inner: Blobs) -> None:
        self._inner = inner

    def put(self, key: str, chunks: Iterable[bytes]) -> BlobInfo:
        return self._inner.put(key, _matching(key, chunks) if _is_original(key) else chunks)

    def read(self, key: str, start: int = 0, end: int | None = None) -> bytes:
        if not _is_original(key):
            return self._inner.read(key, start, end)
        with self.local(key) as path:
            return span(path, start, end)

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        if not _is_original(key):
            return self._inner.stream(key, start, end)
        holding = self.local(key)
        return _streamed(holding, holding.__enter__(), start, end)

    def info(self, key: str) -> BlobInfo | None:
        return self._inner.info(key)

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        with self._inner.local(key) as path:
            if _is_original(key):
                _check(key, path)
            yield path

    def delete(self, key: str) -> None:
        self._inner.delete(key)

    def keys(self, prefix: str) -> Iterator[str]:
        return self._inner.keys(prefix)


def _is_original(key: str) -> bool:
    return key.startswith(ORIGINALS)


def _named(key: str) -> str:
    return key.rpartition("/")[2]


def _damaged(key: str) -> Unavailable:
    log.error("the original %s is not what its name says", _named(key))
    return Unavailable("blobs.damaged")


def _matching(key: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks; raises after the last, so that the put fails and keeps nothing."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != _named(key):
        raise _damaged(key)


def _check(key: str, path: Path) -> None:
    seen = path.stat()
    if _sha256(path, seen.st_ino, seen.st_size, seen.st_mtime_ns) != _named(key):
        raise _damaged(key)


@lru_cache(maxsize=10_000)
def _sha256(path: Path, _inode: int, _size: int, _changed: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _streamed(holding: AbstractContextManager[Path], path: Path, start: int, end: int | None) -> Iterator[bytes]:
    try:
        yield from pieces(path, start, end, CHUNK)
    finally:
        holding.__exit__(None, None, None)
