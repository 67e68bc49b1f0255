"""The pages of the documentation, and the terminal blocks in them run again."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from zhargy.cli.main import main
from zhargy.reform.site_folder import MANIFEST

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REAL = Path(os.environ["ZHARGY_REAL_DATA"]) if "ZHARGY_REAL_DATA" in os.environ else None
# Written beside this documentation and checked elsewhere.
_ELSEWHERE = {DOCS / "benchmarks.md"}
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LEFT_OUT = "..."


def pages() -> list[Path]:
    """README and all pages below docs/."""
    own = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
    return [*own, *sorted(set(DOCS.rglob("*.md")) - _ELSEWHERE)]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def fences(page: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind ("text", "python", "toml" ...)."""
    return [body for said, body in _FENCE.findall(page.read_text(encoding="utf-8")) if said == kind]


def terminal_blocks(page: Path) -> list[str]:
    return [block for block in fences(page, "text") if block.startswith("$ ")]


def steps(block: str) -> list[tuple[str, list[str]]]:
    """A terminal block as commands, each with the lines that it shows."""
    out: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            out.append((line[2:], []))
        else:
            out[-1][1].append(line)
    return out


def commands(page: Path) -> Iterator[list[str]]:
    """The arguments of every `zhargy` command in the blocks of a page."""
    for block in fences(page, "text"):
        for line in block.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True) if "zhargy" in line else []
            if words and Path(words[0]).name == "zhargy":
                yield words[1:]


def needs_real_data(page: Path) -> bool:
    return page.name == "kazakhstan.md"


def furnish(folder: Path) -> None:
    """What the pages expect in the folder where they run: samples, examples, official files."""
    (folder / "examples").symlink_to(ROOT / "examples")
    for source in (DOCS / "spec" / "example").iterdir():
        if source.is_file():
            shutil.copy(source, folder)
        else:
            shutil.copytree(source, folder / source.name)
    for source in (REAL / "kz").iterdir() if REAL else ():
        (folder / source.name).symlink_to(source)


# The folders of demos that were played for pages before.
_SITES: list[Path] = []


def _begin_from_the_site_of_another_page(out: Path) -> None:
    """The public site is the same in whatever language a demo speaks: what another page has built
    stands there already, and the demo brings it up to date in a moment."""
    for before in _SITES[:1]:
        shutil.copytree(before / "site", out / "site", copy_function=os.link)
        shutil.copy2(before / f"site{MANIFEST}", out / f"site{MANIFEST}")


@dataclass
class Terminal:
    """Runs the commands of one page, one after the other, in a folder of their own.

    It knows `zhargy`, `make demo`, `cat`, `export`, `echo $?`; the environment is the caller's.
    """

    environment: dict[str, str] = field(default_factory=dict)
    code: int = 0

    def run(self, command: str) -> list[str]:
        """The lines that the command prints."""
        words = shlex.split(command, comments=True)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            os.environ[name] = self.environment[name] = value
            return []
        if words == ["echo", "$?"]:
            return [str(self.code)]
        if words[0] == "cat":
            return Path(words[1]).read_text(encoding="utf-8").splitlines()
        demo = words == ["make", "demo"]
        if demo:
            words = ["zhargy", "demo", "out/demo"]
            _begin_from_the_site_of_another_page(Path("out/demo"))
        if Path(words[0]).name != "zhargy":
            raise ValueError(f"the documentation may not show {words[0]}")
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            self.code = main(words[1:])
        if demo:
            _SITES.append(Path("out/demo").resolve())
        return [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]


def agrees(shown: Sequence[str], real: Sequence[str]) -> bool:
    """Are these the real lines, where "..." stands for any number of them?"""
    if not _has_gaps(shown):
        return [line.rstrip() for line in shown] == list(real)
    start = 0
    for chunk in _chunks(shown):
        ends = (n for n in range(start, len(real)) if list(real[n : n + len(chunk)]) == chunk)
        found = next(ends, None)
        if found is None:
            return False
        start = found + len(chunk)
    return True


def rewritten(shown: Sequence[str], real: Sequence[str]) -> list[str]:
    """The shown lines brought up to date: all lines, or the nearest to those that were shown."""
    if not _has_gaps(shown):
        return list(real)
    out: list[str] = []
    start = 0
    for chunk in _chunks(shown):
        places = range(start, max(start, len(real) - len(chunk)) + 1)
        found = max(places, key=lambda n: (_likeness(chunk, real[n : n + len(chunk)]), -n))
        if found > start:
            out.append(_LEFT_OUT)
        out += real[found : found + len(chunk)]
        start = found + len(chunk)
    return [*out, _LEFT_OUT] if start < len(real) else out


def _has_gaps(shown: Sequence[str]) -> bool:
    return any(line.strip() == _LEFT_OUT for line in shown)


def _chunks(shown: Sequence[str]) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in map(str.rstrip, shown):
        if line.strip() == _LEFT_OUT:
            chunks.append([])
        else:
            chunks[-1].append(line)
    return [chunk for chunk in chunks if chunk]


def _likeness(shown: Sequence[str], real: Sequence[str]) -> float:
    """Words first, figures second."""
    score = 0.0
    for old, new in zip(shown, real, strict=False):
        bare = [re.sub(r"[\d.,/%\s\u00a0]+", " ", line) for line in (old, new)]
        score += fuzz.ratio(*bare) + fuzz.ratio(old, new) / 1000
    return score
