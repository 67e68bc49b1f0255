"""`zhargy referendum enter`, `entries`, `return`, `resolve`, `accept`, `correct` as people see them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from voting import referendum_in

from zhargy.cli.main import main
from zhargy.messages import LANGUAGES, say
from zhargy.reform.counting import count_referendum, read_referendum

TABLE = "precinct,roll,voted,yes,no\nP-1,100,60,40,20\nP-2,200,90,50,40\n"


@pytest.fixture
def vote(tmp_path: Path) -> Path:
    return referendum_in(tmp_path / "vote")


class Desk:
    """People at the desk, one command after the other."""

    def __init__(self, vote: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.vote, self._capsys = vote, capsys
        self.out = self.err = ""

    def __call__(self, command: str, *arguments: str) -> int:
        code = main(["referendum", command, str(self.vote), *arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    def enters(self, clerk: str, precinct: str, yes: int, no: int, voted: int = 60) -> int:
        figures = [f"voted={voted}", f"yes={yes}", f"no={no}", "roll=100"]
        return self("enter", precinct, *figures, "--as", clerk)

    def table(self, text: str) -> str:
        path = self.vote / "typed.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    def decides(self, command: str, *arguments: str) -> int:
        return self(command, *arguments, "--coordinator", "Дана", "--reason", "look at the paper")


@pytest.fixture
def desk(vote: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(vote, capsys)


def test_two_clerks_enter_the_same_table_and_a_batch_leaves_the_desk(desk: Desk) -> None:
    table = desk.table(TABLE)
    assert desk("enter", table, "--as", "Айгүл") == 0
    assert "2 protocols entered" in desk.out
    assert desk("entries") == 1
    assert "first entry, a second is needed: 2" in desk.out
    assert desk("enter", table, "--as", "Болат") == 0
    batch = desk.vote / "protocols" / "batch.csv"
    assert desk("entries", "-o", str(batch)) == 0
    assert "definitive: 2" in desk.out
    assert "not entered yet: 1" in desk.out
    (count,) = count_referendum(read_referendum(desk.vote))
    assert count.tally("").figures["yes"] == 90


def test_the_second_clerk_learns_nothing_of_the_first(desk: Desk) -> None:
    """What she is shown is the same, letter for letter, whatever the first one typed."""
    shown: list[tuple[list[int], list[str]]] = []
    for yes in (40, 39):
        twin = Desk(referendum_in(desk.vote.parent / f"vote-{yes}"), desk._capsys)
        twin.enters("Айгүл", "P-1", yes, 60 - yes)
        codes = [twin.enters("Болат", "P-1", 41, 19)]
        seen = [twin.out, twin.err]
        codes.append(twin("entries", "--as", "Болат"))
        seen += [twin.out, twin.err]
        codes.append(twin("entries", "--as", "Болат", "--json"))
        shown.append((codes, [*seen, twin.out]))
    assert shown[0] == shown[1]
    assert "differ" not in "".join(shown[0][1])


def test_before_the_second_entry_no_figure_of_the_first_is_shown_to_anybody_else(
    desk: Desk,
) -> None:
    desk.enters("Айгүл", "P-1", 47, 13)
    for who in ((), ("--coordinator", "Дана"), ("--as", "Болат")):
        for more in ((), ("--json",), ("--precinct", "P-1")):
            desk("entries", *who, *more)
            assert "47" not in desk.out + desk.err


def test_a_clerk_who_asks_as_a_coordinator_is_shown_no_figures_of_her_precinct(desk: Desk) -> None:
    desk.enters("Айгүл", "P-1", 47, 13)
    desk.enters("Болат", "P-1", 46, 14)
    desk("entries", "--coordinator", "Болат", "--json")
    assert "47" not in desk.out
    desk("entries", "--coordinator", "Дана", "--json")
    assert "47" in desk.out


def test_the_coordinator_sees_each_line_that_differs_and_returns_an_entry(desk: Desk) -> None:
    desk.enters("Айгүл", "P-1", 40, 20)
    desk.enters("Болат", "P-1", 41, 20, voted=61)
    assert desk("entries", "--coordinator", "Дана") == 1
    assert "voted: Айгүл – 60, Болат – 61" in desk.out
    assert "yes: Айгүл – 40, Болат – 41" in desk.out
    assert "no: " not in desk.out
    assert desk.decides("return", "P-1", "--clerk", "Болат") == 0
    assert desk("entries", "--as", "Болат") == 1
    assert "returned, enter it again from the paper – look at the paper" in desk.out
    assert desk.enters("Болат", "P-1", 40, 20) == 0
    assert desk("entries") == 0


def test_a_difference_is_resolved_by_an_entry_or_line_by_line(desk: Desk) -> None:
    for precinct in ("P-1", "P-2"):
        desk.enters("Айгүл", precinct, 40, 20)
        desk.enters("Болат", precinct, 41, 19)
    assert desk.decides("resolve", "P-1", "--keep", "Болат") == 0
    assert desk.decides("resolve", "P-2", "yes=40") == 2
    assert "line “no”" in desk.err
    assert desk.decides("resolve", "P-2", "yes=40", "no=19") == 1
    assert "held by an error" in desk.out


def test_a_warning_is_accepted_with_a_reason_and_the_count_knows_it(desk: Desk) -> None:
    desk("enter", "P-1", "roll=99", "voted=60", "yes=40", "no=20", "--as", "Айгүл")
    assert "warning E2" in desk.out
    desk("enter", "P-1", "roll=99", "voted=60", "yes=40", "no=20", "--as", "Болат")
    assert desk("entries", "--coordinator", "Дана") == 1
    assert "a warning waits for a person" in desk.out
    assert desk.decides("accept", "P-1", "E1") == 2
    assert desk.decides("accept", "P-1", "E2") == 0
    target = desk.vote / "accepted.toml"
    assert desk("entries", "-o", str(target)) == 0
    (one,) = tomllib.loads(target.read_text(encoding="utf-8"))["accepted"]
    assert one == {
        "place": "P-1", "code": "E2", "reason": "look at the paper", "by": "Дана",
        "question": "constitution", "figures": {"roll": 99, "listed": 100},
    }  # fmt: skip
    desk("entries", "-o", str(desk.vote / "protocols" / "batch.csv"))
    settings = desk.vote / "referendum.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("day =", 'accepted = "accepted.toml"\nday ='), "utf-8")
    (count,) = count_referendum(read_referendum(desk.vote))
    assert [remark.rule for remark, _ in count.accepted] == ["E2"]


def test_a_correction_stands_in_the_batch_with_reason_and_author(desk: Desk) -> None:
    desk.enters("Айгүл", "P-1", 40, 20)
    desk.enters("Болат", "P-1", 40, 20)
    assert desk.decides("correct", "P-1", "yes=39", "no=21", "--author", "=Chair of P-1") == 0
    batch = desk.vote / "protocols" / "batch.csv"
    desk("entries", "-o", str(batch))
    assert batch.read_text(encoding="utf-8-sig").splitlines() == [
        "precinct,roll,voted,yes,no,reason,author",
        # A spreadsheet would take the name for a formula.
        "P-1,100,60,39,21,look at the paper,'=Chair of P-1",
    ]
    desk("entries", "--coordinator", "Дана", "--precinct", "P-1")
    assert "entered by Айгүл (no 20, roll 100, voted 60, yes 40)" in desk.out
    assert "corrected by Дана; author: =Chair of P-1 – look at the paper" in desk.out


def test_an_interrupted_clerk_repeats_her_table_and_nothing_stands_twice(desk: Desk) -> None:
    table = desk.table(TABLE)
    desk("enter", table, "--as", "Айгүл")
    journal = next((desk.vote / "desk").rglob("entries.jsonl"))
    before = journal.read_bytes()
    assert desk("enter", table, "--as", "Айгүл") == 0
    assert "0 protocols entered; there already: 2" in desk.out
    assert journal.read_bytes() == before


def test_a_row_that_cannot_be_entered_keeps_no_other_back(desk: Desk) -> None:
    table = desk.table(TABLE + "P-3,30,x,4,5\nP-9,1,1,1,0\n")
    assert desk("enter", table, "--as", "Айгүл") == 1
    assert "2 protocols entered; there already: 0; not entered: 2" in desk.out
    assert "Q56" in desk.out
    assert "Q62" in desk.out


def test_a_broken_first_row_of_a_json_table_keeps_no_other_back(desk: Desk) -> None:
    rows = [
        {"precinct": "P-1", "roll": 100, "voted": 60, "yes": "forty", "no": 20},
        {"precinct": "P-2", "roll": 200, "voted": 90, "yes": 50, "no": 40},
    ]
    path = desk.vote / "typed.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert desk("enter", str(path), "--as", "Айгүл") == 1
    assert "1 protocol entered; there already: 0; not entered: 1" in desk.out


def test_a_line_that_one_clerk_left_empty_can_be_resolved_as_empty(desk: Desk) -> None:
    desk("enter", "P-1", "roll=100", "voted=60", "yes=40", "--as", "Айгүл")
    desk("enter", "P-1", "roll=100", "voted=60", "yes=40", "no=20", "--as", "Болат")
    assert desk.decides("resolve", "P-1", "no=") == 1
    assert "held by an error" in desk.out
    assert desk.decides("correct", "P-1", "no=20", "--author", "Chair") == 0


def test_a_table_without_its_headings_enters_nothing(desk: Desk) -> None:
    table = desk.table("precinct,voted,yes,no\nP-1,60,40,20\n")
    assert desk("enter", table, "--as", "Айгүл") == 1
    assert "0 protocols entered" in desk.out
    assert not list(desk.vote.rglob("entries.jsonl"))


@pytest.mark.parametrize(
    ("precinct", "figures", "code"),
    [
        ("P-9", ["yes=1"], "Q62"),
        ("JA-1", ["yes=1"], "Q135"),
        ("P-1", ["maybe=1"], "Q127"),
        ("P-1", ["yes"], "Q127"),
        ("P-1", ["yes=1", "3=1"], "Q127"),
        ("P-1", ["yes=one"], "Q49"),
        ("P-1", ["yes="], "Q118"),
        ("P-1", ["yes=-1"], "Q52"),
    ],
)
def test_what_is_no_entry_is_refused_with_the_remedy(
    desk: Desk, precinct: str, figures: list[str], code: str
) -> None:
    assert desk("enter", precinct, *figures, "--as", "Айгүл") == 2
    start = say(code, "en", place=precinct, text=figures[0], lines="roll, voted, yes, no", sign="o")
    assert start.split("“")[0][:12] in desk.err
    assert not list(desk.vote.rglob("entries.jsonl"))


def test_a_line_is_named_by_its_printed_number_too(desk: Desk) -> None:
    assert desk("enter", "P-1", "1=100", "2=60", "3=40", "4=20", "--as", "Айгүл") == 0
    assert desk.enters("Болат", "P-1", 40, 20) == 0
    assert desk("entries") == 0


def test_the_journal_lies_in_the_private_desk_of_the_reform(desk: Desk) -> None:
    reform = desk.vote.parent
    (reform / "reform.toml").write_text(REFORM, encoding="utf-8")
    desk.enters("Айгүл", "P-1", 40, 20)
    assert (reform / "desk" / "vote" / "entries.jsonl").is_file()


def test_nothing_is_entered_into_a_public_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reform.toml").write_text(REFORM, encoding="utf-8")
    desk = Desk(referendum_in(tmp_path / "out" / "vote"), capsys)
    assert desk.enters("Айгүл", "P-1", 40, 20) == 2
    assert "public" in desk.err
    linked = Desk(referendum_in(tmp_path / "vote"), capsys)
    (tmp_path / "desk").symlink_to(tmp_path / "out", target_is_directory=True)
    assert linked.enters("Айгүл", "P-1", 40, 20) == 2


REFORM = """format = "zhargy.reform/1"
[reform]
title = { kk = "Реформа", ru = "Реформа", en = "Reform" }
languages = ["kk", "ru", "en"]
authoritative = ["kk", "ru"]
jurisdiction = "jetiaral"
[record]
by = "secretariat"
policy = "quorum none\\n"
"""


def test_a_journal_that_somebody_changed_is_refused(desk: Desk) -> None:
    desk.enters("Айгүл", "P-1", 40, 20)
    desk.enters("Болат", "P-1", 40, 20)
    journal = next((desk.vote / "desk").rglob("entries.jsonl"))
    journal.write_bytes(journal.read_bytes().replace(b'"yes": 40', b'"yes": 50', 1))
    assert desk("entries") == 2
    assert "line 2 of the journal" in desk.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_said_in_every_language(desk: Desk, language: str) -> None:
    desk.enters("Айгүл", "P-1", 40, 20)
    desk.enters("Болат", "P-1", 41, 20)
    desk.enters("Айгүл", "P-2", 40, 20)
    assert desk("entries", "--coordinator", "Дана", "--language", language) == 1
    for code in ("entry-differs", "entry-first", "entry-empty"):
        assert say(code, language) in desk.out
    assert desk("entries", "--as", "Айгүл", "--language", language) == 0
    assert say("entry-own", language, n=2, back=0) in desk.out


def test_the_whole_is_json_on_standard_output(desk: Desk) -> None:
    desk.enters("Айгүл", "P-1", 40, 20)
    desk.enters("Болат", "P-1", 41, 19)
    assert desk("entries", "--coordinator", "Дана", "--json") == 1
    value = json.loads(desk.out)
    assert value["schema"] == "zhargy.entries/1"
    (one,) = value["precincts"]
    assert one["state"] == "differs"
    assert one["differences"] == [
        {"line": "no", "values": [20, 19]},
        {"line": "yes", "values": [40, 41]},
    ]
