"""Objects in a folder or in any S3, behind one port. What is read as an original is the original, or is not read at all."""

from pathlib import Path

from bundles.ports import Blobs
from storage.blobs.filesystem import FolderBlobs
from storage.blobs.verified import VerifiedBlobs


def open_blobs(where: str, *, endpoint: str | None = None, region: str | None = None) -> Blobs:
    """The store at `where`: a folder's path, or `s3://bucket/prefix` (credentials as boto3 finds them), originals verified."""
    if not where.startswith("s3://"):
        return VerifiedBlobs(FolderBlobs(Path(where)))
    from storage.blobs.s3 import open_s3

    return VerifiedBlobs(open_s3(where, endpoint=endpoint, region=region))


def verified(blobs: Blobs) -> Blobs:
    """The same store, its originals checked against their SHA-256."""
    return VerifiedBlobs(blobs)
