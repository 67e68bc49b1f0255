"""Where on the page each provision stands."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from zhargy.compare.comparison import Comparison, Pair


@dataclass(frozen=True)
class Places:
    """The id of each row, and the row where a provision of either side stands first.

    A row is named by its new provision, "new-" and the address, where that name is free, else by
    its old one; a further row of a split and merged provision has no name.
    """

    ids: tuple[str, ...]
    rows: dict[str, str]

    @classmethod
    def of(cls, comparison: Comparison) -> Places:
        ids: list[str] = []
        rows: dict[str, str] = {}
        taken: set[str] = set()
        for pair in comparison.pairs:
            own = next((name for name in _names(pair) if name not in taken), "")
            taken.add(own)
            ids.append(own)
            for name in _names(pair) if own else ():
                rows.setdefault(name, own)
        return cls(tuple(ids), rows)

    def link(self, side: str, address: str, words: str) -> str:
        """`words`, as a link to the row of an address where there is one."""
        row = self.rows.get(f"{side}-{address}")
        return f"<a href=#{escape(row)}>{escape(words)}</a>" if row else escape(words)


def _names(pair: Pair) -> list[str]:
    sides = (("new", pair.new), ("old", pair.old))
    return [f"{side}-{provision.address}" for side, provision in sides if provision]
