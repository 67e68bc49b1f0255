"""A small nation whose protocols are sound, and ways to read a table of them."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.nation import Nation, nation

from zhargy.referendum.count import Count, Received, count
from zhargy.referendum.events import Event
from zhargy.referendum.form import ProtocolForm, form_from
from zhargy.referendum.moment import Moment
from zhargy.referendum.papers import check_papers
from zhargy.referendum.protocols import About, read_batch
from zhargy.referendum.remark import Remark
from zhargy.referendum.roll import Roll, read_roll
from zhargy.referendum.sheet import read_sheet
from zhargy.referendum.units import Tree, read_places, tree_on
from zhargy.reform.protocol_forms import protocol_form

EVENING = Moment.of("2031-06-08T22:00:00+05:00")
NEXT_DAY = Moment.of("2031-06-09T12:00:00+05:00")
Row = dict[str, str]

TINY = """
schema = "zhargy.protocol/1"
title = { kk = "х", ru = "х", en = "x" }
[[line]]
name = "voted"
required = true
title = { kk = "х", ru = "х", en = "x" }
[[line]]
name = "yes"
required = true
title = { kk = "х", ru = "х", en = "x" }
[[line]]
name = "no"
title = { kk = "х", ru = "х", en = "x" }
[[equation]]
code = "T1"
severity = "error"
says = "voted = yes + no"
title = { kk = "х", ru = "х", en = "they add up" }
"""
UNITS = """code,parent,kind,type,weight,from,to,kk,ru,en
X,,country,,,,,,,Xland
A,X,unit,,,,,,,Aside
B,X,unit,,,,,,,Beside
a1,A,precinct,,,,,,,
a2,A,precinct,hospital,,,,,,
b1,B,precinct,,,,,,,
abroad,X,precinct,abroad,,,,,,
"""


def tiny_form(more: str = "") -> ProtocolForm:
    return form_from(tomllib.loads(TINY + more), "tiny")


def tree_of(text: str = UNITS) -> Tree:
    places, remarks = read_places(read_sheet(text.encode(), "units.csv")[0])
    tree, hanging = tree_on(places, None, "units.csv")
    assert not [*remarks, *hanging]
    return tree


def received(
    text: str | bytes,
    form: ProtocolForm,
    tree: Tree,
    about: About | None = None,
    name: str = "p.csv",
) -> Received:
    data = text.encode() if isinstance(text, str) else text
    sheet, remarks = read_sheet(data, name)
    batch, more = read_batch(sheet, form, tree, about or About(as_of=EVENING))
    more += check_papers(sheet, batch, form, tree)
    return Received(batch, (*remarks, *more))


def counted(text: str, *, form: ProtocolForm | None = None, tree: Tree | None = None) -> Count:
    form, tree = form or tiny_form(), tree or tree_of()
    return count(form, tree, [received(text, form, tree)])


@dataclass(frozen=True)
class Sound:
    """A nation that was read: change some rows, and see what is found."""

    made: Nation
    form: ProtocolForm
    tree: Tree
    roll: Roll
    rows: tuple[Mapping[str, str], ...]

    def found(
        self, rows: Sequence[Mapping[str, str]], events: Sequence[Event] = (), head: str = ""
    ) -> tuple[Remark, ...]:
        data = as_csv(rows, head)
        return count(
            self.form, self.tree, [received(data, self.form, self.tree)],
            rolls=[self.roll], events=events,
        ).findings  # fmt: skip


def as_csv(rows: Sequence[Mapping[str, str]], head: str = "") -> bytes:
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head.split(",") if head else names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue().encode()


@cache
def sound(precincts: int = 300) -> Sound:
    made = nation(precincts, units=5, commissions=20)
    form = protocol_form("kazakhstan")
    places, _ = read_places(read_sheet(made.units, "units.csv")[0])
    tree, _ = tree_on(places, None)
    roll, _ = read_roll(read_sheet(made.roll, "roll.csv")[0], tree, Moment.of("2031-05-19"))
    rows = tuple(csv.DictReader(io.StringIO(made.protocols.decode())))
    return Sound(made, form, tree, roll, rows)
