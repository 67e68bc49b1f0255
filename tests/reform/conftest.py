"""The table that clerks work on in these tests."""

from __future__ import annotations

import pytest
from clerk import DAY, FORM, TEXTS

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison
from zhargy.reform.tables import Made, make_document
from zhargy.reform.texts import read_file


@pytest.fixture(scope="package")
def comparison() -> Comparison:
    acts = (read_file(TEXTS / f"statute-{year}.ru.txt").act for year in (2019, 2027))
    return compare(*acts)


@pytest.fixture(scope="package")
def made(comparison: Comparison) -> Made:
    return make_document(comparison, FORM, "ru", DAY)
