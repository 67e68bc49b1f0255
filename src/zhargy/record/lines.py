"""What may stand on a line: text, base64 and whole numbers, each in the one form it has."""

from __future__ import annotations

import base64
import re

from zhargy.errors import UnreadableRecord

# Sizes, indices and times fit a signed 64-bit integer everywhere, so a proof has 63 hashes at most.
LARGEST = 2**63 - 1
LONGEST_PROOF = 63
HASH_BYTES = 32

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


def plain(data: bytes) -> str:
    """The bytes as UTF-8 text without control characters other than the newline."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableRecord("V10", where=_line(data[: error.start])) from None
    if found := _CONTROL.search(text):
        raise UnreadableRecord("V10", where=_line(text[: found.start()].encode()))
    return text


def _line(before: bytes) -> str:
    return f"line {before.count(10) + 1}"


def is_plain(text: str) -> bool:
    """Would these characters be read back by `plain`?"""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return not _CONTROL.search(text)


def encoded(data: bytes) -> str:
    """Base64 (RFC 4648, section 4) with padding."""
    return base64.b64encode(data).decode("ascii")


def decoded(text: str) -> bytes | None:
    """The bytes, or nothing where the text is not their one base64 form.

    >>> decoded("Zm9v"), decoded("Zm8="), decoded("Zm8"), decoded("Zm9=")
    (b'foo', b'fo', None, None)
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return data if encoded(data) == text else None


def decoded_hash(text: str) -> bytes | None:
    """A SHA-256 hash in base64, or nothing."""
    data = decoded(text)
    return data if data is not None and len(data) == HASH_BYTES else None


def decimal(text: str) -> int | None:
    """A whole number from 0 to 2**63 - 1 without leading zeroes, or nothing.

    >>> decimal("70000"), decimal("0"), decimal("007"), decimal("+7"), decimal("٧")
    (70000, 0, None, None, None)
    """
    if not _DECIMAL.fullmatch(text):
        return None
    number = int(text)
    return number if number <= LARGEST else None
