"""Objects in memory, held to the same contract as a folder and S3."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bundles.errors import NotFound
from bundles.ports import BlobInfo
from storage.blobs.filesystem import CHUNK, KEY


class MemoryBlobs:
    """`bundles.ports.Blobs`."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def put(self, key: str, chunks: Iterable[bytes]) -> BlobInfo:
        if not KEY.fullmatch(key):
            raise ValueError(key)
        whole = b"".join(chunks)
        self.objects[key] = whole
        return BlobInfo(key, len(whole))

    def read(self, key: str, start: int = 0, end: int | None = None) -> bytes:
        if key not in self.objects:
            raise NotFound
        return self.objects[key][start : len(self.objects[key]) if end is None else max(start, end)]

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        whole = self.read(key, start, end)
        return (whole[at : at + CHUNK] for at in range(0, len(whole), CHUNK))

    def info(self, key: str) -> BlobInfo | None:
        return BlobInfo(key, len(self.objects[key])) if key in self.objects else None

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        with tempfile.NamedTemporaryFile() as file:
            file.write(self.read(key))
            file.flush()
            yield Path(file.name)

    def delete(self, key: str) -> None:
        self.objects.pop(key, None)

    def keys(self, prefix: str) -> Iterator[str]:
        return iter(sorted(key for key in self.objects if key.startswith(prefix)))
