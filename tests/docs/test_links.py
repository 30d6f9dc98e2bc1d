"""Every link between documents leads somewhere, every picture is shown and small, and what is quoted is so."""

import re
from pathlib import Path

from PIL import Image

from tests.docs.fences import DOCS, ROOT, documents, prose
from web.headers import FIXED

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEAVIEST = 300 * 1024


def links(document: Path) -> list[str]:
    return [target for target in LINK.findall(prose(document)) if "://" not in target and not target.startswith("mailto:")]


def slug(heading: str) -> str:
    """The anchor a heading is given where Markdown is shown: words joined by hyphens, other signs left out."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(document: Path) -> set[str]:
    return {slug(heading) for heading in re.findall(r"^#+ (.*)$", prose(document), re.MULTILINE)}


def test_every_link_leads_to_a_file_and_a_heading() -> None:
    astray = []
    for document in documents():
        for target in links(document):
            path, _, anchor = target.partition("#")
            file = (document.parent / path).resolve() if path else document
            if not file.exists() or (anchor and anchor not in anchors(file)):
                astray.append(f"{document.relative_to(ROOT)}: {target}")
    assert not astray


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        reached.add(document)
        found = {(document.parent / target.partition("#")[0]).resolve() for target in links(document)}
        waiting += [file for file in found - reached if file.suffix == ".md"]
    apart = {DOCS / "decisions"}  # kept by their own folder
    assert not {path for path in documents() if path not in reached and not apart & {path, path.parent}}


def test_every_picture_is_shown_somewhere_and_is_small() -> None:
    pictures = set((DOCS / "images").glob("*.png"))
    shown = {(document.parent / target).resolve() for document in documents() for target in links(document) if ".png" in target}
    assert shown == pictures
    assert all(path.stat().st_size <= HEAVIEST for path in pictures)
    assert {size(path) for path in pictures} == {(1280, 800)}


def size(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as opened:
        return opened.size


def test_the_security_headers_told_are_those_sent() -> None:
    told = (DOCS / "security.md").read_text("utf-8")
    assert all(f"{name}: {value}\n" in told for name, value in FIXED.items())
