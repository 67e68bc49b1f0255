"""One act through four formats is one act."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

import docx
import pytest

from zhargy.text.act import Act
from zhargy.text.read import read_bytes

TEXTS = Path(__file__).parents[2] / "examples"
SOURCES = [
    TEXTS / "jetiaral/texts" / f"{name}.{language}.txt"
    for name in ("charter-in-force", "adopted")
    for language in ("kk", "ru", "en")
] + [
    TEXTS / "association/texts" / f"statute-2019.{language}.txt" for language in ("kk", "ru", "en")
]


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def as_docx(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(lines: list[str]) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()
    )


def as_pdf(lines: list[str]) -> bytes:
    """One paragraph a block, justified, numbered pages, a running head."""
    head = '#set page(paper: "a5", numbering: "1", header: [Jetiaral]); #set par(justify: true)\n'
    blocks = "\n\n".join(f"#par({quoted(line)})" for line in lines)
    import typst  # its import makes children start as new interpreters

    return bytes(typst.compile(f"{head}{blocks}".encode()))


def quoted(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_markdown(lines: list[str]) -> bytes:
    return "\n\n".join(
        line.replace(". ", "\\. ", 1) if line[0].isdigit() else line for line in lines
    ).encode()


def provisions(act: Act) -> list[tuple[str, str]]:
    return [(p.address, p.text) for p in act.provisions]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
@pytest.mark.parametrize(
    ("make", "name"),
    [(as_docx, "a.docx"), (as_html, "a.html"), (as_markdown, "a.md"), (as_pdf, "a.pdf")],
    ids=["docx", "html", "md", "pdf"],
)
def test_an_act_is_the_same_from_every_format(path: Path, make, name: str) -> None:  # type: ignore[no-untyped-def]
    lines = lines_of(path)
    from_text = read_bytes(path.read_bytes(), "a.txt").act
    again = read_bytes(make(lines), name).act
    assert provisions(again) == provisions(from_text)
    assert again.title == from_text.title
