"""A citation as a person of each language says it, shortly."""

from __future__ import annotations

from functools import lru_cache

from zhargy.languages.kazakh import number_apart
from zhargy.messages import say
from zhargy.text.act import Act
from zhargy.text.provision import Citation


# The same places are named on many pages.
@lru_cache(maxsize=1 << 15)
def cited(citation: Citation, language: str) -> str:
    """
    >>> place = Citation.of(article="39", point="3", subpoint="2")
    >>> cited(place, "ru"), cited(place, "kk"), cited(place, "en")
    ('ст. 39, п. 3, пп. 2)', '39-бап, 3-тармақ, 2) тармақша', 'art. 39, point 3, subpoint 2)')
    >>> cited(Citation.of(article="5", heading="1"), "en")
    'art. 5, heading'
    >>> [cited(Citation.of(section=n, chapter="1"), "kk") for n in ("II", "2")]
    ['II бөлім, 1-тарау', '2-бөлім, 1-тарау']
    """
    return ", ".join(_short(level, number, language) for level, number in citation.steps)


def _short(level: str, number: str, language: str) -> str:
    said = say(f"cite-{level}", language, n=number)
    return number_apart(said, number) if language == "kk" else said


def cited_address(address: str, act: Act, language: str) -> str:
    """The citation of an address of `act`; the address itself where the act does not hold it."""
    found = act.by_address.get(address)
    return cited(found.citation, language) if found else address


def structural_element(citation: Citation, language: str) -> str:
    """A place in full words, as a lawyer writes it in a table or an instruction.

    >>> place = Citation.of(article="39", point="3", subpoint="2")
    >>> structural_element(place, "ru"), structural_element(place, "en")
    ('подпункт 2) пункта 3 статьи 39', 'subpoint 2) of point 3 of article 39')
    >>> structural_element(place, "kk")
    '39-баптың 3-тармағының 2) тармақшасы'
    >>> structural_element(Citation.of(article="5", part="2"), "ru")
    'часть вторая статьи 5'
    """
    steps = citation.steps
    said = ""
    for place, (level, number) in enumerate(steps):
        is_owner = place + 1 < len(steps)
        # Kazakh says of a smaller element that it is owned by the larger one before it.
        form = is_owner + 2 * (place > 0)
        name = _named(level, number, form, is_owner, language)
        said = say("element-of", language, larger=said, smaller=name) if said else name
    return said


def _named(level: str, number: str, form: int, is_owner: bool, language: str) -> str:
    whole = level == "preamble" and (is_owner or not number)
    code = "element-preamble-whole" if whole else f"element-{level}"
    forms = say(code, language, n=_ordinal(level, number, is_owner, language)).split("|")
    if language == "kk":
        return number_apart(forms[min(form, len(forms) - 1)], number)
    return forms[min(is_owner, len(forms) - 1)]


def _ordinal(level: str, number: str, is_owner: bool, language: str) -> str:
    """The number as the sentence takes it: that of an unnumbered part in words."""
    code = f"ordinals-{level}" + ("-of" if level == "part" and is_owner else "")
    words = say(code, language).split("|") if level in ("part", "preamble") else []
    return (
        words[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(words) else number
    )
