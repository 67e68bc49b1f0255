"""Akoma Ntoso 3.0 read back as an act: ours letter for letter, others by their tags and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zhargy.errors import UnreadableText
from zhargy.text.act import Act, Element, Note
from zhargy.text.akoma import LEVEL, NAMED, ZHARGY
from zhargy.text.finding import Finding
from zhargy.text.provision import Citation
from zhargy.text.reading.akn_foreign import in_our_words
from zhargy.text.reading.source import SetAside
from zhargy.text.structure.freeze import freeze
from zhargy.text.structure.labels import label_of
from zhargy.text.structure.node import Node

_LANGUAGES = {
    "kaz": "kk",
    "rus": "ru",
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "spa": "es",
}
_ENTITY = tuple(
    "<!ENTITY".encode(name)
    for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
_END_OF_LINE = "\0"  # never in XML
_BLOCKS = frozenset({"p", "heading", "listIntroduction", "listConclusion", "block"})


def parse_xml(data: bytes, where: str) -> etree._Element:
    """The root of the XML; entities and network off. Raises UnreadableText R14, R16."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    if any(declaration in data for declaration in _ENTITY):
        raise UnreadableText("R16", where)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise UnreadableText("R14", where, detail=str(broken)[:120]) from None


def read_akn(data: bytes, where: str) -> tuple[Act, list[Finding], dict[str, str], list[SetAside]]:
    """The act, findings about its numbers, places, and what was not placed.

    Raises UnreadableText (R14, R16, R18, R27).
    """
    xml = parse_xml(data, where)
    if not isinstance(xml.tag, str) or _name(xml) != "akomaNtoso":
        raise UnreadableText("R27", where, found=str(xml.tag)[:80])
    document = next((child for child in xml if isinstance(child.tag, str)), None)
    main = None if document is None else _child(document, "body", "mainBody")
    if document is None or main is None:
        raise UnreadableText("R18", where)
    if not _is_ours(document):
        document = in_our_words(document)
        main = _child(document, "body", "mainBody")
        assert main is not None
    aside: list[SetAside] = []
    root = Node("act")
    root.children = [n for child in main if (n := _node(child, aside)) is not None]
    _stray(main, aside)
    for attachment in document.iter("{*}attachment"):
        root.children.append(_attachment(attachment, aside))
    body, places, findings = freeze(root)
    act = Act(
        title=_title(document),
        language=_language(document),
        body=(*_preamble(document), *body),
        notes=_notes_of_act(document),
        edition=_edition(document),
    )
    return act, findings, places, aside


def _is_ours(document: etree._Element) -> bool:
    said = next(document.iter("{*}identification"), None)
    return said is not None and said.get("source") == "#zhargy"


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _child(element: etree._Element, *names: str) -> etree._Element | None:
    return next((child for child in element if _name(child) in names), None)


def _words(element: etree._Element) -> str:
    """The text of a block, white space folded, <eol/> as a line break."""
    parts: list[str] = []
    for node in element.iter():
        if _name(node) == "eol":
            parts.append(_END_OF_LINE)
        elif isinstance(node.tag, str) and node.text:
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
    lines = "".join(parts).split(_END_OF_LINE)
    return "\n".join(" ".join(line.split()) for line in lines).strip()


# -- front and back -----------------------------------------------------------------------------


def _title(document: etree._Element) -> str:
    title = next(document.iter("{*}longTitle"), None)
    if title is None:
        preface = _child(document, "preface")
        title = preface
    if title is None:
        return ""
    blocks = list(title.iter("{*}p"))
    return "\n".join(filter(None, map(_words, blocks))) if blocks else _words(title)


def _language(document: etree._Element) -> str:
    said = next(document.iter("{*}FRBRlanguage"), None)
    code = "" if said is None else str(said.get("language", ""))
    return _LANGUAGES.get(code, code if len(code) == 2 else "")


def _edition(document: etree._Element) -> str:
    said = next(document.iter("{*}FRBRversionNumber"), None)
    return "" if said is None else str(said.get("value", ""))


def _preamble(document: etree._Element) -> tuple[Element, ...]:
    preamble = _child(document, "preamble")
    if preamble is None:
        return ()
    heading, lead, notes = "", [], []
    for block in _blocks(preamble):
        if block.get("class") == "heading":
            heading = _words(block)
        elif block.get("class") == "note":
            notes.append(_note(block))
        elif words := _words(block):
            lead.append(words)
    if not (lead or heading or notes):
        return ()
    return (
        Element(
            "preamble",
            Citation.of(preamble="1"),
            heading=heading,
            lead=tuple(lead),
            notes=tuple(notes),
        ),
    )


def _notes_of_act(document: etree._Element) -> tuple[Note, ...]:
    preface = _child(document, "preface")
    outside = () if preface is None else preface.iterchildren("{*}p")
    notes = [Note("adoption", words) for block in outside if (words := _words(block))]
    if next(document.iter("{*}longTitle"), None) is None:
        notes = []  # then these words are the title
    notes += [
        Note(str(note.get("class", "editor")), _words(note))
        for note in document.iter("{*}note")
        if (parent := note.getparent()) is not None and _name(parent) == "notes"
    ]
    conclusions = _child(document, "conclusions")
    if conclusions is not None:
        notes += [Note("signature", _words(block)) for block in _blocks(conclusions)]
    return tuple(notes)


# -- the body -----------------------------------------------------------------------------------


def _node(element: etree._Element, aside: list[SetAside]) -> Node | None:
    name = _name(element)
    if not name:
        return None
    level = LEVEL.get(name)
    if name == "hcontainer":
        level = str(element.get("name", "")) if element.get("name") in NAMED else "item"
    if level is None or element.get("class") in ("item", "subitem", "subsubitem"):
        level = (
            str(element.get("class"))
            if element.get("class") in ("item", "subitem", "subsubitem")
            else level
        )
    if level is None:
        text = _words(element)
        if text:
            aside.append(SetAside(text, str(element.get("eId", name)), "unplaced"))
        return None
    return _filled(Node(level, place=str(element.get("eId", ""))), element, aside)


def _filled(node: Node, element: etree._Element, aside: list[SetAside]) -> Node:
    num = _child(element, "num")
    node.printed = "" if num is None else " ".join(_words(num).split())
    node.number, node.style = _number(node, element)
    again = element.get(f"{{{ZHARGY}}}list")
    node.list_ordinal = int(again) if again and again.isdecimal() else 1
    node.repealed = element.get("status") == "removed"
    _stray(element, aside)
    for child in element:
        name = _name(child)
        if name == "num" and child is not num:
            aside.append(SetAside(_words(child), node.place, "unplaced"))
        elif name in ("heading", "subheading"):
            node.heading = f"{node.heading} {_words(child)}".strip()
        elif name in ("content", "intro", "wrapUp"):
            _take_blocks(node, child, closing=name == "wrapUp")
        elif name and name != "num":
            inner = _node(child, aside)
            if inner is not None:
                node.children.append(inner)
    if node.level == "section" and any(child.level == "item" for child in node.children):
        node.style = "decimal"
    return node


def _number(node: Node, element: etree._Element) -> tuple[str, str]:
    label = label_of(f"{node.printed} А") if node.printed else None
    said = element.get(f"{{{ZHARGY}}}number")
    style = label.style if label else "num"
    if node.level in ("item", "subitem", "subsubitem") and label and label.style == "decimal":
        return label.number if said is None else said, "decimal"
    if said is not None:
        return said, style
    if label is None:
        return node.printed.strip(" .()"), style
    return label.number, style


def _take_blocks(node: Node, content: etree._Element, closing: bool) -> None:
    for block in _blocks(content):
        if block.get("class") == "note":
            node.notes.append(_note(block))
        elif words := _words(block):
            (node.closing if closing else node.lead).append(words)


def _loose(element: etree._Element) -> str:
    """Words that stand in the element itself and in nothing within it."""
    parts = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join(" ".join(parts).split())


def _stray(element: etree._Element, aside: list[SetAside]) -> None:
    """Words where Akoma Ntoso allows only elements are set aside."""
    if words := _loose(element):
        place = str(element.get("eId", _name(element)))
        aside.append(SetAside(words, place, "unplaced"))


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """The blocks of text in reading order, none inside another; all of it where words stand loose."""
    if _loose(element):
        yield element
        return
    for child in element:
        if _name(child) in _BLOCKS:
            yield child
        elif _name(child):
            inner = list(_blocks(child))
            if inner:
                yield from inner
            elif _words(child):
                yield child


def _note(block: etree._Element) -> Note:
    remark = next(block.iter("{*}remark"), None)
    kind = "editor" if remark is None else str(remark.get("class", "editor"))
    return Note(kind, _words(block))


def _attachment(attachment: etree._Element, aside: list[SetAside]) -> Node:
    """Others keep annexes as attached documents."""
    node = Node("annex", place=str(attachment.get("eId", "")))
    heading = _child(attachment, "heading")
    subheading = _child(attachment, "subheading")
    headings = [_words(found) for found in (heading, subheading) if found is not None]
    node.heading = " ".join(headings)
    label = label_of(node.heading)
    node.number = label.number if label and label.level == "annex" else ""
    for main in attachment.iter("{*}mainBody", "{*}body"):
        for child in main:
            if _name(child) in _BLOCKS:
                node.add_text(_words(child))
            elif (inner := _node(child, aside)) is not None:
                node.children.append(inner)
    return node
