"""Comparing files: read both, honour decisions, write the result in every form."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison
from zhargy.compare.decisions import Decision, decisions_of
from zhargy.compare.editions import History, history
from zhargy.compare.measures import Explanation, explain, read_percentage
from zhargy.compare.table import pairs_table
from zhargy.errors import UnreadableText, UnusableDecision, UnwritableOutput
from zhargy.reform.child import USUAL, Limits
from zhargy.reform.output import write_whole
from zhargy.reform.texts import read_files
from zhargy.reports.comparison_json import comparison_as_json
from zhargy.reports.csv import table_as_csv
from zhargy.text.act import Act
from zhargy.text.structure.acts import Reading

COMPARE_KINDS = (".html", ".docx", ".xlsx", ".pdf", ".json", ".csv")
DECISIONS = Path("decisions") / "alignments.toml"


@dataclass(frozen=True)
class Compared:
    """What comparing files gave: one comparison for two editions, a history for more."""

    readings: tuple[Reading, ...]
    comparison: Comparison
    all_names: tuple[str, ...]
    quoted: str = ""
    explanations: tuple[Explanation, ...] = ()
    history: History | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Of the old file and of the new one."""
        return self.all_names[0], self.all_names[-1]


def compare_files(
    paths: Sequence[Path],
    *,
    decisions: Path | None = None,
    explain_percentage: str = "",
    language: str = "",
    limits: Limits = USUAL,
) -> Compared:
    """Compare the first text with the last; with three and more, say what came in where.

    One file that holds two acts (an old/new table, a bilingual print, tracked changes) is compared
    with itself. Raises UnreadableText, UnusableDecision.
    """
    quoted = _quoted(explain_percentage)
    changes = "both" if len(paths) == 1 else "after"
    readings = read_files(paths, language=language, changes=changes, limits=limits)  # type: ignore[arg-type]
    acts = _acts(readings, paths)
    found = decisions or _beside(paths[-1])
    said = read_decisions(found) if found else ()
    comparison = compare(acts[0], acts[-1], said, where=str(found or ""))
    explanations = (
        explain(quoted, comparison.old, comparison.new, comparison.measures) if quoted else []
    )
    names = tuple(path.name for path in paths)
    told = history(acts) if len(acts) > 2 else None
    return Compared(
        tuple(readings), comparison, names, explain_percentage, tuple(explanations), told
    )


def _acts(readings: Sequence[Reading], paths: Sequence[Path]) -> list[Act]:
    acts = [reading.act for reading in readings]
    if len(acts) == 1 and len(readings[0].acts) == 2:
        return list(readings[0].acts)
    if len(acts) < 2:
        raise UnreadableText("D16", str(paths[0]) if paths else "")
    return acts


def _quoted(percentage: str) -> tuple | None:  # type: ignore[type-arg]
    if not percentage:
        return None
    found = read_percentage(percentage)
    if found is None:
        raise UnusableDecision("D15", "--explain", quoted=percentage)
    return found


def _beside(path: Path) -> Path | None:
    candidate = path.parent / DECISIONS
    return candidate if candidate.is_file() else None


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file. Raises UnreadableText R23, R24, R25, UnusableDecision."""
    try:
        with path.open("rb") as file:
            return decisions_of(tomllib.load(file), str(path))
    except FileNotFoundError:
        raise UnreadableText("R23", str(path)) from None
    except IsADirectoryError:
        raise UnreadableText("R24", str(path)) from None
    except PermissionError:
        raise UnreadableText("R25", str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableDecision("D14", str(path), detail=str(broken)) from None


def write_comparison(
    compared: Compared, path: Path, language: str, day: date | None = None
) -> None:
    """Write the comparison, the kind by the suffix; documents carry `day`. Raises UnwritableOutput."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        content = comparison_as_json(compared.comparison, compared.history).encode()
    elif suffix == ".csv":
        content = table_as_csv(pairs_table(compared.comparison), language)
    elif suffix == ".html":
        from zhargy.reports.page import comparison_page

        content = comparison_page(
            compared.comparison,
            language,
            names=compared.all_names,
            quoted=compared.quoted,
            explanations=compared.explanations,
            history=compared.history,
        ).encode()
    elif suffix in (".docx", ".xlsx", ".pdf"):
        from zhargy.reform.apart import document_apart
        from zhargy.reform.tables import plain_document

        names = " → ".join(compared.all_names)
        document = plain_document(compared.comparison, suffix, language, day, names)
        content = document_apart(document, suffix)
    else:
        kinds = ", ".join(COMPARE_KINDS)
        raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=kinds)
    write_whole(path, content)
