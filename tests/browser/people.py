"""Someone at a browser: signed in, with every message their browser received kept for inspection."""

import json
import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, WebSocket, expect

from tests.browser.courthouse import Courthouse

AXE = Path(__file__).parents[2] / "web" / "client" / "node_modules" / "axe-core" / "axe.min.js"
EXPECTED = re.compile(r"status of (401|404|409|422)|net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)|WebSocket connection")


class Someone:
    """One player in a browser context of their own. `received` is the text of everything their browser was sent."""

    def __init__(self, browser: Browser, court: Courthouse, player: str) -> None:
        self.player, self.court = player, court
        self.context = browser.new_context(base_url=court.address, viewport={"width": 1280, "height": 860}, locale="en-GB")
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.received: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("response", self._got)
        self.page.on("websocket", self._listening)

    def sign_in(self) -> "Someone":
        self.page.goto("/")
        self.page.get_by_label("Email address").fill(self.court.email(self.player))
        self.page.get_by_label("Password").fill(self.court.password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="Cases")).to_be_visible()
        return self

    def open_case(self) -> "Someone":
        self.page.goto(f"/cases/{self.court.case}")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("ASHDOWN")
        return self

    def read(self, label: str) -> "Someone":
        self.page.goto(f"/cases/{self.court.case}/read?page={label}")
        self.at(label)
        return self

    def go_to(self, typed: str, label: str) -> None:
        """By the box, as one would on one's feet: one key, the reference, Enter."""
        self.page.keyboard.press("g")
        self.page.keyboard.type(typed)
        self.page.keyboard.press("Enter")
        self.at(label)

    def at(self, label: str) -> None:
        expect(self.page).to_have_url(re.compile(rf"[?&]page={label}(&|$)"))
        leaf = self.page.get_by_role("article", name=f"Page {label}", exact=True)
        expect(leaf.locator("canvas, img").last).to_be_visible()

    def check_access(self) -> None:
        """Nothing that axe finds wrong with the page as it stands."""
        self.page.evaluate(_axe())
        found = self.page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        assert not found, json.dumps([{v["id"]: [n["target"] for n in v["nodes"]]} for v in found], indent=1)

    def has_received(self, text: str) -> bool:
        return any(text in body for body in self.received)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            self.troubles.append(message.text)

    def _got(self, response: Response) -> None:
        if "json" in response.headers.get("content-type", ""):
            self.received.append(response.text())

    def _listening(self, line: WebSocket) -> None:
        line.on("framereceived", lambda frame: self.received.append(str(frame)))


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")
