"""The pictures of docs/tour.md, taken anew from the sample: python -m benchmarks tour [FOLDER]."""

from __future__ import annotations

import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import expect

from benchmarks.gold import ROOT
from benchmarks.showing import chromium, sample_record, shown

MOST_BYTES = 2_500_000
WIDE, PHONE = (1280, 860), (390, 844)
CHANGES = "changes/constitution/charter-in-force/adopted/"
EDITION = "constitution/adopted/"
VOTE = "referendum/2031-07-06/"
# Name, page, window, light or dark, what is brought into view and what is done before.
SHOTS = (
    ("home", "kk/", WIDE, "light", ""),
    ("home-phone", "ru/", PHONE, "light", ""),
    ("summary", "en/summary/", WIDE, "light", ""),
    ("measures", f"en/{CHANGES}", WIDE, "light", "[aria-labelledby=h-m]"),
    ("ribbon", f"kk/{CHANGES}", WIDE, "light", "[aria-labelledby=h-r]"),
    ("pairs", f"ru/{CHANGES}", WIDE, "light", "#g-article_4"),
    ("pairs-phone", f"kk/{CHANGES}", PHONE, "dark", "#g-article_4"),
    ("search", f"ru/{EDITION}", WIDE, "light", "жилища"),
    ("provision", f"kk/{EDITION}art_4__para_2/", WIDE, "light", ""),
    ("provision-phone", f"en/{EDITION}art_4__para_2/", PHONE, "light", "#history"),
    ("topic", "ru/topics/privacy/", WIDE, "dark", ""),
    ("languages", f"kk/{EDITION}beside-ru/", WIDE, "light", ""),
    ("vote", f"kk/{VOTE}", WIDE, "light", ""),
    ("vote-map", f"en/{VOTE}", WIDE, "dark", "[aria-labelledby=h-q] table"),
    ("vote-units", f"ru/{VOTE}", WIDE, "light", "[aria-labelledby=h-tab]"),
    ("vote-phone", f"ru/{VOTE}", PHONE, "light", "#h-map"),
    ("precinct", f"en/{VOTE}AK-1-01/", WIDE, "light", ""),
    ("record", "en/record/42/", WIDE, "light", ""),
)


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else ROOT / "docs" / "tour"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as name,
        shown(sample_record(Path(name))) as address,
        chromium() as window,
    ):
        sizes = list(taken(window, address, folder))
    print(f"{len(sizes)} pictures, {sum(sizes):,} bytes")
    if sum(sizes) > MOST_BYTES:
        sys.exit(f"more than {MOST_BYTES:,} bytes")


def taken(window: Any, address: str, folder: Path) -> Iterator[int]:
    """Each picture in turn, and how many bytes it has."""
    for name, path, (width, height), scheme, place in SHOTS:
        tab = window.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        tab.goto(address + path)
        if place.isalpha():
            tab.fill("#q", place)
            expect(tab.locator(".found")).to_be_visible()
        elif place:
            tab.locator(place).first.evaluate("e => e.scrollIntoView()")
        picture = reduced(tab.screenshot(animations="disabled"))
        (folder / f"{name}.png").write_bytes(picture)
        tab.close()
        yield len(picture)


# -- fewer colours --------------------------------------------------------------------------------


def reduced(picture: bytes) -> bytes:
    """The same PNG in the 256 colours that it has most of."""
    pixels = _pixels(picture)
    height, width, _ = pixels.shape
    flat = pixels.reshape(-1, 3).astype(np.int32)
    # Neighbouring shades of the edges of letters are one colour.
    keys = (flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]) & 0xFCFCFC
    found, firsts, counts = np.unique(keys, return_index=True, return_counts=True)
    most = firsts[np.argsort(-counts, kind="stable")[:256]]
    palette = flat[most]
    distance = ((flat[firsts][:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    nearest = distance.argmin(axis=1).astype(np.uint8)
    rows = nearest[np.searchsorted(found, keys)].reshape(height, width)
    lines = np.zeros((height, width + 1), np.uint8)
    lines[:, 1:] = rows
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    packed = zlib.compress(lines.tobytes(), 9)
    chunks = [(b"IHDR", head), (b"PLTE", palette.astype(np.uint8).tobytes()), (b"IDAT", packed)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in [*chunks, (b"IEND", b"")])


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def _pixels(picture: bytes) -> np.ndarray[Any, Any]:
    """Height, width and colours of a PNG of 8 bits as a browser writes it."""
    width, height, depth, colours = struct.unpack(">IIBB", picture[16:26])
    assert depth == 8
    size = {2: 3, 6: 4}[colours]
    data, at = b"", 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            data += picture[at + 8 : at + 8 + length]
        at += length + 12
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, width * size + 1)
    out = np.zeros((height + 1, width * size), np.uint8)
    for n, line in enumerate(lines):
        out[n + 1] = _unfiltered(int(line[0]), line[1:], out[n], size)
    return out[1:].reshape(height, width, size)[:, :, :3]


def _unfiltered(
    kind: int, line: np.ndarray[Any, Any], above: np.ndarray[Any, Any], size: int
) -> np.ndarray[Any, Any]:
    if kind in (0, 2):
        return line + above if kind else line
    if kind == 1:
        return line.reshape(-1, size).cumsum(axis=0, dtype=np.uint8).reshape(-1)
    out = np.zeros_like(line)
    raw, up = line.tolist(), above.tolist()
    done = out.tolist()
    for n, value in enumerate(raw):
        left = done[n - size] if n >= size else 0
        corner = up[n - size] if n >= size else 0
        done[n] = (
            value + (_paeth(left, up[n], corner) if kind == 4 else (left + up[n]) // 2)
        ) & 255
    return np.array(done, np.uint8)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
