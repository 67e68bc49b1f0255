"""A count as NIST election results: valid, whole, and equal to the count."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from docs.schema import faults
from referendum.precincts import NEXT_DAY, UNITS, tiny_form

from zhargy.cli.main import main
from zhargy.referendum.count import Count, Received, State, count
from zhargy.referendum.events import Event
from zhargy.referendum.moment import Moment
from zhargy.referendum.protocols import About, read_batch
from zhargy.referendum.sheet import read_sheet
from zhargy.referendum.units import read_places, tree_on
from zhargy.reform.counting import count_referendum, read_referendum
from zhargy.reports.nist import Asked, Held, nist_report, unit_id

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "jetiaral" / "referendum" / "2031-07-06"
PROFILE = json.loads((ROOT / "docs" / "spec" / "nist.schema.json").read_text(encoding="utf-8"))
PUBLISHED = "NIST_V2_election_results_reporting.json"
HELD = Held(
    "day", {"kk": "Күн", "en": "Day"}, date(2031, 6, 8), "Commission",
    datetime(2031, 6, 9, 7, tzinfo=UTC),
)  # fmt: skip


def tiny(protocols: str, question: str = "", *, stage: str = "final", events: str = "") -> Count:
    """A count of a small nation: a1 and a2 in A, b1 in B, and one precinct abroad."""
    form, (places, _) = tiny_form(), read_places(read_sheet(UNITS.encode(), "units")[0])
    tree, _ = tree_on(places, None, "units")
    sheet, _ = read_sheet(f"precinct,voted,yes,no\n{protocols}".encode(), "protocols")
    batch, _ = read_batch(sheet, form, tree, About(question, stage, as_of=NEXT_DAY))  # type: ignore[arg-type]
    holding = [Event(events, "annulled", Moment.of("2031-06-10"), "no seal", "court")]
    return count(
        form, tree, [Received(batch)], stage=stage, question=question,
        events=holding if events else (),
    )  # fmt: skip


ALL = "a1,10,6,4\na2,5,1,4\nb1,8,8,0\nabroad,2,1,1\n"


def reported(*asked: Asked) -> dict[str, Any]:
    return dict(json.loads(nist_report(HELD, asked)))


@cache
def sample() -> tuple[Count, Any]:
    """The sample referendum of Jetiaral, and the report that the command writes of it."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "result.nist.json"
        main(["referendum", "count", str(SAMPLE), "-o", str(target), "--json"])
        (counted,) = count_referendum(read_referendum(SAMPLE))
        return counted, json.loads(target.read_bytes())


def own(items: list[Mapping[str, str]], name: str, label: str = "") -> str | None:
    """The value of an item of the extension."""
    found = (
        one["Value"]
        for one in items
        if one.get("OtherType") == f"zhargy:{name}" and one.get("Label", "") == label
    )
    return next(found, None)


def figures(text: str | None) -> dict[str, int]:
    return {n: int(v) for n, _, v in (one.partition("=") for one in (text or "").split())}


def units(report: Mapping[str, Any]) -> dict[str, Any]:
    return {one["Number"]: one for one in report["GpUnit"]}


def contests(report: Mapping[str, Any]) -> list[Any]:
    return list(report["Election"][0]["Contest"])


def votes(contest: Mapping[str, Any], selection: str) -> dict[str, int]:
    (one,) = (s for s in contest["ContestSelection"] if s["@id"].endswith(f".{selection}"))
    return {each["GpUnitId"]: each["Count"] for each in one["VoteCounts"]}


# -- the format ------------------------------------------------------------------------------------


def documents() -> Iterator[Any]:
    yield sample()[1]
    yield reported(Asked(tiny(ALL), {"en": "Yes?"}))
    yield reported(Asked(tiny("", stage="training"), {}))
    yield reported(Asked(tiny(ALL, events="a2"), {}, announced=True))
    two = (Asked(tiny(ALL, "one"), {}), Asked(tiny("a1,9,6,3\n", "two"), {}))
    yield reported(*two)


def test_what_is_written_is_what_the_page_of_the_format_says() -> None:
    for document in documents():
        assert list(faults(document, PROFILE, PROFILE)) == []


def _published() -> Any:
    for name in ("ZHARGY_REAL_DATA", "ZHARGY_MORE_DATA"):
        path = Path(os.environ.get(name) or "absent") / "schemas" / PUBLISHED
        if path.is_file():
            return json.loads(path.read_text(encoding="utf-8"))
    pytest.skip(f"{PUBLISHED} is not below schemas/ in ZHARGY_REAL_DATA")


def test_the_schema_of_nist_takes_it_and_refuses_what_it_does_not_know() -> None:
    schema = jsonschema_rs.validator_for(_published())
    for document in documents():
        assert [error.message for error in schema.iter_errors(document)] == []
    document["GpUnit"][0]["Invalid"] = 3
    assert not schema.is_valid(document)


def test_all_that_our_narrower_schema_knows_is_in_that_of_nist() -> None:
    types = {name.partition(".")[2]: one for name, one in _published()["definitions"].items()}
    for ours in (PROFILE, *PROFILE["$defs"].values()):
        theirs = types[ours["properties"]["@type"]["const"].partition(".")[2]]
        assert ours["properties"].keys() <= theirs["properties"].keys()
        assert set(theirs["required"]) <= set(ours["required"])


def test_every_unit_that_is_named_is_there() -> None:
    for document in documents():
        known = {one["@id"] for one in document["GpUnit"]}
        assert len(known) == len(document["GpUnit"])
        named = {id_ for one in document["GpUnit"] for id_ in one.get("ComposingGpUnitIds", ())}
        assert named == known - {document["Election"][0]["ElectionScopeId"]}
        for contest in contests(document):
            assert votes(contest, "yes").keys() <= known


def test_the_same_count_gives_the_same_bytes() -> None:
    first, second = (nist_report(HELD, [Asked(tiny(ALL), {})]) for _ in range(2))
    assert first == second
    assert first.endswith(b"}\n")
    assert first.count(b"\n") == 1


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Held("day", {}, date(2031, 6, 8), "Commission", datetime(2031, 6, 9))


# -- figures ---------------------------------------------------------------------------------------


def test_every_figure_of_every_place_is_that_of_the_count() -> None:
    counted, report = sample()
    told, (contest,) = units(report), contests(report)
    yes, no = votes(contest, "yes"), votes(contest, "no")
    marks = {one["GpUnitId"]: one["Overvotes"] for one in contest["OtherCounts"]}
    cast = {one["GpUnitId"]: one["BallotsCast"] for one in report["Election"][0]["BallotCounts"]}
    assert len(told) == len(counted.tree.places) == 1_247
    for place in counted.tree.places:
        tally, unit, id_ = counted.tally(place.code), told[place.code], unit_id(place.code)
        given = figures(own(unit["ExternalIdentifier"], "figures", "constitution"))
        assert given.pop("roll") == tally.roll_of_all == unit["VotersRegistered"]
        assert given.pop("roll_without") == tally.roll_without
        assert given == {n: v for n, v in tally.figures.items() if n != "roll"}
        assert (yes.get(id_), no.get(id_), marks.get(id_), cast.get(id_)) == tuple(
            tally.figures.get(name) for name in ("yes", "no", "both", "voted")
        )


def test_a_unit_is_the_sum_of_the_places_that_compose_it() -> None:
    _, report = sample()
    (contest,) = contests(report)
    yes = votes(contest, "yes")
    for unit in report["GpUnit"]:
        if below := unit.get("ComposingGpUnitIds"):
            assert yes[unit["@id"]] == sum(yes.get(id_, 0) for id_ in below)


def test_an_annulled_precinct_has_no_votes_and_says_why() -> None:
    report = reported(Asked(tiny(ALL, events="a2"), {}))
    (contest,) = contests(report)
    assert votes(contest, "yes") == {
        "unit.X": 15, "unit.A": 6, "unit.a1": 6, "unit.B": 8, "unit.b1": 8, "unit.abroad": 1,
    }  # fmt: skip
    told = units(report)
    assert own(told["a2"]["ExternalIdentifier"], "states") == "annulled=1"
    assert own(told["a2"]["ExternalIdentifier"], "event") == "annulled 2031-06-10 no seal"
    assert own(told["a2"]["ExternalIdentifier"], "type") == "hospital"
    assert own(told["X"]["ExternalIdentifier"], "states") == "counted=3 annulled=1"
    assert (told["X"]["SubUnitsReported"], told["X"]["TotalSubUnits"]) == (3, 4)


def test_a_line_that_some_precincts_leave_out_is_told_with_how_many_give_it() -> None:
    report = reported(Asked(tiny("a1,10,6,4\na2,5,1,\nb1,8,8,0\nabroad,2,1,1\n"), {}))
    (contest,) = contests(report)
    assert own(units(report)["X"]["ExternalIdentifier"], "partial") == "no=5/3"
    assert "unit.X" not in votes(contest, "no")
    assert votes(contest, "no")["unit.B"] == 0


def test_questions_that_differ_share_no_figure_of_units() -> None:
    report = reported(
        Asked(tiny(ALL, "one"), {}), Asked(tiny(ALL.replace("8,8,0", "7,7,0"), "two"), {})
    )
    first, second = contests(report)
    assert (votes(first, "yes")["unit.X"], votes(second, "yes")["unit.X"]) == (16, 15)
    told = units(report)
    assert "VotersParticipated" not in told["X"]
    assert told["A"]["VotersParticipated"] == 15
    cast = {one["GpUnitId"] for one in report["Election"][0]["BallotCounts"]}
    assert cast == {"unit.A", "unit.a1", "unit.a2", "unit.abroad"}
    assert own(told["X"]["ExternalIdentifier"], "figures", "one") == "voted=25 yes=16 no=9"
    assert own(told["X"]["ExternalIdentifier"], "figures", "two") == "voted=24 yes=15 no=9"


# -- status, rule, outcome -------------------------------------------------------------------------


def test_only_final_figures_that_were_announced_are_certified() -> None:
    whole, part = tiny(ALL), tiny("a1,10,6,4\n")
    assert reported(Asked(whole, {}))["Status"] == "unofficial-complete"
    assert reported(Asked(part, {}))["Status"] == "unofficial-partial"
    assert reported(Asked(whole, {}, announced=True))["Status"] == "certified"
    assert reported(Asked(whole, {}, announced=True, corrects=True))["Status"] == "correction"
    early = tiny(ALL, stage="preliminary")
    assert reported(Asked(early, {}, announced=True))["Status"] == "unofficial-complete"


def test_what_was_counted_to_practise_says_so_and_has_no_outcome() -> None:
    report = reported(Asked(tiny(ALL, stage="training"), {}))
    assert report["IsTest"] is True
    assert own(contests(report)[0]["ExternalIdentifier"], "outcome") is None


def test_the_rule_and_the_outcome_can_be_redone_from_the_report_alone() -> None:
    _, report = sample()
    (contest,) = contests(report)
    items = contest["ExternalIdentifier"]
    assert report["Status"] == "unofficial-complete"
    assert report["GeneratedDate"] == "2031-07-07T13:00:00Z"
    assert own(items, "outcome") == "adopted"
    assert own(items, "reading", "with-invalid") == "adopted"
    whole = figures(own(units(report)["JA"]["ExternalIdentifier"], "figures", "constitution"))
    assert own(items, "clause", "with-invalid/turnout") == "holds"
    assert own(items, "test", "with-invalid/turnout") == "took_part > 1/2 * roll"
    assert own(items, "define", "with-invalid/turnout") == "took_part = voted"
    numbers = own(items, "numbers", "with-invalid/turnout") or ""
    assert f"margin={whole['voted'] - whole['roll'] // 2}/1" in numbers.split()
    assert {one["Language"] for one in contest["PassageThreshold"]["Text"]} == {"kk", "ru", "en"}


def test_the_command_needs_the_day_of_the_vote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "vote")
    settings = folder / "referendum.toml"
    text = settings.read_text(encoding="utf-8").replace("day = 2031-07-06\n", "")
    settings.write_text(text, encoding="utf-8")
    target = tmp_path / "result.nist.json"
    assert main(["referendum", "count", str(folder), "-o", str(target), "--json"]) == 2
    assert "day" in capsys.readouterr().err
    assert not target.exists()


def test_places_with_states_add_up_to_the_precincts() -> None:
    counted, report = sample()
    for unit in report["GpUnit"]:
        states = figures(own(unit["ExternalIdentifier"], "states", "constitution"))
        if states:
            tally = counted.tally(unit["Number"])
            assert states == {State(s).name.lower(): n for s, n in tally.precincts.items()}
