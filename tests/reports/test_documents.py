"""Tables as documents: marks that do not hang on colour, the same bytes, nothing lost."""

from __future__ import annotations

import json
import re
import textwrap
import zipfile
from datetime import date
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from zhargy.messages import LANGUAGES
from zhargy.reports.documents import KINDS, Document, Heading, Paragraph, document_bytes
from zhargy.reports.documents.cells import fit, runs_of
from zhargy.reports.returning.sheets import sheets_of
from zhargy.reports.row_key import RowKey, TableKey, without_keys
from zhargy.text.provision import Citation
from zhargy.text.table import Cell, Column, Run, Table

DAY = date(2031, 4, 14)
COLUMNS = (Column("old"), Column("old_text"), Column("new_text"), Column("share"))
KAZAKH = "әғқңөұүһі ӘҒҚҢӨҰҮҺІ"


def row(text: str = "мост") -> tuple[Cell, ...]:
    return (
        Citation.of(article="5", point="2"),
        (Run("старый "), Run("мост ", "deleted", "words"), Run("у реки")),
        (Run("старый "), Run(text, "inserted", "words"), Run(",", "inserted", "punctuation")),
        Fraction(1, 3),
    )


def document(*rows: tuple[Cell, ...], language: str = "ru", day: date | None = DAY) -> Document:
    keys = tuple(
        str(RowKey("art_5__para_2", "0" * 16, f"art_{n}", "f" * 16)) for n in range(len(rows))
    )
    table = Table("comparison", COLUMNS, rows, keys, str(TableKey("a/b", language, len(rows))))
    blocks = (Heading("Раздел"), table, Paragraph("Примечание"), Paragraph("[место]", blank=True))
    return Document("Таблица " + KAZAKH, language, day, blocks, "к проекту")


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# -- the same bytes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [".docx", ".xlsx", ".pdf"])
def test_the_time_of_a_file_is_that_of_the_document_and_not_of_the_clock(kind: str) -> None:
    content = document_bytes(document(row()), kind)
    assert content == document_bytes(document(row()), kind)
    assert content != document_bytes(document(row(), day=date(2031, 4, 15)), kind)
    if kind == ".pdf":
        assert set(re.findall(rb"\(D:(\d{8})", content)) <= {b"20310414"}
        return
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2031, 4, 14, 0, 0, 0)}
    stamps = re.findall(rb"<dcterms:(\w+)[^>]*>([^<]*)<", parts(content)["docProps/core.xml"])
    assert dict(stamps) == {
        b"created": b"2031-04-14T00:00:00Z",
        b"modified": b"2031-04-14T00:00:00Z",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_without_a_day_prints_none(kind: str) -> None:
    content = document_bytes(document(row(), day=None), kind)
    assert content == document_bytes(document(row(), day=None), kind)
    assert b"1980-01" not in content.replace(b"1980-01-01T00:00:00Z", b"")


# -- marks ------------------------------------------------------------------------------------------


def test_in_word_what_went_is_struck_out_and_what_came_is_underlined() -> None:
    table = docx.Document(BytesIO(document_bytes(document(row()), ".docx"))).tables[0]
    went = [r for r in table.rows[1].cells[1].paragraphs[0].runs if r.font.strike]
    came = [r for r in table.rows[1].cells[2].paragraphs[0].runs if r.font.underline]
    assert [r.text for r in went] == ["мост"]
    assert [r.text for r in came] == ["мост", ","]
    assert all(r.font.color.rgb for r in (*went, *came))


def test_in_a_spreadsheet_too() -> None:
    content = document_bytes(document(row()), ".xlsx")
    sheet = openpyxl.load_workbook(BytesIO(content), rich_text=True).active
    assert sheet is not None
    cells = {cell.value.__str__(): cell.value for line in sheet.iter_rows() for cell in line}
    went = [b for b in cells["старый мост у реки"] if getattr(b, "font", None) and b.font.strike]
    came = [b for b in cells["старый мост,"] if getattr(b, "font", None) and b.font.u]
    assert [b.text for b in went] == ["мост"]
    assert [b.text for b in came] == ["мост", ","]


def test_on_a_page_marks_are_del_and_ins() -> None:
    page = document_bytes(document(row()), ".html").decode()
    assert "старый <del>мост</del> у реки" in page
    assert "<ins>мост</ins><ins class=q>,</ins>" in page
    ElementTree.fromstring(
        re.sub(r"<meta[^>]*>|<col [^>]*>|<!DOCTYPE html>|<br>| class=\w", "", page)
    )


def test_a_mark_begins_and_ends_with_a_word() -> None:
    runs = (Run("a ", "deleted", "words"), Run("b "), Run("c ", "inserted"), Run("d", "inserted"))
    shown = runs_of(runs, Column("old_text"), "en")
    assert [(r.text, r.mark) for r in shown] == [
        ("a", "deleted"), (" ", ""), ("b ", ""), ("c d", "inserted"),
    ]  # fmt: skip


some_runs = st.lists(
    st.builds(
        Run,
        st.text(st.characters(codec="utf-8"), max_size=8),
        st.sampled_from(("", "deleted", "inserted")),
        st.sampled_from(("", "words", "bulk")),
    ),
    max_size=5,
).map(tuple)


@given(some_runs)
def test_the_words_of_a_cell_are_those_of_its_runs(runs: tuple[Run, ...]) -> None:
    shown = runs_of(runs, Column("old_text"), "kk")
    # One run after the other may make a line break of two halves.
    text = "".join(run.text for run in runs)
    assert "".join(run.text for run in shown).split() == fit(text).split()


@given(some_runs)
def test_word_and_spreadsheet_hold_every_word(runs: tuple[Run, ...]) -> None:
    words = fit("".join(run.text for run in runs)).split()
    made = Document("t", "ru", DAY, (Table("measures", (Column("old_text"),), ((runs,),)),))
    table = docx.Document(BytesIO(document_bytes(made, ".docx"))).tables[0]
    assert table.rows[1].cells[0].text.split() == words
    sheet = openpyxl.load_workbook(BytesIO(document_bytes(made, ".xlsx"))).active
    assert sheet is not None
    # The format spells some characters out as _x000D_, which openpyxl leaves to its caller.
    assert str(sheet["A4"].value or "").split() == words or "_x" in str(sheet["A4"].value)


# -- pages ------------------------------------------------------------------------------------------


def test_the_headings_of_the_table_stand_on_every_page() -> None:
    long = document(*[row("слово " * 40)] * 40, language="kk")
    pages = pypdfium2.PdfDocument(document_bytes(long, ".pdf"))
    texts = [page.get_textpage().get_text_bounded() for page in pages]
    assert len(texts) > 3
    assert all("Жаңа мәтін" in text for text in texts)
    assert all(f"{len(texts)} беттің {n}-беті" in text for n, text in enumerate(texts, 1))
    assert KAZAKH in texts[0]
    width, height = pages[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    sections = docx.Document(BytesIO(document_bytes(long, ".docx")))
    head = sections.tables[0].rows[0]._tr
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert sections.sections[0].page_width > sections.sections[0].page_height
    sheet = openpyxl.load_workbook(BytesIO(document_bytes(long, ".xlsx"))).active
    assert sheet is not None
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$4", "A5")
    assert sheet.page_setup.orientation == "landscape"


def test_every_letter_of_a_pdf_comes_from_a_font_inside_it() -> None:
    content = document_bytes(document(row()), ".pdf")
    fonts = set(re.findall(rb"/BaseFont\s*/([\w+-]+)", content))
    assert fonts <= {f for f in fonts if re.match(rb"[A-Z]{6}\+", f)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_codes_speak_the_language_of_the_document(language: str) -> None:
    for kind in (".html", ".json", ".csv"):
        content = document_bytes(document(row(), language=language), kind).decode()
        assert {"kk": "Ескі мәтін", "ru": "Старый текст", "en": "Old text"}[language] in content


# -- bad input --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_characters_that_no_file_can_hold_are_replaced(kind: str) -> None:
    half = "" if kind in (".json", ".csv") else "\ud800"
    assert document_bytes(document(row(f"a\x00b\x0b\ufffe{half}")), kind)


def test_words_that_begin_like_a_formula_are_words() -> None:
    made = Document("t", "ru", DAY, (Table("measures", (Column("old_text"),), (("=1+1",),)),))
    sheet = openpyxl.load_workbook(BytesIO(document_bytes(made, ".xlsx"))).active
    assert sheet is not None
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")


texts_of_any_height = st.lists(
    st.sampled_from(
        ("мост ", "по-прежнему", "\n", " ", "конституциялық, ", "ы" * 3_000, "слово " * 700, "Б.")
    ),
    min_size=1,
    max_size=9,
).map("".join)


def rows_of(content: bytes) -> list[list[str]]:
    grid = next(sheets_of(content, parts(content), "t.xlsx"))
    return [[*map(without_keys, one.cells)] for one in grid if one.keys]


@given(st.lists(texts_of_any_height, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_row_too_high_for_a_sheet_goes_on_in_the_next_and_is_read_back_whole(
    texts: list[str],
) -> None:
    made = document(*map(row, texts))
    content = document_bytes(made, ".xlsx")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None
    for number, cells in enumerate(sheet.iter_rows(min_row=5, values_only=True), 5):
        if not cells[-1]:
            break
        height, width = (sheet.row_dimensions[number].height, sheet.column_dimensions["C"].width)
        assert height <= 409  # what Excel shows at most
        words = str(cells[2] or "").rstrip().split("\n")
        lines = [w for line in words for w in textwrap.wrap(line, int(width * 0.92)) or [""]]
        assert height >= (len(lines) - 1) * 13.5
    wanted = ["".join(run.text for run in cells[2]) for cells in made.tables[0].rows]  # type: ignore[union-attr]
    assert [cells[2] for cells in rows_of(content)] == wanted


def test_rows_of_one_provision_are_put_together_however_they_were_sorted() -> None:
    long = " ".join(f"слово{n}" for n in range(3_000))
    content = document_bytes(document(row(long), row("мост")), ".xlsx")
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.active
    assert sheet is not None
    cells = [[c.value for c in one] for one in sheet.iter_rows(min_row=5) if one[-1].value]
    assert len(cells) > 3
    for number, values in enumerate(reversed(cells), 5):
        for place, value in enumerate(values, 1):
            sheet.cell(number, place).value = value
    saved = BytesIO()
    book.save(saved)
    assert [cells[2] for cells in rows_of(saved.getvalue())] == ["старый мост,", f"старый {long},"]


def test_a_text_longer_than_a_cell_may_be_is_whole_in_a_sheet() -> None:
    long = "слово " * 8_000
    made = Document("t", "ru", DAY, (Table("measures", (Column("old_text"),), ((long,),)),))
    sheet = openpyxl.load_workbook(BytesIO(document_bytes(made, ".xlsx"))).active
    assert sheet is not None
    assert "".join(str(cell.value) for (cell,) in sheet.iter_rows(min_row=4)) == long
    table = docx.Document(BytesIO(document_bytes(made, ".docx"))).tables[0]
    assert table.rows[1].cells[0].text == long


def test_a_row_of_a_sheet_has_room_for_words_that_are_not_broken() -> None:
    """The height of a row stands in the file, and what it has no room for is not printed."""
    long = " ".join(["конституциялық"] * 40)
    sheet = openpyxl.load_workbook(BytesIO(document_bytes(document(row(long)), ".xlsx"))).active
    assert sheet is not None
    # Fonts that stand in for Times New Roman are up to a tenth wider than a digit for each letter.
    room = int(sheet.column_dimensions["C"].width * 0.92)
    lines = textwrap.wrap(str(sheet["C5"].value), room)
    assert lines[0].endswith("конституциялық")
    assert sheet.row_dimensions[5].height >= len(lines) * 13


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_without_rows_is_a_document_too(kind: str) -> None:
    assert document_bytes(document(), kind)


def test_json_holds_values_and_not_what_is_shown() -> None:
    whole = json.loads(document_bytes(document(row()), ".json"))
    assert (whole["schema"], whole["day"]) == ("zhargy.table/1", "2031-04-14")
    table = next(block["table"] for block in whole["blocks"] if "table" in block)
    assert table["rows"][0][0] == {"article": "5", "point": "2"}
    assert table["rows"][0][3] == "1/3"
    assert table["rows"][0][1][1] == {"text": "мост ", "mark": "deleted", "nature": "words"}
