"""Akoma Ntoso of others: read by its tags and numbers, and what has no place is set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from strategies import acts

from zhargy.errors import UnreadableText
from zhargy.text.reading.akn import read_akn
from zhargy.text.writing.akn import write_akn

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TAGS = (
    "list blockList item tblock alinea level division table tr td div intro content p subheading "
    "crossHeading wrapUp book title foreign quotedStructure proviso rule clause heading num"
).split()


def document(body: str, front: str = "") -> bytes:
    return f'<akomaNtoso xmlns="{NS}"><act>{front}<body>{body}</body></act></akomaNtoso>'.encode()


@st.composite
def foreign(draw: st.DrawFn) -> bytes:
    """An act of which some elements have other names."""
    xml = etree.fromstring(write_akn(draw(acts())))
    body = xml.find(f".//{{{NS}}}body")
    assert body is not None
    inner = [element for element in body.iter() if element is not body]
    for element in draw(st.lists(st.sampled_from(inner), max_size=3)):
        element.tag = f"{{{NS}}}{draw(st.sampled_from(TAGS))}"
    data = etree.tostring(xml)
    return data.replace(b'"#zhargy"', b'"#other"') if draw(st.booleans()) else data


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if not c.isspace())


@given(foreign())
def test_no_character_of_a_foreign_body_is_lost(data: bytes) -> None:
    act, _, _, aside = read_akn(data, "a.xml")
    body = etree.fromstring(data).find(f".//{{{NS}}}body")
    assert body is not None
    have = [s.text for s in aside]
    for element in act.elements():
        have += [element.label, element.heading, *element.lead, *element.closing]
        have += [note.text for note in element.notes]
    assert not letters(body.itertext()) - letters(have)


def test_words_are_read_through_whatever_mark_up_of_others() -> None:
    data = document(
        "<article eId='x'><num>Статья 5.</num><heading>О <b>мосте</b></heading><paragraph>"
        "<num>1.</num><content><p>Мост <ref href='#a'>общий</ref>.<eol/>Чинят весной.</p></content>"
        "</paragraph></article>"
    )
    act = read_akn(data, "a.xml")[0]
    assert [(p.address, p.text) for p in act.provisions] == [
        ("art_5__heading_1", "О мосте"),
        ("art_5__para_1", "Мост общий.\nЧинят весной."),
    ]


def test_sections_and_subsections_of_common_law_are_articles_and_points() -> None:
    """As bluebell writes them: lists in blocks, footnotes amid the words, cells in rows."""
    data = document(
        "<chapter><num>1</num><heading>Isles</heading><section><num>1.</num><heading>Aims</heading>"
        "<subsection><num>(1)</num><intro><p>We value:<authorialNote marker='1'><p>Since 1997.</p>"
        "</authorialNote></p></intro><paragraph><num>(a)</num><content><p>peace;</p></content>"
        "</paragraph><wrapUp><p>And law.</p></wrapUp></subsection><subsection><num>(2)</num><content>"
        "<blockList><listIntroduction>We have</listIntroduction><item><num>(i)</num><p>a flag.</p>"
        "</item></blockList></content></subsection></section><section><num>2.</num><content>"
        "<table><tr><td><p>Adult</p></td><td><p>5</p></td></tr></table></content></section></chapter>",
        "<preface><longTitle><p>Act</p></longTitle><p>Assented to in May.</p></preface>",
    )
    act, _, _, aside = read_akn(data, "a.xml")
    assert {p.address: p.text for p in act.provisions} == {
        "chp_1__heading_1": "Isles",
        "art_1__heading_1": "Aims",
        "art_1__para_1": "We value:\nAnd law.",
        "art_1__para_1__subpara_a": "peace;",
        "art_1__para_2": "We have",
        "art_1__para_2__subpara_i": "a flag.",
        "art_2": "Adult | 5",
    }
    point = next(e for e in act.elements() if e.citation.address == "art_1__para_1")
    assert [(n.kind, n.text) for n in point.notes] == [("footnote", "1 Since 1997.")]
    assert [(n.kind, n.text) for n in act.notes] == [("adoption", "Assented to in May.")]
    assert aside == []


def test_an_annex_kept_as_an_attached_document_is_an_annex() -> None:
    attached = (
        "<attachments><attachment eId='att_1'><heading>Приложение 2. Ряды</heading><doc><mainBody>"
        "<paragraph><num>1.</num><content><p>Ряд у ворот.</p></content></paragraph>"
        "</mainBody></doc></attachment></attachments>"
    )
    data = document("<article><num>Статья 1.</num><content><p>Мост.</p></content></article>")
    act = read_akn(data.replace(b"</act>", attached.encode() + b"</act>"), "a.xml")[0]
    assert "annex_2__para_1" in [p.address for p in act.provisions]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<akomaNtoso/>", "R18"),
        (document("").replace(b"akomaNtoso", b"lex"), "R27"),
        (document("<article>"), "R14"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>' + document("<p>&b;</p>"), "R16"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"), "R16"),
    ],
)
def test_what_is_no_act_in_akoma_ntoso_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableText) as refused:
        read_akn(data, "a.xml")
    assert (refused.value.code, refused.value.where) == (code, "a.xml")
