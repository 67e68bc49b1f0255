"""Citing: the references of files, and of strings one on a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zhargy.errors import UnreadableText, UnwritableOutput
from zhargy.languages.citing import USAGES
from zhargy.languages.detect import language_of
from zhargy.reform.child import USUAL, Limits
from zhargy.reform.output import write_whole
from zhargy.reform.registers import titles_of
from zhargy.reform.texts import content_of, read_files
from zhargy.reports.citations_json import acts_as_json, lines_as_json
from zhargy.reports.csv import table_as_csv
from zhargy.text.act import Act
from zhargy.text.citation.cited import CitedAct, cited_acts, register_of
from zhargy.text.citation.find import find
from zhargy.text.citation.reference import Reference
from zhargy.text.citation.resolve import resolved
from zhargy.text.citation.table import citations_table, lines_table
from zhargy.text.provision import Citation
from zhargy.text.reading.encoding import decode
from zhargy.text.reading.kind import kind_of

CITE_KINDS = (".json", ".csv")
_LINE_END = re.compile("\r\n|[\n\r]")
_NEIGHBOURS = {"kk": ("kk", "ru"), "ru": ("ru", "kk"), "en": ("en",)}


@dataclass(frozen=True, slots=True)
class Line:
    """A string, in which language it was read, and what it cites."""

    text: str
    language: str
    references: tuple[Reference, ...]


def cite_files(
    paths: Sequence[Path],
    *,
    against: Sequence[Path] = (),
    registers: Sequence[str] = (),
    language: str = "",
    limits: Limits = USUAL,
) -> list[CitedAct]:
    """The references of each act, resolved among all of them and the acts of `against`;
    `registers`: names or files of registers of titles.

    Raises UnreadableText, UnusableRegister.
    """
    titles = titles_of(registers)
    acts = _acts(paths, language, limits)
    for act, path in acts:
        if act.language not in USAGES:
            raise UnreadableText("R30", str(path), found=f"language-{act.language}")
    others = [act for act, _ in _acts(against, "", limits)]
    return cited_acts([act for act, _ in acts], others, titles)


def _acts(paths: Sequence[Path], language: str, limits: Limits) -> list[tuple[Act, Path]]:
    readings = read_files(paths, language=language, limits=limits) if paths else []
    return [
        (act, path) for reading, path in zip(readings, paths, strict=True) for act in reading.acts
    ]


def cite_lines(
    path: Path,
    *,
    against: Sequence[Path] = (),
    registers: Sequence[str] = (),
    language: str = "",
    limits: Limits = USUAL,
) -> list[Line]:
    """The references of every line of a plain text; "this" is the first act of `against`.

    Raises UnreadableText, UnusableRegister.
    """
    titles = titles_of(registers)
    text = _plain_text(path)
    if language and language not in USAGES:
        raise UnreadableText("R30", str(path), found=f"language-{language}")
    if not language and language_of(text) == "kk-Latn":
        raise UnreadableText("R20", str(path))
    acts = [act for act, _ in _acts(against, "", limits)]
    register = register_of(acts, titles)
    own = register.acts.get("0")

    def line(said: str) -> Line:
        spoken, found = _read(said, language)
        references = resolved(found, own, Citation(()), register, spoken, "0" if acts else "")
        return Line(said, spoken, tuple(references))

    lines = _LINE_END.split(text)
    return [line(said) for said in (lines[:-1] if not lines[-1] else lines)]


def _plain_text(path: Path) -> str:
    data = content_of(path)
    kind = kind_of(data, str(path))
    if kind not in ("txt", "md"):
        raise UnreadableText("R29", str(path), kind=kind.upper())
    text, _ = decode(data, str(path))
    if not text.strip():
        raise UnreadableText("R10", str(path))
    return text


def _read(text: str, language: str) -> tuple[str, list[Reference]]:
    """The language of a string and its references; letters may leave Kazakh and Russian open."""
    if language:
        return language, find(text, language)
    likely = language_of(text)
    for code in _NEIGHBOURS.get(likely, ()):
        if found := find(text, code):
            return code, found
    return likely, []


def write_citations(cited: Sequence[CitedAct] | Sequence[Line], path: Path, language: str) -> None:
    """Write the references, the kind by the suffix. Raises UnwritableOutput."""
    suffix = path.suffix.lower()
    if suffix not in CITE_KINDS:
        raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=", ".join(CITE_KINDS))
    if suffix == ".json":
        write_whole(path, as_json(cited).encode())
        return
    lines = [one for one in cited if isinstance(one, Line)]
    acts = [one for one in cited if isinstance(one, CitedAct)]
    rows = [(line.text, line.references) for line in lines]
    table = lines_table(rows) if lines else citations_table(acts)
    write_whole(path, table_as_csv(table, language))


def as_json(cited: Sequence[CitedAct] | Sequence[Line]) -> str:
    """The whole result as JSON (docs/spec/cite.md)."""
    if all(isinstance(one, CitedAct) for one in cited):
        return acts_as_json([one for one in cited if isinstance(one, CitedAct)])
    lines = [one for one in cited if isinstance(one, Line)]
    return lines_as_json([(line.text, line.language, line.references) for line in lines])
