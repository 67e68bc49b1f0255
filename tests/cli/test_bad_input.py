"""Bad input as it comes, from the command line: each is told with code, place and remedy, and no
file that was given is changed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from voting import referendum_in

from zhargy.cli.main import main

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "referendum" / "small_vote"
FINAL = "protocols/final.csv"
Row = dict[str, str]
CLI = "import sys; from zhargy.cli.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A referendum to spoil."""
    copy = tmp_path / "referendum"
    shutil.copytree(SAMPLE, copy)
    return copy


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


class Vote:
    """Commands on one folder, none of which may change it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *arguments: object) -> tuple[int, str, str]:
        before = digests(self.folder)
        code = main([str(one) for one in arguments])
        out, err = self._capsys.readouterr()
        assert digests(self.folder) == before
        return code, out, err

    def check(self) -> str:
        """What a person reads; exit 1, for something is found."""
        code, out, err = self.run("referendum", "check", self.folder)
        assert (code, err) == (1, "")
        return out

    def yes(self) -> int:
        """The votes for of the final count."""
        _, out, _ = self.run("referendum", "count", self.folder, "--level", "country", "--json")
        return int(json.loads(out)["counts"][0]["places"][0]["figures"]["yes"])

    def findings(self) -> list[dict[str, Any]]:
        _, out, _ = self.run("referendum", "check", self.folder, "--json")
        told = json.loads(out)
        return [*told["findings"], *(f for one in told["counts"] for f in one["findings"])]

    # -- spoiling it -------------------------------------------------------------------------------

    def rows(self, file: str = FINAL) -> list[Row]:
        text = (self.folder / file).read_text(encoding="utf-8")
        return list(csv.DictReader(io.StringIO(text)))

    def write(self, rows: Sequence[Mapping[str, str]], file: str = FINAL) -> None:
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (self.folder / file).write_text(out.getvalue(), encoding="utf-8")

    def put(self, column: str, cell: str) -> None:
        """A cell in the line of AL-02, the third of the file."""
        rows = self.rows()
        rows[1][column] = cell
        self.write(rows)

    def settings(self, old: str, new: str) -> None:
        path = self.folder / "referendum.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def vote(folder: Path, capsys: pytest.CaptureFixture[str]) -> Vote:
    return Vote(folder, capsys)


AT = "protocols/final.csv, line 3, yes · AL-02: "


@pytest.mark.parametrize(
    ("cell", "code", "says", "remedy"),
    [
        ("51,93 %", "Q51", "“51,93 %” is a percentage", "write the count of the protocol"),
        ("62,1%", "Q51", "“62,1%” is a percentage", "write the count of the protocol"),
        ("62,1", "Q54", "“62,1” has decimals", "look at the protocol"),
        ("621,00", "Q54", "“621,00” has decimals", "look at the protocol"),
        ("0,621", "Q50", "“0,621” may be 0621", "write"),
        ("-621", "Q52", "“-621” is negative", "look at the protocol"),
        ("−621", "Q52", "“−621” is negative", "look at the protocol"),
        ("(621)", "Q52", "“(621)” is negative", "look at the protocol"),
        ("62I", "Q49", "it holds LATIN CAPITAL LETTER I", "leave digits only"),
        ("6 21", "Q49", "it holds SPACE", "leave digits only"),
        ("621\u200b", "Q49", "it holds ZERO WIDTH SPACE", "leave digits only"),
        ("#REF!", "Q49", "it holds NUMBER SIGN", "leave digits only"),
        ("٦٢١", "Q53", "digits of another script", "write it again with the digits 0 to 9"),
        ("99999999999999", "Q55", "too large", "a digit too many"),
        ("н/д", "Q56", "“н/д” may be zero or “not given”", "leave the cell empty"),
        ("", "Q61", "an empty cell is no zero", "write the count of the protocol"),
        ("1,621", "Q50", "“1,621” may be 1621", "write 1621 without a separator"),
        ("1.621", "Q50", "“1.621” may be 1621", "write 1621 without a separator"),
    ],
)
def test_a_cell_that_is_no_count_is_told_and_its_protocol_is_in_no_sum(
    cell: str, code: str, says: str, remedy: str, vote: Vote
) -> None:
    before = vote.yes()
    vote.put("yes", cell)
    (line,) = [one for one in vote.check().splitlines() if f"error · {code}" in one]
    assert f"error · {code} · {AT}" in line
    assert says in line
    assert remedy in line
    assert vote.yes() == before - 621


@pytest.mark.parametrize(
    "sign", [" ", "\u00a0", "\u2009", "\u202f", "\u2007", "'", "’"], ids=lambda s: f"U+{ord(s):04X}"
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_thousands_parted_by_any_space_or_apostrophe_are_the_same_number(
    sign: str, kind: str, vote: Vote
) -> None:
    before, found = vote.yes(), vote.findings()
    rows = [{name: _parted(cell, sign) for name, cell in row.items()} for row in vote.rows()]
    assert any(sign in cell for row in rows for cell in row.values())
    if kind == "csv":
        vote.write(rows)
    else:
        book = Workbook()
        book.active.append(list(rows[0]))
        for row in rows:
            book.active.append(list(row.values()))
        book.save(vote.folder / "protocols" / "final.xlsx")
        vote.settings(FINAL, "protocols/final.xlsx")
    assert vote.yes() == before
    assert [f["code"] for f in vote.findings()] == [f["code"] for f in found]


def _parted(cell: str, sign: str) -> str:
    return f"{int(cell):,}".replace(",", sign) if cell.isdigit() else cell


@pytest.mark.parametrize("sign", [",", "."])
def test_two_groups_by_comma_or_point_are_read_and_one_is_asked_about(
    sign: str, vote: Vote
) -> None:
    vote.put("delivered", f"1{sign}234{sign}567")
    (told,) = [f for f in vote.findings() if f["code"] == "Q60" and f["place"] == "AL-02" and f["severity"] == "error"][:1]  # fmt: skip
    assert told["figures"]["delivered"] == 1_234_567
    vote.put("delivered", f"1{sign}880")
    (told,) = [f for f in vote.findings() if f["code"] == "Q50"]
    assert (told["place"], told["line"], told["column"]) == ("AL-02", 3, "delivered")


@pytest.mark.parametrize("word", ["Барлығы", "Итого", "Total", "", "JT-AL"])
def test_a_row_of_sums_inside_the_data_is_never_added_and_is_told_if_it_is_wrong(
    word: str, vote: Vote
) -> None:
    before, rows = vote.yes(), vote.rows()
    mine = [row for row in rows if word != "JT-AL" or row["precinct"].startswith("AL-")]
    sums = {name: str(sum(int(row[name]) for row in mine)) for name in rows[0] if name != "precinct"}  # fmt: skip
    if word:
        vote.write([*rows[:40], {"precinct": word, **sums}, *rows[40:]])
        assert vote.yes() == before
        assert not [f for f in vote.findings() if f["code"] in ("Q62", "Q64")]
    vote.write([*rows, {"precinct": word, **sums, "no": "5"}])
    assert vote.yes() == before
    out = vote.check()
    if word:
        assert "warning · Q64 · protocols/final.csv, line 224, no" in out
        assert "find which is wrong" in out
    else:
        # Without a word nobody can tell what the row is.
        assert "error · Q62 · protocols/final.csv, line 224, precinct: –: there is no such" in out
        assert "mend the code, or add it to units.csv" in out


def test_a_precinct_that_stands_twice_counts_in_neither_line(vote: Vote) -> None:
    before, rows = vote.yes(), vote.rows()
    vote.write([*rows, {**rows[1], "yes": "620", "no": "361"}])
    out = vote.check()
    for line in (3, 224):
        assert f"error · Q63 · protocols/final.csv, line {line}, precinct: AL-02: the precinct stands several times in one table (lines 3, 224); a person says which is right" in out  # fmt: skip
    assert vote.yes() == before - 621


def test_an_unknown_precinct_is_told_and_never_counted(vote: Vote) -> None:
    before, rows = vote.yes(), vote.rows()
    vote.write([*rows, {**rows[1], "precinct": "AL-99"}])
    out = vote.check()
    assert "error · Q62 · protocols/final.csv, line 224, precinct: AL-99: there is no such precinct or unit; mend the code, or add it to units.csv" in out  # fmt: skip
    assert vote.yes() == before


def test_figures_that_do_not_add_up_keep_the_protocol_out(vote: Vote) -> None:
    before = vote.yes()
    vote.put("yes", "631")
    out = vote.check()
    assert "error · Q60 J1 · protocols/final.csv, line 3" in out
    assert "the protocol has both 6, invalid 13, no 360, voted 1000, yes 631" in out
    assert vote.yes() == before - 621


def test_a_photo_that_is_too_large_is_named_with_the_limit(vote: Vote) -> None:
    photos = vote.folder / "photos"
    photos.mkdir()
    with (photos / "AL-02.jpg").open("wb") as file:
        file.truncate(25_000_000)
    with (photos / "AL-02.jpg").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    vote.settings('units = "units.csv"', 'units = "units.csv"\nphotos = "photos"')
    (photos / "small.jpg").write_bytes(b"a small picture")
    small = hashlib.sha256(b"a small picture").hexdigest()
    vote.write([{**r, "photo": digest if r["precinct"] == "AL-02" else small} for r in vote.rows()])
    out = vote.check()
    assert "warning · Q75 · protocols/final.csv, line 3, photo: AL-02: the photo photos/AL-02.jpg is too large: 25 MB (the limit is 20 MB); make it smaller" in out  # fmt: skip


def test_a_protocol_for_an_annulled_precinct_is_refused_with_the_day(vote: Vote) -> None:
    before = vote.yes()
    path = vote.folder / "events.csv"
    path.write_text(path.read_text() + "AL-02,annulled,2031-07-06,the seal was broken,commission\n")
    out = vote.check()
    assert "error · Q65 · protocols/final.csv, line 3, precinct: AL-02: the precinct has been out of the count since 2031-07-06 (annulled)" in out  # fmt: skip
    assert "write “restored” into events.csv or take the protocol out" in out
    assert vote.yes() == before - 621


def test_a_roll_that_shrinks_is_told_with_both_figures(vote: Vote) -> None:
    rows = vote.rows("roll/2031-07-05.csv")
    rows[1]["roll"] = "1800"
    vote.write(rows, "roll/2031-07-05.csv")
    out = vote.check()
    assert "warning · Q66 · roll/2031-07-05.csv, line 3, roll: AL-02: the roll shrinks: it was 1,847 (roll/2031-03-01.csv) and is 1,800; find out why, and accept it with a reason" in out  # fmt: skip


def test_a_later_protocol_without_a_reason_takes_nobodys_place(vote: Vote) -> None:
    before, rows = vote.yes(), vote.rows()
    row = {**rows[1], "yes": "620", "no": "361"}
    vote.write([row], "protocols/later.csv")
    with (vote.folder / "referendum.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[protocols]]\nfile = "protocols/later.csv"\nas_of = 2031-07-10\n')
    out = vote.check()
    assert "error · Q68 · protocols/later.csv, line 2, reason: AL-02: the correction has no “reason” (it changes no, yes; before: protocols/final.csv, 3)" in out  # fmt: skip
    assert vote.yes() == before


@pytest.mark.parametrize("command", ["check", "count"])
@pytest.mark.parametrize("file", [FINAL, "referendum.toml", "units.csv", "roll/2031-07-05.csv"])
def test_a_result_never_takes_the_place_of_a_file_that_was_read(
    command: str, file: str, vote: Vote, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = vote.run("referendum", command, vote.folder, "-o", vote.folder / file)
    assert (code, out) == (2, "")
    assert "name another file with -o, nothing was changed" in err
    monkeypatch.chdir(vote.folder)
    assert vote.run("referendum", command, ".", "-o", file)[0] == 2


def test_a_loose_table_is_not_overwritten_by_its_findings(tmp_path: Path, vote: Vote) -> None:
    table = vote.folder / "loose.csv"
    table.write_text("precinct,roll,received,voted,yes,no,invalid,both\n1,10,9,9,5,4,0,0\n")
    assert vote.run("referendum", "check", table, "-o", table)[0] == 2


def test_a_workbook_with_a_cell_far_away_is_refused_for_its_size_and_not_read_for_ever(
    vote: Vote,
) -> None:
    book = Workbook()
    book.active.append(["precinct", "voted"])
    book.active["XFD1048576"] = 1
    book.save(vote.folder / "far.xlsx")
    table = str(vote.folder / "far.xlsx")
    shown = subprocess.run(
        [sys.executable, "-c", CLI, "referendum", "check", table, "--megabytes", "256", "--language", "en"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (shown.returncode, shown.stdout) == (2, "")
    (line,) = shown.stderr.splitlines()
    assert "256 MB of memory were not enough to read the file; split the file" in line


# -- two clerks at once -----------------------------------------------------------------------------


def _clerk(vote: Path, clerk: str, what: Sequence[str]) -> subprocess.Popen[str]:
    words = ["referendum", "enter", str(vote), *what, "--as", clerk]
    return subprocess.Popen(
        [sys.executable, "-c", CLI, *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "LANG": "C.UTF-8"},
    )  # fmt: skip


def test_two_clerks_at_once_in_two_processes_lose_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vote = referendum_in(tmp_path / "vote")
    table = tmp_path / "typed.csv"
    table.write_text(
        "precinct,roll,voted,yes,no\nP-1,100,60,40,20\nP-2,200,90,50,40\nP-3,30,9,5,4\n"
    )
    clerks = [_clerk(vote, name, [str(table)]) for name in ("Айгүл", "Болат")]
    for clerk in clerks:
        out, err = clerk.communicate(timeout=120)
        assert (clerk.returncode, "3 protocols entered" in out) == (0, True), (out, err)
    assert main(["referendum", "entries", str(vote), "--coordinator", "Дана", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["precincts"]
    assert [(one["precinct"], one["state"]) for one in told] == [(f"P-{n}", "definitive") for n in (1, 2, 3)]  # fmt: skip
    assert [{entry["by"] for entry in one["entries"]} for one in told] == [{"Айгүл", "Болат"}] * 3


def test_of_three_clerks_at_once_at_one_precinct_one_is_refused_and_told_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vote = referendum_in(tmp_path / "vote")
    clerks = [
        _clerk(vote, name, ["P-1", "roll=100", "voted=60", f"yes={yes}", f"no={60 - yes}"])
        for name, yes in (("Айгүл", 40), ("Болат", 41), ("Серік", 42))
    ]
    told = [(*clerk.communicate(timeout=120), clerk.returncode) for clerk in clerks]
    assert sorted(code for *_, code in told) == [0, 0, 2]
    (refused,) = [err for _, err, code in told if code == 2]
    assert "P-1" in refused
    assert "a third entry is not taken unless the coordinator returns one of theirs" in refused
    assert main(["referendum", "entries", str(vote), "--coordinator", "Дана", "--json"]) == 1
    (one,) = json.loads(capsys.readouterr().out)["precincts"]
    assert len(one["entries"]) == 2
    assert {difference["line"] for difference in one["differences"]} == {"yes", "no"}
