"""Every text of the corpus is read as a person wrote down before any code read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhargy.text.act import Act
from zhargy.text.read import read_bytes
from zhargy.text.structure.acts import Reading

CORPUS = Path(__file__).parents[2] / "corpus"


@dataclass(frozen=True)
class Row:
    """One line of an expected.tsv: `where` is "" for a provision in order."""

    address: str
    label: str
    words: str
    where: str


def rows_of(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Row(*(row + [""] * 4)[:4]) for row in cells[1:]]


def source_of(expected: Path) -> Path:
    """Two acts of one file have two tables: bilingual-columns.kk and .ru."""
    name = expected.name.removesuffix(".expected.tsv")
    whole = expected.with_name(f"{name}.txt")
    return whole if whole.exists() else expected.with_name(f"{name.rpartition('.')[0]}.txt")


EXPECTED = sorted(CORPUS.rglob("*.expected.tsv"))
NAMES = [path.name.removesuffix(".expected.tsv") for path in EXPECTED]


def read(expected: Path) -> tuple[Reading, int]:
    """The reading and the place of the act that the table is of."""
    source = source_of(expected)
    reading = read_bytes(source.read_bytes(), source.name)
    wanted = expected.name.removesuffix(".expected.tsv").rpartition(".")[2]
    languages = [act.language for act in reading.acts]
    return reading, languages.index(wanted) if wanted in languages else 0


def notes_of(act: Act) -> Iterator[tuple[str, str, str]]:
    """Kind, address and each line of all notes."""
    for note in act.notes:
        yield from ((note.kind, "", line) for line in note.text.split("\n"))
    for element in act.elements():
        for note in element.notes:
            yield from (
                (note.kind, element.citation.address, line) for line in note.text.split("\n")
            )


def starts(text: str, words: str) -> bool:
    return " ".join(text.split()).startswith(words)


@pytest.mark.parametrize("expected", EXPECTED, ids=NAMES)
def test_every_provision_stands_where_the_author_says_and_no_other(expected: Path) -> None:
    reading, place = read(expected)
    act = reading.acts[place]
    wanted = [row for row in rows_of(expected) if row.where == ""]
    assert [p.address for p in act.provisions] == [row.address for row in wanted]
    for provision, row in zip(act.provisions, wanted, strict=True):
        assert starts(provision.text, row.words), row


@pytest.mark.parametrize("expected", EXPECTED, ids=NAMES)
def test_labels_are_as_printed(expected: Path) -> None:
    reading, place = read(expected)
    printed = {e.citation.address: e.label for e in reading.acts[place].elements()}
    for row in rows_of(expected):
        if row.where == "" and row.label and "__heading_" not in row.address:
            assert printed[row.address] == row.label


@pytest.mark.parametrize("expected", EXPECTED, ids=NAMES)
def test_an_unnumbered_paragraph_belongs_to_the_provision_that_the_author_names(
    expected: Path,
) -> None:
    reading, place = read(expected)
    texts = {p.address: p.text.split("\n") for p in reading.acts[place].provisions}
    for row in rows_of(expected):
        if row.where == "text":
            assert any(starts(line, row.words) for line in texts[row.address]), row


@pytest.mark.parametrize("expected", EXPECTED, ids=NAMES)
def test_what_is_no_law_is_kept_apart_with_its_kind(expected: Path) -> None:
    reading, place = read(expected)
    act = reading.acts[place]
    repealed = {e.citation.address: e for e in act.repealed}
    notes = list(notes_of(act))
    for row in rows_of(expected):
        if row.where == "repealed":
            address = row.address.removesuffix("__heading_1")
            element = repealed[address]
            words = element.heading if address != row.address else element.text
            assert starts(words, row.words), row
        elif row.where == "title":
            assert any(starts(line, row.words) for line in act.title.split("\n")), row
        elif row.where in ("contents", "signature"):
            assert any(k == row.where and starts(t, row.words) for k, _, t in notes), row
        elif row.where == "note":
            under = "" if row.address == "-" else row.address
            assert any(a.startswith(under) and starts(t, row.words) for _, a, t in notes), row
        elif row.where == "unplaced":
            assert any(starts(aside.text, row.words) for aside in reading.set_aside), row


@pytest.mark.parametrize("expected", EXPECTED, ids=NAMES)
def test_what_is_wrong_with_an_act_is_found_and_nothing_else(expected: Path) -> None:
    reading, place = read(expected)
    found = {(f.rule, f.address if f.rule != "T5" else "-") for f in reading.findings[place]}
    # The main texts were written before the codes were: their one gap has no row.
    gaps = {("T1", "art_76")} if expected.name == "en-act.new.expected.tsv" else set()
    wanted = gaps | {
        (row.where.removeprefix("finding "), row.address)
        for row in rows_of(expected)
        if row.where.startswith("finding ")
    }
    assert found == wanted


def test_the_corpus_knows_no_other_column() -> None:
    known = {"", "text", "repealed", "note", "contents", "title", "signature", "unplaced"}
    said = {row.where for path in EXPECTED for row in rows_of(path)}
    assert {where for where in said if not where.startswith("finding ")} == known
    assert {where for where in said if where.startswith("finding ")} == {
        f"finding {code}" for code in ("T1", "T2", "T3", "T5")
    }
