"""A reference that moved with its target is no change of substance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zhargy.compare.bulk import Row
from zhargy.compare.comparison import Mark, Nature, Piece
from zhargy.languages import LANGUAGES
from zhargy.languages.citing import USAGES
from zhargy.text.act import Act
from zhargy.text.citation.cited import register_of
from zhargy.text.citation.find import find
from zhargy.text.citation.reference import THIS, Reference
from zhargy.text.citation.resolve import Register, resolved
from zhargy.text.provision import Provision

_NUMBER = re.compile(r"\d+(?:-\d+)?")
_NEAR = 60
_ARTICLE_WORD = re.compile(
    r"(?:\bстать|-?\s?ба[пб]|\barticle|§|\bart\.|\bartikel|\bartículo)", re.IGNORECASE
)

# Address of an old provision, or of an article -> addresses of the new ones that it became.
Went = Mapping[str, frozenset[str]]
Span = tuple[int, int]


def mark_references(
    rows: Sequence[Row],
    texts: Sequence[tuple[Provision, Provision]],
    acts: tuple[Act, Act],
    went: Went,
) -> list[Row]:
    """Mark as REFERENCE the numbers of references whose target went from the old to the new one.

    `texts[r]` are the old and the new provision of row r.
    """
    language = acts[1].language
    if acts[0].language != language or language not in USAGES:
        return [_by_articles(row, went, language) for row in rows]
    titles = [act.title or other.title for act, other in (acts, acts[::-1])]
    old, new = (register_of([replace(act, title=t)]) for act, t in zip(acts, titles, strict=True))
    citing = _Citing(language, (old, new), went)
    return [
        _marked(row, citing.pairs(*pair)) if _has_other_numbers(row) else row
        for row, pair in zip(rows, texts, strict=True)
    ]


def _has_other_numbers(row: Row) -> bool:
    return any(p.mark is not Mark.SAME and _NUMBER.search(p.text) for p in row)


@dataclass(frozen=True)
class _Citing:
    """References within one act, in the old text and in the new one."""

    language: str
    registers: tuple[Register, Register]
    went: Went

    def pairs(self, old: Provision, new: Provision) -> list[tuple[Span, Span]]:
        """Where references stand that differ only because their targets moved."""
        before, after = self._own(old, 0), self._own(new, 1)
        if len(before) != len(after):
            return []
        return [
            (a[0].span, b[0].span)
            for a, b in zip(before, after, strict=True)
            if len(a) == len(b) and all(map(self._moved, a, b))
        ]

    def _own(self, provision: Provision, side: int) -> list[list[Reference]]:
        """The references of a provision to its own act, those of one list together."""
        register = self.registers[side]
        found = resolved(
            find(provision.text, self.language),
            register.acts["0"],
            provision.citation,
            register,
            self.language,
            "0",
        )
        lists = [list(group) for _, group in groupby(found, key=lambda r: r.span)]
        return [group for group in lists if group[0].act == THIS]

    def _moved(self, old: Reference, new: Reference) -> bool:
        return (
            len(old.target) == len(new.target) > 0
            and all(b in self.went.get(a, ()) for a, b in zip(old.target, new.target, strict=True))
        )  # fmt: skip


def _marked(row: Row, pairs: Sequence[tuple[Span, Span]]) -> Row:
    out = list(row)
    for place, old, new in _replacements(row):
        inside = any(
            a[0] <= old[0] and old[1] <= a[1] and b[0] <= new[0] and new[1] <= b[1]
            for a, b in pairs
        )
        if inside and _same_but_for_numbers(row[place], row[place + 1]):
            _mark(out, place)
    return tuple(out)


def _replacements(row: Row) -> Iterator[tuple[int, Span, Span]]:
    """Where something was replaced: the place in the row, and where the words stand in both texts."""
    old = new = 0
    for place, piece in enumerate(row):
        if (
            piece.mark is Mark.DELETED
            and place + 1 < len(row)
            and row[place + 1].mark is Mark.INSERTED
        ):
            yield place, _bounds(piece, old), _bounds(row[place + 1], new)
        old += len(piece.text) * (piece.mark is not Mark.INSERTED)
        new += len(piece.text) * (piece.mark is not Mark.DELETED)


def _bounds(piece: Piece, start: int) -> Span:
    return start, start + len(piece.text.rstrip())


def _same_but_for_numbers(gone: Piece, come: Piece) -> bool:
    old, new = gone.text.strip(), come.text.strip()
    return bool(_NUMBER.search(old)) and _NUMBER.split(old) == _NUMBER.split(new)


def _mark(row: list[Piece], place: int) -> None:
    for here in (place, place + 1):
        row[here] = replace(row[here], nature=Nature.REFERENCE)


# -- languages whose citations we do not read ---------------------------------------------------------


def _by_articles(row: Row, went: Went, language: str) -> Row:
    """Numbers near a word for "article" that were replaced by those of the successors."""
    word_first = not (language in LANGUAGES and LANGUAGES[language].number_first)
    out = list(row)
    for place, _, _ in _replacements(row):
        gone, come = row[place], row[place + 1]
        numbers = zip(_NUMBER.findall(gone.text), _NUMBER.findall(come.text), strict=False)
        if (
            _same_but_for_numbers(gone, come)
            and all(f"art_{b}" in went.get(f"art_{a}", ()) for a, b in numbers)
            and _is_reference(row, place, word_first)
        ):
            _mark(out, place)
    return tuple(out)


def _is_reference(row: Sequence[Piece], place: int, word_first: bool) -> bool:
    """Is there a word for "article" on the side where this language has it?"""
    if _ARTICLE_WORD.search(row[place].text):
        return True
    if word_first:
        text = "".join(p.text for p in row[:place] if p.mark is not Mark.INSERTED)[-_NEAR:]
    else:
        text = "".join(p.text for p in row[place + 2 :] if p.mark is not Mark.INSERTED)[:_NEAR]
    return bool(_ARTICLE_WORD.search(text))
