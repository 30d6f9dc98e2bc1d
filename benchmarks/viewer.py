"""How fast the reader is, in a real browser, in cases of 20, 5,000 and 20,000 pages: opening, jumping, turning, and memory.

A page counts as there when its picture of 1,200 pixels has been painted. Jumps are typed into the reader's own box, with nothing
in the browser's cache; the sizes take turns in one browser. The baseline of the long cases is the case of 20 pages; that of a
jump also the same picture on a plain page, by `<img>`, from a server that hands out files without asking who wants them.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

from benchmarks.long_case import Place, journey, long_case
from benchmarks.pages import BARE, fetched, p95, row, serving
from bundles.ids import CaseId
from tests.browser.chromium import FLAGS, find
from tests.browser.courthouse import answers, free_port, stop, until
from web.demo.cast import PASSWORD

SIZES = (20, 5_000, 20_000)
JUMPS = 60
OPENED = 12  # times a case is opened
REMEMBERED = 100  # jumps before memory is weighed
REST = 0.4  # seconds in which the neighbours come
VIEW: ViewportSize = {"width": 1440, "height": 900}
PLAIN = "<!doctype html><title>Plain</title><body style='margin:0'><img id='page' width='1071'></body>"

# A page is there when the frame that first shows it has been made. Nothing is asked of the browser until something changes.
WATCH = """
let look = () => undefined;
addEventListener("keydown", (event) => {
  window.pressed = event.timeStamp;
  setTimeout(() => look());
}, true);
addEventListener("scroll", () => look(), true);
new MutationObserver(() => look()).observe(document, { subtree: true, childList: true, attributeFilter: ["class"] });
const after = async () => {
  await new Promise(requestAnimationFrame);
  await new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  return performance.now();
};
const stands = (page) => {
  const leaf = document.querySelector(`article.leaf--sharp[data-page="${page}"]`);
  const top = leaf && leaf.getBoundingClientRect().top - document.getElementById("pages").getBoundingClientRect().top;
  return leaf !== null && top > -1 && top < 100;
};
window.painted = (page) => new Promise((done) => {
  look = () => {
    if (!stands(page)) return;
    look = () => undefined;
    void after().then(done);
  };
  look();
});
window.plain = async (address) => {
  const from = performance.now();
  const image = Object.assign(new Image(), { src: address, id: "page", width: 1071 });
  await image.decode();
  document.getElementById("page").replaceWith(image);
  return await after() - from;
};
"""
WEIGHED = """() => {
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const sum = (list) => list.reduce((all, entry) => all + entry.encodedBodySize, 0);
  return [sum(entries), sum(entries.filter((entry) => new URL(entry.name).pathname.endsWith(".js")))];
}"""


@dataclass(frozen=True, slots=True)
class Ground:
    """A served case and a way through it."""

    address: str
    case: CaseId
    pages: int
    places: Sequence[Place]


def run() -> list[dict[str, Any]]:
    path = find()
    if path is None:
        raise RuntimeError("No Chromium was found: python -m tests.browser.chromium installs one.")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        grounds = [stack.enter_context(prepared(Path(name), size)) for size in SIZES]
        plain = stack.enter_context(bare(Path(name) / "plain"))
        playwright = stack.enter_context(sync_playwright())
        with chromium(playwright, path) as browser:
            opened, weighed, script = openings(browser, grounds)
            jumps, turns, images = moves(browser, grounds, plain)
        memory = {ground.pages: memory_after(playwright, path, ground) for ground in (grounds[0], grounds[-1])}
        kept = memory_of_plain(playwright, path, grounds[-1], plain)
    return [
        *beside("First page, p50", opened, median),
        *beside("Jump, p50", jumps, median),
        *beside("Jump, p95", jumps, p95),
        row("Jump in 20,000 pages, p50, beside <img>", median(jumps[SIZES[-1]]), median(images)),
        row("Jump in 20,000 pages, p95, beside <img>", p95(jumps[SIZES[-1]]), p95(images)),
        *beside("Next page, p50", turns, median),
        *beside("Next page, p95", turns, p95),
        plainly("Renderer after 100 jumps in 20,000 pages", "MB", memory[SIZES[-1]], memory[SIZES[0]]),
        plainly("Renderer after 100 jumps, beside <img>", "MB", memory[SIZES[-1]], kept),
        plainly("Downloaded to read a page of 20,000", "KB", weighed[SIZES[-1]] / 1000, weighed[SIZES[0]] / 1000),
        plainly("Scripts of the reader, gzipped", "KB", script["read"] / 1000, None),
        plainly("Scripts of a paired screen, gzipped", "KB", script["screen"] / 1000, None),
    ]


def beside(name: str, seconds: dict[int, list[float]], figure: Any) -> list[dict[str, Any]]:
    """The longer cases, each beside the shortest."""
    few, *many = SIZES
    return [row(f"{name}, {size:,} pages beside {few}", figure(seconds[size]), figure(seconds[few])) for size in many]


def plainly(name: str, unit: str, value: float, baseline: float | None) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "baseline": baseline, "ratio": baseline and value / baseline}


@contextmanager
def prepared(folder: Path, size: int) -> Iterator[Ground]:
    """A case of `size` pages, served, with what will be asked for drawn, and its pictures as files in `plain`."""
    here, plain = folder / str(size), folder / "plain"
    here.mkdir()
    plain.mkdir(exist_ok=True)
    case = long_case(here, size)
    with serving(here) as client:
        places = journey(client, case, JUMPS)
        for place in places:
            (plain / f"{place.page}.png").write_bytes(fetched(client, f"/api/pages/{place.page}/image?width=1200"))
        yield Ground(str(client.base_url).rstrip("/"), case, size, places)


@contextmanager
def bare(folder: Path) -> Iterator[str]:
    (folder / "index.html").write_text(PLAIN)
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", BARE, str(port), str(folder)])
    try:
        address = f"http://127.0.0.1:{port}"
        until(lambda: answers(f"{address}/index.html"), "the bare server answers")
        yield address
    finally:
        stop(server)


@contextmanager
def chromium(playwright: Playwright, path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    try:
        yield browser
    finally:
        browser.close()


def tab(browser: Browser, address: str, *, cached: bool = False) -> Page:
    """A page of its own context, watched, that asks for everything afresh unless `cached`."""
    page = browser.new_context(base_url=address, viewport=VIEW, locale="en-GB").new_page()
    page.add_init_script(WATCH)
    if not cached:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return page


def reader(browser: Browser, ground: Ground, *, cached: bool = False) -> Page:
    page = tab(browser, ground.address, cached=cached)
    body = {"email": "prosecutor@fenwick.example", "password": PASSWORD}
    page.context.request.post("/api/session", data=body, headers={"Origin": ground.address})
    return page


def opening(page: Page, ground: Ground, place: Place) -> float:
    """Seconds from asking for the reader's address to the page painted."""
    page.goto(f"/cases/{ground.case}/read?page={place.label}", wait_until="commit")
    return float(page.evaluate("(page) => painted(page)", place.page)) / 1000


def openings(browser: Browser, grounds: Sequence[Ground]) -> tuple[dict[int, list[float]], dict[int, float], dict[str, float]]:
    """Seconds by size, and bytes: of the whole by size, of scripts by entry."""
    seconds, whole, script = defaultdict[int, list[float]](list), dict[int, float](), dict[str, float]()
    pages = [reader(browser, ground) for ground in grounds]
    for at in range(OPENED):
        for page, ground in zip(pages, grounds, strict=True):
            seconds[ground.pages].append(opening(page, ground, ground.places[at]))
            time.sleep(REST)
            whole[ground.pages], script["read"] = page.evaluate(WEIGHED)
    pages[0].goto("/screen", wait_until="networkidle")
    _, script["screen"] = pages[0].evaluate(WEIGHED)
    for page in pages:
        page.context.close()
    return seconds, whole, script


def moves(
    browser: Browser, grounds: Sequence[Ground], plain: str
) -> tuple[dict[int, list[float]], dict[int, list[float]], list[float]]:
    """Seconds of jumps and of turns by size, and of the same jump on the plain page, all in turns."""
    jumps, turns = defaultdict[int, list[float]](list), defaultdict[int, list[float]](list)
    images = []
    pages = [reader(browser, ground) for ground in grounds]
    beside = tab(browser, plain)
    beside.goto("/index.html")
    for page, ground in zip(pages, grounds, strict=True):
        opening(page, ground, ground.places[-1])
    for at in range(JUMPS):
        for page, ground in zip(pages, grounds, strict=True):
            jumps[ground.pages].append(jump(page, ground.places[at]))
            time.sleep(REST)
            turns[ground.pages].append(pressed(page, "PageDown", ground.places[at].following))
            time.sleep(REST / 4)
        images.append(beside.evaluate("(address) => plain(address)", f"/{grounds[-1].places[at].page}.png") / 1000)
    for page in (*pages, beside):
        page.context.close()
    return jumps, turns, images


def jump(page: Page, place: Place) -> float:
    """Seconds from Enter in the box to the page painted."""
    page.keyboard.press("g")
    page.keyboard.type(place.label)
    return pressed(page, "Enter", place.page)


def pressed(page: Page, key: str, wanted: str) -> float:
    page.evaluate("(page) => void (window.landing = painted(page))", wanted)
    page.keyboard.press(key)
    return float(page.evaluate("landing.then((at) => at - pressed)")) / 1000


def memory_after(playwright: Playwright, path: str, ground: Ground) -> float:
    """MB of the reader's renderer after a hundred jumps, in a browser of its own."""
    with chromium(playwright, path) as browser:
        page = reader(browser, ground, cached=True)
        opening(page, ground, ground.places[-1])
        for at in range(REMEMBERED):
            jump(page, ground.places[at % JUMPS])
        return renderer(browser)


def memory_of_plain(playwright: Playwright, path: str, ground: Ground, plain: str) -> float:
    with chromium(playwright, path) as browser:
        page = tab(browser, plain, cached=True)
        page.goto("/index.html")
        for at in range(REMEMBERED):
            page.evaluate("(address) => plain(address)", f"/{ground.places[at % JUMPS].page}.png")
        return renderer(browser)


def renderer(browser: Browser) -> float:
    """MB that the largest renderer holds, by its proportional share of what it shares (Linux only, else nothing)."""
    time.sleep(1)
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    shares = (Path(f"/proc/{process['id']}/smaps_rollup") for process in told["processInfo"] if process["type"] == "renderer")
    held = [re.search(r"^Pss:\s+(\d+)", share.read_text(), re.MULTILINE) for share in shares if share.exists()]
    return max((int(found[1]) * 1024 / 1e6 for found in held if found), default=0.0)
