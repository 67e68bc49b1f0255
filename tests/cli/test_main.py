"""The commands as a person sees them: arguments in; stdout, stderr and exit code out."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import typer
from bad_files import BAD, write_bad

from zhargy import __version__
from zhargy.cli import read as read_command
from zhargy.cli.main import application, main
from zhargy.messages import LANGUAGES, catalogue, say
from zhargy.reform.forms import shipped_forms
from zhargy.reform.texts import read_file

COMMANDS = (
    "read",
    "compare",
    "cite",
    "consolidate",
    "amend",
    "same",
    "quote",
    "redline",
    "init",
    "add",
    "publish",
    "site",
    "serve",
    "upgrade",
    "log",
    "verify",
    "backup",
    "restore",
    "demo",
    "referendum",
    "witness",
    "table",
)
OLD = "Жарғы\nСтатья 1. Мост\n1. Мост открыт днём.\n2. Ключ хранит староста.\nСтатья 2. Плата\nПлаты нет.\n"
NEW = "Жарғы\nСтатья 1. Мост\n1. Мост открыт ночью.\n2. Ключ хранит староста.\nСтатья 2. Плата\nПлаты нет.\n"

speaking = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def registered(language: str) -> Iterator[tuple[str, object]]:
    group = typer.main.get_command(application(language))
    yield from group.commands.items()  # type: ignore[attr-defined]


# -- help ---------------------------------------------------------------------------------------


def test_every_command_is_known_to_these_tests() -> None:
    assert tuple(name for name, _ in registered("en")) == COMMANDS


@speaking
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_paragraph_of_help(
    command: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help", "--language", language]) == 0
    shown = capsys.readouterr()
    words = " ".join(shown.out.split())
    assert words.startswith(f"{say('cli-usage', language)}: zhargy {command}")
    assert " ".join(say(f"cli-{command}", language).split()) in words
    assert "--help" in words
    assert shown.err == ""


@speaking
def test_every_argument_and_option_has_its_help(language: str) -> None:
    for name, command in registered(language):
        for parameter in command.params:  # type: ignore[attr-defined]
            assert parameter.help, (name, parameter.name)


@speaking
def test_the_help_of_the_program_names_every_command(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["--help"], []):
        assert main([*arguments, "--language", language]) == 0
        shown = capsys.readouterr().out
        assert all(f"\n  {name} " in shown for name in COMMANDS)
        assert say("cli", language)[:30] in shown


def test_help_comes_at_once() -> None:
    """Under 0.4 seconds of work, the best of five: nothing heavy wakes up for it.

    The clock on the wall, which other programs of a busy machine move too: benchmarks/speed.py.
    """
    command = [sys.executable, "-m", "zhargy.cli.main", "--help"]
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    assert min(times) < 0.4


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"zhargy {__version__}\n"


# -- errors of use ------------------------------------------------------------------------------


@speaking
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["raed"], "cli-no-such-command"),
        (["read"], "cli-missing"),
        (["read", "a.txt", "--fast"], "cli-no-such-option"),
        (["read", "a.txt", "--seconds", "many"], "cli-bad-value"),
        (["read", "a.txt", "--seconds", "0"], "cli-bad-value"),
        (["read", "a.txt", "--changes", "never"], "cli-bad-value"),
        (["compare"], "cli-missing"),
    ],
)
def test_a_command_line_that_cannot_be_used_is_told_in_one_line(
    arguments: list[str], code: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--language", language]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("zhargy: ")
    assert shown.err.count("\n") == 1
    assert matches(shown.err, code, language)


def matches(shown: str, code: str, language: str) -> bool:
    """Does the sentence of `code` stand there, whatever its fields?"""
    sentence = catalogue()[code][language]
    assert isinstance(sentence, str)
    parts = [part.partition("}")[2] if "}" in part else part for part in sentence.split("{")]
    place = 0
    for part in parts:
        place = shown.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


@pytest.mark.parametrize(
    ("names", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "kk_KZ"}, "kk"),
        ({"LANG": "ru_RU.UTF-8", "ZHARGY_LANGUAGE": "en"}, "en"),
        ({"LANG": "uz_UZ"}, "en"),
        ({}, "en"),
    ],
)
def test_the_program_speaks_the_language_of_the_person(
    names: dict[str, str],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert main(["read"]) == 2
    assert matches(capsys.readouterr().err, "cli-missing", language)


# -- files that cannot be used --------------------------------------------------------------------


@speaking
@pytest.mark.parametrize("case", [case for case in BAD if case != "zip bomb"])
def test_a_bad_file_is_told_with_what_where_and_the_remedy(
    case: str, language: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, code = write_bad(case, tmp_path)
    assert main(["read", str(path), "--language", language]) == 2
    shown = capfd.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"zhargy: {path}: ")
    assert shown.err.count("\n") == 1
    assert matches(shown.err, code, language)


@speaking
def test_a_zip_bomb_is_told_likewise(
    language: str, zip_bomb: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(zip_bomb), "--language", language]) == 2
    assert matches(capfd.readouterr().err, "R15", language)


@pytest.fixture(scope="module")
def zip_bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bad("zip bomb", tmp_path_factory.mktemp("bomb"))[0]


@speaking
def test_a_missing_file_a_folder_and_a_huge_file_are_told(
    language: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(300 << 20)
    for path, code in ((tmp_path / "no.txt", "R23"), (tmp_path, "R24"), (huge, "R17")):
        assert main(["read", str(path), "--language", language]) == 2
        shown = capfd.readouterr()
        assert shown.out == ""
        assert matches(shown.err, code, language)


@pytest.mark.parametrize("command", ["read", "compare"])
def test_limits_that_are_too_narrow_are_told(
    command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    lines = (f"Статья {n}. Мост {n}\n1. Ключ хранит староста села.\n" for n in range(100_000))
    path.write_text("".join(lines), encoding="utf-8")
    assert (
        main([command, str(path), *[str(path)] * (command == "compare"), "--megabytes", "64"]) == 2
    )
    shown = capfd.readouterr()
    assert matches(shown.err, "R22", "en")
    assert "Traceback" not in shown.err


# -- read -----------------------------------------------------------------------------------------


@speaking
def test_reading_a_sound_text_ends_with_0(
    files: tuple[str, str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", files[0], "--language", language]) == 0
    shown = capsys.readouterr()
    assert "Жарғы" in shown.out
    assert shown.err == ""


@speaking
def test_a_finding_that_needs_a_person_ends_with_1(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Жарғы\n1-бап. Көпір\n1. Бір.\n2. Екі.\n4. Төрт.\n", encoding="utf-8")
    assert main(["read", str(path), "--language", language]) == 1
    assert "T1" in capsys.readouterr().out


def test_read_json_is_json_and_nothing_else(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", files[0], "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "zhargy.read/1"
    assert told["provisions"][1]["citation"] == {"article": "1", "point": "1"}


@pytest.mark.parametrize(
    "corpus", sorted((Path(__file__).parents[1] / "corpus").rglob("*.txt")), ids=lambda p: p.name
)
def test_every_text_of_the_corpus_is_shown_and_told_as_json(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(corpus)]) in (0, 1)
    assert capsys.readouterr().err == ""
    assert main(["read", str(corpus), "--json"]) in (0, 1)
    json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["read", "compare"])
def test_an_output_of_an_unknown_kind_is_refused(
    command: str, files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("out.doc", "out", "out.xml.gz"):
        target = tmp_path / name
        assert main([command, *files[: 1 + (command == "compare")], "-o", str(target)]) == 2
        assert matches(capsys.readouterr().err, "W10", "en")
        assert not target.exists()


def test_an_output_in_a_missing_folder_is_refused(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", files[0], "-o", str(tmp_path / "no" / "a.xml")]) == 2
    assert matches(capsys.readouterr().err, "W14", "en")


def test_outputs_may_be_many(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = [tmp_path / f"out{suffix}" for suffix in read_command.READ_KINDS]
    arguments = [part for target in targets for part in ("-o", str(target))]
    assert main(["read", files[0], *arguments]) == 0
    assert all(target.exists() for target in targets)
    shown = capsys.readouterr().out
    assert all(str(target) in shown for target in targets)


# -- compare --------------------------------------------------------------------------------------


@speaking
def test_comparing_says_fates_and_measures(
    files: tuple[str, str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *files, "--language", language]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    for code in ("fate-kept", "fate-reworded", "measure-articles-touched"):
        assert say(code, language) in shown.out


def test_compare_json_is_json_and_has_a_row_for_each_pair(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *files, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "zhargy.compare/1"
    fates = {row["old_address"]: row["fate"] for row in told["pairs"]}
    assert fates["art_1__para_1"] == "reworded"
    assert fates["art_1__para_2"] == "kept"
    assert told["measures"]["articles-touched"] == {"part": 1, "base": 2, "share": "1/2"}


@speaking
def test_the_table_is_written_for_a_spreadsheet(
    files: tuple[str, str], language: str, tmp_path: Path
) -> None:
    target = tmp_path / "a.csv"
    assert main(["compare", *files, "-o", str(target), "--language", language]) == 0
    separator = "," if language == "en" else ";"
    text = io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")
    rows = list(csv.DictReader(text, delimiter=separator))
    assert {row[say("column-confidence", language)].count(".") for row in rows if row} <= (
        {0, 1} if language == "en" else {0}
    )
    fates = [row[say("column-fate", language)] for row in rows]
    assert say("fate-reworded", language) in fates
    assert len(rows) == 5


def test_one_file_that_holds_one_act_cannot_be_compared(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", files[0]]) == 2
    assert matches(capsys.readouterr().err, "D16", "en")


@speaking
def test_what_is_no_percentage_is_refused(
    files: tuple[str, str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *files, "--explain", "many", "--language", language]) == 2
    assert matches(capsys.readouterr().err, "D15", language)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("[[pair]]\nold = 'art_1'\nnew = 'art_1'\ndecision = 'maybe'\n", "D10"),
        ("[[pair]]\ndecision = 'confirm'\n", "D11"),
        ("[[pair]]\nold = 'art_99'\nnew = 'art_1'\ndecision = 'add'\n", "D12"),
        ("[[pair]\n", "D14"),
        ("pair = 3\n", "D10"),
        ("pair = [3]\n", "D10"),
    ],
)
def test_a_decision_that_cannot_be_honoured_is_told(
    written: str,
    code: str,
    files: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "d.toml").write_text(written, encoding="utf-8")
    assert main(["compare", *files, "--decisions", str(tmp_path / "d.toml")]) == 2
    shown = capsys.readouterr().err
    assert matches(shown, code, "en")
    assert str(tmp_path / "d.toml") in shown


def test_decisions_that_are_missing_a_folder_or_no_text_are_told(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for name, code in (("no.toml", "R23"), ("", "R24"), ("bytes.toml", "D14")):
        assert main(["compare", *files, "--decisions", str(tmp_path / name)]) == 2
        assert matches(capsys.readouterr().err, code, "en")


# -- the program ----------------------------------------------------------------------------------


@speaking
def test_a_table_by_its_form_speaks_the_language_of_the_texts(
    language: str, files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "t.html"
    arguments = ["--form", "kazakhstan/working", "--date", "2031-04-14", "--language", language]
    assert main(["compare", *files, *arguments, "-o", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert "СРАВНИТЕЛЬНАЯ ТАБЛИЦА" in page
    assert "пункт 1 статьи 1" in page
    assert "14.04.2031" in page
    assert say("cli-written", language, path=str(out)) in capsys.readouterr().out


def test_the_same_texts_and_date_give_the_same_files(
    files: tuple[str, str], tmp_path: Path
) -> None:
    kinds = ("docx", "xlsx", "pdf", "html", "csv", "json")
    for form in ([], ["--form", "kazakhstan/working"]):
        written = []
        for turn in ("a", "b"):
            (tmp_path / turn).mkdir(exist_ok=True)
            outputs = [tmp_path / turn / f"t.{kind}" for kind in kinds]
            options = [word for path in outputs for word in ("-o", str(path))]
            assert main(["compare", *files, "--date", "2031-04-14", *form, *options]) == 0
            written.append([path.read_bytes() for path in outputs])
        assert written[0] == written[1]


def test_a_form_as_json_is_json_and_nothing_else(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *files, "--form", "kazakhstan/working", "--json"]) == 0
    out = capsys.readouterr()
    assert json.loads(out.out)["schema"] == "zhargy.table/1"
    assert out.err == ""


@speaking
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--form", "kazakhstan/working"], "W15"),
        (["--form", "kazakhstan/working", "-o", "t.odt"], "W10"),
        (["--form", "kazakhstan/note", "-o", "t.odt"], "W10"),
        (["--form", "nowhere", "-o", "t.docx"], "F14"),
        (["--form", "nowhere.toml", "-o", "t.docx"], "F15"),
        (["--date", "tomorrow"], "D30"),
        (["--form", "kazakhstan/working", "-o", "t.docx", "--justifications", "no.toml"], "R23"),
    ],
)
def test_a_document_that_cannot_be_made_is_told(
    options: list[str],
    code: str,
    language: str,
    files: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", *files, *options, "--language", language]) == 2
    line = capsys.readouterr().err
    beginning = catalogue()[code][language]
    assert isinstance(beginning, str)
    assert beginning.partition("{")[0] in line
    assert line.count("\n") == 1


def test_a_table_read_back_gathers_justifications_and_the_next_table_has_them(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, into = tmp_path / "t.docx", tmp_path / "decisions" / "justifications.toml"
    make = ["compare", *files, "--form", "kazakhstan/working", "-o", str(table), "--language", "en"]
    assert main(make) == 0
    word = docx.Document(str(table))
    word.tables[0].rows[1].cells[4].text = "ночью мост нужнее"
    word.save(str(table))
    into.parent.mkdir()
    assert main(["table", "read", str(table), "--into", str(into), "--language", "en"]) == 0
    assert "Rows read: 1; new justifications 1" in capsys.readouterr().out
    assert main(make) == 0
    assert "in place 1, words changed 0, place lost 0" in capsys.readouterr().out
    Path(files[1]).write_text(OLD, encoding="utf-8")
    assert main(make) == 1
    assert "point 1" not in (told := capsys.readouterr().out)
    assert "  пункт 1 статьи 1: ночью мост нужнее" in told


@speaking
def test_the_forms_are_listed_with_what_they_are_for(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["table", "forms", "--language", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [form.name for form in shipped_forms()]
    assert main(["table", "--language", language]) == 0


def test_our_own_bug_ends_with_70_and_one_line(
    monkeypatch: pytest.MonkeyPatch, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """No value that we know of makes it fall, so a broken printer is put in its place."""

    def broken(*_: object) -> None:
        raise AssertionError("inside")

    monkeypatch.setattr(read_command, "print_reading", broken)
    assert main(["read", files[0]]) == 70
    shown = capsys.readouterr().err
    assert matches(shown, "cli-bug", "en")
    assert "Traceback" not in shown


def test_a_reader_of_our_output_may_go_away(files: tuple[str, str]) -> None:
    done = subprocess.run(
        f"{sys.executable} -m zhargy.cli.main read {files[0]} --json | head -c 1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_results_do_not_depend_on_the_order_of_hashes() -> None:
    examples = Path(__file__).parents[2] / "examples" / "jetiaral" / "texts"
    pair = [str(examples / f"{name}.ru.txt") for name in ("draft-1", "draft-2", "adopted")]

    def told(seed: str) -> bytes:
        command = [sys.executable, "-m", "zhargy.cli.main", "compare", *pair, "--json"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(command, capture_output=True, check=True, env=environment).stdout

    assert told("1") == told("2")


def test_an_output_that_has_no_room_is_said_in_one_line(files: tuple[str, str]) -> None:
    done = subprocess.run(
        f"{sys.executable} -m zhargy.cli.main read {files[0]} --json --language en > /dev/full",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert matches(done.stderr, "W12", "en")


def test_a_language_that_nobody_knows_is_a_misuse(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", files[0], "--in", "xx", "--language", "ru"]) == 2
    assert "--in" in capsys.readouterr().err


def test_an_act_in_a_language_without_a_name_is_shown_by_its_code(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xml"
    assert main(["read", files[0], "-o", str(path)]) == 0
    said = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(FRBRlanguage language=)"\w+"', r'\1"it"', said), encoding="utf-8")
    capsys.readouterr()
    assert main(["read", str(path)]) == 0
    assert "\nit · akn" in capsys.readouterr().out


# -- redline --------------------------------------------------------------------------------------


@speaking
def test_a_redline_is_written_and_counted(
    files: tuple[str, str], language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.docx"
    arguments = ["redline", *files, "-o", str(target), "--date", "2026-11-03"]
    assert main([*arguments, "--language", language]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert say("redline-changed", language, n=1) in shown.out
    assert say("cli-written", language, path=str(target)) in shown.out
    first = target.read_bytes()
    assert main([*arguments, "--language", language]) == 0
    assert target.read_bytes() == first
    before, after = read_file(target, changes="both").acts
    assert "днём" in before.provisions[1].text
    assert "ночью" in after.provisions[1].text


@speaking
def test_a_redline_of_one_file_with_both_editions_is_the_same_again(
    files: tuple[str, str], language: str, tmp_path: Path
) -> None:
    one, again = tmp_path / "one.docx", tmp_path / "again.docx"
    options = ["--date", "2026-11-03", "--old-name", "A", "--new-name", "B"]
    assert main(["redline", *files, "-o", str(one), *options, "--language", language]) == 0
    assert main(["redline", str(one), "-o", str(again), *options, "--language", language]) == 0
    assert again.read_bytes() == one.read_bytes()


@speaking
def test_a_clean_text_reads_as_the_new_act(
    files: tuple[str, str], language: str, tmp_path: Path
) -> None:
    for option in ("--clean", "--marked"):
        target = tmp_path / f"{option}.docx"
        assert main(["redline", *files, "-o", str(target), option, "--language", language]) == 0
        assert read_file(target).act == read_file(files[1]).act


@speaking
def test_a_date_that_is_none_and_a_kind_that_is_not_written_are_told(
    files: tuple[str, str], language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoken = ["--language", language]
    target = str(tmp_path / "a.docx")
    for date in ("tomorrow", "0001-01-01T00:00:00+05:00", "2026-13-01"):
        assert main(["redline", *files, "-o", target, "--date", date, *spoken]) == 2
        assert matches(capsys.readouterr().err, "D30", language)
    for name in ("a.pdf", "a", "a.doc"):
        assert main(["redline", *files, "-o", str(tmp_path / name), *spoken]) == 2
        assert matches(capsys.readouterr().err, "W10", language)
    assert main(["redline", files[0], "-o", target, *spoken]) == 2
    assert matches(capsys.readouterr().err, "D16", language)
    assert main(["redline", *files, *spoken]) == 2
    assert matches(capsys.readouterr().err, "cli-missing", language)
    assert list(tmp_path.glob("a*")) == []


@speaking
def test_two_languages_are_told_apart_before_anything_is_counted(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = Path(__file__).parents[2] / "examples/association/texts"
    old, new = texts / "statute-2019.kk.txt", texts / "statute-2027.ru.txt"
    assert main(["compare", str(old), str(new), "--language", language]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert say("compare-level-languages", language) in said
