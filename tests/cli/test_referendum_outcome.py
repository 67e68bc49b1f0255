"""`zhargy referendum outcome` as a person sees it."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from docs.pages import ROOT
from docs.schema import faults

from zhargy.cli.main import main
from zhargy.messages import LANGUAGES, say

VOTE = ROOT / "examples" / "jetiaral" / "referendum" / "2031-07-06"
CASES = ROOT / "examples" / "referendums"
MEETING = ROOT / "examples" / "association" / "referendum" / "meeting-2027.toml"
SCHEMA = json.loads((ROOT / "docs" / "spec" / "outcome.schema.json").read_text(encoding="utf-8"))
CASE = """
schema = "zhargy.case/1"
rule = "kazakhstan/2023"
title = "The bridge"
[figures]
roll = 100
yes = {yes}
no = {no}
both = {both}
invalid = {invalid}
"""

speaking = pytest.mark.parametrize("language", LANGUAGES)
Shown = pytest.CaptureFixture[str]


def case(folder: Path, text: str = CASE, **figures: object) -> str:
    given = {"yes": 60, "no": 20, "both": 1, "invalid": 1, **figures}
    (folder / "case.toml").write_text(text.format(**given), encoding="utf-8")
    return str(folder / "case.toml")


def run(*arguments: str) -> int:
    return main(["referendum", "outcome", *arguments])


def test_a_citizen_can_redo_every_clause_by_hand(capsys: Shown) -> None:
    assert run(str(CASES / "kz-2026.toml")) == 0
    shown = capsys.readouterr().out
    assert "Outcome by each of the 2 readings of the law: ADOPTED" in shown
    assert "7,954,667 > 1/2 × 9,127,192 = 4,563,596" in shown
    assert "9,127,192 > 1/2 × 12,482,613 = 6,241,306.5" in shown
    assert "(Article 31(2))" in shown
    assert "needed: at least 4,563,597" in shown
    assert "at least 3,391,071 had voted otherwise" in shown


def test_a_clause_that_fails_is_shown_as_a_true_statement(capsys: Shown) -> None:
    assert run(str(CASES / "ch-2020.toml")) == 0
    assert "8.5 ≤ 1/2 × 23 = 11.5" in capsys.readouterr().out


def test_readings_that_differ_are_told_loudly_and_end_with_1(tmp_path: Path, capsys: Shown) -> None:
    assert run(case(tmp_path, yes=49, no=31, both=0, invalid=20)) == 1
    shown = capsys.readouterr().out
    assert "THE LAW CAN BE READ IN SEVERAL WAYS, AND THE OUTCOME HANGS ON IT" in shown
    assert "HANGS ON HOW THE LAW IS READ" in shown
    assert "ADOPTED\n" not in shown


def test_missing_figures_end_with_1_and_are_named(capsys: Shown) -> None:
    assert run(str(CASES / "ro-2018.toml")) == 1
    shown = capsys.readouterr().out
    assert "FIGURES MISSING" in shown
    assert "Q33: these figures are missing: roll, voted, no, yes" in shown


def test_a_figure_against_its_parts_ends_with_1(tmp_path: Path, capsys: Shown) -> None:
    assert run(case(tmp_path, CASE + "voted = 83\n")) == 1
    assert "Q30: voted: given as 83, and its parts make 82" in capsys.readouterr().out


def test_what_was_only_published_is_marked(capsys: Shown) -> None:
    assert run(str(CASES / "dk-2009.toml")) == 0
    assert "taken as published, not recomputed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "code", "remedy"),
    [
        ({"yes": 60.5}, 2, "write a whole one without separators"),
        ({"yes": '"12 482 613"'}, 2, "write a whole one without separators"),
        ({"yes": -60}, 2, "cannot be less than zero"),
        ({"yes": "1,5"}, 2, "could not be read"),
    ],
)
def test_what_is_no_count_is_refused_with_place_and_remedy(
    given: dict[str, object], code: int, remedy: str, tmp_path: Path, capsys: Shown
) -> None:
    path = case(tmp_path, **given)
    assert run(path) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert path in told.err
    assert remedy in told.err


def test_an_unknown_rule_is_refused_with_those_that_ship(tmp_path: Path, capsys: Shown) -> None:
    assert run(case(tmp_path, CASE.replace("kazakhstan/2023", "kazakhstan/1812"))) == 2
    assert "kazakhstan/2026-constitution" in capsys.readouterr().err


def test_a_rule_and_units_of_ones_own_lie_beside_the_case(tmp_path: Path, capsys: Shown) -> None:
    (tmp_path / "rule.toml").write_text(
        """
        schema = "zhargy.rule/1"
        name = "valleys"
        title = "Most valleys"
        source = { law = "our own", sure = "read" }
        [[clause]]
        name = "valleys"
        title = "In most valleys most are for"
        source = "1"
        test = "count(units where yes > no) > 1/2 * count(units)"
        """,
        encoding="utf-8",
    )
    (tmp_path / "valleys.csv").write_text("code,yes,no\nA,5,4\nB,1,9\nC,7,2\n", encoding="utf-8")
    path = tmp_path / "case.toml"
    path.write_text(
        'schema = "zhargy.case/1"\nrule = "rule.toml"\ntitle = "T"\nunits = "valleys.csv"\n',
        encoding="utf-8",
    )
    assert run(str(path)) == 0
    shown = capsys.readouterr().out
    assert "2 > 1/2 × 3 = 1.5" in shown
    assert "Units where it holds: A, C; where not: B" in shown
    assert "at least 1 had voted otherwise (in the units A 1)" in shown


@speaking
@pytest.mark.parametrize("path", [*sorted(CASES.glob("*.toml")), MEETING], ids=lambda p: p.stem)
def test_every_example_is_told_in_every_language(path: Path, language: str, capsys: Shown) -> None:
    assert run(str(path), "--language", language) in (0, 1)
    shown = capsys.readouterr().out
    title = tomllib.loads(path.read_text(encoding="utf-8"))["title"][language]
    assert shown.startswith(title)
    words = [say(f"outcome-{one}", language) for one in ("holds", "fails", "unknown")]
    assert any(f"1. {word}: " in shown for word in words)


@pytest.mark.parametrize("path", [*sorted(CASES.glob("*.toml")), MEETING], ids=lambda p: p.stem)
def test_json_satisfies_its_schema_and_is_the_same_twice(
    path: Path, tmp_path: Path, capsys: Shown
) -> None:
    target = tmp_path / "outcome.json"
    code = run(str(path), "--json", "-o", str(target))
    told = capsys.readouterr().out
    assert list(faults(json.loads(told), SCHEMA, SCHEMA)) == []
    assert target.read_text(encoding="utf-8") == told
    assert run(str(path), "--json") == code
    assert capsys.readouterr().out == told


def test_several_cases_are_one_json_list_and_one_report_each(capsys: Shown) -> None:
    two = [str(CASES / "kz-2024.toml"), str(CASES / "lt-2024.toml")]
    assert run(*two, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "zhargy.outcomes/1"
    assert [one["outcome"] for one in told["cases"]] == ["adopted", "rejected"]
    assert run(*two) == 0
    assert capsys.readouterr().out.count("Outcome") == 2


def test_the_margin_is_exact_and_the_figures_are_those_that_entered(capsys: Shown) -> None:
    run(str(CASES / "kz-2026.toml"), "--json")
    clause = json.loads(capsys.readouterr().out)["readings"][0]["clauses"][0]
    assert clause["margin"] == "5771771/2"
    assert clause["figures"]["took_part"] == 9127192
    assert clause["needed"] == {"at_least": 6241307}
    assert clause["holds"] is True
    assert {one["change"]: one["people"] for one in clause["reversal"]}["fewer"] == 2885886


def test_a_folder_of_protocols_is_counted_and_decided_before_anything_is_published(
    capsys: Shown,
) -> None:
    assert run(str(VOTE), "--language", "en") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Republican referendum of 6 July 2031, ")
    assert "ADOPTED" in shown
    assert "Figures: Election commission of the Republic, decision 42" in shown
    assert "164,802" in shown
    assert "Q137" not in shown
    assert run(str(VOTE / "referendum.toml"), "--json") == 0
    decided = json.loads(capsys.readouterr().out)
    assert decided["outcome"] == "adopted"
    assert list(faults(decided, SCHEMA, SCHEMA)) == []


@pytest.mark.parametrize(("kept", "open_precincts"), [("preliminary.csv", None), ("final.csv", 1)])
def test_what_protocols_may_yet_change_is_not_called_final(
    tmp_path: Path, capsys: Shown, kept: str, open_precincts: int | None
) -> None:
    """Preliminary figures, and final ones of which a protocol has not come."""
    folder = tmp_path / "vote"
    shutil.copytree(VOTE, folder)
    settings = folder / "referendum.toml"
    text = settings.read_text(encoding="utf-8")
    if kept == "preliminary.csv":
        text = text.replace(
            'file = "protocols/final.csv"\nstage = "final"',
            'file = "protocols/final.csv"\nstage = "training"',
        )
        text = text.replace(
            'stage = "final"\nkind = "observers"', 'stage = "training"\nkind = "observers"'
        )
        settings.write_text(text, encoding="utf-8")
    else:
        table = folder / "protocols" / kept
        first, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text(first + "".join(rows[1:]), encoding="utf-8")
    assert run(str(folder), "--language", "en") == 1
    shown = capsys.readouterr().out
    assert "Q137: this is not the final outcome" in shown
    if open_precincts is not None:
        assert f"precincts still open: {open_precincts})" in shown
