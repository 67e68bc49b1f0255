"""A record behind a web server, good or bad: a clear error, in bounded time, and nothing believed."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from verify.records import ALONE, Files, checked, codes, commitment, every_kind, policy_text, reform
from verify.records import policy as under
from verify.records import published as publish

from zhargy.errors import UnreadableRecord
from zhargy.verify.source import Web, published_at

PATIENCE = 0.4
Answer = Callable[[socket.socket, str], None]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """Every connection is answered until it breaks; the address, with a path."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while request := _request(connection):
                answer(connection, request.split()[1].decode().removeprefix("/record/"))

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                Thread(target=serve, args=(connection,), daemon=True).start()

    Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/record/"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _request(connection: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\r\n\r\n"):
        piece = connection.recv(4096)
        if not piece:
            return b""
        said += piece
    return said


def reply(status: str, content: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + content


def mirror(files: Files, **other: bytes) -> Answer:
    """A good mirror, but for the files named (with _ for /) whose answers are given whole."""

    def answer(connection: socket.socket, name: str) -> None:
        if (spoilt := other.get(name.replace("/", "_").replace(".", "_"))) is not None:
            connection.sendall(spoilt)
            connection.shutdown(socket.SHUT_RDWR)
        elif (content := files.content.get(name)) is not None:
            connection.sendall(reply("200 OK", content))
        else:
            connection.sendall(reply("404 Not Found", b"no"))

    return answer


def record() -> Files:
    return publish([reform(policy_text(*ALONE)), *(commitment(n) for n in range(299))])


def always(*pieces: bytes, wait: float = 0) -> Answer:
    def answer(connection: socket.socket, name: str) -> None:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(wait)
        connection.shutdown(socket.SHUT_RDWR)

    return answer


def refused(answer: Answer) -> tuple[str, str, dict[str, object]]:
    with server(answer) as address, pytest.raises(UnreadableRecord) as refusal:
        checked(Web(address, PATIENCE))
    return refusal.value.code, refusal.value.where, refusal.value.fields


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < 5


def test_a_good_mirror_gives_the_verdict_of_the_folder() -> None:
    connections = 0
    good = mirror(every_kind())

    def counted(connection: socket.socket, name: str) -> None:
        nonlocal connections
        connections += name == "checkpoint"
        good(connection, name)

    with server(counted) as address:
        report = checked(published_at(address))
    assert codes(report) == []
    assert report.proven == every_kind().checkpoint
    assert report.ignored_files == []  # a server does not list its files
    assert connections == 1


def test_a_server_that_ends_each_connection_is_asked_again() -> None:
    files = record()

    def closing(connection: socket.socket, name: str) -> None:
        content = files.content.get(name)
        status = "200 OK" if content is not None else "404 Not Found"
        connection.sendall(reply(status, content or b""))
        connection.shutdown(socket.SHUT_RDWR)

    with server(closing) as address:
        assert checked(Web(address, PATIENCE)).sound


@pytest.mark.parametrize(
    "said",
    [
        b"\x00\xff garbage",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\ncut off",
        b"",
    ],
)
def test_a_server_that_talks_garbage_is_told(said: bytes) -> None:
    code, where, _ = refused(always(said))
    assert code in ("V72", "V10", "V11")
    assert "checkpoint" in where


def test_a_page_in_place_of_the_checkpoint_is_told() -> None:
    code, where, _ = refused(always(reply("200 OK", b"<!doctype html>\n<p>Not found</p>\n")))
    assert (code, where) == ("V11", "checkpoint, note")


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary Redirect"])
@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "http://127.0.0.1:9/", "/record/tile/0/000"]
)
def test_a_redirect_is_not_followed(status: str, where: str) -> None:
    code, name, fields = refused(always(reply(status, b"", f"Location: {where}")))
    assert (code, fields["detail"]) == ("V72", f"HTTP {status[:3]}")
    assert name.endswith("/record/checkpoint")


@pytest.mark.parametrize("status", ["500 Internal Server Error", "403 Forbidden", "206 Partial"])
def test_a_server_that_fails_is_told(status: str) -> None:
    code, _, fields = refused(always(reply(status, b"x")))
    assert (code, fields["detail"]) == ("V72", f"HTTP {status[:3]}")


def test_nothing_there_is_no_record() -> None:
    assert refused(always(reply("404 Not Found", b"x")))[0] == "V74"
    with pytest.raises(UnreadableRecord, match="V72"):
        checked(Web("http://127.0.0.1:9/record", PATIENCE))


@pytest.mark.parametrize(
    "pieces",
    [
        [b""] * 100,
        [b"H", b"T", b"T", b"P"] * 25,
        [b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 100],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", *[b"x"] * 100],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 100],
    ],
)
def test_a_server_that_gives_a_byte_now_and_then_is_left(pieces: list[bytes]) -> None:
    start = time.monotonic()
    code, where, _ = refused(always(*pieces, wait=0.05))
    assert code == "V71"
    assert where.endswith("/record/checkpoint")
    assert time.monotonic() - start < 4 * PATIENCE


def test_after_three_late_answers_no_more_is_asked() -> None:
    """Else every blob of a large record would cost the whole patience."""
    files, asked = record(), []

    def late(connection: socket.socket, name: str) -> None:
        asked.append(name)
        time.sleep(2 * PATIENCE)

    with server(late) as address:
        web = Web(address, PATIENCE)
        for name in sorted(files.content):
            with pytest.raises(UnreadableRecord, match="V71"):
                web.read(name, 10_000)
    assert len(files.content) > 3 >= len(asked)


def test_an_answer_without_end_is_left_at_the_largest_size_of_such_a_file() -> None:
    sent = 0

    def endless(connection: socket.socket, name: str) -> None:
        nonlocal sent
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            sent += connection.send(b"x" * 100_000)

    with server(endless) as address, pytest.raises(UnreadableRecord, match="V70"):
        checked(Web(address, 3.0))
    assert sent < 20_000_000


def test_an_answer_that_says_how_enormous_it_is_is_not_awaited() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n"
    assert refused(always(head + b"x" * 1_100_000))[0] == "V70"


def test_a_packed_answer_is_not_unpacked() -> None:
    """A zip bomb: a kilobyte that would be a megabyte and more."""
    bomb = gzip.compress(bytes(1_000_000))
    code, _, fields = refused(always(reply("200 OK", bomb, "Content-Encoding: gzip")))
    assert (code, fields["detail"]) == ("V72", "Content-Encoding gzip")


@pytest.mark.parametrize("name", ["tile/0/001.p/44", "tile/entries/000", "tile/1/000.p/1"])
def test_a_file_that_a_mirror_lacks_is_named(name: str) -> None:
    files = record()
    del files.content[name]
    with server(mirror(files)) as address:
        assert ("V49", name) in codes(checked(Web(address, PATIENCE)))


def test_a_file_that_fails_on_the_way_is_named_and_the_rest_is_checked() -> None:
    failing = mirror(record(), tile_0_001_p_44=reply("500 No", b""))
    with server(failing) as address:
        report = checked(Web(address, PATIENCE), policy=under(*ALONE))
        assert codes(report) == [("V72", f"{address}tile/0/001.p/44")]
    assert report.kinds == {"reform": 1, "commitment": 299}


def test_a_file_that_is_cut_off_on_the_way_is_told_from_a_false_one() -> None:
    whole = reply("200 OK", record().content["tile/0/001.p/44"])
    with server(mirror(record(), tile_0_001_p_44=whole[:-9])) as address:
        report = checked(Web(address, PATIENCE), policy=under(*ALONE))
    assert [(f.code, f.fields["detail"]) for f in report.faults] == [
        ("V72", "1399 bytes came, and then no more")
    ]


@pytest.mark.parametrize(
    "address",
    ["ftp://reform.example/record", "file:///etc", "http://", "http://[::1", "http://a:b/",
     "http://a/?x=1", "javascript://a/", "http://a/#b"],
)  # fmt: skip
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(UnreadableRecord, match="V73"):
        published_at(address)
