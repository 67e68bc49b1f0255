"""The sample reform, published once for all tests of its site, and its site in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.showing import sample_record, shown
from browsing import chromium


@pytest.fixture(scope="session")
def reform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_record(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def address(reform: Path) -> Iterator[str]:
    with shown(reform) as where:
        yield where


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


class Complaints(list[str]):
    """What the console of a browser says against a page: errors, and what the policy refused."""

    def listen(self, tab: Any) -> None:
        tab.on("pageerror", lambda error: self.append(str(error)))
        tab.on("console", lambda said: self.append(said.text) if said.type == "error" else None)


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    found = Complaints()
    yield found
    assert found == []
