"""Every instruction that composed.py says is applied as it says, or left to a person."""

from __future__ import annotations

import pytest
from text.amending import composed as said

from zhargy.text.act import Act
from zhargy.text.amending.apply import consolidate
from zhargy.text.amending.compose import agree
from zhargy.text.amending.read import read_amending
from zhargy.text.read import read_bytes

TABLE = list(said.ordered())
DEEDS = sorted({one.deed for one in TABLE})


def read(text: str) -> Act:
    return read_bytes(text.encode(), "a.txt", language="en").act


@pytest.mark.parametrize("deed", [d for d in DEEDS if d != "left"])
def test_in_every_voice_and_order_an_instruction_does_the_same(deed: str) -> None:
    base = read(said.BASE)
    wrong = []
    for one in TABLE:
        if one.deed == deed:
            done = consolidate(base, [read_amending(one.said, "en", base.title)])
            if done.needs_a_person or not agree(done.act, read(one.after)):
                wrong.append(one.said)
    assert not wrong


@pytest.mark.parametrize(
    "one", [one for one in TABLE if one.deed == "left"], ids=lambda one: one.said
)
def test_what_has_no_place_or_changes_no_words_is_left_to_a_person(one: said.Ordered) -> None:
    base = read(said.BASE)
    done = consolidate(base, [read_amending(one.said, "en", base.title)])
    assert done.needs_a_person
    assert agree(done.act, base)


@pytest.mark.parametrize("clause", said.OTHERWISE)
def test_what_denies_limits_or_supposes_a_change_makes_none(clause: str) -> None:
    base = read(said.BASE)
    done = consolidate(base, [read_amending(clause, "en", base.title)])
    assert agree(done.act, base)
    assert done.needs_a_person or done.elsewhere


@pytest.mark.parametrize("clause", said.UNTOUCHED)
def test_what_orders_nothing_changes_nothing(clause: str) -> None:
    base = read(said.BASE)
    assert agree(consolidate(base, [read_amending(clause, "en", base.title)]).act, base)
