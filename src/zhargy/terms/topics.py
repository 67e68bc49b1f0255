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
from operator import contains
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


def match(topic: Topic, provisions: Sequence[Provision], language: str) -> list[Match]:
    """The provisions of an act that speak of a topic, in reading order, one match for each rule."""
    return matches((topic,), provisions, language)[topic.code]


def matches(
    topics: Sequence[Topic], provisions: Sequence[Provision], language: str
) -> dict[str, list[Match]]:
    """Topic -> its matches in an act; the words of the act are read once for all topics.

    A text in a language without wordings has none.
    """
    read = _Read(provisions, language)
    return {
        topic.code: list(_of_wording(topic.wordings[language], read))
        if language in topic.wordings
        else []
        for topic in topics
    }


Span = tuple[int, int]
# By the ordinal of a provision: where words stand in it, first word and the one after the last.
Places = Mapping[int, set[Span]]


class _Worded:
    """A provision with the base forms of its words."""

    def __init__(self, provision: Provision, language: str) -> None:
        self.provision = provision
        self.words: list[Word] = list(words(provision.text, language))
        self.ends = [end.end() for end in _END.finditer(provision.text)]
        # A rule may ask for a word in any form, or for one form of it.
        self.forms = [(word.lemma, f"={normal(word.text, language)}") for word in self.words]

    def sentence(self, found: Found) -> int:
        """The ordinal of the sentence in which words begin."""
        return bisect_right(self.ends, found.span[0])

    def shown(self, places: Iterable[Span], covered: Iterable[Span]) -> list[Found]:
        """The words at these places, in reading order, but for those at a `covered` one."""
        return [
            self._shown(first, end)
            for first, end in sorted(places)
            if not any(first < until and since < end for since, until in covered)
        ]

    def _shown(self, first: int, end: int) -> Found:
        span = (self.words[first].span[0], self.words[end - 1].span[1])
        return Found(self.provision.address, span, self.provision.text[slice(*span)])


class _Read:
    """The provisions of an act, and where each form of a word stands in them."""

    def __init__(self, provisions: Sequence[Provision], language: str) -> None:
        self.language = language
        self.worded = [_Worded(provision, language) for provision in provisions]
        self.above = _above(provisions)
        self._places: dict[str, list[Span]] = {}
        for n, one in enumerate(self.worded):
            for at, forms in enumerate(one.forms):
                for form in forms:
                    self._places.setdefault(form, []).append((n, at))

    def places(self, phrases: Iterable[Phrase]) -> Places:
        """Where any of these phrases stands."""
        found: dict[int, set[Span]] = {}
        for phrase in phrases:
            first, *others = phrase
            size = len(phrase)
            for n, at in self._places.get(first, ()):
                forms = self.worded[n].forms[at + 1 : at + size] if others else ()
                if len(forms) == len(others) and all(map(contains, forms, others)):
                    found.setdefault(n, set()).add((at, at + size))
        return found


def _above(provisions: Sequence[Provision]) -> list[list[int]]:
    """For each provision the ordinals of the headings and lead-ins above it, outermost first."""
    by_steps = {one.citation.steps: n for n, one in enumerate(provisions)}
    found = []
    for one in provisions:
        steps = one.citation.steps
        heads = [steps[:n] for n in range(1, len(steps))]
        found.append(
            [
                by_steps[above]
                for head in heads
                for above in ((*head, ("heading", "1")), head)
                if above in by_steps and above != steps
            ]
        )
    return found


def _of_wording(wording: Wording, read: _Read) -> Iterator[Match]:
    """Provision after provision, in each the rules in their order."""
    covered = read.places(
        phrase for rule in wording.unless for (phrase,) in _sets(rule, read.language)
    )
    met: dict[int, list[Match]] = {}
    for rule in wording.rules:
        for n, words_met in _of_rule(rule, covered, read):
            made = Match(read.worded[n].provision.citation, rule, words_met)
            met.setdefault(n, []).append(made)
    for n in sorted(met):
        yield from met[n]


def _of_rule(rule: str, covered: Places, read: _Read) -> Iterator[tuple[int, tuple[Found, ...]]]:
    """The provisions that meet a rule, and with which words."""
    places = [read.places(phrases) for phrases in _sets(rule, read.language)]
    for n in set().union(*places):
        one = read.worded[n]
        own = [one.shown(stands.get(n, ()), covered.get(n, ())) for stands in places]
        if not any(own):
            continue
        if len(own) == 1:
            yield n, tuple(own[0])
            continue
        higher = [_first_above(stands, n, covered, read) for stands in places]
        sentences = sorted({one.sentence(found) for here in own for found in here})
        met = [found for at in sentences if (found := _met(one, at, own, higher))]
        if met:
            yield n, _in_order(met)


def _met(
    one: _Worded, sentence: int, own: Sequence[Sequence[Found]], higher: Sequence[Sequence[Found]]
) -> list[Found]:
    """What meets each set in one sentence, or else above the provision; nothing if a set lacks."""
    here = [[f for f in found if one.sentence(f) == sentence] for found in own]
    met = [found or list(up) for found, up in zip(here, higher, strict=True)]
    return [f for found in met for f in found] if any(here) and all(met) else []


def _first_above(places: Places, n: int, covered: Places, read: _Read) -> list[Found]:
    """The phrases of a set in the nearest heading or lead-in that holds any."""
    for above in reversed(read.above[n]):
        if above not in places:
            continue
        one = read.worded[above]
        found = one.shown(places[above], covered.get(above, ()))
        # What stands below the list closes it and does not lead in.
        found = [f for f in found if "\n" not in one.provision.text[: f.span[0]]]
        if found:
            return found
    return []


def _in_order(met: Iterable[Iterable[Found]]) -> tuple[Found, ...]:
    """Each found words once."""
    return tuple(dict.fromkeys(found for one in met for found in one))
