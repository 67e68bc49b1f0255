"""How well the provisions that speak of a topic are found, and whether languages agree.

python -m benchmarks topics            figures
python -m benchmarks topics --errors tuned   what is missed and wrong in a series
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.gold import REAL, ROOT
from zhargy.reform.texts import read_file
from zhargy.reform.topics import topics_for
from zhargy.terms.topics import Topic, matches
from zhargy.text.provision import Citation, Provision

_LABELS = ROOT / "benchmarks" / "gold" / "topics.tsv"
_SERIES = ("held", "held2", "held3", "unread", "tuned")
_SAMPLE = ROOT / "examples" / "jetiaral" / "texts"


@dataclass(frozen=True)
class Label:
    """Articles by number; `debatable` ones count for neither side."""

    topic: str
    series: str
    text: str
    sought: frozenset[str]
    debatable: frozenset[str]


def labels() -> list[Label]:
    rows = [
        line.split("\t")
        for line in _LABELS.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return [
        Label(topic, series, text, _numbers(sought), _numbers(debatable))
        for topic, series, text, sought, debatable in rows[1:]
    ]


def _numbers(cell: str) -> frozenset[str]:
    return frozenset(() if cell == "-" else cell.split())


def _files() -> dict[tuple[str, str], Path]:
    files = {("jetiaral", c): _SAMPLE / f"adopted.{c}.txt" for c in ("kk", "ru", "en")}
    if REAL is not None:
        files |= {("kz", c): REAL / "kz" / f"constitution-2026.{c}.txt" for c in ("kk", "ru")}
        files["kz95", "ru"] = REAL / "kz" / "constitution-1995.2023-01-01.ru.pdf"
    return files


def _preamble() -> list[Provision]:
    """The Russian preamble, which stands in a file of its own: one line, one provision."""
    path = Path(str(REAL)) / "kz" / "constitution-2026.preamble.ru.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    return [Provision(Citation.of(preamble=str(n)), line) for n, line in enumerate(lines, 1)]


@cache
def _provisions(text: str, language: str) -> tuple[Provision, ...]:
    act = read_file(_files()[text, language]).act
    apart = _preamble() if (text, language) == ("kz", "ru") else []
    return (*apart, *act.provisions)


def _number(citation: Citation) -> str:
    """The article as the labels name it; other parts by their address."""
    if citation.get("preamble"):
        return "preamble"
    return citation.get("article") or citation.address


def _articles(citations: Iterable[Citation]) -> frozenset[str]:
    """Articles and the preamble: a heading of a section is no article."""
    found = {_number(citation) for citation in citations}
    return frozenset(n for n in found if n[0].isdecimal() or n == "preamble")


def _topics() -> tuple[Topic, ...]:
    return topics_for("kazakhstan")


@cache
def ours(text: str, language: str) -> dict[str, frozenset[str]]:
    """Topic -> articles."""
    found = matches(_topics(), _provisions(text, language), language)
    return {code: _articles(m.citation for m in one) for code, one in found.items()}


@cache
def plain(text: str, language: str) -> dict[str, frozenset[str]]:
    """What a search for the title of the topic finds, letter by letter, whatever the case."""
    return {
        topic.code: _articles(
            p.citation
            for p in _provisions(text, language)
            if topic.wordings[language].title.casefold() in p.text.casefold()
        )
        for topic in _topics()
    }


def counted(label: Label, found: frozenset[str]) -> Counter[str]:
    return Counter(
        right=len(found & label.sought),
        wrong=len(found - label.sought - label.debatable),
        missed=len(label.sought - found),
        debatable=len(found & label.debatable),
    )


def _said(counts: Counter[str]) -> str:
    """Right, wrong, missed; precision, recall; precision if what is debatable were wrong."""
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    shares = (right + wrong, right + missed, right + wrong + counts["debatable"])
    shown = " ".join(f"{right / of:.2f}" if of else " -  " for of in shares)
    return f"{right:4} {wrong:4} {missed:4}   {shown}"


def main(arguments: list[str]) -> None:
    if REAL is None:
        print("the real constitution: ZHARGY_REAL_DATA is not set")
    if "--errors" in arguments:
        _errors(arguments)
        return
    _against_labels()
    _agreement()


def _against_labels() -> None:
    print(
        "articles right, wrong, missed; precision, recall, precision if the debatable were wrong;"
    )
    print("beside them the same of a search for the title")
    gold = [label for label in labels() if any(text == label.text for text, _ in _files())]
    for series in _SERIES:
        chosen = [label for label in gold if label.series == series]
        total, peer = Counter[str](), Counter[str]()
        for text, language in _files():
            of_text = [label for label in chosen if label.text == text]
            if not of_text:
                continue
            one = _sum(counted(g, ours(text, language)[g.topic]) for g in of_text)
            two = _sum(counted(g, plain(text, language)[g.topic]) for g in of_text)
            print(f"  {series:6} {text:9} {language}  {_said(one)}    {_said(two)}")
            total.update(one)
            peer.update(two)
        print(f"  {series:6} all           {_said(total)}    {_said(peer)}")
        for topic in sorted({g.topic for g in chosen}):
            of_topic = [
                (g, c) for g in chosen for t, c in _files() if (t, g.topic) == (g.text, topic)
            ]
            one = _sum(counted(g, ours(g.text, c)[topic]) for g, c in of_topic)
            print(f"    {topic:22}       {_said(one)}")


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    total = Counter[str]()
    for one in counts:
        total.update(one)
    return total


def _agreement() -> None:
    """Articles that all languages mark, of those that any marks."""
    print("agreement of languages: articles marked in all, in any; least agreeing topics")
    for text, languages in (("kz", ("kk", "ru")), ("jetiaral", ("kk", "ru", "en"))):
        if (text, languages[0]) not in _files():
            continue
        shares = []
        both = either = 0
        for topic in _topics():
            marked = [
                frozenset(a for a in ours(text, c)[topic.code] if a.isdecimal()) for c in languages
            ]
            every, some = frozenset.intersection(*marked), frozenset.union(*marked)
            both, either = both + len(every), either + len(some)
            if some:
                shares.append((len(every) / len(some), topic.code, sorted(some - every, key=int)))
        whole = sum(share == 1 for share, *_ in shares)
        print(
            f"  {text:9} {both} of {either} ({both / either:.2f}); the same articles in every "
            f"language: {whole} of {len(shares)} topics that occur"
        )
        for share, code, apart in sorted(shares)[:12]:
            print(f"    {code:22} {share:.2f}  differ: {' '.join(apart)}")


def _errors(seen: list[str]) -> None:
    for label in labels():
        for text, language in _files():
            if label.series not in seen or text != label.text:
                continue
            found = ours(text, language)[label.topic] - label.debatable
            wrong, missed = found - label.sought, label.sought - found
            if wrong or missed:
                print(
                    f"{label.topic:22} {text:9} {language}  wrong {sorted(wrong)}  missed {sorted(missed)}"
                )
