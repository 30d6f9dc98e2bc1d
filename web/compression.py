"""Smaller answers for those who take them: gzip (RFC 9110, 8.4.1.3), for the client's files and a bundle's index.

Used only where an answer holds no secret beside what others may have put into it. Pictures are compressed already.
"""

import gzip
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers

LEVEL = 6
WORTH_IT = 1024  # bytes


def takes_gzip(headers: Headers) -> bool:
    """Whether the browser named gzip, and not with `q=0`."""
    codings = (part.partition(";") for part in headers.get("accept-encoding", "").lower().split(","))
    return any(name.strip() == "gzip" and parameter.strip() not in ("q=0", "q=0.0") for name, _, parameter in codings)


def smaller(headers: Headers, body: bytes) -> tuple[bytes, dict[str, str]]:
    """The body as it is to be sent, and the headers that say so."""
    if len(body) < WORTH_IT or not takes_gzip(headers):
        return body, {}
    return gzip.compress(body, LEVEL, mtime=0), {"Content-Encoding": "gzip"}


@lru_cache(maxsize=64)
def smaller_file(path: Path, _changed: int) -> bytes:
    """A file's bytes, compressed once for as long as it stays the same."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)
