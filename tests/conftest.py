"""How many examples the laws take, and the golden files.

`ZHARGY_CAMPAIGN=whole` multiplies the examples by 100 (`make prove`); `--update-golden` rewrites
the golden files, and the diff is what we review.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"
_EXAMPLES = 12
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "test",
    max_examples=_EXAMPLES,
    deadline=None,
    suppress_health_check=_SLOW,
    derandomize=True,  # CI says the same twice; `make prove` searches further
)
settings.register_profile(
    "prove", max_examples=100 * _EXAMPLES, deadline=None, suppress_health_check=_SLOW
)
settings.load_profile("prove" if WHOLE else "test")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
