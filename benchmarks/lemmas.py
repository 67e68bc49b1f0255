"""Forms of one word should share a base, other words should not: pairs labelled by hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import REAL
from zhargy.languages import LANGUAGES
from zhargy.languages.amending.endings import kazakh_forms
from zhargy.languages.forms.kazakh import IRREGULAR
from zhargy.terms.lemmas import lemma, normal, words

GOLD = Path(__file__).parent / "gold"
_PREFIX = 5


@dataclass(frozen=True)
class Labelled:
    """Two words, and whether they are forms of one. `part`: seen, held back, or
    unseen: of other texts, drawn when the rules were done."""

    one: str
    other: str
    same: bool
    part: str


def labelled(language: str) -> Iterator[Labelled]:
    """The pairs of a language, in the order in which they were drawn."""
    lines = (GOLD / f"lemmas.{language}.tsv").read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if not line.startswith("#")][1:]:
        part, word, same, other = line.split("\t")
        for listed, is_same in ((same, True), (other, False)):
            for second in listed.split():
                yield Labelled(word, second, is_same, part)


def prefix(word: str, language: str) -> str:
    """The baseline: five letters."""
    return normal(word, language)[:_PREFIX]


def table_stem(word: str, language: str) -> str:
    """The second baseline: the stem by which texts are compared."""
    return LANGUAGES[language].stem_of(normal(word, language))


def main(arguments: list[str]) -> None:
    """Print, for each language and way, what was left apart and what was thrown together."""
    ways: dict[str, Callable[[str, str], str]] = {
        "lemma": lemma,
        "five letters": prefix,
        "stem_of": table_stem,
    }
    for language in ("kk", "ru", "en"):
        pairs = list(labelled(language))
        for name, way in ways.items():
            for part in dict.fromkeys(p.part for p in pairs):
                chosen = [p for p in pairs if p.part == part]
                _report(f"{language} {name}, {part}", chosen, way, language)
    if "misses" in arguments:
        _misses()
    _paradigms()
    _speed()


def _report(
    name: str, pairs: list[Labelled], way: Callable[[str, str], str], language: str
) -> None:
    met = [(p, way(p.one, language) == way(p.other, language)) for p in pairs]
    same = [joined for p, joined in met if p.same]
    other = [joined for p, joined in met if not p.same]
    print(
        f"{name}: left apart {same.count(False)} of {len(same)}, "
        f"thrown together {other.count(True)} of {len(other)}"
    )


def _misses() -> None:
    """What went wrong among the pairs that may be seen."""
    for language in ("kk", "ru", "en"):
        for pair in labelled(language):
            one, other = lemma(pair.one, language), lemma(pair.other, language)
            if pair.part == "seen" and (one == other) != pair.same:
                print(f"  {pair.one} ({one}), {pair.other} ({other}): same word is {pair.same}")


def _paradigms() -> None:
    """Nouns of real laws in all their cases, alone and possessed, by tables made for another end:
    how many forms come back to the noun."""
    if REAL is None:
        return
    bases = {
        word.lemma
        for path in sorted((REAL / "kz").glob("*.kk.txt"))
        for word in words(path.read_text(encoding="utf-8"), "kk")
        if word.text[0].isalpha() and "-" not in word.lemma and not word.lemma.endswith("у")
    }
    nouns = sorted(base for base in bases if len(base) > 2 and base not in IRREGULAR)
    forms = [(form, noun) for noun in nouns for form in kazakh_forms(noun)]
    back = sum(lemma(form, "kk") == noun for form, noun in forms)
    print(f"kk: {back} of {len(forms)} forms of {len(nouns)} words come back to their base")


def _speed() -> None:
    for language in ("kk", "ru", "en"):
        words = sorted({w for p in labelled(language) for w in (p.one, p.other)})
        lemma(words[0], language)
        start = time.perf_counter()
        for word in words:
            lemma.__wrapped__(word, language)
        print(f"{language}: {len(words) / (time.perf_counter() - start):,.0f} new words/s")
