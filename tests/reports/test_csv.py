"""A table for a spreadsheet: letters, separators, and cells that are no formulas."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.messages import LANGUAGES
from zhargy.reports.csv import table_as_csv
from zhargy.text.table import Cell, Column, Table

COLUMNS = (Column("old_text"), Column("confidence"))
SEPARATORS = {"kk": ";", "ru": ";", "en": ","}


def cells(written: bytes, language: str) -> list[list[str]]:
    assert written.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(written.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=SEPARATORS[language]))


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("comparison", COLUMNS, rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_a_text_is_never_a_formula(start: str, language: str) -> None:
    hostile = f"{start}HYPERLINK(1)"
    assert cells(table_as_csv(table((hostile, None)), language), language)[1][0] == f"'{hostile}"


def test_a_dash_that_begins_a_paragraph_is_left_alone() -> None:
    assert (
        cells(table_as_csv(table(("– а) азаматтар", None)), "kk"), "kk")[1][0] == "– а) азаматтар"
    )


@pytest.mark.parametrize(
    ("language", "shown"), [("kk", "0,9799"), ("ru", "0,9799"), ("en", "0.9799")]
)
def test_a_number_is_written_as_the_spreadsheet_of_its_language_reads_it(
    language: str, shown: str
) -> None:
    assert cells(table_as_csv(table(("a", 0.9799)), language), language)[1][1] == shown


@given(text=st.text(), language=st.sampled_from(LANGUAGES))
def test_every_text_comes_back_from_its_cell(text: str, language: str) -> None:
    (cell, _) = cells(table_as_csv(table((text, None)), language), language)[1]
    assert cell.removeprefix("'") == text.removeprefix("'")
