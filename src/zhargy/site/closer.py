"""What decides one page of an act, looked at closely: of an act in which one article changed most
pages stand as they are.

Each function gives in plain values all that its page shows, but for what it names of acts and
editions, in a fraction of the time. The tests reword, move and correct provisions by chance: pages
of which these values are equal are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhargy.site.library import Edition, Followed, Library
from zhargy.site.pages.provisions import Leaves, first_text, parallel_lines, step_of_gone
from zhargy.site.pages.texts import page_of
from zhargy.site.pages.words import letter_name, letters_of
from zhargy.text.act import Act, Element

Steps = tuple[tuple[str, str], ...]


def of_provision(leaves: Leaves, address: str) -> Iterator[object]:
    """What decides `provision_page`."""
    library, edition, text = leaves.library, leaves.edition, leaves.text
    element = leaves.elements[address]
    yield element
    yield [above.citation.steps for above in leaves.above[address]]
    yield [_references(leaves, one) for one in element.walk()]
    yield text.since(address)
    yield [leaves.elements[one].citation.steps if one else () for one in leaves.neighbours[address]]
    yield [(one, _steps(text.act, one)) for one in leaves.citing.get(address, ())]
    followed = library.followed(edition, text.language, first_text(element))
    yield text.language, list(_followed(library, followed, text.language))
    yield _fates_within(leaves, element)
    yield [(code, other.authority, lines) for code, other, lines in parallel_lines(leaves, address)]


def _references(leaves: Leaves, element: Element) -> list[object]:
    """The references in the words of an element, and which of their targets have a page."""
    own = element.citation.address
    lines = len(element.lead) + len(element.closing)
    places = (
        [f"preamble__p_{n}" for n in range(1, lines + 1)] if element.kind == "preamble" else [own]
    )
    return [
        (one.span, [(target, target in leaves.text.addresses) for target in one.target])
        for place in places
        for one in leaves.spans.get(place, ())
    ]


def _followed(library: Library, followed: Followed | None, language: str) -> Iterator[object]:
    """A line of provisions through the editions, and what changed at each step."""
    if followed is None:
        return
    before = None
    for step in followed.line.steps:
        edition = followed.editions[step.edition]
        act = edition.texts[language].act
        yield edition.name, step.event.value, step.address, _steps(act, step.address)
        if before is None:
            found = act.by_address.get(step.address)
            yield found and found.text
        else:
            old = before.texts[language].act
            yield [
                (
                    pair.fate.value,
                    pair.old and _steps(old, pair.old.address),
                    pair.words_changed
                    and [(one.mark.value, one.text, one.nature.value) for one in pair.pieces],
                )
                for pair in library.sources(before, edition, language, step.address)
            ]
        before = edition


def _fates_within(leaves: Leaves, element: Element) -> list[object]:
    """What became of the provisions in an element since the edition before."""
    library, edition, language = leaves.library, leaves.edition, leaves.text.language
    editions = library.editions_in(edition.act, language)
    before = editions.index(edition) - 1
    if before < 0 or not element.children:
        return []
    return [
        (address, pairs[0].fate.value)
        for one in element.walk()
        for address in [one.citation.address]
        if (pairs := library.sources(editions[before], edition, language, address))
    ]


def of_gone(library: Library, language: str, edition: Edition, address: str) -> Iterator[object]:
    """What decides `gone_page`."""
    now = edition.text_for(language).act
    for other in library.acts[edition.act]:
        text = other.text_for(language)
        if other == edition or address not in text.addresses:
            continue
        step = step_of_gone(library, other, edition, address, text.language)
        yield other.name, text.language, text.named.get(address)
        yield step and (page_of(step.address), _steps(now, step.address))


def of_words(library: Library, language: str, edition: Edition, letter: str) -> Iterable[object]:
    """What decides `words_page`."""
    letters = letters_of(library, edition, edition.text_for(language), language)
    for one in letters:
        yield one.letter, 0 if letter else len(one.words)
        if letter and letter_name(one.letter) == letter:
            for listed in one.words:
                yield listed.word, [(found.label, found.address) for found in listed.documents]


def _steps(act: Act, address: str) -> Steps:
    found = act.by_address.get(address)
    return found.citation.steps if found else ()
