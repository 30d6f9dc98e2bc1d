"""The outside of a JPEG: its segments, without decoding a pixel (ITU-T T.81, annex B).

Knows which segments a picture needs to be shown and which tell of the camera; refuses to look at the picture itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

START = b"\xff\xd8"
END = 0xD9
SCAN = 0xDA
FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended and progressive, which every browser shows
OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
PROFILE = 0xE2
TELLING = {*range(0xE1, 0xEE), 0xEF, 0xFE}  # all but JFIF and Adobe: EXIF, positions, thumbnails, comments
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bare:
    """A JPEG with nothing in it but its picture."""

    data: bytes
    width: int
    height: int
    components: int


def bare(data: bytes, *, keep_profile: bool = False) -> Bare | None:
    """The same picture, bit for bit, without what it tells of its making and without anything after its end.

    None when it is not a whole JPEG of 8 bits in one or three components.
    """
    kept, frame = [START], None
    try:
        for marker, start, end in _segments(data):
            if marker in OTHER_FRAMES:
                return None
            if marker in FRAMES:
                frame = data[start + 4 : start + 10]
            if marker not in TELLING or (keep_profile and marker == PROFILE):
                kept.append(data[start:end])
    except (IndexError, ValueError):
        return None
    if frame is None or frame[0] != 8 or frame[5] not in (1, 3):
        return None
    height, width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    return Bare(b"".join(kept), width, height, frame[5]) if width and height else None


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each segment up to the end of the picture; a scan's coded data belongs to its segment."""
    if data[:2] != START:
        raise ValueError
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == END:
            yield marker, at, at + 2
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == SCAN:
            following = NEXT_MARKER.search(data, end)
            if following is None:
                raise ValueError
            end = following.start()
        yield marker, at, end
        at = end
