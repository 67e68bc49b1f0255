"""`zhargy referendum check` and `count` as a person sees them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from docs.schema import faults
from openpyxl import Workbook, load_workbook

from zhargy.cli.main import main

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "referendum" / "small_vote"
SPEC = ROOT / "docs" / "spec"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "referendum"
    shutil.copytree(SAMPLE, copy)
    return copy


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def as_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    return json.loads(printed(capsys, *arguments, "--json")[1])


def test_the_sample_is_counted_and_its_history_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "referendum", "count", SAMPLE)
    assert code == 1
    assert "221/222" in out
    assert "SA-05: annulled, 2031-07-10" in out
    assert "AL-12: yes" in out
    assert "differences from the observers' copies: 2" in out


def test_units_and_abroad_make_up_the_country(capsys: pytest.CaptureFixture[str]) -> None:
    (units,) = as_json(capsys, "referendum", "count", SAMPLE)["counts"]
    (all_,) = as_json(capsys, "referendum", "count", SAMPLE, "--level", "precinct")["counts"]
    country, *islands = units["places"]
    abroad = [p for p in all_["places"] if p["type"] == "abroad"]
    assert len(islands) == 7
    for line in ("yes", "no", "voted", "both", "invalid"):
        parts = sum(p["figures"][line] for p in [*islands, *abroad])
        assert parts == country["figures"][line]
    assert country["roll"] == {"all": 412_480, "without": 412_480 - 1791}


def test_an_earlier_moment_and_stage_are_counted_as_they_were(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def yes(*how: str) -> int:
        counts = as_json(capsys, "referendum", "count", SAMPLE, "--level", "country", *how)[
            "counts"
        ]
        return int(counts[0]["places"][0]["figures"]["yes"])

    assert yes("--at", "2031-07-09") - yes("--at", "2031-07-08") == 3  # the recount of AL-12
    assert yes("--stage", "preliminary") != yes("--stage", "final")


def test_a_unit_shows_the_protocols_that_it_is_made_of(capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = as_json(capsys, "referendum", "count", SAMPLE, "--unit", "JT-AL")["counts"]
    assert len(one["sources"]) == 41
    recount = next(s for s in one["sources"] if s["precinct"] == "AL-12")
    assert (recount["file"], recount["line"], recount["state"]) == (
        "protocols/recount.csv",
        2,
        "counted",
    )
    whole, *below = one["places"]
    assert sum(place["figures"]["yes"] for place in below) == whole["figures"]["yes"]


def test_training_is_marked_and_gives_no_result(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = printed(capsys, "referendum", "count", SAMPLE, "--stage", "training")
    assert "THIS IS TRAINING" in out
    (one,) = as_json(capsys, "referendum", "count", SAMPLE, "--stage", "training")["counts"]
    assert one["training"]


@pytest.mark.parametrize("command", ["check", "count"])
def test_what_is_written_satisfies_its_schema(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / "protocols" / "final.csv", "AL-01,", "AL-99,")
    schema = json.loads((SPEC / f"{command}.schema.json").read_text(encoding="utf-8"))
    value = as_json(capsys, "referendum", command, folder)
    assert list(faults(value, schema, schema)) == []
    assert list(faults({"schema": f"zhargy.{command}/0"}, schema, schema))


def test_a_fault_is_told_with_file_line_column_and_remedy(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (folder / "protocols" / "final.csv").read_text(encoding="utf-8").splitlines()
    row = dict(zip(lines[0].split(","), lines[4].split(","), strict=True))
    change(
        folder / "protocols" / "final.csv", lines[4],
        ",".join({**row, "yes": f"{int(row['yes'])} %"}.values()),
    )  # fmt: skip
    code, out, _ = printed(capsys, "referendum", "check", folder)
    assert code == 1
    assert "error · Q51 · protocols/final.csv, line 5, yes · AL-04" in out
    found = as_json(capsys, "referendum", "check", folder)["counts"][1]["findings"]
    (mine,) = [one for one in found if one["severity"] == "error"]
    assert (mine["code"], mine["line"], mine["column"]) == ("Q51", 5, "yes")
    assert set(mine["message"]) == {"kk", "ru", "en"}


def test_findings_and_sums_are_written_as_tables(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, page = tmp_path / "sums.xlsx", tmp_path / "found.csv"
    assert main(["referendum", "count", str(folder), "-o", str(sheet)]) == 1
    assert main(["referendum", "check", str(folder), "-o", str(page), "--language", "ru"]) == 1
    capsys.readouterr()
    cells = [
        cell for row in load_workbook(sheet).active.iter_rows(values_only=True) for cell in row
    ]
    assert "JT-UL" in cells
    rows = list(csv.reader(io.StringIO(page.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Степень", "Код"]
    assert {row[1] for row in rows[1:]} == {"Q72", "Q74"}
    assert printed(capsys, "referendum", "count", folder, "-o", tmp_path / "a.odt")[0] == 2


def test_a_workbook_is_counted_as_its_table_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = as_json(capsys, "referendum", "count", folder)["counts"][0]["places"]
    rows = list(csv.reader(io.StringIO((folder / "protocols" / "final.csv").read_text("utf-8"))))
    book = Workbook()
    for row in rows:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(folder / "protocols" / "final.xlsx")
    change(folder / "referendum.toml", "protocols/final.csv", "protocols/final.xlsx")
    assert as_json(capsys, "referendum", "count", folder)["counts"][0]["places"] == before


def test_photos_are_found_by_their_digest_and_must_not_be_too_large(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = folder / "photos"
    photos.mkdir()
    (photos / "one.jpg").write_bytes(b"a picture")
    with (photos / "two.jpg").open("wb") as file:
        file.truncate(20_000_001)
    good = hashlib.sha256(b"a picture").hexdigest()
    with (photos / "two.jpg").open("rb") as file:
        large = hashlib.file_digest(file, "sha256").hexdigest()
    path = folder / "protocols" / "final.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    digests = [good, large, "0" * 64, "f" * 64, ""] + [good] * (len(rows) - 5)
    lines = [f"{row},{digest}" for row, digest in zip(rows, digests, strict=True)]
    (photos / f"{rows[3].split(',')[0]}.jpg").write_bytes(b"another picture")
    path.write_text("\n".join([f"{head},photo", *lines]) + "\n", encoding="utf-8")
    change(
        folder / "referendum.toml", 'units = "units.csv"', 'units = "units.csv"\nphotos = "photos"'
    )
    found = as_json(capsys, "referendum", "count", folder)["counts"][0]["findings"]
    told = [(f["code"], f["line"]) for f in found if f["column"] == "photo"]
    assert sorted(told) == [("Q71", 4), ("Q75", 3), ("Q87", 6), ("Q89", 5)]


def test_a_file_is_training_or_real_and_never_both(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(folder / "protocols" / "rehearsal.csv", folder / "protocols" / "again.csv")
    with (folder / "referendum.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[protocols]]\nfile = "protocols/again.csv"\nas_of = 2031-07-08\n')
    found = as_json(capsys, "referendum", "check", folder)["findings"]
    assert [(f["code"], f["file"]) for f in found] == [("Q77", "protocols/again.csv")]


def test_an_acceptance_whose_figures_changed_is_open_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert as_json(capsys, "referendum", "check", folder)["findings"] == []
    text = (folder / "accepted.toml").read_text(encoding="utf-8")
    before = text.split("before = ")[1].split(",")[0]
    change(folder / "accepted.toml", before, str(int(before) + 1))
    found = as_json(capsys, "referendum", "check", folder)["findings"]
    assert [f["code"] for f in found] == ["Q66", "Q76"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('schema = "zhargy.referendum/1"', 'schema = "zhargy.referendum/9"', "zhargy.referendum/1"),
        ('form = "jetiaral"', 'form = "atlantis"', "there is no such form"),
        ('units = "units.csv"', "", "units"),
        ('units = "units.csv"', 'units = "nothing.csv"', "there is no such file"),
        ("day = 2031-07-06", 'day = "soon"', "day"),
        ('stage = "final"', 'stage = "last"', "protocols.stage"),
        ('kind = "observers"', 'kind = "neighbours"', "protocols.kind"),
        ("as_of = 2031-07-05", 'as_of = "yesterday"', "roll.as_of"),
        ('file = "events.csv"', 'file = "../events.csv"', "events.file"),
        ("[events]", "[events", "cannot be read"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_with_what_is_wrong(
    old: str, new: str, code: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / "referendum.toml", old, new)
    exit_code, out, err = printed(capsys, "referendum", "count", folder)
    assert (exit_code, out) == (2, "")
    assert code in err


def test_a_folder_that_is_none_a_unit_and_a_moment_that_are_none_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, "referendum", "count", tmp_path)[0] == 2
    assert printed(capsys, "referendum", "count", SAMPLE, "--unit", "ZZ")[0] == 2
    assert printed(capsys, "referendum", "count", SAMPLE, "--at", "noon")[0] == 2
    assert printed(capsys, "referendum", "count", SAMPLE, "--level", "street")[0] == 2


def test_a_loose_table_is_checked_by_the_law_of_kazakhstan_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "protocols.csv"
    head = "precinct,roll,received,voted,yes,no,invalid,both"
    table.write_text(f"{head}\n1,1000,700,700,500,180,12,8\n2,1000,700,701,500,180,12,9\n")
    code, out, _ = printed(capsys, "referendum", "check", table)
    assert code == 1
    assert "Q60 K2 · protocols.csv, line 3" in out
    roll = tmp_path / "roll.csv"
    roll.write_text("precinct,roll\n1,1000\n2,800\n")
    found = as_json(capsys, "referendum", "check", table, "--roll", roll)["counts"][0]["findings"]
    assert {f["equation"] for f in found} == {"K2", "K20"}
    assert as_json(capsys, "referendum", "check", table, "--units", SAMPLE / "units.csv")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("command", ["check", "count"])
def test_every_language_is_spoken(
    command: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = printed(capsys, "referendum", command, SAMPLE, "--language", language)
    assert code == 1
    assert {"kk": "сақтандыру", "ru": "предупреждение", "en": "warning"}[language] in out


@pytest.mark.parametrize(
    ("units", "code"),
    [
        ("", "nothing stands in the file"),
        ("code,parent,kind,kk\n", "no row has “country”"),
        ("коды,parent,kind,kk\nJA,,country,Ел\n", "no column “code”"),
    ],
)
def test_units_without_a_country_are_refused_for_what_they_lack(
    folder: Path, capsys: pytest.CaptureFixture[str], units: str, code: str
) -> None:
    (folder / "units.csv").write_text(units, encoding="utf-8")
    status, _, err = printed(capsys, "referendum", "check", folder, "--language", "en")
    assert (status, err.startswith("zhargy: units.csv: ")) == (2, True)
    assert code in err


def test_a_folder_without_a_referendum_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = printed(capsys, "referendum", "check", tmp_path, "--language", "en")
    assert status == 2
    assert f"{tmp_path / 'referendum.toml'}: there is no such file" in err


def test_a_table_with_headings_of_its_own_is_told_which_heading_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Headings stand there, in Russian: to say "write headings" would be no remedy."""
    table = tmp_path / "p.csv"
    table.write_text("Участок,Список\nА-1,100\n", encoding="utf-8")
    status, out, _ = printed(capsys, "referendum", "check", table, "--language", "ru")
    assert status == 1
    assert "нет столбца «precinct»; назовите столбец в первой строке именно так" in out


def test_of_a_protocol_of_the_day_of_the_annulment_nobody_says_that_it_came_later(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An event has a day and no hour: which came first is not known."""
    vote = ROOT / "examples" / "jetiaral" / "referendum" / "2031-07-06"
    counts = as_json(capsys, "referendum", "check", vote)["counts"]
    (told,) = (one for each in counts for one in each["findings"] if one["code"] == "Q65")
    assert (told["file"], told["place"]) == ("protocols/preliminary.csv", "KA-3-12")
    assert "on that day or later" in told["message"]["en"]
