"""What the DOCX reader refuses, and that nothing else ever escapes from it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text.reading.docx.build import (
    INSERTED_MARK,
    cell,
    definition,
    deleted,
    docx,
    inserted,
    level,
    num,
    p,
    packed,
    r,
    row,
    table,
)

from zhargy.errors import UnreadableText
from zhargy.text.read import Changes
from zhargy.text.reading.docx import read
from zhargy.text.reading.source import Source

GOOD = docx(
    p("Раздел", num=(1, 0))
    + p(r("а") + deleted("б") + inserted(r("в")), num=(1, 1), mark=INSERTED_MARK)
    + table(row(cell(p("г")), cell(p('<w:r><w:footnoteReference w:id="2"/></w:r>')))),
    numbering=definition(1, level(0, "%1."), level(1, "%1.%2)", "russianLower")) + num(1, 1),
    footnotes=f'<w:footnote w:id="2">{p("д")}</w:footnote>',
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)


def refusal(data: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(UnreadableText) as refused:
        read(data, where="акт.docx")
    assert refused.value.where == "акт.docx"
    return refused.value.code, refused.value.fields


def with_parts(**parts: str | bytes) -> bytes:
    names = {
        "types": "[Content_Types].xml",
        "document": "word/document.xml",
        "styles": "word/styles.xml",
    }
    return packed({"[Content_Types].xml": "<x/>"} | {names[k]: v for k, v in parts.items()})


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "found-doc"),
        (OLE, "found-bytes"),
        (b"%PDF-1.7\n\xff", "found-pdf"),
        (b"\x89PNG\r\n\x1a\n\0", "found-picture"),
        (b"\xff\xd8\xff\xe0\0", "found-picture"),
        (b"<!DOCTYPE html><p>", "found-html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "found-xml"),
        ("Статья 1".encode(), "found-text"),
        ("Статья 1".encode("utf-16"), "found-text"),
        (b"\0\1\2\xff", "found-bytes"),
        (packed({"readme.txt": "x"}), "found-zip"),
    ],
)
def test_other_files_are_named_for_what_they_are(data: bytes, found: str) -> None:
    assert refusal(data) == ("R11", {"found": found})


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"")[0] == "R10"


def test_a_file_with_a_password_is_refused() -> None:
    assert refusal(OLE + "EncryptedPackage".encode("utf-16-le"))[0] == "R12"
    locked = bytearray(GOOD)
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1  # the flag of the first entry: encrypted
    assert refusal(bytes(locked))[0] == "R12"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_file_that_ends_too_early_is_damaged(share: float) -> None:
    assert refusal(GOOD[: int(len(GOOD) * share)])[0] == "R14"


def test_a_file_without_its_document_is_damaged() -> None:
    assert refusal(with_parts(styles="<x/>")) == ("R14", {"detail": "word/document.xml"})
    assert refusal(with_parts(document="<x/>")) == ("R14", {"detail": "word/document.xml"})


def test_a_part_that_is_no_xml_is_damaged() -> None:
    assert refusal(with_parts(document="<w:document>"))[0] == "R14"


def test_xml_nested_deeper_than_any_document_is_damaged() -> None:
    deep = DOCUMENT.format("<w:sdt>" * 5000 + "</w:sdt>" * 5000)
    assert refusal(with_parts(document=deep))[0] == "R14"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["document", "styles"])
def test_entities_are_never_opened(part: str, encoding: str) -> None:
    laughs = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    parts = {"document": DOCUMENT.format("").encode(), part: laughs.encode(encoding)}
    if part == "styles" and encoding == "utf-16":
        return  # a part that no relationship names is never parsed
    assert refusal(with_parts(**parts))[0] == "R16"


def test_a_bomb_is_known_by_the_sizes_that_it_declares() -> None:
    bomb = bytearray(GOOD)
    at = bomb.index(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = struct.pack("<I", 2_000_000_000)
    code, fields = refusal(bytes(bomb))
    assert (code, fields["limit"]) == ("R15", 400)


def test_a_bomb_that_lies_about_its_size_is_known_by_what_comes_out() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as stream,
    ):
        for _ in range(401):
            stream.write(bytes(1_000_000))
    data = bytearray(buffer.getvalue())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    assert refusal(bytes(data))[0] == "R15"


def test_a_part_with_another_size_than_declared_is_damaged() -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    [size] = struct.unpack("<I", data[at + 24 : at + 28])
    data[at + 24 : at + 28] = struct.pack("<I", size + 1)
    assert refusal(bytes(data))[0] == "R14"


@pytest.mark.parametrize(
    "content",
    [
        "<w:sdt><w:sdtContent>" * 120 + p("x") + "</w:sdtContent></w:sdt>" * 120,
        (table(row(cell("{}"))).split("{}")[0]) * 80
        + p("x")
        + (table(row(cell("{}"))).split("{}")[1]) * 80,
        "<w:p><w:r>" * 120 + "<w:t>x</w:t>" + "</w:r></w:p>" * 120,
        "<w:p>" + "<w:ins>" * 240 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 240 + "</w:p>",
        "<w:p><w:del>"
        + "<w:ins>" * 240
        + "<w:r><w:t>x</w:t></w:r>"
        + "</w:ins>" * 240
        + "</w:del></w:p>",
        "<w:p><w:r><w:txbxContent>" * 80 + p("x") + "</w:txbxContent></w:r></w:p>" * 80,
    ],
    ids=["sdt", "table", "p", "ins", "del", "box"],
)
def test_the_deepest_nesting_that_xml_allows_is_read(content: str) -> None:
    found = read(with_parts(document=DOCUMENT.format(content)), where="t", changes="both")
    assert "x" in "".join(q.text for q in (*found.paragraphs, *found.set_aside))


def test_absurd_numbers_in_the_settings_do_no_harm() -> None:
    huge = "9" * 5000
    body = p("a", more=f'<w:numPr><w:ilvl w:val="{huge}"/><w:numId w:val="1"/></w:numPr>') + table(
        row(
            cell(p("b"), f'<w:gridSpan w:val="{huge}"/>'),
            properties=f'<w:gridBefore w:val="-{huge}"/>',
        )
    )
    odd = level(8, "%1%2%9" * 500, "upperRoman").replace(
        'w:start w:val="1"', f'w:start w:val="{huge}"'
    )
    found = read(docx(body, numbering=definition(1, odd) + num(1, 1)), where="t")
    assert [q.text for q in found.paragraphs] == ["a", "b"]


def outcome(data: bytes) -> type:
    """`Source` or `UnreadableText`, and the same with tracked changes as two editions; any other
    exception fails the test that asks."""
    one, other = _outcome(data, "after"), _outcome(data, "both")
    assert one is other
    return one


def _outcome(data: bytes, changes: Changes) -> type:
    try:
        return type(read(data, where="t", changes=changes))
    except UnreadableText:
        return UnreadableText


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    for whole in (data, b"PK\x03\x04" + data, OLE + data):
        assert outcome(whole) is UnreadableText


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=8))
def test_a_file_with_changed_bytes_is_read_or_refused(mutations: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in mutations:
        data[at] = value
    assert outcome(bytes(data)) in (Source, UnreadableText)


@settings(max_examples=100)
@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_a_file_with_a_piece_cut_out_is_read_or_refused(start: int, end: int) -> None:
    assert outcome(GOOD[: min(start, end)] + GOOD[max(start, end) :]) in (Source, UnreadableText)


with zipfile.ZipFile(io.BytesIO(GOOD)) as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist()}


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(PARTS)),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(32, 126)), min_size=1, max_size=6),
)
def test_a_part_with_changed_letters_is_read_or_refused(
    name: str, mutations: list[tuple[int, int]]
) -> None:
    part = bytearray(PARTS[name])
    for at, value in mutations:
        part[at % len(part)] = value
    assert outcome(packed(PARTS | {name: bytes(part)})) in (Source, UnreadableText)


TAGS = "p r t ins del tbl tr tc pPr rPr numPr sdt sdtContent txbxContent fldChar"
trees = st.recursive(
    st.sampled_from(TAGS.split()).map(lambda tag: f"<w:{tag}>x</w:{tag}>"),
    lambda inner: st.builds(
        lambda tag, content: f"<w:{tag}>{''.join(content)}</w:{tag}>",
        st.sampled_from(TAGS.split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=300)
@given(trees)
def test_markup_in_any_order_is_read(tree: str) -> None:
    assert outcome(with_parts(document=DOCUMENT.format(tree))) is Source


def test_the_checksum_is_that_of_the_bytes() -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    data[at + 16 : at + 20] = struct.pack("<I", zlib.crc32(b"other"))
    assert refusal(bytes(data))[0] == "R14"
