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
    y, texts = MARGIN, [_writer(*A4)]
    for line in heading:
        _put(texts[0], (A4[0] - FONTS[BOLD].text_length(line, fontsize=13)) / 2, y, line, BOLD, 13)
        y += 21
    y += 12
    for number, paragraph in enumerate(paragraphs, 1):
        for index, line in enumerate(_wrapped(paragraph, A4[0] - 2 * MARGIN - 28)):
            if y > A4[1] - MARGIN - 42:
                texts.append(_writer(*A4))
                y = MARGIN
            if index == 0:
                _put(texts[-1], MARGIN, y, f"{number}.")
            _put(texts[-1], MARGIN + 28, y, line)
            y += LEADING
        y += 7
    _numbered(texts, signed)
    return _written(book, texts, A4, heading[-1])


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, per_page: int = 26) -> bytes:
    """A spreadsheet as it prints: landscape, ruled, the heading row on every page."""
    book, texts = pymupdf.open(), []
    width, height = A4[1], A4[0]
    step = (width - 2 * MARGIN) / len(columns)
    for start in range(0, len(rows), per_page):
        text = _writer(width, height)
        _put(text, MARGIN, 44, title, BOLD, 12)
        for line, row in enumerate([columns, *rows[start : start + per_page]]):
            for column, cell in enumerate(row):
                _put(text, MARGIN + 4 + column * step, 69 + line * 17.5, cell, FONT if line else BOLD, 9)
        texts.append(text)
    _numbered(texts, None)
    return _written(book, texts, (width, height), title, ruled=True)


def plan(title: str, seed: int) -> bytes:
    """A surveyor's floor plan: thousands of vector strokes on one landscape A3 page."""
    chance = random.Random(seed)
    book = pymupdf.open()
    page = book.new_page(width=1190, height=842)
    shape = page.new_shape()
    for column in range(4):
        for row in range(3):
            x, y = 80 + column * 258, 90 + row * 225
            room = pymupdf.Rect(x, y, x + chance.uniform(190, 250), y + chance.uniform(150, 215))
            _room(shape, room, hatched=chance.random() < 0.4)
    shape.commit()
    text = _writer(1190, 842)
    _put(text, 80, 56, title, BOLD, 18)
    _put(text, 80, 800, "Scale 1:100 at A3. Not to be scaled from a copy.", FONT, 10)
    text.write_text(page)
    return _finished(book, title)


def scan(typed_pdf: bytes, seed: int, *, dpi: int = 130) -> bytes:
    """The same pages as they come off a copier: grey pictures, a little askew and speckled, without a text layer."""
    chance = random.Random(seed)
    source = pymupdf.open(stream=typed_pdf)
    book = pymupdf.open()
    paper = Image.effect_noise((int(A4[0] * dpi / 72) + 2, int(A4[1] * dpi / 72) + 2), 22).point(
        lambda value: min(255, 120 + value)
    )
    for page in source:
        drawn = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        picture = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
        askew = picture.rotate(chance.uniform(-0.9, 0.9), resample=Image.Resampling.BILINEAR, fillcolor=246)
        worn = Image.composite(askew, paper.crop((0, 0, *picture.size)), askew.point(lambda value: 255 if value < 200 else 90))
        target = book.new_page(width=page.rect.width, height=page.rect.height)
        target.insert_image(target.rect, stream=_jpeg(worn.filter(ImageFilter.BoxBlur(0.6)), 62))
    return _finished(book, "")


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
    return _finished(book, "")


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


def _writer(width: float, height: float) -> pymupdf.TextWriter:
    return pymupdf.TextWriter(pymupdf.Rect(0, 0, width, height))


def _put(text: pymupdf.TextWriter, x: float, y: float, line: str, font: str = FONT, size: float = SIZE) -> None:
    text.append((x, y), line, font=FONTS[font], fontsize=size)


def _wrapped(text: str, width: float) -> list[str]:
    """Greedy lines no wider than `width` points."""
    space = FONTS[FONT].text_length(" ", fontsize=SIZE)
    lines: list[list[str]] = [[]]
    used = 0.0
    for word in text.split():
        length = FONTS[FONT].text_length(word, fontsize=SIZE)
        if lines[-1] and used + length > width:
            lines.append([])
            used = 0.0
        lines[-1].append(word)
        used += length + space
    return [" ".join(line) for line in lines]


def _numbered(texts: Sequence[pymupdf.TextWriter], signed: str | None) -> None:
    """The document's own page numbers at the foot, and who signed."""
    for index, text in enumerate(texts, 1):
        foot = text.rect.height - 34
        _put(text, text.rect.width / 2 - 24, foot, f"Page {index} of {len(texts)}", FONT, 8.5)
        if signed:
            _put(text, MARGIN, foot - 16, f"Signed: {signed}", ITALIC, 10)


def _written(
    book: pymupdf.Document, texts: Sequence[pymupdf.TextWriter], size: tuple[float, float], title: str, *, ruled: bool = False
) -> bytes:
    for text in texts:
        page = book.new_page(width=size[0], height=size[1])
        if ruled:
            _rules(page)
        text.write_text(page)
    return _finished(book, title)


def _rules(page: pymupdf.Page) -> None:
    shape = page.new_shape()
    shape.draw_rect((MARGIN, 56, page.rect.width - MARGIN, 74))
    shape.finish(color=None, fill=(0.88, 0.91, 0.94))
    for line in range(27):
        y = 74 + line * 17.5
        shape.draw_line((MARGIN, y), (page.rect.width - MARGIN, y))
    shape.finish(color=(0.75, 0.78, 0.8), width=0.4)
    shape.commit()


def _finished(book: pymupdf.Document, title: str) -> bytes:
    book.set_metadata({"title": title, "producer": "Sheaf specimen"})
    return bytes(book.tobytes(garbage=3, deflate=True, no_new_id=True))
