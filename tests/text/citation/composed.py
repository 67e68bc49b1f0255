"""References composed by a small table of each language: every way to write a number, a unit, an
order and an act, with what a reader must find. The engine's own tables are not used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

Path = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A string, the places and the act that it names, and how it was put together."""

    text: str
    places: tuple[Path, ...]
    act: str
    made_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A way to write one or several numbers: the digits it stands for, by name."""

    name: str
    values: tuple[str, ...]
    said: str = ""


def _steps(levels: Sequence[str], numbers: Sequence[Number]) -> tuple[Path, ...]:
    return tuple(
        tuple(zip(levels, chosen, strict=True)) for chosen in product(*(n.values for n in numbers))
    )


# -- Russian ------------------------------------------------------------------------------------------

NOM, GEN, DAT, ACC, INS, LOC = range(6)
# level: singular in six cases, plural, abbreviation, abbreviation of several, is it feminine?
RUSSIAN_UNITS = {
    "section": ("раздел раздела разделу раздел разделом разделе", "разделы разделов разделам разделы разделами разделах", "разд.", "", False),
    "chapter": ("глава главы главе главу главой главе", "главы глав главам главы главами главах", "гл.", "", True),
    "article": ("статья статьи статье статью статьей статье", "статьи статей статьям статьи статьями статьях", "ст.", "ст.ст.", True),
    "part": ("часть части части часть частью части", "части частей частям части частями частях", "ч.", "ч.ч.", True),
    "point": ("пункт пункта пункту пункт пунктом пункте", "пункты пунктов пунктам пункты пунктами пунктах", "п.", "п.п.", False),
    "subpoint": ("подпункт подпункта подпункту подпункт подпунктом подпункте", "подпункты подпунктов подпунктам подпункты подпунктами подпунктах", "подп.", "подпп.", False),
    "paragraph": ("абзац абзаца абзацу абзац абзацем абзаце", "абзацы абзацев абзацам абзацы абзацами абзацах", "абз.", "", False),
}  # fmt: skip
_UNITS_RU = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
).split()
_TENS_RU = {
    2: ("двадцать", "двадцат"), 3: ("тридцать", "тридцат"), 4: ("сорок", "сороков"),
    5: ("пятьдесят", "пятидесят"), 6: ("шестьдесят", "шестидесят"), 7: ("семьдесят", "семидесят"),
    8: ("восемьдесят", "восьмидесят"), 9: ("девяносто", "девяност"),
}  # fmt: skip
_FEMININE = "ая ой ой ую ой ой".split()
_MASCULINE = "ый ого ому ый ым ом".split()
_SECOND = {"втор": "ой", "шест": "ой", "седьм": "ой", "восьм": "ой", "сороков": "ой"}


def russian_ordinal(number: int, case: int, feminine: bool) -> str:
    """двадцать первой"""
    tens, rest = divmod(number, 10)
    if number > len(_UNITS_RU):
        whole, stem = _TENS_RU[tens]
        before, stem = (f"{whole} ", _UNITS_RU[rest - 1]) if rest else ("", stem)
    else:
        before, stem = "", _UNITS_RU[number - 1]
    if stem == "трет":
        endings = "ья ьей ьей ью ьей ьей".split() if feminine else "ий ьего ьему ий ьим ьем".split()
        return f"{before}{stem}{endings[case]}"
    ending = (_FEMININE if feminine else _MASCULINE)[case]
    if not feminine and case in (NOM, ACC):
        ending = _SECOND.get(stem, ending)
    return f"{before}{stem}{ending}"


_GLUED_RU = {True: "я й й ю й й".split(), False: "й го му й м м".split()}

RUSSIAN_NUMBERS = (
    Number("plain", ("3",)),
    Number("two digits", ("39",)),
    Number("inserted", ("10-1",)),
    Number("after in words", ("39",), "after"),
    Number("before in words", ("23",), "before"),
    Number("before with ending", ("91",), "glued"),
    Number("low in words", ("2",), "after"),
    Number("list", ("2", "5"), "2 и 5"),
    Number("three", ("1", "2", "4-1"), "1, 2 и 4-1"),
    Number("range", ("3..7",), "3–7"),
    Number("range in words", ("3..7",), "с 3 по 7"),
    Number("list and range", ("1", "3..5", "8"), "1, 3–5 и 8"),
    Number("Roman", ("IV",)),
    Number("letter", ("б",), "«б»"),
)


def russian_unit(level: str, number: Number, case: int, *, short: str = "") -> str:
    one, many, abbreviated, several, feminine = RUSSIAN_UNITS[level]
    bracket = ")" if level == "subpoint" and number.name in ("plain", "inserted") else ""
    if number.said == "after":
        said = russian_ordinal(int(number.values[0]), case, feminine)
        return f"{one.split()[case]} {said}"
    if number.said == "before":
        return f"{russian_ordinal(int(number.values[0]), case, feminine)} {one.split()[case]}"
    if number.said == "glued":
        return f"{number.values[0]}-{_GLUED_RU[feminine][case]} {one.split()[case]}"
    said = (number.said or number.values[0]) + bracket
    is_many = len(number.values) > 1 or ".." in number.values[0]
    if short:
        word = several if is_many and several else abbreviated
        return f"{word}{' ' if short == 'short' else ''}{said}"
    return f"{(many if is_many else one).split()[case]} {said}"


RUSSIAN_ACTS = (
    # genitive, name, nominative with which a citation begins
    ("Конституции", "Конституция"),
    ("Конституции Республики Казахстан", "Конституция Республики Казахстан"),
    ("Конституции РК", "Конституция РК"),
    ("Конституции 1995 года", "Конституция 1995 года"),
    ("Основного закона", "Основной закон"),
    ("Основного Закона страны", "Основной Закон"),
    ("проекта Конституции", "проект Конституции"),
    ("проекта новой Конституции", "проект новой Конституции"),
    ("проекта Закона «О Курултае»", "проект Закона «О Курултае»"),
    ("законопроекта", "законопроект"),
    ("настоящего Закона", "this"),
    ("настоящей Конституции", "this"),
    ("Закона", "Закон"),
    ("Закона о выборах", "Закон о выборах"),
    ("Закона «О рекламе»", "Закон «О рекламе»"),
    ("Закона Республики Казахстан «О языках»", "Закон Республики Казахстан «О языках»"),
    ("Закона РК от 6 апреля 2016 года № 480-V «О правовых актах»", "Закон РК от 6 апреля 2016 года № 480-V «О правовых актах»"),
    ("Конституционного закона «О выборах в Республике Казахстан»", "Конституционный закон «О выборах в Республике Казахстан»"),
    ("Федерального закона от 12.06.2002 № 67-ФЗ", "Федеральный закон от 12.06.2002 № 67-ФЗ"),
    ("Федерального конституционного закона \"О Конституционном Суде Российской Федерации\"", "Федеральный конституционный закон \"О Конституционном Суде Российской Федерации\""),
    ("Гражданского кодекса", "Гражданский кодекс"),
    ("Уголовно-процессуального кодекса Республики Казахстан", "Уголовно-процессуальный кодекс Республики Казахстан"),
    ("Кодекса Республики Казахстан об административных правонарушениях", "Кодекс Республики Казахстан об административных правонарушениях"),
    ("ГК РК", "ГК РК"),
    ("УПК", "УПК"),
    ("КоАП РФ", "КоАП РФ"),
    ("Регламента Парламента Республики Казахстан", "Регламент Парламента Республики Казахстан"),
    ("Указа Президента Республики Казахстан от 1 февраля 2023 года № 107", "Указ Президента Республики Казахстан от 1 февраля 2023 года № 107"),
    ("постановления Правительства Республики Казахстан от 30 мая 2025 года № 400", "постановление Правительства Республики Казахстан от 30 мая 2025 года № 400"),
    ("нормативного постановления Верховного Суда Республики Казахстан от 11 июля 2003 года № 5", "нормативное постановление Верховного Суда Республики Казахстан от 11 июля 2003 года № 5"),
    ("Всеобщей декларации прав человека", "Всеобщая декларация прав человека"),
    ("Европейской конвенции о защите прав человека и основных свобод", "Европейская конвенция о защите прав человека и основных свобод"),
    ("Международного пакта о гражданских и политических правах", "Международный пакт о гражданских и политических правах"),
    ("Устава ООН", "Устав ООН"),
    ("Конституции Франции", "Конституция Франции"),
    ("Основного закона ФРГ", "Основной закон ФРГ"),
    ("Конституции Кыргызской Республики", "Конституция Кыргызской Республики"),
    ("Трудового кодекса от 23 ноября 2015 года", "Трудовой кодекс от 23 ноября 2015 года"),
)  # fmt: skip
RUSSIAN_COMPANY = (
    ("согласно ", "."), ("(", ")"), ("нарушает ", ", что недопустимо"), ("По смыслу ", " граждане равны"),
    ("Противоречит ", " о равенстве всех перед законом"), ("— ", ""), ("на основании ", " и иных актов"),
    ("Требования ", " не соблюдены"), ("в силу ", " суд решил:"),
)  # fmt: skip
RUSSIAN_LEVELS = (
    ("article",), ("article", "point"), ("article", "point", "subpoint"), ("article", "subpoint"),
    ("article", "part"), ("article", "part", "point"), ("article", "point", "paragraph"),
    ("section",), ("chapter",), ("section", "chapter"), ("chapter", "article"),
)  # fmt: skip


def russian(levels: Sequence[str], numbers: Sequence[Number], order: str, case: int) -> str:
    """The place in words, from small to large or from large to small."""
    short = {"short": "short", "glued": "glued", "short steps": "short", "bare steps": "short"}.get(order, "")
    pairs = list(zip(levels, numbers, strict=True))
    if order in ("short", "glued", "small first"):
        said = [
            russian_unit(level, number, case if n == 0 else GEN, short=short)
            for n, (level, number) in enumerate(reversed(pairs))
        ]
        return " ".join(said)
    if order == "bracket":
        (level, number), *below = pairs
        outer = russian_unit(level, number, case)
        inner = [russian_unit(a, b, NOM if n == 0 else GEN) for n, (a, b) in enumerate(reversed(below))]
        return f"{outer} ({' '.join(inner)})" if inner else outer
    between = " " if order == "bare steps" else ", "
    return between.join(russian_unit(a, b, NOM, short=short) for a, b in pairs)


RUSSIAN_ORDERS = ("small first", "short", "glued", "bracket", "steps", "short steps", "bare steps")
