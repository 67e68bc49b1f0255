"""A question that was put to the vote, as the pages need it: what was published, counted again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from zhargy.referendum.entries import Put, Recounted
from zhargy.referendum.protocols import Batch
from zhargy.referendum.turnout import Reading
from zhargy.referendum.units import Place
from zhargy.site.library import Told


@dataclass(frozen=True)
class Announced:
    """A result that was announced, and what its protocols give."""

    told: Told
    found: Recounted


@dataclass(frozen=True)
class Vote:
    """One question of one referendum.

    `announced` are its results in their order, the last of which stands; `counting` is what the
    protocols give where some came that no result has counted yet. `batches` are all
    protocols by their entries, `several` says that the referendum has more than one question.
    `site` is where the site of the record stands ("reform.example"), as its name says; "" where it
    does not.
    """

    told: Told
    put: Put
    announced: tuple[Announced, ...] = ()
    counting: Recounted | None = None
    batches: tuple[tuple[Told, Batch], ...] = ()
    rolls: tuple[Told, ...] = ()
    events: tuple[Told, ...] = ()
    turnout: Told | None = None
    readings: tuple[Reading, ...] = ()
    tiles: Mapping[str, tuple[int, int]] | None = None
    several: bool = False
    site: str = ""

    @property
    def referendum(self) -> str:
        return str(self.told.entry.body["referendum"])

    @property
    def question(self) -> str:
        return str(self.told.entry.body["question"])

    @property
    def standing(self) -> Announced | None:
        """The result that stands."""
        return self.announced[-1] if self.announced else None

    @property
    def found(self) -> Recounted | None:
        """What the pages show: the result that stands, else what has been counted so far."""
        return self.announced[-1].found if self.announced else self.counting

    @property
    def live(self) -> bool:
        """Whether the pages show a count that goes on: no result was announced yet."""
        return not self.announced and self.counting is not None

    @property
    def partial(self) -> bool:
        """Whether the figures that are shown are of a part of the protocols, and decide nothing: a
        count that goes on, or a preliminary result that was announced before all had come."""
        if self.standing is None:
            return self.live
        preliminary = self.standing.told.entry.body["stage"] != "final"
        return preliminary and not self.standing.found.count.tally().complete

    @property
    def follows(self) -> bool:
        """Whether more is to be expected soon: a count goes on, or turnout is told on the day."""
        return self.counting is not None or (not self.announced and self.turnout is not None)

    @property
    def annulled(self) -> bool:
        """Whether what was voted was annulled in every precinct."""
        last = {one.entry.body["precinct"]: one.entry.body["event"] for one in self.events}
        precincts = self.put.tree.ordinal
        return bool(precincts) and all(last.get(code) == "annulled" for code in precincts)

    @property
    def newest(self) -> Told:
        """The last entry that says anything of the question."""
        said: list[Told] = [
            self.told,
            *(one.told for one in self.announced),
            *(told for told, _ in self.batches),
            *self.rolls,
            *self.events,
            *((self.turnout,) if self.turnout else ()),
        ]
        return max(said, key=lambda told: told.place)

    @cached_property
    def children(self) -> Mapping[str, tuple[Place, ...]]:
        """The places right below each place, in the order of the units."""
        found: dict[str, list[Place]] = {}
        for place in self.put.tree.places:
            found.setdefault(place.parent, []).append(place)
        return {code: tuple(places) for code, places in found.items()}

    def place(self, code: str) -> Place:
        """A place by its code."""
        return self.put.tree.places[self.put.tree.number[code]]
