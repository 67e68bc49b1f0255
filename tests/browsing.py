"""Pages in a browser, and axe-core, which looks for what a person with a screen reader would miss."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def chromium(*arguments: str) -> Iterator[Any]:
    """Chromium through Playwright; skips, loudly, where it is absent and not required."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        _absent("chromium", "no Chromium on this machine: the page is not tried in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", *arguments]
        )
        yield window
        window.close()


def violations(tab: Any) -> list[tuple[str, list[str]]]:
    """What axe finds wrong with the page that is shown: rule, and the elements."""
    tab.evaluate(_axe())
    result = tab.evaluate("axe.run()")
    assert result["passes"], "axe did not look at anything"
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]]


# The floor: WCAG 2.2 AA, and what axe thinks good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def examined(tab: Any) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What axe finds wrong, and what it cannot tell: rule and element, of WCAG 2.2 AA and better."""
    tab.evaluate(_axe())
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    result = tab.evaluate("options => axe.run(options)", options)
    assert result["passes"], "axe did not look at anything"
    wrong, untold = (
        [(one["id"], node["html"]) for one in result[name] for node in one["nodes"]]
        for name in ("violations", "incomplete")
    )
    return wrong, untold


# What axe cannot tell, each with the reason why it is right.
UNTOLD = {
    # Numbers of sections above and below the ribbon: one or two letters of text inside an SVG, for
    # which axe knows no ground. They are ink on leaf, and the same stands in the table below.
    ("color-contrast", r"<text( class=\"tight\")? x="),
    # Hours and shares of the turnout of a day, and what its two lines mean, likewise: ink on paper,
    # with an edge of paper around each letter, or above a bar. The same stands in the table below.
    ("color-contrast", r"<text( class=\"[bl]\")? x="),
    # The arrow between two places of a row, ink on leaf; the places beside it are measured.
    ("color-contrast", r"<b><a href=[^>]*>[^<]*</a> → <a "),
    # A word of one letter, or a sign, that came or went: too short for axe to measure. The colours
    # are those of the longer words beside it, which it measures.
    ("color-contrast", r"<(ins|del)( class=\"[qw]\")?>\s*\S{1,2}\s*</"),
}


def unexplained(untold: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What axe cannot tell and nobody has said why it is right."""
    return [
        one for one in untold if not any(one[0] == r and re.match(p, one[1]) for r, p in UNTOLD)
    ]


def _axe() -> str:
    found = find_spec("axe_playwright_python")
    for place in Path(found.origin).parent.glob("**/axe*.js") if found and found.origin else ():
        return place.read_text(encoding="utf-8")
    _absent("axe", "no axe on this machine: accessibility is not tried")
    return ""


def _absent(name: str, told: str) -> None:
    if name in os.environ.get("ZHARGY_REQUIRE", ""):
        pytest.fail(f"{name} is required and absent")
    pytest.skip(told)
