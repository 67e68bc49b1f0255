"""Through three and more editions: what came, what changed, what was undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import RUSSIAN, act_of, editions, sentences

from zhargy.compare.editions import Event, History, Line, history
from zhargy.text.act import Act

BRIDGE = "Мост чинят весной всем селом по очереди дворов."
BRIDGE_LATER = "Мост чинят осенью всем селом по очереди дворов."
KEY = "Ключ от мельницы хранит староста в железном сундуке."
FAIR = "Ярмарку открывают после сбора яблок и закрывают к первому снегу."


def told(*acts: list[str]) -> History:
    return history([act_of([points]) for points in acts])


def line_of(found: History, edition: int, address: str) -> Line:
    return next(
        line
        for line in found.lines
        if any((s.edition, s.address) == (edition, address) for s in line.steps)
    )


def events(line: Line) -> list[Event]:
    return [step.event for step in line.steps]


def test_what_came_in_the_second_edition_came_there() -> None:
    line = line_of(told([BRIDGE], [BRIDGE, FAIR], [BRIDGE, FAIR]), 2, "art_1__para_2")
    assert [(s.edition, s.event) for s in line.steps] == [(1, Event.CAME), (2, Event.KEPT)]
    assert not line.undone


def test_a_change_that_stays_is_a_change() -> None:
    line = line_of(
        told([BRIDGE, KEY], [BRIDGE_LATER, KEY], [BRIDGE_LATER, KEY]), 0, "art_1__para_1"
    )
    assert events(line) == [Event.CAME, Event.CHANGED, Event.KEPT]


def test_words_that_come_back_are_restored_and_say_since_when() -> None:
    found = told([BRIDGE, KEY], [BRIDGE_LATER, KEY], [BRIDGE, KEY])
    line = line_of(found, 0, "art_1__para_1")
    assert events(line) == [Event.CAME, Event.CHANGED, Event.RESTORED]
    assert line.steps[-1].since == 0
    assert found.undone == (line,)


def test_a_provision_that_was_dropped_and_comes_again_has_returned() -> None:
    found = told([BRIDGE, FAIR], [BRIDGE], [BRIDGE, FAIR])
    line = line_of(found, 0, "art_1__para_2")
    assert events(line) == [Event.CAME, Event.WENT, Event.RETURNED]
    assert (line.steps[-1].address, line.steps[-1].since) == ("art_1__para_2", 0)
    assert line.undone


def test_a_provision_that_went_for_good_stands_at_the_end() -> None:
    found = told([FAIR, BRIDGE], [BRIDGE], [BRIDGE])
    assert events(found.lines[-1]) == [Event.CAME, Event.WENT]


def test_punctuation_is_no_event() -> None:
    line = line_of(
        told([BRIDGE], [BRIDGE.replace(" всем", ", всем")], [BRIDGE]), 0, "art_1__para_1"
    )
    assert events(line) == [Event.CAME, Event.KEPT, Event.KEPT]


@given(editions(), st.lists(sentences(RUSSIAN, 5, 9), min_size=1, max_size=4))
def test_every_provision_of_every_edition_stands_in_one_line(
    both: tuple[Act, Act], last: list[str]
) -> None:
    acts = [*both, act_of([last])]
    found = history(acts)
    standing = [(s.edition, s.address) for line in found.lines for s in line.steps if s.address]
    assert len(standing) == len(set(standing))
    assert set(standing) == {(n, p.address) for n, act in enumerate(acts) for p in act.provisions}


@given(editions())
def test_a_line_begins_with_its_coming_and_its_editions_follow_each_other(
    both: tuple[Act, Act],
) -> None:
    for line in history([*both, both[0]]).lines:
        assert line.steps[0].event is Event.CAME
        numbers = [step.edition for step in line.steps]
        assert numbers == sorted(set(numbers))
