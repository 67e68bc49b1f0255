"""What looks like personal data in a text, before it becomes public.

It finds contacts, long numbers such as those of documents and people, and names with a
patronymic or a Kazakh "-ұлы". A scan sees forms, not persons: it misses a bare surname, so a
person looks as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FORMS = (
    ("email", re.compile(r"[^\s@<>()«»\"']+@[^\s@<>()«»\"',;]+\.[^\W\d_]{2,}")),
    ("account", re.compile(r"(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{4,}")),
    ("number", re.compile(r"(?<![\w/#.,-])\d(?:[ -]?\d){9,18}(?![\w/-])")),
    ("phone", re.compile(r"(?<![\w/])\+\d[\d() -]{7,16}\d(?!\w)")),
    ("phone", re.compile(r"(?<![\w/])8[ -]?\(?7\d\d\)?[ -]?\d{3}[ -]?\d\d[ -]?\d\d(?!\w)")),
    (
        "name",
        re.compile(
            r"[А-ЯЁӘҒҚҢӨҰҮҺІ]\w+ (?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\w+ )?"
            r"[А-ЯЁӘҒҚҢӨҰҮҺІ]\w*(?:[оеё]вич|[оеё]вна|ична|ұлы|қызы|улы|кызы)(?:у|а|ем|ой|ом|ның|ға|дан)?\b"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Personal:
    """A span of a text, half-open, in code points, and what it looks like: "email", "account",
    "phone", "number" or "name"."""

    kind: str
    start: int
    end: int


def personal_in(text: str) -> list[Personal]:
    """What looks like personal data, in the order of the text.

    >>> [p.kind for p in personal_in("Айгүл Серікқызы, +7 701 555 01 23, a@b.kz")]
    ['name', 'phone', 'email']
    >>> personal_in("На 15 марта 2026 года в списках 12 482 613 избирателей.")
    []
    """
    found = sorted(_all(text), key=lambda one: (one.start, -one.end))
    out: list[Personal] = []
    for one in found:
        if not out or one.start >= out[-1].end:
            out.append(one)
    return out


def _all(text: str) -> Iterator[Personal]:
    for kind, form in _FORMS:
        for match in form.finditer(text):
            yield Personal(kind, *match.span())
