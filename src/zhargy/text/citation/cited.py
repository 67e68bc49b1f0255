"""The references of whole acts, provision by provision, resolved among the acts at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhargy.languages.citing import USAGES
from zhargy.text.act import Act
from zhargy.text.citation.find import aliases_of, find
from zhargy.text.citation.reference import Kind, Reference, Resolved
from zhargy.text.citation.register import NO_TITLES, Titles, dates_in
from zhargy.text.citation.resolve import Contents, Register, resolved
from zhargy.text.provision import Citation

_Piece = tuple[Citation, str]
_QUOTED = re.compile(r"[«“\"](?P<title>[^»”\"]+)[»”\"]")
_FRONT = 2_000  # letters of front matter
_CONSTITUTION = re.compile(r"конституция|constitution", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision (or a note) that names places: `address` "" for notes of the whole act."""

    address: str
    citation: Citation
    text: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class CitedAct:
    """An act and everything it cites: `provisions` that bind, `notes` that do not."""

    act: Act
    provisions: tuple[Cited, ...]
    notes: tuple[Cited, ...]

    @property
    def references(self) -> Iterator[tuple[Cited, Reference]]:
        """Every reference with the text that it stands in; provisions first."""
        for cited in (*self.provisions, *self.notes):
            for reference in cited.references:
                yield cited, reference

    @property
    def dangling(self) -> list[tuple[Cited, Reference]]:
        """References of provisions to places that are not there."""
        return [
            (cited, reference)
            for cited in self.provisions
            for reference in cited.references
            if reference.resolved is Resolved.NO and reference.kind is Kind.CITATION
        ]


def cited_acts(
    acts: Sequence[Act], others: Sequence[Act] = (), titles: Titles = NO_TITLES
) -> list[CitedAct]:
    """The references of each act, resolved against its own contents and those of all the others;
    `titles` says by which names acts are known.

    KeyError where the citations of a language are not read.
    """
    register = register_of((*acts, *others), titles)
    return [
        _cited(act, contents, register, key)
        for (key, contents), act in zip(register.acts.items(), acts, strict=False)
    ]


def register_of(acts: Sequence[Act], titles: Titles = NO_TITLES) -> Register:
    """A register of these acts by their titles; a name that two of them bear is left out."""
    names: list[tuple[str, str, str]] = []
    for n, act in enumerate(acts):
        names += [(name, act.language, str(n)) for name in _names(act.title)]
    contents = ((str(n), Contents(act)) for n, act in enumerate(acts))
    return Register.of(contents, names, titles, _loaded(acts, titles))


def _loaded(acts: Sequence[Act], titles: Titles) -> dict[str, dict[str, str]]:
    """Which entries of the register are at hand: id -> language -> key. Two acts that may be one
    entry in one language are none.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for n, act in enumerate(acts):
        lines = [" ".join(line.split()) for line in act.title.split("\n")]
        whole, first = (
            titles.meant(name, act.language, replaced=True) for name in (" ".join(lines), lines[0])
        )
        meant = whole or first
        if len(meant) > 1:  # one title, told apart by the date in the front matter
            days = dates_in(_front(act), act.language)
            meant = [entry for entry in meant if entry.adopted in days]
        if len(meant) == 1:
            found.setdefault(meant[0].id, {}).setdefault(act.language, set()).add(str(n))
    return {
        id_: {language: min(keys) for language, keys in by.items() if len(keys) == 1}
        for id_, by in found.items()
    }


def _front(act: Act) -> str:
    """What stands before the first article."""
    notes = [note.text for note in act.notes]
    return "\n".join([act.title, *notes, *(p.text for p in act.provisions[:1])])[:_FRONT]


def _names(title: str) -> list[str]:
    """What an act with this title is called: the whole title, its first line (below which stand
    date, number and other matter), what stands in quotes, the head.
    """
    whole, first = " ".join(title.split()), " ".join(title.partition("\n")[0].split())
    names = [name for name in dict.fromkeys((whole, first)) if name]
    if quoted := _QUOTED.search(whole):
        names.append(quoted.group("title"))
    if head := _CONSTITUTION.search(whole):
        names.append(head.group())
    return names


def _cited(act: Act, contents: Contents | None, register: Register, key: str) -> CitedAct:
    language = act.language
    if language not in USAGES:
        raise KeyError(language)
    body = [(p.citation, p.text) for p in act.provisions]
    known = aliases_of(_joined(body), language)

    def cited(pieces: Sequence[_Piece], kind: Kind | None) -> tuple[Cited, ...]:
        found = find(_joined(pieces), language, known, kind)
        return tuple(
            Cited(
                citation.address,
                citation,
                text,
                tuple(resolved(own, contents, citation, register, language, key)),
            )
            for (citation, text), own in _parted(pieces, found)
        )

    return CitedAct(act, cited(body, None), cited(list(_notes(act)), Kind.NOTE))


def _joined(pieces: Sequence[_Piece]) -> str:
    """All texts at once: one search is faster than many, and a line break parts paragraphs."""
    return "\n".join(text for _, text in pieces)


def _parted(
    pieces: Sequence[_Piece], found: Sequence[Reference]
) -> Iterator[tuple[_Piece, list[Reference]]]:
    """The pieces that cite something, each with its references, spans counted from its start."""
    start = place = 0
    for piece in pieces:
        end = start + len(piece[1])
        own = []
        while place < len(found) and found[place].span[0] <= end:
            own.append(_moved(found[place], start))
            place += 1
        if own:
            yield piece, own
        start = end + 1


def _moved(reference: Reference, by: int) -> Reference:
    start, end = reference.span
    marks = tuple((a - by, b - by) if b else (a, b) for a, b in reference.marks)
    return replace(reference, span=(start - by, end - by), marks=marks)


def _notes(act: Act) -> Iterator[_Piece]:
    for note in act.notes:
        yield Citation(()), note.text
    for element in act.elements():
        for note in element.notes:
            yield element.citation, note.text
