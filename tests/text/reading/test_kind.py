from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnreadableText
from zhargy.text.reading import kind
from zhargy.text.reading.kind import kind_of

AKN = b'<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>'
PAGE = "<!DOCTYPE html><html><body><p>Статья</p></body></html>"


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (b"%PDF-1.7 ...", "a.docx", "pdf"),
        (b"\n\n%PDF-1.4 ...", "a", "pdf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a.zip", "docx"),
        (AKN, "a.xml", "akn"),
        (b"\xef\xbb\xbf" + AKN, "a.txt", "akn"),
        (b'<?xml version="1.0"?><!-- x --><an:akomaNtoso/>', "a", "akn"),
        (b'<?xml version="1.0"?><rss/>', "a.xml", "akn"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"/>', "a.xml", "html"),
        (PAGE.encode(), "a.doc", "html"),
        (PAGE.encode("utf-16"), "a", "html"),
        (PAGE.encode("utf-16-le"), "a", "html"),
        ("<p>Статья</p>".encode("cp1251"), "a.htm", "html"),
        ("# Раздел".encode(), "a.md", "md"),
        (b'<a id="z1"></a>\n# x', "a.markdown", "md"),
        ("Статья 1".encode("cp1251"), "a.txt", "txt"),
        ("1-бап".encode("utf-16"), "a.txt", "txt"),
        ("Статья 1".encode(), "no suffix", "txt"),
        ("просто слова".encode(), "a.html", "txt"),
    ],
)
def test_the_content_says_what_a_file_is_and_its_name_only_helps(
    data: bytes, name: str, wanted: str
) -> None:
    assert kind_of(data, name) == wanted


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"\x89PNG\r\n\x1a\n123", "a.pdf", "found-picture"),
        (b"\xff\xd8\xff\xe0 JFIF", "a.pdf", "found-picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "a", "found-picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.html", "found-picture"),
        (zipped("xl/workbook.xml"), "a.docx", "found-zip"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "a.docx",
            "found-doc",
        ),
        (b"{\\rtf1 x}", "a.doc", "found-doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 99, "a.xls", "found-bytes"),
        (bytes(range(256)) * 4, "a.txt", "found-bytes"),
        (PAGE.encode(), "a.pdf", "found-html"),
        (b"404 not found", "a.docx", "found-text"),
        (b"404 not found", "a.xml", "found-text"),
        (AKN, "a.pdf", "found-xml"),
    ],
)
def test_what_is_no_text_is_named_in_the_refusal(data: bytes, name: str, found: str) -> None:
    with pytest.raises(UnreadableText) as refusal:
        kind_of(data, name)
    assert (refusal.value.code, refusal.value.where) == ("R11", name)
    assert refusal.value.fields == {"found": found}


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\r\n" * 50_000])
def test_a_file_of_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableText) as refusal:
        kind_of(data, "a.txt")
    assert refusal.value.code == "R10"


def test_a_word_file_with_a_password_is_locked() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableText) as refusal:
        kind_of(data, "a.docx")
    assert refusal.value.code == "R12"


def test_the_limit_is_included(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind, "LIMIT", 1)
    assert kind_of(b"x" * 1_000_000, "a.txt") == "txt"
    with pytest.raises(UnreadableText) as refusal:
        kind_of(b"x" * 1_000_001, "a.txt")
    assert (refusal.value.code, refusal.value.fields) == ("R17", {"size": 2, "limit": 1})


def outcome(data: bytes, name: str) -> str:
    try:
        return kind_of(data, name)
    except UnreadableText as refusal:
        return refusal.code


@given(
    st.binary(max_size=200), st.sampled_from(["a.pdf", "a.docx", "a.html", "a.md", "a.xml", "a"])
)
def test_any_bytes_have_a_kind_or_a_refusal(data: bytes, name: str) -> None:
    assert outcome(data, name) in {"docx", "pdf", "html", "txt", "md", "akn", "R10", "R11", "R12"}
