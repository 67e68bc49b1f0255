"""Pages in a browser, and axe-core, which looks for what a person with a screen reader would miss."""

from __future__ import annotations

import os
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
