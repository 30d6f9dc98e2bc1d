"""Looks at images that were handed out."""

import io

from PIL import Image as Picture

from bundles.ports import DrawnPage, Image


def picture(image: Image) -> Picture.Image:
    """As RGB, and as large as it says it is."""
    found = Picture.open(io.BytesIO(image.data))
    assert found.size == (image.width, image.height)
    assert image.media_type == f"image/{(found.format or '').lower()}"
    return found.convert("RGB")


def ink(image: Image, colour: tuple[int, int, int] = (0, 0, 0), slack: int = 60) -> int:
    """How many pixels are near `colour`."""
    counted = picture(image).getcolors(1 << 24) or []
    return sum(count for count, seen in counted if all(abs(a - b) <= slack for a, b in zip(seen, colour, strict=True)))


def text(page: DrawnPage) -> str:
    return "\n".join(" ".join(word.text for word in line.words) for line in page.lines)
