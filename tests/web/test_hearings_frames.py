"""What leans on the server's inside, tried on its own."""

import pytest
from websockets.frames import Frame, Opcode
from websockets.protocol import Protocol, Side, State

from web.sockets import shared
from web.sockets.shared import SharedFrames, framed, heartbeat, protocol


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_shared_frame_is_read_by_any_client(size: int) -> None:
    payload = b"x" * size
    client = Protocol(Side.CLIENT, state=State.OPEN)
    client.receive_data(framed(payload) + framed(b"next"))
    first, second = client.events_received()
    assert (first.opcode, first.data, second.data) == (Opcode.TEXT, payload, b"next")  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ['{"type":"ping"}', '{"type":"seen","revision":12}'])
def test_a_heartbeat_is_known_by_its_frame(text: str) -> None:
    frame = masked(text)
    assert heartbeat(frame) == text
    for other in (frame[:-1], frame + b"x", frame + frame, b"\x01" + frame[1:], b""):
        assert heartbeat(other) is None


OTHERS = ('{"type":"seen","revision":-1}', '{"type":"hello"}', '{"type":"seen","revision":1}  ', "rubbish" * 5)


@pytest.mark.parametrize("text", OTHERS)
def test_anything_else_goes_the_long_way(text: str) -> None:
    assert heartbeat(masked(text)) is None


def masked(text: str) -> bytes:
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=True)


def test_the_same_payload_is_framed_once() -> None:
    payload = b"the very same"
    assert framed(payload) is framed(payload)


def test_the_door_is_used_where_the_server_is_as_we_know_it_and_not_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert protocol() is SharedFrames
    monkeypatch.setattr(shared, "LEANED_ON", ("something_renamed",))
    assert protocol() == "websockets-sansio"
