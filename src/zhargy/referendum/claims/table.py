"""Checked claims as a table, which reports turn into documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from zhargy.referendum.claims.claim import Checked
from zhargy.text.table import Cell, Column, Table

_COLUMNS = (
    Column("claim_place"),
    Column("claim_words"),
    Column("claim_verdict", "claim-verdict"),
    Column("claim_figure", "claim-figure"),
    Column("claim_base", "claim-figure"),
    Column("claim_fits", "claim-figure"),
    Column("claim_fits_base", "claim-figure"),
    Column("claim_value"),
    Column("claim_vote"),
    Column("claim_stage", "claim-stage"),
    Column("claim_as_of"),
    Column("claim_source"),
    Column("claim_told"),
    Column("claim_confidence"),
)


def claims_table(texts: Iterable[tuple[str, Sequence[Checked]]], told: Sequence[str]) -> Table:
    """A row for each claim; `told`: for each claim, in the same order, its arithmetic in words."""
    rows: list[tuple[Cell, ...]] = []
    for place, checked in texts:
        for one in checked:
            rows.append((place, *_cells(one), told[len(rows)], _tenths(one.confidence)))
    return Table("claims", _COLUMNS, tuple(rows))


def _cells(one: Checked) -> tuple[Cell, ...]:
    source = one.source
    return (
        one.claim.words,
        one.verdict.value,
        one.figure or None,
        one.base or None,
        one.fits or None,
        one.fits_base or None,
        one.value,
        source.vote if source else None,
        source.stage if source else None,
        source.as_of if source else None,
        source.source if source else None,
    )


def _tenths(confidence: Fraction) -> str:
    hundredths = int(confidence * 100)
    return f"0.{hundredths:02}" if hundredths < 100 else "1"
