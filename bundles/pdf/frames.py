"""Messages between a child process and its parent: a JSON head, then blobs.

The parent never unpickles what a child says, since a child reads hostile files: it gets numbers, text and bytes,
nothing that runs. Refuses to know what the messages mean.
"""

import json
import socket
import struct
import time
from collections.abc import Mapping, Sequence
from typing import Any

LENGTHS = struct.Struct(">II")
LARGEST = 1 << 30

Head = dict[str, Any]


class Gone(Exception):
    """The other side has closed, or says what cannot be a message."""


class Late(Exception):
    """Nothing whole came in time."""


def send(line: socket.socket, head: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Sends one message. Raises `Gone`."""
    text = json.dumps({**head, "blobs": [len(blob) for blob in blobs]}, separators=(",", ":")).encode()
    try:
        line.sendall(b"".join([LENGTHS.pack(len(text), sum(map(len, blobs))), text, *blobs]))
    except OSError as error:
        raise Gone from error


def receive(line: socket.socket, seconds: float | None = None) -> tuple[Head, list[bytes]]:
    """Waits at most `seconds` for one whole message. Raises `Late` or `Gone`."""
    deadline = None if seconds is None else time.monotonic() + seconds
    text_length, blob_length = LENGTHS.unpack(_exactly(line, LENGTHS.size, deadline))
    if text_length + blob_length > LARGEST:
        raise Gone
    text, rest = _exactly(line, text_length, deadline), memoryview(_exactly(line, blob_length, deadline))
    try:
        head = json.loads(text)
        blobs = []
        for length in head.pop("blobs"):
            blobs.append(bytes(rest[:length]))
            rest = rest[length:]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Gone from error
    return head, blobs


def _exactly(line: socket.socket, size: int, deadline: float | None) -> bytes:
    """`size` bytes, in one buffer filled as they come."""
    data = bytearray(size)
    view, done = memoryview(data), 0
    while done < size:
        try:
            line.settimeout(None if deadline is None else max(0.001, deadline - time.monotonic()))
            got = line.recv_into(view[done:])
        except TimeoutError as error:
            raise Late from error
        except OSError as error:
            raise Gone from error
        if not got:
            raise Gone
        done += got
    return bytes(data)
