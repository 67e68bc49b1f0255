"""What people put into a table besides plain words, and what other programs make of it: it comes
back, or a finding names it.
"""

from __future__ import annotations

import re
import zipfile
from base64 import b64decode
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from clerk import DAY, KINDS, edit_word, everything, filled_in, read, said
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from strategies import act_of

from zhargy.compare.compare import compare
from zhargy.errors import UnreadableTable
from zhargy.reform.tables import Made, make_document, read_table, write_document
from zhargy.reports.documents.cells import runs_of

each_kind = pytest.mark.parametrize("kind", KINDS)
BRIDGE = "Сторож открывает мост на рассвете и закрывает его на закате."
WELL = "Колодец на площади чистят весной и осенью всем сходом."
FERRY = "Паромщик берёт плату за телегу, но не за пешего."
W = nsdecls("w")
DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
BOXED = "<w:txbxContent><w:p><w:r><w:t>в рамке</w:t></w:r></w:p></w:txbxContent>"
BOX = (
    f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOXED}</wps:txbx>'
    f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOXED}</v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
SIGN = f'<w:r {W}><w:t>а</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>б</w:t></w:r>'


def in_word(made: Made, path: Path, change: Callable[[Any, Any], None]) -> Path:
    """The filled-in table after `change` of its first justification; the document comes along."""
    filled_in(made, path)
    word = docx.Document(str(path))
    cell = word.tables[0].rows[1].cells[5]
    cell.text = ""
    change(word, cell)
    word.save(str(path))
    return path


def in_sheet(made: Made, path: Path, change: Callable[[Worksheet], None]) -> Path:
    filled_in(made, path)
    book = openpyxl.load_workbook(path, rich_text=True)
    change(book.active)
    book.save(path)
    return path


def rules(path: Path, made: Made) -> list[str]:
    return [finding.rule for finding in read(path, made)[0].findings]


# -- more than letters --------------------------------------------------------------------------------


def test_the_numbers_that_word_sets_itself_come_along(made: Made, tmp_path: Path) -> None:
    def number(word: Any, cell: Any) -> None:
        cell.paragraphs[0].style = word.styles["List Number"]
        cell.paragraphs[0].add_run("сроки ясны")
        cell.add_paragraph("расходов нет", style="List Number")

    path = in_word(made, tmp_path / "t.docx", number)
    assert read(path, made)[1] == {**everything(made), 1: "1. сроки ясны\n2. расходов нет"}


@pytest.mark.parametrize(
    ("xml", "words"), [(SIGN, "а≥б"), (BOX, "в рамке")], ids=["a sign of a font", "a text box"]
)
def test_signs_and_boxes_are_words_too(xml: str, words: str, made: Made, tmp_path: Path) -> None:
    path = in_word(
        made, tmp_path / "t.docx", lambda _, c: c.paragraphs[0]._p.append(parse_xml(xml))
    )
    assert read(path, made)[1][1] == words


def with_a_footnote(path: Path, strict: bool) -> None:
    """The last run of the first justification calls a footnote; Word's strict form if need be."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    words = "слово</w:t></w:r>"
    call = f'{words}<w:r><w:footnoteReference w:id="2"/></w:r>'
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = text.replace(words, call).encode()
    note = "<w:p><w:r><w:t>из сноски</w:t></w:r></w:p>"
    parts["word/footnotes.xml"] = (
        f'<w:footnotes {W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'.encode()
    )
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = b'<Relationship Id="rId99" Type="%s/footnotes" Target="footnotes.xml"/>' % office
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation + b"</Relationships>")
    main = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            if strict:
                content = content.replace(main, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
                content = content.replace(
                    office, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
                )
            archive.writestr(name, content)


@pytest.mark.parametrize("strict", [False, True])
def test_a_footnote_stands_under_the_words(strict: bool, made: Made, tmp_path: Path) -> None:
    path = in_word(made, tmp_path / "t.docx", lambda _, cell: cell.paragraphs[0].add_run("слово"))
    with_a_footnote(path, strict)
    assert read(path, made)[1] == {**everything(made), 1: "слово\n[1] из сноски"}


# -- beside the words ---------------------------------------------------------------------------------


def test_a_comment_is_named_with_its_words(made: Made, tmp_path: Path) -> None:
    def ask(word: Any, cell: Any) -> None:
        word.add_comment(cell.paragraphs[0].add_run("слово"), text="А почему?", author="Юрист")

    path = in_word(made, tmp_path / "t.docx", ask)
    brought, rows = read(path, made)
    assert rows[1] == "слово"
    assert [(f.rule, f.address, f.words) for f in brought.findings] == [
        ("T17", made.rows[0].key.new, "А почему?")
    ]


def test_a_comment_of_a_sheet_too(made: Made, tmp_path: Path) -> None:
    def ask(sheet: Worksheet) -> None:
        sheet["F5"].comment = Comment("А почему?", "Юрист")

    brought, rows = read(in_sheet(made, tmp_path / "t.xlsx", ask), made)
    assert rows == everything(made)
    assert [(f.rule, f.words) for f in brought.findings] == [("T17", "А почему?")]


def test_a_picture_is_named(made: Made, tmp_path: Path) -> None:
    def draw(_: Any, cell: Any) -> None:
        cell.paragraphs[0].add_run("слово").add_picture(BytesIO(DOT))

    assert rules(in_word(made, tmp_path / "t.docx", draw), made) == ["T18"]


def test_a_picture_on_a_sheet_is_named_at_its_row(made: Made, tmp_path: Path) -> None:
    path = filled_in(made, tmp_path / "t.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    draw = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    parts["xl/drawings/drawing1.xml"] = (
        f'<xdr:wsDr xmlns:xdr="{draw}"><xdr:oneCellAnchor><xdr:from><xdr:row>5</xdr:row></xdr:from>'
        "<xdr:pic/></xdr:oneCellAnchor></xdr:wsDr>"
    ).encode()
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (finding,) = read_table(path, None).findings
    assert finding.rule == "T18"
    assert finding.place.endswith("row 6")


# -- columns ------------------------------------------------------------------------------------------


def test_a_column_that_the_form_does_not_have_is_named(made: Made, tmp_path: Path) -> None:
    def add(table: Any) -> None:
        table.add_column(docx.shared.Cm(2))
        table.rows[0].cells[-1].text = "Мнение министерства"
        table.rows[3].cells[-1].text = "возражаем"

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, add)
    brought, rows = read(path, made)
    assert rows == everything(made)
    (finding,) = brought.findings
    assert (finding.rule, dict(finding.fields)) == (
        "T19",
        {"heading": "Мнение министерства", "n": 1},
    )


def test_a_column_put_into_a_sheet_is_named(made: Made, tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        sheet.insert_cols(3)
        sheet["C4"], sheet["C5"] = "Мнение министерства", "возражаем"

    brought, rows = read(in_sheet(made, tmp_path / "t.xlsx", add), made)
    assert rows == everything(made)
    assert [(f.rule, dict(f.fields)["n"]) for f in brought.findings] == [("T19", 1)]


def test_a_column_that_was_copied_is_read_with_the_first(made: Made, tmp_path: Path) -> None:
    def copy(table: Any) -> None:
        for row in table.rows:
            cell = row.cells[5]._tc
            cell.addnext(deepcopy(cell))
        table.rows[1].cells[6].text = "и ещё"

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, copy)
    assert read(path, made)[1] == {**everything(made), 1: f"{said(1)}\nи ещё"}


def test_columns_in_another_order_are_known(made: Made, tmp_path: Path) -> None:
    def swap(table: Any) -> None:
        for row in table.rows:
            cells = row._tr.findall(qn("w:tc"))
            cells[1].addprevious(cells[5])

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, swap)
    assert (read(path, made)[1], rules(path, made)) == (everything(made), [])


# -- other programs -----------------------------------------------------------------------------------


def test_keys_that_a_program_made_visible_are_keys_still(made: Made, tmp_path: Path) -> None:
    """A word processor of the web knows neither hidden text nor bookmarks of others."""

    def show(table: Any) -> None:
        for name in ("w:vanish", "w:bookmarkStart", "w:bookmarkEnd"):
            for mark in list(table._tbl.iter(qn(name))):
                mark.getparent().remove(mark)

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, show)
    assert (read(path, made)[1], rules(path, made)) == (everything(made), [])


def test_a_table_typed_anew_is_known_by_its_words(made: Made, tmp_path: Path) -> None:
    path, anew = filled_in(made, tmp_path / "t.docx"), docx.Document()
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows]
    table = anew.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = re.sub(r"z[1cot]\|\S*\|", "", text)
    anew.save(str(path))
    brought = read_table(path, tmp_path / "j.toml")
    assert {finding.rule for finding in brought.findings} == {"T10"}
    assert brought.new >= len(made.rows) - 2  # two rows have the same words


def test_a_table_without_its_headings_is_refused(made: Made, tmp_path: Path) -> None:
    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, lambda table: table._tbl.remove(table.rows[0]._tr))
    with pytest.raises(UnreadableTable) as refused:
        read_table(path, None)
    assert refused.value.code == "F21"


# -- sheets -------------------------------------------------------------------------------------------


def test_filtered_and_hidden_rows_are_read(made: Made, tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.auto_filter.add_filter_column(1, ["x"])
        for number in range(5, 9):
            sheet.row_dimensions[number].hidden = True

    path = in_sheet(made, tmp_path / "t.xlsx", hide)
    assert (read(path, made)[1], rules(path, made)) == (everything(made), [])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ('="ст. "&12', '="ст. "&12'),
        (datetime(2027, 5, 1), "01.05.2027"),
        (datetime(2027, 5, 1, 9, 30), "01.05.2027 09:30"),
        (date(2027, 5, 1), "01.05.2027"),
        (12, "12"),
        (12.5, "12.5"),
        (True, "TRUE"),
    ],
)
def test_values_of_a_sheet_are_read_as_they_were_typed(
    value: object, words: str, made: Made, tmp_path: Path
) -> None:
    """A formula that no program has counted yet is said as it stands."""

    def put(sheet: Any) -> None:
        sheet["F5"] = value

    path = in_sheet(made, tmp_path / "t.xlsx", put)
    assert read(path, made)[1] == {**everything(made), 1: words}


def test_a_second_copy_of_the_sheet_is_read_too(made: Made, tmp_path: Path) -> None:
    path = filled_in(made, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(path, rich_text=True)
    book.copy_worksheet(book.active)["F5"] = "иначе"
    book.save(path)
    brought, rows = read(path, made)
    assert rows == {**everything(made), 1: f"{said(1)}\nиначе"}
    assert [finding.rule for finding in brought.findings] == ["T13"]


@pytest.fixture
def form_by_article(tmp_path: Path) -> str:
    """A form with a row for each article, and what people fill in before all else."""
    columns = ("justification", "element", "old_text", "new_text")
    path = tmp_path / "by-article.toml"
    path.write_text(
        'schema = "zhargy.form/1"\nkind = "table"\ngroup = "article"\n'
        + "".join(f'{key}.ru = "Нет"\n' for key in ("about", "title", "absent", "excluded"))
        + "".join(f'[[column]]\ncontent = "{c}"\nheading.ru = "{c}"\n' for c in columns),
        encoding="utf-8",
    )
    return str(path)


@each_kind
def test_an_article_that_came_from_several_is_read_back_as_it_was_written(
    kind: str, form_by_article: str, tmp_path: Path
) -> None:
    """Its words stand under the numbers of both articles, in their order; nobody changed them. The
    lines under the table are nobody's justification.
    """
    old, new = act_of([[BRIDGE], [WELL, FERRY]]), act_of([[WELL, BRIDGE], [FERRY]])
    made = make_document(compare(old, new), form_by_article, "ru", DAY)
    path = tmp_path / f"t{kind}"
    write_document(made.document, path)
    (row,) = (row for row in made.rows if len(row.places("old")) > 1)
    (text,) = (cells[2] for cells, r in zip(table_of(made), made.rows, strict=True) if r is row)
    assert text == f"Статья 1.\n1. {BRIDGE}\nСтатья 2.\n1. {WELL}"
    brought = read_table(path, None, form=form_by_article)
    assert (brought.findings, brought.new) == ((), 0)


def table_of(made: Made) -> list[list[str]]:
    (table,) = made.document.tables
    return [["".join(run.text for run in runs_of(cell, column, "ru")) for cell, column in
             zip(row, table.columns, strict=True)] for row in table.rows]  # fmt: skip
