"""Acts repeat themselves: among equal words each provision goes to the one that it was."""

from __future__ import annotations

from strategies import act_of

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison, Fate

LIST = ["торговал без весов;", "не убрал за собой ряд;", "обманул покупателя."]
MERCHANT = "Купец ярмарки теряет место у ворот, если он"
GUEST = "Приезжий гость платит вдвое и уходит, если он"
BRIDGE = "Мост чинят весной всем селом по очереди дворов."


def addresses(comparison: Comparison) -> dict[str, str]:
    return {p.old.address: p.new.address for p in comparison.pairs if p.old and p.new}


def test_a_list_that_stands_in_two_articles_is_not_split_between_them() -> None:
    act = act_of([[MERCHANT, *LIST], [GUEST, *LIST]])
    comparison = compare(act, act)
    assert {p.fate for p in comparison.pairs} == {Fate.KEPT}
    assert len(comparison.pairs) == len(act.provisions)


def test_copies_go_with_the_article_that_they_stand_in() -> None:
    old = act_of([[MERCHANT, *LIST], [GUEST, *LIST]])
    new = act_of([[BRIDGE], [MERCHANT, *LIST], [GUEST, *LIST]])
    went = addresses(compare(old, new))
    for point in range(1, 5):
        assert went[f"art_1__para_{point}"] == f"art_2__para_{point}"
        assert went[f"art_2__para_{point}"] == f"art_3__para_{point}"


def test_words_that_stand_once_in_each_act_belong_together() -> None:
    old = act_of([[MERCHANT, BRIDGE], [GUEST]])
    new = act_of([[GUEST], [MERCHANT], [BRIDGE]])
    went = addresses(compare(old, new))
    assert went["art_1__para_2"] == "art_3__para_1"


def test_hundreds_of_equal_rows_are_told_apart_by_their_numbers() -> None:
    act = act_of([["нет"] * 250, [MERCHANT]])
    comparison = compare(act, act)
    assert {p.fate for p in comparison.pairs} == {Fate.KEPT}
    assert len(comparison.pairs) == len(act.provisions)


def test_one_copy_less_is_one_provision_dropped() -> None:
    old = act_of([[MERCHANT, *LIST], [GUEST, *LIST]])
    new = act_of([[MERCHANT, *LIST], [GUEST, *LIST[1:]]])
    comparison = compare(old, new)
    went = addresses(comparison)
    assert went["art_1__para_2"] == "art_1__para_2"
    assert went["art_2__para_3"] == "art_2__para_2"
