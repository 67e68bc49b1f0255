"""A citation in the words of a lawyer: "подпункт 2) пункта 3 статьи 39"."""

from __future__ import annotations

from zhargy.languages.citing import USAGES
from zhargy.languages.kazakh import number_apart
from zhargy.text.provision import Citation


def written(citation: Citation, language: str) -> str | None:
    """The citation in full, as `find` reads it back; None if a level has no words for it.

    >>> place = Citation.of(article="39", point="3", subpoint="2")
    >>> written(place, "ru"), written(place, "kk")
    ('подпункт 2) пункта 3 статьи 39', '39-баптың 3-тармағының 2) тармақшасы')
    >>> written(place, "en"), written(Citation.of(article="5"), "kk")
    ('subparagraph 2) of paragraph 3 of Article 39', '5-бап')
    >>> written(Citation.of(section="II", chapter="3"), "kk")
    'II бөлімнің 3-тарауы'
    """
    usage = USAGES.get(language)
    if usage is None or not citation.steps:
        return None
    if any(level not in usage.written for level, _ in citation.steps):
        return None
    last = len(citation.steps) - 1
    words = []
    for place, (level, number) in enumerate(citation.steps):
        forms = usage.written[level]
        if place == last:
            form = forms.inner if last else forms.alone
        else:
            form = forms.middle if place else forms.outer
        said = form.format(n=number)
        words.append(number_apart(said, number) if language == "kk" else said)
    return usage.between.join(words if usage.larger_first else words[::-1])
