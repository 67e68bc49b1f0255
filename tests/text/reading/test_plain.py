from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnreadableText
from zhargy.text.reading.plain import read
from zhargy.text.reading.source import Source

REAL = os.environ.get("ZHARGY_REAL_DATA", "")


def plain(text: str) -> Source:
    return read(text.encode(), where="a.txt")


def markdown(text: str) -> Source:
    return read(text.encode(), where="a.md", markdown=True)


def texts(source: Source) -> list[str]:
    return [p.text for p in source.paragraphs]


def test_a_line_is_a_paragraph_and_blank_lines_are_not() -> None:
    source = plain("\ufeffСтатья 1.\r\n\r\n  1.\u00a0Ел   тіл\r2. Екі\x0c3. Үш")
    assert texts(source) == ["Статья 1.", "1. Ел тіл", "2. Екі", "3. Үш"]
    assert [p.place for p in source.paragraphs] == ["line 1", "line 3", "line 4", "line 5"]
    assert (source.format, source.encoding) == ("txt", "utf-8")


WRAPPED = """\
Статья 1. Республика Казахстан утверждает себя демократическим,
светским, правовым и социальным государством, высшими ценнос-
тями которого являются человек, его жизнь, права и свободы.
1. Основополагающими принципами деятельности Республики в статье
12. являются: общественное согласие и политическая стабильность,
экономическое развитие на благо всего народа;
2) казахстанский патриотизм, решение наиболее важных вопросов и
референдумов.
Статья 2. Республика Казахстан является унитарным государством с
президентской формой правления."""


def test_wrapped_lines_are_joined_but_a_label_begins_a_paragraph() -> None:
    assert texts(plain(WRAPPED)) == [
        "Статья 1. Республика Казахстан утверждает себя демократическим, светским, правовым и социальным "
        "государством, высшими ценностями которого являются человек, его жизнь, права и свободы.",
        "1. Основополагающими принципами деятельности Республики в статье 12. являются: общественное "
        "согласие и политическая стабильность, экономическое развитие на благо всего народа;",
        "2) казахстанский патриотизм, решение наиболее важных вопросов и референдумов.",
        "Статья 2. Республика Казахстан является унитарным государством с президентской формой правления.",
    ]


def test_long_lines_are_never_joined() -> None:
    lines = [f"слово {'о' * n} праве без точки" for n in range(40, 160, 10)]
    assert texts(plain("\n".join(lines))) == lines


def test_two_columns_of_text_are_cells() -> None:
    source = plain("Было\tСтало\nстарый\tновый\nа\tб\n\tтолько новый\nитог")
    assert [(p.cell, p.text) for p in source.paragraphs] == [
        ((1, 1, 1), "Было"),
        ((1, 1, 2), "Стало"),
        ((1, 2, 1), "старый"),
        ((1, 2, 2), "новый"),
        ((1, 3, 1), "а"),
        ((1, 3, 2), "б"),
        ((1, 4, 2), "только новый"),
        (None, "итог"),
    ]


def test_a_number_before_a_tab_is_no_cell() -> None:
    source = plain("1.\tПервый\n2)\tВторой\na)\tтретий")
    assert texts(source) == ["1. Первый", "2) Второй", "a) третий"]
    assert {p.cell for p in source.paragraphs} == {None}


MARKDOWN = """\
---
title: Конституция
lang: ru
---
# Раздел I {#one}

<a id="z1"></a>
## Статья 83<sup>1</sup>. *Право*

1\\. Текст **жирный** и [ссылка](http://x.y/z_(a)) и _курсив_ snake_case_name[^1].
2\\) Второй ~~старый~~ <!-- тайна -->
- пункт a) раз
* 5 * 6 = 30
> цитата
Загол
=====
| Старая | Новая |
|---|:--|
| a \\| b | **c** |

[^1]: Примечание &laquo;x&raquo;.
"""


def test_markdown_gives_its_words_and_what_it_says_of_them() -> None:
    source = markdown(MARKDOWN)
    assert [(p.outline, p.text) for p in source.paragraphs if not p.cell and p.kind == "text"] == [
        (1, "Раздел I"),
        (2, "Статья 83-1. Право"),
        (0, "1. Текст жирный и ссылка и курсив snake_case_name."),
        (0, "2) Второй"),
        (0, "пункт a) раз"),
        (0, "5 * 6 = 30"),
        (0, "цитата"),
        (1, "Загол"),
    ]
    assert {p.cell: p.text for p in source.paragraphs if p.cell} == {
        (1, 1, 1): "Старая",
        (1, 1, 2): "Новая",
        (1, 2, 1): "a | b",
        (1, 2, 2): "c",
    }
    assert [(p.label, p.text) for p in source.paragraphs if p.kind == "footnote"] == [
        ("1", "Примечание «x».")
    ]
    assert {(a.reason, a.text) for a in source.set_aside} == {
        ("front matter", "title: Конституция\nlang: ru"),
        ("comment", "тайна"),
        ("deleted", "старый"),
        ("footnote mark", "1"),
    }


def test_a_paragraph_of_markdown_is_joined_only_inside_a_sentence() -> None:
    source = markdown("Каждый имеет\nправо на труд.\nСвобода слова\nгарантируется.\n1\\. Да")
    assert texts(source) == ["Каждый имеет право на труд.", "Свобода слова гарантируется.", "1. Да"]


def test_a_rule_is_no_front_matter() -> None:
    assert texts(markdown("---\nСлово и дело\n---\nдалее")) == ["Слово и дело", "далее"]


@pytest.mark.parametrize("text", ["", " \n\n ", "---\na: b\n---\n"])
def test_a_file_without_words_is_empty(text: str) -> None:
    with pytest.raises(UnreadableText) as refusal:
        markdown(text)
    assert refusal.value.code == "R10"


def outcome(text: str, as_markdown: bool = False) -> Source | UnreadableText:
    try:
        return markdown(text) if as_markdown else plain(text)
    except UnreadableText as refusal:
        return refusal


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if not letter.isspace())


@given(st.text(st.sampled_from('абв ЖІ.,;:1)(\t\n\n"-«»'), min_size=1, max_size=400))
def test_no_letter_of_a_text_is_lost_but_hyphens_at_line_ends(text: str) -> None:
    found = outcome(text)
    if isinstance(found, UnreadableText):
        assert found.code in {"R10", "R19"}
        return
    kept, wanted = letters("".join(texts(found))), letters(text)
    del kept["-"], wanted["-"]
    assert kept == wanted


@given(st.text(st.sampled_from("аб#*_[](){}<>!|-~`\\&;:^1. \n\n"), min_size=1, max_size=300))
def test_any_markdown_gives_its_letters(text: str) -> None:
    found = outcome(text, as_markdown=True)
    if isinstance(found, UnreadableText):
        assert found.code == "R10"
    else:
        assert all(p.text and p.text == " ".join(p.text.split()) for p in found.paragraphs)


@pytest.mark.skipif(
    not REAL, reason="ZHARGY_REAL_DATA is not set: the official texts are not part of the project"
)
def test_every_line_of_the_official_texts_is_a_paragraph() -> None:
    for path in sorted((Path(REAL) / "kz").glob("*.txt")):
        lines = [" ".join(line.split()) for line in path.read_text().splitlines()]
        assert texts(read(path.read_bytes(), where=path.name)) == [line for line in lines if line]


def test_few_wrapped_lines_are_joined_where_sentences_plainly_go_on() -> None:
    source = plain(
        "УСТАВ СОЮЗА\n"
        "Статья 1. Имя\n"
        "1. Союз называется «Заря» и действует на всей территории республики в\n"
        "соответствии с законом и уставом.\n"
        "2. Союз вправе:\n"
        "1) проводить концерты и издавать печатные материалы, посвящённые всей\n"
        "народной песне во всех её видах;\n"
        "2) сотрудничать.\n"
        "Статья 2. Члены союза и порядок вступления в него граждан и общественных\n"
        "организаций\n"
        "Члены платят.\n"
    )
    assert len(texts(source)) == 8
    assert texts(source)[6].endswith("и общественных организаций")


def test_an_article_of_any_language_begins_a_paragraph_of_wrapped_text() -> None:
    line = "Die Mitglieder zahlen Beiträge, deren Höhe die Versammlung jedes Jahr im\n"
    source = plain(
        f"Satzung\nArtikel 1\n{line}Mai bestimmt.\nArtikel 2\n{line}Juni festsetzt.\n" * 3
    )
    assert sum(text.startswith("Artikel") for text in texts(source)) == 6


def test_a_list_that_counts_by_ones_alone_is_counted_as_it_is_shown() -> None:
    source = markdown("# Устав\n\n1. Мост.\n1. Ключ.\n1. Мельница.\n\nСлова.\n\n1. Снова.\n")
    assert [p.text for p in source.paragraphs if p.text[0].isdigit() or p.label] == [
        "1. Мост.", "2. Ключ.", "3. Мельница.", "1. Снова."
    ]  # fmt: skip
    roman = markdown("# Satzung\n\ni. Brücke.\ni. Schlüssel.\n   a. alt;\n   a. neu.\ni. Ende.\n")
    assert texts(roman)[1:] == [
        "i. Brücke.", "ii. Schlüssel.", "a. alt;", "b. neu.", "iii. Ende."
    ]  # fmt: skip


def test_a_list_of_letters_begins_with_a_though_a_first_point_leads_in_to_it() -> None:
    source = markdown(
        "# Ley\n\nArtículo 1\n\n1. No podrán:\n\na) cerrar el puente;\n\nb) abrirlo.\n"
    )
    assert texts(source)[-2:] == ["a) cerrar el puente;", "b) abrirlo."]
