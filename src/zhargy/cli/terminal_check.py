"""What a person reads of `same` and `quote` in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from zhargy.cli.terminal import console
from zhargy.compare.comparison import Mark, Piece
from zhargy.compare.quote import Place, Said
from zhargy.compare.same import Difference, Kind, named
from zhargy.messages import say
from zhargy.reform.checking import Quotation

_MOST_ROWS = 40
_MOST_LETTERS = 60


def print_same(found: Sequence[Difference], file: Path, edition: Path, language: str) -> None:
    """Yes, or every place where it is not."""
    out = console()
    names = {"file": escape(file.name), "edition": escape(edition.name)}
    if not found:
        out.print(say("same-yes", language, **names))
        return
    out.print(say("same-no", language, n=len(found), **names))
    for difference in found[:_MOST_ROWS]:
        _row(out, _said(difference, language))
    if len(found) > _MOST_ROWS:
        _row(out, say("read-more", language, n=len(found) - _MOST_ROWS))


def _said(one: Difference, language: str) -> str:
    """The place, the kind, the letters with those around them."""
    head = f"{one.address}: {say(f'same-{one.kind.value}', language)}"
    if one.kind in (Kind.MISSING, Kind.EXTRA):
        return f"{head}: «{_short(one.edition or one.file)}»"
    file, edition = _short(one.file), _short(one.edition)
    head += f", {say('same-place', language, n=one.span[0] + 1)}: "
    head += f"«{one.before}[{edition} → {file}]{one.after}»".replace("\n", " ")
    if one.kind in (Kind.LETTERS, Kind.SPACE) and max(len(one.file), len(one.edition)) <= 2:
        head += f" ({named(one.edition) or '–'} → {named(one.file) or '–'})"
    return head


def print_quotations(found: Sequence[Quotation], language: str) -> None:
    """For each act: how it says the sentence, and where."""
    out = console()
    for one in found:
        name = one.file
        if one.edition:
            name += f" ({say(f'read-edition-{one.edition}', language)})"
        out.print(f"[bold]{escape(name)}[/]: {say(f'quote-{one.said.value}', language)}")
        for place in one.places[:_MOST_ROWS]:
            _print_place(out, place, language)


def _print_place(out: Console, place: Place, language: str) -> None:
    if place.said is Said.EXACTLY:
        _row(out, f"{place.address}, {say('same-place', language, n=place.span[0] + 1)}")
        return
    likeness = f" ({place.likeness} %)" if place.said is Said.LIKE else ""
    _row(out, f"{place.address}{likeness}: {_marked(place.pieces)}")


def _marked(pieces: Sequence[Piece]) -> str:
    """What the quotation has alone in [-...-], what the text has alone in {+...+}."""
    shown = {Mark.DELETED: "[-{}-]", Mark.INSERTED: "{{+{}+}}", Mark.SAME: "{}"}
    return "".join(shown[piece.mark].format(piece.text) for piece in pieces).replace("\n", " ")


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"


def _row(out: Console, text: str) -> None:
    out.print(Padding(escape(text), (0, 0, 0, 2), expand=False))
