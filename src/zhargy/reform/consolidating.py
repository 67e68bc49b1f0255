"""Amending acts: applied to the act in force, or written from two editions."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from zhargy.compare.compare import compare
from zhargy.errors import UnreadableText, UnwritableOutput
from zhargy.languages.amending import FORMS
from zhargy.reform.child import USUAL, Job, Limits, lines_in_children
from zhargy.reform.output import write_whole
from zhargy.reform.texts import content_of, read_files
from zhargy.reports.consolidated_json import consolidated_as_json
from zhargy.reports.csv import table_as_csv
from zhargy.text.act import Act
from zhargy.text.amending.apply import Consolidated, consolidate
from zhargy.text.amending.compose import Composed, Say, compose
from zhargy.text.amending.instruction import Amending, Instruction
from zhargy.text.amending.read import read_amending
from zhargy.text.amending.table import instructions_table
from zhargy.text.amending.write import Form, Unsayable
from zhargy.text.writing.akn import write_akn
from zhargy.text.writing.plain import write_plain

CONSOLIDATE_KINDS = (".txt", ".xml", ".json", ".csv")
AMEND_KINDS = (".txt",)
_FORMS = {"kk": "kazakhstan", "ru": "kazakhstan", "en": "association"}


def consolidate_files(
    act: Path, amending: Sequence[Path], *, language: str = "", limits: Limits = USUAL
) -> Consolidated:
    """The act in force with amending acts applied in their order. Raises UnreadableText."""
    in_force = read_files([act], language=language, limits=limits)[0].act
    _known(in_force, act)
    jobs = [Job(((content_of(path), str(path)),)) for path in amending]
    texts = lines_in_children(jobs, limits)
    read = [_amending(lines, path, in_force) for lines, path in zip(texts, amending, strict=True)]
    return consolidate(in_force, read)


def _known(act: Act, path: Path) -> None:
    if act.language not in FORMS:
        raise UnreadableText("R31", str(path), found=f"language-{act.language}")


def _amending(lines: Sequence[str], path: Path, in_force: Act) -> Amending:
    found = read_amending("\n".join(lines), in_force.language, in_force.title)
    if not found.steps and not found.elsewhere:
        raise UnreadableText("R32", str(path))
    return found


def write_consolidated(consolidated: Consolidated, path: Path, language: str) -> None:
    """Write the act (.txt, .xml), or what each instruction did (.csv, .json).

    Raises UnwritableOutput.
    """
    suffix = path.suffix.lower()
    if suffix == ".txt":
        content = write_plain(consolidated.act).encode()
    elif suffix == ".xml":
        content = write_akn(consolidated.act, name=path.stem)
    elif suffix == ".json":
        content = consolidated_as_json(consolidated).encode()
    elif suffix == ".csv":
        content = table_as_csv(instructions_table(consolidated), language)
    else:
        kinds = ", ".join(CONSOLIDATE_KINDS)
        raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=kinds)
    write_whole(path, content)


# -- the inverse ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amended:
    """The amending act that leads from one edition to another, and how well it does."""

    text: str
    composed: Composed


def amend_files(old: Path, new: Path, *, language: str = "", limits: Limits = USUAL) -> Amended:
    """The amending act of two editions in the form of the jurisdiction. Raises UnreadableText."""
    editions = [r.act for r in read_files([old, new], language=language, limits=limits)]
    for act, path in zip(editions, (old, new), strict=True):
        _known(act, path)
    return amended(*editions)


def amended(old: Act, new: Act) -> Amended:
    """The amending act of two editions."""
    form = form_of(old.language)
    rows = compare(old, new).pairs
    pairs = {row.old.address: row.new.address for row in rows if row.old and row.new}
    composed = compose(old, new, pairs, sayer_of(form, old.title))
    return Amended(form.act(composed.steps, old.title), composed)


def write_amended(amended: Amended, path: Path) -> None:
    """Write the text of the amending act. Raises UnwritableOutput."""
    suffix = path.suffix.lower()
    if suffix not in AMEND_KINDS:
        raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=", ".join(AMEND_KINDS))
    write_whole(path, amended.text.encode())


@cache
def form_of(language: str) -> Form:
    """The shipped form of an amending act in a language; KeyError where there is none."""
    folder = resources.files("zhargy") / "jurisdictions" / _FORMS[language]
    text = (folder / "amending" / f"{language}.toml").read_text(encoding="utf-8")
    return Form(tomllib.loads(text))


def sayer_of(form: Form, title: str) -> Say:
    """Instructions as they are read in the text of an amending act with this form."""

    def say(steps: Sequence[Instruction]) -> Sequence[Instruction] | None:
        try:
            text = form.act(steps, title)
        except Unsayable:
            return None
        found = read_amending(text, form.language, title).steps
        read = [step for step in found if isinstance(step, Instruction)]
        return read if len(read) == len(found) else None

    return say
