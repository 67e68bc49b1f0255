"""References composed by a small table of each language: every way to write a number, a unit, an
order and an act, with what a reader must find. The engine's own tables are not used here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

Path = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A way to write one or several numbers: the digits it stands for, by name."""

    name: str
    values: tuple[str, ...]
    said: str = ""


def steps(levels: Sequence[str], numbers: Sequence[Number]) -> tuple[Path, ...]:
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
    short = {"short": "short", "glued": "glued", "short steps": "short", "bare steps": "short"}.get(
        order, ""
    )
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
        inner = [
            russian_unit(a, b, NOM if n == 0 else GEN) for n, (a, b) in enumerate(reversed(below))
        ]
        return f"{outer} ({' '.join(inner)})" if inner else outer
    between = " " if order == "bare steps" else ", "
    return between.join(russian_unit(a, b, NOM, short=short) for a, b in pairs)


RUSSIAN_ORDERS = ("small first", "short", "glued", "bracket", "steps", "short steps", "bare steps")

# -- Kazakh -------------------------------------------------------------------------------------------

# level: plain and possessive, each in nominative, genitive, dative, accusative, locative, ablative,
# instrumental; then the plurals of both in the nominative and genitive.
KAZAKH_UNITS = {
    "section": ("бөлім бөлімнің бөлімге бөлімді бөлімде бөлімнен бөліммен", "бөлімі бөлімінің бөліміне бөлімін бөлімінде бөлімінен бөлімімен", "бөлімдер бөлімдері"),
    "chapter": ("тарау тараудың тарауға тарауды тарауда тараудан тараумен", "тарауы тарауының тарауына тарауын тарауында тарауынан тарауымен", "тараулар тараулары"),
    "article": ("бап баптың бапқа бапты бапта баптан баппен", "бабы бабының бабына бабын бабында бабынан бабымен", "баптар баптары"),
    "part": ("бөлік бөліктің бөлікке бөлікті бөлікте бөліктен бөлікпен", "бөлігі бөлігінің бөлігіне бөлігін бөлігінде бөлігінен бөлігімен", "бөліктер бөліктері"),
    "point": ("тармақ тармақтың тармаққа тармақты тармақта тармақтан тармақпен", "тармағы тармағының тармағына тармағын тармағында тармағынан тармағымен", "тармақтар тармақтары"),
    "subpoint": ("тармақша тармақшаның тармақшаға тармақшаны тармақшада тармақшадан тармақшамен", "тармақшасы тармақшасының тармақшасына тармақшасын тармақшасында тармақшасынан тармақшасымен", "тармақшалар тармақшалары"),
    "paragraph": ("абзац абзацтың абзацқа абзацты абзацта абзацтан абзацпен", "абзацы абзацының абзацына абзацын абзацында абзацынан абзацымен", "абзацтар абзацтары"),
}  # fmt: skip
_ORDINALS_KK = "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы".split()
_TENS_KK = {
    1: ("он", "оныншы"), 2: ("жиырма", "жиырмасыншы"), 3: ("отыз", "отызыншы"),
    4: ("қырық", "қырқыншы"), 5: ("елу", "елуінші"), 6: ("алпыс", "алпысыншы"),
    7: ("жетпіс", "жетпісінші"), 8: ("сексен", "сексенінші"), 9: ("тоқсан", "тоқсаныншы"),
}  # fmt: skip


def kazakh_ordinal(number: int) -> str:
    """отыз тоғызыншы"""
    tens, rest = divmod(number, 10)
    if not tens:
        return _ORDINALS_KK[rest - 1]
    return _TENS_KK[tens][1] if not rest else f"{_TENS_KK[tens][0]} {_ORDINALS_KK[rest - 1]}"


KAZAKH_NUMBERS = (
    Number("plain", ("3",)),
    Number("two digits", ("39",)),
    Number("inserted", ("10-1",)),
    Number("in words", ("39",), "words"),
    Number("low in words", ("2",), "words"),
    Number("tens in words", ("40",), "words"),
    Number("with ending", ("21",), "21-ші"),
    Number("list", ("2", "5"), "2 және 5"),
    Number("three", ("1", "2", "4-1"), "1, 2 және 4-1"),
    Number("range", ("3..7",), "3–7"),
    Number("list and range", ("1", "3..5", "8"), "1, 3–5 және 8"),
    Number("Roman", ("IV",)),
)
KAZAKH_ORDERS = (
    "genitives", "possessive before", "possessive behind", "steps", "bare steps", "bracket", "space"
)  # fmt: skip


def kazakh_unit(level: str, number: Number, case: int, *, own: bool, sign: str = "-") -> str:
    plain, possessive, plurals = KAZAKH_UNITS[level]
    is_many = len(number.values) > 1 or ".." in number.values[0]
    word = (possessive if own else plain).split()[case]
    if is_many and case == NOM:
        word = plurals.split()[own]
    if number.said == "words":
        return f"{kazakh_ordinal(int(number.values[0]))} {word}"
    said = number.said or number.values[0]
    if level == "subpoint" and number.name != "with ending":
        marked = [
            f"{part})" if part[-1:].isdigit() else part
            for part in said.replace(",", " ,").split(" ")
        ]
        return f"{' '.join(marked).replace(' ,', ',')} {word}".replace("–", ")–")
    return f"{said}{' ' if number.name in ('Roman', 'with ending') else sign}{word}"


def kazakh(
    levels: Sequence[str], numbers: Sequence[Number], order: str, case: int, *, act: bool
) -> str:
    """The place in words; the outermost unit is possessive when an act stands before it."""
    pairs = list(zip(levels, numbers, strict=True))
    last = len(pairs) - 1
    sign = " " if order == "space" else "-"
    if order in ("steps", "bare steps", "bracket"):
        said = [kazakh_unit(a, b, NOM, own=act and n == 0) for n, (a, b) in enumerate(pairs)]
        if order == "bracket":
            return f"{said[0]} ({', '.join(said[1:])})" if last else said[0]
        return (", " if order == "steps" else " ").join(said)
    out = []
    for n, (level, number) in enumerate(pairs):
        if n == last:
            out.append(kazakh_unit(level, number, case, own=act or n > 0, sign=sign))
        else:
            # 39-бабы 3-тармағының 2) тармақшасы, 39-бабының 3-тармағы 2) тармақшасы
            bare = (
                order == "possessive before"
                and n == 0
                and last > 1
                or order == "possessive behind"
                and n == last - 1
            ) and (act or n > 0)
            out.append(
                kazakh_unit(level, number, NOM if bare else GEN, own=act or n > 0, sign=sign)
            )
    return " ".join(out)


KAZAKH_ACTS = (
    ("Конституцияның", "Конституция"), ("Қазақстан Республикасы Конституциясының", "Қазақстан Республикасы Конституциясы"),
    ("Қазақстан Республикасының Конституциясының", "Қазақстан Республикасының Конституциясы"),
    ("ҚР Конституциясының", "ҚР Конституциясы"), ("Ата Заңның", "Ата Заң"), ("Ата заңның", "Ата заң"),
    ("Негізгі заңның", "Негізгі заң"), ("1995 жылғы Конституцияның", "1995 жылғы Конституция"),
    ("Конституция жобасының", "Конституция жобасы"), ("жаңа Конституцияның", "жаңа Конституция"),
    ("жаңа Конституция жобасының", "жаңа Конституция жобасы"),
    ("Қазақстан Республикасы Конституциясы жобасының", "Қазақстан Республикасы Конституциясы жобасы"),
    ("Заң жобасының", "Заң жобасы"), ("заң жобасының", "заң жобасы"),
    ("осы Заңның", "this"), ("осы Конституцияның", "this"), ("Заңның", "Заң"),
    ("«Сайлау туралы» Заңның", "«Сайлау туралы» Заң"),
    ("«Құрылтай туралы» Конституциялық заң жобасының", "«Құрылтай туралы» Конституциялық заң жобасы"),
    ("«Тілдер туралы» Қазақстан Республикасы Заңының", "«Тілдер туралы» Қазақстан Республикасы Заңы"),
    ("«Құқықтық актілер туралы» 2016 жылғы 6 сәуірдегі № 480-V Қазақстан Республикасының Заңының", "«Құқықтық актілер туралы» 2016 жылғы 6 сәуірдегі № 480-V Қазақстан Республикасының Заңы"),
    ("Қазақстан Республикасының «Жарнама туралы» Заңының", "Қазақстан Республикасының «Жарнама туралы» Заңы"),
    ("Конституциялық заңның", "Конституциялық заң"),
    ("«Қазақстан Республикасының Президенті туралы» Конституциялық заңның", "«Қазақстан Республикасының Президенті туралы» Конституциялық заң"),
    ("Азаматтық кодекстің", "Азаматтық кодекс"), ("Қазақстан Республикасының Қылмыстық-процестік кодексінің", "Қазақстан Республикасының Қылмыстық-процестік кодексі"),
    ("Еңбек кодексінің", "Еңбек кодексі"), ("ҚР ҚК-нің", "ҚР ҚК"), ("АПК-нің", "АПК"), ("ӘҚБтК-нің", "ӘҚБтК"),
    ("ҚР Азаматтық кодексінің", "ҚР Азаматтық кодексі"),
    ("Мәжіліс Регламентінің", "Мәжіліс Регламенті"), ("Регламенттің", "Регламент"),
    ("Президент Жарлығының", "Президент Жарлығы"),
    ("Қазақстан Республикасы Президентінің 2023 жылғы 1 ақпандағы № 107 Жарлығының", "Қазақстан Республикасы Президентінің 2023 жылғы 1 ақпандағы № 107 Жарлығы"),
    ("Үкіметтің 2025 жылғы 30 мамырдағы № 400 қаулысының", "Үкіметтің 2025 жылғы 30 мамырдағы № 400 қаулысы"),
    ("Жоғарғы Соттың 2003 жылғы 11 шілдедегі № 5 нормативтік қаулысының", "Жоғарғы Соттың 2003 жылғы 11 шілдедегі № 5 нормативтік қаулысы"),
    ("Қазақстан Республикасы Конституциялық Сотының 2023 жылғы 22 ақпандағы № 3-НП нормативтік қаулысының", "Қазақстан Республикасы Конституциялық Сотының 2023 жылғы 22 ақпандағы № 3-НП нормативтік қаулысы"),
    ("БҰҰ Жарғысының", "БҰҰ Жарғысы"),
    ("Адам құқықтарының жалпыға бірдей декларациясының", "Адам құқықтарының жалпыға бірдей декларациясы"),
    ("Бала құқықтары туралы конвенцияның", "Бала құқықтары туралы конвенция"),
    ("Азаматтық және саяси құқықтар туралы халықаралық пактінің", "Азаматтық және саяси құқықтар туралы халықаралық пакт"),
    ("Франция Конституциясының", "Франция Конституциясы"), ("Германия Негізгі заңының", "Германия Негізгі заңы"),
)  # fmt: skip
KAZAKH_COMPANY = (
    ("", " көзделген"), ("Осыған байланысты ", " қайшы келеді."), ("(", ")"), ("Сондай-ақ ", " сәйкес"),
    ("– ", ""), ("Азаматтар ", " туралы айтты"), ("Сот ", " негізге алды."),
)  # fmt: skip
KAZAKH_LEVELS = (
    ("article",), ("article", "point"), ("article", "point", "subpoint"), ("article", "subpoint"),
    ("article", "part"), ("article", "part", "point"), ("article", "point", "paragraph"),
    ("section",), ("chapter",), ("section", "chapter"), ("chapter", "article"),
)  # fmt: skip

# -- English ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Style:
    """A way to say a place: with {0}, {1}, {2} for the numbers; `levels` from the outermost on."""

    said: str
    levels: tuple[str, ...]
    kinds: tuple[str, ...]


# kinds of numbers: d a digit, r a Roman number, l a letter, w a word, D a list, L a list of letters.
_ASP = ("article", "point", "subpoint")
_ASPI = (*_ASP, "item")
ENGLISH_STYLES = tuple(
    Style(said, levels, tuple(kinds.split()))
    for said, levels, kinds in (
        *((f"{unit} {{0}}", ("article",), "d") for unit in (
            "Article", "article", "Art.", "art.", "Art", "Section", "section", "Sec.", "sec.", "s.", "s", "§",
            "Regulation", "regulation", "reg.", "reg", "Rule", "rule", "r.", "clause", "Clause", "cl.", "cl")),
        *((f"{unit} {{0}}({{1}})", ("article", "point"), "d d") for unit in (
            "Article", "Art.", "Section", "section", "s.", "s", "§", "regulation", "reg", "rule", "clause")),
        *((f"{unit} {{0}}({{1}})({{2}})", _ASP, "d d l") for unit in (
            "Article", "Art.", "art", "Section", "section", "Sec.", "s.", "s", "§", "reg.", "rule", "cl")),
        ("s.{0}({1})", ("article", "point"), "d d"), ("Art.{0}", ("article",), "d"), ("art.{0}({1})", ("article", "point"), "d d"),
        ("section {0}({1})({2})({3})", _ASPI, "d d l r"), ("s. {0}({1})({2})({3})", _ASPI, "d d l r"),
        ("Articles {0}", ("article",), "D"), ("Arts. {0}", ("article",), "D"), ("Arts {0}", ("article",), "D"),
        ("sections {0}", ("article",), "D"), ("ss. {0}", ("article",), "D"), ("ss {0}", ("article",), "D"), ("§§ {0}", ("article",), "D"),
        ("regulations {0}", ("article",), "D"), ("regs {0}", ("article",), "D"), ("rules {0}", ("article",), "D"), ("clauses {0}", ("article",), "D"), ("rr. {0}", ("article",), "D"),
        ("section {0}({1})({2})", _ASP, "d d L"), ("Article {0}({1})", ("article", "point"), "d B"),
        ("paragraph {1} of Article {0}", ("article", "point"), "d d"), ("paragraph ({1}) of article {0}", ("article", "point"), "d d"),
        ("para. {1} of Art. {0}", ("article", "point"), "d d"), ("para {1} of Article {0}", ("article", "point"), "d d"),
        ("paragraphs {1} of Article {0}", ("article", "point"), "d D"), ("paras {1} of Art {0}", ("article", "point"), "d D"), ("paras. {1} of Art. {0}", ("article", "point"), "d D"),
        ("subsection ({1}) of section {0}", ("article", "point"), "d d"), ("sub-section ({1}) of section {0}", ("article", "point"), "d d"),
        ("subsections {1} of section {0}", ("article", "point"), "d B"), ("clause ({1}) of Article {0}", ("article", "point"), "d d"),
        ("subparagraph ({2}) of paragraph {1} of Article {0}", _ASP, "d d l"), ("sub-paragraph ({2}) of paragraph {1} of Article {0}", _ASP, "d d l"),
        ("subparagraph {2}) of paragraph {1} of Article {0}", _ASP, "d d d"), ("subparagraphs {2} of paragraph {1} of Article {0}", _ASP, "d d S"),
        ("paragraph ({2}) of subsection ({1}) of section {0}", _ASP, "d d l"), ("paragraph {1}({2}) of Article {0}", _ASP, "d d l"),
        ("point ({2}) of Article {0}({1})", _ASP, "d d l"), ("letter {2} of paragraph {1} of Article {0}", _ASP, "d d l"),
        ("points {2} of Article {0}({1})", _ASP, "d d L"), ("paragraphs {2} of section {0}({1})", _ASP, "d d L"), ("letters {2} of Article {0}({1})", _ASP, "d d L"),
        ("paragraphs {2} of subsection ({1}) of section {0}", _ASP, "d d L"),
        ("Article {0}, paragraph {1}", ("article", "point"), "d d"), ("article {0}, paragraph {1}", ("article", "point"), "d d"), ("Article {0}, para. {1}", ("article", "point"), "d d"),
        ("Art. {0}, para. {1}", ("article", "point"), "d d"), ("Article {0} paragraph {1}", ("article", "point"), "d d"), ("Art. {0} para. {1}", ("article", "point"), "d d"),
        ("Art. {0} para {1}", ("article", "point"), "d d"), ("Art {0} para {1}", ("article", "point"), "d d"), ("Article {0} ({1})", ("article", "point"), "d d"), ("Article {0} § {1}", ("article", "point"), "d d"),
        ("Article {0}, § {1}", ("article", "point"), "d d"), ("Article {0}.{1}", ("article", "point"), "d d"), ("Article {0}, paragraphs {1}", ("article", "point"), "d D"),
        ("Article {0} §§ {1}", ("article", "point"), "d D"), ("Article {0}, paras {1}", ("article", "point"), "d D"),
        ("Article {0}, paragraph {1}, subparagraph ({2})", _ASP, "d d l"), ("Article {0}, paragraph {1}, subparagraph {2})", _ASP, "d d d"),
        ("Article {0}, paragraph {1}({2})", _ASP, "d d l"), ("Art. {0} para. {1} lit. {2}", _ASP, "d d l"), ("Art. {0}, para. {1}, lit. {2}", _ASP, "d d l"),
        ("Art. {0}({1}) lit. {2}", _ASP, "d d l"), ("Article {0}, paragraph {1}, point ({2})", _ASP, "d d l"), ("Article {0}({1}), point ({2})", _ASP, "d d l"),
        ("Article {0} paragraph {1} letter {2}", _ASP, "d d l"), ("section {0}, subsection ({1})", ("article", "point"), "d d"), ("section {0}, subsection {1}", ("article", "point"), "d d"),
        ("section {0} subsection ({1})", ("article", "point"), "d d"), ("section {0}, subsection ({1}), paragraph ({2})", _ASP, "d d l"), ("s {0} sub-s ({1})", ("article", "point"), "d d"),
        ("Article {0} (paragraph {1})", ("article", "point"), "d d"), ("Article {0} (paragraphs {1})", ("article", "point"), "d D"),
        ("Article {0}", ("article",), "w"), ("section {0}", ("article",), "w"), ("the {0} article", ("article",), "o"),
        ("the second paragraph of Article {0}", ("article", "part"), "d"), ("the second sentence of Article {0}", ("article", "sentence"), "d"),
        ("the second sentence of Article {0}({1})", ("article", "point", "sentence"), "d d"), ("Article {0}({1}), second sentence,", ("article", "point", "sentence"), "d d"),
        ("the first subparagraph of Article {0}({1})", ("article", "point", "part"), "d d"), ("the second sentence of paragraph {1} of Article {0}", ("article", "point", "sentence"), "d d"),
        ("Chapter {0}", ("chapter",), "r"), ("Chapter {0}", ("chapter",), "d"), ("chapter {0}", ("chapter",), "d"), ("Ch. {0}", ("chapter",), "r"), ("Chapters {0}", ("chapter",), "D"), ("Chapter {0}", ("chapter",), "c"),
        ("Part {0}", ("part",), "r"), ("Part {0}", ("part",), "d"), ("Pt. {0}", ("part",), "d"), ("Parts {0}", ("part",), "D"), ("Title {0}", ("section",), "r"),
        ("Chapter {1} of Part {0}", ("part", "chapter"), "r d"), ("Part {0}, Chapter {1}", ("part", "chapter"), "r d"), ("Article {1} of Chapter {0}", ("chapter", "article"), "r d"),
        ("Chapter {0}, Article {1}", ("chapter", "article"), "r d"), ("Section {0}, Article {1}", ("section", "article"), "r d"),
        ("Schedule {0}", ("annex",), "d"), ("Sch. {0}", ("annex",), "d"), ("Sch {0}", ("annex",), "d"), ("the Second Schedule", ("annex",), ""), ("Annex {0}", ("annex",), "r"), ("Appendix {0}", ("annex",), "d"),
        ("paragraph {1} of Schedule {0}", ("annex", "point"), "d d"), ("Sch. {0}, para. {1}", ("annex", "point"), "d d"), ("Sch {0} para {1}", ("annex", "point"), "d d"), ("Schedule {0}, paragraph {1}", ("annex", "point"), "d d"),
        ("Schedule {0}, paragraph {1}({2})", ("annex", "point", "subpoint"), "d d l"), ("para {1}({2}) of Sch {0}", ("annex", "point", "subpoint"), "d d l"), ("Part {1} of Schedule {0}", ("annex", "part"), "d d"),
        ("Schedule {0}, Part {1}, paragraph {2}", ("annex", "part", "point"), "d d d"), ("paragraph {2} of Part {1} of Schedule {0}", ("annex", "part", "point"), "d d d"),
    )
)  # fmt: skip
ENGLISH_NUMBERS = {
    "d": (("39", ("39",)), ("5", ("5",)), ("12A", ("12A",)), ("10-1", ("10-1",))),
    "r": (("IV", ("IV",)), ("II", ("II",))),
    "l": (("b", ("b",)), ("c", ("c",))),
    "w": (("thirty-nine", ("39",)), ("Five", ("5",)), ("twenty-one", ("21",))),
    "o": (("thirty-ninth", ("39",)), ("fifth", ("5",)), ("twenty-first", ("21",))),
    "c": (("Four", ("4",)), ("Eleven", ("11",))),
    "D": (
        ("2 and 5", ("2", "5")), ("1, 2 and 4A", ("1", "2", "4A")), ("3 to 7", ("3..7",)), ("3–7", ("3..7",)), ("3-7", ("3..7",)),
        ("2, 5", ("2", "5")), ("2 or 5", ("2", "5")), ("1, 3 to 5 and 8", ("1", "3..5", "8")), ("2, 5, and 9", ("2", "5", "9")), ("2 & 5", ("2", "5")),
    ),
    "L": (("(a) and (c)", ("a", "c")), ("(a) to (c)", ("a..c",)), ("(a), (b) and (d)", ("a", "b", "d")), ("(a)-(c)", ("a..c",)), ("(a) or (b)", ("a", "b"))),
    "B": (("(1) and (3)", ("1", "3")), ("(1) to (3)", ("1..3",)), ("(2), (4) and (6)", ("2", "4", "6")), ("(1)–(3)", ("1..3",))),
    "S": (("2) and 5)", ("2", "5")), ("1), 3) and 4)", ("1", "3", "4")), ("2)–5)", ("2..5",))),
}  # fmt: skip
SMALL = (("3", ("3",)), ("2", ("2",)), ("14", ("14",)))
ENGLISH_ACTS = (
    # what follows the place, and the name
    ("of the Constitution", "Constitution"), ("of the Constitution of the Republic of Kazakhstan", "Constitution of the Republic of Kazakhstan"),
    ("of the draft Constitution", "draft Constitution"), ("of the new Constitution", "new Constitution"), ("of the 1995 Constitution", "1995 Constitution"),
    ("of the Basic Law", "Basic Law"), ("of this Act", "this"), ("of this Constitution", "this"), ("of the Act", "Act"), ("of the Roads Act 1980", "Roads Act 1980"),
    ("of the Public Finance Act, No. 5 of 2019", "Public Finance Act, No. 5 of 2019"), ("of Act No. 5 of 2019", "Act No. 5 of 2019"), ("of the Bill", "Bill"),
    ("of Regulation (EU) 2016/679", "Regulation (EU) 2016/679"), ("GDPR", "GDPR"), ("of the GDPR", "GDPR"), ("ECHR", "ECHR"), ("of the ECHR", "ECHR"), ("TFEU", "TFEU"),
    ("of the Law “On Elections”", "Law “On Elections”"), ("of the Law on Elections", "Law on Elections"), ("of the Constitutional Law on Elections", "Constitutional Law on Elections"),
    ("of the draft Law on Political Parties", "draft Law on Political Parties"), ("of the Criminal Code", "Criminal Code"), ("of the Electoral Code of the Republic of Armenia", "Electoral Code of the Republic of Armenia"),
    ("of the Penal Code (Cap. 63)", "Penal Code (Cap. 63)"), ("of the European Convention on Human Rights", "European Convention on Human Rights"),
    ("of the Universal Declaration of Human Rights", "Universal Declaration of Human Rights"), ("of Protocol No. 1 to the Convention", "Protocol No. 1 to the Convention"),
    ("of the ICCPR", "ICCPR"), ("of the Charter of Fundamental Rights of the European Union", "Charter of Fundamental Rights of the European Union"),
    ("of the Indian Constitution", "Indian Constitution"), ("of the Constitution (Amendment) Act 2005", "Constitution (Amendment) Act 2005"), ("of the Standing Orders", "Standing Orders"),
    ("of the Rules of Procedure of the Kurultai", "Rules of Procedure of the Kurultai"), ("to the Electoral Act 1993", "Electoral Act 1993"), ("of the Human Rights Act 1998 (c. 42)", "Human Rights Act 1998 (c. 42)"),
    ("of the International Covenant on Civil and Political Rights", "International Covenant on Civil and Political Rights"), ("of the Canadian Charter of Rights and Freedoms", "Canadian Charter of Rights and Freedoms"),
    ("of the Treaty on European Union", "Treaty on European Union"), ("of the Constitution of Kenya, 2010", "Constitution of Kenya, 2010"), ("of Law No. 31/2004", "Law No. 31/2004"),
    ("of the Bharatiya Nyaya Sanhita, 2023", "Bharatiya Nyaya Sanhita, 2023"), ("of the Fundamental Law", "Fundamental Law"), ("of the Referendum Law", "Referendum Law"), ("of the Presidential Elections Act (No. 15 of 1981)", "Presidential Elections Act (No. 15 of 1981)"),
)  # fmt: skip
ENGLISH_BEFORE = (
    ("GDPR, {}", "GDPR"), ("GDPR {}", "GDPR"), ("Constitution, {}", "Constitution"), ("the Electoral Act 1993, {}", "Electoral Act 1993"), ("Electoral Act 1993 {}", "Electoral Act 1993"),
    ("the Constitution’s {}", "Constitution"), ("(Basic Law, {})", "Basic Law"), ("the Constitution ({})", "Constitution"), ("Regulation (EU) 2016/679, {}", "Regulation (EU) 2016/679"), ("ICCPR {}", "ICCPR"),
    ("the Roads Act 1980 ({})", "Roads Act 1980"), ("Criminal Code {}", "Criminal Code"),
)  # fmt: skip
ENGLISH_COMPANY = (
    ("under ", "."), ("see ", ", which applies"), ("(", ")"), ("contrary to ", " everyone is equal"), ("By virtue of ", " the court held"),
    ("breach of ", " and other rules"), ("The requirements of ", " were not met"), ("— ", ""),
)  # fmt: skip


def english(
    style: Style, numbers: Sequence[tuple[str, tuple[str, ...]]]
) -> tuple[str, tuple[Path, ...]]:
    said = style.said.format(*(n[0] for n in numbers))
    if style.kinds and style.kinds[-1] in ("B", "L"):
        said = said.replace("((", "(").replace("))", ")")
    values = [n[1] for n in numbers]
    if "second" in style.said or "Second" in style.said:
        values.append(("2",))
    if "first sub" in style.said:
        values.append(("1",))
    return said, tuple(tuple(zip(style.levels, chosen, strict=True)) for chosen in product(*values))
