"""`zhargy consolidate` and `zhargy amend` as a person sees them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from docs.pages import REAL, ROOT
from docs.schema import faults

from zhargy.cli.main import main
from zhargy.messages import LANGUAGES, say
from zhargy.reform.texts import read_file
from zhargy.text.amending.compose import agree

ACT = """УСТАВ СХОДА
Статья 1. Мост
1. Мост открыт днём.
2. Ключ хранит сторож, замок хранит сторож.
Статья 2. Лодка
Лодка стоит у пристани.
"""
GOOD = "1) в пункте 1 статьи 1 слово «днём» заменить словом «ночью»;\n2) статью 2 исключить.\n"
BAD = (
    GOOD + "3) в статье 7 слово «дом» исключить;\n"
    "4) в пункте 2 статьи 1 слово «сторож» исключить;\n5) слова исключить «тут» как-нибудь.\n"
)
SCHEMA = json.loads((ROOT / "docs" / "spec" / "amending.schema.json").read_text(encoding="utf-8"))
ASSOCIATION = ROOT / "examples" / "association" / "texts"

speaking = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    found = {}
    for name, text in (("act", ACT), ("good", GOOD), ("bad", BAD), ("none", "Мост открыт.\n")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        found[name] = str(tmp_path / f"{name}.txt")
    return found


def test_the_consolidated_edition_is_written_and_all_is_well(
    files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new.txt"
    assert main(["consolidate", files["act"], files["good"], "-o", str(target)]) == 0
    assert "2 instructions, applied: 2" in capsys.readouterr().out
    text = target.read_text(encoding="utf-8")
    assert "1. Мост открыт ночью." in text
    assert "Статья 2. Исключена." in text
    assert "Лодка" not in text


def test_what_cannot_be_applied_is_told_with_its_clause_and_the_act_is_still_written(
    files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new.txt"
    assert main(["consolidate", files["act"], files["bad"], "-o", str(target)]) == 1
    shown = capsys.readouterr().out
    assert "5 instructions, applied: 2" in shown
    assert "3) в статье 7 слово «дом» исключить" in shown
    assert say("A2", "en", path="art_7") in shown
    assert say("A4", "en", words="сторож", n=2) in shown
    assert "A1" in shown
    assert "1. Мост открыт ночью." in target.read_text(encoding="utf-8")


@speaking
def test_the_answer_is_in_the_language_of_the_person(
    language: str, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["consolidate", files["act"], files["bad"], "--language", language]) == 1
    assert say("A1", language) in capsys.readouterr().out


def test_the_same_amending_act_again_is_a_finding(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["consolidate", files["act"], files["good"], files["good"]]) == 1
    assert say("A5", "en") in capsys.readouterr().out


def test_the_whole_result_satisfies_its_schema(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["consolidate", files["act"], files["bad"], "--json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert list(faults(value, SCHEMA, SCHEMA)) == []
    assert [one["applied"] for one in value["instructions"]] == [True, True, False, False, False]


def test_every_instruction_is_a_row_of_the_table(files: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "done.csv"
    assert main(["consolidate", files["act"], files["bad"], "-o", str(target)]) == 1
    rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 6


def test_akoma_ntoso_is_written_too(files: dict[str, str], tmp_path: Path) -> None:
    plain, akn = tmp_path / "new.txt", tmp_path / "new.xml"
    targets = ["-o", str(plain), "-o", str(akn)]
    assert main(["consolidate", files["act"], files["good"], *targets]) == 0
    assert read_file(akn).act.provisions == read_file(plain).act.provisions


def test_a_text_without_instructions_is_refused(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["consolidate", files["act"], files["none"]]) == 2
    assert say("R32", "en") in capsys.readouterr().err


def test_a_language_whose_amending_acts_are_not_read_is_refused(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["consolidate", files["act"], files["good"], "--in", "de"]) == 2
    assert "German" in capsys.readouterr().err


def test_another_kind_of_file_is_refused(
    files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ["consolidate", files["act"], files["good"]],
        ["amend", files["act"], files["act"]],
    ):
        assert main([*command, "-o", str(tmp_path / "new.odt")]) == 2
        assert ".txt" in capsys.readouterr().err


@speaking
def test_the_amending_act_of_the_association_gives_back_its_new_statute(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (str(ASSOCIATION / f"statute-{year}.{language}.txt") for year in (2019, 2027))
    amending, again = tmp_path / "amending.txt", tmp_path / "again.txt"
    assert main(["amend", old, new, "-o", str(amending), "--language", language]) == 0
    assert say("amend-exact", language) in capsys.readouterr().out
    assert main(["consolidate", old, str(amending), "-o", str(again)]) == 0
    assert main(["same", str(again), "--as", new]) == 0


@pytest.mark.skipif(REAL is None, reason="the official files are found through ZHARGY_REAL_DATA")
def test_the_amending_act_of_the_referendum_law_gives_back_its_edition_of_2026(
    tmp_path: Path,
) -> None:
    assert REAL is not None
    old = REAL / "kz" / "law-on-referendum-1995.ru.txt"
    new = REAL / "kz" / "law-on-referendum-1995.2026-07-01.ru.txt"
    amending, again = tmp_path / "amending.txt", tmp_path / "again.txt"
    assert main(["amend", str(old), str(new), "-o", str(amending)]) == 0
    assert main(["consolidate", str(old), str(amending), "-o", str(again)]) == 0
    assert agree(read_file(again).act, read_file(new).act)


def test_the_amending_act_is_printed_where_no_file_is_named(
    files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.txt"
    new.write_text(ACT.replace("днём", "всегда"), encoding="utf-8")
    assert main(["amend", files["act"], str(new)]) == 0
    assert "слово «днём» заменить словом «всегда»" in capsys.readouterr().out
