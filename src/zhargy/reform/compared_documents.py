"""Two editions compared as documents to take along: the table and the text with tracked changes,
as `zhargy compare` and `zhargy redline` make them, from what the record holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhargy.reform.apart import document_apart
from zhargy.reform.forms import shipped_forms
from zhargy.reform.redlining import AUTHOR, signed
from zhargy.reform.tables import plain_document
from zhargy.reports.comparative import comparative_document, comparative_table
from zhargy.reports.forms import FILLED, Form
from zhargy.reports.redline import redline
from zhargy.site.documents import KINDS, REDLINE, Documents
from zhargy.site.library import Library
from zhargy.site.pages.changes import changes_title
from zhargy.site.pages.naming import edition_title


def compared_documents(library: Library, asked: Documents) -> dict[str, bytes]:
    """The documents by address. They carry the time of the entry that published the comparison."""
    return {
        f"{asked.folder}{name}": _redline(library, asked)
        if name.startswith(REDLINE)
        else _table(library, asked, f".{name.rpartition('.')[2]}")
        for name in KINDS
    }


def _table(library: Library, asked: Documents, suffix: str) -> bytes:
    comparison = library.comparison(asked.old, asked.new, asked.texts)
    assert comparison is not None  # there are documents only of what was compared
    language, day = asked.language, date.fromisoformat(_time(library, asked)[:10])
    title = changes_title(library, asked.old, asked.new, language)
    form = _form(library, asked)
    if form is None:
        return document_apart(plain_document(comparison, suffix, language, day, title), suffix)
    table = comparative_table(comparison, form, language)
    document = comparative_document(comparison, table, form, language, day)
    return document_apart(replace(document, subtitle=title), suffix)


def _form(library: Library, asked: Documents) -> Form | None:
    """The form in which the jurisdiction publishes a comparison, where it has one: nothing in it is
    left for a person to write, and its headings speak of what is in force and what is put to the
    vote."""
    if not asked.at_vote:
        return None
    return next(
        (
            form
            for form in shipped_forms()
            if form.name.startswith(f"{library.jurisdiction}/")
            and form.kind == "table"
            and asked.language in form.languages
            and not any(column.content in FILLED for column in form.columns)
        ),
        None,
    )


def _redline(library: Library, asked: Documents) -> bytes:
    comparison = library.comparison(asked.old, asked.new, asked.texts)
    assert comparison is not None
    old, new = (edition_title(one, asked.language) for one in (asked.old, asked.new))
    made = redline(comparison, (old, new))
    return made.tracked_docx(asked.language, signed(AUTHOR, _time(library, asked)))


def _time(library: Library, asked: Documents) -> str:
    return library.alignments[asked.new.act, asked.texts, asked.old.name, asked.new.name].time
