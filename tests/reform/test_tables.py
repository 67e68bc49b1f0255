"""A table goes to a clerk and comes back: what was written is there, whatever happened to the file."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import tomllib
import zipfile
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from bad_files import BAD
from clerk import DAY, FORM, KINDS, body, edit_word, everything, filled_in, read, said
from docx.oxml.ns import qn

from zhargy.compare.comparison import Comparison
from zhargy.errors import UnreadableTable, UnreadableText, UnwritableOutput, ZhargyError
from zhargy.reform.tables import (
    Made,
    make_document,
    read_justifications,
    read_table,
    write_document,
)

each_kind = pytest.mark.parametrize("kind", KINDS)


# -- nothing happened but a save ----------------------------------------------------------------------


@each_kind
def test_every_justification_comes_back_to_its_row(kind: str, made: Made, tmp_path: Path) -> None:
    brought, rows = read(filled_in(made, tmp_path / f"t{kind}"), made)
    assert rows == everything(made)
    assert brought.findings == ()
    assert (brought.new, brought.changed) == (len(made.rows), 0)


@each_kind
def test_reading_twice_changes_nothing(kind: str, made: Made, tmp_path: Path) -> None:
    path, into = filled_in(made, tmp_path / f"t{kind}"), tmp_path / "j.toml"
    read_table(path, into)
    before = into.read_bytes()
    again = read_table(path, into)
    assert (again.new, again.changed, again.same) == (0, 0, len(made.rows))
    assert into.read_bytes() == before


@each_kind
def test_libreoffice_may_save_the_table_again(kind: str, made: Made, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    path = filled_in(made, tmp_path / f"t{kind}")
    if office:
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        command = [office, home, "--headless", "--convert-to", kind[1:], "--outdir"]
        subprocess.run(
            [*command, str(tmp_path / "again"), str(path)], capture_output=True, timeout=180
        )
    again = tmp_path / "again" / path.name
    if not again.exists():
        if "libreoffice" in os.environ.get("ZHARGY_REQUIRE", ""):
            pytest.fail("LibreOffice is required and did not save the file")
        pytest.skip("LibreOffice with its Writer and Calc is not installed")
    assert again.read_bytes() != path.read_bytes()
    brought, rows = read(again, made)
    assert rows == everything(made)
    assert brought.findings == ()


@each_kind
def test_the_table_made_again_holds_what_was_written(
    kind: str, comparison: Comparison, made: Made, tmp_path: Path
) -> None:
    path, into = filled_in(made, tmp_path / f"t{kind}"), tmp_path / "j.toml"
    read_table(path, into)
    again = make_document(comparison, FORM, "ru", DAY, into)
    assert not again.needs_a_person
    assert (len(again.placed.sure), again.without) == (len(made.rows), 0)
    write_document(again.document, tmp_path / f"u{kind}")
    assert read(tmp_path / f"u{kind}", made)[1] == everything(made)


def test_making_a_pdf_leaves_no_threads_behind(made: Made, tmp_path: Path) -> None:
    """A reader's child forked beside the threads of typst may hang."""
    before = len(os.listdir("/proc/self/task")) if Path("/proc/self/task").is_dir() else 0
    write_document(made.document, tmp_path / "t.pdf")
    assert (tmp_path / "t.pdf").read_bytes().startswith(b"%PDF")
    if before:
        assert len(os.listdir("/proc/self/task")) == before


# -- what clerks do -----------------------------------------------------------------------------------


def test_rows_in_another_order(made: Made, tmp_path: Path) -> None:
    def turn_over(table: Any) -> None:
        rows = table._tbl.findall(qn("w:tr"))[1:]
        for row in rows:
            table._tbl.remove(row)
        for row in reversed(rows):
            table._tbl.append(row)

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, turn_over)
    assert read(path, made)[1] == everything(made)


def test_a_sorted_sheet(made: Made, tmp_path: Path) -> None:
    path = filled_in(made, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(path, rich_text=True)
    values = [[cell.value for cell in row] for row in body(book)]
    for row, other in zip(body(book), reversed(values), strict=True):
        for cell, value in zip(row, other, strict=True):
            cell.value = value
    book.save(path)
    assert read(path, made)[1] == everything(made)


@each_kind
def test_deleted_rows_are_counted_and_the_others_stay(
    kind: str, made: Made, tmp_path: Path
) -> None:
    path = filled_in(made, tmp_path / f"t{kind}")
    if kind == ".docx":
        edit_word(path, lambda table: [table._tbl.remove(row._tr) for row in table.rows[3:5]])
    else:
        book = openpyxl.load_workbook(path, rich_text=True)
        book.active.delete_rows(7, 2)
        book.save(path)
    brought, rows = read(path, made)
    assert rows == {n: text for n, text in everything(made).items() if n not in (3, 4)}
    assert [(f.rule, dict(f.fields)) for f in brought.findings] == [("T14", {"n": 2})]


def test_what_was_known_of_a_deleted_row_stays_in_the_file(made: Made, tmp_path: Path) -> None:
    path, into = filled_in(made, tmp_path / "t.docx"), tmp_path / "j.toml"
    read_table(path, into)
    edit_word(path, lambda table: table._tbl.remove(table.rows[3]._tr))
    brought = read_table(path, into)
    assert {f.rule for f in brought.findings} == {"T14", "T16"}
    assert len(read_justifications(into)) == len(made.rows)


def test_a_justification_merged_over_three_rows_holds_for_each(made: Made, tmp_path: Path) -> None:
    def merge(table: Any) -> None:
        table.cell(2, 5).merge(table.cell(4, 5)).text = "за всё сразу"

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, merge)
    _, rows = read(path, made)
    assert [rows[n] for n in (1, 2, 3, 4, 5)] == [said(1), *["за всё сразу"] * 3, said(5)]


def test_merged_numbers_leave_each_row_its_own_justification(made: Made, tmp_path: Path) -> None:
    """Merging gathers the hidden keys of both rows in one cell."""
    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, lambda table: table.cell(2, 0).merge(table.cell(3, 0)))
    assert read(path, made)[1] == everything(made)


def test_cells_merged_in_a_sheet_hold_for_each_row(made: Made, tmp_path: Path) -> None:
    path = filled_in(made, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(path, rich_text=True)
    book.active.merge_cells("F6:F8")
    book.save(path)
    assert [read(path, made)[1][n] for n in (1, 2, 3, 4, 5)] == [said(1), *[said(2)] * 3, said(5)]


def test_a_row_copied_with_other_words_keeps_both(made: Made, tmp_path: Path) -> None:
    def copy(table: Any) -> None:
        twin = deepcopy(table.rows[2]._tr)
        table.rows[2]._tr.addnext(twin)
        table.rows[3].cells[5].text = "и ещё одно"

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, copy)
    brought, rows = read(path, made)
    assert rows[2] == f"{said(2)}\nи ещё одно"
    assert [finding.rule for finding in brought.findings] == ["T13"]


def test_a_row_of_the_clerk_s_own_is_kept_and_said(
    comparison: Comparison, made: Made, tmp_path: Path
) -> None:
    def add(table: Any) -> None:
        table.add_row().cells[5].text = "общее замечание"

    path, into = filled_in(made, tmp_path / "t.docx"), tmp_path / "j.toml"
    edit_word(path, add)
    brought = read_table(path, into)
    assert [finding.rule for finding in brought.findings] == ["T12"]
    again = make_document(comparison, FORM, "ru", DAY, into)
    assert [j.written["justification"] for j in again.placed.lost] == ["общее замечание"]
    assert again.needs_a_person


def test_words_of_the_law_changed_in_the_table_are_said(made: Made, tmp_path: Path) -> None:
    def change(table: Any) -> None:
        table.rows[1].cells[3].text += " и так далее"

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, change)
    brought, rows = read(path, made)
    assert rows == everything(made)
    assert [finding.rule for finding in brought.findings] == ["T11"]


def test_tracked_changes_are_read_as_accepted(made: Made, tmp_path: Path) -> None:
    def track(table: Any) -> None:
        table.rows[1].cells[5].text = "старое"
        paragraph = table.rows[1].cells[5].paragraphs[0]._p
        run = paragraph.findall(qn("w:r"))[0]
        gone = paragraph.makeelement(qn("w:del"), {qn("w:id"): "9", qn("w:author"): "a"})
        run.addprevious(gone)
        gone.append(run)
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
        come = paragraph.makeelement(qn("w:ins"), {qn("w:id"): "10", qn("w:author"): "a"})
        new = deepcopy(run)
        for text in new.findall(qn("w:delText")):
            text.tag, text.text = qn("w:t"), "новое"
        come.append(new)
        gone.addnext(come)

    path = filled_in(made, tmp_path / "t.docx")
    edit_word(path, track)
    assert read(path, made)[1][1] == "новое"


# -- keys that were lost ------------------------------------------------------------------------------


def without_hidden_text(path: Path, *, bookmarks: bool) -> None:
    """What a program does that inspects a document before it is sent."""
    out = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = re.sub(r"z[1oct]\|[^<]*", "", content.decode())
                if not bookmarks:
                    text = re.sub(r"<w:bookmark(Start|End)[^>]*>", "", text)
                content = text.encode()
            target.writestr(name, content)
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize("bookmarks", [True, False])
def test_without_hidden_text_a_row_is_known_by_its_bookmark_or_by_its_words(
    bookmarks: bool, comparison: Comparison, made: Made, tmp_path: Path
) -> None:
    path, into = filled_in(made, tmp_path / "t.docx"), tmp_path / "j.toml"
    without_hidden_text(path, bookmarks=bookmarks)
    brought = read_table(path, into)
    assert {finding.rule for finding in brought.findings} == {"T10"}
    again = make_document(comparison, FORM, "ru", DAY, into)
    assert not again.placed.lost
    # Only the rows whose words stand in two places may be taken for one another.
    twins = len(made.rows) - len({(r.key.old_words, r.key.new_words) for r in made.rows})
    assert twins <= 2
    right = sum(
        again.placed.written.get(row.key, {}).get("justification") == said(number)
        for number, row in enumerate(made.rows, 1)
    )
    assert right >= len(made.rows) - 2 * twins


def test_words_known_by_the_row_s_words_take_the_place_of_what_was_there(
    made: Made, tmp_path: Path
) -> None:
    path, into = filled_in(made, tmp_path / "t.docx"), tmp_path / "j.toml"
    read_table(path, into)
    edit_word(path, lambda table: setattr(table.rows[1].cells[5], "text", "иначе"))
    without_hidden_text(path, bookmarks=False)
    brought = read_table(path, into)
    assert brought.changed >= 1
    texts = [j.written["justification"] for j in read_justifications(into)]
    assert "иначе" in texts
    assert said(1) not in texts


# -- the file of justifications -----------------------------------------------------------------------


def test_what_a_person_wrote_beside_the_rows_stays(made: Made, tmp_path: Path) -> None:
    path, into = filled_in(made, tmp_path / "t.docx"), tmp_path / "j.toml"
    read_table(path, into)
    text = into.read_text(encoding="utf-8").replace("[[row]]", "# спросить Сарсена\n[[row]]", 1)
    into.write_text(text, encoding="utf-8")
    edit_word(path, lambda table: setattr(table.rows[9].cells[5], "text", "иначе"))
    read_table(path, into)
    after = into.read_text(encoding="utf-8")
    assert "# спросить Сарсена" in after
    assert tomllib.loads(after)["schema"] == "zhargy.justifications/1"
    assert len(read_justifications(into)) == len(made.rows)


# -- bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_broken_or_hostile_file_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(BAD[name][1]())
    with pytest.raises(ZhargyError):
        read_table(path, None)


def test_a_table_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_table(2, 2).rows[0].cells[0].text = "Поставщик"
    word.save(str(tmp_path / "t.docx"))
    with pytest.raises(UnreadableTable) as refused:
        read_table(tmp_path / "t.docx", None)
    assert refused.value.code == "F21"
    (tmp_path / "t.txt").write_text("слова", encoding="utf-8")
    with pytest.raises(UnreadableText):
        read_table(tmp_path / "t.txt", None)


def test_a_sheet_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnreadableText) as refused:
        read_table(path, None)
    assert refused.value.code == "R14"


@each_kind
def test_a_file_that_was_cut_or_shuffled_is_read_or_refused(
    kind: str, made: Made, tmp_path: Path
) -> None:
    """What a sick disk or a hostile hand does to the table itself."""
    path = filled_in(made, tmp_path / f"t{kind}")
    inner = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}[kind]
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    pieces = re.findall(rb"<[^>]+>|[^<]+", parts[inner])
    chance = random.Random(kind)
    told = set()
    for _ in range(30):
        shuffled = list(pieces)
        first, second = (chance.randrange(len(pieces)) for _ in range(2))
        shuffled[first], shuffled[second] = shuffled[second], shuffled[first]
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, b"".join(shuffled) if name == inner else content)
        try:
            told.add(read_table(path, None).rows > 0)
        except ZhargyError as refused:
            told.add(refused.code)
    assert "R14" in told


def test_a_note_is_no_spreadsheet(comparison: Comparison, tmp_path: Path) -> None:
    """The note of the association holds measures, so a sheet of them is written; odd kinds are not."""
    note = make_document(comparison, "association/note", "ru", DAY)
    with pytest.raises(UnwritableOutput) as refused:
        write_document(note.document, tmp_path / "note.odt")
    assert refused.value.code == "W10"
