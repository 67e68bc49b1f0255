"""A citation as a person of each language says it, shortly."""

from __future__ import annotations

from zhargy.messages import say
from zhargy.text.act import Act
from zhargy.text.provision import Citation


def cited(citation: Citation, language: str) -> str:
    """
    >>> place = Citation.of(article="39", point="3", subpoint="2")
    >>> cited(place, "ru"), cited(place, "kk"), cited(place, "en")
    ('ст. 39, п. 3, пп. 2)', '39-бап, 3-тармақ, 2) тармақша', 'art. 39, point 3, subpoint 2)')
    >>> cited(Citation.of(article="5", heading="1"), "en")
    'art. 5, heading'
    """
    return ", ".join(say(f"cite-{level}", language, n=number) for level, number in citation.steps)


def cited_address(address: str, act: Act, language: str) -> str:
    """The citation of an address of `act`; the address itself where the act does not hold it."""
    found = act.by_address.get(address)
    return cited(found.citation, language) if found else address
