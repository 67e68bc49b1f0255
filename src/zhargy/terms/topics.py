"""What concerns a person: topics, and the provisions that speak of them, each with its reason.

A topic is data (docs/spec/topics.md). Its rules are words in base form; a text is compared by the
base forms of its words, so one rule holds for every form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zhargy.errors import UnusableTopics
from zhargy.terms.lemmas import Word, normal, words
from zhargy.text.provision import Citation, Provision

LANGUAGES = ("kk", "ru", "en")
_GROUP_KEYS = frozenset({"code", "topic", *LANGUAGES})
_TOPIC_KEYS = frozenset({"code", *LANGUAGES})
_WORDING_KEYS = frozenset({"title", "question", "rules", "unless"})

# Within one provision a sentence ends here; a list divided by semicolons is many sentences.
_END = re.compile(r"(?<![.!?;…])[.!?;…]+[\s»”]+|\n")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Topics that stand together. `title`: language -> words."""

    code: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A topic in one language.

    `rules`, as written: "a | b + c d" asks for "a" or "b", and for "c d" side by side; "=a" for
    this form alone. `unless`: phrases in which a word does not count.
    """

    title: str
    question: str
    rules: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A question of a citizen or a member. `wordings`: one for each language."""

    code: str
    group: Group
    wordings: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a rule where they stand: `span` is half-open, in code points of that provision."""

    address: str
    span: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A provision that speaks of a topic, and why: the rule, and the words that meet it.

    The words stand in one sentence, or in a heading or lead-in above the provision; one at least
    is its own.
    """

    citation: Citation
    rule: str
    words: tuple[Found, ...]

    @property
    def address(self) -> str:
        return self.citation.address

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand in the provision itself."""
        return tuple(found.span for found in self.words if found.address == self.address)

    @property
    def article(self) -> Citation:
        """The article in which the provision stands; without one, what is named outermost."""
        steps = self.citation.steps
        names = [name for name, _ in steps]
        return Citation(steps[: names.index("article") + 1 if "article" in names else 1])


def topics_of(tables: Mapping[str, Mapping[str, Any]]) -> tuple[Topic, ...]:
    """The topics of tables by their names, in this order. Raises UnusableTopics.

    A table may add to a topic of an earlier one: its rules and exceptions come on top, its title
    and question take the place of the earlier ones.
    """
    groups: dict[str, Group] = {}
    topics: dict[str, Topic] = {}
    for name, table in tables.items():
        group = _group(table, groups, name)
        groups[group.code] = group
        listed = table.get("topic")
        if not isinstance(listed, list) or not listed:
            raise UnusableTopics("F51", name, topic="-", key="topic")
        codes = [_code(one, "topic", name) for one in listed]
        for code, one in zip(codes, listed, strict=True):
            if codes.count(code) > 1:
                raise UnusableTopics("F51", name, topic=code, key="code")
            topics[code] = _topic(code, one, group, topics.get(code), name)
    return tuple(sorted(topics.values(), key=lambda topic: list(groups).index(topic.group.code)))


def _code(table: object, level: str, where: str) -> str:
    known = _GROUP_KEYS if level == "group" else _TOPIC_KEYS
    keys = table if isinstance(table, Mapping) else {}
    code = keys.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise UnusableTopics("F51", where, topic="-", key="code")
    for key in sorted(set(keys) - known):
        raise UnusableTopics("F51", where, topic=code, key=key)
    return code


def _group(table: Mapping[str, Any], groups: Mapping[str, Group], where: str) -> Group:
    code = _code(table, "group", where)
    earlier = groups[code].title if code in groups else {}
    title = {}
    for language in LANGUAGES:
        title[language] = table.get(language, earlier.get(language))
        if not isinstance(title[language], str) or not title[language].strip():
            raise UnusableTopics("F51", where, topic=code, key=language)
    return Group(code, title)


def _topic(
    code: str, table: Mapping[str, Any], group: Group, earlier: Topic | None, where: str
) -> Topic:
    wordings = {}
    for language in LANGUAGES:
        before = earlier.wordings[language] if earlier else None
        said = table.get(language, {} if before else None)
        if not isinstance(said, Mapping):
            raise UnusableTopics("F51", where, topic=code, key=language)
        wordings[language] = _wording(said, before, language, code, where)
    return Topic(code, earlier.group if earlier else group, wordings)


def _wording(
    said: Mapping[str, Any], before: Wording | None, language: str, code: str, where: str
) -> Wording:
    def refused(key: str) -> UnusableTopics:
        return UnusableTopics("F51", where, topic=code, key=f"{language}.{key}")

    for key in sorted(set(said) - _WORDING_KEYS):
        raise refused(key)
    lists = {}
    for key in ("rules", "unless"):
        phrases = said.get(key, [])
        if not isinstance(phrases, list) or not all(_usable(p, key, language) for p in phrases):
            raise refused(key)
        lists[key] = tuple(dict.fromkeys((*(getattr(before, key) if before else ()), *phrases)))
    if not lists["rules"]:
        raise refused("rules")
    texts = {}
    for key in ("title", "question"):
        texts[key] = said.get(key, getattr(before, key) if before else None)
        if not isinstance(texts[key], str) or not texts[key].strip():
            raise refused(key)
    return Wording(texts["title"], texts["question"], lists["rules"], lists["unless"])


def _usable(rule: object, key: str, language: str) -> bool:
    """A rule, or a phrase of `unless`, of which no part is empty."""
    if not isinstance(rule, str) or (key == "unless" and set(rule) & set("+|")):
        return False
    return all(phrase for phrases in _sets(rule, language) for phrase in phrases)


@lru_cache(maxsize=1 << 13)
def _sets(rule: str, language: str) -> tuple[tuple[Phrase, ...], ...]:
    """A rule as sets of phrases, each a row of base forms."""
    return tuple(
        tuple(_phrase(phrase.strip(), language) for phrase in part.split("|"))
        for part in rule.split("+")
    )


def _phrase(phrase: str, language: str) -> Phrase:
    """Base forms; "=word" keeps the form itself."""
    if phrase.startswith("="):
        return tuple(f"={normal(w.text, language)}" for w in words(phrase[1:], language))
    return tuple(w.lemma for w in words(phrase, language))


class _Worded:
    """A provision with the base forms of its words."""

    def __init__(self, provision: Provision, language: str) -> None:
        self.provision = provision
        self.words: list[Word] = list(words(provision.text, language))
        self.ends = [end.end() for end in _END.finditer(provision.text)]
        # A rule may ask for a word in any form, or for one form of it.
        self.forms = [(word.lemma, f"={normal(word.text, language)}") for word in self.words]
        self.places: dict[str, list[int]] = {}
        for n, forms in enumerate(self.forms):
            for form in forms:
                self.places.setdefault(form, []).append(n)

    def spans(self, phrase: Phrase) -> list[tuple[int, int]]:
        """Where the phrase stands: first word and the one after the last."""
        size = len(phrase)
        return [
            (n, n + size)
            for n in self.places.get(phrase[0], ())
            if n + size <= len(self.forms)
            and all(one in self.forms[n + k] for k, one in enumerate(phrase))
        ]

    def found(self, phrases: Iterable[Phrase], covered: Iterable[tuple[int, int]]) -> list[Found]:
        """The phrases of a set that stand here and in no `covered` place, in reading order."""
        places = {place for phrase in phrases for place in self.spans(phrase)}
        return [
            self._shown(first, end)
            for first, end in sorted(places)
            if not any(first < until and since < end for since, until in covered)
        ]

    def sentence(self, span: tuple[int, int]) -> int:
        """The ordinal of the sentence in which a span begins."""
        return bisect_right(self.ends, span[0])

    def sentences(self, found: Iterable[Iterable[Found]]) -> list[int]:
        """The sentences in which anything was found."""
        return sorted({self.sentence(one.span) for some in found for one in some})

    def _shown(self, first: int, end: int) -> Found:
        span = (self.words[first].span[0], self.words[end - 1].span[1])
        return Found(self.provision.address, span, self.provision.text[slice(*span)])


def match(topic: Topic, provisions: Sequence[Provision], language: str) -> list[Match]:
    """The provisions of an act that speak of a topic, in reading order, one match for each rule."""
    return matches((topic,), provisions, language)[topic.code]


def matches(
    topics: Sequence[Topic], provisions: Sequence[Provision], language: str
) -> dict[str, list[Match]]:
    """Topic -> its matches in an act; the words of the act are read once for all topics.

    A text in a language without wordings has none.
    """
    worded = [_Worded(provision, language) for provision in provisions]
    above = _above(worded)
    with_form: dict[str, list[int]] = {}
    for n, one in enumerate(worded):
        for form in one.places:
            with_form.setdefault(form, []).append(n)
    found: dict[str, list[Match]] = {topic.code: [] for topic in topics}
    for topic in topics:
        if wording := topic.wordings.get(language):
            # Only where some phrase of the topic begins can a rule of it be met.
            begins = {
                phrase[0]
                for rule in wording.rules
                for phrases in _sets(rule, language)
                for phrase in phrases
            }
            for n in sorted({n for form in begins for n in with_form.get(form, ())}):
                one = worded[n]
                found[topic.code] += _of_provision(wording, one, above[id(one)], language)
    return found


def _above(worded: Sequence[_Worded]) -> dict[int, list[_Worded]]:
    """For each provision the headings and lead-ins above it, outermost first."""
    by_steps = {one.provision.citation.steps: one for one in worded}
    found: dict[int, list[_Worded]] = {}
    for one in worded:
        steps = one.provision.citation.steps
        heads = [steps[:n] for n in range(1, len(steps))]
        found[id(one)] = [
            by_steps[above]
            for head in heads
            for above in ((*head, ("heading", "1")), head)
            if above in by_steps and above != steps
        ]
    return found


def _of_provision(
    wording: Wording, one: _Worded, above: Sequence[_Worded], language: str
) -> Iterator[Match]:
    covered = _covered(wording, one, language)
    for rule in wording.rules:
        sets = _sets(rule, language)
        own = [one.found(phrases, covered) for phrases in sets]
        if not any(own):
            continue
        higher = [
            () if here and len(sets) == 1 else _first_above(phrases, above, wording, language)
            for here, phrases in zip(own, sets, strict=True)
        ]
        met = [found for n in one.sentences(own) if (found := _met(one, n, own, higher))]
        if met:
            yield Match(one.provision.citation, rule, _in_order(met))


def _met(
    one: _Worded, sentence: int, own: Sequence[Sequence[Found]], higher: Sequence[Sequence[Found]]
) -> list[Found]:
    """What meets each set in one sentence, or else above the provision; nothing if a set lacks."""
    here = [[f for f in found if one.sentence(f.span) == sentence] for found in own]
    met = [found or list(up) for found, up in zip(here, higher, strict=True)]
    return [f for found in met for f in found] if any(here) and all(met) else []


def _first_above(
    phrases: tuple[Phrase, ...], above: Sequence[_Worded], wording: Wording, language: str
) -> list[Found]:
    """The phrases of a set in the nearest heading or lead-in that holds any."""
    for one in reversed(above):
        found = one.found(phrases, _covered(wording, one, language))
        # What stands below the list closes it and does not lead in.
        found = [f for f in found if "\n" not in one.provision.text[: f.span[0]]]
        if found:
            return found
    return []


def _covered(wording: Wording, one: _Worded, language: str) -> list[tuple[int, int]]:
    phrases = (phrase for rule in wording.unless for (phrase,) in _sets(rule, language))
    return [place for phrase in phrases for place in one.spans(phrase)]


def _in_order(met: Iterable[Iterable[Found]]) -> tuple[Found, ...]:
    """Each found words once."""
    return tuple(dict.fromkeys(found for one in met for found in one))
