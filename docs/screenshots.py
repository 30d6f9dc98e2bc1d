"""Takes the documents' pictures from a running demonstration: `python -m docs.screenshots [--keep]`.

Starts a demonstration of its own (`var/screenshots`, made afresh unless `--keep`) on a free port, sits each person before
a headless Chromium, does what they would do, and writes `docs/images/*.png`. Knows the demonstration's people and what the client
calls things; refuses to touch any other installation.
"""

import io
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from bundles.pdf import specimen
from tests.browser import chromium
from tests.browser.courthouse import answers, free_port, stop
from web.demo.cast import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DATA = ROOT / "var" / "screenshots"
SIZE = {"width": 1280, "height": 800}
HEAVIEST = 300 * 1024  # bytes of one picture
SETTLE = 400  # milliseconds for the last frame to be drawn
PATIENCE = 600.0  # seconds for the demonstration to be made
UPLOAD = re.compile(r"/api/uploads/")


@dataclass
class Sitting:
    """A browser and an installation, with everybody's context in it; `shots` are the names of the pictures taken."""

    browser: Browser
    address: str
    case: str = ""
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    shots: list[str] = field(default_factory=list)

    def person(self, key: str, path: str = "") -> Page:
        """A page of somebody signed in, at `path` within the case."""
        if key not in self.contexts:
            self.contexts[key] = self.context()
            signed = self.contexts[key].request.post(
                "/api/session", data={"email": f"{key}@fenwick.example", "password": PASSWORD}
            )
            if not signed.ok:
                raise RuntimeError(signed.text())
        page = self.contexts[key].new_page()
        if path:
            page.goto(f"/cases/{self.case}{path.removeprefix('.')}")
        return page

    def context(self) -> BrowserContext:
        return self.browser.new_context(base_url=self.address, viewport=SIZE, locale="en-GB", reduced_motion="reduce")  # type: ignore[arg-type]

    def asks(self, key: str, method: str, path: str, **named: Any) -> Any:
        """What the API answers that person; None for an empty answer."""
        answer = self.contexts[key].request.fetch(path, method=method, headers={"Origin": self.address}, **named)
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.text()}")
        return answer.json() if answer.body() else None

    def shoot(self, page: Page, name: str, *, settled: bool = True) -> None:
        """Writes the picture as it stands, in at most 256 colours. Not `settled`: something is still under way, and shall be."""
        if settled:
            page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLE)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
        path = IMAGES / f"{name}.png"
        picture.save(path, optimize=True)
        if path.stat().st_size > HEAVIEST:
            raise RuntimeError(f"{path.name} has {path.stat().st_size} bytes")
        self.shots.append(name)
        print(f"  {path.relative_to(ROOT)}  {path.stat().st_size // 1024} KiB", flush=True)


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a demonstration that stands while the block runs."""
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "web.cli", "demo", "--data", str(DATA), "--port", str(port)], cwd=ROOT)
    address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
    try:
        while not answers(f"{address}/healthz"):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the demonstration did not come up")
            time.sleep(0.5)
        yield address
    finally:
        stop(server)


def sign_in(sitting: Sitting) -> None:
    page = sitting.context().new_page()
    page.goto("/sign-in")
    expect(page.get_by_label("Email address")).to_be_visible()
    sitting.shoot(page, "sign-in")


def desk(sitting: Sitting) -> None:
    """The prosecutor's bundle while files come in: the second part of the first one is held back for the picture."""
    page = sitting.person("prosecutor", "/")
    sent: list[Route] = []

    def hold(route: Route) -> None:
        sent.append(route)
        if len(sent) == 1:
            route.continue_()

    page.route(UPLOAD, hold)
    exhibits = page.get_by_role("region", name=re.compile(r"^J\s*Exhibits"))
    with page.expect_file_chooser() as chooser:
        exhibits.get_by_role("button", name=re.compile("Add files")).click()
    chooser.value.set_files(_papers())
    expect(exhibits.get_by_role("progressbar").first).to_be_visible()
    while len(sent) < 2:
        page.wait_for_timeout(100)
    exhibits.evaluate("(section) => section.scrollIntoView({block: 'start'})")
    sitting.shoot(page, "desk-upload", settled=False)
    for route in sent[1:]:
        route.abort()
    page.close()
    for upload in sitting.asks("prosecutor", "GET", f"/api/cases/{sitting.case}/uploads"):
        sitting.asks("prosecutor", "DELETE", f"/api/uploads/{upload['id']}")


def _papers() -> list[dict[str, Any]]:
    album = specimen.album([f"LR/6 further scene photographs – {number} of 60" for number in range(1, 61)], 41)
    statement = specimen.typed(("STATEMENT OF IFOR MARSH",), ["I keep the north gate of the museum."] * 8)
    return [
        {"name": "2026-09-21 LR6 Further scene photographs.pdf", "mimeType": "application/pdf", "buffer": album},
        {"name": "2026-09-22 LR7 Gate log.pdf", "mimeType": "application/pdf", "buffer": statement},
        {
            "name": "2026-09-22 LR8 Chalice case.jpg",
            "mimeType": "image/jpeg",
            "buffer": specimen.photograph("LR/8 – chalice case", 42),
        },
    ]


def reader(sitting: Sitting) -> None:
    """A statement with notes on each kind of layer."""
    found = sitting.asks("prosecutor", "GET", f"/api/cases/{sitting.case}/labels/G2")
    lines = sitting.asks("prosecutor", "GET", f"/api/pages/{found['page']}/words")["lines"]
    notes = (
        (5, 6, "mine", "highlight", "yellow", "Where is the first note? Ask for the notebook."),
        (12, 13, "team", "highlight", "green", "Compare with the floor plan at H1."),
        (17, 18, "everyone", "note", "blue", "Not in dispute."),
    )
    for number, (first, last, layer, kind, colour, body) in enumerate(notes, 1):
        mark = _mark(found["page"], lines[first : last + 1], f"{number:032x}")
        sitting.asks(
            "prosecutor", "POST", f"/api/cases/{sitting.case}/marks",
            data={**mark, "layer": layer, "kind": kind, "colour": colour, "body": body},
        )  # fmt: skip
    page = sitting.person("prosecutor", "/read?page=G2")
    _drawn(page, "G2")
    page.keyboard.press("l")
    expect(page.get_by_text("Not in dispute.").first).to_be_visible()
    sitting.shoot(page, "reader-notes")
    page.close()


def _mark(page: str, lines: list[dict[str, Any]], identity: str) -> dict[str, Any]:
    quads = [
        {
            "x0": min(b[0] for b in boxes),
            "y0": min(b[1] for b in boxes),
            "x1": max(b[2] for b in boxes),
            "y1": max(b[3] for b in boxes),
        }
        for boxes in (line["boxes"] for line in lines)
    ]
    quote = {"exact": " ".join(word for line in lines for word in line["words"])}
    return {"id": identity, "page": page, "quads": quads, "quote": quote}


def _drawn(page: Page, label: str) -> None:
    expect(page).to_have_url(re.compile(rf"[?&]page={label}(&|$)"))
    expect(page.get_by_role("article", name=re.compile(rf"^Page {label}(,|$)")).locator("canvas, img").last).to_be_visible()


def search(sitting: Sitting) -> None:
    """The judge looks for words, and stands on the first hit."""
    page = sitting.person("judge", "/read?page=A1")
    _drawn(page, "A1")
    page.keyboard.press("/")
    page.keyboard.type("grey van")
    expect(page.get_by_text(re.compile(r"pages found")).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".leaf__layer--hits > *").first).to_be_visible()
    sitting.shoot(page, "search")
    page.close()


def courtroom(sitting: Sitting) -> None:
    """Counsel shows the telephone schedule, and calls out some calls. Then a report that some may not see."""
    ticket = (DATA / "jury-screen").read_text("ascii")
    jury = sitting.context().new_page()
    jury.goto(f"/screen#{ticket}")
    seated = [sitting.person(key, "/read?page=J1") for key in ("clerk", "judge", "defence1", "defence2")]
    counsel = sitting.person("prosecutor", "/read?page=J1")
    _drawn(counsel, "J1")
    expect(counsel.get_by_role("button", name=re.compile("^Present")).first).to_be_visible()
    counsel.keyboard.press("p")
    counsel.get_by_role("button", name="Take the floor").click()
    expect(counsel.get_by_text("You have the floor.")).to_be_visible()
    _show(counsel, "J1")
    _call_out(counsel)
    expect(jury.locator("main img").nth(1)).to_be_visible()
    sitting.shoot(jury, "jury-screen")
    _go(counsel, "M1")
    _show(counsel, "M1")
    expect(counsel.get_by_text(re.compile(r"will see this"))).to_be_visible()
    expect(counsel.get_by_text(re.compile(r"not admitted")).first).to_be_visible()
    sitting.shoot(counsel, "presenter")
    _go(counsel, "H3")
    _show(counsel, "H3")
    counsel.get_by_role("button", name="Give up the floor").click()
    for page in (jury, counsel, *seated):
        page.close()


def _go(page: Page, label: str) -> None:
    page.keyboard.press("g")
    page.keyboard.type(label)
    page.keyboard.press("Enter")
    _drawn(page, label)


def _show(page: Page, label: str) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.locator(".presenter__shown")).to_have_text(label)


def _call_out(page: Page) -> None:
    page.keyboard.press("o")
    box = page.get_by_role("article", name=re.compile("^Page J1(,|$)")).bounding_box()
    if box is None:
        raise RuntimeError("the page is not on the screen")
    page.mouse.move(box["x"] + box["width"] * 0.04, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.96, box["y"] + box["height"] * 0.45, steps=5)
    page.mouse.up()


def publications(sitting: Sitting) -> None:
    """The judge's copy of the publication."""
    page = sitting.person("judge", "/publications")
    prepare = page.get_by_role("button", name=re.compile("Prepare my copy"))
    ready = page.get_by_role("link", name=re.compile("Download my copy"))
    expect(prepare.or_(ready).first).to_be_visible()
    if prepare.count():
        prepare.first.click()
    expect(ready.first).to_be_visible(timeout=120_000)
    sitting.shoot(page, "publications")
    page.close()


def record(sitting: Sitting) -> None:
    """What was shown, as the clerk reads it."""
    page = sitting.person("clerk", "/hearings")
    hearing = sitting.asks("clerk", "GET", f"/api/cases/{sitting.case}/hearings")[0]["id"]
    page.goto(f"/cases/{sitting.case}/hearings/{hearing}")
    table = page.get_by_role("table").last
    expect(table.get_by_role("cell", name="M1", exact=True).first).to_be_visible()
    page.get_by_role("heading", name="What was shown").evaluate("(title) => title.scrollIntoView({block: 'start'})")
    sitting.shoot(page, "record")
    page.close()


def people(sitting: Sitting) -> None:
    page = sitting.person("clerk", "/people")
    expect(page.get_by_text("Defence of Vale").first).to_be_visible()
    sitting.shoot(page, "people")
    page.close()


def welsh(sitting: Sitting) -> None:
    """Counsel who chose Welsh."""
    page = sitting.person("both")
    sitting.asks("both", "PATCH", "/api/me", data={"language": "cy"})
    page.goto(f"/cases/{sitting.case}")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("region", name=re.compile("^D")).first).to_be_visible()
    sitting.shoot(page, "welsh")
    sitting.asks("both", "PATCH", "/api/me", data={"language": "en"})
    page.close()


PICTURES: tuple[Callable[[Sitting], None], ...] = (
    sign_in, desk, reader, search, courtroom, publications, record, people, welsh,
)  # fmt: skip


def main() -> None:
    if "--keep" not in sys.argv[1:]:
        shutil.rmtree(DATA, ignore_errors=True)
    path = chromium.find()
    if path is None:
        sys.exit("The pictures need Chromium: run `python -m tests.browser.chromium` first.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS), headless=True)
        sitting = Sitting(browser, address)
        sitting.person("clerk").close()
        sitting.case = sitting.asks("clerk", "GET", "/api/cases")[0]["id"]
        for picture in PICTURES:
            picture(sitting)
        browser.close()
    print(f"{len(sitting.shots)} pictures in {IMAGES.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
