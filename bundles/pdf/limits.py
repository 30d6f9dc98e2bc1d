"""How much one file may cost: memory, time, pages, pixels. Knows the numbers; refuses to know who keeps to them."""

from dataclasses import dataclass

GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child process may use. Seconds are wall-clock; the processor's time is held to the same figures."""

    memory: int = 2 * GIB  # bytes of address space
    start_seconds: float = 30  # from nothing to ready
    document_seconds: float = 60  # to open and examine one file
    page_seconds: float = 20  # to draw one page
    check_seconds: float = 8  # to look for damage in what opened
    assemble_seconds: float = 1800  # to write one bundle
    pages: int = 25_000  # in one file
    pixels: int = 150_000_000  # in one picture filed as an image
    image_pixels: int = 25_000_000  # in one image handed out
    recycle: int = 2_000  # pages a child draws before another takes its place
    broken: int = 4  # pages of one range that may break a child before the rest are given up
    files: int = 256  # open at once
    written: int = 16 * GIB  # bytes in one file written


USUAL = Limits()
