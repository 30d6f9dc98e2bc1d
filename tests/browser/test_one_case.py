"""One case from upload to the jury's screen, in the browsers of the people who do it."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from bundles.pdf import specimen
from tests.browser.courthouse import Courthouse, until
from tests.browser.people import Someone
from tests.corpus import nasty

Seat = Callable[[str], Someone]


def section(page: Page, title: str) -> "object":
    return page.get_by_role("region", name=title)


def test_the_prosecutor_files_and_the_first_page_can_be_read_while_the_bad_file_is_refused(
    seat: Seat, court: Courthouse, tmp_path: Path
) -> None:
    person = seat("prosecutor").sign_in().open_case()
    person.check_access()
    files = {
        "2026-03-20 Ledger.pdf": specimen.typed(("LEDGER",), ["The otter was sold at noon."] * 120),
        "Holdall.jpg": specimen.photograph("LR/3", 4),
        "Broken.pdf": nasty.not_a_pdf(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    exhibits = person.page.get_by_role("region", name=re.compile(r"^J\s*Exhibits"))
    with person.page.expect_file_chooser() as chooser:
        exhibits.get_by_role("button", name=re.compile("Add files")).click()
    chooser.value.set_files([tmp_path / name for name in files])
    expect(exhibits.get_by_role("link", name="Ledger", exact=True)).to_be_visible()
    expect(exhibits.get_by_text("Refused").first).to_be_visible(timeout=30_000)
    expect(exhibits.get_by_text(re.compile("neither a PDF nor a picture"))).to_be_visible()
    until(lambda: _labelled(court, "Ledger") and _labelled(court, "Holdall"), "the good ones have pages")
    expect(exhibits.get_by_text(re.compile(r"^J\d+\W+J\d+$")).nth(1)).to_be_visible(timeout=30_000)
    person.check_access()


def test_an_upload_goes_on_after_the_cable_was_pulled(seat: Seat, court: Courthouse, tmp_path: Path) -> None:
    person = seat("prosecutor").sign_in().open_case()
    big = tmp_path / "2026-04-01 Album.pdf"
    big.write_bytes(specimen.album([f"Photograph {n}" for n in range(1, 61)], 7))
    assert big.stat().st_size > 4 * 1024 * 1024, "it takes more than one part"
    exhibits = person.page.get_by_role("region", name=re.compile(r"^J\s*Exhibits"))
    sent: list[int] = []

    def cut(route: "object") -> None:
        sent.append(1)
        if len(sent) == 2:
            person.context.set_offline(True)
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    person.page.route(re.compile(r"/api/uploads/"), cut)
    with person.page.expect_file_chooser() as chooser:
        exhibits.get_by_role("button", name=re.compile("Add files")).click()
    chooser.value.set_files(big)
    expect(person.page.get_by_text("Waiting for the connection").first).to_be_visible()
    person.page.unroute_all()
    person.context.set_offline(False)
    until(lambda: _labelled(court, "Album"), "the upload was finished and filed once")
    with court.container.unit() as unit:
        assert [d.size for d in unit.documents.in_case(court.case) if d.title == "Album"] == [big.stat().st_size]


def test_anyone_entitled_reads_by_key_reference_and_search(seat: Seat) -> None:
    judge = seat("judge").sign_in().read("J1")
    judge.page.keyboard.press("PageDown")
    judge.at("J2")
    judge.go_to("j 5", "J5")
    judge.page.keyboard.press("Alt+ArrowLeft")
    judge.at("J2")
    judge.page.keyboard.press("Alt+ArrowRight")
    judge.at("J5")
    judge.page.keyboard.press("/")
    judge.page.keyboard.type("kestrels")
    expect(judge.page.get_by_role("heading", name=re.compile("Cell site report"))).to_be_visible()
    judge.page.keyboard.press("Enter")
    expect(judge.page).to_have_url(re.compile("page=M1"))
    expect(judge.page.locator(".leaf__layer--hits > *").first).to_be_attached()
    judge.check_access()


def test_a_section_one_may_not_see_is_absent_and_a_compartment_is_empty(seat: Seat) -> None:
    defence = seat("defence2").sign_in().open_case()
    expect(defence.page.get_by_role("region", name=re.compile("Exhibits")).first).to_be_visible()
    expect(defence.page.get_by_role("region", name=re.compile("Witness Information"))).to_have_count(0)
    expert = defence.page.get_by_role("region", name=re.compile(r"^M\s*Expert"))
    expect(expert.get_by_text("empty")).to_be_visible()
    assert not defence.has_received("Cell site report")
    assert not defence.has_received("Witness list")


def test_notes_reach_their_layer_and_nobody_else(seat: Seat, court: Courthouse) -> None:
    counsel, other = seat("prosecutor").sign_in().read("J1"), seat("defence1").sign_in()
    for layer, note in (("Only me", "for my eyes"), ("My team", "for my side"), ("Everyone", "for the whole court")):
        mark(counsel, layer, note)
    other.read("J1")
    other.page.keyboard.press("l")
    expect(other.page.get_by_text("for the whole court")).to_be_visible()
    assert not other.has_received("for my eyes")
    assert not other.has_received("for my side")
    counsel.check_access()


def mark(person: Someone, layer: str, note: str) -> None:
    """Selects the first line of the page by the mouse and writes a note on it."""
    line = person.page.locator(".leaf").first.locator(".leaf__line").nth(1)
    box = line.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    person.page.mouse.move(box["x"] + 2, y)
    person.page.mouse.down()
    person.page.mouse.move(box["x"] + box["width"] - 2, y, steps=6)
    person.page.mouse.up()
    person.page.keyboard.press("m")
    draft = person.page.get_by_role("region", name="New note")
    choice = draft.get_by_role("button", name=layer, exact=True)
    if choice.get_attribute("aria-pressed") != "true":
        choice.click()
        widen = person.page.get_by_role("dialog").get_by_role("button", name=f"Yes: {layer}")
        if layer != "Only me":
            widen.click()
    draft.get_by_label("The words of the note").fill(note)
    draft.get_by_role("button", name="Save").click()
    expect(draft).to_have_count(0)


@pytest.fixture
def jury(browser: Browser, court: Courthouse) -> "Callable[[str], Page]":
    def sit(path: str) -> Page:
        screen = browser.new_context(base_url=court.address, viewport={"width": 1024, "height": 768}).new_page()
        screen.goto(path)
        return screen

    return sit


def test_the_court_sees_the_same_page_and_nobody_else_is_told(
    seat: Seat, court: Courthouse, jury: Callable[[str], Page], tmp_path: Path
) -> None:
    clerk = seat("clerk").sign_in().open_case()
    address = open_hearing(clerk)
    screen = jury(address)
    counsel = seat("prosecutor").sign_in().read("J1")
    judge, shut_out = seat("judge").sign_in().read("J1"), seat("defence2").sign_in().read("J1")
    take_floor(counsel)
    show(counsel, "J6")
    judge.at("J6")
    shut_out.at("J6")
    expect(screen.locator("main img").first).to_be_visible()
    assert "J6" in (screen.locator("main img").first.get_attribute("alt") or "")

    judge.page.keyboard.press("PageUp")
    judge.at("J5")
    expect(judge.page.get_by_text("The court is at J6")).to_be_visible()
    show(counsel, "J3")
    expect(judge.page.get_by_text("The court is at J3")).to_be_visible()
    judge.page.keyboard.press("r")
    judge.at("J3")
    judge.page.reload()
    judge.at("J3")
    screen.reload()
    expect(screen.locator("main img").first).to_be_visible()

    shut_out.received.clear()
    show(counsel, "M1")
    judge.at("M1")
    expect(screen.locator("main img")).to_have_count(0)
    expect(counsel.page.get_by_text(re.compile(r"not admitted"))).not_to_have_count(0)
    assert not shut_out.has_received("M1")
    assert not shut_out.has_received("Cell site")
    expect(shut_out.page.get_by_text(re.compile("The court is at"))).to_have_count(0)

    show(counsel, "J6")
    expect(screen.locator("main img").first).to_be_visible()
    clerk.page.goto(f"/cases/{court.case}/read?present=1")
    clerk.page.get_by_role("group", name="Blank only for").get_by_role("button", name="Jury").click()
    expect(screen.locator("main img")).to_have_count(0)
    judge.at("J6")
    clerk.page.get_by_role("button", name="Rise").first.click()
    clerk.page.get_by_role("dialog").get_by_role("button", name="Rise").click()
    expect(screen.get_by_text(re.compile("risen", re.IGNORECASE))).to_be_visible()

    clerk.open_case()
    clerk.page.get_by_role("link", name="Hearings").click()
    clerk.page.get_by_role("link", name=re.compile("Hearing, ")).first.click()
    record = clerk.page.get_by_role("table")
    for label in ("J6", "J3", "M1"):
        expect(record.get_by_role("link", name=label, exact=True).first).to_be_visible()
    clerk.check_access()


def open_hearing(clerk: Someone) -> str:
    """Opens a hearing with a jury screen; the path of the screen."""
    clerk.page.get_by_role("link", name="Hearings").click()
    clerk.page.get_by_role("button", name="Open a hearing").click()
    clerk.page.get_by_label("Name of the screen").fill("Jury box")
    clerk.page.get_by_role("button", name="Add a screen").click()
    address = clerk.page.get_by_label(re.compile("Address for")).input_value()
    clerk.check_access()
    return "/" + address.split("/", 3)[3]


def take_floor(counsel: Someone) -> None:
    counsel.page.keyboard.press("p")
    counsel.page.get_by_role("button", name="Take the floor").click()
    expect(counsel.page.get_by_text("You have the floor.")).to_be_visible()


def show(counsel: Someone, label: str) -> None:
    counsel.go_to(label, label)
    counsel.page.keyboard.press("Control+Enter")
    expect(counsel.page.locator(".presenter__shown")).to_have_text(label)


def test_the_clerk_publishes_and_downloads_the_bundle(seat: Seat, court: Courthouse, tmp_path: Path) -> None:
    clerk = seat("clerk").sign_in().open_case()
    clerk.page.get_by_role("link", name="Publications").click()
    clerk.page.get_by_role("button", name="Publish the bundle").click()
    clerk.page.get_by_role("dialog").get_by_role("button", name=re.compile("Publish")).click()
    clerk.page.get_by_role("button", name=re.compile("Prepare my copy")).first.click()
    clerk.check_access()
    with clerk.page.expect_download(timeout=60_000) as download:
        clerk.page.get_by_role("link", name=re.compile("Download my copy")).first.click(timeout=60_000)
    target = tmp_path / "bundle.pdf"
    download.value.save_as(target)
    _check_bundle(target, court)


def _check_bundle(path: Path, court: Courthouse) -> None:
    """Page labels are the stamps, every page of the case is there, it opens at 100 %, and a second engine reads it."""
    with court.container.unit() as unit:
        ledger = unit.ledger.runs(unit.cases.bundle(court.case))
    given = [run.label(n).text for run in ledger.values() for n in range(1, run.pages + 1)]
    reader = pypdf.PdfReader(path)
    labels = reader.page_labels
    assert set(given) <= set(labels)
    assert reader.outline
    opens = reader.trailer["/Root"]["/OpenAction"]
    assert opens[1] == "/XYZ"
    assert opens[4] == 1
    second = pypdfium2.PdfDocument(path)
    for label in ("J1", "J6"):
        assert label in second[labels.index(label)].get_textpage().get_text_bounded().split()
    second.close()


def _labelled(court: Courthouse, title: str) -> bool:
    with court.container.unit() as unit:
        return any(document.title == title and document.pages for document in unit.documents.in_case(court.case))
