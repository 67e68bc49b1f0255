"""Endings of nouns and adjectives, case by case, for words replaced "in the due case"."""

from __future__ import annotations

# A line for each kind of word: endings of the six cases in the singular, then in the plural. The
# accusative of what lives is its genitive: after "/".
_RUSSIAN = """
- а у -/а ом е | ы ов ам ы/ов ами ах
- а у -/а ом е | и ов ам и/ов ами ах
й я ю й/я ем е | и ев ям и/ев ями ях
ь я ю ь/я ем е | и ей ям и/ей ями ях
ие ия ию ие ием ии | ия ий иям ия иями иях
о а у о ом е | а - ам а ами ах
е я ю е ем е | я ей ям я ями ях
а ы е у ой е | ы - ам ы/- ами ах
а и е у ой е | и - ам и/- ами ах
я и е ю ей е | и ь ям и/ь ями ях
ия ии ии ию ией ии | ии ий иям ии/ий иями иях
ь и и ь ью и | и ей ям и/ей ями ях
ый ого ому ый/ого ым ом | ые ых ым ые/ых ыми ых
ий ого ому ий/ого им ом | ие их им ие/их ими их
ий его ему ий/его им ем | ие их им ие/их ими их
ой ого ому ой/ого ым ом | ые ых ым ые/ых ыми ых
ая ой ой ую ой ой | ые ых ым ые/ых ыми ых
ое ого ому ое ым ом | ые ых ым ые ыми ых
"""
# Endings of one case: of what does not live, of what lives.
Cell = tuple[str, str]


def _cells(line: str) -> tuple[Cell, ...]:
    cells = (cell.replace("-", "").split("/") for cell in line.replace("|", " ").split())
    return tuple((cell[0], cell[-1]) for cell in cells)


RUSSIAN_PARADIGMS = tuple(_cells(line) for line in _RUSSIAN.strip().splitlines())

_SOFT = frozenset("әеіөүэи")
_VOWELS = frozenset("аәеиіоөуұүыэюяё")
_DEAF = frozenset("кқпстфхцчшщбвгд")
_NASAL = frozenset("мнң")
# Case: after a vowel; after a nasal; after a voiced consonant; after a deaf one. Hard, soft.
_KAZAKH = (
    ("ның нің", "ның нің", "дың дің", "тың тің"),
    ("ға ге", "ға ге", "ға ге", "қа ке"),
    ("ны ні", "ды ді", "ды ді", "ты ті"),
    ("да де", "да де", "да де", "та те"),
    ("дан ден", "нан нен", "дан ден", "тан тен"),
    ("мен мен", "мен мен", "мен мен", "пен пен"),
    ("дағы дегі", "дағы дегі", "дағы дегі", "тағы тегі"),
)


_OWN = ("", "ның нің", "на не", "н н", "нда нде", "нан нен", "мен мен", "ндағы ндегі")
_VOICED = {"к": "г", "қ": "ғ", "п": "б"}


def kazakh_forms(word: str) -> list[str]:
    """A Kazakh noun in its cases, the nominative first, then the same of its possessive.

    >>> kazakh_forms("жиналыс")[:4], kazakh_forms("кеңес")[1], kazakh_forms("құрылтай")[9]
    (['жиналыс', 'жиналыстың', 'жиналысқа', 'жиналысты'], 'кеңестің', 'құрылтайының')
    """
    last = word[-1]
    kind = 0 if last in _VOWELS else 1 if last in _NASAL else 3 if last in _DEAF else 2
    vowels = [c for c in word if c in _VOWELS and c != "у"]
    soft = bool(vowels) and vowels[-1] in _SOFT
    own = word + ("сы сі" if last in _VOWELS else "ы і").split()[soft]
    if last in _VOICED:
        own = word[:-1] + _VOICED[last] + own[-1]
    return [
        word,
        *(word + row[kind].split()[soft] for row in _KAZAKH),
        own,
        *(own + row.split()[soft] for row in _OWN[1:]),
    ]
