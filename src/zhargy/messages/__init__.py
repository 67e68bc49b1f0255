"""Every sentence that a person reads, in Kazakh, Russian and English.

The catalogue is the `*.toml` files of this folder: a table for each code, with `kk`, `ru`, `en`.
A sentence that counts is a table of plural forms instead ({one, few, many} in Russian, {one, other}
in English, {other} in Kazakh), chosen by the field `n`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

LANGUAGES = ("kk", "ru", "en")
_NO_BREAK = "\u00a0"

# Sentences that mention kinds of entries, and by which fields.
_OF_KINDS, _KINDS = frozenset({"E5", "E6", "V65"}), {"kind", "kinds"}

Sentence = str | dict[str, str]


@cache
def catalogue() -> Mapping[str, Mapping[str, Sentence]]:
    """Code -> language -> sentence. A code that stands in two files is our bug: ValueError."""
    sentences: dict[str, Mapping[str, Sentence]] = {}
    for file in sorted(resources.files(__name__).iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        for code, forms in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if code in sentences:
                raise ValueError(f"{code} stands twice in the catalogue")
            sentences[code] = forms
    return sentences


def say(code: str, language: str, /, **fields: object) -> str:
    """The sentence `code` in `language`, with its fields filled in.

    Whole numbers are grouped by no-break spaces (by commas in English).
    """
    sentence = catalogue()[code][language]
    if code in _OF_KINDS:
        fields |= {
            name: ", ".join(kind_name(kind, language) for kind in str(fields[name]).split(", "))
            for name in _KINDS & fields.keys()
        }
    if isinstance(sentence, dict):
        count = fields.get("n", 0)
        sentence = sentence[plural(count if isinstance(count, int) else 0, language)]
    return sentence.format(**{name: _shown(value, language) for name, value in fields.items()})


def kind_name(kind: str, language: str) -> str:
    """The name of a kind of entry; one that this program does not know stays as it is written.

    >>> kind_name("figure", "kk"), kind_name("weather", "kk")
    ('көрсеткіш', 'weather')
    """
    code = f"record-kind-{kind}"
    return say(code, language) if code in catalogue() else kind


def _shown(value: object, language: str) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value, language)
    return value


def number(value: int, language: str) -> str:
    """A count as the language groups it.

    >>> number(12482613, "ru"), number(12482613, "en"), number(2026, "kk")
    ('12\\xa0482\\xa0613', '12,482,613', '2\\xa0026')
    """
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", _NO_BREAK)


def share(part: int, base: int, language: str) -> str:
    """`part` of `base` in per cent, to one decimal, rounded half up.

    >>> share(77, 98, "ru"), share(77, 98, "en"), share(0, 0, "kk")
    ('78,6\\xa0%', '78.6 %', '–')
    """
    if base == 0:
        return "–"
    tenths = (part * 2000 + base) // (2 * base)
    if language == "en":
        return f"{tenths // 10}.{tenths % 10} %"
    return f"{tenths // 10},{tenths % 10}{_NO_BREAK}%"


def plural(count: int, language: str) -> str:
    """The CLDR plural category of a whole number in the three languages.

    >>> [plural(n, "ru") for n in (1, 2, 5, 11, 21, 22)]
    ['one', 'few', 'many', 'many', 'one', 'few']
    """
    if language == "kk":
        return "other"
    if language == "en":
        return "one" if count == 1 else "other"
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14:
        return "few"
    return "many"
