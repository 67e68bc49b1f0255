"""Russian: words that the dictionary lacks, or takes for others than the law means."""

from __future__ import annotations

_CASES = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
# Kazakh words that Russian laws decline.
_LOANS = "маслихат акимат кенес"
# The base, then its other forms.
_IRREGULAR = """
вина вину вины вине виной виною
заем займ займа займу займом займе займы займов займам займами займах
тенге
тиын тиына тиыны тиынов
"""


def _forms() -> dict[str, str]:
    rows = [line.split() for line in _IRREGULAR.strip().splitlines()]
    known = {form: row[0] for row in rows for form in row}
    return known | {loan + case: loan for loan in _LOANS.split() for case in _CASES}


IRREGULAR = _forms()
