"""Makes pictures: photographs, scanned sheets and image files, out of arithmetic and a seed.

Everything is plainly invented. The same arguments give the same bytes with the same Pillow.
"""

import io
import random
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter

from tests.corpus.words import paragraph


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def cloud(size: tuple[int, int], seed: int, cells: int) -> Image.Image:
    """Soft grey clouds: a few random cells, enlarged."""
    chance = random.Random(seed)
    small = Image.frombytes("L", (cells, cells), chance.randbytes(cells * cells))
    return small.resize(size, Image.Resampling.BICUBIC)


@lru_cache(maxsize=32)
def photograph(width: int = 1200, height: int = 900, seed: int = 0) -> Image.Image:
    """A colour picture with broad shapes, edges and fine grain, as hard to compress as a photograph."""
    bands = [
        Image.blend(cloud((width, height), seed * 7 + band, 6), cloud((width, height), seed * 7 + band, 97), 0.3)
        for band in range(3)
    ]
    picture = Image.merge("RGB", bands)
    draw, chance = ImageDraw.Draw(picture), random.Random(seed)
    for _ in range(12):
        x, y, size = chance.randrange(width), chance.randrange(height), chance.randrange(20, max(21, width // 5))
        draw.ellipse((x, y, x + size, y + size * 0.7), fill=tuple(chance.randbytes(3)))
    grain = random.Random(seed + 1).randbytes(width * height // 4)
    noise = Image.frombytes("L", (width // 2, height // 2), grain[: (width // 2) * (height // 2)]).resize((width, height))
    return Image.blend(picture, Image.merge("RGB", [noise] * 3), 0.06)


@lru_cache(maxsize=32)
def sheet(width: int = 1240, height: int = 1754, seed: int = 0, mode: str = "RGB") -> Image.Image:
    """A scanned typed sheet: dark lines of type on slightly uneven paper. `mode` is RGB, L or 1."""
    paper = Image.new("L", (width, height), 250)
    draw, step = ImageDraw.Draw(paper), height // 46
    for row, line in enumerate(paragraph(seed, 34)):
        draw.text((width // 10, step * (row + 5)), line, fill=30, font_size=step * 0.62)
    draw.rectangle((width // 10, height - step * 4, width // 2, height - step * 2), outline=60, width=3)
    if mode == "1":
        return paper.point(lambda value: 255 if value > 128 else 0).convert("1", dither=Image.Dither.NONE)
    soft = Image.blend(paper.filter(ImageFilter.GaussianBlur(0.7)), cloud((width, height), seed, 211), 0.04)
    return soft if mode == "L" else Image.merge("RGB", [soft, soft, soft.point(lambda value: max(0, value - 12))])


def jpeg(image: Image.Image, quality: int = 80, **options: object) -> bytes:
    return encoded(image, "JPEG", quality=quality, **options)


def jpeg_file(width: int = 1200, height: int = 900, seed: int = 0, dpi: int | None = None) -> bytes:
    return jpeg(photograph(width, height, seed), dpi=(dpi or 72, dpi or 72)) if dpi else jpeg(photograph(width, height, seed))


def turned_jpeg(orientation: int = 6) -> bytes:
    """A photograph held sideways: its EXIF orientation says how to turn it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return jpeg(photograph(800, 600, 3), exif=exif.tobytes())


def png_file(width: int = 640, height: int = 480, mode: str = "RGB") -> bytes:
    """`mode` RGBA gives a picture whose right half is see-through."""
    picture = photograph(width, height, 2).convert(mode)
    if mode == "RGBA":
        picture.paste((0, 0, 0, 0), (width // 2, 0, width, height))
    return encoded(picture, "PNG")


def webp_file() -> bytes:
    return encoded(photograph(640, 480, 4), "WEBP", quality=70)


def tiff_file(pages: int = 3, mode: str = "1", dpi: int = 200) -> bytes:
    """A fax: several sheets in one TIFF."""
    sheets: Sequence[Image.Image] = [sheet(dpi * 8, dpi * 11, seed, mode) for seed in range(pages)]
    kind = {"1": "group4", "L": "tiff_lzw", "RGB": "jpeg"}[mode]
    return encoded(sheets[0], "TIFF", save_all=True, append_images=list(sheets[1:]), compression=kind, dpi=(dpi, dpi))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(side: int = 60_000) -> bytes:
    """A PNG of a few hundred kilobytes that says it has `side` by `side` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
