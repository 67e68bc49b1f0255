"""Pages whose closer basis is the same are the same page: whatever was changed elsewhere."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from zhargy.compare.compare import compare
from zhargy.compare.decisions import Decision, Verdict
from zhargy.compare.entries import alignment_table, read_table
from zhargy.site.library import Alignment, Edition, Head, Library, Text
from zhargy.site.site import Site
from zhargy.text.read import read_bytes

_WORDS = {
    "en": "court city council mayor vote budget school water bridge market judge term law".split(),
    "ru": "суд город совет мэр голос бюджет школа вода мост рынок судья срок закон".split(),
}
_SEEDS = range(40 if os.environ.get("ZHARGY_CAMPAIGN") == "whole" else 4)


@dataclass(frozen=True)
class Point:
    """What a point says: chance begins at `seed`; `cites` is the number of an article, or 0."""

    seed: int
    cites: int = 0


@dataclass(frozen=True)
class Article:
    seed: int
    points: tuple[Point, ...]
    headed: bool = True


Plan = tuple[Article, ...]


def plan(chance: random.Random) -> Plan:
    return tuple(
        Article(
            chance.getrandbits(30),
            tuple(
                Point(chance.getrandbits(30), chance.randint(1, 8) * (chance.random() < 0.3))
                for _ in range(chance.randint(1, 4))
            ),
            chance.random() < 0.8,
        )
        for _ in range(8)
    )


def changed(old: Plan, chance: random.Random) -> Plan:
    """One change of an article, of a kind that chance takes."""
    new = list(old)
    place = chance.randrange(len(new))
    points = list(new[place].points)
    kind = chance.randrange(6)
    if kind == 0:
        points[-1] = Point(chance.getrandbits(30), points[-1].cites)
    elif kind == 1:
        points[-1] = replace(points[-1], cites=chance.randint(1, 8))
    elif kind == 2:
        points.append(Point(chance.getrandbits(30)))
    elif kind == 3 and len(points) > 1:
        points.pop(0)
    elif kind == 4:
        new.insert((place + 1) % len(new), new.pop(place))
        return tuple(new)
    else:
        new[place] = replace(new[place], headed=not new[place].headed)
        return tuple(new)
    new[place] = replace(new[place], points=tuple(points))
    return tuple(new)


def sentence(seed: int, language: str, least: int) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choices(_WORDS[language], k=chance.randint(least, 9))).capitalize()


def printed(articles: Plan, language: str, second_chapter: int) -> bytes:
    label, citing, title, chapter = {
        "en": ("Article", "Article {} of this Charter", "THE CHARTER", "Chapter"),
        "ru": ("Статья", "статья {} настоящего Устава", "УСТАВ", "Глава"),
    }[language]
    lines = [title, "", f"{chapter} 1. {sentence(1, language, 2)}"]
    for number, article in enumerate(articles, 1):
        if number == second_chapter:
            lines += ["", f"{chapter} 2. {sentence(2, language, 2)}"]
        heading = f" {sentence(article.seed, language, 1)}" if article.headed else ""
        lines += ["", f"{label} {number}.{heading}"]
        for n, point in enumerate(article.points, 1):
            cited = f" ({citing.format(point.cites)})" if point.cites else ""
            lines.append(f"{n}. {sentence(point.seed, language, 4)}{cited}.")
    return "\n".join(lines).encode()


@dataclass(frozen=True)
class Record:
    """The editions by language, each a plan; where the second chapter begins; what people corrected;
    whether the later editions were published again."""

    plans: tuple[dict[str, Plan], ...]
    second_chapter: int = 4
    corrected: int = 0
    republished: bool = False

    def library(self) -> Library:
        texts = [
            {code: self._text(articles, code, n) for code, articles in plans.items()}
            for n, plans in enumerate(self.plans)
        ]
        editions = tuple(
            Edition("charter", f"e{n}", {}, "draft", f"2031-01-0{n + 1}", found)
            for n, found in enumerate(texts)
        )
        return Library(
            title={"en": "Reform", "ru": "Реформа"},
            languages=("ru", "en"),
            authoritative=("ru",),
            head=Head("city.example/record", 9, "00", "2031-02-01T09:00:00Z", 0),
            acts={"charter": editions},
            alignments={
                ("charter", code, old.name, new.name): self._aligned(
                    old.texts[code], new.texts[code]
                )
                for code in ("ru", "en")
                for old, new in pairwise(editions)
            },
        )

    def _text(self, articles: Plan, code: str, n: int) -> Text:
        akn = printed(articles, code, self.second_chapter)
        act = read_bytes(akn, f"{code}.txt").act
        place = 20 + n if self.republished and n else n
        return Text(act, code, "authoritative", place, f"2031-01-0{n + 1}T09:00:00Z", akn.hex(), "")

    def _aligned(self, old: Text, new: Text) -> Alignment:
        comparison = compare(old.act, new.act)
        rows = read_table(alignment_table(comparison), "#1")["pairs"]
        paired = [row for row in rows if row["old"] and row["new"]]
        decisions = [
            Decision(row["old"], row["new"], Verdict.REJECT, "no")
            for row in paired[: self.corrected]
        ]
        return Alignment(9, "2031-01-09T09:00:00Z", rows, tuple(decisions))


def shown(site: Site) -> dict[str, tuple[str, str]]:
    """By address: the closer basis of a page, and the digest of the page made anew."""
    out = {}
    for path in site.paths():
        if closer := site.closer(path):
            page = site.page(path)
            assert page is not None
            out[path] = (closer, page.digest)
    return out


@pytest.mark.parametrize("seed", _SEEDS)
def test_pages_of_one_closer_basis_are_one_page(seed: int) -> None:
    chance = random.Random(seed)
    first = plan(chance)
    second = changed(changed(changed(first, chance), chance), chance)
    third = changed(changed(second, chance), chance)
    record = Record(tuple({"ru": one, "en": one} for one in (first, second, third)))
    # One edition, one language, or how they are aligned: something else each time.
    plans = list(record.plans)
    which = chance.randrange(3)
    plans[which] = changed_in(plans[which], chance)
    others = [
        replace(record, plans=tuple(plans)),
        replace(record, corrected=1 + seed % 3),
        replace(record, republished=True),
        replace(record, second_chapter=5),
    ]
    # Without a history the words themselves decide.
    alone = [Record((changed_in(record.plans[0], chance),))]
    for earlier, later in ((record, others), (Record(record.plans[:1]), alone)):
        before = shown(Site(earlier.library()))
        for other in later:
            same, differing = told_apart(before, shown(Site(other.library())))
            assert same & differing == set()
            assert same, "a change in one place leaves pages as they are"
            assert differing, "and changes some"


def changed_in(plans: dict[str, Plan], chance: random.Random) -> dict[str, Plan]:
    code = chance.choice(("ru", "en"))
    return plans | {code: changed(plans[code], chance)}


def told_apart(
    before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]
) -> tuple[set[str], set[str]]:
    """The pages whose closer basis is the same, and those that are not the same page."""
    both = before.keys() & after.keys()
    same = {path for path in both if before[path][0] == after[path][0]}
    return same, {path for path in both if before[path][1] != after[path][1]}
