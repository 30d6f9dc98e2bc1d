"""Holds what Sheaf draws against what an independent reader, PDFium, draws: mean difference of pixels, page by page.

`python -m benchmarks.fidelity [FOLDER]` takes every PDF in FOLDER, or our own papers without one, and prints the largest
differences first. Both pictures are brought to the same small size in grey: two engines never place the same edge on the same
pixel.
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from bundles.errors import SheafError
from bundles.pdf.pool import EnginePool
from tests import corpus

WIDTH = 1200
COMPARED = 200  # pixels of width at which pictures are compared
PAGES = 12  # of each file


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one page: 0 for the same picture, 1 for black against white; or why there is none."""

    file: str
    page: int
    difference: float
    remark: str = ""


def small(picture: Image.Image) -> Image.Image:
    height = max(1, round(COMPARED * picture.height / picture.width))
    return picture.convert("L").resize((COMPARED, height), Image.Resampling.BOX)


def difference(mine: bytes, theirs: Image.Image) -> float:
    one = small(Image.open(io.BytesIO(mine)))
    other = theirs.convert("L").resize(one.size, Image.Resampling.BOX)
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0]) / 255


def compared(engine: EnginePool, path: Path) -> Iterator[Difference]:
    try:
        found = engine.examine(path, path.name)
        reader = pypdfium2.PdfDocument(path)
        reader.init_forms()
    except SheafError as error:
        yield Difference(path.name, 0, 0, f"refused: {error.key}")
        return
    except pypdfium2.PdfiumError as error:
        yield Difference(path.name, 0, 0, f"not opened by PDFium: {error}")
        return
    if len(reader) != len(found.pages):
        yield Difference(path.name, 0, 1, f"{len(found.pages)} pages here, {len(reader)} there")
    for page in engine.draw(path, 1, min(PAGES, len(found.pages), len(reader)), (WIDTH,)):
        sheet = reader[page.number - 1]
        mine = page.images[0][1]
        theirs = sheet.render(scale=mine.width / sheet.get_width(), may_draw_forms=True).to_pil()
        yield Difference(path.name, page.number, difference(mine.data, theirs), page.failed or "")
    reader.close()


def run(folder: Path) -> list[Difference]:
    with EnginePool(2) as engine:
        rows = [row for path in sorted(folder.glob("*.pdf")) for row in compared(engine, path)]
    return sorted(rows, key=lambda row: -row.difference)


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(place)
        for name in () if len(sys.argv) > 1 else corpus.PAPERS:
            corpus.written(folder, name)
        rows = run(folder)
    for row in rows:
        if row.difference > 0.005 or row.remark:
            print(f"{row.difference:7.4f}  {row.file} page {row.page} {row.remark}")
    measured = sorted(row.difference for row in rows if row.page)
    print(f"{len(measured)} pages, median {measured[len(measured) // 2]:.4f}, largest {measured[-1]:.4f}")


if __name__ == "__main__":
    main()
