"""Whatever is asked for: never a fault of ours, never a file that is not public."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web.server import Client, founded, reader, served

PRIVATE = (b"PRIVATE+KEY", b"secret = 1", b"root:x:0:0")
FINE = (200, 301, 303, 304, 400, 404, 405)

steps = st.one_of(
    st.sampled_from(
        ["", ".", "..", "kk", "record", "tile", "blob", "0", "000", "entries", "x001", "charter",
         "draft-1", "art_1", "assets", "data", "checkpoint", "reform.toml", "keys", "record.key",
         "%2e%2e", "%2f", "..%2f", "..\\", "%00", "%ff", "%c0%ae", "\x00", "~", "etc", "passwd",
         "index.html", "data.json", "search", ".git", "con", "а" * 300, "a" * 5000]
    ),
    st.text(max_size=12),
)  # fmt: skip
paths = st.lists(steps, max_size=12).map(lambda some: "/" + "/".join(some))
queries = st.one_of(
    st.just(""),
    st.text(max_size=40),
    st.sampled_from(["q=" + "a" * 9000, "q=%00&act=..", "&" * 2000, "a=1&" * 1500, "q=%ff", "=;"]),
)
fields = st.dictionaries(
    st.sampled_from(
        ["Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range", "Host", "Cookie",
         "X-Forwarded-Host", "X-Forwarded-Proto", "Content-Length", "Content-Type", "Accept",
         "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Referer"]
    ),
    st.one_of(
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30),
        st.sampled_from(["gzip;q=", "gzip;q=-1", ",,,;;", '"', "W/", "*", "bytes=0-", "a" * 8000,
                         "../../etc/passwd", "evil.example:99999", "[::1", "12", "-1"]),
    ),
    max_size=4,
)  # fmt: skip
methods = st.sampled_from(["GET", "HEAD", "GET", "POST", "PUT", "OPTIONS", "TRACE", "BREW"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return founded(tmp_path_factory.mktemp("reform"))


@pytest.fixture(scope="module")
def site(folder: Path) -> Client:
    return reader(folder)


@given(methods, paths, queries, fields)
def test_no_request_is_too_much_for_the_site(
    site: Client, method: str, path: str, query: str, headers: dict[str, str]
) -> None:
    """Django's test client raises where a server would say 500."""
    address = quote(path, safe="/%", errors="surrogatepass")
    answer = site.generic(
        method,
        f"http://localhost{address}",
        b"",
        headers=headers,
        QUERY_STRING=query.encode("utf-8", "replace").decode("latin-1"),
    )
    assert answer.status_code in FINE
    assert not any(word in answer.content for word in PRIVATE)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if method not in ("GET", "HEAD"):
        assert answer.status_code == 405
    if answer.status_code in (301, 303):
        location = urlsplit(answer.headers["Location"])
        assert (location.scheme, location.netloc) == ("", ""), "it leads to another site"


@given(st.text(max_size=200))
def test_a_raw_path_that_is_no_unicode_leads_nowhere(site: Client, text: str) -> None:
    raw = text.encode("utf-16-le", "surrogatepass").decode("latin-1")
    answer = site.get("/", PATH_INFO=f"/{raw}")
    assert answer.status_code == (200 if not raw else 404)


# -- through a real server ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[tuple[str, int]]:
    with served(folder) as at:
        parts = urlsplit(at)
        assert parts.hostname
        assert parts.port
        yield parts.hostname, parts.port


def asked(address: tuple[str, int], request: bytes) -> bytes:
    """All that the server says to these bytes before it closes or waits for more."""
    said = b""
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(65_536):
            said += piece
    return said


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def lines(first: str, *more: str) -> bytes:
    return "\r\n".join([first, "Host: localhost", "Connection: close", *more, "", ""]).encode()


@pytest.mark.parametrize(
    "target",
    ["/../reform.toml", "/record/../reform.toml", "/record/..%2freform.toml", "//etc/passwd",
     "/record/%2e%2e/keys/record.key", "/assets/..%5c..%5creform.toml", "/record/tile/0/../../..",
     "/%00", "/kk/%00/", "/%ff%fe", "/kk/\\..\\..", "/" + "a/" * 1500, "/?" + "q=1&" * 900,
     "http://evil.example/kk/../../x", "/record/blob/", "/record/checkpoint/", "/.git/config"],
)  # fmt: skip
def test_no_target_leads_out_of_the_site(address: tuple[str, int], target: str) -> None:
    answer = asked(address, lines(f"GET {target} HTTP/1.1"))
    assert status(answer) in (200, 301, 400, 404)
    assert status(answer) != 200 or target.startswith("/?")
    assert not any(word in answer for word in PRIVATE)


@pytest.mark.parametrize(
    "request_bytes",
    [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\x80 HTTP/1.1\r\n\r\n",
     b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
     b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
     b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
     b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 5_000 + b"\r\n", b"\r\n" * 50],
    ids=range(11),
)  # fmt: skip
def test_no_bytes_bring_the_server_down(address: tuple[str, int], request_bytes: bytes) -> None:
    try:
        answer = asked(address, request_bytes)
    except OSError:
        answer = b""  # it may hang up on whoever does not speak HTTP
    assert not answer or 400 <= status(answer) < 500
    assert status(asked(address, lines("GET /kk/ HTTP/1.1"))) == 200


def test_after_head_the_next_request_on_the_same_line_is_understood(
    address: tuple[str, int],
) -> None:
    first = b"HEAD /kk/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = asked(address, first + lines("GET /record/checkpoint HTTP/1.1"))
    assert answer.count(b"HTTP/1.1 200") == 2
    assert b"\n\nreform.example/record\n" in answer.replace(b"\r\n", b"\n")
    assert b"<!doctype html>" not in answer
