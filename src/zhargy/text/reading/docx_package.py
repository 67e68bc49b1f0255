"""The zip of a DOCX: checked before it is opened, XML parsed with entities and network off."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from zhargy.errors import UnreadableText
from zhargy.text.reading.docx_markup import R, W

# Embedded files that Word shows as a part of the text.
SUFFIXES = (".htm", ".html", ".xhtml", ".mht", ".mhtml", ".txt", ".docx", ".rtf")
MEGABYTE = 1_000_000
LIMIT = 400
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_STARTS = (
    (b"%pdf-", "found-pdf"),
    (b"<!doctype html", "found-html"),
    (b"<html", "found-html"),
    (b"<?xml", "found-xml"),
)
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f")
_XML_PARTS = (".xml", ".rels")
_CHUNK = 1 << 20
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The strict form of the standard differs in its namespaces only.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": (
        b"http://schemas.openxmlformats.org/drawingml/2006/main"
    ),
}
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a DOCX that hold text by name (lower case, no leading slash), and where it came from."""

    where: str
    parts: Mapping[str, bytes]
    main: str

    def tree(self, name: str) -> etree._Element:
        """The root of a part; R14 if it is missing or no XML, R16 if it declares entities."""
        content = self.parts.get(name)
        if content is None:
            raise UnreadableText("R14", self.where, detail=name)
        return _parsed(content, name, self.where)

    def related(self, kind: str) -> list[etree._Element]:
        """Roots of the parts that the document names as `kind` ("styles", "header"), in order."""
        targets = self.targets(kind).values()
        return [self.tree(target) for target in targets if target in self.parts]

    def chunk(self, identity: str) -> tuple[str, bytes] | None:
        """Name and bytes of the embedded file with this relationship id."""
        name = self.targets("aFChunk").get(identity, "")
        return (name, self.parts[name]) if name in self.parts else None

    def targets(self, kind: str) -> dict[str, str]:
        """The parts that the main one names as `kind`, by the id of the relationship."""
        folder, name = posixpath.split(self.main)
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self.parts:
            return {}
        return _targets(self.tree(relations), kind, folder)


def open_package(data: bytes, where: str) -> Package:
    """Check the bytes and unpack their XML parts; R10, R11, R12, R14, R15 or R16 otherwise."""
    parts = checked_parts(data, where)
    return Package(where, parts, _main_part(parts, where))


def checked_parts(data: bytes, where: str) -> Mapping[str, bytes]:
    """The XML parts of an office file of any kind, checked; R10, R11, R12, R14, R15 or R16."""
    _refuse_other_files(data, where)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = _unpacked(archive, where)
    except _BROKEN_ZIP as broken:
        raise UnreadableText("R14", where, detail="zip") from broken
    for name, content in parts.items():
        if not name.endswith(_XML_PARTS):
            continue
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise UnreadableText("R16", where)
    return parts


def _refuse_other_files(data: bytes, where: str) -> None:
    if not data:
        raise UnreadableText("R10", where)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableText("R12", where)
        is_word = "WordDocument".encode("utf-16-le") in data
        raise UnreadableText("R11", where, found="found-doc" if is_word else "found-bytes")
    if not data.startswith(b"PK"):
        raise UnreadableText("R11", where, found=_found(data))


def _found(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, found in _STARTS:
        if head.startswith(start):
            return found
    if _is_text(data):
        return "found-text"
    return "found-picture" if data.startswith(_PICTURES) else "found-bytes"


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        return not set(data.decode()) & _CONTROLS
    except UnicodeDecodeError:
        return False


def _unpacked(archive: zipfile.ZipFile, where: str) -> dict[str, bytes]:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableText("R12", where)
    _refuse_bomb(sum(entry.file_size for entry in entries), where)
    parts: dict[str, bytes] = {}
    room = LIMIT * MEGABYTE
    names = [entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries]
    if "[content_types].xml" not in names and not any(n.startswith("word/") for n in names):
        raise UnreadableText("R11", where, found="found-zip")
    for name, entry in zip(names, entries, strict=True):
        if name.endswith((*_XML_PARTS, *SUFFIXES)):
            parts[name] = _content(archive, entry, room, where)
            room -= len(parts[name])
    return parts


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, where: str) -> bytes:
    # A header may lie, so what comes out is counted, to a little over the limit.
    declared, entry.file_size = entry.file_size, room + 2 * _CHUNK
    pieces: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            _refuse_bomb(LIMIT * MEGABYTE - room + size, where)
    if size != declared:
        raise UnreadableText("R14", where, detail=entry.filename)
    return b"".join(pieces)


def _refuse_bomb(size: int, where: str) -> None:
    if size > LIMIT * MEGABYTE:
        raise UnreadableText("R15", where, size=size // MEGABYTE, limit=LIMIT)


def _main_part(parts: Mapping[str, bytes], where: str) -> str:
    if "_rels/.rels" in parts:
        relations = _parsed(parts["_rels/.rels"], "_rels/.rels", where)
        for target in _targets(relations, "officeDocument", "").values():
            if target.startswith(("xl/", "ppt/")):
                raise UnreadableText("R11", where, found="found-zip")
            if target in parts:
                return target
    if "word/document.xml" not in parts:
        raise UnreadableText("R14", where, detail="word/document.xml")
    return "word/document.xml"


def _targets(relations: etree._Element, kind: str, folder: str) -> dict[str, str]:
    """The parts of one kind by the id of their relationship, in order."""
    return {
        relation.get("Id", str(number)): posixpath.normpath(
            posixpath.join("/", folder, relation.get("Target", ""))
        )
        .lstrip("/")
        .lower()
        for number, relation in enumerate(relations.iterchildren(_RELATIONSHIP))
        if relation.get("Type", "").endswith("/" + kind)
        and relation.get("TargetMode") != "External"
    }


def _parsed(content: bytes, name: str, where: str) -> etree._Element:
    for strict, transitional in _STRICT.items():
        if strict in content:
            content = content.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as broken:
        if getattr(broken, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from broken
        raise UnreadableText("R14", where, detail=name) from broken
    if root is None:
        raise UnreadableText("R14", where, detail=name)
    if (
        root.getroottree().docinfo.internalDTD is not None
    ):  # in an encoding that the search of bytes did not see
        raise UnreadableText("R16", where)
    return root
