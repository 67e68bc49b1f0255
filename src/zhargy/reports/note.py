"""The skeleton of an explanatory note: headings, prompts, and what the comparison can fill in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhargy.compare.comparison import Comparison
from zhargy.compare.table import measures_table
from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.reports.comparative import article_place
from zhargy.reports.documents.document import Block, Document, Heading, Paragraph
from zhargy.reports.forms import Form, Section
from zhargy.reports.summary import substantive_line
from zhargy.text.act import Act
from zhargy.text.provision import Citation


def explanatory_note(
    comparison: Comparison, form: Form, language: str, day: date | None
) -> Document:
    """The note of a form: sections for a person to write in, articles and measures filled in."""
    blocks = tuple(
        block for section in form.sections for block in _section(section, comparison, language)
    )
    title = " ".join(comparison.new.title.split())
    return Document(form.title[language], language, day, blocks, title, upright=True)


def _section(section: Section, comparison: Comparison, language: str) -> Iterator[Block]:
    yield Heading(section.heading[language])
    if section.prompt:
        yield Paragraph(section.prompt[language], blank=True)
    if section.content == "articles":
        yield from _articles(comparison, language)
    if section.content == "measures":
        yield Paragraph(substantive_line(comparison, language))
        yield measures_table(comparison)
        yield Paragraph(say("page-no-one-share", language))


def _articles(comparison: Comparison, language: str) -> Iterator[Block]:
    """Articles that have no counterpart at all on the other side."""
    paired = [pair for pair in comparison.pairs if pair.old and pair.new]
    for code, act, side in (
        ("note-new-articles", comparison.new, "new"),
        ("note-dropped-articles", comparison.old, "old"),
    ):
        with_partner = {article_place(getattr(pair, side).citation) for pair in paired}
        alone = [place for place in _places(act) if place not in with_partner]
        if alone:
            said = ", ".join(cited(place, language) for place in alone)
            yield Paragraph(say(code, language, n=len(alone), list=said))


def _places(act: Act) -> list[Citation]:
    units = (unit.citation for unit in act.units)
    return list(dict.fromkeys(article_place(place) for place in units if place.get("article")))
