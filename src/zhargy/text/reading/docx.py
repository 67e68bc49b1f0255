"""Reads a DOCX as Word shows it: numbering, notes, tables, tracked changes, text set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from lxml import etree

from zhargy.errors import UnreadableText
from zhargy.text.reading.docx_blocks import numbered_paragraphs, numbered_tables, unplaced
from zhargy.text.reading.docx_changes import (
    Edition,
    Leaf,
    as_two_editions,
    in_neither,
    set_aside,
)
from zhargy.text.reading.docx_chunks import read_chunk
from zhargy.text.reading.docx_markup import CHUNK, P, R, W, child_value, whole
from zhargy.text.reading.docx_numbering import read_numbering
from zhargy.text.reading.docx_package import Package, open_package
from zhargy.text.reading.docx_story import Document, NoteShape, Reading
from zhargy.text.reading.docx_styles import read_styles
from zhargy.text.reading.docx_words import fields_are_sound
from zhargy.text.reading.source import Paragraph, SetAside, Source

_NOTE_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read(
    data: bytes,
    *,
    where: str,
    changes: Literal["after", "before", "both"] = "after",
    chunks: bool = True,
) -> Source:
    """Read a DOCX in the edition after or before its tracked changes, or in both.

    `chunks`: files that the DOCX embeds are read too; those in them are not.

    In "both", paragraphs that differ come twice; those of one edition alone are what `read` gives
    for it. Deleted text is set aside as "deleted", in the edition before inserted text as
    "inserted". Places count the file, not an edition. Raises UnreadableText with R10, R11, R12,
    R14, R15 or R16.
    """
    package = open_package(data, where)
    body = _body(package)
    embedded = dict(_embedded(package, body)) if chunks else {}
    document = _document(
        package, body, {element: found for element, (found, _) in embedded.items()}
    )
    aside = list(_outside_the_text(package, document))
    if changes == "both":
        before, after = _reading(document, "before"), _reading(document, "after")
        paragraphs = tuple(as_two_editions(before.placed, after.placed))
        left = in_neither(before.aside, after.aside)
    else:
        reading = _reading(document, changes)
        paragraphs = tuple(placed.paragraph for placed in reading.placed)
        left = reading.aside
    inside = (one for _, found in embedded.values() for one in found)
    return Source("docx", "", paragraphs, (*set_aside(left + aside), *inside))


def _reading(document: Document, edition: Edition) -> Reading:
    reading = Reading(document, edition)
    reading.read()
    return reading


def _embedded(
    package: Package, body: etree._Element
) -> Iterator[tuple[etree._Element, tuple[list[Paragraph], list[SetAside]]]]:
    for element in body.iter(CHUNK):
        found = package.chunk(element.get(R + "id", ""))
        if found is not None:
            yield element, read_chunk(found[1], found[0], package.where, _without_chunks)


def _without_chunks(data: bytes, where: str) -> Source:
    """A DOCX inside a DOCX; what that one embeds in turn is left out."""
    return read(data, where=where, chunks=False)


def _body(package: Package) -> etree._Element:
    body = package.tree(package.main).find(W + "body")
    if body is None:
        raise UnreadableText("R14", package.where, detail=package.main)
    return body


def _document(
    package: Package, body: etree._Element, chunks: Mapping[etree._Element, list[Paragraph]]
) -> Document:
    styles = read_styles(_first(package, "styles"))
    notes = dict(_notes(package))
    roots = [body, *notes.values()]
    paragraphs = (paragraph for root in roots for paragraph in root.iter(P))
    return Document(
        body=body,
        styles=styles,
        numbering=read_numbering(_first(package, "numbering"), styles),
        notes=notes,
        note_shapes={kind: _note_shape(package, body, kind) for kind in _NOTE_FORMS},
        order={paragraph: number for number, paragraph in enumerate(paragraphs)},
        numbers=numbered_paragraphs(body),
        tables=numbered_tables(roots),
        chunks=chunks,
        sound=all(fields_are_sound(root) for root in roots),
    )


def _first(package: Package, kind: str) -> etree._Element | None:
    return next(iter(package.related(kind)), None)


def _notes(package: Package) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    for kind in _NOTE_FORMS:
        for root in package.related(kind + "s"):
            for note in root.iterchildren(W + kind):
                if note.get(W + "type") not in _SEPARATORS:
                    yield (kind, note.get(W + "id", "")), note


def _note_shape(package: Package, body: etree._Element, kind: str) -> NoteShape:
    """How notes are counted: the last section's word before the settings of the document."""
    section = body.find(f"{W}sectPr/{W}{kind}Pr")
    settings = _first(package, "settings")
    general = None if settings is None else settings.find(f"{W}{kind}Pr")
    form = child_value(section, "numFmt") or child_value(general, "numFmt") or _NOTE_FORMS[kind]
    start = child_value(section, "numStart") or child_value(general, "numStart")
    return NoteShape(form, whole(start, 1))


def _outside_the_text(package: Package, document: Document) -> Iterator[Leaf]:
    """Headers, footers and comments: text of the file that is no text of the act."""
    for kind in ("header", "footer"):
        for number, root in enumerate(package.related(kind), 1):
            yield from _paragraphs_of(root, f"{kind} {number}", kind)
    places = dict(_comment_places(document))
    for root in package.related("comments"):
        for number, comment in enumerate(root.iterchildren(W + "comment"), 1):
            place = places.get(comment.get(W + "id", ""), "")
            yield from _paragraphs_of(
                comment, f"{place}, comment {number}".removeprefix(", "), "comment"
            )


def _paragraphs_of(root: etree._Element, place: str, reason: str) -> Iterator[Leaf]:
    order = {paragraph: number for number, paragraph in enumerate(root.iter(P))}
    return unplaced(root, order, place, reason)


def _comment_places(document: Document) -> Iterator[tuple[str, str]]:
    for call in document.body.iter(W + "commentReference"):
        for paragraph in call.iterancestors(P):
            number = document.numbers.get(paragraph)
            if number is not None:
                yield call.get(W + "id", ""), f"paragraph {number}"
