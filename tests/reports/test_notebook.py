"""What a notebook shows of a text and of a comparison."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import html

import zhargy
from zhargy.messages import LANGUAGES, say
from zhargy.reports.summary import FATES

TEXTS = Path(__file__).parents[2] / "examples/jetiaral/texts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_shows_fates_measures_rows_and_how_many_it_leaves_out(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHARGY_LANGUAGE", language)
    changes = zhargy.compare(*(TEXTS / f"{name}.{language}.txt" for name in ("draft-1", "adopted")))
    tree = html.fromstring(f"<div>{changes._repr_html_()}</div>")
    text = tree.text_content()
    assert all(say(f"fate-{fate.value}", language) in text for fate in FATES)
    measures, rows = tree.xpath("//table")
    assert len(measures.xpath("./tr")) == len(changes.measures) + 1
    assert len(rows.xpath("./tr")) == 41
    assert say("notebook-more", language, shown=40, n=len(changes.pairs)) in text
    assert tree.xpath("//ins[contains(@style, 'rgba')]")


def test_a_text_shows_its_title_and_its_first_provisions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHARGY_LANGUAGE", "kk")
    text = zhargy.read(TEXTS / "adopted.kk.txt")
    tree = html.fromstring(f"<div>{text._repr_html_()}</div>")
    assert text.title in tree.xpath("string(//b)")
    assert len(tree.xpath("//tr")) == 40
    assert say("notebook-more-text", "kk", shown=40, n=len(text.provisions)) in tree.text_content()


def test_a_comparison_is_saved_as_the_table_of_a_form(tmp_path: Path) -> None:
    changes = zhargy.compare(*(TEXTS / f"{name}.ru.txt" for name in ("draft-2", "adopted")))
    saved = changes.save(tmp_path / "t.html", form="kazakhstan/working", day=date(2031, 4, 14))
    page = saved.read_text(encoding="utf-8")
    assert "Предлагаемая редакция" in page
    assert "14.04.2031" in page
