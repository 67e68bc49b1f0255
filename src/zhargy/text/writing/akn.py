"""An act as Akoma Ntoso 3.0 (OASIS LegalDocML, akomantoso30.xsd): one act, one edition, one language.

`reading.akn` reads it back as the same act.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lxml import etree

from zhargy.text.act import Act, Element, Note
from zhargy.text.akoma import AKN, TAG, ZHARGY
from zhargy.text.structure.labels import label_of

UNKNOWN_DATE = date(1, 1, 1)
_ISO_639_2 = {"kk": "kaz", "ru": "rus", "en": "eng", "de": "deu", "fr": "fra", "es": "spa"}


def write_akn(act: Act, name: str = "act", on: date = UNKNOWN_DATE, country: str = "xx") -> bytes:
    """The XML of `act`, UTF-8, the same bytes for the same arguments.

    `name` is the act's short name in its FRBR addresses, `on` the date of the edition.
    """
    root = etree.Element(_akn("akomaNtoso"), nsmap={None: AKN, "z": ZHARGY})  # type: ignore[dict-item]
    body = _sub(root, "act", name="act")
    _meta(body, act, name, on, country)
    if act.title:
        title = _sub(_sub(body, "preface"), "longTitle")
        for line in act.title.split("\n"):
            _paragraph(title, line)
    for element in act.body:
        if element.kind == "preamble":
            _preamble(body, element)
    main = _sub(body, "body")
    for element in act.body:
        if element.kind != "preamble":
            _element(main, element)
    _signatures(body, act.notes)
    etree.indent(root)
    return (
        bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False))
        + b"\n"
    )


def _akn(tag: str) -> str:
    return f"{{{AKN}}}{tag}"


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _akn(tag), {k.rstrip("_"): v for k, v in attributes.items()})


def _text(element: etree._Element, text: str) -> None:
    """Lines of `text` with an <eol/> between them; what XML 1.0 cannot hold is dropped."""
    first, *rest = _xml_text(text).split("\n")
    element.text = first
    for line in rest:
        _sub(element, "eol").tail = line


def _xml_text(text: str) -> str:
    return "".join(
        c
        for c in text
        if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    )


def _paragraph(parent: etree._Element, text: str, **attributes: str) -> etree._Element:
    paragraph = _sub(parent, "p", **attributes)
    _text(paragraph, text)
    return paragraph


# -- meta ---------------------------------------------------------------------------------------


def _meta(body: etree._Element, act: Act, name: str, on: date, country: str) -> None:
    meta = _sub(body, "meta")
    identification = _sub(meta, "identification", source="#zhargy")
    work = f"/akn/{country}/act/{on.isoformat()}/{name}"
    language = _ISO_639_2.get(act.language, "und")
    expression = f"{work}/{language}@{on.isoformat()}"
    levels = (
        ("FRBRWork", work),
        ("FRBRExpression", expression),
        ("FRBRManifestation", f"{expression}.xml"),
    )
    for level, uri in levels:
        frbr = _sub(identification, level)
        _sub(frbr, "FRBRthis", value=f"{uri}/!main")
        _sub(frbr, "FRBRuri", value=uri)
        _sub(frbr, "FRBRdate", date=on.isoformat(), name="edition")
        _sub(frbr, "FRBRauthor", href="#author")
        if level == "FRBRWork":
            _sub(frbr, "FRBRcountry", value=country)
        if level == "FRBRExpression":
            if act.edition:
                _sub(frbr, "FRBRversionNumber", value=act.edition)
            _sub(frbr, "FRBRlanguage", language=language)
    references = _sub(meta, "references", source="#zhargy")
    _sub(
        references,
        "TLCOrganization",
        eId="zhargy",
        href="/ontology/organization/zhargy",
        showAs="Zhargy",
    )
    _sub(
        references,
        "TLCOrganization",
        eId="author",
        href="/ontology/organization/author",
        showAs="–",
    )
    aside = [note for note in act.notes if note.kind != "signature"]
    if aside:
        notes = _sub(meta, "notes", source="#zhargy")
        for ordinal, note in enumerate(aside, 1):
            _paragraph(_sub(notes, "note", class_=note.kind, eId=f"note_{ordinal}"), note.text)


def _signatures(body: etree._Element, notes: Iterable[Note]) -> None:
    signed = [note for note in notes if note.kind == "signature"]
    if signed:
        conclusions = _sub(body, "conclusions")
        for note in signed:
            _paragraph(conclusions, note.text)


# -- elements -------------------------------------------------------------------------------------


def _preamble(body: etree._Element, element: Element) -> None:
    preamble = _sub(body, "preamble")
    if element.heading:
        _paragraph(preamble, element.heading, class_="heading")
    for ordinal, line in enumerate(element.lead, 1):
        _paragraph(preamble, line, eId=f"preamble__p_{ordinal}")
    _notes(preamble, element.notes)


def _element(parent: etree._Element, element: Element) -> None:
    tag = TAG.get(element.kind, "hcontainer")
    node = _sub(parent, tag, eId=element.citation.address)
    if tag == "hcontainer":
        node.set("name", element.kind)
    if element.kind in ("item", "subitem", "subsubitem"):
        node.set("class", element.kind)
    if element.repealed:
        node.set("status", "removed")
    if element.label:
        _sub(node, "num").text = _xml_text(element.label)
    if element.number != _number_of(element):
        node.set(f"{{{ZHARGY}}}number", element.number)
    steps = (("", ""), *(s for s in element.citation.steps if s[0] != "occurrence"))
    if steps[-2][0] == "list":
        node.set(f"{{{ZHARGY}}}list", steps[-2][1])
    if element.heading:
        _text(_sub(node, "heading", eId=f"{element.citation.address}__heading_1"), element.heading)
    _content(node, element)


def _number_of(element: Element) -> str:
    """The number that a reader of the label alone would find."""
    label = label_of(f"{element.label} А")
    if label is None:
        return ""
    return label.number


def _content(node: etree._Element, element: Element) -> None:
    if not element.children:
        content = _sub(node, "content")
        for line in element.lead:
            _paragraph(content, line)
        _notes(content, element.notes)
        if len(content) == 0:
            _sub(content, "p")
        return
    if element.lead:
        intro = _sub(node, "intro")
        for line in element.lead:
            _paragraph(intro, line)
    for child in element.children:
        _element(node, child)
    if element.closing or element.notes:
        wrap = _sub(node, "wrapUp")
        for line in element.closing:
            _paragraph(wrap, line)
        _notes(wrap, element.notes)


def _notes(parent: etree._Element, notes: Iterable[Note]) -> None:
    for note in notes:
        remark = _sub(
            _sub(parent, "p", class_="note"), "remark", class_=note.kind, status="editorial"
        )
        _text(remark, note.text)
