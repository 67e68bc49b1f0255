"""What the DOCX reader makes of a file: paragraphs as Word shows them, the rest set aside."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from typing import Literal

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from text.reading.docx.build import (
    NORMAL,
    REL,
    cell,
    deleted,
    docx,
    inserted,
    p,
    packed,
    r,
    row,
    style,
    table,
)

from zhargy.errors import UnreadableText
from zhargy.text.reading.docx import read
from zhargy.text.reading.source import Paragraph, Source

RAISED = '<w:vertAlign w:val="superscript"/>'


def source(body: str, **parts: str) -> Source:
    return read(docx(body, **parts), where="t")


def texts(body: str, **parts: str) -> list[str]:
    return [paragraph.text for paragraph in source(body, **parts).paragraphs]


def aside(body: str, **parts: str) -> list[tuple[str, str, str]]:
    return [(s.text, s.place, s.reason) for s in source(body, **parts).set_aside]


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        mark("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + mark("separate")
        + result
        + mark("end")
    )


def text_box(content: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:graphic><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></a:graphic></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_paragraphs_are_counted_from_one_and_empty_ones_count() -> None:
    found = source(p("Статья 1") + p() + p("  текст \u00a0 дальше ")).paragraphs
    assert found == (
        Paragraph("Статья 1", "paragraph 1"),
        Paragraph("текст дальше", "paragraph 3"),
    )


def test_a_line_break_divides_and_the_label_stays_with_the_first_part() -> None:
    found = source(p(r("Статья 5") + "<w:r><w:br/></w:r>" + r("Название"))).paragraphs
    assert [(q.text, q.place) for q in found] == [
        ("Статья 5", "paragraph 1"),
        ("Название", "paragraph 1"),
    ]


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (r("статья 83") + r("1", RAISED), "статья 83-1"),
        (r("статья 83") + r("1", RAISED) + r("0", RAISED) + r(" и"), "статья 83-10 и"),
        (r("статья 83") + r("1-1", RAISED), "статья 83-1-1"),
        (r("статья 83¹ и 94¹²"), "статья 83-1 и 94-12"),
        (r("статья 83") + r("1", '<w:position w:val="8"/><w:sz w:val="19"/>'), "статья 83-1"),
        (r("10") + r("0", '<w:position w:val="2"/>'), "100"),
        (r("100 м") + r("2", RAISED), "100 м2"),
        (r("м²"), "м²"),
        (r("пункт 5") + r("1)", RAISED), "пункт 5 1)"),
        (r("1") + r("st", RAISED), "1st"),
    ],
)
def test_raised_digits_after_a_digit_are_an_inserted_number(runs: str, shown: str) -> None:
    assert texts(p(runs)) == [shown]


def test_a_character_style_may_raise_digits() -> None:
    raised = NORMAL + style("Up", base="", kind="character", run=RAISED)
    assert texts(p(r("83") + r("1", '<w:rStyle w:val="Up"/>')), styles=raised) == ["83-1"]


@pytest.mark.parametrize(
    ("leaf", "shown"),
    [
        ("<w:tab/>", "а б"),
        ("<w:noBreakHyphen/>", "а\N{NON-BREAKING HYPHEN}б"),
        ("<w:softHyphen/>", "аб"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "а✓б"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "а≥б"),
        ('<w:sym w:font="Symbol" w:char="nonsense"/>', "аб"),
        ('<w:t xml:space="preserve"> \u00ad\n</w:t>', "а б"),
        ("<w:t>\n  в\n  </w:t>", "авб"),
        ("<w:lastRenderedPageBreak/>", "аб"),
    ],
)
def test_leaves_of_a_run_show_as_in_word(leaf: str, shown: str) -> None:
    assert texts(p(r("а") + f"<w:r>{leaf}</w:r>" + r("б"))) == [shown]


def test_results_of_fields_are_text_and_their_codes_are_not() -> None:
    inner = field(" PAGEREF _1 ", r("7"))
    assert texts(p(field(" HYPERLINK ", r("Статья 1 ") + inner))) == ["Статья 1 7"]
    assert texts(p('<w:fldSimple w:instr=" PAGE ">' + r("3") + "</w:fldSimple>")) == ["3"]


def test_text_inside_a_field_code_is_set_aside() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    body = p(r("а") + mark("begin") + r("код") + mark("separate") + r("б") + mark("end"))
    assert (texts(body), aside(body)) == (["аб"], [("код", "paragraph 1", "hidden")])


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("а")) + p("б")
    assert texts(body) == ["а", "б"]


def test_hidden_text_is_set_aside_and_a_style_may_hide_it() -> None:
    body = p(r("а") + r("скрыто", "<w:vanish/>") + r("б", '<w:vanish w:val="0"/>'))
    assert (texts(body), aside(body)) == (["аб"], [("скрыто", "paragraph 1", "hidden")])
    hiding = NORMAL + style("H", run="<w:vanish/>")
    assert texts(p("а", style="H") + p("б"), styles=hiding) == ["б"]


def test_containers_of_runs_and_paragraphs_are_opened() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('а')}</w:sdtContent></w:sdt>"
        + p(f'<w:hyperlink r:id="x">{r("б")}</w:hyperlink>')
        + p(f"<w:smartTag>{r('в')}</w:smartTag>")
        + p(f"<w:sdt><w:sdtContent>{r('г')}</w:sdtContent></w:sdt>")
        + p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")
    )
    found = source(body).paragraphs
    assert [q.text for q in found] == ["а", "б", "в", "г", "x=1"]
    assert found[1].place == "paragraph 2"


def test_a_text_box_is_read_once_in_its_place() -> None:
    found = source(p(r("а") + text_box(p("в рамке"))) + p("б")).paragraphs
    assert [(q.text, q.place) for q in found] == [
        ("а", "paragraph 1"),
        ("в рамке", "paragraph 1"),
        ("б", "paragraph 2"),
    ]


def test_a_choice_that_no_word_knows_gives_way_to_the_fallback() -> None:
    body = p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="x" xmlns:x="urn:x"><w:t>а</w:t></mc:Choice>'
        "<mc:Fallback><w:t>б</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(body) == ["б"]


def test_footnotes_and_endnotes_follow_their_paragraph_with_their_marks() -> None:
    foot, end = ('<w:r><w:{}Reference w:id="{}"/></w:r>'.format(*x) for x in (("footnote", 2), ("endnote", 2)))  # fmt: skip
    own = '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    note = '<w:{0} w:id="{1}"><w:p><w:r><w:{0}Ref/></w:r>{2}</w:p></w:{0}>'.format
    found = source(
        p(r("а") + foot + r("б") + end) + p(r("в") + own),
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        + note("footnote", 2, r("первая"))
        + note("footnote", 3, r("своя")),
        endnotes=note("endnote", 2, r("конец")),
    ).paragraphs
    assert [(q.text, q.kind, q.label, q.place) for q in found] == [
        ("аб", "text", "", "paragraph 1"),
        ("первая", "footnote", "1", "paragraph 1, footnote 1"),
        ("конец", "footnote", "i", "paragraph 1, endnote i"),
        ("в", "text", "", "paragraph 2"),
        ("своя", "footnote", "*", "paragraph 2, footnote *"),
    ]


def test_the_settings_say_how_notes_are_counted() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    note = f'<w:footnote w:id="2">{p("н")}{p("ещё")}</w:footnote>'
    found = source(p(r("а") + call + call), footnotes=note, settings=settings).paragraphs
    assert [(q.text, q.label) for q in found] == [("а", ""), ("н", "c"), ("ещё", "")]


def test_a_note_that_hidden_text_calls_is_hidden() -> None:
    call = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p("н")}</w:footnote>'
    assert aside(p(r("а") + call), footnotes=note) == [("н", "footnote 2", "hidden")]


def test_blocks_in_alternate_content_are_read_once() -> None:
    body = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{p("а")}</mc:Choice>'
        f"<mc:Fallback>{p('б')}</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(body) == ["а"]


def test_text_that_stands_in_no_paragraph_is_set_aside() -> None:
    assert aside(p("а") + r("сам по себе")) == [("сам по себе", "body", "unplaced")]


def test_a_note_that_nothing_calls_is_set_aside() -> None:
    note = f'<w:footnote w:id="5">{p("сирота")}</w:footnote>'
    assert aside(p("а"), footnotes=note) == [("сирота", "footnote 5", "hidden")]


def test_headers_footers_and_comments_are_set_aside() -> None:
    body = p(r("а") + '<w:r><w:commentReference w:id="4"/></w:r>')
    comment = f'<w:comment w:id="4" w:author="x">{p("почему")}</w:comment>'
    assert aside(body, header=p("Проект"), footer=p("стр. 1"), comments=comment) == [
        ("Проект", "header 1", "header"),
        ("стр. 1", "footer 1", "footer"),
        ("почему", "paragraph 1, comment 1", "comment"),
    ]


def test_cells_say_where_they_stand() -> None:
    found = source(
        p("до")
        + table(row(cell(p("а") + p("б")), cell(p("в"))), row(cell(p("г")), cell(p("д"))))
        + table(row(cell(p("е"))))
        + p("после")
    ).paragraphs
    assert [(q.text, q.place, q.cell) for q in found] == [
        ("до", "paragraph 1", None),
        ("а", "table 1, row 1, column 1", (1, 1, 1)),
        ("б", "table 1, row 1, column 1", (1, 1, 1)),
        ("в", "table 1, row 1, column 2", (1, 1, 2)),
        ("г", "table 1, row 2, column 1", (1, 2, 1)),
        ("д", "table 1, row 2, column 2", (1, 2, 2)),
        ("е", "table 2, row 1, column 1", (2, 1, 1)),
        ("после", "paragraph 2", None),
    ]


def test_merged_cells_come_once_and_the_next_column_keeps_its_number() -> None:
    found = source(
        table(
            row(cell(p("широкая"), '<w:gridSpan w:val="2"/>'), cell(p("в"))),
            row(cell(p("высокая"), '<w:vMerge w:val="restart"/>'), cell(p("г")), cell(p("д"))),
            row(cell(p(), "<w:vMerge/>"), cell(p("е")), cell(p("ж"))),
        )
    ).paragraphs
    assert [(q.text, q.cell and q.cell[1:]) for q in found] == [
        ("широкая", (1, 1)),
        ("в", (1, 3)),
        ("высокая", (2, 1)),
        ("г", (2, 2)),
        ("д", (2, 3)),
        ("е", (3, 2)),
        ("ж", (3, 3)),
    ]


def test_a_nested_table_is_read_in_its_place() -> None:
    inner = table(row(cell(p("внутри"))))
    found = source(table(row(cell(p("а") + inner + p("б")), cell(p("в"))))).paragraphs
    assert [(q.text, q.cell) for q in found] == [
        ("а", (1, 1, 1)),
        ("внутри", (2, 1, 1)),
        ("б", (1, 1, 1)),
        ("в", (1, 1, 2)),
    ]


def test_outline_levels_come_from_the_paragraph_its_style_or_its_name() -> None:
    styles = (
        NORMAL
        + style("H1", properties='<w:outlineLvl w:val="0"/>')
        + style("H1a", base="H1")
        + style("No", base="H1", properties='<w:outlineLvl w:val="9"/>')
        + style("Z", name="Заголовок 3")
        + style("En", name="heading 2")
    )
    body = "".join(p(s, style=s) for s in ("H1", "H1a", "No", "Z", "En", "unknown"))
    body += p("own", style="H1", more='<w:outlineLvl w:val="4"/>')
    found = source(body, styles=styles).paragraphs
    assert [q.outline for q in found] == [1, 1, 0, 3, 2, 0, 5]


def test_a_file_in_the_strict_form_of_the_standard_is_read() -> None:
    main = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{main}"><w:body><w:p><w:r><w:t>а</w:t></w:r></w:p></w:body></w:document>'
    data = packed({"[Content_Types].xml": "<x/>", "word/document.xml": document})
    assert read(data, where="t").paragraphs == (Paragraph("а", "paragraph 1"),)


def test_what_python_docx_writes_is_read_whole() -> None:
    document = python_docx.Document()
    document.add_heading("Раздел I", 1)
    document.add_paragraph("первый", style="List Number")
    document.add_paragraph("второй", style="List Number")
    document.add_paragraph("знак", style="List Bullet")
    grid = document.add_table(2, 2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "вместе"
    grid.cell(1, 1).text = "угол"
    document.sections[0].header.paragraphs[0].text = "шапка"
    buffer = io.BytesIO()
    document.save(buffer)
    found = read(buffer.getvalue(), where="t")
    assert [(q.label, q.text, q.outline, q.cell) for q in found.paragraphs] == [
        ("", "Раздел I", 1, None),
        ("1.", "первый", 0, None),
        ("2.", "второй", 0, None),
        ("•", "знак", 0, None),
        ("", "вместе", 0, (1, 1, 1)),
        ("", "угол", 0, (1, 2, 2)),
    ]
    assert [(s.text, s.reason) for s in found.set_aside] == [("шапка", "header")]


words = st.text("абвгд. 12", min_size=1, max_size=6)
# Each strategy gives WordprocessingML and the characters that it holds.
plain = words.map(lambda t: (r(t), t))
pieces = st.one_of(
    plain,
    plain,
    words.map(lambda t: (r(t, "<w:vanish/>"), t)),
    words.map(lambda t: (deleted(t), t)),
    plain.map(lambda x: (inserted(x[0]), x[1])),
    words.map(lambda t: (inserted(deleted(t)), t)),
    plain.map(lambda x: (f"<w:hyperlink>{x[0]}</w:hyperlink>", x[1])),
    plain.map(lambda x: (f"<w:sdt><w:sdtContent>{x[0]}</w:sdtContent></w:sdt>", x[1])),
    plain.map(lambda x: (field(" REF ", x[0]), x[1])),
    plain.map(lambda x: (text_box(p(x[0])), x[1])),
    st.just(("<w:r><w:br/></w:r>", "")),
    st.just(("<w:r><w:tab/></w:r>", "")),
)
whole_paragraphs = st.lists(pieces, max_size=5).map(
    lambda found: (p("".join(x for x, _ in found) or "<w:r/>"), "".join(t for _, t in found))
)


def _in_cells(found: list[tuple[str, str]], merged: str) -> tuple[str, str]:
    cells = "".join(cell(x, f'<w:vMerge w:val="{merged}"/>' if merged else "") for x, _ in found)
    return table(row(cells)), "".join(t for _, t in found)


tables = st.builds(
    _in_cells,
    st.lists(whole_paragraphs, min_size=1, max_size=3),
    st.sampled_from(["", "restart", "continue"]),
)
bodies = st.lists(st.one_of(whole_paragraphs, whole_paragraphs, tables), max_size=6)


@pytest.mark.parametrize("changes", ["after", "before", "both"])
@given(bodies, whole_paragraphs)
def test_every_character_stands_in_a_paragraph_or_is_set_aside(
    changes: Literal["after", "before", "both"],
    blocks: list[tuple[str, str]],
    heading: tuple[str, str],
) -> None:
    body, expected = "".join(x for x, _ in blocks), "".join(t for _, t in blocks)
    data = docx(body, header=heading[0])
    found = read(data, where="t", changes=changes)
    # What is the same in both editions stands there once, whichever words made it so.
    times = {"": 2 if changes == "both" else 1}
    held = "".join(q.text * times.get(q.edition, 1) for q in found.paragraphs)
    held += "".join(aside.text for aside in found.set_aside)
    missing = Counter(_visible(expected + heading[1])) - Counter(_visible(held))
    surplus = Counter(_visible(held)) - Counter(_visible(expected + heading[1]))
    assert not missing
    assert changes == "both" or not surplus


def _visible(text: str) -> str:
    return "".join(text.split())


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20), max_size=8)
)
def test_paragraphs_of_python_docx_keep_every_character(lines: list[str]) -> None:
    document = python_docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    held = "".join(q.text for q in read(buffer.getvalue(), where="t").paragraphs)
    assert _visible(held) == _visible(_plain("".join(line + "\n" for line in lines)))


def _plain(text: str) -> str:
    """Soft hyphens show nothing; a raised digit after a digit is written with a hyphen."""
    shown = ""
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    inside = False
    for char in text.replace("\N{SOFT HYPHEN}", ""):
        lifted = char in "⁰¹²³⁴⁵⁶⁷⁸⁹"
        if lifted and (inside or shown[-1:] in tuple("0123456789")):
            shown += char.translate(raised) if inside else "-" + char.translate(raised)
            inside = True
        else:
            shown, inside = shown + char, False
    return shown


def test_numbers_of_listnum_fields_are_counted() -> None:
    one = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LISTNUM \\l 4</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p(r("Выдают ") + one + r(" ключи, ") + one + r(" книги."))
    assert texts(body) == ["Выдают (1) ключи, (2) книги."]
    simple = '<w:fldSimple w:instr=" LISTNUM NumberDefault \\l 2 "/>'
    assert texts(p(simple + r(" ключи"))) == ["a) ключи"]


def test_an_embedded_file_is_read_where_it_stands() -> None:
    chunk = '<w:altChunk r:id="r9"/>'
    page = "<p>Статья 2. Ключ</p><table><tr><td>а</td><td>б</td></tr></table>"
    archive = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}"
    for name, content in (
        ("a.htm", page),
        ("a.mht", archive),
        ("a.docx", docx(p("Статья 2. Ключ"))),
    ):
        found = read(
            with_chunk(p("Статья 1. Мост") + chunk + p("Статья 3"), name, content), where="t"
        )
        assert [q.text for q in found.paragraphs if not q.cell] == [
            "Статья 1. Мост", "Статья 2. Ключ", "Статья 3"
        ]  # fmt: skip
        assert found.paragraphs[1].place == "embedded file 1, paragraph 1"


def test_an_embedded_file_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(UnreadableText) as refused:
        read(with_chunk('<w:altChunk r:id="r9"/>', "a.rtf", "{\\rtf1 Статья 1}"), where="t")
    assert refused.value.code == "R11"


def with_chunk(body: str, name: str, content: str | bytes) -> bytes:
    """A DOCX with one embedded file whose relationship is r9."""
    with zipfile.ZipFile(io.BytesIO(docx(body))) as archive:
        files: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    relation = f'<Relationship Id="r9" Type="{REL}/aFChunk" Target="{name}"/></Relationships>'
    relations = files["word/_rels/document.xml.rels"]
    assert isinstance(relations, bytes)
    files["word/_rels/document.xml.rels"] = relations.decode().replace("</Relationships>", relation)
    return packed(files | {f"word/{name}": content})
