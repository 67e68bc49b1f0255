"""The public site: the sample, a code of 1,000 articles in three languages, one change, one page.

python -m benchmarks site            the sample, the code, the page of the Constitution
python -m benchmarks site small      the same with a code of 60 articles

The code is made of real wording, the same changes in each language: runs of words of the
Constitution (Kazakh, Russian) and of the sample (English), articles of about five points numbered
through, a citation in every eighth point. The next edition rewords 300 points, drops and adds some
and moves an article.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.gold import REAL, ROOT
from zhargy.reform.adding import add_edition
from zhargy.reform.building import build_site
from zhargy.reform.demo.run import run_demo
from zhargy.reform.founding import found_reform
from zhargy.reform.publishing import publish

LANGUAGES = ("kk", "ru", "en")
_ARTICLES, _SMALL = 1_000, 60
_DAYS = ("2031-01-20", "2031-03-01", "2031-03-02", "2031-03-03", "2031-04-01")


# -- the code ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """What a point says, in every language: chance begins at `seed`, `reworded` words differ."""

    seed: int
    reworded: int = 0
    cites: int = 0


@dataclass(frozen=True)
class Article:
    seed: int
    points: tuple[Point, ...]


class Wording:
    """Sentences in one language, of runs of four words as they stand in a real text."""

    def __init__(self, language: str) -> None:
        self.language = language
        source = ROOT / f"examples/jetiaral/texts/adopted.{language}.txt"
        if REAL is not None and language != "en":
            source = REAL / f"kz/constitution-2026.{language}.txt"
        lines = source.read_text(encoding="utf-8").split()
        self.words = [word for word in lines if word.strip(".,;:()–-").isalpha()]

    def sentence(self, seed: int, runs: tuple[int, int]) -> list[str]:
        chance = random.Random(seed)
        found: list[str] = []
        for _ in range(chance.randint(*runs)):
            start = chance.randrange(len(self.words) - 4)
            found += self.words[start : start + 4]
        return [word.strip(".;:") for word in found]

    def heading(self, article: Article) -> str:
        return " ".join(self.sentence(article.seed, (1, 2))).strip(",").capitalize()

    def point(self, point: Point) -> str:
        words = self.sentence(point.seed, (3, 9))
        chance = random.Random(point.seed + point.reworded)
        for _ in range(point.reworded):
            words[chance.randrange(len(words))] = chance.choice(self.words).strip(".,;:")
        if point.cites:
            words.append(self._citation(point.cites))
        return " ".join(words).capitalize() + "."

    def _citation(self, number: int) -> str:
        return {
            "kk": f"(осы Кодекстің {number}-бабы)",
            "ru": f"(статья {number} настоящего Кодекса)",
            "en": f"(Article {number} of this Code)",
        }[self.language]

    def text(self, articles: list[Article]) -> str:
        title = {"kk": "КОДЕКС", "ru": "КОДЕКС", "en": "THE CODE"}[self.language]
        lines = [title, ""]
        for number, article in enumerate(articles, 1):
            lines += ["", self._label(number, self.heading(article))]
            lines += [f"{n}. {self.point(one)}" for n, one in enumerate(article.points, 1)]
        return "\n".join(lines) + "\n"

    def _label(self, number: int, heading: str) -> str:
        return {
            "kk": f"{number}-бап. {heading}",
            "ru": f"Статья {number}. {heading}",
            "en": f"Article {number}. {heading}",
        }[self.language]


def code(size: int) -> list[Article]:
    chance = random.Random(size)
    return [
        Article(
            chance.getrandbits(40),
            tuple(
                Point(
                    chance.getrandbits(40),
                    cites=chance.randint(1, size) if chance.random() < 1 / 8 else 0,
                )
                for _ in range(chance.randint(3, 7))
            ),
        )
        for _ in range(size)
    ]


def amended(old: list[Article]) -> list[Article]:
    """Three points of ten articles are reworded, some dropped and added; near the end an article
    moves and another is new."""
    chance = random.Random(len(old) + 1)
    new = list(old)
    for _ in range(3 * len(old) // 10):
        place = chance.randrange(len(new))
        new[place] = reworded(new[place], chance)
    for _ in range(len(old) // 50):
        place = chance.randrange(len(new))
        points = new[place].points
        new[place] = replace(new[place], points=(*points[:-1], Point(chance.getrandbits(40))))
    tail = len(new) - len(new) // 20
    new.insert(len(new) - 1, new.pop(tail))
    fresh = Article(chance.getrandbits(40), (Point(chance.getrandbits(40)),) * 1)
    return [*new, fresh]


def reworded(article: Article, chance: random.Random) -> Article:
    place = chance.randrange(len(article.points))
    points = list(article.points)
    points[place] = replace(points[place], reworded=chance.randint(1, 3))
    return replace(article, points=tuple(points))


class Reform:
    """A reform of the code, in a folder of its own."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder, self.key = folder / "reform", folder / "keys" / "record.key"
        self.texts = folder / "received"
        self.texts.mkdir()
        self.wording = [Wording(language) for language in LANGUAGES]
        found_reform(
            self.folder,
            title={"kk": "Кодекс реформасы", "ru": "Реформа кодекса", "en": "Reform of the Code"},
            languages=list(LANGUAGES),
            authoritative=["kk", "ru"],
            jurisdiction="kazakhstan",
            by="commission",
            origin="code.example/record",
            key=self.key,
            seed=bytes(range(32)),
            language="en",
        )
        self.old = code(size)
        self.new = amended(self.old)

    def add(self, edition: str, articles: list[Article], languages: tuple[str, ...]) -> None:
        for wording in self.wording:
            if wording.language in languages:
                file = self.texts / f"{edition}.{wording.language}.txt"
                file.write_text(wording.text(articles), encoding="utf-8")
                add_edition(
                    self.folder,
                    file,
                    act="code",
                    edition=edition,
                    language=wording.language,
                    status="in-force" if edition == "in-force" else "draft",
                    replace=True,
                )

    def publish(self, day: str) -> None:
        publish(self.folder, self.key, f"{day}T09:00:00Z", looked=True)

    def figure(self) -> None:
        (self.folder / "decisions" / "figures.toml").write_text(
            '[[figure]]\nname = "meetings"\nvalue = 63\nunit = "meetings"\nas_of = 2031-03-01\n'
            'source = "Minutes of 2 March 2031"\nsays = { en = "Meetings that discussed the draft" }\n',
            encoding="utf-8",
        )


# -- measuring -----------------------------------------------------------------------------------


def _memory(parent: int) -> int:
    """Megabytes that a process and its children have to themselves together, shared pages once."""
    total = 0
    for pid in _family(parent):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total // 1024


def _family(parent: int) -> list[int]:
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [parent, *(one for child in children.split() for one in _family(int(child)))]


def _built(name: str, folder: Path, site: Path, goal: float) -> None:
    """`zhargy site` as a person runs it: its time, and the most memory of all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "zhargy.cli.main", "site", str(folder), "-o", str(site)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"ZHARGY_LANGUAGE": "en"},
    )
    most = 0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(1)  # to look costs the processes time
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert process.stdout is not None
    said = process.stdout.read().strip().rpartition(": ")[2]
    if process.returncode:
        raise SystemExit(f"zhargy site ended with {process.returncode}")
    print(
        f"{name:44}{seconds:8.1f} s   goal {goal:5.0f} s   {used:6.1f} s of processors   "
        f"{said}   (at most {most} MB)",
        flush=True,
    )


def _sample(folder: Path) -> None:
    run_demo(folder, ROOT / "examples", "en", lambda *_, **__: None)
    shutil.rmtree(folder / "site")  # the demo has written it already
    _built("the sample", folder / "reform", folder / "site", 20)
    _built("the same again", folder / "reform", folder / "site", 20)


def _code(folder: Path, size: int) -> None:
    folder.mkdir()
    reform = Reform(folder, size)
    site = folder / "site"
    start = time.perf_counter()
    reform.add("in-force", reform.old, LANGUAGES)
    reform.add("draft", reform.new, LANGUAGES)
    reform.publish(_DAYS[0])
    print(
        f"{f'{size:,} articles read, compared, published':44}{time.perf_counter() - start:8.1f} s"
    )
    _built(f"{size:,} articles, whole site", reform.folder, site, 300)
    _built("nothing new", reform.folder, site, 10)
    reform.figure()
    reform.publish(_DAYS[1])
    _built("one new figure", reform.folder, site, 10)
    chance = random.Random(3)
    place = size // 2
    reform.new[place] = reworded(reform.new[place], chance)
    reform.add("draft", reform.new, ("kk",))
    reform.publish(_DAYS[2])
    _built("one article changed, in one language", reform.folder, site, 10)
    reform.new[place] = reworded(reform.new[place], chance)
    reform.add("draft", reform.new, LANGUAGES)
    reform.publish(_DAYS[3])
    _built("one article changed, in three languages", reform.folder, site, 10)
    reform.new[place] = reworded(reform.new[place], chance)
    reform.add("draft-2", reform.new, LANGUAGES)
    reform.publish(_DAYS[4])
    _built("a third edition, one article changed", reform.folder, site, 300)


def _comparison(folder: Path) -> None:
    """The page of the comparison of two texts of about 100 articles, as a browser gets it."""
    if REAL is None:
        print("the page of the Constitution: ZHARGY_REAL_DATA is not set")
        return
    folder.mkdir()
    found_reform(
        folder / "reform",
        title={"ru": "Конституция"},
        languages=["ru"],
        authoritative=["ru"],
        jurisdiction="kazakhstan",
        by="commission",
        origin="constitution.example/record",
        key=folder / "keys" / "record.key",
        seed=bytes(range(32)),
        language="ru",
    )
    for edition, file in (
        ("in-force", "constitution-1995.2023-01-01.ru.pdf"),
        ("adopted", "constitution-2026.ru.txt"),
    ):
        add_edition(
            folder / "reform",
            REAL / "kz" / file,
            act="constitution",
            edition=edition,
            language="ru",
        )
    publish(folder / "reform", folder / "keys" / "record.key", f"{_DAYS[0]}T09:00:00Z", looked=True)
    build_site(str(folder / "reform"), folder / "site")
    for name, path in (("as one text", ""), ("in two columns", "beside/")):
        page = folder / "site" / f"ru/changes/constitution/in-force/adopted/{path}index.html"
        content = page.read_bytes()
        packed = page.with_name(f"{page.name}.gz").stat().st_size  # what a server hands out
        print(
            f"{f'the Constitution compared, {name}':44}{packed / 1000:8.1f} kB packed, goal 60, "
            f"{len(content) / 1000:.0f} kB plain"
        )


def main(arguments: list[str]) -> None:
    size = _SMALL if arguments[:1] == ["small"] else _ARTICLES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _sample(folder / "sample")
        shutil.rmtree(folder / "sample")
        _code(folder / "code", size)
        shutil.rmtree(folder / "code")
        _comparison(folder / "constitution")


if __name__ == "__main__":
    main(sys.argv[1:])
