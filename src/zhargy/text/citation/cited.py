"""The references of whole acts, provision by provision, resolved among the acts at hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from zhargy.languages.citing import USAGES
from zhargy.text.act import Act
from zhargy.text.citation.find import aliases_of, find
from zhargy.text.citation.reference import Kind, Reference, Resolved
from zhargy.text.citation.resolve import Contents, Register, resolved
from zhargy.text.provision import Citation

References = Callable[[str, Citation, Kind | None], tuple[Reference, ...]]
_QUOTED = re.compile(r"[«“\"](?P<title>[^»”\"]+)[»”\"]")
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


def cited_acts(acts: Sequence[Act], others: Sequence[Act] = ()) -> list[CitedAct]:
    """The references of each act, resolved against its own contents and those of all the others.

    KeyError where the citations of a language are not read.
    """
    register = register_of((*acts, *others))
    return [
        _cited(act, contents, register, key)
        for (key, contents), act in zip(register.acts.items(), acts, strict=False)
    ]


def register_of(acts: Sequence[Act]) -> Register:
    """A register of these acts by their titles; a name that two of them bear is left out."""
    names: list[tuple[str, str, str]] = []
    for n, act in enumerate(acts):
        names += [(name, act.language, str(n)) for name in _names(act.title)]
    return Register.of(((str(n), Contents(act)) for n, act in enumerate(acts)), names)


def _names(title: str) -> list[str]:
    """What an act with this title is called: the whole title, what stands in quotes, the head."""
    whole = " ".join(title.split())
    names = [whole] if whole else []
    if quoted := _QUOTED.search(whole):
        names.append(quoted.group("title"))
    if head := _CONSTITUTION.search(whole):
        names.append(head.group())
    return names


def _cited(act: Act, contents: Contents | None, register: Register, key: str) -> CitedAct:
    language = act.language
    if language not in USAGES:
        raise KeyError(language)
    known = aliases_of("\n".join(p.text for p in act.provisions), language)

    def references(text: str, here: Citation, kind: Kind | None) -> tuple[Reference, ...]:
        found = find(text, language, known, kind)
        return tuple(resolved(found, contents, here, register, language, key))

    provisions = tuple(
        Cited(p.address, p.citation, p.text, found)
        for p in act.provisions
        if (found := references(p.text, p.citation, None))
    )
    return CitedAct(act, provisions, tuple(_notes(act, references)))


def _notes(act: Act, references: References) -> Iterator[Cited]:
    whole = Citation(())
    for note in act.notes:
        if found := references(note.text, whole, Kind.NOTE):
            yield Cited("", whole, note.text, found)
    for element in act.elements():
        for note in element.notes:
            if found := references(note.text, element.citation, Kind.NOTE):
                yield Cited(element.citation.address, element.citation, note.text, found)
