"""Accepts and rejects the tracked changes of a DOCX, as ECMA-376 (17.13.5) tells them.

Written against the standard and not against our writer or reader, so that it can judge both.
"""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Edition = Literal["accepted", "rejected"]
_GONE = {"accepted": ("del", "moveFrom"), "rejected": ("ins", "moveTo")}
_STAYS = {"accepted": ("ins", "moveTo"), "rejected": ("del", "moveFrom")}
_CELL_GONE = {"accepted": "cellDel", "rejected": "cellIns"}


def document_of(data: bytes) -> etree._Element:
    """The root of word/document.xml."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def settled(data: bytes, edition: Edition) -> bytes:
    """The DOCX after "accept all" or "reject all": no change is left in it."""
    root = document_of(data)
    body = root.find(W + "body")
    assert body is not None
    _rows(body, edition)
    _runs(body, edition)
    for container in [body, *body.iter(W + "tc")]:
        _join(container, edition)
    _styles(body, edition)
    _leave_nothing(body)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as again:
        for name in archive.namelist():
            own = name == "word/document.xml"
            again.writestr(name, etree.tostring(root) if own else archive.read(name))
    return out.getvalue()


def texts(data: bytes, *, marks: bool = False) -> list[str]:
    """Every paragraph and row that is not empty, cells parted by tabs; with styles if asked."""
    body = document_of(data).find(W + "body")
    assert body is not None
    found = []
    for block in body:
        if block.tag == W + "p":
            style = block.find(f"{W}pPr/{W}pStyle")
            name = "" if style is None else style.get(W + "val", "")
            found.append(f"[{name}] {_text(block)}" if marks else _text(block))
        elif block.tag == W + "tbl":
            rows = block.findall(W + "tr")
            found += ["\t".join(_text(cell) for cell in row.findall(W + "tc")) for row in rows]
    return [text for text in found if text and not text.endswith("] ")]


def _text(element: etree._Element) -> str:
    return "".join(
        "\t" if leaf.tag == W + "tab" else leaf.text or ""
        for leaf in element.iter(W + "t", W + "delText", W + "tab")
    )


def _rows(body: etree._Element, edition: Edition) -> None:
    for row in list(body.iter(W + "tr")):
        if any(row.find(f"{W}trPr/{W}{tag}") is not None for tag in _GONE[edition]):
            _remove(row)
    for cell in list(body.iter(W + "tc")):
        if cell.find(f"{W}tcPr/{W}{_CELL_GONE[edition]}") is not None:
            _remove(cell)
    for table in list(body.iter(W + "tbl")):
        if table.find(W + "tr") is None:
            _remove(table)


def _runs(body: etree._Element, edition: Edition) -> None:
    for paragraph in list(body.iter(W + "p")):
        for tag in _GONE[edition]:
            for gone in paragraph.findall(W + tag):
                paragraph.remove(gone)
        for tag in _STAYS[edition]:
            for kept in paragraph.findall(W + tag):
                place = paragraph.index(kept)
                paragraph[place : place + 1] = list(kept)


def _join(container: etree._Element, edition: Edition) -> None:
    """Paragraphs whose mark goes are joined to the next one, which has the last word on style."""
    held: list[etree._Element] = []
    for block in list(container):
        if block.tag != W + "p":
            assert not held, "words would go into a table"
            continue
        runs = [child for child in block if child.tag == W + "r"]
        if any(block.find(f"{W}pPr/{W}rPr/{W}{tag}") is not None for tag in _GONE[edition]):
            held += runs
            container.remove(block)
        elif held:
            place = 1 if block.find(W + "pPr") is not None else 0
            block[place:place] = held
            held = []
    assert not held, "the last paragraph of a document cannot go"


def _styles(body: etree._Element, edition: Edition) -> None:
    for change in list(body.iter(W + "pPrChange")):
        properties = change.getparent()
        assert properties is not None
        if edition == "rejected":
            was = change.find(W + "pPr")
            assert was is not None
            properties[:] = list(was)
        else:
            properties.remove(change)


def _leave_nothing(body: etree._Element) -> None:
    for mark in list(body.iter(W + "rPr")):
        parent = mark.getparent()
        if parent is not None and parent.tag == W + "pPr":
            parent.remove(mark)
    tags = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
    for tag in (*tags, "ins", "del", "cellIns", "cellDel"):
        for element in list(body.iter(W + tag)):
            _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
