"""DOCX files in a short notation, for the cases whose labels and text LibreOffice has shown.

A numbered file is a row of list.level: "1.0 1.1 2.0". Lists 1 and 2 share one definition (list 2
starts again at 5), list 3 has its own. A changed file is a row of paragraphs of one list, each of
runs "=same", "+inserted", "-deleted" and its mark "¶", "¶+" or "¶-", divided by "|".
"""

from __future__ import annotations

from text.reading.docx.build import (
    DELETED_MARK,
    INSERTED_MARK,
    definition,
    deleted,
    docx,
    inserted,
    level,
    num,
    p,
    r,
    start_at,
)

_LEVELS = (
    level(0, "Статья %1."),
    level(1, "%1.%2)"),
    level(2, "%3)", "russianLower"),
    level(3, "%1.%2.%3.%4", "lowerRoman", start=2),
)
_OTHER = (
    level(0, "%1)", "upperLetter"),
    level(1, "(%2)", "upperRoman"),
    level(2, "%2-%3", "decimalZero"),
    level(3, "[%4]"),
)
_LISTS = (
    definition(1, *_LEVELS)
    + definition(2, *_OTHER)
    + num(1, 1)
    + num(2, 1, start_at(0, 5))
    + num(3, 2)
)
_RUNS = {"=": r, "-": deleted, "+": lambda text: inserted(r(text))}
_MARKS = {"¶": "", "¶+": INSERTED_MARK, "¶-": DELETED_MARK}


def numbered_file(places: str) -> bytes:
    """Paragraphs "x" with these lists and levels."""
    pairs = [place.split(".") for place in places.split()]
    body = "".join(p("x", num=(int(list_), int(depth))) for list_, depth in pairs)
    return docx(body, numbering=_LISTS)


def changed_file(paragraphs: list[str]) -> bytes:
    """A numbered list with tracked changes."""
    body = ""
    for paragraph in paragraphs:
        *runs, mark = paragraph.split("|")
        body += p("".join(_RUNS[run[0]](run[1:]) for run in runs), mark=_MARKS[mark], num=(1, 0))
    return docx(body, numbering=definition(1, level(0, "%1)")) + num(1, 1))
