"""Alignments and their corrections in the record: what became of each provision, and lineage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zhargy.compare.comparison import Comparison, Fate
from zhargy.compare.decisions import Decision, Verdict
from zhargy.errors import UnreadableRecord
from zhargy.record.entry import Entry, canonical, read_canonical
from zhargy.record.published import Fault, Shown
from zhargy.text.entries import addresses_of, blob_of

SCHEMA = "zhargy.alignment/1"
CERTAIN = 10_000
_ROW = frozenset({"old", "new", "fate", "confidence", "decided"})


def alignment_table(comparison: Comparison) -> bytes:
    """The blob of an alignment: a row for each pair. A confidence is a whole number of
    ten-thousandths, so that the bytes are the same on every processor."""
    rows = [
        {
            "old": pair.old.address if pair.old else None,
            "new": pair.new.address if pair.new else None,
            "fate": pair.fate.value,
            "confidence": round(pair.confidence * CERTAIN),
            "decided": bool(pair.decided),
        }
        for pair in comparison.pairs
    ]
    return canonical({"schema": SCHEMA, "pairs": rows})


def alignment_body(
    comparison: Comparison, table: bytes, old: int, new: int, method: str
) -> dict[str, Any]:
    """The body of an alignment entry between the editions at two indexes."""
    return {
        "old": old,
        "new": new,
        "pairs": len(comparison.pairs),
        "decided": sum(bool(pair.decided) for pair in comparison.pairs),
        "method": method,
        "table": blob_of(table),
    }


def correction_bodies(
    alignment: int, table: Mapping[str, Any], decisions: Iterable[Decision]
) -> Iterator[dict[str, Any]]:
    """A body for each decision that the alignment itself does not hold; of two about one pair the
    later one counts."""
    pairs = {(row["old"], row["new"]): row for row in table["pairs"]}
    for decision in {(one.old, one.new): one for one in decisions}.values():
        key = (decision.old or None, decision.new or None)
        stands = pairs.get(key)
        done = stands["decided"] if stands else decision.verdict is Verdict.REJECT
        if not done:
            yield {
                "alignment": alignment,
                "decision": decision.verdict.value,
                "reason": decision.why.strip()[:2_000] or decision.verdict.value,
                **({"old": decision.old} if decision.old else {}),
                **({"new": decision.new} if decision.new else {}),
            }


def read_table(blob: bytes, where: str) -> dict[str, Any]:
    """The table of an alignment. Raises UnreadableRecord C1."""
    try:
        table = read_canonical(blob, where)
    except UnreadableRecord:
        table = None
    if (
        type(table) is dict
        and table.keys() == {"schema", "pairs"}
        and table["schema"] == SCHEMA
        and type(table["pairs"]) is list
        and all(map(_is_row, table["pairs"]))
    ):
        return table
    raise UnreadableRecord("C1", where)


def _is_row(row: object) -> bool:
    return (
        type(row) is dict
        and row.keys() == _ROW
        and all(row[side] is None or type(row[side]) is str for side in ("old", "new"))
        and (row["old"] or row["new"]) is not None
        and row["fate"] in tuple(Fate)
        and type(row["confidence"]) is int
        and 0 <= row["confidence"] <= CERTAIN
        and type(row["decided"]) is bool
    )


def check(place: int, entry: Entry, shown: Shown) -> Iterator[Fault]:
    """That an alignment tells of each provision of both editions, and a correction of some.

    C1 no table, C2 the counts are not those of the table, C3 an address that the edition does not
    have, C4 a provision without a row.
    """
    where = f"#{place}"
    if entry.kind == "correction":
        alignment = shown.entry(entry.body["alignment"])
        for side in ("old", "new"):
            address = entry.body.get(side)
            known = addresses_of(shown.entry(alignment.body[side]), shown)
            if known is not None and address is not None and address not in known:
                yield Fault("C3", where, {"address": address})
        return
    blob = shown.blob(entry.body["table"]["digest"])
    if blob is None:
        return
    try:
        rows = read_table(blob, where)["pairs"]
    except UnreadableRecord:
        yield Fault("C1", where)
        return
    found = (len(rows), sum(row["decided"] for row in rows))
    if found != (entry.body["pairs"], entry.body["decided"]):
        yield Fault("C2", where, {"pairs": found[0], "decided": found[1]})
    for side in ("old", "new"):
        known = addresses_of(shown.entry(entry.body[side]), shown)
        if known is None:
            continue
        told = {row[side] for row in rows if row[side] is not None}
        for address in sorted(told - known):
            yield Fault("C3", where, {"address": address})
        for address in sorted(known - told):
            yield Fault("C4", where, {"address": address})
