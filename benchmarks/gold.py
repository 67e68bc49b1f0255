"""Gold alignments, made by reading, and how well a list of pairs meets them.

The convention is docs/spec/alignment.md; the files are benchmarks/gold/*.tsv and the expected
alignments of the two samples.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from zhargy.compare.align.aligner import Nearest
from zhargy.compare.words import tokens
from zhargy.reform.texts import read_file
from zhargy.text.act import Act

ROOT = Path(__file__).resolve().parent.parent
# The texts of the project's own field, and a folder for those of other countries whose gold is here:
# the header of each gold file says where its texts come from.
FOLDERS = [
    Path(os.environ[name])
    for name in ("ZHARGY_REAL_DATA", "ZHARGY_MORE_DATA")
    if os.environ.get(name)
]
REAL = Path(os.environ["ZHARGY_REAL_DATA"]) if os.environ.get("ZHARGY_REAL_DATA") else None
Pair = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """Two texts and their gold alignment. `unseen`: nobody tuned on it."""

    name: str
    old: Path
    new: Path
    gold: Path
    unseen: bool = False


@dataclass
class Gold:
    """Certain pairs, debatable pairs, certain new and dropped units."""

    certain: set[Pair] = field(default_factory=set)
    debatable: set[Pair] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Gold:
        gold = cls()
        rows = [
            line.split("\t")
            for line in path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        ]
        for old, new, sure, *_ in rows[1:]:
            if is_unit(old) and is_unit(new):
                gold._add(old, new, sure == "certain")
        return gold

    def _add(self, old: str, new: str, certain: bool) -> None:
        if old == "-" and certain:
            self.new.add(new)
        elif new == "-" and certain:
            self.dropped.add(old)
        elif old != "-" and new != "-":
            (self.certain if certain else self.debatable).add((old, new))


def is_unit(address: str) -> bool:
    """Headings and preamble paragraphs are no units of the convention."""
    return "heading" not in address and not address.startswith("preamble")


def cases() -> list[Case]:
    """The cases whose texts are here; real ones only with ZHARGY_REAL_DATA."""
    found = [
        Case(
            f"jetiaral {a} - {b}",
            ROOT / "examples/jetiaral/texts" / f"{old}.ru.txt",
            ROOT / "examples/jetiaral/texts" / f"{new}.ru.txt",
            ROOT / "examples/jetiaral/expected" / f"align.{a}.{b}.tsv",
        )
        for a, old, b, new in (
            ("in-force", "charter-in-force", "draft-1", "draft-1"),
            ("draft-1", "draft-1", "draft-2", "draft-2"),
            ("draft-2", "draft-2", "adopted", "adopted"),
            ("in-force", "charter-in-force", "adopted", "adopted"),
        )
    ]
    texts = ROOT / "examples/association/texts"
    found += [
        Case(
            f"association ({language})",
            texts / f"statute-2019.{language}.txt",
            texts / f"statute-2027.{language}.txt",
            ROOT / "examples/association/expected/align.2019.2027.tsv",
        )
        for language in ("kk", "ru", "en")
    ]
    corpus = ROOT / "tests/corpus"
    found += [
        Case(
            name,
            corpus / f"{name}.old.txt",
            corpus / f"{name}.new.txt",
            corpus / f"{name}.align.tsv",
        )
        for name in ("de-statuten", "fr-statuts", "es-estatutos", "en-bylaws", "en-act")
    ]
    found += [
        Case(name, old, new, ROOT / "benchmarks/gold" / f"{gold}.tsv", unseen)
        for name, before, after, gold, unseen in REAL_CASES
        if (old := real(before)) and (new := real(after))
    ]
    return [case for case in found if case.gold.exists()]


# Name, texts, gold, unseen. Where the texts outside the shared folder come from: the gold's header.
REAL_CASES = (
    (
        "constitution",
        "kz/constitution-1995.2023-01-01.ru.pdf",
        "kz/constitution-2026.ru.txt",
        "kz-constitution",
        False,
    ),
    (
        "parliament - kurultai",
        "kz/law-on-parliament-1995.ru.txt",
        "kz/law-on-kurultai-2026.ru.txt",
        "kz-parliament-kurultai",
        False,
    ),
    (
        "referendum law",
        "kz/law-on-referendum-1995.ru.txt",
        "kz/law-on-referendum-1995.2026-07-01.ru.txt",
        "kz-referendum",
        False,
    ),
    (
        "normative - legal acts",
        "kz/law-on-normative-acts.2016-04-06.ru.pdf",
        "kz/law-on-legal-acts.2026-01-09.ru.pdf",
        "kz-normative-legal",
        True,
    ),
    (
        "owasp by-laws (en)",
        "owasp-2024.old.en.md",
        "owasp-2024.new.en.md",
        "en-owasp",
        False,
    ),
    ("club statute (de)", "vcm-2023.old.de.md", "vcm-2023.new.de.md", "de-vcm", False),
    (
        "agency (es)",
        "es-md-agencia.old.es.md",
        "es-md-agencia.new.es.md",
        "es-md-agencia",
        False,
    ),
    (
        "communities (es)",
        "es-ib-comunidades.old.es.md",
        "es-ib-comunidades.new.es.md",
        "es-ib-comunidades",
        False,
    ),
    (
        "crafts (es)",
        "es-ga-artesania.old.es.md",
        "es-ga-artesania.new.es.md",
        "es-ga-artesania",
        False,
    ),
    (
        "environment (es)",
        "es-nc-ambiente.old.es.md",
        "es-nc-ambiente.new.es.md",
        "es-nc-ambiente",
        True,
    ),
    (
        "ombudsman (es)",
        "es-vc-sindic.old.es.md",
        "es-vc-sindic.new.es.md",
        "es-vc-sindic",
        True,
    ),
    (
        "council (es)",
        "es-an-consultivo.old.es.md",
        "es-an-consultivo.new.es.md",
        "es-an-consultivo",
        True,
    ),
)


def real(name: str) -> Path | None:
    """A real text by its name, where one of the folders holds it."""
    return next((folder / name for folder in FOLDERS if (folder / name).exists()), None)


def read_case(case: Case) -> tuple[Act, Act, Gold]:
    """The two acts and the gold; a unit that the gold names and the act lacks is an error."""
    return read_file(case.old).act, read_file(case.new).act, Gold.read(case.gold)


# -- how well -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Score:
    """Precision, recall, F1 of pairs; recall by kind; F1 of new and dropped; F1 of pair with fate."""

    precision: float
    recall: float
    f1: float
    split: float
    merged: float
    moved: float
    new: float
    dropped: float
    fate: float


def score(found: set[Pair], gold: Gold, old: list[str], new: list[str], same: set[Pair]) -> Score:
    """`old`, `new`: all unit addresses; `same`: pairs with the same words."""
    counted = found - gold.debatable
    right = counted & gold.certain
    precision, recall = _ratio(len(right), len(counted)), _ratio(len(right), len(gold.certain))
    kinds = kinds_of(gold.certain, same)
    found_kinds = kinds_of(found, same)
    by_kind = {
        kind: _ratio(
            sum(1 for p, k in kinds.items() if k == kind and p in found),
            sum(1 for k in kinds.values() if k == kind),
        )
        for kind in ("split", "merged", "moved")
    }
    with_fate = sum(1 for pair in right if found_kinds[pair] == kinds[pair])
    return Score(
        precision,
        recall,
        _f1(precision, recall),
        by_kind["split"],
        by_kind["merged"],
        by_kind["moved"],
        _lone_f1(set(new) - {b for _, b in found}, gold.new, {b for _, b in gold.debatable}),
        _lone_f1(set(old) - {a for a, _ in found}, gold.dropped, {a for a, _ in gold.debatable}),
        _f1(_ratio(with_fate, len(counted)), _ratio(with_fate, len(gold.certain))),
    )


def within_three(of_old: Nearest, of_new: Nearest, old: Act, new: Act, certain: set[Pair]) -> float:
    """The share of the true pairs that the candidates of either side hold."""
    near = {(i, j) for i, row in enumerate(of_old) for j, _ in row}
    near |= {(i, j) for j, row in enumerate(of_new) for i, _ in row}
    held = {(old.units[i].address, new.units[j].address) for i, j in near}
    return _ratio(len(held & certain), len(certain))


def same_words(old: Act, new: Act, pairs: Iterable[Pair]) -> set[Pair]:
    """The pairs whose words are the same, apart from case and punctuation."""
    words = [
        {u.address: [t.key for t in tokens(u.text)[1] if t.is_word] for u in act.units}
        for act in (old, new)
    ]
    return {(a, b) for a, b in pairs if a in words[0] and words[0][a] == words[1].get(b)}


def kinds_of(pairs: Iterable[Pair], same: set[Pair]) -> dict[Pair, str]:
    """split > merged > moved > same > reworded, by the convention."""
    pairs = list(pairs)
    olds, news = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    flow: dict[str, Counter[str]] = defaultdict(Counter)
    for a, b in pairs:
        flow[_article(a)][_article(b)] += 1
    kinds = {}
    for a, b in pairs:
        home = max(
            flow[_article(a)].items(), key=lambda item: (item[1], item[0] == _article(a), item[0])
        )[0]
        if olds[a] > 1:
            kinds[a, b] = "split"
        elif news[b] > 1:
            kinds[a, b] = "merged"
        elif flow[_article(a)][_article(b)] < flow[_article(a)][home]:
            kinds[a, b] = "moved"
        else:
            kinds[a, b] = "same" if (a, b) in same else "reworded"
    return kinds


def _article(address: str) -> str:
    return address.split("__")[0]


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _lone_f1(found: set[str], gold: set[str], debatable: set[str]) -> float:
    found = found - debatable
    gold = gold - debatable
    if not found and not gold:
        return 1.0
    return _f1(_ratio(len(found & gold), len(found)), _ratio(len(found & gold), len(gold)))
