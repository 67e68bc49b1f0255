"""Real results: honest, and irregular. They are read without a false error; what is odd is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zhargy.reform.counting import Checks, check_referendum, check_table

REAL = (
    Path(os.environ["ZHARGY_REAL_DATA"]) / "results" if "ZHARGY_REAL_DATA" in os.environ else None
)
pytestmark = pytest.mark.skipif(REAL is None, reason="real data are found through ZHARGY_REAL_DATA")


def checked(file: str, form: str) -> Checks:
    assert REAL is not None
    return check_referendum(check_table(REAL / file, form))


def found(checks: Checks) -> list[tuple[str, str, str]]:
    return sorted((r.severity, r.rule or r.code, r.place) for r in checks.findings)


def test_italy_2026_has_no_error_and_its_three_oddities_are_named() -> None:
    """Giano Vetusto and Specchia have more voters than roll; Sassari lacks a station. In Rocca de'
    Giorgi seven people voted, four for and three against."""
    checks = checked("italy-2026.municipalities.csv", "italy/municipalities")
    assert found(checks) == [
        ("warning", "I3", "200730620"), ("warning", "I4", "150200400"), ("warning", "I4", "160410760"),
        ("warning", "Q96", "030571220"),
    ]  # fmt: skip
    (counted,) = checks.counts
    whole = counted.tally().figures
    assert (whole["yes"], whole["no"]) == (13_251_848, 15_084_027)
    assert len(counted.tree.precincts) == 7_896
    assert len(counted.tallies("unit")) == 20
    # The last row is no municipality: all voters abroad, in no region.
    abroad = counted.tally("estero").figures["yes"]
    assert sum(t.figures["yes"] for t in counted.tallies("unit")) == whole["yes"] - abroad


def test_italy_abroad_has_no_error_where_countries_print_no_voters_beside_votes() -> None:
    checks = checked("italy-2026.abroad.csv", "italy/abroad")
    assert {(severity, rule) for severity, rule, _ in found(checks)} == {("warning", "I3")}
    assert len(checks.findings) == 13
    assert checks.counts[0].tally().figures["yes"] == 789_778


def test_colombia_2016_is_read_in_its_old_letters_and_one_empty_row_is_named() -> None:
    checks = checked("colombia-2016.municipalities.csv", "colombia/municipalities")
    assert found(checks) == [
        ("warning", "C4", "Guainia/La Guadalupe"), ("warning", "Q96", "Amazonas/La Victoria"),
    ]  # fmt: skip
    whole = checks.counts[0].tally().figures
    assert (whole["yes"], whole["no"]) == (6_332_681, 6_393_421)
    assert len(checks.counts[0].tree.precincts) == 1_122
