"""The base form of a Kazakh word: endings are taken off as the grammar put them on.

An ending counts only if it may follow the last letter of the stem and agrees with its vowels. The
verbal noun is the base of a verb: "қабылдайды", "қабылдаған" and "қабылдауға" are "қабылдау".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from zhargy.languages.forms.kazakh import (
    CASES,
    DERIVED_VERBS,
    DERIVED_WITH_CONVERB,
    FALLEN,
    HARD,
    HARDENED,
    IRREGULAR,
    KEEPS_VOICED,
    KEPT,
    NEGATION,
    OF_DERIVED,
    ONLY_NEGATED,
    OWN_CASES,
    PARTICIPLES,
    PAST,
    PLURAL,
    POSSESSIVE,
    SHORT_NOUNS,
    SHORT_VERBS,
    SOFT,
    THIRD,
    VERBAL,
    VOWELS,
    Row,
)

_LEAST_STEM = 3
# What words from other languages end in.
_CLUSTERS = ("нг", "рг", "кл", "бл")
_LEAST_DERIVED = 5
_IN_I = re.compile("(?:ш[ыі]|ақы|[^аәеоөұүыіэяию](?:лы|лі|ғы|гі))$")


@dataclass(frozen=True, slots=True)
class Ending:
    """A chain of endings, and what it may follow."""

    letters: str
    follows: frozenset[str]


def kazakh_lemma(word: str) -> str:
    """The base of a word in lower case.

    >>> [kazakh_lemma(w) for w in "құқықтарының халқы қабылданбаса органдармен екі".split()]
    ['құқық', 'халық', 'қабылдану', 'орган', 'екі']
    """
    head, hyphen, last = word.rpartition("-")
    if hyphen and last:
        return f"{head}-{kazakh_lemma(last)}"
    if word in IRREGULAR or word in KEPT:
        return IRREGULAR.get(word, word)
    nouns = sorted(set(_nouns(word)), key=len)
    known = [base for base in nouns if base in KEPT or base in IRREGULAR]
    if known:
        return IRREGULAR.get(known[-1], known[-1])
    verb = _verb(word)
    if verb:
        return verb
    # "келтіргені" is of "келтірген", which is of a verb, rather than of "келтірге".
    verbs = (_verb(base) for base in nouns if _is_participle(base, word))
    return next((verb for verb in verbs if verb), nouns[0] if nouns else word)


def _is_participle(base: str, word: str) -> bool:
    """Whether the base of a declined word may be a verb's: "мақсатында" is no case of "мақсатын"."""
    if base.endswith(("атын", "етін")):
        return word[len(base)] in VOWELS
    return base.endswith(PARTICIPLES)


def _nouns(word: str) -> Iterator[str]:
    """What is left of the word when an ending of nouns is taken off; none if it bears none."""
    for stem, ending in _cut(word, _NOUN_ENDINGS):
        yield from _noun_stems(stem, ending)


def _noun_stems(stem: str, ending: Ending) -> Iterator[str]:
    opens = ending.letters[0] in VOWELS
    if ending.letters[:2] in THIRD and stem[-1] in "ыі" and not _ends_in_i(stem):
        return  # "жұмысы" is of "жұмыс"
    if opens and stem in FALLEN:
        yield FALLEN[stem]
    elif opens and (stem[-1] in "кқп" or _makes_a_word(stem)):
        return
    elif opens and stem[-1] in HARDENED and not _keeps_its_end(stem):
        yield stem[:-1] + HARDENED[stem[-1]]
    elif len(stem) >= _LEAST_STEM or stem in SHORT_NOUNS:
        yield stem


def _keeps_its_end(stem: str) -> bool:
    # Kazakh has no нг of its own.
    return stem in KEEPS_VOICED or stem.endswith("нг")


def _ends_in_i(stem: str) -> bool:
    return stem in KEPT or bool(_IN_I.search(stem))


def _makes_a_word(stem: str) -> bool:
    """Whether the vowel after the stem is no possessive: -шы, -лы, -ғы make words of their own."""
    last, before = stem[-1], stem[-2]
    if last == "ш":
        return len(stem) > _LEAST_STEM and before not in "ыіұү"
    after_vowel = before in VOWELS or before in "ию" or (before == "у" and last != "л")
    return last in "лғг" and not after_vowel and stem[-2:] not in _CLUSTERS


def _verb(word: str) -> str | None:
    """The verbal noun of which the word is a form, if it is one."""
    stems = [
        stem
        for stem, ending in _cut(word, _VERB_ENDINGS)
        if len(stem) >= _LEAST_STEM or stem in SHORT_VERBS
    ]
    for ends, endings in ((DERIVED_VERBS, _PAST_ENDINGS), (DERIVED_WITH_CONVERB, _CONVERBS)):
        stems += [
            stem
            for stem, _ in _cut(word, endings)
            if (len(stem) >= _LEAST_DERIVED and stem.endswith(ends)) or stem in SHORT_VERBS
        ]
    return _verbal_noun(min(stems, key=len)) if stems else None


def _verbal_noun(stem: str) -> str:
    if stem.endswith(("й", "и")):
        return stem[:-1] + "ю" if stem.endswith("й") else stem + "ю"
    if stem.endswith(("ы", "і")):
        return stem[:-1] + "у"
    return stem + "у"


def _cut(word: str, endings: dict[str, list[Ending]]) -> Iterator[tuple[str, Ending]]:
    """Each way to part the word into a stem and an ending that may follow it."""
    for at in range(2, len(word)):
        for ending in endings.get(word[at:], ()):
            if word[at - 1] in ending.follows and _agrees(word[:at], ending.letters):
                yield word[:at], ending


def _agrees(stem: str, ending: str) -> bool:
    vowels = [c for c in ending if c in HARD or c in SOFT]
    # "мен" is soft after all.
    if ending in {"мен", "бен", "пен"} or not vowels:
        return True
    last = next((c for c in reversed(stem) if c in HARD or c in SOFT or c in "иуюь"), "и")
    return last in "иуюь" or (last in SOFT) == (vowels[0] in SOFT)


def _chains(first: tuple[Row, ...], rest: tuple[Row, ...]) -> Iterator[Ending]:
    """Each ending of `first` alone and followed by each of `rest` that may follow it."""
    for follows, pair in first:
        for n in (0, 1):
            yield Ending(pair[n], follows)
            for after, following in rest:
                if pair[n][-1] in after:
                    yield Ending(pair[n] + following[n], follows)


def _owned(follows: frozenset[str], pair: tuple[str, str]) -> Iterator[Ending]:
    for n in (0, 1):
        if pair[n] in THIRD:
            for case in OWN_CASES:
                yield Ending(pair[n] + case[n], follows)
        else:
            yield from (e for e in _chains(((follows, pair),), CASES) if e.letters[0] == pair[n][0])


def _noun_endings() -> Iterator[Ending]:
    yield from _chains(CASES, ())
    yield from _chains(PLURAL, CASES)
    for follows, pair in POSSESSIVE:
        for ending in _owned(follows, pair):
            yield ending
            for before, plural in PLURAL:
                for n in (0, 1):
                    if plural[n][-1] in follows and _same_harmony(plural[n], ending.letters):
                        yield Ending(plural[n] + ending.letters, before)


def _same_harmony(one: str, other: str) -> bool:
    return any(c in SOFT for c in one) == any(c in SOFT for c in other.replace("мен", ""))


def _verb_endings() -> Iterator[Ending]:
    for follows, pair in VERBAL:
        for n in (0, 1):
            if pair[n] not in ONLY_NEGATED:
                yield Ending(pair[n], follows)
            for before, negation in NEGATION:
                if negation[n][-1] in follows:
                    yield Ending(negation[n] + pair[n], before)
    for before, negation in NEGATION:
        for n in (0, 1):
            yield Ending(negation[n] + "у", before)
            yield Ending(negation[n] + PAST[0][1][n], before)


def _by_letters(endings: Iterator[Ending]) -> dict[str, list[Ending]]:
    table: dict[str, list[Ending]] = defaultdict(list)
    for ending in endings:
        if ending not in table[ending.letters]:
            table[ending.letters].append(ending)
    return dict(table)


_NOUN_ENDINGS = _by_letters(_noun_endings())
_VERB_ENDINGS = _by_letters(_verb_endings())
_PAST_ENDINGS = _by_letters(_chains(PAST, ()))
_CONVERBS = _by_letters(_chains(OF_DERIVED, ()))
