"""The sample referendum against itself, with plain csv and without the program that checks it."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from referendum.sample_of_jetiaral import written

SAMPLE = Path(__file__).parents[2] / "examples" / "jetiaral"
FOLDER = SAMPLE / "referendum" / "2031-07-06"
FIGURES = (
    "roll", "added", "removed", "certificates", "delivered", "received", "home", "early",
    "spoiled", "unused", "boxes", "voted", "yes", "no", "both", "invalid", "complaints",
)  # fmt: skip
Figures = Mapping[str, int]

# The equations of the form, said once more by hand.
HOLDS: dict[str, Callable[[Figures, int], bool]] = {
    "J1": lambda f, _: f["voted"] == f["yes"] + f["no"] + f["both"] + f["invalid"],
    "J2": lambda f, _: f["voted"] == f["boxes"],
    "J3": lambda f, _: f["received"] + f["spoiled"] + f["unused"] == f["delivered"],
    "J4": lambda f, _: f["received"] <= f["delivered"],
    "J5": lambda f, _: f["boxes"] <= f["received"],
    "J6": lambda f, _: f["voted"] <= f["received"],
    "J7": lambda f, _: f["home"] + f["early"] <= f["received"],
    "J8": lambda f, _: f["certificates"] <= f["added"],
    "J9": lambda f, listed: f["roll"] == listed,
    "J10": lambda f, _: f["voted"] <= f["roll"] + f["added"],
    "J11": lambda f, _: f["voted"] != f["roll"] + f["added"] - f["removed"],
    "J12": lambda f, _: f["voted"] > 0,
    "J13": lambda f, _: f["both"] < 15 or 100 * f["both"] < 3 * f["voted"],
    "J14": lambda f, _: f["invalid"] < 15 or 100 * f["invalid"] < 3 * f["voted"],
    "J15": lambda f, _: (
        f["received"] - f["boxes"] < 15 or 50 * (f["received"] - f["boxes"]) < f["received"]
    ),
}
# What a cell of each kind looks like.
LOOKS = {
    "negative": r"[-−]\d+",
    "fraction": r"\d+[.,]\d{1,2}",
    "percent": r"[\d,]+ ?%",
    "letter-in-number": r"(?=.*\d)(?=.*[IOЗ]).+",
    "foreign-digits": r"[０-９]+|[٠-٩]+",
    "placeholder": r"–|н/д",
    "too-long": r"\d{14}",
    "empty-line": r"",
    "parted-thousands": r"\d[ \u00a0\u202f’]\d{3}",
    "doubtful-thousands": r"\d[.,]\d{3}",
}


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


EXPECTED = _toml(SAMPLE / "expected" / "referendum.toml")
ABOUT = _toml(FOLDER / "referendum.toml")
FAULTS: list[dict[str, Any]] = EXPECTED["fault"]


def _lines(file: str) -> dict[int, list[str]]:
    """The rows under the headings, by their line in the file."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as source:
        return dict(list(enumerate(csv.reader(source), 1))[1:])


def _heads(file: str) -> list[str]:
    return (FOLDER / file).read_text(encoding="utf-8").splitlines()[0].split(",")


def _rows(file: str) -> dict[int, dict[str, str]]:
    """As `_lines`, by headings; rows that do not fit them are left out."""
    heads = _heads(file)
    return {n: dict(zip(heads, r, strict=True)) for n, r in _lines(file).items() if len(r) == len(heads)}  # fmt: skip


def _figures(row: Mapping[str, str]) -> dict[str, int]:
    return {n: int(row[n]) for n in FIGURES if re.fullmatch(r"[0-9]{1,9}", row[n])}


UNITS = list(_rows("units.csv").values())
PRECINCTS = {row["code"]: row for row in UNITS if row["kind"] == "precinct"}
LISTED = {row["precinct"]: int(row["roll"]) for row in _rows("roll/2031-07-05.csv").values()}
FINAL = {row["precinct"]: row for row in _rows("protocols/final.csv").values()}
EARLY = {row["precinct"]: row for row in _rows("protocols/preliminary.csv").values()}


def _unit_of(precinct: str) -> str:
    """The unit on the day of the vote; "abroad" where there is none."""
    parents = {
        row["code"]: row["parent"]
        for row in UNITS
        if row["kind"] == "commission" and (not row["to"] or row["to"] > "2031-07-06")
    }
    return parents.get(PRECINCTS[precinct]["parent"], "abroad")


def _broken(row: Mapping[str, str]) -> set[str]:
    """The codes of the equations that do not hold, of those for which the figures can be read."""
    figures, found = _figures(row), set()
    for code, holds in HOLDS.items():
        try:
            if not holds(figures, LISTED[row["precinct"]]):
                found.add(code)
        except KeyError:
            continue
    return found


def _planted(file: str) -> dict[int, list[dict[str, Any]]]:
    found = defaultdict(list)
    for fault in FAULTS:
        if fault["file"] == file:
            found[fault["line"]].append(fault)
    return found


def test_the_script_writes_what_is_committed_byte_for_byte() -> None:
    files = written()
    assert {name: (SAMPLE / name).read_bytes() for name in files} == files
    by_hand = {"form.toml", "referendum.toml"}
    there = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()}
    assert there - by_hand == {
        n.removeprefix("referendum/2031-07-06/") for n in files if "expected" not in n
    }
    assert sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()) < 600_000


def test_days_and_decisions_are_those_that_were_stated_before() -> None:
    milestones = _toml(SAMPLE / "decisions" / "milestones.toml")["milestone"]
    days = {m["name"]: m["day"] for m in milestones}
    assert ABOUT["day"] == days["referendum"]
    stated = [f for f in _toml(SAMPLE / "decisions" / "figures.toml")["figure"] if f["name"] == "voters-on-roll"]  # fmt: skip
    versions = {r["as_of"]: r for r in ABOUT["roll"]}
    for figure in stated:
        version = versions[figure["as_of"]]
        assert version["source"] == figure["source"]
        assert sum(int(r["roll"]) for r in _rows(version["file"]).values()) == figure["value"]
    final = next(p for p in ABOUT["protocols"] if p["stage"] == "final" and p["kind"] == "official")
    result = next(m for m in milestones if m["name"] == "adoption")
    assert (final["as_of"].date(), final["source"]) == (result["day"], result["source"])
    editions = {e["edition"] for e in _toml(SAMPLE / "editions.toml")["edition"]}
    assert ABOUT["question"][0]["edition"] in editions


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_units_are_the_islands_and_the_capital_of_the_adopted_text(language: str) -> None:
    text = (SAMPLE / "texts" / f"adopted.{language}.txt").read_text(encoding="utf-8")
    names = [row[language] for row in UNITS if row["kind"] == "unit"]
    islands = re.findall(r"^\d\) (.+?)[;.]$", text.split("\n7) ")[0] + "\n7) " + text.split("\n7) ")[1].split("\n")[0], re.M)[-7:]  # fmt: skip
    assert len(names) == 8
    assert all(any(island in name for name in names) for island in islands)
    capital = {"kk": "Ақжар", "ru": "Акжар", "en": "Akzhar"}[language]
    assert sum(capital in name for name in names) == 1
    assert capital in text


def test_there_are_twelve_hundred_precincts_and_every_one_hangs_on_the_tree_of_the_day() -> None:
    assert len(PRECINCTS) == 1200
    assert set(Counter(row["type"] for row in PRECINCTS.values())) == {"", "hospital", "military", "prison", "ship", "abroad"}  # fmt: skip
    assert Counter(_unit_of(code) == "abroad" for code in PRECINCTS)[True] == 12
    assert all(row["parent"] == "JA" for row in PRECINCTS.values() if row["type"] == "abroad")
    assert all(row[language] for row in UNITS for language in ("kk", "ru", "en"))
    tiles = [tuple(map(int, row["tile"].split())) for row in UNITS if row["kind"] == "unit"]
    assert len(set(tiles)) == 8


def test_before_it_became_a_unit_the_capital_was_counted_with_the_great_island() -> None:
    capital = next(row for row in UNITS if row["code"] == "JA-AK")
    moved = [row for row in UNITS if row["kind"] == "commission" and row["code"].startswith("AK-")]
    assert {(row["parent"], row["from"], row["to"]) for row in moved} == {
        ("JA-UL", "", capital["from"]),
        ("JA-AK", capital["from"], ""),
    }


def test_the_roll_shrinks_in_one_commission_of_one_version_and_the_reason_is_stated() -> None:
    versions = [{r["precinct"]: int(r["roll"]) for r in _rows(v["file"]).values()} for v in ABOUT["roll"]]  # fmt: skip
    first, second, third = versions
    assert set(first) == set(second) == set(third) == set(PRECINCTS)
    fewer = {code: first[code] - second[code] for code in first if second[code] < first[code]}
    assert {code[:4] for code in fewer} == {"SA-2"}
    assert f"{sum(fewer.values())} people" in ABOUT["roll"][1]["source"]
    assert all(third[code] >= second[code] for code in third)
    for version, said in zip(versions, EXPECTED["roll"], strict=True):
        assert sum(version.values()) == said["total"]
        for unit, total in said["units"].items():
            assert sum(n for code, n in version.items() if _unit_of(code) == unit) == total


def test_the_form_says_the_same_equations_with_the_same_weight() -> None:
    form = _toml(FOLDER / "form.toml")
    assert [line["name"] for line in form["line"]] == list(FIGURES)
    weight = {e["code"]: e["severity"] for e in form["equation"]}
    assert set(weight) == set(HOLDS)
    for fault in FAULTS:
        if fault["equation"]:
            assert fault["severity"] == weight[fault["equation"]], fault


@pytest.mark.parametrize("file", ["preliminary", "final", "faulty"])
def test_no_equation_fails_but_where_a_fault_is_planted(file: str) -> None:
    name = f"protocols/{file}.csv"
    planted = _planted(name)
    for line, row in _rows(name).items():
        said = {f["equation"] for f in planted.get(line, ()) if f["equation"]}
        if row["precinct"] in PRECINCTS:
            assert _broken(row) == said, (line, row["precinct"])
    assert set(planted) <= set(_lines(name))


@pytest.mark.parametrize("file", ["preliminary", "final", "faulty"])
def test_no_cell_is_odd_but_where_a_fault_is_planted(file: str) -> None:
    name = f"protocols/{file}.csv"
    planted = _planted(name)
    for line, row in _rows(name).items():
        odd = {n for n in FIGURES if not re.fullmatch(r"[0-9]{1,9}", row[n])}
        said = [f for f in planted.get(line, ()) if f["kind"] in LOOKS]
        assert odd == {n for f in said for n in f["columns"]}, (line, row["precinct"])
        for fault in said:
            for column in fault["columns"]:
                assert re.fullmatch(LOOKS[fault["kind"]], row[column]), (fault, row[column])


def test_the_other_faults_of_the_faulty_file_are_where_they_are_said_to_be() -> None:
    name = "protocols/faulty.csv"
    width, rows, planted = len(_heads(name)), _lines(name), _planted(name)
    kinds = {line: {f["kind"] for f in faults} for line, faults in planted.items()}
    times = Counter(cells[0] for cells in rows.values())
    for line, cells in rows.items():
        mine = kinds.get(line, set())
        assert all(f["precinct"] == cells[0] for f in planted.get(line, ()))
        assert (len(cells) != width) == ("cells-do-not-fit" in mine)
        assert (cells[0] not in PRECINCTS) == ("unknown-precinct" in mine)
        assert (times[cells[0]] > 1) == ("twice" in mine)
        assert (cells[0] not in FINAL and cells[0] in PRECINCTS) == ("annulled-precinct" in mine)
        if mine & {"cells-do-not-fit", "unknown-precinct"}:
            continue
        row = dict(zip(_heads(name), cells, strict=True))
        assert (row["commission"] != PRECINCTS[cells[0]]["parent"]) == ("wrong-commission" in mine)
        assert (not row["photo"]) == ("photo-missing" in mine)
        malformed = bool(row["photo"]) and not re.fullmatch("[0-9a-f]{64}", row["photo"])
        assert malformed == ("photo-malformed" in mine)
        signed = _time(row["signed"])
        assert (signed is None) == ("signed-unreadable" in mine)
        assert (signed is not None and signed.hour < 20) == ("signed-before-closing" in mine)


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def test_rows_without_a_planted_fault_say_what_the_final_protocol_says() -> None:
    planted = _planted("protocols/faulty.csv")
    sound = [r for line, r in _rows("protocols/faulty.csv").items() if line not in planted]
    assert len(sound) > 20
    for row in sound:
        official = FINAL[row["precinct"]]
        assert all(row[n] == official[n] for n in (*FIGURES, "photo", "signed"))


def test_a_later_figure_without_a_reason_or_an_author_is_a_fault() -> None:
    earlier = {row["precinct"]: row for row in _rows("protocols/faulty.csv").values()}
    planted = _planted("protocols/faulty-later.csv")
    for line, row in _rows("protocols/faulty-later.csv").items():
        changed = {n for n in FIGURES if row[n] != earlier[row["precinct"]][n]}
        assert changed == {"yes", "no"}
        assert not _broken(row)
        lacks = {f"correction-without-{n}" for n in ("reason", "author") if not row[n]}
        assert {f["kind"] for f in planted.get(line, ())} == lacks


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_rows_of_sums_are_the_sums_but_where_they_are_said_not_to_be(number: int) -> None:
    file = f"protocols/faulty-total-{number}.csv"
    rows = _rows(file)
    total = next(f for f in FAULTS if f["file"] == file and f["kind"] == "totals-row")
    stated = rows.pop(total["line"])
    assert stated["precinct"] == total["precinct"]
    assert all(not _broken(row) - {"J12"} for row in rows.values())
    wrong = {n for n in FIGURES if int(stated[n]) != sum(int(row[n]) for row in rows.values())}
    said = {n for f in FAULTS if f["file"] == file and f["kind"] == "totals-do-not-fit" for n in f["columns"]}  # fmt: skip
    assert wrong == said


def test_the_totals_are_the_sums_of_the_protocols() -> None:
    held = {f["precinct"] for f in FAULTS if f["file"] == "protocols/preliminary.csv" and f["severity"] == "error"}  # fmt: skip
    sound = {code: row for code, row in EARLY.items() if code not in held}
    for total in EXPECTED["total"]:
        of = FINAL if total["file"] == "protocols/final.csv" else EARLY if "of" in total else sound
        mine = [
            _figures(row) for code, row in of.items() if total["place"] in ("JA", _unit_of(code))
        ]
        assert total["protocols"] == len(mine)
        assert total["figures"] == {n: sum(f.get(n, 0) for f in mine) for n in total["figures"]}


def test_both_readings_adopt_and_one_unit_is_for_in_one_of_them_only() -> None:
    for_units = {}
    for reading in EXPECTED["reading"]:
        outside = reading["name"] == "without-invalid"
        sums: dict[str, Counter[str]] = defaultdict(Counter)
        for code, row in FINAL.items():
            for place in ("JA", _unit_of(code)):
                sums[place].update(_figures(row))

        def took_part(of: Counter[str], outside: bool = outside) -> int:
            return of["voted"] - (of["invalid"] if outside else 0)

        whole = sums["JA"]
        assert (reading["yes"], reading["took_part"]) == (whole["yes"], took_part(whole))
        units = {u: s for u, s in sums.items() if u not in ("JA", "abroad")}
        won = {u for u, s in units.items() if 2 * s["yes"] > took_part(s)}
        assert won == set(reading["units_for"])
        for roll in (sum(LISTED.values()), whole["roll"]):
            assert 2 * took_part(whole) > roll
        assert 2 * whole["yes"] > took_part(whole)
        assert 3 * len(won) >= 2 * len(units)
        assert reading["adopted"]
        for_units[reading["name"]] = won
    assert for_units["without-invalid"] - for_units["with-invalid"] == {"JA-TO"}
    assert "JA-BA" not in for_units["without-invalid"]


def test_each_figure_that_changed_after_the_preliminary_result_has_a_reason_and_an_author() -> None:
    said = {c["precinct"]: c for c in EXPECTED["correction"]}
    for code in FINAL.keys() & EARLY.keys():
        changed = [n for n in FIGURES if FINAL[code][n] != EARLY[code][n]]
        assert bool(changed) == (code in said) == bool(FINAL[code]["reason"])
        if changed:
            assert changed == said[code]["lines"]
            assert (FINAL[code]["reason"], FINAL[code]["author"]) == (said[code]["reason"], said[code]["author"])  # fmt: skip
    first, last = (next(t["figures"] for t in EXPECTED["total"] if t["file"] == file) for file in ("protocols/preliminary.csv", "protocols/final.csv"))  # fmt: skip
    apart = {n: last[n] - first[n] for n in first}
    assert all(0 < abs(apart[n]) < 1_000 for n in ("voted", "yes", "no", "invalid")), apart


def test_what_lacks_a_protocol_has_an_event() -> None:
    last: dict[str, str] = {}
    ever = defaultdict(set)
    for row in _rows("events.csv").values():
        assert row["reason"]
        assert row["author"]
        last[row["precinct"]] = row["event"]
        ever[row["event"]].add(row["precinct"])
    annulled = {code for code, event in last.items() if event == "annulled"}
    assert PRECINCTS.keys() - FINAL.keys() == annulled
    assert PRECINCTS.keys() - EARLY.keys() == ever["late"]
    assert ever["missing"] <= ever["late"]
    assert ever["restored"] <= FINAL.keys()


def test_copies_of_observers_differ_only_where_it_is_said() -> None:
    planted = _planted("protocols/observers.csv")
    rows = _rows("protocols/observers.csv")
    assert 55 <= len(rows) <= 70
    for line, row in rows.items():
        apart = {n for n in FIGURES if row[n] != FINAL[row["precinct"]][n]}
        assert apart == {n for f in planted.get(line, ()) for n in f["columns"]}
        for fault in planted.get(line, ()):
            if fault["kind"] == "swapped-yes-no":
                official = FINAL[row["precinct"]]
                assert (row["yes"], row["no"]) == (official["no"], official["yes"])


def test_in_the_preliminary_file_answers_are_swapped_and_digits_turned_as_it_is_said() -> None:
    for fault in FAULTS:
        if fault["file"] != "protocols/preliminary.csv":
            continue
        was, now = EARLY[fault["precinct"]], FINAL[fault["precinct"]]
        if fault["kind"] == "swapped-yes-no":
            assert (was["yes"], was["no"]) == (now["no"], now["yes"])
        if fault["kind"] == "transposed-digits":
            assert was["yes"] != now["yes"]
            assert sorted(was["yes"]) == sorted(now["yes"])


def test_readings_of_turnout_fall_and_exceed_the_final_figure_where_it_is_said() -> None:
    planted = {line: {f["kind"] for f in fs} for line, fs in _planted("turnout.csv").items()}
    issued: Counter[str] = Counter()
    for code, row in FINAL.items():
        issued.update({place: int(row["received"]) for place in ("JA", _unit_of(code))})
    before: dict[tuple[str, str], int] = {}
    for line, row in _rows("turnout.csv").items():
        if row["measure"] == "percent":
            continue
        value, unit = int(row["value"]), row["unit"]
        found = {
            *(["turnout-falls"] if value < before.get((unit, "ballots"), 0) else []),
            *(["turnout-above-final"] if value > issued[unit] else []),
        }
        assert found == planted.get(line, set()), row
        before[unit, "ballots"] = value


def test_the_hours_of_the_country_are_the_sums_of_its_units_and_its_percentages_follow() -> None:
    inside = sum(n for code, n in LISTED.items() if _unit_of(code) != "abroad")
    by_time: dict[str, Counter[str]] = defaultdict(Counter)
    printed = {}
    for row in _rows("turnout.csv").values():
        if row["measure"] == "percent":
            printed[row["time"]] = row["value"]
        else:
            by_time[row["time"]]["whole" if row["unit"] == "JA" else "units"] += int(row["value"])
    for time, value in by_time.items():
        assert value["whole"] == value["units"]
        shown = int(printed[time].replace(",", ""))
        assert abs(value["whole"] * 20_000 - 2 * shown * inside) <= inside
    assert len(by_time) == 6


def test_final_protocols_were_photographed_and_signed_after_the_vote() -> None:
    early = {f["precinct"] for f in FAULTS if f["file"] == "protocols/final.csv" and f["kind"] == "signed-before-closing"}  # fmt: skip
    assert len({row["photo"] for row in FINAL.values()}) == len(FINAL)
    counted = next(p["as_of"] for p in ABOUT["protocols"] if p["stage"] == "final" and p["kind"] == "official")  # fmt: skip
    for code, row in FINAL.items():
        assert re.fullmatch("[0-9a-f]{64}", row["photo"])
        signed = datetime.fromisoformat(row["signed"])
        assert (signed.hour < 20) == (code in early)
        assert signed < counted
        assert code not in EARLY or signed < ABOUT["protocols"][0]["as_of"]


def test_few_precincts_tell_how_a_person_voted() -> None:
    """A precinct where fewer than ten gave an answer is to be merged before it is shown."""
    telling = {code for code, row in FINAL.items() if min(int(row["yes"]), int(row["no"])) < 10}
    assert telling == {"AL-6-30", "SH-2-18", "TO-3-20"}


def test_hospitals_and_barracks_turn_out_more_than_the_others() -> None:
    share = {}
    for kind in ("", "hospital", "military"):
        mine = [_figures(FINAL[code]) for code, row in PRECINCTS.items() if row["type"] == kind and code in FINAL]  # fmt: skip
        share[kind] = sum(f["voted"] for f in mine) / sum(f["roll"] for f in mine)
    assert share["hospital"] > share[""] + 0.2
    assert share["military"] > share[""] + 0.2


def test_more_than_twenty_kinds_of_faults_are_planted_and_most_of_them_twice() -> None:
    times = Counter(f["kind"] for f in FAULTS)
    assert len(times) > 35
    assert {kind for kind, n in times.items() if n == 1} == {"too-long", "annulled-precinct"}
    assert {f["severity"] for f in FAULTS} == {"error", "warning", "none"}
    assert all(f["note"] for f in FAULTS)


def test_the_readme_says_what_was_counted() -> None:
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (\S[^|]*?) +((?:\| [\d,]+ +){6})\|$", text, re.M)
    shown = {name: [int(cell.replace(",", "")) for cell in re.findall(r"[\d,]+", cells)] for name, cells in table}  # fmt: skip
    names = {row["code"]: row["en"].removeprefix("Island of ").removeprefix("City of ") for row in UNITS if row["kind"] == "unit"}  # fmt: skip
    names |= {"JA": "the Republic", "abroad": "abroad"}
    lines = ("roll", "voted", "yes", "no", "both", "invalid")
    final = {t["place"]: t["figures"] for t in EXPECTED["total"] if t["file"] == "protocols/final.csv"}  # fmt: skip
    assert shown == {names[place]: [figures[n] for n in lines] for place, figures in final.items()}
