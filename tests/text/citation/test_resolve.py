"""Is there such a place? In the act itself, in others, by title."""

from __future__ import annotations

import pytest

from zhargy.text.act import Act
from zhargy.text.citation.cited import cited_acts, register_of
from zhargy.text.citation.find import find
from zhargy.text.citation.reference import Kind, Reference, Resolved
from zhargy.text.citation.resolve import Contents, resolved
from zhargy.text.provision import Citation
from zhargy.text.read import read_bytes

LAW = """Закон о ярмарке
Глава 1. Порядок
Статья 1. Место
1. Ярмарка стоит на лугу.
2. Луг охраняют:
1) сторож;
2) староста.
Статья 2. Время
Ярмарка открыта утром.
Вечером она закрыта.
Глава 2. Деньги
Статья 2-1. Плата
Плата указана в пункте 2 статьи 1 и статье 4 настоящего Закона.
Статья 3. Исключена решением схода.
"""
CHARTER = """Конституция Республики Жетиарал
Статья 1. Народ
1. Народ един.
Статья 2. Земля
Землю хранит народ.
"""


def act(text: str) -> Act:
    return read_bytes(text.encode(), "act.txt").act


def one(words: str, here: str = "", text: str = LAW) -> Reference:
    law = act(text)
    place = law.by_address[here].citation if here else Citation(())
    (reference,) = resolved(find(words, "ru"), Contents(law), place)
    return reference


@pytest.mark.parametrize(
    ("words", "here", "target"),
    [
        ("пункт 2 статьи 1", "", ("art_1__para_2",)),
        ("подпункт 2) пункта 2 статьи 1", "", ("art_1__para_2__subpara_2",)),
        ("пункт 1 настоящей статьи", "art_1__para_2", ("art_1__para_1",)),
        ("подпункт 1) настоящего пункта", "art_1__para_2", ("art_1__para_2__subpara_1",)),
        ("предыдущей статьи", "art_2", ("art_1",)),
        ("следующей статьи", "art_2", ("art_2-1",)),
        ("предыдущего пункта", "art_1__para_2", ("art_1__para_1",)),
        ("часть вторая статьи 2", "", ("art_2",)),
        ("настоящей главы", "art_2", ("chp_1",)),
        ("главы 2 закона", "art_2", ("chp_2",)),
    ],
)
def test_a_place_that_is_there_is_found_with_its_address(
    words: str, here: str, target: tuple[str, ...]
) -> None:
    reference = one(words.replace(" закона", ""), here)
    assert (reference.resolved, reference.target) == (Resolved.YES, target)


@pytest.mark.parametrize(
    "words", ["статья 4", "пункт 3 статьи 1", "статья 3", "подпункт 3) пункта 2 статьи 1"]
)
def test_a_place_that_is_not_there_or_was_repealed_is_dangling(words: str) -> None:
    assert one(words).resolved is Resolved.NO


def test_a_range_needs_both_its_ends() -> None:
    assert one("статьи 1–2-1").target == ("art_1", "art_2", "art_2-1")
    assert one("статьи 1–9").resolved is Resolved.NO


def test_a_hyphen_is_what_the_contents_say() -> None:
    """Articles 1-2 are two where the act has both, and article 1-2 where it has that."""
    assert one("статьи 1-2").path == Citation.of(article="1..2")
    inserted = LAW.replace("Статья 2. Время", "Статья 1-2. Время")
    assert one("статьи 1-2", text=inserted).path == Citation.of(article="1-2")


def test_a_point_without_an_article_is_unknown_where_the_place_of_the_text_is() -> None:
    assert one("пункт 1").resolved is Resolved.UNKNOWN
    assert one("пункт 1", "art_1__para_2").target == ("art_1__para_1",)


def test_an_unnumbered_paragraph_that_nobody_counts_is_not_claimed() -> None:
    assert one("часть девятая статьи 2").resolved is Resolved.UNKNOWN


BYLAWS = """BYLAWS OF THE CLUB
Article I. Name
1.1 The club is called X.
Article II. Members
2.1 Anyone may join:
(a) in writing;
(b) by word.
2.2 Subsection (b) of Section 2.1, Section 2.1(a) and Section 2.9 stand.
"""


def test_a_section_of_bylaws_is_the_point_with_its_composed_number() -> None:
    (cited,) = cited_acts([read_bytes(BYLAWS.encode(), "bylaws.txt").act])
    assert [(r.resolved, r.target) for _, r in cited.references] == [
        (Resolved.YES, ("art_II__para_1__subpara_b",)),
        (Resolved.YES, ("art_II__para_1__subpara_a",)),
        (Resolved.NO, ()),
    ]


def test_an_inserted_article_with_a_dot_is_no_point_of_another() -> None:
    assert one("статья 1.2").resolved is Resolved.NO


def test_acts_are_resolved_among_each_other_by_their_titles() -> None:
    law = LAW + "Статья 5. Основа\nСилу статьи 2 Конституции и статьи 7 Конституции хранит сход.\n"
    first, second = cited_acts([act(law), act(CHARTER)])
    assert [(c.address, r.path.as_dict()) for c, r in first.dangling] == [
        ("art_2-1", {"article": "4"}),
        ("art_5", {"article": "7"}),
    ]
    assert second.dangling == []


def test_an_act_that_names_itself_means_itself() -> None:
    text = CHARTER + "Статья 3. Силы\nСлова статьи 1 Конституции неизменны.\n"
    (cited,) = cited_acts([act(text)])
    ((_, reference),) = cited.references
    assert (reference.act, reference.resolved) == ("this", Resolved.YES)


def test_an_earlier_act_of_the_same_name_is_another_act() -> None:
    text = (
        CHARTER
        + "Статья 3. Срок\nДействует пункт 1 статьи 9 Конституции, принятой 28 января 1993 года.\n"
    )
    (cited,) = cited_acts([act(text)])
    ((_, reference),) = cited.references
    assert reference.act == "Конституция от 28 января 1993 года"
    assert reference.resolved is Resolved.UNKNOWN


def test_a_title_that_two_acts_bear_means_neither() -> None:
    register = register_of([act(CHARTER), act(CHARTER)])
    assert register.key("Конституция", "ru") is None


def test_notes_are_kept_apart() -> None:
    text = LAW.replace(
        "Глава 2. Деньги", "Сноска. Статья 2 с изменениями, внесенными сходом.\nГлава 2. Деньги"
    )
    (cited,) = cited_acts([act(text)])
    assert [one.references[0].kind for one in cited.notes] == [Kind.NOTE]
    assert all(r.kind is Kind.CITATION for one in cited.provisions for r in one.references)


def test_a_language_whose_citations_are_not_read_is_our_callers_to_refuse() -> None:
    german = read_bytes(b"Satzung\nArtikel 1\nDer Verein ist frei.\n", "a.txt", language="de").act
    with pytest.raises(KeyError):
        cited_acts([german])
