from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnreadableText
from zhargy.text.reading.html import read
from zhargy.text.reading.source import Source


def html(body: str) -> Source:
    return read(body.encode(), where="a.html")


def texts(source: Source) -> list[str]:
    return [p.text for p in source.paragraphs]


def aside(source: Source) -> list[tuple[str, str]]:
    return [(a.reason, a.text) for a in source.set_aside]


def test_blocks_and_breaks_are_paragraphs_and_headings_say_their_level() -> None:
    source = html(
        "<h1>Заң</h1><p>Бір<br>екі</p><div>үш <b>төрт</b>бес&nbsp;&laquo;а&raquo;</div>алты"
    )
    assert texts(source) == ["Заң", "Бір", "екі", "үш төртбес «а»", "алты"]
    assert [p.outline for p in source.paragraphs] == [1, 0, 0, 0, 0]
    assert source.paragraphs[3].place == "paragraph 4"


def test_the_page_of_a_portal_gives_articles_and_notes() -> None:
    source = html(
        "<header>Портал</header><nav><a href='/'>Басты бет</a></nav>"
        "<div id='toc'><a href='#z5'>Статья 5</a></div>"
        "<p><b>Статья 5-<sup>1</sup>.</b> Право на <a href='#z7'>труд</a> гарантируется каждому всегда.</p>"
        "<p class='note'>Сноска. Статья 5-1 в редакции Закона.</p>"
        "<p><span class='note'>Примечание. Всё.</span></p><footer>© 2012</footer>"
    )
    assert [(p.kind, p.text) for p in source.paragraphs] == [
        ("text", "Статья 5-1. Право на труд гарантируется каждому всегда."),
        ("note", "Сноска. Статья 5-1 в редакции Закона."),
        ("note", "Примечание. Всё."),
    ]
    assert aside(source) == [
        ("header", "Портал"),
        ("navigation", "Басты бет"),
        ("contents", "Статья 5"),
        ("footer", "© 2012"),
    ]


def test_raised_digits_after_a_number_are_part_of_it() -> None:
    assert texts(html("<p>статьи 83<sup>1</sup> и 10<sup> 2 </sup>, 5 м<sup>2</sup></p>")) == [
        "статьи 83-1 и 10- 2 , 5 м2"
    ]


def test_labels_of_lists_are_those_that_a_browser_shows() -> None:
    source = html(
        "<ol type=a start=3><li>c</li><li value=27>aa<ol type=I><li><p>I</p><p>ещё</p></li></ol></li><li>ab</li></ol>"
        "<ol reversed><li>2</li><li>1</li></ol><ul><li>точка</li></ul>"
        "<ol style='list-style-type: lower-roman'><li>i</li></ol><ol start=-1><li>-1</li></ol>"
    )
    shown = [(p.label, p.text) for p in source.paragraphs]
    assert shown == [
        ("c.", "c"),
        ("aa.", "aa"),
        ("I.", "I"),
        ("", "ещё"),
        ("ab.", "ab"),
        ("2.", "2"),
        ("1.", "1"),
        ("", "точка"),
        ("i.", "i"),
        ("-1.", "-1"),
    ]


def test_cells_count_the_spans_above_and_before_them() -> None:
    source = html(
        "<table><tr><th rowspan=2>Было</th><th colspan=2>Стало</th></tr><tr><td>a</td><td>b</td></tr>"
        "<tr><td colspan=99999999>все</td></tr></table>"
        "<table><tr><td>раскладка</td></tr></table><table><tr><td>x</td><td>y</td></tr></table>"
    )
    assert [(p.cell, p.text) for p in source.paragraphs] == [
        ((1, 1, 1), "Было"),
        ((1, 1, 2), "Стало"),
        ((1, 2, 2), "a"),
        ((1, 2, 3), "b"),
        ((1, 3, 1), "все"),
        (None, "раскладка"),
        ((3, 1, 1), "x"),
        ((3, 1, 2), "y"),
    ]


def test_what_is_deleted_or_hidden_is_set_aside() -> None:
    source = html(
        "<title>Заң</title><script>var a</script><p><del>было</del><ins>стало</ins></p>"
        "<p hidden>а</p><p style='display: none'>б</p><!-- примечание -->"
    )
    assert texts(source) == ["стало"]
    assert aside(source) == [
        ("title", "Заң"),
        ("hidden", "var a"),
        ("deleted", "было"),
        ("hidden", "а"),
        ("hidden", "б"),
    ]


def test_a_page_that_stands_in_one_form_is_read() -> None:
    source = html("<form><p>Статья 1. Каждый имеет право.</p><footer>x</footer></form>")
    assert texts(source) == ["Статья 1. Каждый имеет право."]


def test_footnotes_have_their_mark_as_label() -> None:
    source = html(
        "<p>Право<sup><a href='#fn1'>1</a></sup> и долг<a href='#_ftn2'>[2]</a>.</p>"
        "<div class=footnotes><ol><li id=fn1>Первая</li></ol></div>"
        "<div id=ftn2><p><a href='#_ftnref2'>[2]</a> Вторая</p></div>"
    )
    assert [(p.kind, p.label, p.text) for p in source.paragraphs] == [
        ("text", "", "Право и долг."),
        ("footnote", "1", "Первая"),
        ("footnote", "2", "Вторая"),
    ]
    assert aside(source) == [("footnote mark", "1"), ("footnote mark", "[2]")]


def test_numbers_of_akoma_ntoso_pages_are_labels() -> None:
    source = html(
        "<section class='akn-paragraph'><span class='akn-num'>(1)</span>"
        "<span class='akn-content'><span class='akn-p'>Каждый.</span></span></section>"
        "<span class='akn-remark'>[Сноска]</span>"
    )
    assert [(p.kind, p.label, p.text) for p in source.paragraphs] == [
        ("text", "(1)", "Каждый."),
        ("note", "", "[Сноска]"),
    ]


def test_a_false_charset_does_no_harm() -> None:
    page = "<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>Статья о праве</p>"
    source = read(page.encode("cp1251"), where="a.html")
    assert (texts(source), source.encoding) == (["Статья о праве"], "cp1251")


def test_a_page_without_words_is_empty() -> None:
    with pytest.raises(UnreadableText) as refusal:
        html("<html><script>x</script></html>")
    assert refusal.value.code == "R10"


def test_depth_is_bounded() -> None:
    with pytest.raises(UnreadableText) as refusal:
        html("<div>" * 100_000 + "слово")
    assert refusal.value.code == "R14"


PIECES = (
    "<p>", "</p>", "<td>", "<table>", "</table>", "<tr rowspan=3>", "<ol start=x>", "<li value=5>", "</ol>",
    "<sup>", "</sup>", "<br/>", "<b", ">", "<!--", "-->", "&lt;", "&#0;", "&#xD800;", "<form>", "</form>",
    "<pre>", "\n", "</pre>", "<h2>", "</h2>", "<a href='#fn1'>", "</a>", "<div class='akn-num'>", "</div>",
    "<svg>", "<template>", "<?x y?>", "<![CDATA[", "]]>", "слово", "1", " ",
)  # fmt: skip


def outcome(body: str) -> Source | UnreadableText:
    try:
        return html(body)
    except UnreadableText as refusal:
        return refusal


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_page_gives_a_source_or_a_refusal(pieces: list[str]) -> None:
    found = outcome("".join(pieces))
    if isinstance(found, UnreadableText):
        assert found.code in {"R10", "R14", "R19"}
    else:
        assert all(p.text for p in found.paragraphs)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "div", "b", "del", "td", "h3", "nav", "pre"]), st.text("абв \n")
        )
    )
)
def test_no_letter_of_a_page_is_lost(pieces: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{text}</{tag}>хвост " for tag, text in pieces) + "конец"
    source = html(body)
    found = "".join(texts(source)) + "".join(a.text for a in source.set_aside)
    wanted = "".join(text + "хвост" for _, text in pieces) + "конец"
    assert Counter("".join(found.split())) == Counter("".join(wanted.split()))


def test_a_page_that_declares_entities_is_refused() -> None:
    page = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><body><p>&e;</p></body></html>'
    with pytest.raises(UnreadableText) as refusal:
        read(page, where="page.html")
    assert refusal.value.code == "R16"


def test_a_table_around_the_page_is_no_table_of_the_act() -> None:
    article = "<p>Статья 1. Мост</p><p>1.&nbsp;Мост общий.<br>2.&nbsp;Ключ общий.</p>"
    fees = "<table><tr><td>Пеший</td><td>1</td></tr><tr><td>Конный</td><td>2</td></tr></table>"
    source = html(
        f"<table><tr><td><a href='#1'>Мост</a></td><td>{article * 3}{fees}</td></tr></table>"
    )
    assert texts(source)[1:4] == ["Статья 1. Мост", "1. Мост общий.", "2. Ключ общий."]
    assert [p.cell for p in source.paragraphs if p.text in ("Мост", "Пеший", "2")] == [
        None, (2, 1, 1), (2, 2, 2)
    ]  # fmt: skip


def test_a_list_of_links_above_the_first_number_is_a_menu() -> None:
    menu = "<ul><li><a href='/a'>О нас</a></li><li><a href='/b'>Законы</a></li></ul>"
    source = html(f"{menu}<h1>Устав</h1><p>Статья 1. Мост общий и чинится сходом.</p>{menu}")
    assert texts(source) == [
        "Устав", "Статья 1. Мост общий и чинится сходом.", "О нас", "Законы"
    ]  # fmt: skip
    assert aside(source) == [("navigation", "О нас Законы")]


def test_text_wrapped_by_hand_in_pre_is_joined() -> None:
    lines = (
        "Статья 1. Мост",
        "  1. Мост общий и служит всем жителям обоих берегов реки, кроме тех,",
        "кто не платит за него, пока мост стоит и по нему ходят; порядок платы",
        "устанавливает сход, который собирается каждую весну у большого камня,",
        "если вода не поднялась выше обычного и дороги к камню сухи.",
        "  2. Ключ общий.",
    )
    found = texts(html(f"<pre>{chr(10).join(lines)}</pre>"))
    assert found == ["Статья 1. Мост", " ".join(" ".join(lines[1:5]).split()), "2. Ключ общий."]


def test_a_header_that_holds_the_title_is_read() -> None:
    source = html(
        "<header><h1>Satzung</h1><p>Verein</p></header><p>§ 1 Name</p>" + "<p>x y</p>" * 9
    )
    assert texts(source)[:2] == ["Satzung", "Verein"]
