"""What a server makes only when somebody asks for it, once, and keeps while it stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from web.server import files, founded

from zhargy.web.kept import Kept
from zhargy.web.served import Served

RESULTS = "data/referendum/2031-06-08/results.nist.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return founded(tmp_path / "reform")


def test_a_result_is_made_once_and_kept_while_nothing_of_its_vote_changes(folder: Path) -> None:
    kept = Kept(1 << 20)
    served = Served(str(folder), kept)
    first = served.at(RESULTS)
    assert first is not None
    assert served.at(RESULTS) is first
    files(3).write(folder / "record")  # three commitments more: no word of the vote
    later = Served(str(folder), kept, served)
    assert later.site.library.head.size == served.site.library.head.size + 3
    assert later.at(RESULTS) is first


def test_a_result_stands_under_one_address(folder: Path) -> None:
    served = Served(str(folder), Kept(1 << 20))
    for language in ("kk", "ru", "en"):
        assert served.at(f"{language}/referendum/2031-06-08/results.nist.json") is None
