from __future__ import annotations

import functools
import os
import random
import time
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from bad_files import locked_pdf
from hypothesis import given, settings
from hypothesis import strategies as st

from zhargy.errors import UnreadableText
from zhargy.text.reading.pdf import read
from zhargy.text.reading.source import Source

REAL = os.environ.get("ZHARGY_REAL_DATA", "")
needs_real_data = pytest.mark.skipif(
    not REAL, reason="ZHARGY_REAL_DATA is not set: the official PDFs are not part of the project"
)
KAZAKH = (
    "Қазақстан Республикасы өзін демократиялық, зайырлы, құқықтық және әлеуметтік мемлекет ретінде "
    "орнықтырады, оның ең қымбат қазынасы – адам және адамның өмірі."
)
RUSSIAN = (
    "Административно-территориальное устройство определяется конституционным законом, "
    "права человека и гражданина признаются и гарантируются."
)
PAGE = "#set page(width: 420pt, height: 320pt)\n#set text(size: 11pt)\n"


@functools.cache
def pdf(body: str, head: str = PAGE) -> bytes:
    import typst  # its import makes children start as new interpreters

    return typst.compile((head + body).encode())


def texts(source: Source, kind: str = "text") -> list[str]:
    return [p.text for p in source.paragraphs if p.kind == kind]


def letters(source: Source) -> Counter[str]:
    words = [p.label + p.text for p in source.paragraphs] + [a.text for a in source.set_aside]
    return Counter(letter for word in words for letter in word if not letter.isspace())


def letters_of(data: bytes) -> Counter[str]:
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    return Counter(letter for page in pages for letter in page if not letter.isspace())


def test_lines_become_paragraphs_and_say_where_they_stand() -> None:
    source = read(pdf(f"Статья 1. {KAZAKH}\n\n1. {RUSSIAN}"), where="a.pdf")
    assert texts(source) == [f"Статья 1. {KAZAKH}", f"1. {RUSSIAN}"]
    assert [p.place for p in source.paragraphs] == ["page 1, line 1", "page 1, line 4"]
    assert (source.format, source.encoding, source.set_aside) == ("pdf", "", ())


def test_an_indent_begins_a_paragraph_and_a_page_break_does_not() -> None:
    style = (
        "#set par(first-line-indent: (amount: 1.5em, all: true), justify: true, spacing: 0.65em)\n"
    )
    wanted = [f"{n}. {KAZAKH} {RUSSIAN}" for n in range(1, 9)]
    body = style + "\n\n".join(text.replace(". ", "\\. ", 1) for text in wanted)
    source = read(pdf(body, PAGE + '#set page(numbering: "1 / 1")\n'), where="a.pdf")
    assert texts(source) == wanted
    assert [a.text for a in source.set_aside] == ["1 / 3", "2 / 3", "3 / 3"]
    assert {a.reason for a in source.set_aside} == {"page number"}


def test_columns_are_read_one_after_the_other_below_a_title_over_both() -> None:
    head = (
        "#set page(width: 420pt, height: 500pt, columns: 2,"
        " header: [Ресми басылым #h(1fr) #context counter(page).display()])\n"
        '#set par(justify: true)\n#set text(size: 10pt, lang: "ru", hyphenate: true)\n'
        '#place(top + center, scope: "parent", float: true, text(16pt)[Конституция])\n'
    )
    wanted = [f"Статья {n}. " + " ".join([RUSSIAN] * (2 + n % 3)) for n in range(1, 15)]
    source = read(pdf("\n\n".join(wanted), head), where="a.pdf")
    assert texts(source) == ["Конституция", *wanted]
    assert {a.reason for a in source.set_aside} == {"running head"}


def test_a_river_of_white_in_one_column_is_no_gutter() -> None:
    body = "#set par(justify: true)\n" + "раз два три четыре " * 40
    assert len(read(pdf(body), where="a.pdf").paragraphs) == 1


def test_the_heads_of_articles_are_never_running_heads() -> None:
    body = "#pagebreak()\n".join(f"Статья {n}\n\nСлово {'о' * n} праве.\n" for n in range(1, 6))
    found = texts(read(pdf(body), where="a.pdf"))
    assert [text for text in found if text.startswith("Статья")] == [
        f"Статья {n}" for n in range(1, 6)
    ]


def test_a_ruled_table_gives_cells_and_a_row_cut_by_a_page_is_whole() -> None:
    rows = ", ".join(f"[{n}], [{KAZAKH}], [Статья {n}. Нет]" for n in range(1, 5))
    body = (
        "#set text(size: 10pt)\nСалыстырмалы кесте\n"
        f"#table(columns: (1fr, 3fr, 3fr), [№], [Было], [Стало], {rows})\nКейін."
    )
    source = read(pdf(body), where="a.pdf")
    cells = {p.cell: p.text for p in source.paragraphs if p.cell}
    assert cells[(1, 1, 2)] == "Было"
    assert [cells[(1, row, 2)] for row in range(2, 6)] == [KAZAKH] * 4
    assert cells[(1, 5, 3)] == "Статья 4. Нет"
    assert [p.text for p in source.paragraphs if not p.cell] == ["Салыстырмалы кесте", "Кейін."]


def test_raised_digits_make_inserted_numbers_and_footnotes_stand_apart() -> None:
    raised = "#super(typographic: false)"
    body = f"Статья 83{raised}[1]. Право#footnote[См. закон.] на 10{raised}[2]) труд. {RUSSIAN}"
    source = read(pdf(body), where="a.pdf")
    assert texts(source) == [f"Статья 83-1. Право на 10-2) труд. {RUSSIAN}"]
    assert [(p.label, p.text) for p in source.paragraphs if p.kind == "footnote"] == [
        ("1", "См. закон.")
    ]
    assert [(a.text, a.reason) for a in source.set_aside] == [("1", "footnote mark")]


def test_text_turned_with_its_page_is_read_and_a_watermark_is_not() -> None:
    mark = "#set page(background: rotate(45deg, text(40pt)[ЖОБА]))\n"
    source = read(pdf(mark + KAZAKH), where="a.pdf")
    assert texts(source) == [KAZAKH]
    assert [a.text.replace(" ", "") for a in source.set_aside] == ["ЖОБА"]
    turned = read(pdf(f"#rotate(90deg, reflow: true)[#box(width: 250pt)[{KAZAKH}]]"), where="a.pdf")
    assert texts(turned) == [KAZAKH]


def test_spaced_letters_are_words() -> None:
    body = "#text(tracking: 4pt)[СТАТЬЯ ПЕРВАЯ] и далее #text(tracking: 3pt)[разрядкой] обычно."
    assert texts(read(pdf(body), where="a.pdf")) == ["СТАТЬЯ ПЕРВАЯ и далее разрядкой обычно."]


def test_the_name_beside_a_signature_is_not_torn_into_the_office() -> None:
    body = f"{KAZAKH}\n\n#grid(columns: (1fr, 1fr), align: horizon, [Президент \\ Республики Казахстан], [К. ТОКАЕВ қолы])"
    assert texts(read(pdf(body), where="a.pdf"))[1:] == [
        "Президент",
        "Республики Казахстан",
        "К. ТОКАЕВ қолы",
    ]


def test_a_title_centred_over_two_lines_is_one_paragraph() -> None:
    title = "О ВНЕСЕНИИ ИЗМЕНЕНИЙ И ДОПОЛНЕНИЙ В КОНСТИТУЦИЮ РЕСПУБЛИКИ"
    body = f"#align(center)[*{title}*]\n\n#align(center)[Раздел I \\ Общие положения]\n\n{KAZAKH}"
    assert texts(read(pdf(body), where="a.pdf"))[:3] == [title, "Раздел I", "Общие положения"]


def test_a_scan_is_refused_with_its_pages() -> None:
    with pytest.raises(UnreadableText) as refusal:
        read(pdf("#rect()\n#pagebreak()\n#rect()"), where="скан.pdf")
    assert refusal.value.code == "R13"
    assert refusal.value.fields == {"pages": 2, "name": "скан.pdf"}


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n%%EOF", b"\x00" * 100, b"%PDF-1.4\n1 0 obj<<>>endobj"]
)
def test_what_is_no_pdf_is_damaged(data: bytes) -> None:
    with pytest.raises(UnreadableText) as refusal:
        read(data, where="a.pdf")
    assert refusal.value.code == "R14"


def test_a_locked_file_asks_for_its_password_to_be_removed() -> None:
    with pytest.raises(UnreadableText) as refusal:
        read(locked_pdf(), where="a.pdf")
    assert refusal.value.code == "R12"


def mutated(data: bytes, seed: int) -> bytes:
    chance, found = random.Random(seed), bytearray(data)
    for _ in range(chance.choice([1, 3, 10, 60])):
        place = chance.randrange(len(found))
        match chance.randrange(3):
            case 0:
                found[place] = chance.randrange(256)
            case 1:
                del found[place : place + chance.randrange(40)]
            case _:
                found[place:place] = str(-chance.randrange(10**12)).encode()
    return bytes(found)


def outcome(data: bytes) -> Source | UnreadableText:
    try:
        return read(data, where="a.pdf")
    except UnreadableText as refusal:
        return refusal


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_file_gives_a_source_or_a_refusal(seed: int) -> None:
    body = (
        f"Статья 1#super(typographic: false)[1]. {KAZAKH}#footnote[а] #table(columns: 2, [а], [б])"
    )
    found = outcome(mutated(pdf(body), seed))
    if isinstance(found, UnreadableText):
        assert found.code in {"R12", "R13", "R14"}
    else:
        assert all(p.text for p in found.paragraphs)


REAL_FILES = (
    "constitution-1995.2023-01-01.ru.pdf",
    "law-on-legal-acts.2026-01-09.ru.pdf",
    "law-on-normative-acts.2016-04-06.ru.pdf",
)


@functools.cache
def real(name: str) -> tuple[bytes, Source]:
    data = (Path(REAL) / "kz" / name).read_bytes()
    return data, read(data, where=name)


@needs_real_data
@pytest.mark.parametrize("name", REAL_FILES)
def test_no_letter_of_the_official_files_is_lost_or_added(name: str) -> None:
    data, source = real(name)
    assert letters(source) == letters_of(data)


@needs_real_data
def test_linked_numbers_stand_in_their_place() -> None:
    _, source = real(REAL_FILES[0])
    wanted = (
        "3. Не допускается ни в какой форме ограничение прав и свобод граждан по политическим мотивам. "
        "Ни в каких случаях не подлежат ограничению права и свободы, предусмотренные статьями 11, 13–15, "
        "пунктом 1 статьи 16, статьей 17, статьей 19, статьей 22, пунктом 2 статьи 26 Конституции."
    )
    assert wanted in texts(source)


@needs_real_data
def test_headings_over_several_lines_are_whole_and_notes_are_told_by_their_colour() -> None:
    _, source = real(REAL_FILES[2])
    assert (
        "Статья 21-3. Внесение проекта законодательного акта в Мажилис Парламента Республики Казахстан "
        "и отзыв его из Парламента Республики Казахстан"
    ) in texts(source)
    assert not any(text.startswith("Сноска") for text in texts(source))
    assert not any(text[0].islower() for text in texts(source))


@needs_real_data
def test_the_constitution_is_read_in_well_under_a_second() -> None:
    data, _ = real(REAL_FILES[0])
    started = time.perf_counter()
    read(data, where="a.pdf")
    assert time.perf_counter() - started < 2.0  # 0.4 s measured; room for a busy machine


def test_a_number_raised_by_the_font_alone_is_an_inserted_one() -> None:
    found = read(pdf(f"Статья 83#super[1]. Суд\n\n{RUSSIAN}#footnote[Сүйект.]"), where="a.pdf")
    assert texts(found) == ["Статья 83-1. Суд", RUSSIAN]
    assert texts(found, "footnote") == ["Сүйект."]
    assert [(a.text, a.reason) for a in found.set_aside] == [("1", "footnote mark")]


def test_a_running_head_over_two_pages_is_set_aside() -> None:
    head = PAGE + "#set page(header: [Устав союза])\n"
    found = read(pdf(f"Статья 1. {KAZAKH}\n#pagebreak()\nСтатья 2. {RUSSIAN}", head), where="a.pdf")
    assert [a.text for a in found.set_aside] == ["Устав союза"] * 2


def test_the_number_of_the_only_page_is_a_page_number() -> None:
    foot = PAGE + '#set page(numbering: "— 1 —")\n'
    found = read(pdf(f"Статья 1. {KAZAKH}", foot), where="a.pdf")
    assert [(a.text, a.reason) for a in found.set_aside] == [("— 1 —", "page number")]


def test_letters_of_a_ligature_are_one_word() -> None:
    head = PAGE + '#set text(font: "New Computer Modern")\n'
    line = "The officers of the Senate file official offices and affiliations."
    assert texts(read(pdf(f"Article 1. {line}", head), where="a.pdf")) == [f"Article 1. {line}"]


def test_the_raised_ending_of_an_ordinal_stays_in_its_line() -> None:
    found = read(pdf("Bylaws of the 43#super(typographic: false)[rd] District"), where="a.pdf")
    assert texts(found) == ["Bylaws of the 43rd District"]
