"""Bytes near a valid file: a piece of it deleted, replaced, repeated or put in."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

_PIECES = [b"\n", b"\n\n", b" ", b"\t", b"+", b"=", b"0", "— ".encode(), b"\xff", b"\r\n", b"\x00", "\u2028".encode()]  # fmt: skip


@st.composite
def mangled(draw: st.DrawFn, *valid: bytes) -> bytes:
    data = draw(st.sampled_from(valid))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 12)))
        new = draw(st.sampled_from([*_PIECES, data[start:end] * 2, b""]) | st.binary(max_size=4))
        data = data[:start] + new + data[end:]
    return data


def anything(*valid: bytes) -> st.SearchStrategy[bytes]:
    return st.binary(max_size=200) | st.text(max_size=80).map(str.encode) | mangled(*valid)


def each_byte_changed(data: bytes) -> Iterator[bytes]:
    """Every byte in turn, changed in a high, a middle and a low bit."""
    for at, byte in enumerate(data):
        for bit in (0x01, 0x10, 0x80):
            yield data[:at] + bytes([byte ^ bit]) + data[at + 1 :]
