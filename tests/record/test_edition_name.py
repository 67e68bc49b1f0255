"""An edition may be called after its year or its day; a kind and a role may not."""

import pytest

from zhargy.errors import UnreadableRecord
from zhargy.record.entry import is_edition_name, is_slug
from zhargy.record.form import EDITION, Fields, check_form


@pytest.mark.parametrize("name", ["2026", "2026-07-01", "draft-1", "in-force"])
def test_an_edition_is_called_so(name: str) -> None:
    assert is_edition_name(name)


@pytest.mark.parametrize(
    "name", ["", "2026-", "-1", "2026--07", "2026 г", "Draft", "a" * 65, "../x"]
)
def test_an_edition_is_not_called_so(name: str) -> None:
    assert not is_edition_name(name)
    with pytest.raises(UnreadableRecord, match="E4"):
        check_form(Fields({"edition": EDITION}), {"edition": name}, "")


def test_a_role_does_not_begin_with_a_digit() -> None:
    assert not is_slug("2026")
