"""From phrases to places: which number stands in which unit.

Russian and English go from small to large: a larger unit closes all open smaller ones ("пункт 2
статьи 28 и пункт 3 статьи 29"). Kazakh goes from large to small: a smaller unit refines the open
larger one, an equal or larger one starts a branch that keeps what is larger still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from zhargy.languages.citing.usage import Usage
from zhargy.text.citation.items import Item
from zhargy.text.citation.phrases import Phrase
from zhargy.text.citation.reference import RANK

_LADDER = ("article", "point", "subpoint", "item", "subitem")
_DECIMALS = ("section", "item", "subitem", "subsubitem")
_OWN_KINDS = frozenset({"rule", "regulation", "bylaw", "by-law", "bye-law", "standingorder"})
_FREE = ("part", "paragraph", "row", "sentence")
_INSERTED = 2
_COMPOSED = re.compile(r"\d+(?:\.\d+){1,2}(?:\.[a-z])?")
_OF_SECTIONS = re.compile(r"\b(?:Act|Code|Constitution)\b")
_MOST = 400
_ARTICLE, _SMALL = RANK["article"], RANK["point"]


@dataclass(frozen=True, slots=True)
class Step:
    """A level with its number and where the number stands."""

    level: str
    number: str
    mark: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """One place: steps, outermost first, how they were put together and how sure that is."""

    steps: tuple[Step, ...]
    rule: str
    confidence: float
    relative: bool = False

    @property
    def below_article(self) -> bool:
        """Is an article, or the like, understood before it?"""
        return RANK.get(self.steps[0].level, 0) > _ARTICLE


Ordered = list[Phrase]  # outermost first


def places_of(phrases: Sequence[Phrase], usage: Usage, act: str = "") -> list[Place]:
    """The places that the phrases of one citation of `act` name, in reading order."""
    if usage.bracketed:
        _count_articles(phrases, act)
    orders = _large_first(phrases) if usage.larger_first else _small_first(phrases, usage.bracketed)
    return [place for order, rule in orders for place in _expanded(order, rule)]


def _count_articles(phrases: Sequence[Phrase], act: str) -> None:
    """ "Paragraph 12(1)(a) of the Land Act" is one of section 12, as "subsection 38(1)" is; without
    an act beside it or with a schedule it is a paragraph with this number.
    """
    words = {phrase.word.value: phrase for phrase in phrases}
    others = any(_of_an_article(phrase, phrase.items[0]) for phrase in phrases)
    if any(a.word.value == "article" and b.word.value == "paragraph" for a, b in pairwise(phrases)):
        return  # Article 39, paragraph 2(b)
    if not (others or _OF_SECTIONS.search(act)) or "annex" in {p.word.level for p in phrases}:
        return
    paragraph = words.get("paragraph")
    if paragraph and paragraph.items[0].subs and paragraph.items[0].subs[-1][0].isalpha():
        paragraph.word = replace(paragraph.word, bracketed="article", brackets=1)


# -- large to small ---------------------------------------------------------------------------------


def _large_first(phrases: Sequence[Phrase]) -> list[tuple[Ordered, str]]:
    branches: list[tuple[Ordered, str]] = []
    path: Ordered = []
    for n, phrase in enumerate(phrases):
        level = _level(phrase)
        if phrase.relative or n and _unlinked(phrases[n - 1], phrase):
            path = []
        if phrase.before and phrase.word.bare and level == "article" and path and path[-1].word.own:
            path = []  # III бөлімнің 9-тарауы және 83-бап: no part of the section
        names = [_level(p) for p in path]
        if level in names:
            path = path[: names.index(level)]
        elif phrase.before:
            path = [p for p in path if RANK[_level(p)] < RANK[level]]
        if path and not phrase.before and phrase.word.joins and path[-1].word.bare:
            branches.append((path, "single"))  # 2-тармақ 4-1) тармақшамен: both are meant
        path = [*path, phrase]
        following = phrases[n + 1] if n + 1 < len(phrases) else None
        if following is not None and _goes_on(phrase, following):
            following.before = ""
            continue
        if following is None or following.before or _unlinked(phrase, following):
            branches.append((path, "descending" if len(path) > 1 else "single"))
    return branches


def _goes_on(phrase: Phrase, following: Phrase) -> bool:
    """39-бап, 3-тармақ; 5-бөлімде, 2-тарауда; 39-бабы (3-тармақ): in one case with a comma, or in
    brackets, they are one place, said in steps.
    """
    words = phrase.word, following.word
    alike = words[0].case == words[1].case or following.inside
    step = alike and not any(word.linked for word in words) and len(phrase.items) == 1
    comma = following.before == "," and not following.relative
    return step and comma and RANK[_level(phrase)] < RANK[_level(following)]


def _unlinked(phrase: Phrase, following: Phrase) -> bool:
    """3-тарау 15-1-баппен: a chapter without an ending that ties the article to it."""
    word = phrase.word
    tied = following.before or word.linked or word.own or (word.bare and following.word.bare)
    return not tied and RANK[_level(phrase)] < _ARTICLE


# -- small to large ---------------------------------------------------------------------------------


def _small_first(phrases: Sequence[Phrase], bracketed: bool) -> list[tuple[Ordered, str]]:
    orders: list[tuple[Ordered, str]] = []
    runs: list[list[Phrase]] = []
    for run in _runs(phrases):
        if bracketed and runs and _says_more(runs[-1], orders[-1][1], run):
            order = orders[-1][0]
            order.insert(order.index(runs[-1][-1]) + 1, run[0])
            continue
        runs.append(run)
        orders.append(_in_order(run, bracketed))
    out: list[tuple[Ordered, str]] = []
    for n, (order, rule) in enumerate(orders):
        supply = _supply_after(order, orders[n + 1 :]) or _supply_before(order, out, runs[n])
        if supply:
            if out and supply == out[-1][0]:
                supply = _second_step(out)
            out.append(([*supply, *order], rule if len(order) > 1 else "descending"))
        else:
            out.append((order, rule))
    return out


def _says_more(before: Sequence[Phrase], rule: str, run: Sequence[Phrase]) -> bool:
    """point (b) of Article 20, first subparagraph; paragraph 2 of Schedule 1, Part 1: what follows
    the comma is a place in the unit before it, and holds what was said first.
    """
    more = run[0]
    if rule != "ascending" or len(run) > 1 or more.before != "," or len(more.items) > 1:
        return False
    if more.word.value == "part":
        return _level(before[-1]) == "annex"
    return more.counted and _level(more) in _FREE and _level(before[-1]) in ("article", "point")


def _second_step(out: list[tuple[Ordered, str]]) -> Ordered:
    """статья 39, пункт 3: one place, said in two steps. Of a list ("статьи 5 и 6, пункт 1") the
    last member is meant, and the others stay.
    """
    order, rule = out.pop()
    last = order[-1]
    if len(last.items) > 1:
        out.append(([*order[:-1], replace(last, items=last.items[:-1])], rule))
    return [*order[:-1], replace(last, items=last.items[-1:])]


def _runs(phrases: Sequence[Phrase]) -> Iterator[list[Phrase]]:
    """Phrases that follow each other with no comma and no "and" between."""
    run: list[Phrase] = []
    for phrase in phrases:
        again = run and _is_article(run[-1]) and _is_article(phrase) and not phrase.of
        again = again and run[-1].word.value == phrase.word.value  # п. 3 ст. 9 ст. 12
        added = run and phrase.word.joins and not run[-1].word.joins and not phrase.of
        added = added and RANK[_level(run[-1])] < RANK[_level(phrase)] and not run[-1].word.short
        if run and (phrase.before and not _stray_comma(run[-1], phrase) or again or added):
            yield run
            run = []
        run.append(phrase)
    if run:
        yield run


def _is_article(phrase: Phrase) -> bool:
    return phrase.word.level == "article" and not phrase.relative


def _stray_comma(phrase: Phrase, following: Phrase) -> bool:
    """подпунктом 1, пункта 5 статьи 87: the genitive ties them all the same."""
    genitive = following.word.linked and following.word.many is False
    return (
        following.before == ","
        and genitive
        and not phrase.word.linked
        and RANK[_level(phrase)] > RANK[_level(following)]
    )


def _in_order(run: list[Phrase], bracketed: bool) -> tuple[Ordered, str]:
    if len(run) == 1:
        return run, "single"
    ranks = [RANK[_level(phrase)] for phrase in run]
    turns = ranks[0] > min(ranks) == _ARTICLE < ranks[-1] and len(set(ranks)) == len(ranks)
    if bracketed and turns and not run[-1].of:
        # the second sentence of Article 23 paragraph 4
        return sorted(run, key=lambda phrase: RANK[_level(phrase)]), "ascending"
    if _ascends(run, bracketed):
        return run[::-1], "ascending"
    return run, "descending"


def _ascends(run: Sequence[Phrase], bracketed: bool) -> bool:
    """Small to large? The genitive and "of" say so; else the ranks of the outer two do."""
    if run[1].of:
        return bracketed or RANK[_level(run[0])] > RANK[_level(run[1])]
    second = run[1].word
    if second.linked and not second.short:
        return True
    if second.short and not bracketed and _level(run[0]) == _level(run[-1]):
        return True  # п.п. «а», «б» п. 1
    return RANK[_level(run[0])] > RANK[_level(run[-1])]


def _supply_after(order: Ordered, later: Sequence[tuple[Ordered, str]]) -> Ordered:
    """The larger units that a later run names for this one too: 1) пункта 3, 2) пункта 5 статьи 6."""
    if order[0].relative or RANK[_level(order[0])] <= _ARTICLE:
        return []
    top = _level(order[0])
    for following, rule in later:
        if following[0].relative and _level(following[0]) == top:
            return []
        if len(following) > 1 and rule == "ascending":
            names = [_level(p) for p in following]
            if top in names[1:]:
                return following[: names.index(top)]
            if RANK[names[0]] < RANK[top]:
                return [p for p in following[:-1] if RANK[_level(p)] < RANK[top]]
        if RANK[_level(following[0])] <= _ARTICLE:
            return []
    return []


def _supply_before(
    order: Ordered, done: Sequence[tuple[Ordered, str]], run: Sequence[Phrase]
) -> Ordered:
    """The larger units before a comma: статья 39, пункт 3."""
    if not done or order[0].relative:
        return []
    before, rule = done[-1]
    level = _level(order[0])
    if run[0].word.joins and not run[0].before and RANK[_level(before[-1])] >= _ARTICLE:
        return before  # дополнить статью 3 пунктом 5
    comma = run[0].before == ","
    if not comma and rule != "descending":
        return []
    if rule == "ascending":
        return []
    names = [_level(p) for p in before]
    single = all(len(p.items) == 1 for p in before)
    holds = before[0].word.outer or names[0] == "section" or _is_step(before[-1], order[0])
    if comma and single and _rank(before[0]) < _rank(order[0]) <= _ARTICLE and holds:
        return before  # Part I, Chapter II
    if level in names:
        other = order[0].word.value not in {*(p.word.value for p in before), *_OWN_KINDS}
        other = other and not _of_an_article(order[0], order[0].items[0])
        # Article I, Section 8, Clause 3
        return before if comma and single and other else before[: names.index(level)]
    return [p for p in before if _rank(p) < RANK[level]] if RANK[level] > _ARTICLE else []


def _is_step(phrase: Phrase, following: Phrase) -> bool:
    """глава 3, статья 39: both in the nominative, or both abbreviated."""
    words = phrase.word, following.word
    several = words[1].many is None and _names_several(following)  # глава 3, статьи 2 и 5
    alike = words[0].bare and (words[1].bare or several) or all(word.short for word in words)
    if (
        words[1].many is False
        and _level(following) == "article"
        and words[0].roman == words[0].level
    ):
        # Chapter IV, Article 3; Chapter III, Part 2, section 25
        alike = alike or bool(words[1].decimals) or words[0].outer
    if _level(phrase) == "annex":
        return words[1].many is False and _level(following) == "article"
    return alike and _level(phrase) in ("chapter", "part") and _level(following) == "article"


def _names_several(phrase: Phrase) -> bool:
    return len(phrase.items) > 1 or ".." in phrase.items[0].value


# -- numbers ----------------------------------------------------------------------------------------


def _level(phrase: Phrase) -> str:
    """The level of a unit by what its numbers look like."""
    word, item = phrase.word, phrase.items[0]
    if item.style == "ordinal":
        return word.ordinal
    if item.style == "roman":
        return word.roman
    if item.bracketed and word.level == "article" != word.lettered:
        return word.lettered  # clause (3)
    if _of_an_article(phrase, item):
        return word.bracketed  # subsection 38(1)
    if item.style == "letter" and item.value.isupper() and not item.bracketed:
        return word.roman  # Section A of Annex II
    if item.style in ("letter", "bracket"):
        return word.lettered if not item.value[:1].isdigit() else word.level
    return word.level


def _of_an_article(phrase: Phrase, item: Item) -> bool:
    """Does a number with brackets behind it count articles: subparagraph 12(1)(a)(ii)?"""
    plain = item.style == "number" and not item.bracketed
    return plain and bool(phrase.word.bracketed) and len(item.subs) >= phrase.word.brackets


def _rank(phrase: Phrase) -> int:
    return 0 if phrase.word.outer else RANK[_level(phrase)]


def _expanded(order: Ordered, rule: str) -> Iterator[Place]:
    lists = [phrase.items for phrase in order]
    count = 1
    for items in lists:
        count *= len(items)
    chosen: Iterator[tuple[Item, ...]]
    sure = 1.0
    if count <= _MOST:
        chosen = product(*lists)
    else:
        # Nobody cites a square of lists: one list at a time, the first member of the others.
        heads = [items[0] for items in lists]
        chosen = (
            (*heads[:n], item, *heads[n + 1 :]) for n, items in enumerate(lists) for item in items
        )
        sure = 0.3
    levels = _levels(order)
    for members in chosen:
        yield _place(order, levels, members, rule, sure)


def _levels(order: Ordered) -> list[str]:
    """A level that is taken makes the smaller unit one step deeper: (ii) of (b)."""
    levels: list[str] = []
    for phrase in order:
        level = _level(phrase)
        while level in levels and level in _LADDER[:-1]:
            level = _LADDER[_LADDER.index(level) + 1]
        if level == "article" and phrase.word.lettered == "point" and "annex" in levels:
            level = "point"  # clause 12 of Schedule 3
        levels.append(level)
    return levels


def _place(
    order: Ordered, levels: Sequence[str], items: Sequence[Item], rule: str, sure: float
) -> Place:
    steps: list[Step] = []
    for phrase, level, item in zip(order, levels, items, strict=True):
        if level == "point" and [step.level for step in steps[-2:]] == ["article", "subpoint"]:
            steps[-1] = replace(steps[-1], level="point")  # paragraph (2) of section 5(b)
        while level in _LADDER[:-1] and any(step.level == level for step in steps):
            level = _LADDER[_LADDER.index(level) + 1]  # (ii) of paragraph (3)(a)
        if not steps and _of_an_article(phrase, item):
            level = phrase.word.bracketed
        number, doubt = _settled(item, phrase, level)
        sure *= doubt
        if phrase.word.decimals and _COMPOSED.fullmatch(number):
            parts = zip(_LADDER, number.split("."), strict=False)  # Article 46.2 is paragraph 2
            steps += [Step(name, part, item.mark) for name, part in parts]
        else:
            steps += _decimal_steps(number, item, level, len(order))
        _add_brackets(steps, item)
    if not order[0].relative and RANK.get(steps[0].level, 0) >= _SMALL:
        sure *= 0.97  # it does not say of which article
    return Place(tuple(steps), rule, sure, order[0].relative)


def _settled(item: Item, phrase: Phrase, level: str) -> tuple[str, float]:
    """ "10-1" is one number, "12-15" may be a range: by growth and by the number of the unit."""
    first, hyphen, second = item.value.partition("-")
    if not hyphen or ".." in item.value or not (first.isdigit() and second.isdigit()):
        return item.value, item.doubt
    if int(second) <= int(first):
        return item.value, item.doubt
    short = phrase.word.short and phrase.word.value == phrase.word.level  # п. 7-12
    if phrase.word.many is False and not (short and int(second) - int(first) > 1):
        return item.value, item.doubt * 0.9
    if phrase.word.many is None and int(second) - int(first) < 2 and level != "article":
        return item.value, item.doubt * 0.6
    # A form that may be either: a range, until the contents of the act say otherwise.
    return f"{first}..{second}", item.doubt * (0.95 if phrase.word.many else 0.8)


def _decimal_steps(number: str, item: Item, level: str, depth: int) -> list[Step]:
    """A charter numbers by decimals: пункт 4.2.3. "статья 128.1" is an inserted article."""
    parts = number.split(".") if "." in number and ".." not in number else []
    by_decimals = depth == 1 and (level == "point" or len(parts) > _INSERTED)
    of_a_code = any(len(part) > _INSERTED for part in parts[1:])  # section 90.71.210
    if not parts or not by_decimals or of_a_code or len(parts) > len(_DECIMALS):
        return [Step(level, number, item.mark)]
    return [Step(name, part, item.mark) for name, part in zip(_DECIMALS, parts, strict=False)]


def _add_brackets(steps: list[Step], item: Item) -> None:
    """74(1)(b): a digit below an article is a point, a letter a subpoint; then one level each."""
    digits = [value[:1].isdigit() for value, _ in item.subs]
    for n, (value, mark) in enumerate(item.subs):
        last = steps[-1].level
        at = _LADDER.index(last) if last in _LADDER else 0
        # 5(a) is a subpoint; 401(c)(1) counts from the letter
        if last == "article" and not digits[n] and not any(digits[n:]):
            at += 1
        level = _LADDER[min(at + 1, len(_LADDER) - 1)]
        steps.append(Step(level, value, mark))


_SUBSECTION = re.compile(r"[a-z]{1,2}")
_OF_CODES = {"subpoint": re.compile(r"\d+[A-Z]?"), "item": re.compile(r"[A-Z]{1,2}"), "subitem": re.compile(r"[ivx]+")}  # fmt: skip


def _in_a_code(place: Place, context: Sequence[Step]) -> Place:
    """Where subsections have letters, section 529(e), paragraphs have figures, subparagraphs
    capitals, clauses Roman numbers: the first step of the place at its level.
    """
    first = place.steps[0]
    last = context[-1] if context else None
    numbered = last is not None and last.level == "point" and last.number[:1].isdigit()
    if numbered and first.level == "point" and _SUBSECTION.fullmatch(first.number):
        # in sub-section (1) of section 8, for clause (j)
        return replace(place, steps=(replace(first, level="subpoint"), *place.steps[1:]))
    lettered = any(s.level == "point" and _SUBSECTION.fullmatch(s.number) for s in context)
    if not lettered or first.level not in ("point", "subpoint", "item"):
        return place
    for level, look in _OF_CODES.items():
        if look.fullmatch(first.number) and any(
            _LADDER.index(s.level) == _LADDER.index(level) - 1
            for s in context
            if s.level in _LADDER
        ):
            return replace(place, steps=(replace(first, level=level), *place.steps[1:]))
    return place


def carried(place: Place, context: Sequence[Step]) -> Place:
    """The place below the larger units of `context`: в статье 44: подпункт 2)."""
    place = _in_a_code(place, context)
    level = place.steps[0].level
    names = [step.level for step in context]
    if level in names:
        kept = tuple(context[: names.index(level)])
    elif level in _FREE:
        kept = tuple(context)
    else:
        kept = tuple(step for step in context if RANK.get(step.level, 99) < RANK.get(level, 0))
    if not kept or place.relative:
        return place
    return replace(place, steps=(*kept, *place.steps), rule="carried")
