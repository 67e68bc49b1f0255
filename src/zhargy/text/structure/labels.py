"""What stands before the words of a paragraph: "Статья 5.", "5-бап", "§ 5", "10-1)", "(i)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from zhargy.languages import LANGUAGES
from zhargy.languages.lookalikes import TO_LATIN, fold
from zhargy.text.structure.order import REPEATS, is_first, roman

_WORD_LEVELS = {
    word: level for language in LANGUAGES.values() for word, level in language.units.items()
}
_NUMBER_FIRST_WORDS = frozenset(
    word for language in LANGUAGES.values() if language.number_first for word in language.units
)
_ORDINALS = {word: number for language in LANGUAGES.values() for word, number in language.ordinals}
_POINTS = [word for language in LANGUAGES.values() for word in language.points]
_MONTHS = frozenset(month for language in LANGUAGES.values() for month in language.months)

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LEVELLED = str.maketrans(_RAISED, "0123456789")
_ROMAN = r"[IVXLCDMІХСМ]+(?:-\d+)?"
_AGAIN = rf"\s?(?:{'|'.join(REPEATS)})(?![^\W\d_])"
_ARABIC = rf"\d+(?:[-‐‑–.]\d+)*[{_RAISED}]*(?:er(?![^\W\d_])|{_AGAIN}|[a-zа-яA-ZА-Я](?![^\W\d_]))?"
_ORDINAL = rf"(?i:{'|'.join(map(re.escape, sorted(_ORDINALS, key=len, reverse=True)))})(?![^\W\d_])"
_LONGEST_LABEL = 60
_DASHES = re.compile(r"[‐‑–—]")
_STOP = r"(?P<stop>\s*(?:(?:[.:]|[°ºª]\)?)+(?:[-–—](?=\s|$))?|[-–—](?=\s)))?"

# "Статья 5.", "РАЗДЕЛ I", "Artículo 5.-", "§ 5", "Article premier", "Art. 4 bis"
_WORD_FIRST = re.compile(
    r"(?P<word>§|[^\W\d_]+\.?)\s*(?:№|N|No\.?)?\s*"
    rf"(?P<number>{_ARABIC}|{_ROMAN}(?:er|ER)?(?![^\W\d_])|{_ORDINAL}|[^\W\d_]+)?"
    rf"{_STOP}(?=\s|$|[^\w]|(?<=[.:])[^\W\d_])\s*(?P<rest>.*)",
    re.DOTALL,
)
# "5-бап", "83-1-бап.", "І бөлім", "1 - тарау"
_NUMBER_FIRST = re.compile(
    rf"(?P<number>\d+(?:[-‐‑–]\d+)*[{_RAISED}]*|{_ROMAN})\s*[-‐‑–—]?\s*(?P<word>[^\W\d_]+)"
    r"(?P<stop>\.)?(?=\s|$|(?<=\.)[^\W\d_])\s*(?P<rest>.*)",
    re.DOTALL,
)
# "Erster Abschnitt", "БІРІНШІ БӨЛІМ"
_ORDINAL_FIRST = re.compile(
    rf"(?P<number>{_ORDINAL})\s+(?P<word>[^\W\d_]+)(?=$|[.:]?\s)(?P<stop>[.:])?\s*(?P<rest>.*)",
    re.DOTALL,
)
# What names a point in the label of its article: "§ 5 Abs. 2", "Article I, Section 2."
_IN_ARTICLE = re.compile(
    rf"(?:,\s*)?(?:{'|'.join(map(re.escape, _POINTS))})\s*"
    rf"(?P<number>{_ARABIC}|{_ROMAN}(?![^\W\d_])){_STOP}(?=\s|$|[^\w])\s*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
# "74(1)" without the word for 74
_CITED = re.compile(r"(?P<number>\d{1,3}[A-Z]{0,2})(?P<rest>\(\d{1,3}[A-Z]?\).*)", re.DOTALL)

_SMALL = "a-zа-яәғқңөұүһі"
_DIGITS = rf"\d+(?:[-‐‑]\d+)*[{_RAISED}]*"
_MARK = re.compile(
    r"(?:"
    r"(?P<decimal>\d+(?:\.\d+)+)\.?(?=\s)"
    rf"|(?P<degree>{_DIGITS})\.?[°ºª]\)?"
    rf"|(?P<dot>{_DIGITS}[A-Z]?)\.(?:[-–—](?=\s|\(|$)|(?=\s|[^\W\d_{_SMALL}]|[«\"“(]))"
    rf"|(?P<paren>{_DIGITS})\.?\)"
    rf"|(?P<bracket>\({_DIGITS}(?:\.\d{{1,2}})?[a-zA-Z]?\))"
    rf"|(?P<letter>[{_SMALL}](?:[-‐‑]\d+)?)\.?\)"
    rf"|(?P<inbracket>\([{_SMALL}]{{1,5}}(?:-\d+)?\))"
    r"|(?P<roman>[ivx]{1,5}|[IVXLІХ]{1,7})[.)](?=\s)"
    r"|(?P<full>[^\W\d_])\.(?=\s)"
    r"|(?P<bare>\d{1,3}[A-Z]{0,2})(?=\s+[^\W\d_a-z])"
    r")\s*(?P<rest>.*)",
    re.DOTALL,
)
_AS_WRITTEN = frozenset({"letter", "inbracket", "full"})
_RANGE = re.compile(
    r"(?P<first>\d+)\s*[–—]\s*(?P<last>\d+)(?P<stop>[.)])\s+(?P<rest>.*)", re.DOTALL
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# Marks that may follow another label on its line: "1.—(1)", "(2)(a)", "Article 5. 1."
_MAY_FOLLOW = frozenset({"bracket", "paren", "letter", "inbracket"})


@dataclass(frozen=True, slots=True)
class Label:
    """A number label at the head of a paragraph.

    `level`: "article", "chapter" ... for a label with a word; "mark" for the number of a list.
    `style`: how a mark is written ("dot" 1. | "paren" 1) | "bracket" (1) | "letter" a) | "full" a.
    | ...). `number`: as a citation says it. `printed`: as the paragraph shows it. `rest`: what
    follows. `within`: the labels before it on the same line, outermost first: "Section 74(1)(b)".
    """

    level: str
    style: str
    number: str
    printed: str
    rest: str
    within: tuple[Label, ...] = ()


def label_of(text: str, shown: str = "") -> Label | None:
    """The label of a paragraph, or None. `shown` is an automatic number outside the text.

    >>> label_of("Статья 83-1. Қазына")
    Label(level='article', style='статья', number='83-1', printed='Статья 83-1.', rest='Қазына', within=())
    >>> label_of("І бөлім Негіздер").number, label_of("5-1-бап").number, label_of("10-1) ел").style
    ('I', '5-1', 'paren')
    >>> label_of("12 июня 2026 года"), label_of("1. января отдыхают"), label_of("Статья о статье")
    (None, None, None)
    >>> [one.number for one in label_of("Section 74(1)(b) charges").within]
    ['74', '1']
    """
    if shown.strip():
        found = _labelled(f"{shown.strip()} {text}")
        if found is not None and len(_all_printed(found)) >= len(shown.strip()):
            return found
    return _labelled(text)


def _all_printed(label: Label) -> str:
    return " ".join(one.printed for one in (*label.within, label))


def _labelled(text: str) -> Label | None:
    # Look-alike letters are folded one for one, so places in the text stay.
    found = _with_word(text) or _range(text) or _cited(text) or _mark(text)
    return found and _deepened(found)


def _range(text: str) -> Label | None:
    """The label of "2–3. Исключены": its number is the first one, `printed` names both."""
    found = _RANGE.match(text)
    if found is None:
        return None
    style = "dot" if found["stop"] == "." else "paren"
    printed = text[: found.start("rest")].rstrip()
    return Label("mark", style, found["first"], printed, found["rest"].strip())


# -- labels with a word ---------------------------------------------------------------------------


@cache
def _number(raw: str) -> str:
    """A number as a citation says it: plain hyphens, Latin Roman letters, no dot at the end.

    >>> _number("83¹"), _number("1er"), _number("ІІ"), _number("4bis")
    ('83-1', '1', 'II', '4 bis')
    """
    bare = _DASHES.sub("-", raw).strip(".")
    bare = re.sub(f"[{_RAISED}]+", lambda raised: "-" + raised[0].translate(_LEVELLED), bare)
    bare = re.sub(r"(?<=[\dIVX])er$", "", bare, flags=re.IGNORECASE)
    bare = re.sub(rf"\s?({'|'.join(REPEATS)})$", r" \1", bare)
    if re.fullmatch(_ROMAN, bare):
        return bare.translate(TO_LATIN)
    return bare


def _with_word(text: str) -> Label | None:
    folded = fold(text[:_LONGEST_LABEL]) + text[_LONGEST_LABEL:]
    for pattern in (_NUMBER_FIRST, _WORD_FIRST, _ORDINAL_FIRST):
        found = pattern.match(folded)
        if found is None:
            continue
        word = found["word"].casefold()
        level = _WORD_LEVELS.get(word)
        if level is None or not _starts_like_a_heading(found["word"]):
            continue
        if pattern is _NUMBER_FIRST and word not in _NUMBER_FIRST_WORDS:
            continue
        number = _written(found["number"], level)
        if number is None:
            continue
        if pattern is not _NUMBER_FIRST and _reads_on(found["rest"], found["stop"]):
            continue
        rest = _after_stop(text[found.start("rest") :])
        printed = text[: len(text) - len(rest)].strip()
        return Label(level, word, number, printed, rest.strip())
    return None


def _after_stop(rest: str) -> str:
    return re.sub(r"^[.:–—-]+\s+", "", rest).lstrip()


def _starts_like_a_heading(word: str) -> bool:
    return word == "§" or word[0].isupper() or word.casefold() in _NUMBER_FIRST_WORDS


def _written(raw: str | None, level: str) -> str | None:
    """The number as it is cited; "" where an annex or a part has none; None if it is no number."""
    if raw is None:
        return "" if level == "annex" else None
    if raw.casefold() in _ORDINALS:
        return _ORDINALS[raw.casefold()]
    if raw[0].isdigit() or re.fullmatch(rf"{_ROMAN}(?:er|ER)?", raw):
        return _number(raw)
    return raw if level == "annex" and len(raw) == 1 and raw.isupper() else None


def _reads_on(rest: str, stop: str | None) -> bool:
    """Does a sentence go on after the number ("Статья 5 настоящего Закона ...")?"""
    if rest.startswith(")"):  # the end of a remark: "(see Chapter 10)."
        return True
    first = _FIRST_WORD.match(rest)
    return not stop and first is not None and first.group()[0].islower()


# -- labels without a word ------------------------------------------------------------------------


def _mark(text: str) -> Label | None:
    found = _MARK.match(text)
    if found is None or found.lastgroup is None:
        return None
    style = next(name for name in found.groupdict() if name != "rest" and found[name])
    first = _FIRST_WORD.match(found["rest"])
    if style in ("dot", "bare") and first and first.group().casefold() in _MONTHS:
        return None
    raw = found[style].strip("()")
    if style == "decimal" and any(
        len(p) > 2 or (len(p) > 1 and p[0] == "0") for p in raw.split(".")
    ):
        return None  # a date or a sum
    number = raw if style in _AS_WRITTEN else _number(raw)
    printed = text[: found.start("rest")].rstrip()
    return Label("mark", style, number, printed, found["rest"].strip())


def _cited(text: str) -> Label | None:
    found = _CITED.match(text)
    return found and Label("article", "cited", found["number"], found["number"], found["rest"])


# -- several labels on one line -------------------------------------------------------------------


def _deepened(label: Label) -> Label | None:
    """The innermost label of a line that begins with several; None if the words go on a sentence."""
    inner = _inner(label)
    if inner is None:
        return None if label.style == "cited" else label
    if label.style == "cited" and _reads_on(inner.rest, None):
        return None  # "74(1) of the Act", at the beginning of a wrapped line
    comma = "," if inner.printed.startswith(",") else ""
    outer = replace(label, printed=label.printed + comma, rest="")
    inner = replace(inner, printed=inner.printed.lstrip(", "), within=(*label.within, outer))
    return _deepened(inner)


def _inner(label: Label) -> Label | None:
    if label.level not in ("article", "section", "mark") or label.style == "decimal":
        return None
    if label.level != "mark" and (found := _IN_ARTICLE.match(label.rest)):
        printed = label.rest[: found.start("rest")].strip()
        return Label("mark", "section", _number(found["number"]), printed, found["rest"].strip())
    if label.level == "article" and label.style != "§" and label.rest.startswith("§"):
        return _with_word(label.rest)
    inner = _mark(label.rest)
    if inner is None or inner.style == label.style:
        return None
    if inner.style not in _MAY_FOLLOW and not (inner.style == "dot" and label.level == "article"):
        return None
    return inner if is_first(inner.number) or _is_cited(label, inner) else None


def _is_cited(label: Label, inner: Label) -> bool:
    """Does "(2)" name a part of "Section 74", of "74" or of "74(1)"?"""
    if label.printed[-1:] in (".", ":") or inner.style not in ("bracket", "inbracket"):
        return False
    if inner.style == "bracket":
        return label.level != "mark" and len(inner.number) <= 3
    return label.style == "bracket" and (len(inner.number) == 1 or roman(inner.number) is not None)
