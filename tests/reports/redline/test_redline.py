"""The redline: accepting all gives the new text, rejecting all the old one, whoever does it."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from lxml import etree
from reports.redline.order import faults
from reports.redline.settle import Edition, W, document_of, settled, texts
from strategies import TONGUES, act_of, acts, editions, written_acts

from zhargy.compare.compare import compare
from zhargy.messages import LANGUAGES
from zhargy.reports.redline import Redline, Signed, redline
from zhargy.reports.redline.lines import Grid, blocks_of
from zhargy.reports.redline.order import in_order
from zhargy.text.act import Act
from zhargy.text.read import read_bytes
from zhargy.text.reading import docx
from zhargy.text.writing.plain import write_plain

ROOT = Path(__file__).parents[3]
SIGNED = Signed("Әділет Ұлы", "2026-11-03T09:00:00Z")
TWO_AUTHORS = replace(SIGNED, style_author="Стиль түзетулері")
NAMES = ("2019", "2027")
EDITIONS: tuple[Edition, ...] = ("rejected", "accepted")
SAMPLES = [
    *(("jetiaral", "charter-in-force", "adopted", language) for language in LANGUAGES),
    *(("jetiaral", "draft-1", "draft-2", language) for language in LANGUAGES),
    *(("association", "statute-2019", "statute-2027", language) for language in LANGUAGES),
]
HEAD = "Жарғы\nСтатья 1. Мост\n"
TABLE = "Жарғы\nСтатья 1. Мост\n1. Мост открыт днём.\nПриложение 1. Плата\n"

pairs = st.sampled_from(TONGUES).flatmap(lambda tongue: st.tuples(acts(tongue), acts(tongue)))
written: SearchStrategy[tuple[Act, Act]] = st.one_of(
    st.sampled_from(TONGUES).flatmap(lambda t: st.tuples(written_acts(t), written_acts(t))),
    st.sampled_from(TONGUES).flatmap(editions),
)


def lines_of(act: Act) -> list[str]:
    """The paragraphs and rows that the document of an act holds."""
    found = []
    for block in blocks_of(act):
        rows = block.rows if isinstance(block, Grid) else ()
        found += ["\t".join(row.cells) for row in rows]
        if not isinstance(block, Grid):
            found.append(block.text)
    return found


def act(text: str) -> Act:
    return read_bytes(text.encode(), "a.txt", language="ru").act


def made(old: Act | str, new: Act | str) -> Redline:
    acts_ = [act(text) if isinstance(text, str) else text for text in (old, new)]
    return redline(compare(*acts_), NAMES)


def tracked(old: Act | str, new: Act | str, signed: Signed = SIGNED) -> bytes:
    return made(old, new).tracked_docx("ru", signed)


def words(data: bytes, tag: str) -> list[str]:
    """What each element of this kind holds, in the order of the document."""
    found = document_of(data).iter(W + tag)
    said = ["".join(e.itertext()) for e in found if e.find(W + "r") is not None]
    return [text for text in said if text]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


# -- laws -------------------------------------------------------------------------------------------


@given(pairs)
def test_rejecting_all_gives_the_old_text_and_accepting_all_the_new_one(
    pair: tuple[Act, Act],
) -> None:
    old, new = pair
    data = tracked(old, new)
    assert texts(settled(data, "rejected")) == lines_of(old)
    assert texts(settled(data, "accepted")) == lines_of(new)


@given(written)
def test_our_reader_finds_both_acts_in_the_redline(pair: tuple[Act, Act]) -> None:
    old, new = pair
    found = read_bytes(tracked(old, new), "a.docx", changes="both", language=old.language).acts
    both = (replace(old, edition="before"), replace(new, edition="after"))
    assert found == ((old,) if lines_of(old) == lines_of(new) else both)


@given(written)
def test_each_edition_settled_is_a_document_of_its_act(pair: tuple[Act, Act]) -> None:
    data = tracked(*pair)
    for one, edition in zip(pair, EDITIONS, strict=True):
        again = read_bytes(settled(data, edition), "a.docx", language=one.language).act
        assert again == one


@given(written)
def test_the_document_of_an_act_says_what_plain_text_says(pair: tuple[Act, Act]) -> None:
    for one in pair:
        assert lines_of(one) == [line for line in write_plain(one).split("\n") if line]


@given(pairs)
def test_the_document_is_as_the_schema_wants_it(pair: tuple[Act, Act]) -> None:
    found = made(*pair)
    for data in (
        found.tracked_docx("kk", TWO_AUTHORS),
        found.clean_docx("kk", SIGNED, marked=True),
    ):
        assert list(faults(document_of(data))) == []


@given(pairs)
def test_the_styles_of_each_edition_are_those_of_its_own_document(pair: tuple[Act, Act]) -> None:
    data = tracked(*pair)
    for one, edition in zip(pair, EDITIONS, strict=True):
        alone = made(one, one).tracked_docx("ru", SIGNED)
        assert texts(settled(data, edition), marks=True) == texts(alone, marks=True)


@given(pairs)
def test_the_clean_text_is_the_new_text_without_a_tracked_change(pair: tuple[Act, Act]) -> None:
    for marked in (False, True):
        data = made(*pair).clean_docx("ru", SIGNED, marked=marked)
        assert texts(data) == lines_of(pair[1])
        assert not {"ins", "del", "moveFrom", "moveTo", "pPrChange"} & {
            etree.QName(e).localname for e in document_of(data).iter()
        }


@given(acts())
def test_an_act_redlined_with_itself_has_no_change(one: Act) -> None:
    found = made(one, one)
    tally = found.tally
    assert tally.same == len(lines_of(one))
    assert (tally.inserted, tally.deleted, tally.moved, tally.changed) == (0, 0, 0, 0)
    assert "w:author" not in part(found.tracked_docx("en", SIGNED), "word/document.xml")


@given(pairs)
def test_the_bytes_are_the_same_every_time(pair: tuple[Act, Act]) -> None:
    assert tracked(*pair) == tracked(*pair)


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 9)))
def test_the_chain_goes_forward_and_no_pair_outweighs_it(
    links: dict[tuple[int, int], int],
) -> None:
    chain = in_order(links)
    steps = pairwise(chain)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in steps)
    best: dict[tuple[int, int], int] = {}
    for pair in sorted(links):
        before = (best[p] for p in best if p[0] < pair[0] and p[1] < pair[1])
        best[pair] = links[pair] + max(before, default=0)
    assert sum(links[pair] for pair in chain) == max(best.values(), default=0)


# -- empty acts --------------------------------------------------------------------------------------


def test_an_act_of_nothing_can_be_redlined_either_way() -> None:
    nothing, something = Act("", "ru", ()), act(f"{HEAD}1. Мост открыт днём.\n")
    for pair in ((nothing, something), (something, nothing), (nothing, nothing)):
        data = tracked(*pair)
        assert texts(settled(data, "rejected")) == lines_of(pair[0])
        assert texts(settled(data, "accepted")) == lines_of(pair[1])
        assert list(faults(document_of(data))) == []


# -- words, splits, merges, moves --------------------------------------------------------------------


def test_of_a_reworded_point_only_the_words_that_changed_are_tracked() -> None:
    data = tracked(f"{HEAD}1. Мост открыт днём.\n", f"{HEAD}1. Мост открыт ночью.\n")
    assert (words(data, "del"), words(data, "ins")) == (["днём"], ["ночью"])


def test_a_point_split_in_two_keeps_its_words() -> None:
    first = "Ключ от старого моста хранит староста села."
    second = "Лодку у пристани вечером запирает сторож."
    old, new = f"{HEAD}1. {first} {second}\n", f"{HEAD}1. {first}\n2. {second}\n"
    data = tracked(old, new)
    assert (words(data, "del"), words(data, "ins")) == ([" "], ["2. "])
    assert document_of(data).find(f".//{W}p/{W}pPr/{W}rPr/{W}ins") is not None
    merged = tracked(new, old)
    assert (words(merged, "del"), words(merged, "ins")) == (["2. "], [" "])


def moved_articles() -> tuple[Act, Act]:
    texts_ = [
        ["Ключ от старого моста хранит староста села.", "Лодку у пристани запирает сторож."],
        ["Мельница стоит у нижней запруды и открыта осенью.", "Хлеб мелют по очереди дворов."],
        ["Сад у берега обходит кузнец со своими детьми.", "Улей из сада не выносит никто."],
        ["Невод чинят рыбаки перед ледоставом на берегу.", "Соль делят поровну на сходе."],
    ]
    return act_of(texts_), act_of([*texts_[1:], texts_[0]])


def test_an_article_that_went_elsewhere_is_one_move() -> None:
    old, new = moved_articles()
    data = tracked(old, new)
    root = document_of(data)
    starts = {
        tag: [e.get(W + "name") for e in root.iter(f"{W}{tag}RangeStart")]
        for tag in ("moveFrom", "moveTo")
    }
    assert starts == {"moveFrom": ["move1"], "moveTo": ["move1"]}
    assert words(data, "moveFrom")[-1].startswith("2. Лодку у пристани")
    assert made(old, new).tally.moved == 3
    assert len(words(data, "del")) == len(words(data, "ins"))


def test_what_was_reworded_on_its_way_is_tracked_within_the_move() -> None:
    old, new = moved_articles()
    data = tracked(old, act(write_plain(new).replace("староста", "сторож")))
    moved = [p for p in document_of(data).iter(W + "p") if p.find(W + "moveTo") is not None]
    inserted = ["".join(e.itertext()) for p in moved for e in p.findall(W + "ins")]
    assert "сторож " in inserted
    left = [p for p in document_of(data).iter(W + "p") if p.find(W + "moveFrom") is not None]
    assert "староста " in ["".join(e.itertext()) for p in left for e in p.findall(W + "del")]


# -- tables ------------------------------------------------------------------------------------------


def test_a_new_row_is_a_tracked_row_and_a_changed_cell_a_tracked_cell() -> None:
    old = f"{TABLE}Место\tСбор\nПристань у моста\tдва ведра\nМельница\tмешок хлеба\n"
    new = f"{TABLE}Место\tСбор\nПристань у моста\tтри ведра\nКузница\tгорсть соли\nМельница\tмешок хлеба\n"
    data = tracked(old, new)
    root = document_of(data)
    assert len(list(root.iter(W + "tbl"))) == 1
    (row,) = [r for r in root.iter(W + "tr") if r.find(f"{W}trPr/{W}ins") is not None]
    assert "Кузница" in "".join(row.itertext())
    assert "два " in words(data, "del")
    assert root.find(f".//{W}trPr/{W}tblHeader") is not None


def test_a_table_with_one_column_more_has_a_tracked_cell_in_its_head() -> None:
    old = f"{TABLE}Место\tСбор\nПристань у моста\tдва ведра\nМельница\tмешок хлеба\n"
    new = f"{TABLE}Место\tСбор\tСрок\nПристань у моста\tдва ведра\tвесной\nМельница\tмешок хлеба\tосенью\n"
    data = tracked(old, new)
    assert len(list(document_of(data).iter(W + "cellIns"))) == 3
    assert texts(settled(data, "rejected")) == lines_of(act(old))
    assert texts(settled(data, "accepted")) == lines_of(act(new))


# -- authors, languages, names -----------------------------------------------------------------------


def test_every_change_has_the_author_and_the_date_that_were_given() -> None:
    root = document_of(tracked(*moved_articles()))
    changes = [e for e in root.iter() if e.get(W + "author") is not None]
    assert changes
    assert {e.get(W + "author") for e in changes} == {"Әділет Ұлы"}
    assert {e.get(W + "date") for e in changes} == {"2026-11-03T09:00:00Z"}


def test_edits_of_style_may_have_an_author_of_their_own() -> None:
    points = (
        "Старый мост через реку является дорогой к сходу.",
        "Мельница у нижней запруды является собственностью села.",
        "Староста, которого выбрали весной, является хранителем ключа.",
        "Сторож при лодке и неводе является помощником рыбаков.",
        "Соль, купленная осенью на ярмарке, является запасом на зиму.",
        "Кузнец с учеником является мастером по колодцам.",
    )
    old = HEAD + "".join(f"{n}. {text}\n" for n, text in enumerate(points, 1))
    new = old.replace("является", "–").replace("весной", "летом")
    root = document_of(tracked(old, new, TWO_AUTHORS))
    by: dict[str, set[str]] = {}
    for change in root.iter(W + "del", W + "ins"):
        author = change.get(W + "author", "")
        by.setdefault(author, set()).add("".join(change.itertext()).strip())
    assert {text for text in by["Әділет Ұлы"] if text} == {"весной", "летом"}
    assert {text for text in by["Стиль түзетулері"] if text} == {"является", "–"}


def test_a_number_that_changed_is_an_edit_of_style() -> None:
    old, new = moved_articles()
    root = document_of(tracked(old, new, TWO_AUTHORS))
    authors = {
        change.get(W + "author")
        for change in root.iter(W + "del", W + "ins")
        if "".join(change.itertext()).strip(" .").isdecimal()
    }
    assert authors == {"Стиль түзетулері"}


@pytest.mark.parametrize(("language", "code"), [("kk", "kk-KZ"), ("ru", "ru-RU"), ("en", "en-GB")])
def test_the_document_says_its_language_and_holds_its_letters(language: str, code: str) -> None:
    tongue = next(t for t in TONGUES if t.code == language)
    one = act_of([["Ұста мен диірмен."]], tongue)
    data = tracked(one, one)
    assert f'<w:lang w:val="{code}"' in part(data, "word/styles.xml")
    assert "Ұста мен диірмен." in part(data, "word/document.xml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_footer_names_both_editions(language: str) -> None:
    one = act(f"{HEAD}1. Мост открыт днём.\n")
    found = redline(compare(one, one), ("A & B <1>", "B\x00"))
    for data in (found.tracked_docx(language, SIGNED), found.clean_docx(language, SIGNED)):
        said = "".join(etree.fromstring(part(data, "word/footer1.xml").encode()).itertext())
        assert "A & B <1>" in said
        assert "\x00" not in said


def test_headings_and_lists_have_the_styles_of_word() -> None:
    old = "Жарғы\nРаздел 1. Общее\nГлава 1. Село\nСтатья 1. Мост\n1. Мост открыт:\n1) днём;\n2) ночью.\n"
    styles = [text.partition(" ")[0] for text in texts(tracked(old, old), marks=True)]
    assert styles == [
        "[Title]",
        "[Heading1]",
        "[Heading2]",
        "[Heading3]",
        "[List]",
        "[List2]",
        "[List2]",
    ]
    known = part(tracked(old, old), "word/styles.xml")
    for name in ("heading 1", "heading 2", "heading 3", "List 2", "List Continue", "Title"):
        assert f'<w:name w:val="{name}"/>' in known


def test_the_outline_of_the_headings_is_read_back() -> None:
    data = tracked(f"{HEAD}1. Мост открыт днём.\n", f"{HEAD}1. Мост открыт ночью.\n")
    source = docx.read(data, where="a.docx")
    assert [p.outline for p in source.paragraphs] == [0, 3, 0]
    assert {aside.reason for aside in source.set_aside} == {"deleted", "footer"}


def test_marked_words_of_the_clean_text_are_those_that_were_inserted() -> None:
    found = made(f"{HEAD}1. Мост открыт днём.\n", f"{HEAD}1. Мост открыт ночью.\n")
    root = document_of(found.clean_docx("ru", SIGNED, marked=True))
    shown = [r for r in root.iter(W + "r") if r.find(f"{W}rPr/{W}rStyle") is not None]
    assert ["".join(run.itertext()) for run in shown] == ["ночью"]
    plain = document_of(found.clean_docx("ru", SIGNED))
    assert not list(plain.iter(W + "rStyle"))


# -- samples and other programs ----------------------------------------------------------------------


def sample(name: str, old: str, new: str, language: str) -> tuple[Act, Act]:
    folder = ROOT / "examples" / name / "texts"
    found = [folder / f"{edition}.{language}.txt" for edition in (old, new)]
    one, other = (read_bytes(path.read_bytes(), path.name).act for path in found)
    return one, other


@pytest.mark.parametrize("names", SAMPLES, ids="-".join)
def test_the_samples_are_redlined_and_settled(names: tuple[str, str, str, str]) -> None:
    old, new = sample(*names)
    data = tracked(old, new, TWO_AUTHORS)
    assert texts(settled(data, "rejected")) == lines_of(old)
    assert texts(settled(data, "accepted")) == lines_of(new)
    assert list(faults(document_of(data))) == []
    before, after = read_bytes(data, "a.docx", changes="both").acts
    assert (before, after) == (replace(old, edition="before"), replace(new, edition="after"))


PYTHON_WITH_UNO = "/usr/bin/python3"


def _has_libreoffice() -> bool:
    if not (shutil.which("soffice") and Path(PYTHON_WITH_UNO).exists()):
        return False
    return not subprocess.run([PYTHON_WITH_UNO, "-c", "import uno"], capture_output=True).returncode


def test_libreoffice_accepts_and_rejects_to_the_same_texts(tmp_path: Path) -> None:
    if not _has_libreoffice():
        if "libreoffice" in os.environ.get("ZHARGY_REQUIRE", ""):
            pytest.fail("LibreOffice and python3-uno are demanded and not there")
        pytest.skip("no LibreOffice with python3-uno")
    cases = {"-".join(names): sample(*names) for names in SAMPLES}
    cases["split"] = (
        act(f"{HEAD}1. Ключ от старого моста хранит староста села. Лодку запирает сторож.\n"),
        act(f"{HEAD}1. Ключ от старого моста хранит староста села.\n2. Лодку запирает сторож.\n"),
    )
    cases["words between new paragraphs"] = (
        act(f"{HEAD}1. Мост открыт днём\n2. Ключ хранит староста.\n"),
        act(f"{HEAD}1. Мост открыт днём и ночью\n2. Соль делит сход\n3. Ключ хранит староста.\n"),
    )
    cases["table"] = (
        act(f"{TABLE}Место\tСбор\nПристань у моста\tдва ведра\nМельница\tмешок хлеба\n"),
        act(f"{TABLE}Место\tСбор\nКузница\tгорсть соли\nПристань у моста\tтри ведра\n"),
    )
    for name, pair in cases.items():
        (tmp_path / f"{name}.docx").write_bytes(tracked(*pair, TWO_AUTHORS))
    files = [str(tmp_path / f"{name}.docx") for name in cases]
    script = Path(__file__).with_name("in_libreoffice.py")
    command = [PYTHON_WITH_UNO, str(script), str(tmp_path / "profile"), *files]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    shown = subprocess.run(command, capture_output=True, check=True, env=environment, timeout=240)
    told = json.loads(shown.stdout)
    for (name, pair), file in zip(cases.items(), files, strict=True):
        assert told[file]["rejected"] == lines_of(pair[0]), name
        assert told[file]["accepted"] == lines_of(pair[1]), name
