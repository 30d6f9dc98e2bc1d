"""Copies of distant objects on this machine, for engines that need a file: kept while used, then as long as there is room."""

import os
import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bundles.errors import Unavailable
from storage.keys import ORIGINALS

ROOM = 2 * 1024**3  # bytes of originals kept for the next one who asks


class LocalCopies:
    """Only originals are kept, for they never change. Goes away with its last user, or with the process."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._kept: OrderedDict[str, int] = OrderedDict()  # size by key, least recently asked for first
        self._used: dict[str, int] = {}  # how many hold it now

    @contextmanager
    def of(self, key: str, fetch: Callable[[], Iterable[bytes]]) -> Iterator[Path]:
        """A file with what `fetch` gives."""
        if not key.startswith(ORIGINALS):
            yield from self._passing(fetch)
            return
        path = self._place() / key.replace("/", "_")
        with self._lock:
            self._used[key] = self._used.get(key, 0) + 1
        try:
            if not path.exists():
                _write(path, fetch())
            yield path
        except BaseException:
            self._release(key, path, keep=False)  # it may be the copy that is at fault: the next one fetches anew
            raise
        self._release(key, path, keep=True)

    def _passing(self, fetch: Callable[[], Iterable[bytes]]) -> Iterator[Path]:
        handle, name = tempfile.mkstemp(dir=self._place())
        os.close(handle)
        try:
            _write(Path(name), fetch())
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    def forget(self, key: str) -> None:
        """The object is put anew, or gone. Whoever holds the copy now goes on with it."""
        with self._lock:
            if key not in self._used:
                self._drop(key)

    def _release(self, key: str, path: Path, *, keep: bool) -> None:
        with self._lock:
            self._used[key] -= 1
            if not self._used[key]:
                del self._used[key]
                if not keep:
                    self._drop(key)
            if path.exists():
                self._kept[key] = path.stat().st_size
                self._kept.move_to_end(key)
            self._make_room()

    def _make_room(self) -> None:
        over = sum(self._kept.values()) - self._room
        for key in [key for key in self._kept if key not in self._used]:
            if over <= 0:
                return
            over -= self._drop(key)

    def _drop(self, key: str) -> int:
        (self._place() / key.replace("/", "_")).unlink(missing_ok=True)
        return self._kept.pop(key, 0)

    def _place(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="sheaf-copies-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    """Whole or not at all, as two may fetch the same at once."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise Unavailable("blobs.full") from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
