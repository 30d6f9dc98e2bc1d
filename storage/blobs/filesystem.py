"""Objects as files in a folder. A file appears whole, on disk, under its name, or not at all.

Knows paths and what a full disk says; refuses to know what an object is.
"""

import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bundles.errors import NotFound, Unavailable
from bundles.ports import BlobInfo
from storage.keys import REMADE

CHUNK = 1024 * 1024
KEY = re.compile(r"(?!\.)[A-Za-z0-9._-]{1,200}(/(?!\.)[A-Za-z0-9._-]{1,200})*")
INCOMING = ".incoming"  # no key begins with a dot
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class FolderBlobs:
    """`bundles.ports.Blobs` under `root`, which is made when absent."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / INCOMING
        with _away():
            self._incoming.mkdir(parents=True, exist_ok=True)

    def put(self, key: str, chunks: Iterable[bytes]) -> BlobInfo:
        path = self._path(key)
        with _away():
            handle, name = tempfile.mkstemp(dir=self._incoming)
        written = Path(name)
        try:
            size = _write(handle, chunks)
            with _away():
                path.parent.mkdir(parents=True, exist_ok=True)
                written.replace(path)
                if not key.startswith(REMADE):
                    self._settle_up_to_root(path.parent)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
        return BlobInfo(key, size)

    def read(self, key: str, start: int = 0, end: int | None = None) -> bytes:
        with self.local(key) as path:
            return span(path, start, end)

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        with self.local(key) as path:
            return pieces(path, start, end, CHUNK)

    def info(self, key: str) -> BlobInfo | None:
        path = self._path(key)
        return BlobInfo(key, path.stat().st_size) if path.is_file() else None

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        path = self._path(key)
        if not path.is_file():
            raise NotFound
        yield path

    def delete(self, key: str) -> None:
        with _away():
            self._path(key).unlink(missing_ok=True)

    def keys(self, prefix: str) -> Iterator[str]:
        folder, _, _ = prefix.rpartition("/")
        start = self._path(folder) if folder else self._root
        return (key for key in _walk(start, f"{folder}/" if folder else "") if key.startswith(prefix))

    def _settle_up_to_root(self, folder: Path) -> None:
        """A folder made for this object must be found again too."""
        while folder != self._root:
            _settle(folder)
            folder = folder.parent
        _settle(folder)

    def _path(self, key: str) -> Path:
        """Within the root, always: raises ValueError for what is no key."""
        if not KEY.fullmatch(key):
            raise ValueError(f"no key: {key!r}")
        return self._root / key


def span(path: Path, start: int, end: int | None) -> bytes:
    """Bytes [start, end) of a file."""
    with path.open("rb") as file:
        file.seek(start)
        return file.read(-1 if end is None else max(0, end - start))


def pieces(path: Path, start: int, end: int | None, size: int) -> Iterator[bytes]:
    """The same in pieces of at most `size`. The file is opened at once, so that it may be deleted meanwhile."""
    file = path.open("rb")

    def read() -> Iterator[bytes]:
        with file:
            file.seek(start)
            left = os.fstat(file.fileno()).st_size if end is None else end - start
            while left > 0 and (piece := file.read(min(size, left))):
                left -= len(piece)
                yield piece

    return read()


def _write(handle: int, chunks: Iterable[bytes]) -> int:
    """Writes and flushes to the disk; how many bytes."""
    size = 0
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            with _away():
                file.write(chunk)
            size += len(chunk)
        with _away():
            file.flush()
            os.fsync(file.fileno())
    return size


def _settle(folder: Path) -> None:
    """The names in the folder reach the disk too."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _walk(folder: Path, before: str) -> Iterator[str]:
    """Keys in the order of their text: `a-b/c` before `a/c`."""
    with suppress(FileNotFoundError, NotADirectoryError):
        entries = [(f"{e.name}/" if e.is_dir() else e.name, e) for e in os.scandir(folder) if not e.name.startswith(".")]
        for name, entry in sorted(entries, key=lambda named: named[0]):
            if entry.is_dir():
                yield from _walk(Path(entry.path), before + name)
            else:
                yield before + name


@contextmanager
def _away() -> Iterator[None]:
    """A disk that is full or fails is `Unavailable`."""
    try:
        yield
    except OSError as error:
        raise Unavailable("blobs.full" if error.errno in FULL else "blobs.away") from error
