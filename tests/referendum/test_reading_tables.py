"""Counts and tables as people write them: read exactly, or refused with place and reason."""

from __future__ import annotations

import json
from datetime import datetime, time
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from referendum.precincts import counted, received, tiny_form, tree_of

from zhargy.errors import UnreadableText
from zhargy.referendum.count import Received, count
from zhargy.referendum.figures import PLAIN, Broken, Numerals, read_column, read_figure, read_share
from zhargy.referendum.protocols import About, read_batch
from zhargy.referendum.sheet import read_sheet, sheet_of_rows
from zhargy.referendum.workbook import rows_of

SEPARATORS = {
    "space": " ", "no-break": "\u00a0", "thin": "\u2009", "narrow no-break": "\u202f",
    "figure": "\u2007", "apostrophe": "'", "typographic apostrophe": "’",
}  # fmt: skip
SOUND = "precinct,voted,yes,no\na1,10,6,4\na2,20,15,5\nb1,1234,1000,234\nabroad,3,3,0\n"


def grouped(value: int, sign: str) -> str:
    return f"{value:,}".replace(",", sign)


@pytest.mark.parametrize("sign", SEPARATORS.values(), ids=SEPARATORS.keys())
def test_thousands_may_be_parted_by_any_space_or_apostrophe(sign: str) -> None:
    assert read_figure(grouped(12482613, sign)) == 12482613
    assert read_figure(grouped(1234, sign)) == 1234


@pytest.mark.parametrize("sign", [",", "."])
def test_one_comma_or_point_is_never_guessed_but_two_can_only_part_thousands(sign: str) -> None:
    assert read_figure(grouped(12482613, sign)) == 12482613
    doubtful = read_figure(grouped(1234, sign))
    assert isinstance(doubtful, Broken)
    assert doubtful.code == "Q50"
    assert read_figure(grouped(1234, sign), Numerals(thousands=sign)) == 1234
    other = read_figure(grouped(1234, ",."[sign == ","]), Numerals(thousands=sign))
    assert isinstance(other, Broken)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("51,93 %", "Q51"), ("51.93%", "Q51"), ("12٪", "Q51"),
        ("-5", "Q52"), ("−5", "Q52"), ("–1 234", "Q52"), ("(12)", "Q52"),
        ("٣٤", "Q53"), ("１２", "Q53"), ("१२", "Q53"), ("1२", "Q53"),
        ("12.5", "Q54"), ("12,50", "Q54"), ("0,1", "Q54"), ("12.0", "Q54"),
        ("1000000000000", "Q55"), ("9" * 5000, "Q55"),
        ("-", "Q56"), ("н/д", "Q56"), ("жоқ", "Q56"), ("NaN", "Q56"), ("…", "Q56"),
        ("12o", "Q49"), ("1O", "Q49"), ("1 23", "Q49"), ("1,23,456", "Q49"), ("1 234,567", "Q49"),
        ("1e3", "Q49"), ("0x10", "Q49"), ("+5", "Q49"), ("1_000", "Q49"), ("#REF!", "Q49"),
        ("=SUM(A1)", "Q49"), ("VII", "Q49"), ("½", "Q49"), ("²", "Q49"), ("1.234,567", "Q49"),
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused_by_name(text: str, code: str) -> None:
    read = read_figure(text)
    assert isinstance(read, Broken), read
    assert read.code == code


def test_nothing_is_not_zero_and_words_for_nothing_are_declared() -> None:
    assert read_figure("") is None
    assert read_figure("  ") is None
    assert read_figure("0") == 0
    assert read_figure("Н/Д", Numerals(not_given=frozenset({"н/д"}))) is None


@given(st.lists(st.one_of(
    st.integers(0, 10**12 - 1).map(str),
    st.integers(0, 10**9).flatmap(
        lambda n: st.sampled_from(list(SEPARATORS.values())).map(lambda s: grouped(n, s))
    ),
    st.text("0123456789 .,'-%−１२٣н/д\u202f", max_size=6),
    st.text(max_size=3),
), max_size=8))  # fmt: skip
def test_a_column_is_read_as_its_cells_are(cells: list[str]) -> None:
    column, broken = read_column(cells)
    told = dict(broken)
    for row, cell in enumerate(cells):
        read = read_figure(cell, PLAIN)
        assert column.absent[row] == (not isinstance(read, int))
        assert told.get(row) == (read if isinstance(read, Broken) else None)
        if isinstance(read, int):
            assert column.values[row] == read


def test_a_percentage_is_read_with_comma_or_point() -> None:
    assert read_share("62,60") == read_share("62.60 %") == read_share("62,6")
    assert isinstance(read_share("-1"), Broken)


# -- tables -----------------------------------------------------------------------------------------


def the_same(data: bytes) -> bool:
    sheet, remarks = read_sheet(data, "p.csv")
    plain, _ = read_sheet(SOUND.encode(), "p.csv")
    assert remarks == []
    return [list(c) for c in sheet.columns] == [list(c) for c in plain.columns]


@pytest.mark.parametrize(
    "data",
    [
        SOUND.encode("utf-8-sig"),
        SOUND.encode("utf-16"),
        SOUND.replace("\n", "\r\n").encode(),
        SOUND.replace(",", ";").encode(),
        SOUND.replace(",", "\t").encode(),
        ("sep=;\n" + SOUND.replace(",", ";")).encode(),
        SOUND.replace("a1", '"a1"').replace("1234", '"1234"').encode(),
        SOUND.replace(",", " , ").encode(),
        ("\n\n" + SOUND.replace("b1", "\nb1")).encode(),
        (SOUND + "\n,,,\n").encode(),
    ],
)
def test_a_table_is_the_same_in_every_dress(data: bytes) -> None:
    assert the_same(data)


def test_a_table_of_json_is_the_same_and_numbers_in_it_keep_their_digits() -> None:
    head, *rows = [line.split(",") for line in SOUND.split()]
    objects = [
        {k: int(v) if v.isdigit() else v for k, v in zip(head, row, strict=True)} for row in rows
    ]
    assert the_same(json.dumps(objects).encode())
    sheet, _ = read_sheet(b'[{"precinct": "a1", "voted": 1.50, "yes": null, "no": true}]', "p.json")
    assert [list(column) for column in sheet.columns] == [["a1"], ["1.50"], [""], ["true"]]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8", "utf-16-le", "utf-16"])
def test_letters_of_old_systems_are_found(encoding: str) -> None:
    text = (
        "precinct;name;voted\na1;участок в школе Алматы;10\nb1;участок в Павлодарской области;7\n"
    )
    sheet, _ = read_sheet(text.encode(encoding), "p.csv")
    assert list(sheet.columns[0]) == ["a1", "b1"]
    assert sheet.columns[1][0] == "участок в школе Алматы"


def test_letters_that_cannot_be_found_are_named_by_the_form() -> None:
    data = "precinct,name\na1,Santa Fé, Bogotá\n".replace("é,", "é").encode("mac-roman")
    with pytest.raises(UnreadableText) as refusal:
        read_sheet(data, "p.csv")
    assert refusal.value.code == "R19"
    assert read_sheet(data, "p.csv", "mac-roman")[0].columns[1][0] == "Santa Fé Bogotá"


def test_a_row_with_a_cell_too_many_is_told_and_left_out_with_its_line() -> None:
    sheet, remarks = read_sheet((SOUND + "a3,1,2,3,4\na4,1\n").encode(), "p.csv")
    assert len(sheet) == 4
    assert [(r.code, r.line) for r in remarks] == [("Q45", 6), ("Q45", 7)]


def test_a_line_is_the_one_where_the_row_begins() -> None:
    sheet, _ = read_sheet(b'precinct,note\na1,"two\nlines"\na2,x\n', "p.csv")
    assert list(sheet.lines) == [2, 4]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "Q133"), (b"\n \n", "Q133"), (b"[]", "Q133"), (b"[1]", "Q44"), (b"[{]", "Q42"),
     (b"[" * 100_000, "Q42"), (b"a,b\n1,\x00\n", "R19"), (b'a\n"b', "Q42")],
)  # fmt: skip
def test_what_is_no_table_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableText) as refusal:
        read_sheet(data, "p.csv")
    assert refusal.value.code == code


def workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_whole_numbers_and_never_an_empty_cell_for_a_formula() -> None:
    data = workbook([], [["precinct", "voted", "yes"], ["a1", 10.0, 12.5], ["a2", "=1+1", None]])
    rows, sheets = rows_of(data, "p.xlsx")
    assert sheets == ["S2"]
    sheet, _ = sheet_of_rows(rows, "p.xlsx")
    assert list(sheet.columns[1]) == ["10", "=1+1"]
    assert list(sheet.columns[2]) == ["12.5", ""]


def test_an_error_of_a_cell_and_a_formula_below_the_last_value_are_shown_as_they_stand() -> None:
    book = Workbook()
    book.active.append(["precinct", "voted"])
    book.active["B2"], book.active["B2"].data_type = "#REF!", "e"
    book.active["D4"] = "=SUM(B2:B3)"
    out = BytesIO()
    book.save(out)
    rows, _ = rows_of(out.getvalue(), "p.xlsx")
    assert rows == [
        ("precinct", "voted", "", ""), ("", "#REF!", "", ""), ("", "", "", ""),
        ("", "", "", "=SUM(B2:B3)"),
    ]  # fmt: skip


cells = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 3))
    | st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)).map(lambda d: d.replace(microsecond=0))
    | st.text("абв Әұ’«»&<>\"'09.,-", min_size=1, max_size=9).filter(lambda t: t[0] not in "='")
)  # fmt: skip


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_workbook_says_what_was_written_into_it(rows: list[list[Any]]) -> None:
    rows = [["head", "of", "columns"], *rows]
    read, sheets = rows_of(workbook(rows), "p.xlsx")
    assert sheets == ["S1"]
    wanted = [tuple(map(_as_text, row)) for row in rows]
    while wanted and not any(wanted[-1]):
        wanted.pop()
    assert read == wanted


def _as_text(value: Any) -> str:
    """What a table shows: no fraction of a whole number, no time of a day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat() if value.time() != time() else value.date().isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


# -- protocols --------------------------------------------------------------------------------------


def test_a_protocol_with_an_error_is_held_back_and_not_mended() -> None:
    count = counted(SOUND.replace("20,15,5", "20,15,6"))
    assert [(r.code, r.rule, r.place) for r in count.findings] == [("Q60", "T1", "a2")]
    assert count.tally("A").figures == {"voted": 10, "yes": 6, "no": 4}
    assert count.tally().figures["voted"] == 10 + 1234 + 3


def test_without_a_column_that_is_required_no_protocol_counts() -> None:
    count = counted("precinct,voted,no\na1,10,4\n")
    assert ("Q44", "error", "yes") in {(r.code, r.severity, r.column) for r in count.findings}
    assert count.tally().figures == {}


def test_a_heading_that_stands_twice_is_no_column() -> None:
    count = counted("precinct,voted,yes,YES,no\na1,10,6,6,4\n")
    assert {r.code for r in count.findings if r.severity == "error"} == {"Q46"}
    assert count.tally().figures == {}


def test_an_optional_line_that_some_leave_empty_is_summed_apart() -> None:
    count = counted("precinct,voted,yes,no\na1,10,6,4\na2,20,15,\nb1,5,5,0\nabroad,1,1,0\n")
    assert count.tally("A").figures == {"voted": 30, "yes": 21}
    assert count.tally("A").partial == {"no": (4, 1)}


def test_several_headings_together_may_name_a_precinct() -> None:
    form = tiny_form('[place]\nprecinct = ["region", "town"]\n')
    tree = tree_of("code,parent,kind\nX,,country\nA/b,X,precinct\nA/c,X,precinct\n")
    batch = received("region,town,voted,yes,no\nA,b,1,1,0\nA,c,2,1,1\n", form, tree).batch
    assert list(batch.codes) == ["A/b", "A/c"]


# -- whatever comes ---------------------------------------------------------------------------------

pieces = st.sampled_from(
    ["precinct", "voted", "yes", "no", "a1", "a2", "zz", "A", "Итого", "10", "-1", "1.5", ",", ";",
     "\n", "\r\n", '"', "'", " ", "\t", "\ufeff", "\x00", "[", "{", "}", "]", ":", "null", "٣", "\ud800"]
)  # fmt: skip
bytes_of_tables = st.one_of(
    st.binary(max_size=60),
    st.lists(pieces, max_size=40).map(lambda p: "".join(p).encode("utf-8", "surrogatepass")),
    st.lists(pieces, max_size=30).map(
        lambda p: (SOUND + "".join(p)).encode("utf-8", "surrogatepass")
    ),
)


@given(bytes_of_tables)
def test_whatever_comes_is_read_refused_or_told_and_never_counted_wrongly(data: bytes) -> None:
    form, tree = tiny_form(), tree_of()
    try:
        sheet, remarks = read_sheet(data, "p.csv")
    except UnreadableText:
        return
    batch, more = read_batch(sheet, form, tree, About())
    counted = count(form, tree, [Received(batch, (*remarks, *more))])
    figures = counted.tally().figures
    if figures.keys() >= {"voted", "yes", "no"}:
        assert figures["voted"] == figures["yes"] + figures["no"]
    assert all(len(column) == len(sheet) for column in sheet.columns)
