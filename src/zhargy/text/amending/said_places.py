"""The places that a clause names: headings, pieces without a number, exceptions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhargy.text.amending.patterns import Said
from zhargy.text.amending.places import joined
from zhargy.text.provision import Citation

HEADING = Citation.of(heading="1")


def headings_of(said: Said, found: re.Match[str]) -> list[Citation]:
    """The headings that are named, each with its place where one is named."""
    paths = said.paths(found.group())
    if not paths:
        return [HEADING]
    # "The heading of Article 1 and paragraph 1 of Article 1": a paragraph has no heading.
    headed = [not {"point", "subpoint", "item"} & {level for level, _ in p.steps} for p in paths[0]]
    return [
        joined(path, HEADING) if has or not any(headed) else path
        for path, has in zip(paths[0], headed, strict=True)
    ]


def named_piece(said: Said, piece: Citation, found: re.Match[str]) -> str:
    """A sentence or paragraph that is named without a number, with the place that holds it."""
    holders = said.paths(found.group())
    return said.sign([joined(path, piece) for path in holders[0]] if holders else [piece])


def left_out(said: Said, found: re.Match[str]) -> str:
    """Set the exceptions of "everywhere but in ..." apart; what stands in their stead."""
    signs = found["a"] or found["b"] or ""
    said.without += tuple(path for paths in said.paths(signs) for path in paths)
    return " "


def narrowed(groups: Sequence[tuple[Citation, ...]]) -> list[Citation]:
    """Places in order; one that only says where the next is gives way to it."""
    out: list[Citation] = []
    for n, paths in enumerate(groups):
        after = groups[n + 1] if n + 1 < len(groups) else ()
        if after and len(paths) == 1 and paths[0].steps:
            inside = [joined(paths[0], path) for path in after]
            size = len(paths[0].steps)
            if all(p.steps[:size] == paths[0].steps and len(p.steps) > size for p in inside) and (
                any(p.steps[:size] == paths[0].steps for p in after)
            ):
                continue
        out += paths
    return out
