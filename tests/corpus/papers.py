"""Makes the ordinary papers of a case: typed statements, scans, photographs, plans, forms.

Every maker returns the bytes of a whole PDF. `seed` varies the words and pictures.
"""

import io
from collections.abc import Sequence

import pikepdf
import pymupdf
from PIL import Image

from tests.corpus.images import jpeg, photograph, sheet
from tests.corpus.words import paragraph
from tests.corpus.writing import A4, Sheet, Writing, add_pages, close, number_text, pdf, text_at


def typed_sheet(
    seed: int = 0, heading: str = "WITNESS STATEMENT", width: float = A4[0], height: float = A4[1], rotate: int = 0
) -> Sheet:
    """A typed page: a heading, then lines down the page."""
    lines = int((height - 180) // 18)
    body = [text_at(72, height - 72, f"{heading} {seed}", 16, b"F3")]
    body += [text_at(72, height - 110 - 18 * row, line) for row, line in enumerate(paragraph(seed, lines))]
    return Sheet(b"".join(body), width, height, rotate)


def typed(pages: int = 3, heading: str = "WITNESS STATEMENT", seed: int = 0) -> bytes:
    return pdf([typed_sheet(seed + number, heading) for number in range(pages)])


def welsh(pages: int = 1) -> bytes:
    """Typed pages in an embedded font, with the letters a Welsh statement needs."""
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page(width=A4[0], height=A4[1])
        page.insert_htmlbox(
            (72, 72, 523, 400), f"<h1>Datganiad tyst {number + 1}</h1><p>Y tŷ ar y bryn, ŵyn yn y cae; Łukasz a “Siân”, €5.</p>"
        )
    return bytes(document.tobytes(garbage=3, deflate=True))


def landscape(pages: int = 2, seed: int = 0) -> bytes:
    """Wide sheets of figures, ruled like a spreadsheet."""
    return pdf([ledger_sheet(seed + number) for number in range(pages)])


def ledger_sheet(seed: int = 0, width: float = A4[1], height: float = A4[0]) -> Sheet:
    marks = [text_at(40, height - 40, f"TELEPHONE SCHEDULE {seed}", 14, b"F3"), b"0.4 w\n"]
    for row in range(24):
        y = height - 70 - row * 19
        marks.append(b"40 %s m %s %s l S\n" % (number_text(y), number_text(width - 40), number_text(y)))
        marks += [text_at(44 + column * 95, y - 14, f"{(row + 1) * (column + 3) * 37 + seed}", 9) for column in range(8)]
    return Sheet(b"".join(marks), width, height)


def image_object(writing: Writing, picture: bytes | Image.Image) -> int:
    """A JPEG as it is, or a picture as flate (1-bit pictures as one bit a pixel)."""
    image = Image.open(io.BytesIO(picture)) if isinstance(picture, bytes) else picture
    space, bits = {"1": (b"/DeviceGray", 1), "L": (b"/DeviceGray", 8), "CMYK": (b"/DeviceCMYK", 8)}.get(
        image.mode, (b"/DeviceRGB", 8)
    )
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent %d" % (*image.size, space, bits)
    if isinstance(picture, bytes):
        turned = b" /Decode [1 0 1 0 1 0 1 0]" if image.mode == "CMYK" else b""  # Adobe's inks are written inverted
        return writing.stream(picture, head + turned + b" /Filter /DCTDecode", compress=False)
    return writing.stream(image.tobytes(), head)


def full_page(
    writing: Writing,
    picture: bytes | Image.Image,
    width: float = A4[0],
    height: float = A4[1],
    rotate: int = 0,
    content: bytes = b"",
) -> Sheet:
    """A page that is one picture, edge to edge; `content` is drawn over it."""
    number = image_object(writing, picture)
    paint = b"q %s 0 0 %s 0 0 cm /Im0 Do Q\n" % (number_text(width), number_text(height))
    return Sheet(paint + content, width, height, rotate, resources=b"/XObject << /Im0 %d 0 R >>" % number)


def of_pictures(
    pictures: Sequence[bytes | Image.Image], width: float = A4[0], height: float = A4[1], rotate: int = 0, content: bytes = b""
) -> bytes:
    writing = Writing()
    tree, _ = add_pages(writing, [full_page(writing, picture, width, height, rotate, content) for picture in pictures])
    return close(writing, tree)


def scanned(pages: int = 2, mode: str = "RGB", dpi: int = 150, seed: int = 0, rotate: int = 0) -> bytes:
    """Scans, one JPEG a page. `mode` RGB or L."""
    size = (round(A4[0] * dpi / 72), round(A4[1] * dpi / 72))
    return of_pictures([jpeg(sheet(*size, seed + number, mode)) for number in range(pages)], rotate=rotate)


def faxed(pages: int = 2, dpi: int = 200, seed: int = 0) -> bytes:
    """1-bit scans."""
    size = (round(A4[0] * dpi / 72), round(A4[1] * dpi / 72))
    return of_pictures([sheet(*size, seed + number, "1") for number in range(pages)])


def searchable_scan(pages: int = 1, seed: int = 0) -> bytes:
    """Scans with an invisible text layer, as a copier with text recognition writes them."""
    hidden = b"BT 3 Tr ET\n" + text_at(60, 700, "Invisible words behind the picture", 12)
    return of_pictures(
        [jpeg(sheet(1240, 1754, seed + number, "L")) for number in range(pages)], content=b"q 3 Tr " + hidden + b" Q"
    )


def photographs(pages: int = 2, seed: int = 0) -> bytes:
    """A photograph in a border with a caption, as an album prints them."""
    writing, sheets = Writing(), []
    for number in range(pages):
        image = image_object(writing, jpeg(photograph(1600, 1200, seed + number), 85))
        content = b"q 451 0 0 338 72 320 cm /Im0 Do Q\n" + text_at(72, 290, f"Photograph {number + 1}: the ferry steps", 12)
        sheets.append(Sheet(content, resources=b"/XObject << /Im0 %d 0 R >>" % image))
    tree, _ = add_pages(writing, sheets)
    return close(writing, tree)


def four_colour(seed: int = 0) -> bytes:
    """A full-page CMYK JPEG, which a browser would show in wrong colours if handed out as it is."""
    return of_pictures([jpeg(photograph(1240, 1754, seed).convert("CMYK"))])


def rotated(angle: int = 90, pages: int = 1) -> bytes:
    return pdf([typed_sheet(number, f"TURNED {angle}", rotate=angle) for number in range(pages)])


def cropped(rotate: int = 0) -> bytes:
    """Only the middle of the sheet is to be seen; the rest is outside the CropBox."""
    plain = typed_sheet(1, "OUTSIDE THE CROP")
    content = plain.content + text_at(220, 500, "INSIDE THE CROP", 14, b"F3")
    return pdf([Sheet(content, crop=(200, 400, 500, 600), rotate=rotate)])


def odd_sizes() -> bytes:
    """A5, A3, US Letter, a till receipt and a square."""
    sizes = ((420, 595), (842, 1191), (612, 792), (227, 900), (500, 500))
    return pdf([typed_sheet(number, "SIZE", *size) for number, size in enumerate(sizes)])


def plan(seed: int = 0, lines: int = 6000) -> bytes:
    """A heavy drawing: thousands of strokes, as an architect's plan."""
    strokes = [b"0.3 w\n"]
    for step in range(lines):
        x, y = (step * 37 + seed) % 560, (step * 91) % 800
        strokes.append(b"%d %d m %d %d %d %d %d %d c S\n" % (x, y, x + 20, y + 5, x + 5, y + 40, x + 33, y + 21))
    return pdf([Sheet(b"".join(strokes))])


def two_columns() -> bytes:
    """Two columns of type; reading order goes down the first before the second."""
    left = [text_at(50, 750 - 16 * row, f"left {row} of the first column", 10) for row in range(30)]
    right = [text_at(320, 750 - 16 * row, f"right {row} of the second column", 10) for row in range(30)]
    return pdf([Sheet(b"".join(left + right))])


def encrypted(user: str = "ferry", owner: str = "captain", pages: int = 2) -> bytes:
    """Encrypted with AES-256. An empty `user` opens for anyone: only printing and copying are restricted."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(typed(pages, "SEALED"))) as document:
        document.save(out, encryption=pikepdf.Encryption(user=user, owner=owner, R=6, allow=pikepdf.Permissions(extract=False)))
    return out.getvalue()


def owner_only(pages: int = 2) -> bytes:
    return encrypted(user="", pages=pages)
