"""A small vote as entries of a record: two units, five precincts, one of them annulled."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from zhargy.record.entry import Entry
from zhargy.referendum.entries import (
    put_of,
    question_body,
    recount,
    result_blob,
    result_body,
)
from zhargy.text.entries import blob_of

NAMES = ("2031-06-08", "charter")
ASKED = {"referendum": NAMES[0], "question": NAMES[1]}
COMMISSION = "The commission, decision 9"
RULE = b"""
schema = "zhargy.rule/1"
name = "library"
title = { kk = "\xd0\xb5\xd1\x80\xd0\xb5\xd0\xb6\xd0\xb5", ru = "\xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xb8\xd0\xbb\xd0\xbe", en = "rule" }

[source]
edition = "2031-01-01"
sure = "read"
law = { kk = "\xd0\xb6\xd0\xb0\xd1\x80\xd2\x93\xd1\x8b", ru = "\xd1\x83\xd1\x81\xd1\x82\xd0\xb0\xd0\xb2", en = "charter" }

[define]
units_for = "count(units where yes > 1/2 * voted)"
units_all = "count(units)"

[[clause]]
name = "turnout"
test = "voted > 1/2 * roll"
fails = "did not take place"
title = { kk = "\xd2\x9b\xd0\xb0\xd1\x82\xd1\x8b\xd1\x81\xd1\x83", ru = "\xd1\x8f\xd0\xb2\xd0\xba\xd0\xb0", en = "turnout" }
source = { kk = "9", ru = "9", en = "9" }

[[clause]]
name = "units"
test = "units_for >= ceil(1/2 * units_all)"
title = { kk = "\xd0\xb1\xd1\x96\xd1\x80\xd0\xbb\xd1\x96\xd0\xba", ru = "\xd0\xb5\xd0\xb4\xd0\xb8\xd0\xbd\xd0\xb8\xd1\x86\xd1\x8b", en = "units" }
source = { kk = "10", ru = "10", en = "10" }
"""
_TITLE = 'title = { kk = "x", ru = "x", en = "x" }\n'
FORM = (
    'schema = "zhargy.protocol/1"\n'
    + _TITLE
    + "".join(
        f'[[line]]\nname = "{name}"\nrequired = true\n{_TITLE}'
        for name in ("roll", "voted", "yes", "no", "invalid")
    )
    + f'[[equation]]\ncode = "sum"\nsays = "voted = yes + no + invalid"\nseverity = "error"\n{_TITLE}'
).encode()
UNITS = (
    b"code,parent,kind,en\nL,,country,Library\nN,L,unit,North\nS,L,unit,South\n"
    b"N-1,N,precinct,\nN-2,N,precinct,\nS-1,S,precinct,\nS-2,S,precinct,\nX-1,L,precinct,\n"
)
ROLL = b"precinct,roll\nN-1,100\nN-2,120\nS-1,80\nS-2,60\nX-1,10\n"
PRELIMINARY = (
    b"precinct,roll,voted,yes,no,invalid\nN-1,100,70,40,28,2\nN-2,120,90,50,39,1\n"
    b"S-1,80,50,20,30,0\nS-2,60,40,30,10,0\n"
)
FINAL = PRELIMINARY + b"X-1,10,9,5,4,0\n"
TURNOUT = b"unit,time,value,measure\nL,2031-06-08T10:00+05:00,120,ballots\n"


def entries_of_a_vote(first: int, editions: Sequence[int]) -> tuple[list[Entry], list[bytes]]:
    """The entries of the vote, the first of which will stand at `first`, and their blobs."""
    decides = {"rule": RULE, "form": FORM, "units": UNITS}
    said = {"title": {"en": "The vote"}, "asks": {"en": "Adopt?"}, "day": "2031-06-08"}
    entries: list[Entry] = []
    blobs = [RULE, FORM, UNITS, ROLL, PRELIMINARY, FINAL, TURNOUT]

    def put(kind: str, body: dict[str, object], as_of: str = "", **more: int | None) -> int:
        entries.append(
            Entry(kind, 1, "2031-02-10T09:00:00Z", "secretariat", body, as_of, COMMISSION, **more)
        )
        return first + len(entries) - 1

    question = put("question", question_body(NAMES, said, editions, decides))
    roll = put(
        "roll",
        {
            "referendum": NAMES[0],
            "name": "2031-06-07",
            "precincts": 5,
            "total": 370,
            "table": blob_of(ROLL),
        },
        "2031-06-07",
    )
    batches = {
        stage: put(
            "protocols",
            {
                **ASKED,
                "stage": stage,
                "side": "official",
                "protocols": table.count(b"\n") - 1,
                "table": blob_of(table),
            },
            "2031-06-09",
        )
        for stage, table in (("preliminary", PRELIMINARY), ("final", FINAL))
    }
    annulled = put(
        "precinct",
        {
            "referendum": NAMES[0],
            "precinct": "S-2",
            "event": "annulled",
            "day": "2031-06-09",
            "reason": "The box had no seal.",
        },
    )
    put(
        "turnout",
        {"referendum": NAMES[0], "readings": 1, "table": blob_of(TURNOUT)},
        "2031-06-08",
    )
    read = {hashlib.sha256(blob).hexdigest(): blob for blob in blobs}.get
    before: int | None = None
    for stage, events in (("preliminary", []), ("final", [annulled])):
        places = {"put": question, "roll": roll, "protocols": [batches[stage]], "events": events}
        rules = put_of(entries[0], read)
        assert rules is not None
        made_of = {"question": NAMES[1], "stage": stage, **places}
        found = recount(rules, made_of, lambda place: entries[place - first], read)
        assert found is not None
        table = result_blob(found.count)
        blobs.append(table)
        before = put(
            "result",
            result_body(NAMES, stage, places, found, table),
            "2031-06-09",
            supersedes=before,
        )
    return entries, blobs
