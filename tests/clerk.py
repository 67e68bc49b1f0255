"""A table with a justification in every row, as a clerk saves it, and what is read back of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl

from zhargy.reform.tables import Made, ReadBack, read_justifications, read_table, write_document

TEXTS = Path(__file__).parents[1] / "examples" / "association" / "texts"
DAY = date(2027, 3, 20)
FORM = "kazakhstan/parliament"
KINDS = [".docx", ".xlsx"]


def said(number: int) -> str:
    return f"Обоснование {number}\nвторая строка"


def filled_in(made: Made, path: Path) -> Path:
    """The table with a justification in every row, as a clerk saves it."""
    write_document(made.document, path)
    if path.suffix == ".docx":
        word = docx.Document(str(path))
        for number, row in enumerate(word.tables[0].rows):
            if number:
                row.cells[5].text = said(number)
        word.save(str(path))
    else:
        book = openpyxl.load_workbook(path, rich_text=True)
        for number, row in enumerate(body(book)):
            row[5].value = said(number + 1)
        book.save(path)
    return path


def body(book: Any) -> list[Any]:
    return [row for row in book.active.iter_rows(min_row=5) if row[-1].value]


def read(path: Path, made: Made) -> tuple[ReadBack, dict[int, str]]:
    """What came back, and the justification that stands at each row of the table."""
    into = path.with_suffix(".toml")
    into.unlink(missing_ok=True)
    brought = read_table(path, into)
    by_key = {j.key: j.written.get("justification", "") for j in read_justifications(into)}
    rows = {n: by_key[row.key] for n, row in enumerate(made.rows, 1) if row.key in by_key}
    return brought, rows


def everything(made: Made) -> dict[int, str]:
    return {number: said(number) for number in range(1, len(made.rows) + 1)}


def edit_word(path: Path, change: Callable[[Any], None]) -> None:
    word = docx.Document(str(path))
    change(word.tables[0])
    word.save(str(path))
