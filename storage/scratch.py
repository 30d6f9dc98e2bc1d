"""Files an engine writes, on their way into the store: written beside the data, hashed, kept as an object, gone.

Knows a folder and a store; refuses to know what is written.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bundles.errors import Unavailable
from bundles.ports import Blobs, KeptFile

CHUNK = 1024 * 1024


class Scratch:
    """`bundles.ports.KeepFile` over a folder, which is made when absent."""

    def __init__(self, blobs: Blobs, folder: Path) -> None:
        self._blobs = blobs
        self._folder = folder

    def __call__(self, key: str, write: Callable[[Path], None]) -> KeptFile:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder) as place:
                target = Path(place, "made")
                write(target)
                return self._kept(key, target)
        except OSError as error:
            raise Unavailable("blobs.full") from error

    def _kept(self, key: str, path: Path) -> KeptFile:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return KeptFile(self._blobs.put(key, _chunks(path)).size, sha256)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
