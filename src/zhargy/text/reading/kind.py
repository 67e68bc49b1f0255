"""What a file is: by its content first, by the suffix of its name second."""

from __future__ import annotations

import re

from zhargy.errors import UnreadableText
from zhargy.text.reading.encoding import wide_encoding

LIMIT = 60  # MB
_HEAD = 65_536

_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"AT&TFORM",
    b"\x00\x00\x00\x0cjP  ",
    b"\xff\x4f\xff\x51",
)
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Atomic, or a long row of comments would be tried in every grouping.
_ROOT = re.compile(
    r"\s*+(?>(?:(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)\s*))*)<([\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6]|article|section|ul|ol|span|font|center|pre)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SUFFIXES = {"md": "md", "markdown": "md", "htm": "html", "html": "html", "xhtml": "html"}


def kind_of(data: bytes, name: str) -> str:
    """One of docx, pdf, html, txt, md, akn; R10, R11, R12 or R17 for what is none of them."""
    if len(data) > LIMIT * 1_000_000:
        raise UnreadableText("R17", name, size=-(-len(data) // 1_000_000), limit=LIMIT)
    if not data[:_HEAD].strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe\x0c") and not data.strip(
        b" \t\r\n\x00\xef\xbb\xbf\xff\xfe\x0c"
    ):
        raise UnreadableText("R10", name)
    return _by_magic(data, name) or _by_text(_head(data, name), name)


def _by_magic(data: bytes, name: str) -> str:
    """The kind of a binary file; "" for what may be text."""
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_ARCHIVES):
        if b"word/" in data:
            return "docx"
        raise _refused(name, "found-zip")
    if head.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableText("R12", name)
        word = "WordDocument".encode("utf-16-le") in data
        raise _refused(name, "found-doc" if word else "found-bytes")
    if head.startswith(b"{\\rtf"):
        raise _refused(name, "found-doc")
    if head.startswith(_PICTURES) or _is_late_marked_picture(head):
        raise _refused(name, "found-picture")
    return ""


def _is_late_marked_picture(head: bytes) -> bool:
    """Pictures whose mark does not stand first: WebP, HEIC, AVIF, BMP."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return True
    return head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00"


def _refused(name: str, found: str) -> UnreadableText:
    return UnreadableText("R11", name, found=found)


def _head(data: bytes, name: str) -> str:
    """The beginning of the file as text, good enough to see mark-up in it."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    if wide := wide_encoding(data):
        return head.decode(wide, "ignore")
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1a\x1b" for byte in head)
    if controls > 0.01 * len(head):
        raise _refused(name, "found-bytes")
    return head.decode("utf-8", "ignore").lstrip("\ufeff")


def _by_text(head: str, name: str) -> str:
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    root = _ROOT.match(head)
    tag = root[1].rpartition(":")[2].lower() if root else ""
    if tag == "svg":
        raise _refused(name, "found-picture")
    if tag == "akomantoso" or (tag and tag != "html" and _is_xml(head, suffix)):
        return _unless_named(suffix, "akn", "found-xml", name)
    if _PAGE.match(head.lstrip()) or (tag and suffix != "md" and _HTML.search(head)):
        return _unless_named(suffix, "html", "found-html", name)
    if suffix == "xml":
        raise _refused(name, "found-text")
    kind = _SUFFIXES.get(suffix, "txt")
    if kind == "html" and not _HTML.search(head):
        kind = "txt"
    return _unless_named(suffix, kind, "found-text", name)


def _is_xml(head: str, suffix: str) -> bool:
    """XML of any kind: the reader of Akoma Ntoso says what it holds instead."""
    return head.lstrip().startswith("<?xml") or suffix == "xml"


def _unless_named(suffix: str, kind: str, found: str, name: str) -> str:
    """A page or a text named .pdf or .docx is a failed download, not a document."""
    if suffix in ("pdf", "docx"):
        raise _refused(name, found)
    return kind
