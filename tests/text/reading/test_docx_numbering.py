"""The labels that a DOCX shows. A file whose visible numbers differ from ours fails here.

The expected labels follow ECMA-376, part 1, 17.9. LibreOffice 7.4.7 was the independent witness: the
labels here are those that it showed for these very bytes, but for the cases that say otherwise in
`differs`, with the reason; so no LibreOffice is needed to run this.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from text.reading.docx.build import definition, docx, level, num, p, start_at
from text.reading.docx.numbered import CASES, Numbered
from text.reading.docx.seen import numbered_file

from zhargy.text.reading.docx import read
from zhargy.text.reading.docx_numerals import numeral

SEEN = json.loads((Path(__file__).parent / "docx" / "seen_in_libreoffice.json").read_text("utf-8"))


def shown(data: bytes) -> tuple[str, ...]:
    source = read(data, where="a test")
    return tuple(f"{p.label} {p.text}".strip() for p in source.paragraphs)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_labels_are_those_that_word_shows(case: Numbered) -> None:
    assert shown(case.data) == case.shown


def test_most_cases_have_a_witness_that_agrees() -> None:
    assert sum(not case.differs for case in CASES.values()) >= 20


@pytest.mark.parametrize("case", SEEN["numbered"], ids=lambda case: case["lists"])
def test_labels_are_those_that_libreoffice_showed(case: dict[str, Any]) -> None:
    """Of 80 files made by chance LibreOffice 7.4.7 agreed on these 79.

    In the other one a list with a start override is first used at a deeper level.
    """
    found = read(numbered_file(case["lists"]), where="a test").paragraphs
    assert [paragraph.label for paragraph in found] == case["shown"]


def test_letters_double_after_the_last_one() -> None:
    assert [numeral(n, "lowerLetter") for n in (26, 27, 52, 53)] == ["z", "aa", "zz", "aaa"]
    assert [numeral(n, "russianLower") for n in (9, 10, 29, 30)] == ["и", "к", "я", "аа"]


def test_ordinals_follow_the_language_of_the_document() -> None:
    assert [numeral(n, "ordinal") for n in (2, 3, 11, 21, 113)] == [
        "2nd",
        "3rd",
        "11th",
        "21st",
        "113th",
    ]
    russian = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
    )
    numbering = definition(1, level(0, "%1", "ordinal")) + num(1, 1)
    assert shown(docx(p("a", num=(1, 0)), styles=russian, numbering=numbering)) == ("1-й a",)


def test_a_list_without_a_level_means_its_first_and_a_missing_level_has_no_label() -> None:
    first = p("a", more='<w:numPr><w:numId w:val="1"/></w:numPr>')
    numbering = definition(1, level(0, "%1.")) + num(1, 1)
    assert shown(docx(first + p("b", num=(1, 3)), numbering=numbering)) == ("1. a", "b")


def test_a_number_without_a_roman_form_is_empty() -> None:
    assert numeral(0, "upperRoman") == ""


def test_a_custom_format_pads_with_noughts() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    body = p("a", num=(1, 0)) + p("b", num=(1, 0))
    assert shown(docx(body, numbering=definition(1, custom) + num(1, 1))) == ("009 a", "010 b")


def test_a_number_that_the_list_hides_is_no_label() -> None:
    hidden = level(0, "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    assert shown(docx(p("a", num=(1, 0)), numbering=definition(1, hidden) + num(1, 1))) == ("a",)


def test_a_list_that_the_file_does_not_define_gives_no_label() -> None:
    assert shown(docx(p("a", num=(7, 0)))) == ("a",)


def test_numbering_styles_that_link_in_a_circle_end() -> None:
    style = (
        '<w:style w:type="numbering" w:styleId="S"><w:name w:val="S"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = definition(1, before='<w:numStyleLink w:val="S"/>')
    assert shown(docx(p("a", num=(1, 0)), styles=style, numbering=linked + num(1, 1))) == ("a",)


def test_footnotes_count_their_lists_apart_from_the_body() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    data = docx(
        p("a", num=(1, 0)) + p("<w:r><w:t>b</w:t></w:r>" + call, num=(1, 0)) + p("c", num=(1, 0)),
        numbering=definition(1, level(0, "%1)")) + num(1, 1, start_at(0, 4)),
        footnotes=f'<w:footnote w:id="2"><w:p>{numbered}<w:r><w:t>x</w:t></w:r></w:p></w:footnote>',
    )
    assert shown(data) == ("4) a", "5) b", "1 4) x", "6) c")
