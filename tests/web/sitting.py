"""A hearing for tests: opened over a real record, and its sockets over a real server on loopback."""

import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Self

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from presentation.rounds import Timing
from tests.web.installation import Installation
from web.app import create_app

BRISK = Timing(beat=0.05, pulse=0.1, recheck=5.0, grace=0.5)
PATIENCE = 15.0  # seconds; nothing is ever asserted of how long anything took


def until(what: Callable[[], object]) -> None:
    """Waits until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, "it never came to be so"
        time.sleep(0.02)


def opened(court: Installation) -> str:
    """An open hearing's id."""
    answer = court.ask("clerk").post(f"/api/cases/{court.case}/hearings", json={"title": "Trial, day 1"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def paired(court: Installation, hearing: str, audience: str = "jury", name: str = "Jury 1") -> str:
    """A screen's ticket."""
    answer = court.ask("clerk").post(f"/api/hearings/{hearing}/screens", json={"name": name, "audience": audience})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["address"].partition("#")[2])


class Server:
    """The application behind a real socket, until stopped."""

    def __init__(self, court: Installation, *, port: int = 0, ws: str = "web.sockets.shared:SharedFrames") -> None:
        self.court = court
        self.app: FastAPI = create_app(court.container)
        self.app.state.timing = BRISK
        config = uvicorn.Config(
            self.app, port=port, ws=ws, ws_per_message_deflate=False, log_level="critical", timeout_graceful_shutdown=1
        )  # type: ignore[arg-type]
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)

    def __enter__(self) -> Self:
        self._thread.start()
        until(lambda: self._server.started)
        self.port: int = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()

    def ask(self, who: str | None, method: str, path: str, **named: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer sheaf_{who}"} if who else {}
        return httpx.request(method, f"http://127.0.0.1:{self.port}{path}", headers=headers, **named)

    def member(self, who: str | None, hearing: str, **named: Any) -> "Talk":
        headers = {"Authorization": f"Bearer sheaf_{who}"} if who else {}
        return Talk(self.port, f"/api/hearings/{hearing}/socket", {"type": "hello"}, headers, **named)

    def screen(self, ticket: str, **named: Any) -> "Talk":
        return Talk(self.port, "/api/screens/socket", {"type": "hello", "ticket": ticket}, {}, **named)


class Talk:
    """One client's socket. Everything heard is kept in `heard`; a client acknowledges what it is shown."""

    def __init__(self, port: int, path: str, hello: dict[str, Any], headers: dict[str, str], *, greet: bool = True) -> None:
        self._opened = ExitStack()
        address = f"ws://127.0.0.1:{port}{path}"
        connecting = connect(address, additional_headers=headers, compression=None, open_timeout=PATIENCE)
        self.socket: ClientConnection = self._opened.enter_context(connecting)
        self.heard: list[dict[str, Any]] = []
        if greet:
            self.say(hello)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def say(self, message: dict[str, Any] | str | bytes) -> None:
        self.socket.send(json.dumps(message) if isinstance(message, dict) else message)

    def next(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.socket.recv(PATIENCE))
        self.heard.append(told)
        if told["type"] in ("welcome", "screen"):
            with suppress(ConnectionClosed):  # the last frames are read though the other end has closed
                self.say({"type": "seen", "revision": told["revision"]})
        return told

    def last(self, kind: str) -> dict[str, Any]:
        """The newest frame of that kind, of those heard until a heartbeat is answered."""
        self.quiet()
        return next(told for told in reversed(self.heard) if told["type"] == kind)

    def until(self, kind: str, so: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """The next frame of that kind of which it is so; the others are kept."""
        while True:
            told = self.next()
            if told["type"] == kind and so(told):
                return told

    def order(self, kind: str, **what: Any) -> dict[str, Any]:
        """Gives an order; its answer."""
        command = what.pop("command_id", secrets.token_hex(8))
        self.say({"type": kind, "command_id": command, **what})
        while True:
            told = self.next()
            if told["type"] in ("done", "refused") and told["command_id"] == command:
                return told

    def quiet(self) -> list[dict[str, Any]]:
        """All that was on its way until a heartbeat is answered, without the answer."""
        before = len(self.heard)
        self.say({"type": "ping"})
        self.until("pong")
        return self.heard[before:-1]

    def closed(self) -> int:
        """Hears all there is to the end; the code it was closed with."""
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                self.next()
        assert closed.value.rcvd is not None
        return closed.value.rcvd.code


@contextmanager
def serving(court: Installation, **named: Any) -> Iterator[Server]:
    with Server(court, **named) as server:
        yield server
