"""A published alignment gives back the comparison that it was made of."""

from pathlib import Path

import pytest

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Fate
from zhargy.compare.decisions import Decision, Verdict
from zhargy.compare.entries import alignment_table, read_table
from zhargy.compare.published import as_published
from zhargy.text.act import Act
from zhargy.text.read import read_bytes

TEXTS = Path(__file__).parents[2] / "examples" / "jetiaral" / "texts"


def act(edition: str, language: str) -> Act:
    path = TEXTS / f"{edition}.{language}.txt"
    return read_bytes(path.read_bytes(), path.name).acts[0]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_was_published_is_what_was_found(language: str) -> None:
    found = compare(act("charter-in-force", language), act("adopted", language))
    rows = read_table(alignment_table(found), "")["pairs"]
    told = as_published(found.old, found.new, rows)
    assert [(p.old, p.new, p.fate, p.pieces) for p in told.pairs] == [
        (p.old, p.new, p.fate, p.pieces) for p in found.pairs
    ]
    assert told.measures == found.measures
    assert told.bulk == found.bulk


def test_a_correction_takes_a_pair_apart() -> None:
    found = compare(act("charter-in-force", "en"), act("adopted", "en"))
    rows = read_table(alignment_table(found), "")["pairs"]
    row = next(r for r in rows if r["fate"] == "reworded")
    reject = Decision(row["old"], row["new"], Verdict.REJECT, "no pair")
    told = as_published(found.old, found.new, rows, [reject])
    fates = {
        (p.old.address if p.old else None, p.new.address if p.new else None): p.fate
        for p in told.pairs
    }
    assert (row["old"], row["new"]) not in fates
    assert fates[row["old"], None] is Fate.DROPPED
    assert fates[None, row["new"]] is Fate.NEW


def test_a_share_of_words_tells_how_much_was_kept() -> None:
    charter = act("charter-in-force", "en")
    same = compare(charter, charter)
    assert (
        as_published(charter, charter, read_table(alignment_table(same), "")["pairs"]).level == 1.0
    )
