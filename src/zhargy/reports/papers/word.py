"""The same papers as DOCX, for a commission that has to fill in or change something.

The body is written as XML at once: twelve hundred papers cell by cell through the library would
take minutes. What is the same on every paper is written once.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.shared import Mm, Pt

from zhargy.reports.packed import packed, same_bytes

_FONT = "Times New Roman"
_RED, _DIM, _GREY = "A3231A", "595959", "EFEFEF"
_LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_TWIPS = 1440 / 25.4
_BODY = "word/document.xml"
_MARK = "\ue000"
_LEADING = 1.2
_MANY = 15
_BREAK = (
    '<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/></w:pPr></w:p>'
)


def ballot_docx(source: Mapping[str, Any], made: datetime) -> bytes:
    """Specimens of ballots, from what `ballot.py` gives the PDF."""
    out = _document(source["title"], made, sides=20, ends=20)
    banner = "   ·   ".join(source["specimen"])
    _banner(out.sections[0].header, [banner])
    _banner(out.sections[0].footer, [banner, "  ·  ".join(source["not_valid"])])
    sheets = [_ballot(paper, source) for paper in source["papers"]]
    return _with_body(out, _BREAK.join(sheets), made)


def blank_docx(source: Mapping[str, Any], made: datetime) -> bytes:
    """Blank protocols, from what `protocol_blank.py` gives the PDF."""
    out = _document(source["title"], made, sides=13, ends=11)
    languages = source["languages"]
    head = _lines_of(source["heads"], languages, size=11.5, bold=True, side="center")
    head += _lines_of(source["vote"], languages, size=9.5, side="center") + _gap(3)
    asks = _lines_of(source["asks"], languages, size=9, bold=True)
    lines, back = _figures(source), _back(source)
    sheets = [
        head
        + _place(place, languages)
        + _gap(3)
        + asks
        + _gap(3)
        + lines
        + _BREAK
        + _paragraph(_joined(place["head"]), size=8, colour=_DIM, after=3)
        + back
        for place in source["places"]
    ]
    return _with_body(out, _BREAK.join(sheets), made)


# -- the sheets -----------------------------------------------------------------------------------


def _ballot(paper: Mapping[str, Any], source: Mapping[str, Any]) -> str:
    languages = source["languages"]
    ballot = list(dict.fromkeys(paper["ballot"]))
    inside = _lines_of(ballot, languages[: len(ballot)], size=15, bold=True, side="center")
    inside += _gap(4) + _lines_of(paper["title"], languages, size=11, side="center") + _gap(8)
    inside += _table([155], [_row([_cell(_gap(6), 155, borders=_sides(top=4))])], borders="")
    if source["beside"]:
        cells = [
            _cell(_paragraph(words, size=13, bold=True, side="center", language=code), 155 / len(languages))
            for code, words in zip(languages, paper["asks"], strict=True)
        ]  # fmt: skip
        inside += _table([155 / len(languages)] * len(languages), [_row(cells)], borders="")
    else:
        inside += _lines_of(paper["asks"], languages, size=14, bold=True, side="center", after=10)
    inside += _gap(6) + _lines_of(paper["how"], languages, size=9.5, italic=True, side="center")
    inside += _gap(12) + _answers(paper["answers"]) + _gap(18)
    signs = _lines_of(paper["member"], languages, size=9)
    blank = _cell(_paragraph(""), 60, borders=_sides(bottom=6))
    inside += _table([95, 60], [_row([_cell(signs, 95), blank])], borders="")
    if paper["text"]:
        text = _lines_of(paper["put_to_the_vote"], languages, size=8.5)
        text += _gap(3) + _paragraph(paper["text"], size=8.5, bold=True) + _gap(3)
        text += "".join(
            _paragraph(f"{name}: {digest}", size=8) for name, digest in paper["digests"]
        )
        below = _cell(_gap(5) + text, 155, borders=_sides(top=4))
        inside += _gap(12) + _table([155], [_row([below])], borders="")
    frame = _sides(top=12, left=12, bottom=12, right=12, style="double")
    return _table([170], [_row([_cell(_gap(12) + inside + _gap(12), 170, pad=6)])], borders=frame)


def _answers(answers: Sequence[Sequence[str]]) -> str:
    rows = []
    for number, words in enumerate(answers):
        if number:
            rows.append(_row([_cell(_gap(4), 95), _cell(_gap(4), 22)]))
        said = "   ·   ".join(dict.fromkeys(filter(None, words)))
        box = _cell(_paragraph(""), 22, borders=_sides(top=18, left=18, bottom=18, right=18))
        words_cell = _cell(
            _paragraph(said, size=16, bold=True, side="center"), 95, borders=_sides(top=6, left=6, bottom=6, right=6)
        )  # fmt: skip
        rows.append(_row([words_cell, box], height=22))
    return _table([95, 22], rows, borders="", centred=True)


def _place(place: Mapping[str, Any], languages: Sequence[str]) -> str:
    told = ""
    for code, head, name, above in zip(
        languages, place["head"], place["name"], place["above"], strict=True
    ):
        rest = f": {name}" * bool(name) + f" – {above}" * bool(above)
        runs = _run(head, size=8.5, bold=True, language=code) + _run(
            rest, size=8.5, language=code
        )  # fmt: skip
        told += _paragraph_of(runs)
    cells = [
        _cell(_paragraph(place["code"], size=15, bold=True, side="center"), 44),
        _cell(told, 140),
    ]
    return _table([44, 140], [_row(cells)])


def _figures(source: Mapping[str, Any]) -> str:
    languages, digits = source["languages"], source["digits"]
    box = 6.4
    widths = [10, 88, *([box] * digits), 184 - 98 - box * digits]
    head = [
        _head("№", widths[0]),
        _head(_joined(source["columns"]["line"]), widths[1]),
        _head(_joined(source["columns"]["digits"]), box * digits, span=digits),
        _head(_joined(source["columns"]["words"]), widths[-1]),
    ]
    rows = [_row(head, repeated=True)]
    for number, titles in source["lines"]:
        cells = [
            _cell(_paragraph(number, size=10.5, bold=True, side="center"), widths[0]),
            _cell(_lines_of(titles, languages, size=8.5), widths[1]),
            *(_cell(_paragraph(""), box) for _ in range(digits)),
            _cell(_paragraph(""), widths[-1]),
        ]
        rows.append(_row(cells, height=9))
    return _table(widths, rows)


def _back(source: Mapping[str, Any]) -> str:
    languages = source["languages"]
    # All of it belongs on one side, also where a wider font stands in for ours.
    size = 8 if len(source["errors"]) + len(source["others"]) <= _MANY else 7
    out = ""
    for title, equations in (("checks", "errors"), ("look", "others")):
        if source[equations]:
            out += _lines_of(source[title], languages, size=8.5, bold=True, after=1)
            out += _equations(source[equations], languages, size) + _gap(4)
    out += _lines_of(source["complaints"], languages, size=8.5, bold=True)
    line = _cell(_paragraph(""), 184, borders=_sides(bottom=4))
    out += _table([184], [_row([line], height=5.5)] * 3, borders="") + _gap(5)
    widths = [72, 62, 50]
    rows = [
        _row(
            [
                _head("", 72),
                _head(_joined(source["name"]), 62),
                _head(_joined(source["signature"]), 50),
            ]
        )
    ]
    for roles in source["sign"]:
        cells = [_cell(_paragraph(_joined(roles), size=8), 72), _cell(_paragraph(""), 62)]
        rows.append(_row([*cells, _cell(_paragraph(""), 50)], height=6.5))
    out += _table(widths, rows) + _gap(4)
    signed = _cell(_lines_of(source["signed"], languages, size=8.5), 114)
    when = _cell(_paragraph(""), 70, borders=_sides(bottom=4))
    below = _paragraph(_joined(source["date_and_time"]), size=7.5, side="center", colour=_DIM)
    rows = [_row([signed, when]), _row([_cell(_paragraph(""), 114), _cell(below, 70)])]
    return out + _table([114, 70], rows, borders="")


def _equations(
    equations: Sequence[Mapping[str, Any]], languages: Sequence[str], size: float
) -> str:
    width = 162 / len(languages)
    rows = []
    for one in equations:
        number = _cell(_paragraph(one["lines"], size=size, bold=True, side="center"), 22)
        words = [
            _cell(_paragraph(said, size=size, language=code), width)
            for code, said in zip(languages, one["words"], strict=True)
        ]
        rows.append(_row([number, *words]))
    return _table([22, *([width] * len(languages))], rows)


def _joined(words: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(filter(None, words)))


# -- paragraphs and tables as XML -----------------------------------------------------------------


def _lines_of(
    words: Sequence[str], languages: Sequence[str], *, size: float, bold: bool = False,
    italic: bool = False, side: str = "", after: float = 0,
) -> str:  # fmt: skip
    """A paragraph for each language that has words."""
    return "".join(
        _paragraph(said, size=size, bold=bold, italic=italic, side=side, after=after, language=code)
        for code, said in zip(languages, words, strict=True)
        if said
    )


def _paragraph(
    text: str, *, size: float = 9, bold: bool = False, italic: bool = False, side: str = "",
    after: float = 0, colour: str = "", language: str = "",
) -> str:  # fmt: skip
    run = _run(text, size=size, bold=bold, italic=italic, colour=colour, language=language)
    return _paragraph_of(run, side=side, after=after, size=size)


def _paragraph_of(runs: str, *, side: str = "", after: float = 0, size: float = 9) -> str:
    aligned = f'<w:jc w:val="{side}"/>' if side else ""
    # An empty paragraph is as high as its own mark says.
    mark = f'<w:rPr><w:sz w:val="{round(2 * size)}"/></w:rPr>'
    # Fonts differ in the height of their lines, and the figures must stay on one side.
    line = f'w:line="{round(20 * size * _LEADING)}" w:lineRule="exact"'
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="{round(20 * after)}" {line}/>'
        f"{aligned}{mark}</w:pPr>{runs}</w:p>"
    )


def _run(
    text: str, *, size: float, bold: bool = False, italic: bool = False, colour: str = "",
    language: str = "",
) -> str:  # fmt: skip
    if not text:
        return ""
    look = "<w:b/>" * bold + "<w:i/>" * italic
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += f'<w:sz w:val="{round(2 * size)}"/>'
    look += f'<w:lang w:val="{_LOCALES[language]}"/>' if language in _LOCALES else ""
    words = escape(text, quote=False)
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _gap(points: float) -> str:
    """Room between two blocks; two tables without it would become one."""
    exact = f'w:line="{round(20 * points)}" w:lineRule="exact"'
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" {exact}/></w:pPr></w:p>'


def _sides(style: str = "single", **sides: int) -> str:
    """Borders, each side with its width in eighths of a point."""
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(
        f'<w:{side} w:val="{style}" w:sz="{sides[side]}" w:space="0" w:color="000000"/>'
        for side in order
        if side in sides
    )


_ALL = _sides(top=4, left=4, bottom=4, right=4, insideH=4, insideV=4)


def _table(
    widths: Sequence[float], rows: Sequence[str], borders: str = _ALL, centred: bool = False
) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(w * _TWIPS)}"/>' for w in widths)
    placed = '<w:jc w:val="center"/>' if centred else ""
    lines = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    margins = "".join(
        f'<w:{side} w:w="{w}" w:type="dxa"/>'
        for side, w in (("top", 25), ("left", 85), ("bottom", 25), ("right", 85))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{round(sum(widths) * _TWIPS)}" w:type="dxa"/>{placed}{lines}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Iterable[str], height: float = 0, *, repeated: bool = False) -> str:
    high = f'<w:trHeight w:val="{round(height * _TWIPS)}" w:hRule="atLeast"/>' if height else ""
    head = "<w:tblHeader/>" if repeated else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    content: str, width: float, *, borders: str = "", shade: str = "", span: int = 1, pad: float = 0
) -> str:  # fmt: skip
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    lines = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    room = round(pad * _TWIPS)
    if room:
        fill += f'<w:tcMar><w:left w:w="{room}" w:type="dxa"/><w:right w:w="{room}" w:type="dxa"/></w:tcMar>'
    # A cell ends with a paragraph, whatever else stands in it.
    end = _gap(1) if content.endswith("</w:tbl>") else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * _TWIPS)}" w:type="dxa"/>{over}{lines}{fill}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}{end}</w:tc>'
    )


def _head(text: str, width: float, span: int = 1) -> str:
    return _cell(_paragraph(text, size=8, side="center"), width, shade=_GREY, span=span)


# -- the package ----------------------------------------------------------------------------------


def _document(title: str, made: datetime, sides: int, ends: int) -> Any:
    out = docx.Document()
    core = out.core_properties
    core.title, core.author, core.last_modified_by = title, "Zhargy", "Zhargy"
    core.comments = core.keywords = core.category = core.subject = ""
    core.revision = 1
    core.created = core.modified = made.replace(tzinfo=None)
    section = out.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(sides)
    section.top_margin = section.bottom_margin = Mm(ends)
    section.header_distance = section.footer_distance = Mm(9)
    style = out.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(9)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    out.add_paragraph(_MARK)
    return out


def _banner(part: Any, lines: Sequence[str]) -> None:
    part.is_linked_to_previous = False
    for number, words in enumerate(lines):
        paragraph = part.paragraphs[0] if number == 0 else part.add_paragraph()
        paragraph.alignment = 1
        run = paragraph.add_run(words)
        run.bold = number == 0
        run.font.size = Pt(11 if number == 0 else 8.5)
        run.font.color.rgb = docx.shared.RGBColor.from_string(_RED if number == 0 else _DIM)


def _with_body(out: Any, body: str, made: datetime) -> bytes:
    """The package with `body` in the place of its only paragraph."""
    content = BytesIO()
    out.save(content)
    with zipfile.ZipFile(BytesIO(same_bytes(content.getvalue(), made))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before, _, after = parts[_BODY].decode().partition(_MARK)
    begin, end = before.rindex("<w:p>"), after.index("</w:p>") + len("</w:p>")
    parts[_BODY] = f"{before[:begin]}{body}{_gap(1)}{after[end:]}".encode()
    return packed(parts, made)
