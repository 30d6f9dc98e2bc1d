"""Specimen documents for demonstrations and benchmarks: typed pages, ledgers of figures, scans, photographs and plans.

Everything is drawn here from its arguments, the same bytes every time; nothing is read from anywhere. Sizes are points, A4.
"""

import io
import random
from collections.abc import Sequence
from itertools import pairwise

import pymupdf
from PIL import Image, ImageDraw, ImageFilter

A4 = (595.0, 842.0)
MARGIN = 64.0
LEADING = 15.5
SIZE = 11.0
FONT = "serif"
BOLD = "serif-bold"
ITALIC = "serif-italic"
FONTS = {FONT: pymupdf.Font("tiro"), BOLD: pymupdf.Font("tibo"), ITALIC: pymupdf.Font("tiit")}


def typed(heading: Sequence[str], paragraphs: Sequence[str], *, signed: str | None = None) -> bytes:
    """A typed document: centred heading lines, numbered paragraphs, native page numbers, and a signature line on each page."""
    book = pymupdf.open()
    page, y = _fresh(book), MARGIN
    for line in heading:
        width = FONTS[BOLD].text_length(line, fontsize=13)
        page.insert_text(((A4[0] - width) / 2, y), line, fontname=BOLD, fontsize=13)
        y += 21
    y += 12
    for number, paragraph in enumerate(paragraphs, 1):
        lines = _wrapped(paragraph, A4[0] - 2 * MARGIN - 28)
        for index, line in enumerate(lines):
            if y > A4[1] - MARGIN - 42:
                page, y = _fresh(book), MARGIN
            if index == 0:
                page.insert_text((MARGIN, y), f"{number}.", fontname=FONT, fontsize=SIZE)
            page.insert_text((MARGIN + 28, y), line, fontname=FONT, fontsize=SIZE)
            y += LEADING
        y += 7
    return _finished(book, heading[-1], signed)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, per_page: int = 26) -> bytes:
    """A spreadsheet as it prints: landscape, ruled, the heading row on every page."""
    book = pymupdf.open()
    width, height = A4[1], A4[0]
    step = (width - 2 * MARGIN) / len(columns)
    for start in range(0, len(rows), per_page):
        page = _fresh(book, width, height)
        page.insert_text((MARGIN, 44), title, fontname=BOLD, fontsize=12)
        page.draw_rect((MARGIN, 56, width - MARGIN, 74), color=None, fill=(0.88, 0.91, 0.94))
        for line, row in enumerate([columns, *rows[start : start + per_page]]):
            y = 69 + line * 17.5
            for column, cell in enumerate(row):
                page.insert_text((MARGIN + 4 + column * step, y), cell, fontname=BOLD if line == 0 else "cour", fontsize=8.5)
            page.draw_line((MARGIN, y + 5), (width - MARGIN, y + 5), color=(0.75, 0.78, 0.8), width=0.4)
    return _finished(book, title, None)


def plan(title: str, seed: int) -> bytes:
    """A surveyor's floor plan: thousands of vector strokes on one landscape A3 page."""
    chance = random.Random(seed)
    book = pymupdf.open()
    page = _fresh(book, 1190, 842)
    shape = page.new_shape()
    for column in range(4):
        for row in range(3):
            x, y = 80 + column * 258, 90 + row * 225
            room = pymupdf.Rect(x, y, x + chance.uniform(190, 250), y + chance.uniform(150, 215))
            _room(shape, room, hatched=chance.random() < 0.4)
    shape.commit()
    page.insert_text((80, 56), title, fontname=BOLD, fontsize=18)
    page.insert_text((80, 800), "Scale 1:100 at A3. Not to be scaled from a copy.", fontname=FONT, fontsize=10)
    return _finished(book, title, None)


def scan(typed_pdf: bytes, seed: int, *, dpi: int = 130) -> bytes:
    """The same pages as they come off a copier: grey pictures, a little askew and speckled, without a text layer."""
    chance = random.Random(seed)
    source = pymupdf.open(stream=typed_pdf)
    book = pymupdf.open()
    for page in source:
        drawn = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        picture = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
        paper = Image.effect_noise(picture.size, 22).point(lambda value: min(255, 120 + value))
        askew = picture.rotate(chance.uniform(-0.9, 0.9), resample=Image.Resampling.BILINEAR, fillcolor=246)
        worn = Image.composite(askew, paper, askew.point(lambda value: 255 if value < 200 else 90))
        target = book.new_page(width=page.rect.width, height=page.rect.height)
        target.insert_image(target.rect, stream=_jpeg(worn.filter(ImageFilter.GaussianBlur(0.5)), 62))
    return _finished(book, "", None)


def photograph(caption: str, seed: int, *, width: int = 1600, height: int = 1200) -> bytes:
    """A JPEG photograph of somewhere that does not exist: sky, hills, a building, and the scene number in a corner."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    sky = chance.choice([(150, 178, 205), (205, 190, 175), (96, 110, 140)])
    for y in range(height):
        shade = y / height
        draw.line((0, y, width, y), fill=tuple(int(part * (1.15 - 0.5 * shade)) % 256 for part in sky))
    for layer in range(4):
        ridge = [(x, height * (0.42 + 0.1 * layer) + chance.uniform(-60, 60)) for x in range(-80, width + 160, 160)]
        tone = 105 - layer * 22
        draw.polygon([*ridge, (width, height), (0, height)], fill=(tone - 15, tone, tone - 25))
    _building(draw, chance, width, height)
    grain = Image.effect_noise(picture.size, 34).convert("RGB")
    picture = Image.blend(picture.filter(ImageFilter.GaussianBlur(1.2)), grain, 0.09)
    ImageDraw.Draw(picture).text((28, height - 52), caption, fill=(255, 255, 235), font_size=30)
    return _jpeg(picture, 82)


def album(captions: Sequence[str], seed: int) -> bytes:
    """Photographs one to a landscape page, each a full-page JPEG."""
    book = pymupdf.open()
    for index, caption in enumerate(captions):
        page = book.new_page(width=A4[1], height=A4[0])
        page.insert_image(page.rect, stream=photograph(caption, seed + index, width=1414, height=1000), keep_proportion=False)
    return _finished(book, "", None)


def _room(shape: pymupdf.Shape, room: pymupdf.Rect, *, hatched: bool) -> None:
    """Walls, and either hatching (not surveyed) or a tiled floor."""
    shape.draw_rect(room)
    shape.finish(color=(0.1, 0.15, 0.25), width=3)
    if hatched:
        for offset in range(0, int(room.width + room.height), 7):
            start = (room.x0 + min(offset, room.width), room.y0 + max(0.0, offset - room.width))
            end = (room.x0 + max(0.0, offset - room.height), room.y0 + min(offset, room.height))
            shape.draw_line(start, end)
    else:
        for x in range(int(room.x0) + 12, int(room.x1), 12):
            for y in range(int(room.y0) + 12, int(room.y1), 12):
                shape.draw_rect((x - 10, y - 10, x, y))
    shape.finish(color=(0.72, 0.77, 0.83), width=0.4)


def _building(draw: ImageDraw.ImageDraw, chance: random.Random, width: int, height: int) -> None:
    left, top = chance.uniform(0.15, 0.5) * width, chance.uniform(0.4, 0.5) * height
    right, foot = left + 0.34 * width, height * 0.86
    draw.rectangle((left, top, right, foot), fill=(132, 118, 104))
    draw.polygon([(left - 30, top), (right + 30, top), ((left + right) / 2, top - 140)], fill=(92, 62, 54))
    for column, _ in pairwise(range(6)):
        for row in range(3):
            x, y = left + 40 + column * (right - left - 60) / 5, top + 40 + row * 130
            draw.rectangle((x, y, x + 56, y + 84), fill=(54, 62, 74) if chance.random() < 0.7 else (226, 204, 140))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _fresh(book: pymupdf.Document, width: float = A4[0], height: float = A4[1]) -> pymupdf.Page:
    """A page with the fonts embedded, so that every typographic character prints."""
    page = book.new_page(width=width, height=height)
    for name, font in FONTS.items():
        page.insert_font(fontname=name, fontbuffer=font.buffer)
    return page


def _wrapped(text: str, width: float) -> list[str]:
    """Greedy lines no wider than `width` points."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if FONTS[FONT].text_length(longer, fontsize=SIZE) > width and line:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _finished(book: pymupdf.Document, title: str, signed: str | None) -> bytes:
    for index, page in enumerate(book, 1):
        foot = page.rect.height - 34
        if title:
            page.insert_text((page.rect.width / 2 - 24, foot), f"Page {index} of {len(book)}", fontname=FONT, fontsize=8.5)
        if signed:
            page.insert_text((MARGIN, foot - 16), f"Signed: {signed}", fontname=ITALIC, fontsize=10)
    book.set_metadata({"title": title, "producer": "Sheaf specimen"})
    return bytes(book.tobytes(garbage=3, deflate=True, no_new_id=True))
