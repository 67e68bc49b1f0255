"""`zhargy cite` as a person sees it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from docs.pages import ROOT
from docs.schema import faults

from zhargy.cli.main import main
from zhargy.messages import LANGUAGES, say

LAW = "Закон\nСтатья 1. Мост\n1. Мост открыт днём.\n2. Ключ указан в пункте 1 статьи 1 и статье 7 настоящего Закона.\n"
LINES = "согласно пункту 2 статьи 5 Закона\nмост открыт\n39-баптың 3-тармағы\nsection 5(1)(a)\n"
SCHEMA = json.loads((ROOT / "docs" / "spec" / "cite.schema.json").read_text(encoding="utf-8"))

speaking = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZHARGY_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def file(folder: Path, text: str, name: str = "law.txt") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_a_reference_that_leads_nowhere_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", file(tmp_path, LAW)]) == 1
    shown = capsys.readouterr().out
    assert "References: 2" in shown
    assert "art_1__para_2: «пункте 1 статьи 1 и статье 7 настоящего Закона» → article=7" in shown


def test_a_law_whose_references_are_all_there_ends_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", file(tmp_path, LAW.replace(" и статье 7", ""))]) == 0
    assert say("cite-dangling", "en") not in capsys.readouterr().out


@speaking
def test_the_answer_is_in_the_language_of_the_person(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", file(tmp_path, LAW), "--language", language]) == 1
    assert say("cite-dangling", language) in capsys.readouterr().out


def test_lines_are_read_each_in_its_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", "--lines", file(tmp_path, LINES), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(faults(told, SCHEMA, SCHEMA)) == []
    assert told["schema"] == "zhargy.cite/1"
    assert [line["language"] for line in told["lines"]] == ["ru", "ru", "kk", "en"]
    assert [len(line["references"]) for line in told["lines"]] == [1, 0, 1, 1]
    reference = told["lines"][0]["references"][0]
    assert reference["act"] == "Закон"
    assert reference["path"] == {"article": "5", "point": "2"}
    start, end = reference["span"]
    assert told["lines"][0]["text"][start:end] == "пункту 2 статьи 5 Закона"


def test_every_line_of_the_file_is_a_line_of_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", "--lines", file(tmp_path, "\nстатья 5\r\n\nстатья 6"), "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)["lines"]
    assert [line["text"] for line in lines] == ["", "статья 5", "", "статья 6"]


def test_lines_are_checked_against_an_act(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law = file(tmp_path, LAW)
    strings = file(tmp_path, "пункт 2 статьи 1\nстатья 8 закона\n", "lines.txt")
    assert main(["cite", "--lines", strings, "--against", law, "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["lines"]
    assert first["references"][0]["resolved"] == "yes"
    assert first["references"][0]["target"] == ["art_1__para_2"]
    assert second["references"][0]["resolved"] in ("no", "unknown")


def test_the_json_of_acts_satisfies_its_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["cite", file(tmp_path, LAW), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert list(faults(told, SCHEMA, SCHEMA)) == []
    assert told["acts"][0]["provisions"][0]["address"] == "art_1__para_2"


def test_references_are_written_as_json_and_as_a_table(tmp_path: Path) -> None:
    table, whole = tmp_path / "c.csv", tmp_path / "c.json"
    law = file(tmp_path, LAW)
    assert main(["cite", law, "-o", str(table), "-o", str(whole)]) == 1
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 3
    assert rows[0][:2] == [say("column-citing_act", "en"), say("column-citing", "en")]
    assert json.loads(whole.read_text(encoding="utf-8"))["schema"] == "zhargy.cite/1"
    strings = file(tmp_path, LINES, "lines.txt")
    assert main(["cite", "--lines", strings, "-o", str(table)]) == 0
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) == 4


# -- bad input ----------------------------------------------------------------------------------


@speaking
@pytest.mark.parametrize(
    ("name", "content", "arguments", "code"),
    [
        ("empty.txt", b"", ["--lines"], "R10"),
        ("spaces.txt", b" \n\n ", ["--lines"], "R10"),
        ("page.html", b"<html><body><p>x</p></body></html>", ["--lines"], "R29"),
        ("lines.txt", "статья 5\n".encode(), ["--lines", "--in", "de"], "R30"),
        ("satzung.txt", b"Satzung\nArtikel 1\nDer Verein ist frei.\n", [], "R30"),
        ("prose.txt", "Нет ни одной статьи.\n".encode(), [], "R18"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_where_and_the_remedy(
    name: str,
    content: bytes,
    arguments: list[str],
    code: str,
    language: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert main(["cite", *arguments, str(path), "--language", language]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"zhargy: {path}: ")
    assert shown.err.count("\n") == 1
    remedy = say(code, language, kind="HTML", found="").split(";")[-1]
    assert remedy.strip()[:20] in shown.err


def test_a_missing_file_a_bad_suffix_and_a_missing_act_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law = file(tmp_path, LAW)
    assert main(["cite", str(tmp_path / "none.txt")]) == 2
    assert main(["cite", law, "-o", str(tmp_path / "c.pdf")]) == 2
    assert main(["cite", "--lines", law, "--against", str(tmp_path / "none.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_a_register_shows_which_act_a_name_means(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = file(
        tmp_path, '[[act]]\nid = "bridges"\nnumber = "7"\nru = ["Закон «О мостах»"]\n', "acts.toml"
    )
    lines = file(tmp_path, "по статье 2 Закона № 7\nпо статье 2 Закона № 8\n", "lines.txt")
    assert main(["cite", "--lines", lines, "--register", register, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(faults(answer, SCHEMA, SCHEMA)) == []
    first, second = (line["references"][0] for line in answer["lines"])
    assert first["act_id"] == "bridges"
    assert "act_id" not in second
    assert main(["cite", "--lines", lines, "--register", register]) == 0
    assert "Закон № 7 [bridges] · article=2" in capsys.readouterr().out


def test_a_register_that_is_not_known_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", file(tmp_path, LAW), "--register", "nowhere"]) == 2
    assert "kazakhstan" in capsys.readouterr().err
