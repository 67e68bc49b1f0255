"""Published figures of a vote held against the known results: the files, read and written."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableRule
from zhargy.messages import say
from zhargy.referendum.claims.claim import FIGURES, Checked, Claim
from zhargy.referendum.claims.judging import check
from zhargy.referendum.claims.known import WHOLE, Known, Place, Printed, Vote, known_of
from zhargy.referendum.claims.reading import claim_of_cell, claims_in
from zhargy.referendum.claims.sums import column_sums
from zhargy.referendum.claims.table import claims_table
from zhargy.referendum.claims.wording import figure_of_heading
from zhargy.referendum.result import STAGES, Result, Stage
from zhargy.reform.output import write_whole
from zhargy.reform.tables import write_document
from zhargy.reform.texts import content_of
from zhargy.reports.claims import claims_as_json, sentences
from zhargy.reports.documents import Document
from zhargy.reports.returning.grids import grids_of
from zhargy.text.reading.encoding import decode

TEXT_KINDS = (".txt", ".md", ".csv", ".tsv", ".xlsx")
RESULTS_SCHEMA, PLACES_SCHEMA = "zhargy.results/1", "zhargy.places/1"
_MARK = "\ufeff"

# Headings of tables of results: ours, and those of other compilers.
_COLUMNS: Mapping[str, str] = {
    "day": "day", "vote_date": "day", "vote": "day", "date": "day",
    "place": "place", "unit": "place", "unit_code": "place",
    "stage": "stage", "status": "stage",
    "as_of": "as_of", "source": "source", "question": "question",
    "took_part": "voted", "for": "yes", "against": "no", "both_marked": "both",
    **{figure: figure for figure in FIGURES},
}  # fmt: skip
_ABOUT = ("day", "place", "stage", "as_of", "source", "question")
_STAGES: Mapping[str, Stage] = {
    **{stage: stage for stage in STAGES},
    "roll only": "roll",
    "turnout at close": "turnout",
    "": "final",
}
_READING = re.compile(r"t(?P<year>\d{4})_(?P<hour>\d{4}|close)\Z")


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text, or a row of a table, and its claims; `place` says where it stands ("line 3")."""

    file: str
    place: str
    text: str
    claims: tuple[Checked, ...]


def check_claims(
    paths: Sequence[Path],
    results: Sequence[Path],
    *,
    places: Sequence[Path] = (),
    vote: str = "",
    lines: bool = False,
) -> list[CheckedText]:
    """The claims of each file held against the results.

    `vote`: the day of the vote that the texts speak of where they name none. `lines`: every line of
    a text is a text of its own. Raises UnreadableText, UnreadableTable, UnusableRule.
    """
    known = known_results(results, places)
    if vote and all(one.day != vote for one in known.votes):
        days = ", ".join(one.day for one in known.votes)
        raise UnusableRule("Q85", results and str(results[0]) or "", day=vote, days=days)
    return [one for path in paths for one in _checked_file(path, known, vote, lines)]


def check_text(text: str, known: Known, vote: str = "") -> tuple[Checked, ...]:
    """The claims of one text."""
    return tuple(check(_about(claims_in(text, known), vote), known))


def _about(claims: Sequence[Claim], vote: str) -> list[Claim]:
    return [replace(c, votes=(vote,)) if vote and not c.votes else c for c in claims]


# -- what is known ---------------------------------------------------------------------------------


def known_results(paths: Sequence[Path], places: Sequence[Path] = ()) -> Known:
    """The results of files of docs/spec/claims.md, with the names of places that are shipped.

    Raises UnreadableText, UnreadableTable, UnusableRule.
    """
    votes: dict[str, list[Result | Printed]] = {}
    named = [*_shipped_places()]
    for path in places:
        named += _places_of(_toml(path), str(path))
    for path in paths:
        if path.suffix.lower() == ".toml":
            table = _toml(path)
            _results_of(table, str(path), votes)
            named += _places_of(table, str(path))
        else:
            _rows_of_results(path, votes)
    if not votes:
        raise UnusableRule("Q80", str(paths[0]) if paths else "")
    return known_of(
        [
            Vote(
                day,
                tuple(one for one in given if isinstance(one, Result)),
                tuple(one for one in given if isinstance(one, Printed)),
            )
            for day, given in votes.items()
        ],
        named,
    )


def _shipped_places() -> Iterator[Place]:
    root = resources.files("zhargy") / "jurisdictions"
    for jurisdiction in sorted(root.iterdir(), key=lambda one: one.name):
        # A country whose places nobody has written down has no such folder.
        folder = jurisdiction / "places"
        if folder.is_dir():
            for file in sorted(folder.iterdir(), key=lambda one: one.name):
                table = tomllib.loads(file.read_text(encoding="utf-8"))
                yield from _places_of(table, f"{jurisdiction.name}/{file.name}")


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(content_of(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableRule("Q84", str(path), detail=str(broken)) from None


def _places_of(table: Mapping[str, Any], where: str) -> list[Place]:
    found = []
    for row in table.get("place", []):
        names = row.get("names") or [row[code] for code in ("kk", "ru", "en") if row.get(code)]
        code = row.get("code")
        if (
            not isinstance(code, str)
            or not names
            or not all(isinstance(n, str) and n.strip() for n in names)
        ):
            raise UnusableRule("Q84", where, detail=f"place {code}")
        found.append(Place(code, tuple(names), bool(row.get("whole"))))
    return found


def _results_of(
    table: Mapping[str, Any], where: str, votes: dict[str, list[Result | Printed]]
) -> None:
    if table.get("schema") not in (RESULTS_SCHEMA, PLACES_SCHEMA):
        raise UnusableRule("Q84", where, detail=f"schema {table.get('schema')}")
    for vote in table.get("vote", []):
        day = _day(str(vote.get("day", "")), where, "day")
        given = votes.setdefault(day, [])
        for row in vote.get("result", []):
            figures = {}
            for name, value in row.items():
                if name in FIGURES:
                    figures[name] = _count(str(value), where, name)
            given.append(_result(row, figures, where))


def _result(row: Mapping[str, Any], figures: dict[str, int], where: str) -> Result:
    said = str(row.get("stage", "") or "").strip().lower()
    if said not in _STAGES:
        raise UnusableRule("Q82", where, found=said, stages=", ".join(STAGES))
    stage = _STAGES[said]
    if stage == "turnout" and "voted" in figures:
        # Turnout of the day is ballots handed out; people are said to have voted all the same.
        figures.setdefault("received", figures["voted"])
    place = str(row.get("place", "") or "").strip()
    return Result(
        place, stage, str(row.get("as_of", "") or ""), str(row.get("source", "") or ""),
        figures, str(row.get("question", "") or ""),
    )  # fmt: skip


def _rows_of_results(path: Path, votes: dict[str, list[Result | Printed]]) -> None:
    rows = list(_rows(path))
    head = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if any(_READING.match(name) for name in head):
        _readings(path, head, rows[1:], votes)
        return
    columns = {place: _COLUMNS[name] for place, name in enumerate(head) if name in _COLUMNS}
    if "day" not in columns.values() or not set(columns.values()) & set(FIGURES):
        raise UnusableRule("Q80", str(path))
    for line, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{path}: {line}"
        row = {columns[n]: cell.strip() for n, cell in enumerate(cells) if n in columns}
        figures = {n: _count(v, where, n) for n, v in row.items() if n in FIGURES and v}
        day = _day(row.get("day", ""), where, "day")
        votes.setdefault(day, []).append(_result(row, figures, where))


def _readings(
    path: Path,
    head: Sequence[str],
    rows: Sequence[tuple[str, list[str]]],
    votes: dict[str, list[Result | Printed]],
) -> None:
    """Turnout by place and hour, a column for each hour: percentages as printed, and ballots."""
    places = {place.code: place for place in _shipped_places()}
    for line, cells in rows:
        row = dict(zip(head, cells, strict=False))
        code = row.get("unit_code", row.get("unit", "")).strip()
        place = WHOLE if code in places and places[code].whole else code
        for name, cell in row.items():
            match = _READING.match(name)
            if not match or not cell.strip():
                continue
            as_of = f"{match['year']} {match['hour']}"
            day = next((day for day in votes if day.startswith(match["year"])), match["year"])
            if row.get("measure", "percent").startswith("percent"):
                digits = cell.strip().replace(",", ".")
                if not re.fullmatch(r"\d{1,3}(\.\d+)?", digits):
                    raise UnusableRule("Q81", f"{path}: {line}", column=name, found=cell)
                step = Fraction(1, 100 * 10 ** len(digits.partition(".")[2]))
                value = Fraction(digits) / 100
                given = Printed(place, as_of, str(path.name), "voted", "roll", value, step)
                votes.setdefault(day, []).append(given)
            else:
                count = _count(cell.strip(), f"{path}: {line}", name)
                figures = {"received": count, "voted": count}
                votes.setdefault(day, []).append(
                    Result(place, "turnout", as_of, str(path.name), figures)
                )


def _count(said: str, where: str, column: str) -> int:
    digits = re.sub(r"[ \u00a0\u202f_]", "", said)
    if not re.fullmatch(r"[0-9]{1,15}", digits):
        raise UnusableRule("Q81", where, column=column, found=said)
    return int(digits)


def _day(said: str, where: str, column: str) -> str:
    try:
        return date.fromisoformat(said.strip()).isoformat()
    except ValueError:
        raise UnusableRule("Q83", where, column=column, found=said) from None


# -- what was published ----------------------------------------------------------------------------


def _checked_file(path: Path, known: Known, vote: str, lines: bool) -> Iterator[CheckedText]:
    suffix = path.suffix.lower()
    if suffix not in TEXT_KINDS:
        raise UnusableRule("Q86", str(path), suffix=suffix, kinds=", ".join(TEXT_KINDS))
    if suffix in (".txt", ".md"):
        text, _ = decode(content_of(path), str(path))
        pieces = text.splitlines() if lines else [text]
        for number, piece in enumerate(pieces, 1):
            if piece.strip():
                place = f"line {number}" if lines else ""
                yield CheckedText(path.name, place, piece, check_text(piece, known, vote))
        return
    rows = list(_rows(path))
    if rows:
        told = [
            CheckedText(path.name, place, text, tuple(check(claims, known)))
            for place, text, claims in _claims_of_table(rows, known, vote)
        ]
        yield from _with_total(told)


def _with_total(rows: Sequence[CheckedText]) -> list[CheckedText]:
    """The rows of a table; the total row says where it is not the sum of the others."""
    totals = [row for row in rows if _TOTAL_ROW.match(row.text.casefold())]
    parts = [row.claims for row in rows if row not in totals]
    if len(totals) != 1 or len(parts) < 2:
        return list(rows)
    summed = replace(totals[0], claims=tuple(column_sums(totals[0].claims, parts)))
    return [summed if row is totals[0] else row for row in rows]


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The rows of a CSV or XLSX file, each with its place."""
    data = content_of(path)
    if path.suffix.lower() == ".xlsx":
        for grid in grids_of(data, str(path)):
            for line in grid:
                yield line.place, list(line.cells)
        return
    text, _ = decode(data, str(path))
    text = text.lstrip(_MARK)
    first = text.split("\n", 1)[0]
    delimiter = max((";", "\t", ","), key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in reader:
            yield f"line {reader.line_num}", row
    except csv.Error as broken:
        raise UnusableRule("Q84", str(path), detail=str(broken)) from None


# A row of totals, by its first cell; a heading of a column of places or of days.
_TOTAL_ROW = re.compile(r"\W*(?:всего|итого|барлығы|жиыны|жалпы|total|all|overall)\b")
_PLACE_HEADINGS = re.compile(
    r"(?:region|unit|place|province|oblast|регион|област|место|территори|өңір|облыс|аймақ|жер)"
)
_DAY_HEADINGS = re.compile(r"(?:year|day|date|vote\b|год|день|дата|жыл|күн)")
_TEXT_HEADINGS = re.compile(
    r"(?:text|claim|sentence|retelling|quote|мәтін|сөйлем|үзінді|текст|утверждение|цитата|фраза)\w*\Z"
)


def _claims_of_table(
    rows: Sequence[tuple[str, list[str]]], known: Known, vote: str
) -> Iterator[tuple[str, str, list[Claim]]]:
    """Claims of a table: a column of sentences, a column for each figure, or a row for each."""
    head = [cell.strip() for cell in rows[0][1]]
    lowered = [cell.lower() for cell in head]
    texts = [n for n, cell in enumerate(lowered) if _TEXT_HEADINGS.match(cell)]
    days = [n for n, cell in enumerate(lowered) if _DAY_HEADINGS.match(cell)]
    places = [n for n, cell in enumerate(lowered) if _PLACE_HEADINGS.match(cell)]
    named = {
        n: found
        for n, cell in enumerate(head)
        if n not in (*days, *places)
        and _COLUMNS.get(lowered[n], "") not in _ABOUT
        and (found := figure_of_heading(cell))
    }
    if not places and len(rows) > 2 and 0 not in (*named, *days):
        # Several rows told apart by their first cell are rows of places that nobody named.
        places = [0]
    for place, cells in rows if not texts and len(named) < 2 else rows[1:]:
        said = next((cells[n].strip() for n in days if n < len(cells)), "")
        day = next((o.day for o in known.votes if said and o.day.startswith(said[:10])), vote)
        if texts:
            text = " ".join(cells[n] for n in texts if n < len(cells))
            yield place, text, _about(claims_in(text, known), day)
        elif len(named) >= 2:
            where = next((cells[n].strip() for n in places if n < len(cells)), "")
            claims = _of_cells(cells, named, _place_of(where, known))
            yield place, " | ".join(cells), _about(claims, day)
        else:
            text = _as_sentence(head, cells)
            yield place, text, _about(claims_in(text, known), day)


def _of_cells(
    cells: Sequence[str], named: Mapping[int, tuple[str, bool]], place: str | None
) -> list[Claim]:
    found = []
    for n, (figure, share) in named.items():
        cell = cells[n].strip() if n < len(cells) else ""
        if share and cell and not re.search(r"%|per ?cent|процент|пайыз", cell):
            cell = f"{cell} %"
        if claim := claim_of_cell(cell, figure, place):
            found.append(claim)
    return found


def _place_of(said: str, known: Known) -> str | None:
    """The code of a place that a cell names; None for one that nobody knows here."""
    for place in known.places:
        if said in (place.code, *place.names):
            return WHOLE if place.whole else place.code
    return WHOLE if not said or _TOTAL_ROW.match(said.casefold()) else None


def _as_sentence(head: Sequence[str], cells: Sequence[str]) -> str:
    """A row of a table that names its figure in a cell: "За: 7 954 667 (87,15 %)"."""
    name, *values = [cell.strip() for cell in cells if cell.strip()] or [""]
    shares = ["%" in heading for heading in head if heading.strip()][1:]
    said = [
        f"{value} %"
        if n < len(shares) and shares[n] and re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", value)
        else value
        for n, value in enumerate(values)
    ]
    if not said:
        return name
    return f"{name}: {said[0]}" + (f" ({'; '.join(said[1:])})" if said[1:] else "")


# -- writing ---------------------------------------------------------------------------------------


def write_claims(texts: Sequence[CheckedText], path: Path, language: str) -> None:
    """Write the claims, the kind by the suffix. Raises UnwritableOutput."""
    if path.suffix.lower() == ".json":
        write_whole(path, claims_as_json(texts).encode())
        return
    told = [" ".join(sentences(one, language)) for text in texts for one in text.claims]
    table = claims_table(
        [(f"{text.file} {text.place}".strip(), text.claims) for text in texts], told
    )
    title = say("cli-claims", language)
    write_document(Document(title, language, None, (table,)), path)
