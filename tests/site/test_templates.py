"""Every sentence of a template stands in the catalogue, and every sentence of the site is used."""

import ast
import re
from pathlib import Path

import pytest

from zhargy.messages import catalogue

SITE = Path(__file__).parents[2] / "src" / "zhargy" / "site"
CODES = {
    template.name: set(re.findall(r"""\bt\(["']([a-z0-9-]+)["'](?! ~)""", template.read_text()))
    for template in sorted((SITE / "templates").glob("*.html"))
}


@pytest.mark.parametrize("name", CODES)
def test_the_sentences_of_a_template_exist(name: str) -> None:
    assert CODES[name] <= catalogue().keys()


def test_no_sentence_of_the_site_is_unused() -> None:
    said = {code for codes in CODES.values() for code in codes}
    for module in SITE.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    unused = {
        code
        for code in catalogue()
        if code.startswith("site-") and code not in said and not code.startswith("site-door-")
    }
    assert not unused
