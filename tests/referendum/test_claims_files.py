"""Files of results and of claims, and `zhargy referendum claims` as a person sees it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from docs.pages import ROOT
from docs.schema import faults
from openpyxl import Workbook

from zhargy.cli.main import main
from zhargy.errors import UnusableRule
from zhargy.messages import LANGUAGES, say
from zhargy.referendum.claims import Verdict
from zhargy.reform.claiming import check_claims, known_results

RESULTS = Path(__file__).parent / "results" / "kazakhstan.toml"
SCHEMA = json.loads((ROOT / "docs" / "spec" / "claims.schema.json").read_text(encoding="utf-8"))

COMPILED = """vote_date,subject,status,as_of,roll,took_part,for,against,both_marked,invalid,source
2026-03-15,x,roll only,2026-02-12,12416759,,,,,,a
2026-03-15,x,turnout at close,2026-03-15 20:30,12461796,9126850,,,,,b
2026-03-15,x,final,2026-03-17,12482613,9127192,7954667,898099,127868,146558,c
"""
READINGS = """unit_code,unit,kind,measure,t2026_1000,t2026_1600
KZ-75,Almaty city,city,percent,9.54,28.16
KZ,Kazakhstan,country,percent,19.21,64.43
KZ,Kazakhstan,country,ballots received,2393844,8029286
"""


def file(folder: Path, text: str, name: str = "claims.txt") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def verdicts(path: Path, results: Path = RESULTS, vote: str = "") -> list[tuple[str, str, str]]:
    return [
        (one.claim.words, one.figure, one.verdict.value)
        for text in check_claims([path], [results], vote=vote)
        for one in text.claims
    ]


# -- results ---------------------------------------------------------------------------------------


def test_a_compilation_of_results_is_read_by_its_own_headings(tmp_path: Path) -> None:
    known = known_results([file(tmp_path, COMPILED, "results.csv")])
    assert [one.value for one in known.versions("2026-03-15", "", "roll")] == [
        12482613,
        12461796,
        12416759,
    ]
    assert known.versions("2026-03-15", "", "received")[0].value == 9126850


def test_a_spreadsheet_of_results_is_read_like_the_table(tmp_path: Path) -> None:
    book = Workbook()
    for row in csv.reader(io.StringIO(COMPILED)):
        book.active.append(row)
    book.save(tmp_path / "results.xlsx")
    known = known_results([tmp_path / "results.xlsx"])
    assert known.versions("2026-03-15", "", "yes")[0].value == 7954667


def test_turnout_of_an_hour_and_a_place_is_known_from_readings(tmp_path: Path) -> None:
    results = [file(tmp_path, COMPILED, "results.csv"), file(tmp_path, READINGS, "hours.csv")]
    text = "К 16:00 явка 64,43 %. В Алматы к 16:00 проголосовали 28,16 %."
    (told,) = check_claims([file(tmp_path, text)], results)
    assert [one.verdict for one in told.claims] == [Verdict.FITS, Verdict.FITS]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("Q80", "a,b\n1,2\n", "r.csv"),
        ("Q80", 'schema = "zhargy.results/1"\n', "r.toml"),
        ("Q81", "day,roll\n2031-06-08,many\n", "r.csv"),
        ("Q81", "day,roll\n2031-06-08,-5\n", "r.csv"),
        ("Q82", "day,stage,roll\n2031-06-08,perhaps,5\n", "r.csv"),
        ("Q83", "day,roll\n8 June,5\n", "r.csv"),
        ("Q84", "schema = \n", "r.toml"),
        ("Q84", 'schema = "zhargy.results/9"\n', "r.toml"),
        ("Q84", 'schema = "zhargy.results/1"\n[[place]]\ncode = 5\n', "r.toml"),
    ],
)
def test_results_that_cannot_be_used_are_refused(
    code: str, text: str, name: str, tmp_path: Path
) -> None:
    with pytest.raises(UnusableRule) as refusal:
        known_results([file(tmp_path, text, name)])
    assert refusal.value.code == code
    for language in LANGUAGES:
        assert say(code, language, **refusal.value.fields)


# -- claims ----------------------------------------------------------------------------------------


def test_a_table_with_a_column_for_each_figure_is_checked_cell_by_cell(tmp_path: Path) -> None:
    table = "vote;Жақ;Қарсы;Жарамсыз;Явка, %\n2026-03-15;7 954 667;898 909;127868;73,12\n"
    assert verdicts(file(tmp_path, table, "claims.csv")) == [
        ("7 954 667", "yes", "fits"),
        ("898 909", "no", "digit"),
        ("127868", "invalid", "label"),
        ("73,12 %", "voted", "fits"),
    ]


def test_a_row_of_a_table_that_does_not_add_up_says_so(tmp_path: Path) -> None:
    table = "took_part,for,against,both_marked,invalid\n100,50,30,10,9\n"
    results = file(tmp_path, "day,roll\n2031-06-08,1000\n", "results.csv")
    told = verdicts(file(tmp_path, table, "claims.csv"), results)
    assert told[0] == ("100", "voted", "sum")


def test_a_row_of_totals_is_held_against_the_rows_above_it(tmp_path: Path) -> None:
    table = (
        "Өңір;Қатысқаны;Жақ;Қарсы\nСолтүстік;100;60;40\nОңтүстік;200;90;110\nБарлығы;310;150;150\n"
    )
    results = file(tmp_path, "day,roll\n2031-06-08,1000\n", "results.csv")
    told = verdicts(file(tmp_path, table, "claims.csv"), results)
    assert [one for one in told if one[2] != "unknown"] == [("310", "voted", "sum")]


def test_rows_of_places_without_results_are_not_held_against_the_whole(tmp_path: Path) -> None:
    table = "Area,for,against\nNorth,60000,40000\nSouth,90000,110000\n"
    assert {one[2] for one in verdicts(file(tmp_path, table, "claims.csv"))} == {"unknown"}


def test_a_table_with_a_row_for_each_figure_is_read_by_its_first_column(tmp_path: Path) -> None:
    table = "Показатель;Число;%\nЗа;7 954 667;87,15\nПротив;898 099;9,48\n"
    assert verdicts(file(tmp_path, table, "claims.csv")) == [
        ("7 954 667", "yes", "fits"),
        ("87,15 %", "yes", "fits"),
        ("898 099", "no", "fits"),
        ("9,48 %", "no", "digit"),
    ]


def test_a_column_of_sentences_is_read_sentence_by_sentence(tmp_path: Path) -> None:
    table = "day,claim\n2024-10-06,Turnout was 63.66 %\n2026-03-15,Turnout was 63.66 %\n"
    assert [one[2] for one in verdicts(file(tmp_path, table, "claims.csv"))] == ["fits", "vote"]


def test_a_spreadsheet_of_claims_is_read_like_the_table(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["for", "against"], [7954667, 898099]):
        book.active.append(row)
    book.save(tmp_path / "claims.xlsx")
    assert [one[2] for one in verdicts(tmp_path / "claims.xlsx")] == ["fits", "fits"]


def test_lines_are_texts_of_their_own(tmp_path: Path) -> None:
    path = file(tmp_path, "Turnout: 63.66 %\n\nTurnout: 73.12 %\n")
    told = check_claims([path], [RESULTS], lines=True)
    assert [text.place for text in told] == ["line 1", "line 3"]
    assert all(one.verdict is Verdict.FITS for text in told for one in text.claims)


# -- the command -----------------------------------------------------------------------------------

GOOD = "За проголосовали 7 954 667 человек, или 87,15 %."
BAD = "За проголосовали 7 954 666 человек, или 87,15 %."


def run(*arguments: object) -> int:
    return main(["referendum", "claims", *map(str, arguments), "--results", str(RESULTS)])


def test_all_that_fits_ends_with_0(tmp_path: Path) -> None:
    assert run(file(tmp_path, GOOD)) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_fit_ends_with_1_and_says_what_would(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file(tmp_path, BAD), "--language", language) == 1
    shown = capsys.readouterr().out
    assert "[7 954 666]" in shown
    assert say("claim-verdict-digit", language) in shown
    assert "7,954,667" in shown or "7\u00a0954\u00a0667" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_without_figures_says_so(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file(tmp_path, "No figures here."), "--language", language) == 0
    assert say("claim-none", language) in capsys.readouterr().out


@pytest.mark.parametrize("name", ["claims.exe", "missing.txt"])
def test_files_that_cannot_be_used_end_with_2(name: str, tmp_path: Path) -> None:
    if name.endswith("exe"):
        file(tmp_path, GOOD, name)
    assert run(tmp_path / name) == 2


def test_a_vote_that_the_results_do_not_hold_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file(tmp_path, GOOD), "--vote", "1999-01-01") == 2
    assert "2026-03-15" in capsys.readouterr().err


def test_the_whole_result_as_json_satisfies_its_schema_and_is_the_same_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, f"{BAD} In Almaty 33.43 % voted. Почти 9,2 млн пришли на участки.")
    assert run(path, "--json") == 1
    first = capsys.readouterr().out
    told = json.loads(first)
    assert list(faults(told, SCHEMA, SCHEMA)) == []
    assert told["texts"][0]["claims"][0]["fits"]["value"] == 7954667
    run(path, "--json")
    assert capsys.readouterr().out == first
    assert list(faults({"schema": "zhargy.claims/0"}, SCHEMA, SCHEMA))


@pytest.mark.parametrize("suffix", [".csv", ".json", ".xlsx", ".docx", ".html"])
def test_the_result_is_written_as_a_table(suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"checked{suffix}"
    assert run(file(tmp_path, BAD), "-o", target) == 1
    assert target.stat().st_size > 100
    if suffix == ".csv":
        rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
        assert len(rows) == 3
