"""Our own papers, good and bad: each name is a file a court may be sent, each maker returns its bytes.

`PAPERS` can be read, with the number of pages each has; `REFUSED` cannot, with the message key that says why. `mixed(pages)` is a
case's worth in the proportions of the benchmarks. Nothing here came from a real case.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.corpus import furnished, images, nasty, papers

Maker = Callable[[], bytes]

PAPERS: dict[str, tuple[Maker, int]] = {
    "typed.pdf": (papers.typed, 3),
    "welsh.pdf": (papers.welsh, 1),
    "landscape.pdf": (papers.landscape, 2),
    "scan-colour.pdf": (papers.scanned, 2),
    "scan-grey.pdf": (lambda: papers.scanned(2, "L"), 2),
    "scan-rotated.pdf": (lambda: papers.scanned(1, "L", rotate=90), 1),
    "scan-searchable.pdf": (papers.searchable_scan, 1),
    "fax.pdf": (papers.faxed, 2),
    "photographs.pdf": (papers.photographs, 2),
    "four-colour.pdf": (papers.four_colour, 1),
    "rotated-90.pdf": (lambda: papers.rotated(90), 1),
    "rotated-180.pdf": (lambda: papers.rotated(180), 1),
    "rotated-270.pdf": (lambda: papers.rotated(270), 1),
    "cropped.pdf": (papers.cropped, 1),
    "cropped-rotated.pdf": (lambda: papers.cropped(90), 1),
    "odd-sizes.pdf": (papers.odd_sizes, 5),
    "plan.pdf": (papers.plan, 1),
    "two-columns.pdf": (papers.two_columns, 1),
    "owner-password.pdf": (papers.owner_only, 2),
    "outlined.pdf": (furnished.outlined, 4),
    "linked.pdf": (furnished.linked, 2),
    "form.pdf": (furnished.form, 1),
    "javascript.pdf": (furnished.javascript, 1),
    "layered.pdf": (furnished.layered, 1),
    "noted.pdf": (furnished.noted, 1),
    "attached.pdf": (furnished.attached, 1),
    "tagged.pdf": (furnished.tagged, 1),
    "wrong-offsets.pdf": (nasty.wrong_offsets, 2),
    "rubbish-before.pdf": (nasty.rubbish_before, 1),
    "tiny-page.pdf": (nasty.tiny_page, 1),
    "vast-page.pdf": (nasty.vast_page, 1),
    "long-strip.pdf": (nasty.long_strip, 2),
    "photograph.jpg": (images.jpeg_file, 1),
    "turned.jpg": (images.turned_jpeg, 1),
    "picture.png": (images.png_file, 1),
    "see-through.png": (lambda: images.png_file(mode="RGBA"), 1),
    "fax.tiff": (images.tiff_file, 3),
    "picture.webp": (images.webp_file, 1),
}

REFUSED: dict[str, tuple[Maker, str]] = {
    "empty.pdf": (nasty.empty, "file.empty"),
    "letter.pdf": (nasty.not_a_pdf, "file.not_readable_kind"),
    "archive.pdf": (nasty.renamed_zip, "file.not_readable_kind"),
    "only-a-header.pdf": (nasty.only_a_header, "file.damaged"),
    "no-pages.pdf": (nasty.zero_pages, "file.no_pages"),
    "sealed.pdf": (papers.encrypted, "file.password"),
    "bomb.png": (lambda: images.png_bomb(40_000), "file.too_large_picture"),
}

MIXTURE: tuple[Callable[[int, int], bytes], ...] = (
    lambda pages, seed: papers.typed(pages, seed=seed),
    lambda pages, seed: papers.scanned(pages, "L", seed=seed),
    lambda pages, seed: papers.typed(pages, "EXHIBIT LIST", seed),
    lambda pages, seed: papers.faxed(pages, seed=seed),
    lambda pages, seed: papers.scanned(pages, "RGB", seed=seed),
    papers.landscape,
    lambda pages, seed: papers.scanned(pages, "L", 200, seed, rotate=90),
    papers.photographs,
)


def mixed(pages: int = 160, each: int = 10) -> Iterator[bytes]:
    """Documents of `each` pages, `pages` in all: typed, grey, 1-bit and colour scans, landscape sheets, photographs."""
    for number, start in enumerate(range(0, pages, each)):
        yield MIXTURE[number % len(MIXTURE)](min(each, pages - start), number)


def written(folder: Path, name: str) -> Path:
    """Writes the named file into `folder` and returns its path."""
    maker = PAPERS[name][0] if name in PAPERS else REFUSED[name][0]
    path = folder / name
    path.write_bytes(maker())
    return path
