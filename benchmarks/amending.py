"""How often instructions of real amending acts are applied right, and what is told of the others.

python -m benchmarks amending [NAME...]   (the blocks named, each with what was made of it)

The instructions are found through ZHARGY_MORE_DATA, in amending/*.blocks. A block is
"@ name source", the instruction as it was published, "! person" where nobody can apply it without
a person, "=", and the act in diff form: " " stays, "-" goes, "+" comes.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from zhargy.text.act import Act
from zhargy.text.amending.apply import Consolidated, consolidate
from zhargy.text.amending.compose import agree
from zhargy.text.amending.read import read_amending
from zhargy.text.read import read_bytes
from zhargy.text.writing.plain import write_plain

MORE = os.environ.get("ZHARGY_MORE_DATA", "")
LANGUAGES = ("ru", "kk", "en")
# The later ones were collected after the engine was repaired.
SERIES = (
    *LANGUAGES,
    *(f"later.{language}" for language in LANGUAGES),
    "later2.en",
    "later3.en",
    "later4.en",
    "later5.en",
)


class Result(StrEnum):
    """What became of one block."""

    RIGHT = "right"
    LEFT = "rightly left to a person"
    NOT_DONE = "not done, with a finding"
    WRONG_TOLD = "wrong, with a finding"
    WRONG_SILENT = "wrong without a finding"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Block:
    """An instruction with the act before and after it; `person`: nothing may change unasked."""

    name: str
    language: str
    instruction: str
    before: Act
    after: Act
    person: bool

    def applied(self) -> Consolidated:
        """What the engine makes of it."""
        title = self.before.title
        return consolidate(self.before, [read_amending(self.instruction, self.language, title)])

    def _again(self, act: Act) -> Act:
        """The act as the same reader reads it, to whom the one wanted was given."""
        return read_bytes(write_plain(act).encode(), "a.txt", language=self.language).act

    def result(self, done: Consolidated) -> Result:
        """How what was done compares with what had to be done."""
        told, same = done.needs_a_person, agree(self._again(done.act), self._again(self.before))
        if self.person:
            if same and told:
                return Result.LEFT
        elif agree(done.act, self.after) or agree(self._again(done.act), self.after):
            return Result.RIGHT
        if not told:
            return Result.WRONG_SILENT
        return Result.NOT_DONE if same else Result.WRONG_TOLD


def blocks(text: str, language: str) -> Iterator[Block]:
    """The blocks of one file."""
    for piece in text.split("\n@ ")[1:]:
        head, _, rest = piece.partition("\n")
        said, _, act = rest.partition("\n=\n")
        lines = said.split("\n")
        yield Block(
            head.split("\t")[0],
            language,
            "\n".join(line for line in lines if line != "! person"),
            _act(act, " -", language),
            _act(act, " +", language),
            "! person" in lines,
        )


def _act(diff: str, kept: str, language: str) -> Act:
    text = "\n".join(line[1:] for line in diff.split("\n") if line[:1] and line[0] in kept)
    return read_bytes(text.encode(), "a.txt", language=language).act


def main(arguments: Sequence[str]) -> None:
    folder = Path(MORE) / "amending"
    for series in SERIES:
        file, language = folder / f"{series}.blocks", series.rpartition(".")[2]
        if not MORE or not file.is_file():
            print(f"{series}: LEFT OUT, no instructions found through ZHARGY_MORE_DATA")
            continue
        counted: Counter[Result] = Counter()
        noted = 0
        for block in blocks(file.read_text(encoding="utf-8"), language):
            try:
                done = block.applied()
            except Exception as crash:
                counted[Result.CRASHED] += 1
                print(f"  {block.name}: {crash!r}")
                continue
            result = block.result(done)
            counted[result] += 1
            noted += result is Result.RIGHT and done.needs_a_person
            if block.name in arguments:
                _show(block, done, result)
            elif result not in (Result.RIGHT, Result.LEFT) and not arguments:
                print(f"  {block.name}: {result.value}")
        figures = ", ".join(f"{result.value} {counted[result]}" for result in Result)
        print(
            f"{series}: {counted.total()} instructions: {figures}; right, yet with a finding {noted}"
        )


def _show(block: Block, done: Consolidated, result: Result) -> None:
    print(f"== {block.name}: {result.value}\n{block.instruction}")
    for outcome in done.outcomes:
        print("  ", outcome.step)
        print("  ", outcome.changed, [(f.rule, f.fields) for f in outcome.findings])
    print("-- got", write_plain(done.act), "-- wanted", write_plain(block.after), sep="\n")
