"""Objects in any S3: AWS, MinIO, Ceph.

Knows requests and what their failures mean; refuses to know what an object is. Nothing half-written is ever listed: a large
object is put in parts and appears when the last has come.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from bundles.errors import NotFound, Unavailable
from bundles.ports import BlobInfo
from storage.blobs.copies import LocalCopies
from storage.blobs.filesystem import CHUNK, KEY

PART = 8 * 1024 * 1024  # bytes; S3 takes parts of 5 MiB and more, and 10,000 of them
ABSENT = {"404", "NoSuchKey", "NotFound"}
BEYOND = {"416", "InvalidRange"}


def open_s3(where: str, *, endpoint: str | None = None, region: str | None = None) -> "S3Blobs":
    """The store at `s3://bucket/prefix`. `endpoint` is for any S3 but AWS's."""
    bucket, _, prefix = where.removeprefix("s3://").partition("/")
    config = Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "max_attempts": 4},
        max_pool_connections=50,
        request_checksum_calculation="when_required",  # what older servers know; originals carry their own hash
        response_checksum_validation="when_required",
    )
    client = boto3.client("s3", endpoint_url=endpoint, region_name=region or ("us-east-1" if endpoint else None), config=config)
    return S3Blobs(client, bucket, prefix.strip("/"))


class S3Blobs:
    """`bundles.ports.Blobs` in one bucket, below `prefix`."""

    def __init__(self, client: Any, bucket: str, prefix: str = "", copies: LocalCopies | None = None) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._copies = copies or LocalCopies()

    def put(self, key: str, chunks: Iterable[bytes]) -> BlobInfo:
        at = self._at(key)
        self._copies.forget(key)
        parts = _parts(chunks)
        first = next(parts, b"")
        second = next(parts, None)
        if second is None:
            with _away():
                self._client.put_object(**at, Body=first)
            return BlobInfo(key, len(first))
        return BlobInfo(key, self._put_in_parts(key, first, second, parts))

    def read(self, key: str, start: int = 0, end: int | None = None) -> bytes:
        return b"".join(self.stream(key, start, end))

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        if end is not None and end <= start:
            return self._nothing(key)
        wanted = f"bytes={start}-{'' if end is None else end - 1}"
        try:
            with _away():
                body = self._client.get_object(**self._at(key), **({"Range": wanted} if start or end is not None else {}))["Body"]
        except _BeyondTheEnd:
            return iter(())
        return _streamed(body)

    def info(self, key: str) -> BlobInfo | None:
        try:
            with _away():
                return BlobInfo(key, self._client.head_object(**self._at(key))["ContentLength"])
        except NotFound:
            return None

    def local(self, key: str) -> AbstractContextManager[Path]:
        return self._copies.of(key, lambda: self.stream(key))

    def delete(self, key: str) -> None:
        with _away():
            self._client.delete_object(**self._at(key))
        self._copies.forget(key)

    def keys(self, prefix: str) -> Iterator[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix + prefix)
        with _away():
            for page in pages:
                yield from (found["Key"].removeprefix(self._prefix) for found in page.get("Contents", ()))

    def _at(self, key: str) -> dict[str, str]:
        if not KEY.fullmatch(key):
            raise ValueError(f"no key: {key!r}")
        return {"Bucket": self._bucket, "Key": self._prefix + key}

    def _nothing(self, key: str) -> Iterator[bytes]:
        if self.info(key) is None:
            raise NotFound
        return iter(())

    def _put_in_parts(self, key: str, first: bytes, second: bytes, rest: Iterator[bytes]) -> int:
        with _away():
            upload = self._client.create_multipart_upload(**self._at(key))["UploadId"]
        size, tags = 0, []
        try:
            for number, part in enumerate(_chain(first, second, rest), 1):
                with _away():
                    sent = self._client.upload_part(**self._at(key), UploadId=upload, PartNumber=number, Body=part)
                tags.append({"PartNumber": number, "ETag": sent["ETag"]})
                size += len(part)
            with _away():
                self._client.complete_multipart_upload(**self._at(key), UploadId=upload, MultipartUpload={"Parts": tags})
        except BaseException:
            self._abandon(key, upload)
            raise
        return size

    def _abandon(self, key: str, upload: str) -> None:
        """Whatever made the put fail is what is told; a store that is away forgets the parts by its own rules."""
        try:
            with _away():
                self._client.abort_multipart_upload(**self._at(key), UploadId=upload)
        except (NotFound, Unavailable):
            return


class _BeyondTheEnd(Exception):
    """A range that starts after the last byte: nothing is there, which is no failure."""


def _chain(first: bytes, second: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield second
    yield from rest


def _parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in parts of `PART`, the last one shorter."""
    kept = bytearray()
    for chunk in chunks:
        kept += chunk
        while len(kept) >= PART:
            yield bytes(kept[:PART])
            del kept[:PART]
    if kept:
        yield bytes(kept)


def _streamed(body: Any) -> Iterator[bytes]:
    try:
        with _away():
            yield from body.iter_chunks(CHUNK)
    finally:
        body.close()


@contextmanager
def _away() -> Iterator[None]:
    """What a request's failure means: absent, beyond the end, or a store that is full, shut or unreachable."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in ABSENT:
            raise NotFound from error
        if code in BEYOND:
            raise _BeyondTheEnd from error
        raise Unavailable("blobs.away") from error
    except (BotoCoreError, HTTPClientError) as error:
        raise Unavailable("blobs.away") from error
