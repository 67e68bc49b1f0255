"""What a person types in Python."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import zhargy


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_compare_is_called_whatever_was_imported_before() -> None:
    for before in (
        "import zhargy",
        "import zhargy, zhargy.compare",
        "import zhargy.compare.comparison as room, zhargy; assert room.Fate",
        "import zhargy; from zhargy.compare.compare import compare",
    ):
        said = run(f"{before}; print(callable(zhargy.compare), zhargy.compare.__name__)")
        assert said.split() == ["True", "zhargy.compare"], before


def test_the_package_wakes_up_nothing_heavy() -> None:
    said = run("import zhargy, sys; print('numpy' in sys.modules, 'lxml' in sys.modules)")
    assert said.split() == ["False", "False"]


def test_no_expression_of_ours_has_a_possessive_group() -> None:
    """Python 3.11.0 to 3.11.3, which Debian 12 ships, reads `(...)*+` wrong (gh-101955)."""
    found = [
        (path.name, node.lineno)
        for path in Path(zhargy.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"\)(?:[*?]|\{\d*,?\d*\})\+", node.value)
    ]
    assert found == []
