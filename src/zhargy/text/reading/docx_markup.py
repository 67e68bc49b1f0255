"""The words of WordprocessingML (ECMA-376, part 1) that the DOCX reader knows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XML = "{http://www.w3.org/XML/1998/namespace}"

VAL = W + "val"
CHUNK = W + "altChunk"
P, RUN, TBL, TR, TC = W + "p", W + "r", W + "tbl", W + "tr", W + "tc"
P_PR, R_PR = W + "pPr", W + "rPr"
INS, DEL, MOVE_FROM, MOVE_TO = W + "ins", W + "del", W + "moveFrom", W + "moveTo"
TEXT, DELETED_TEXT = W + "t", W + "delText"
FIELD_MARK, FIELD_FORM = W + "fldChar", W + "fldCharType"
FIELD_CODE, FIELD_SIMPLE, CODE = W + "instrText", W + "fldSimple", W + "instr"
BOX = W + "txbxContent"
NOTE_MARKS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"

# Settings that hold no text of the document.
_SETTINGS = """
pPr rPr tblPr tblGrid tblPrEx trPr tcPr sectPr sdtPr sdtEndPr smartTagPr customXmlPr
instrText delInstrText ffData bookmarkStart bookmarkEnd proofErr permStart permEnd
commentRangeStart commentRangeEnd lastRenderedPageBreak footnoteRef endnoteRef annotationRef
"""
SETTINGS = frozenset(W + name for name in _SETTINGS.split())
_UNDERSTOOD = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/")
_SPOKEN = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_WRITTEN = frozenset((TEXT, DELETED_TEXT, MATH + "t", DRAWING + "t"))
_SYMBOL = W + "sym"
SPEAKING = frozenset((*_SPOKEN, *_WRITTEN, _SYMBOL))

# Symbol fonts keep their signs at U+F020..U+F0FF; these are the ones that lists and laws use.
_SIGNS = {
    "symbol": dict(
        zip("\xa3\xb0\xb1\xb3\xb4\xb7\xb9\xba-\xde\xae", "≤°±≥×•≠≡\N{MINUS SIGN}⇒→", strict=True)
    ),
    "wingdings": dict(
        zip(
            "\x6c\x6e\x6f\x71\x75\x76\x77\x9f\xa7\xa8\xd8\xe0\xf0\xfc",
            "●■□❑◆❖⬥•▪◻➢→⇨✓",
            strict=True,
        )
    ),
}


def whole(value: str | None, default: int, low: int = 0, high: int = 32767) -> int:
    """The number an attribute says, kept within the bounds that Word allows."""
    try:
        return min(max(int(value or ""), low), high)
    except ValueError:
        return default


def switched_on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether an on-off property is set; None if nothing is said of it."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else found.get(VAL, "true") not in ("0", "false", "off")


def child_value(element: etree._Element | None, name: str) -> str | None:
    """The value of a child such as `<w:numId w:val="3"/>`; None without one."""
    found = None if element is None else element.find(W + name)
    return None if found is None else found.get(VAL)


def sign(char: str, font: str) -> str:
    """The sign that a symbol font shows for a character; the character itself if we know none.

    >>> sign("\\uf0b7", "Symbol"), sign("\\uf0a7", "Wingdings"), sign("–", "Times New Roman")
    ('•', '▪', '–')
    """
    place = ord(char) - 0xF000 if 0xF020 <= ord(char) <= 0xF0FF else ord(char)
    if place != ord(char) or font.lower() in _SIGNS:
        return _SIGNS.get(font.lower(), _SIGNS["symbol"]).get(chr(place), char)
    return char


def spoken(element: etree._Element) -> str:
    """The characters that a leaf of a run shows; "" for what is no such leaf."""
    tag = element.tag
    if tag in _WRITTEN:
        text = (element.text or "").replace("\N{SOFT HYPHEN}", "").replace("\n", " ")
        # Word trims what is not marked as preserved; other programs write no such mark.
        return text if element.get(XML + "space") or tag == DRAWING + "t" else text.strip(" \t\r\n")
    if tag == _SYMBOL:
        return _symbol(element.get(W + "char", ""), element.get(W + "font", ""))
    return _SPOKEN.get(tag, "")


def _symbol(code: str, font: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not 32 <= number <= 0xFFFF or 0xD800 <= number <= 0xDFFF:
        return ""
    return sign(chr(number), font)


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent that Word shows."""
    for choice in alternate.iterchildren(CHOICE):
        spaces = [choice.nsmap.get(prefix) or "" for prefix in choice.get("Requires", "").split()]
        if all(space.startswith(_UNDERSTOOD) for space in spaces):
            return choice
    return alternate.find(FALLBACK)


def leaves(element: etree._Element) -> Iterator[etree._Element]:
    """Every leaf below an element that shows characters, alternate content taken once."""
    for child in element:
        if child.tag in SPEAKING:
            yield child
        elif child.tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from leaves(branch)
        elif child.tag not in SETTINGS:
            yield from leaves(child)
