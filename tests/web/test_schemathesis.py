"""The addresses that openapi.json promises, asked by schemathesis with whatever it thinks of."""

from __future__ import annotations

import pytest
import schemathesis
from conftest import WHOLE
from django.core.wsgi import get_wsgi_application
from hypothesis import given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from web.server import founded, reader

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    reader(founded(tmp_path_factory.mktemp("reform")))
    return schemathesis.openapi.from_wsgi("/openapi.json", get_wsgi_application())


def test_every_promised_address_answers_as_it_is_promised(
    promised: schemathesis.BaseSchema,
) -> None:
    asked = set()
    for operation in (found.ok() for found in promised.get_all_operations()):

        @settings(max_examples=200 if WHOLE else 8)
        @given(operation.as_strategy())
        def answers(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        answers()
        asked.add(operation.path)
    assert asked == set(promised.raw_schema["paths"])
