"""Faults planted in a sound nation: each is found with its code and its figures, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from referendum.precincts import EVENING, Row, sound

from zhargy.referendum.events import Event
from zhargy.referendum.moment import Moment

HERE = 137  # the protocol that is spoiled


def _set(**figures: object) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        for name, value in figures.items():
            row[name] = str(value(row)) if callable(value) else str(value)

    return change


def _more(name: str, by: int) -> Callable[[Row], int]:
    return lambda row: int(row[name]) + by


@dataclass(frozen=True)
class Fault:
    """What is changed in one protocol, and what must be found: code, equation, a figure."""

    title: str
    change: Callable[[Row], None]
    found: frozenset[tuple[str, str]]
    line: str


def fault(title: str, change: Callable[[Row], None], found: str, line: str) -> Fault:
    pairs = [("Q60", word) if word[0] == "K" else (word, "") for word in found.split()]
    return Fault(title, change, frozenset(pairs), line)


FAULTS = (
    fault("a vote too many", _set(yes=_more("yes", 1)), "K1", "yes"),
    fault("a digit fell out", _set(no=lambda row: int(row["no"]) // 10), "K1", "no"),
    fault("an invalid ballot is left out", _set(invalid=_more("invalid", -1)), "K1", "invalid"),
    fault(
        "more ballots found than handed out",
        _set(
            yes=lambda r: int(r["yes"]) + int(r["received"]) + 1 - int(r["voted"]),
            voted=_more("received", 1),
            boxes=_more("received", 1),
        ),
        "K2 K6",
        "received",
    ),
    fault(
        "the commission never had so many ballots",
        _set(delivered=_more("received", -1), unused=0, spoiled=0),
        "K3 K4",
        "delivered",
    ),
    fault("unused ballots are lost", _set(unused=_more("unused", -5)), "K4", "unused"),
    fault("boxes and participants differ", _set(boxes=_more("boxes", -1)), "K5", "boxes"),
    fault("more at home than in all", _set(home=_more("voted", 1)), "K9", "home"),
    fault(
        "certificates without ballots", _set(certificates=_more("received", 1)), "K10", "received"
    ),
    fault(
        "members issued more than was signed for",
        _set(issued=_more("issued", 1), unused=_more("unused", -1)),
        "K11",
        "issued",
    ),
    fault("more than are on the list", _set(roll=_more("voted", -1)), "K7 K8 K20", "roll"),
    fault("another list than the one in force", _set(roll=_more("roll", 200)), "K20", "roll"),
    fault(
        "many invalid ballots",
        _set(yes=lambda r: int(r["yes"]) - 60, invalid=_more("invalid", 60)),
        "K21",
        "invalid",
    ),
    fault("many marked twice", _set(no=_more("no", -60), both=_more("both", 60)), "K22", "both"),
    fault(
        "ballots carried away",
        _set(yes=_more("yes", -60), voted=_more("voted", -60), boxes=_more("boxes", -60)),
        "K23",
        "received",
    ),
    fault(
        "nobody took part",
        _set(voted=0, yes=0, no=0, invalid=0, both=0, boxes=0, home=0),
        "K23 K24",
        "voted",
    ),
    fault("a cell left empty", _set(no=""), "Q61", "no"),
    fault("letters", _set(no="12о"), "Q49", "no"),
    fault("a thousand or a decimal", _set(no="1.234"), "Q50", "no"),
    fault("a percentage", _set(yes="51,93 %"), "Q51", "yes"),
    fault("a negative count", _set(both="-3"), "Q52", "both"),
    fault("digits of another script", _set(invalid="١٢"), "Q53", "invalid"),
    fault("digits of another width", _set(invalid="１２"), "Q53", "invalid"),
    fault("half a ballot", _set(yes="12.5"), "Q54", "yes"),
    fault("a nation in one precinct", _set(roll="7954667000000"), "Q55", "roll"),
    fault("not declared to be nothing", _set(no="н/д"), "Q56", "no"),
    fault("no digest of a photo", _set(photo="photo.jpg"), "Q71", ""),
)


def test_a_sound_nation_has_no_finding() -> None:
    assert sound().found(sound().rows) == ()


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted.title)
def test_a_planted_fault_is_found_with_code_and_figure_and_nothing_else(planted: Fault) -> None:
    rows = [dict(row) for row in sound().rows]
    if planted.change is FAULTS[-1].change:
        rows = [{**row, "photo": "0" * 64} for row in rows]
    planted.change(rows[HERE])
    found = sound().found(rows)
    assert {(remark.code, remark.rule) for remark in found} == planted.found
    assert len(found) == len(planted.found)
    assert {(remark.place, remark.line) for remark in found} == {(rows[HERE]["precinct"], HERE + 2)}
    if planted.line:
        assert any(planted.line in remark.lines for remark in found)


def _rows() -> list[Row]:
    return [dict(row) for row in sound().rows]


def codes(*args: object, **kwargs: object) -> list[tuple[str, str]]:
    found = sound().found(*args, **kwargs)  # type: ignore[arg-type]
    return sorted((remark.code, remark.place) for remark in found)


def test_an_unknown_precinct_is_named_and_the_one_it_stood_for_is_missed() -> None:
    rows = _rows()
    rows[HERE]["precinct"] = "P999999"
    assert codes(rows) == [("Q62", "P999999"), ("Q69", "P000137")]


def test_a_precinct_that_stands_twice_is_told_in_both_lines() -> None:
    rows = _rows()
    rows.append(rows[HERE])
    found = sound().found(rows)
    assert [(r.code, r.place, r.line) for r in found] == [
        ("Q63", "P000137", HERE + 2),
        ("Q63", "P000137", 302),
    ]


def test_a_lost_line_is_a_precinct_without_a_protocol() -> None:
    rows = _rows()
    del rows[HERE]
    assert codes(rows) == [("Q69", "P000137")]


def test_a_total_inside_the_table_is_checked_and_never_added() -> None:
    rows = _rows()
    total = {
        name: str(sum(int(row[name]) for row in rows)) for name in rows[0] if name != "precinct"
    }
    right = {**total, "precinct": "Барлығы"}
    assert sound().found([*rows, right]) == ()
    wrong = {**total, "precinct": "Итого:", "yes": str(int(total["yes"]) + 9)}
    (remark,) = sound().found([*rows, wrong])
    assert (remark.code, remark.lines, remark.line) == ("Q64", ("yes",), 302)
    assert dict(remark.figures) == {"stated": int(total["yes"]) + 9, "summed": int(total["yes"])}


def test_a_total_of_a_unit_is_known_by_its_code() -> None:
    rows, tree = _rows(), sound().tree
    below = tree.precincts_of(tree.number["U02"])
    of_unit = [rows[n] for n in below]
    total = {n: str(sum(int(row[n]) for row in of_unit)) for n in rows[0] if n != "precinct"}
    assert sound().found([*rows, {**total, "precinct": "U02"}]) == ()
    wrong = {**total, "precinct": "U02", "no": "1"}
    assert codes([*rows, wrong]) == [("Q64", "U02")]


def test_a_protocol_for_an_annulled_precinct_is_told_if_it_came_afterwards() -> None:
    before = Event("P000137", "annulled", Moment.of("2031-06-01"), "a reason", "a body")
    assert codes(_rows(), [before]) == [("Q65", "P000137")]
    after = Event("P000137", "annulled", Moment.of("2031-06-20"), "a reason", "a body")
    assert codes(_rows(), [after]) == []
    assert after.day > EVENING


def test_a_heading_that_stands_twice_and_one_that_is_of_no_form_are_told() -> None:
    rows = [{**row, "remarks": "1"} for row in _rows()]
    assert codes(rows) == [("Q47", "")]
    head = ",".join(rows[0]).replace("remarks", "Yes")
    assert codes(rows, head=head) == [("Q46", "")]
