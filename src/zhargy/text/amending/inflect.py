"""All forms of words that are replaced "in the due case": endings carried over by tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from zhargy.languages.amending.endings import RUSSIAN_PARADIGMS, Cell, kazakh_forms

_LONGEST_ENDING = 4
_ADJECTIVES = (
    "ый",
    "ой",
    "ая",
    "яя",
    "ое",
    "ее",
    "ые",
    "ский",
    "кий",
    "ний",
    "щий",
    "ший",
    "жий",
    "чий",
)


def in_all_forms(
    pairs: Mapping[str, str], texts: Sequence[str], language: str
) -> tuple[dict[str, str], list[str]]:
    """The forms of the old words that stand in the texts, each with the same form of the new, and
    what may be a form but is not sure.

    >>> in_all_forms({"сейм": "курултай"}, ["Зовут сейм; сейма нет."], "ru")
    ({'сейм': 'курултай', 'сейма': 'курултая'}, [])

    Of what lives, "старосту" and "старосты" tell; "схода" may be either case, and a neuter word
    has a form for each:

    >>> in_all_forms({"сход": "собрание"}, ["Схода нет, сходу рады."], "ru")
    ({'сходу': 'собранию'}, ['Схода'])
    >>> in_all_forms({"жиын": "жиналыс"}, ["Жиынның күні, жиынға келу."], "kk")
    ({'Жиынның': 'Жиналыстың', 'жиынға': 'жиналысқа'}, [])
    """
    known: dict[str, str] = {}
    unsure: set[str] = set()
    for old, new in pairs.items():
        forms = _forms(old.lower(), new if language == "ru" else new.lower(), language)
        for said in _standing(old, texts):
            found = {said} if said == new else forms.get(said.lower(), set())
            if said == old:
                found = {new}
            if len(found) == 1:
                known[said] = _cased(next(iter(found)), said)
            else:
                unsure.add(said)
    return known, sorted(unsure)


def _standing(old: str, texts: Sequence[str]) -> list[str]:
    """What begins as the old words do, word by word, in the order of the texts."""
    words = [
        rf"{re.escape(w[: max(3, len(w) - 2)])}\w{{0,{_LONGEST_ENDING + 2}}}"
        if len(w) > 3
        else re.escape(w)
        for w in old.split()
    ]
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
    return list(dict.fromkeys(m.group() for text in texts for m in pattern.finditer(text)))


def _forms(old: str, new: str, language: str) -> dict[str, set[str]]:
    """Every form of the old words -> the same forms of the new ones."""
    forms: dict[str, set[str]] = {}
    for one, other in _paired(old, new, language):
        forms.setdefault(one, set()).add(other)
    return forms


def _paired(old: str, new: str, language: str) -> Iterator[tuple[str, str]]:
    if language == "kk":
        # The last word bears the case.
        heads = [w.rpartition(" ") for w in (old, new)]
        for one, other in zip(*(kazakh_forms(h[2]) for h in heads), strict=True):
            yield heads[0][0] + heads[0][1] + one, heads[1][0] + heads[1][1] + other
    elif language == "ru":
        for mine, theirs in product(_declined(old), _declined(new)):
            yield from zip(mine, theirs, strict=True)
    else:
        yield old, new
        yield f"{old}s", f"{new}s"


def _declined(words: str) -> list[list[str]]:
    """Russian words in every case, as of what does not live and of what lives; one list for each
    likely table of their endings."""
    found: list[list[str]] = [[""] * 24]
    agreeing, rest = _agreeing(words.split())
    for word in map(str.lower, agreeing):
        found = [
            [f"{a} {b}".strip() for a, b in zip(before, forms, strict=True)]
            for before in found
            for forms in _paradigms(word)
        ]
    return [[" ".join([form, *rest]) for form in forms] for forms in found]


def _agreeing(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The noun with the adjectives before it, which have its case, and what hangs on the noun.

    >>> _agreeing("новый устав сельского схода".split())
    (['новый', 'устав'], ['сельского', 'схода'])
    """
    noun = next((n for n, w in enumerate(words) if not w.endswith(_ADJECTIVES)), len(words) - 1)
    return words[: noun + 1], words[noun + 1 :]


def _paradigms(word: str) -> list[list[str]]:
    """The likeliest tables for a word in the nominative: those with the longest ending."""
    fits: list[tuple[int, tuple[Cell, ...]]] = []
    for cells in RUSSIAN_PARADIGMS:
        ending = cells[0][0]
        bare = word[: len(word) - len(ending)]
        if word.endswith(ending) and _agrees(bare, ending, cells):
            fits.append((len(ending), cells))
    longest = max((size for size, _ in fits), default=0)
    return [
        [word[: len(word) - size] + cell[lives] for lives in (0, 1) for cell in cells]
        for size, cells in fits
        if size == longest
    ]


def _agrees(bare: str, ending: str, cells: tuple[Cell, ...]) -> bool:
    """Consonants that the ending cannot follow."""
    last = bare[-1:]
    if ending == "":
        velar = last in "гкхжшчщ"
        return bool(last) and last not in "аеёийоуыьэюя" and ("и" in cells[6][0]) == velar
    if ending == "а":
        return ("и" in cells[6][0]) == (last in "гкхжшчщ")
    if ending == "ий":
        return (cells[1][0] == "его") == (last in "жшчщн")
    return True


def _cased(form: str, said: str) -> str:
    """With the capitals of the words that stand there."""
    if said.isupper() and len(said) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if said[:1].isupper() else form
