"""A file that holds two acts: two languages or two versions, side by side or in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from zhargy.languages import LANGUAGES
from zhargy.languages.detect import language_of
from zhargy.text.provision import words
from zhargy.text.reading.source import Paragraph, SetAside
from zhargy.text.structure.labels import label_of

_LEAST_SHARE = 0.25
_LEAST_LABELS = 2
_NAMES = frozenset(word for language in LANGUAGES.values() for word in language.named)
_ABSENT = frozenset(said for language in LANGUAGES.values() for said in language.absent)


@dataclass(frozen=True, slots=True)
class Stream:
    """The paragraphs of one act; `edition` where the source holds several of one language."""

    paragraphs: tuple[Paragraph, ...]
    edition: str = ""


def streams_of(paragraphs: Sequence[Paragraph]) -> tuple[list[Stream], list[SetAside]]:
    """The acts that a source holds, and what belongs to none of them."""
    if any(p.edition for p in paragraphs):
        return [
            Stream(tuple(p for p in paragraphs if p.edition in ("", edition)), edition)
            for edition in ("before", "after")
        ], []
    return _side_by_side(paragraphs) or (_in_turn(paragraphs), [])


# -- columns of a table ---------------------------------------------------------------------------


def _side_by_side(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Stream], list[SetAside]] | None:
    columns: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        if paragraph.cell:
            columns[paragraph.cell[2]].append(paragraph)
    whole = sum(len(p.text) for p in paragraphs)
    wide = [c for c, cells in sorted(columns.items()) if _is_text_column(cells, whole)]
    if len(wide) != 2:
        return None
    chosen = [columns[column] for column in wide]
    languages = [language_of("\n".join(p.text for p in cells)) for cells in chosen]
    if languages[0] != languages[1]:
        editions = ("", "")
        named = any(_names_a_language(p) for cells in chosen for p in cells[: _header(cells)])
        kept = [cells[_header(cells) if named else 0 :] for cells in chosen]
    else:
        editions = ("before", "after")
        kept = [[p for p in cells[_header(cells) :] if not _is_absent(p)] for cells in chosen]
    streams = [
        Stream(tuple(replace(p, cell=None) for p in cells), edition)
        for cells, edition in zip(kept, editions, strict=True)
    ]
    placed = {id(p) for cells in kept for p in cells}
    aside = [
        SetAside(f"{p.label} {p.text}".strip(), p.place, "column")
        for p in paragraphs
        if id(p) not in placed
    ]
    return streams, aside


def _is_text_column(cells: Sequence[Paragraph], whole: int) -> bool:
    size = sum(len(p.text) for p in cells)
    labels = sum(1 for p in cells if label_of(p.text, p.label))
    return size > _LEAST_SHARE * whole and labels >= _LEAST_LABELS


def _names_a_language(paragraph: Paragraph) -> bool:
    return not _NAMES.isdisjoint(word.casefold() for word in words(paragraph.text))


def _is_absent(paragraph: Paragraph) -> bool:
    """ "Отсутствует", "жоқ", a dash: one side of the table has no text here."""
    bare = paragraph.text.strip(" .()–—-").casefold()
    return not paragraph.label and (not bare or bare in _ABSENT)


def _header(cells: Sequence[Paragraph]) -> int:
    """How many paragraphs the head of the table takes: a first row without any label."""
    first_row = cells[0].cell[1] if cells[0].cell else 0
    head = [p for p in cells if p.cell and p.cell[1] == first_row]
    return 0 if any(label_of(p.text, p.label) for p in head) or len(head) > 1 else len(head)


# -- two languages in turn --------------------------------------------------------------------------


def _in_turn(paragraphs: Sequence[Paragraph]) -> list[Stream]:
    if not _two_languages_number_articles(paragraphs):
        return [Stream(tuple(paragraphs))]
    kazakh = [_is_kazakh(p) for p in paragraphs]
    cut = _one_after_the_other(kazakh)
    if cut is not None:
        return [Stream(tuple(paragraphs[:cut])), Stream(tuple(paragraphs[cut:]))]
    tongue = _filled(kazakh)
    return [
        Stream(tuple(p for p, kk in zip(paragraphs, tongue, strict=True) if kk == wanted))
        for wanted in (tongue[0], not tongue[0])
    ]


def _two_languages_number_articles(paragraphs: Sequence[Paragraph]) -> bool:
    words: dict[bool, int] = {True: 0, False: 0}
    for paragraph in paragraphs:
        label = label_of(paragraph.text, paragraph.label)
        if label and label.level != "mark":
            words[label.style in LANGUAGES["kk"].units] += 1
    return min(words.values()) >= _LEAST_LABELS


def _is_kazakh(paragraph: Paragraph) -> bool | None:
    """True, False, or None where the paragraph does not say."""
    label = label_of(paragraph.text, paragraph.label)
    if label and label.level != "mark":
        return label.style in LANGUAGES["kk"].units
    language = language_of(paragraph.text)
    if language not in ("kk", "ru"):
        return None
    sure = language == "kk" or len(paragraph.text.split()) > 6
    return (language == "kk") if sure else None


def _one_after_the_other(kazakh: Sequence[bool | None]) -> int | None:
    """Where the second language begins, if nearly all of each stands on its own side."""
    ones = list(accumulate((k is True for k in kazakh), initial=0))
    known = list(accumulate((k is not None for k in kazakh), initial=0))
    best, wrong = None, known[-1]
    for cut in range(1, len(kazakh)):
        first, second = ones[cut], ones[-1] - ones[cut]
        size, after = known[cut], known[-1] - known[cut]
        if min(size, after) < _LEAST_SHARE * known[-1]:
            continue
        misplaced = min(size - first + second, first + after - second)
        if misplaced < wrong:
            best, wrong = cut, misplaced
    return best if best is not None and wrong * 20 <= known[-1] else None


def _filled(kazakh: Sequence[bool | None]) -> list[bool]:
    out: list[bool] = []
    last = next((k for k in kazakh if k is not None), True)
    for known in kazakh:
        last = last if known is None else known
        out.append(last)
    return out
