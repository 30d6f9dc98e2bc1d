"""One contract for objects: in memory, in a folder, and in an S3 spoken to over HTTP; each alone, and with originals verified."""

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

from bundles.errors import NotFound, Unavailable
from bundles.ports import Blobs
from storage import keys
from storage.blobs import open_blobs, verified
from storage.blobs.copies import LocalCopies
from storage.blobs.filesystem import CHUNK, FolderBlobs
from storage.blobs.s3 import PART, S3Blobs
from tests.builders import new
from tests.fakes.blobs import MemoryBlobs


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def s3(s3_endpoint: str) -> Iterator[S3Blobs]:
    client = boto3.client(
        "s3",
        endpoint_url=s3_endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )
    client.create_bucket(Bucket="bundles")
    yield S3Blobs(client, "bundles", "court")
    client.close()


@pytest.fixture(params=["memory", "folder", "s3", "verified folder", "verified s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    match request.param:
        case "memory":
            return MemoryBlobs()
        case "folder":
            return FolderBlobs(tmp_path / "objects")
        case "s3":
            return request.getfixturevalue("s3")
        case "verified folder":
            return verified(FolderBlobs(tmp_path / "objects"))
        case _:
            return verified(request.getfixturevalue("s3"))


@pytest.fixture
def key() -> str:
    """A key nobody used before."""
    return f"uploads/{new()}/0-10"


def original(content: bytes) -> str:
    return keys.original(hashlib.sha256(content).hexdigest())


class Broken(Exception):
    pass


def breaking_off(*chunks: bytes) -> Iterator[bytes]:
    yield from chunks
    raise Broken


def test_what_was_put_is_read_back(blobs: Blobs, key: str) -> None:
    assert blobs.put(key, [b"one ", b"", b"two"]).size == 7
    assert blobs.read(key) == b"one two"
    assert blobs.info(key) is not None
    assert blobs.info(key).size == 7  # type: ignore[union-attr]


def test_nothing_can_be_kept_as_well(blobs: Blobs, key: str) -> None:
    blobs.put(key, [])
    assert blobs.read(key) == b""
    assert list(blobs.stream(key)) == []


def test_a_second_put_replaces_the_first(blobs: Blobs, key: str) -> None:
    blobs.put(key, [b"first"])
    blobs.put(key, [b"second"])
    assert blobs.read(key) == b"second"


def test_ranges_are_half_open_and_may_reach_beyond_the_end(blobs: Blobs, key: str) -> None:
    blobs.put(key, [b"0123456789"])
    for start, end in ((0, 4), (3, 7), (5, None), (8, 100), (10, None), (12, 20), (4, 4), (5, 3)):
        expected = b"0123456789"[start : 10 if end is None else max(start, end)]
        assert blobs.read(key, start, end) == expected
        assert b"".join(blobs.stream(key, start, end)) == expected


def test_a_stream_comes_in_chunks_of_a_mebibyte_at_most(blobs: Blobs, key: str) -> None:
    content = bytes(range(256)) * (5 * 1024 * 2)
    blobs.put(key, [content])
    chunks = list(blobs.stream(key, 10))
    assert max(map(len, chunks)) <= CHUNK
    assert b"".join(chunks) == content[10:]


def test_a_large_object_put_in_many_chunks_is_whole(blobs: Blobs) -> None:
    content = hashlib.sha256(b"large").digest() * (PART // 32 * 2 + 1000)
    pieces = [content[at : at + 1_000_003] for at in range(0, len(content), 1_000_003)]
    assert blobs.put(original(content), pieces).size == len(content)
    assert b"".join(blobs.stream(original(content))) == content
    assert blobs.read(original(content), PART - 5, PART + 5) == content[PART - 5 : PART + 5]


@pytest.mark.parametrize("already", [0, PART * 2 + 5], ids=["small", "large"])
def test_a_put_that_breaks_off_leaves_nothing(blobs: Blobs, key: str, already: int) -> None:
    with pytest.raises(Broken):
        blobs.put(key, breaking_off(b"x" * already, b"half"))
    assert blobs.info(key) is None
    assert key not in list(blobs.keys("uploads/"))


def test_a_put_that_breaks_off_leaves_what_stood(blobs: Blobs, key: str) -> None:
    blobs.put(key, [b"standing"])
    with pytest.raises(Broken):
        blobs.put(key, breaking_off(b"half"))
    assert blobs.read(key) == b"standing"


def test_what_is_absent_is_not_found(blobs: Blobs, key: str) -> None:
    assert blobs.info(key) is None
    with pytest.raises(NotFound):
        blobs.read(key)
    with pytest.raises(NotFound):
        blobs.stream(key)
    with pytest.raises(NotFound):
        blobs.read(key, 3, 3)
    with pytest.raises(NotFound), blobs.local(key):
        pass


def test_a_local_file_has_the_bytes(blobs: Blobs, key: str) -> None:
    blobs.put(key, [b"for an engine"])
    with blobs.local(key) as path:
        assert path.read_bytes() == b"for an engine"


def test_deleting_twice_is_no_error(blobs: Blobs, key: str) -> None:
    blobs.put(key, [b"gone soon"])
    blobs.delete(key)
    blobs.delete(key)
    assert blobs.info(key) is None


def test_a_stream_begun_outlives_a_deletion(blobs: Blobs, key: str) -> None:
    blobs.put(key, [b"still read"])
    stream = blobs.stream(key)
    blobs.delete(key)
    assert b"".join(stream) == b"still read"


def test_keys_are_listed_in_the_order_of_their_text(blobs: Blobs) -> None:
    base = f"uploads/{new()}"
    names = [f"{base}/{name}" for name in ("0-10", "10-20", "a/b", "a-b/c", "a.b", "ab", "z/y/x")]
    for name in names:
        blobs.put(name, [b"."])
    assert list(blobs.keys(f"{base}/")) == sorted(names)
    assert list(blobs.keys(f"{base}/a")) == sorted(name for name in names if name.startswith(f"{base}/a"))
    assert list(blobs.keys(f"{base}/nothing/")) == []


@pytest.mark.parametrize("bad", ["", "/etc/passwd", "../up", "a/../b", "a//b", ".hidden", "a/.b", "a\\b", "a\x00", "a/", "é"])
def test_what_is_no_key_is_refused(blobs: Blobs, bad: str) -> None:
    with pytest.raises(ValueError):
        blobs.put(bad, [b"x"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), start=st.integers(0, 320), length=st.integers(0, 320))
def test_any_range_of_any_object_is_its_slice(blobs: Blobs, content: bytes, start: int, length: int) -> None:
    key = original(content)
    blobs.put(key, [content])
    assert blobs.read(key, start, start + length) == content[start : start + length]


def test_two_puts_at_once_leave_one_whole_object(tmp_path: Path, key: str) -> None:
    blobs = FolderBlobs(tmp_path)
    contents = [bytes([n]) * 300_000 for n in range(6)]
    threads = [threading.Thread(target=blobs.put, args=(key, [content])) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert blobs.read(key) in contents


# --- the folder


@pytest.mark.parametrize("number", [28, 122, 5])
def test_a_full_or_failing_disk_is_unavailable_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    folder = FolderBlobs(tmp_path)

    def fail(_handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("storage.blobs.filesystem.os.fsync", fail)
    with pytest.raises(Unavailable) as refused:
        folder.put(key, [b"x" * 100])
    assert refused.value.key == ("blobs.away" if number == 5 else "blobs.full")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_half_written_is_never_listed(tmp_path: Path, key: str) -> None:
    folder = FolderBlobs(tmp_path)
    listed: list[str] = []

    def chunks() -> Iterator[bytes]:
        yield b"half"
        listed.extend(folder.keys(""))
        yield b"whole"

    folder.put(key, chunks())
    assert listed == []
    assert list(folder.keys("")) == [key]


# --- originals


@pytest.fixture(params=["memory", "folder", "s3"])
def inner(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "s3":
        return request.getfixturevalue("s3")
    return MemoryBlobs() if request.param == "memory" else FolderBlobs(tmp_path / "objects")


def damaged(inner: Blobs, salt: bytes) -> str:
    """An original whose bytes are not its own."""
    key = original(b"evidence" + salt)
    inner.put(key, [b"evidencf" + salt])
    return key


def test_a_damaged_original_is_never_served(inner: Blobs) -> None:
    key = damaged(inner, new().encode())
    checked = verified(inner)
    ways = (lambda: checked.read(key), lambda: checked.read(key, 2, 4), lambda: checked.stream(key), lambda: _open(checked, key))
    for attempt in ways:
        with pytest.raises(Unavailable) as refused:
            attempt()
        assert refused.value.key == "blobs.damaged"


def _open(blobs: Blobs, key: str) -> None:
    with blobs.local(key):
        pass


def test_an_original_damaged_after_it_was_read_is_found_out(tmp_path: Path) -> None:
    inner = FolderBlobs(tmp_path)
    checked = verified(inner)
    key = original(b"evidence")
    checked.put(key, [b"evidence"])
    assert checked.read(key) == b"evidence"
    (tmp_path / key).write_bytes(b"evidencf!")
    with pytest.raises(Unavailable):
        checked.read(key)


def test_bytes_that_are_not_the_original_are_not_kept(inner: Blobs) -> None:
    key = original(b"evidence" + new().encode())
    with pytest.raises(Unavailable):
        verified(inner).put(key, [b"something else"])
    assert inner.info(key) is None


def test_a_damaged_original_is_healed_by_putting_it_again(inner: Blobs) -> None:
    salt = new().encode()
    key = damaged(inner, salt)
    checked = verified(inner)
    with pytest.raises(Unavailable):
        checked.read(key)
    checked.put(key, [b"evidence" + salt])
    assert checked.read(key) == b"evidence" + salt


# --- S3


def test_a_store_that_is_away_is_unavailable(key: str) -> None:
    client = boto3.client(
        "s3",
        endpoint_url="http://127.0.0.1:9",
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(connect_timeout=1, retries={"total_max_attempts": 1}),
    )
    away = S3Blobs(client, "bundles")
    for attempt in (
        lambda: away.put(key, [b"x"]),
        lambda: away.put(key, [b"x" * PART, b"y"]),
        lambda: away.read(key),
        lambda: away.info(key),
        lambda: away.delete(key),
        lambda: list(away.keys("")),
    ):
        with pytest.raises(Unavailable):
            attempt()
    client.close()


def test_a_bucket_that_is_not_there_is_unavailable_not_an_absent_object(s3: S3Blobs, key: str) -> None:
    elsewhere = S3Blobs(s3._client, "no-such-bucket")
    with pytest.raises(Unavailable):
        elsewhere.put(key, [b"x"])


def test_parts_of_a_put_that_broke_off_are_given_up(s3: S3Blobs, key: str) -> None:
    with pytest.raises(Broken):
        s3.put(key, breaking_off(b"x" * (PART * 2)))
    assert s3._client.list_multipart_uploads(Bucket="bundles").get("Uploads", []) == []


def test_a_store_is_opened_by_its_address(s3: S3Blobs, s3_endpoint: str, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    opened = open_blobs("s3://bundles/court", endpoint=s3_endpoint)
    opened.put(key, [b"by address"])
    assert s3.read(key) == b"by address"


def test_copies_of_originals_are_kept_as_long_as_there_is_room() -> None:
    fetched: list[str] = []
    copies = LocalCopies(room=25)

    def ask(name: str) -> bytes:
        def fetch() -> list[bytes]:
            fetched.append(name)
            return [b"0123456789"]

        with copies.of(f"originals/{name}", fetch) as path:
            return path.read_bytes()

    assert {ask(name) for name in ("a", "b", "a", "c", "a", "b")} == {b"0123456789"}
    assert fetched == ["a", "b", "c", "b"]


def test_a_copy_in_use_is_never_taken_away() -> None:
    copies = LocalCopies(room=5)
    with copies.of("originals/a", lambda: [b"0123456789"]) as path:
        with copies.of("originals/b", lambda: [b"0123456789"]):
            pass
        assert path.read_bytes() == b"0123456789"
