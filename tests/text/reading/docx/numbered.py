"""DOCX files whose numbering is known from Word's rules, each with the labels that it shows."""

from __future__ import annotations

from dataclasses import dataclass

from text.reading.docx.build import (
    DELETED_MARK,
    INSERTED_MARK,
    NORMAL,
    cell,
    definition,
    deleted,
    docx,
    inserted,
    level,
    num,
    p,
    r,
    row,
    start_at,
    style,
    style_list,
    table,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """`shown`: label and text of each paragraph, by Word's rules.

    Each file was given to LibreOffice 7.4.7 (soffice --convert-to txt), an independent witness.
    `differs` says why it showed something else; "" if it showed exactly this.
    """

    data: bytes
    shown: tuple[str, ...]
    differs: str = ""


def _lines(*places: tuple[int, int]) -> str:
    return "".join(p(f"т{i}", num=place) for i, place in enumerate(places, 1))


def _forms(*forms: str) -> tuple[str, str]:
    """One list for each number format, used at 1, 2, 3, 27 and 30."""
    numbering = body = ""
    for i, form in enumerate(forms, 1):
        numbering += definition(i, level(0, "%1.", form))
    for i, _ in enumerate(forms, 1):
        numbering += num(i, i) + num(100 + i, i, start_at(0, 29))
        body += p("x", num=(i, 0)) * 3 + p("x", num=(100 + i, 0)) * 2
    return body, numbering


MULTI = (level(0, "%1."), level(1, "%1.%2)"), level(2, "%1.%2.%3", "lowerLetter"))

CASES: dict[str, Numbered] = {}
CASES["a list counts on across an unnumbered paragraph"] = Numbered(
    docx(
        p("a", num=(1, 0)) + p("между") + p("b", num=(1, 0)) + p("c", num=(1, 0)),
        numbering=definition(1, level(0, "%1)")) + num(1, 1),
    ),
    ("1) a", "между", "2) b", "3) c"),
)
CASES["deeper levels start again after a higher one"] = Numbered(
    docx(
        _lines((1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)),
        numbering=definition(1, *MULTI) + num(1, 1),
    ),
    (
        "1. т1", "1.1) т2", "1.2) т3", "1.2.a т4", "1.2.b т5", "1.3) т6", "1.3.a т7", "2. т8",
        "2.1) т9", "2.1.a т10",
    ),
)  # fmt: skip
CASES["two lists of one definition count on together"] = Numbered(
    docx(
        _lines((1, 0), (1, 0), (2, 0), (2, 0), (1, 0)),
        numbering=definition(1, level(0, "%1.")) + num(1, 1) + num(2, 1),
    ),
    ("1. т1", "2. т2", "3. т3", "4. т4", "5. т5"),
)
CASES["a start override restarts where its list is first used and the other list counts on"] = (
    Numbered(
        docx(
            _lines((1, 0), (1, 0), (2, 0), (2, 0), (1, 0)),
            numbering=definition(1, level(0, "%1.")) + num(1, 1) + num(2, 1, start_at(0, 8)),
        ),
        ("1. т1", "2. т2", "8. т3", "9. т4", "10. т5"),
    )
)
CASES["lists of two definitions do not disturb each other"] = Numbered(
    docx(
        _lines((1, 0), (2, 0), (1, 0), (2, 0)),
        numbering=definition(1, level(0, "%1."))
        + definition(2, level(0, "%1)", "russianLower"))
        + num(1, 1)
        + num(2, 2),
    ),
    ("1. т1", "а) т2", "2. т3", "б) т4"),
)
CASES["a list may start at another number"] = Numbered(
    docx(
        _lines((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)),
        numbering=definition(1, level(0, "Статья %1.", start=83), level(1, "%1-%2", start=0))
        + num(1, 1),
    ),
    ("Статья 83. т1", "83-0 т2", "83-1 т3", "Статья 84. т4", "84-0 т5"),
)
CASES["lvlRestart 0 never restarts"] = Numbered(
    docx(
        _lines((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)),
        numbering=definition(
            1,
            level(0, "Раздел %1", "upperRoman"),
            level(1, "Статья %2.", more='<w:lvlRestart w:val="0"/>'),
        )
        + num(1, 1),
    ),
    ("Раздел I т1", "Статья 1. т2", "Статья 2. т3", "Раздел II т4", "Статья 3. т5"),
    "it does not know lvlRestart",
)
CASES["lvlRestart 1 restarts after the first level only"] = Numbered(
    docx(
        _lines((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)),
        numbering=definition(
            1,
            level(0, "%1."),
            level(1, "%1.%2."),
            level(2, "(%3)", more='<w:lvlRestart w:val="1"/>'),
        )
        + num(1, 1),
    ),
    ("1. т1", "1.1. т2", "(1) т3", "(2) т4", "1.2. т5", "(3) т6", "2. т7", "2.1. т8", "(1) т9"),
    "it does not know lvlRestart",
)
CASES["a legal level shows every number as a decimal"] = Numbered(
    docx(
        _lines((1, 0), (1, 0), (1, 1), (1, 2)),
        numbering=definition(
            1,
            level(0, "Глава %1.", "upperRoman"),
            level(1, "%1.%2", more="<w:isLgl/>"),
            level(2, "%1.%2.%3", "russianLower"),
        )
        + num(1, 1),
    ),
    ("Глава I. т1", "Глава II. т2", "2.1 т3", "II.1.а т4"),
    "it does not know isLgl",
)
CASES["a level used before the one above it counts that one in"] = Numbered(
    docx(
        _lines((1, 1), (1, 1), (1, 0), (1, 1)),
        numbering=definition(1, *MULTI) + num(1, 1),
    ),
    ("1.1) т1", "1.2) т2", "2. т3", "2.1) т4"),
)
CASES["a skipped level in between starts too"] = Numbered(
    docx(
        _lines((1, 0), (1, 2), (1, 1), (1, 2)),
        numbering=definition(1, *MULTI) + num(1, 1),
    ),
    ("1. т1", "1.1.a т2", "1.2) т3", "1.2.a т4"),
)
_HEADINGS = (
    NORMAL
    + style("Razdel", properties=style_list(1))
    + style("Statya", properties=style_list(1, 1))
    + style("StatyaB", base="Statya")
    + style("Bez", base="Statya", properties=style_list(0))
)
CASES["numbers come from the styles that a list is bound to"] = Numbered(
    docx(
        p("a", style="Razdel")
        + p("b", style="Statya")
        + p("c", style="StatyaB")
        + p("d", style="Bez")
        + p("e", style="Statya")
        + p("f", style="Statya", more='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("g", style="Razdel")
        + p("h", style="Statya"),
        styles=_HEADINGS,
        numbering=definition(
            1,
            level(0, "Раздел %1.", "upperRoman", more='<w:pStyle w:val="Razdel"/>'),
            level(
                1,
                "Статья %2.",
                more='<w:lvlRestart w:val="0"/><w:pStyle w:val="Statya"/>',
            ),
        )
        + num(1, 1),
    ),
    (
        "Раздел I. a", "Статья 1. b", "Статья 2. c", "d", "Статья 3. e", "f", "Раздел II. g",
        "Статья 4. h",
    ),
    "it does not know lvlRestart",
)  # fmt: skip
CASES["a numbering style stands for the definition that holds its levels"] = Numbered(
    docx(
        _lines((2, 0), (2, 1), (2, 0)),
        styles=NORMAL + style("Spisok", base="", kind="numbering", properties=style_list(1)),
        numbering=definition(
            1,
            level(0, "%1)"),
            level(1, "%2.", "lowerRoman"),
            before='<w:styleLink w:val="Spisok"/>',
        )
        + definition(2, before='<w:numStyleLink w:val="Spisok"/>')
        + num(1, 1)
        + num(2, 2),
    ),
    ("1) т1", "i. т2", "2) т3"),
)
CASES["an override may replace a whole level"] = Numbered(
    docx(
        _lines((1, 0), (2, 0), (2, 0)),
        numbering=definition(1, level(0, "%1."))
        + num(1, 1)
        + num(
            2,
            1,
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>{level(0, "(%1)", "upperRoman", start=3)}</w:lvlOverride>',
        ),
    ),
    ("1. т1", "(III) т2", "(IV) т3"),
)
CASES["an empty numbered paragraph takes a number"] = Numbered(
    docx(
        p("a", num=(1, 0)) + p("", num=(1, 0)) + p("b", num=(1, 0)),
        numbering=definition(1, level(0, "%1.")) + num(1, 1),
    ),
    ("1. a", "3. b"),
)
CASES["numbers run on through the cells of a table"] = Numbered(
    docx(
        p("a", num=(1, 0))
        + table(
            row(cell(p("b", num=(1, 0))), cell(p("c", num=(1, 0)))),
            row(cell(p("d", num=(1, 0))), cell(p("e"))),
        )
        + p("f", num=(1, 0)),
        numbering=definition(1, level(0, "%1.")) + num(1, 1),
    ),
    ("1. a", "2. b", "3. c", "4. d", "e", "5. f"),
)
CASES["bullets show their sign"] = Numbered(
    docx(
        _lines((1, 0), (2, 0), (3, 0)),
        numbering=definition(1, level(0, "–", "bullet"))
        + definition(
            2,
            level(0, "\uf0b7", "bullet").replace(
                "</w:lvl>",
                '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr></w:lvl>',
            ),
        )
        + definition(
            3,
            level(0, "\uf0a7", "bullet").replace(
                "</w:lvl>",
                '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:hint="default"/></w:rPr></w:lvl>',
            ),
        )
        + num(1, 1)
        + num(2, 2)
        + num(3, 3),
    ),
    ("– т1", "• т2", "▪ т3"),
    "its text export writes every bullet as •",
)
CASES["a start override of a deeper level holds after a higher level too"] = Numbered(
    docx(
        _lines((1, 0), (1, 1), (2, 1), (2, 1), (2, 0), (2, 1)),
        numbering=definition(1, *MULTI) + num(1, 1) + num(2, 1, start_at(1, 5)),
    ),
    ("1. т1", "1.1) т2", "1.5) т3", "1.6) т4", "2. т5", "2.5) т6"),
    "it uses a startOverride once; 17.9.26: as well as whenever it is restarted",
)
CASES["a list that restarts every level"] = Numbered(
    docx(
        _lines((1, 0), (1, 1), (2, 0), (2, 1), (2, 1)),
        numbering=definition(1, *MULTI) + num(1, 1) + num(2, 1, start_at(0, 1) + start_at(1, 1)),
    ),
    ("1. т1", "1.1) т2", "1. т3", "1.1) т4", "1.2) т5"),
)
_changed = (
    p("a", num=(1, 0))
    + p(inserted(r("b")), num=(1, 0), mark=INSERTED_MARK)
    + p("c", num=(1, 0))
    + p(deleted("d"), num=(1, 0), mark=DELETED_MARK)
    + p("e", num=(1, 0))
)
CASES["numbers are those of the edition after the changes"] = Numbered(
    docx(_changed, numbering=definition(1, level(0, "%1)")) + num(1, 1)),
    ("1) a", "2) b", "3) c", "4) e"),
    "its text export shows all changes",
)
_FORMS_DIFFER = {
    "russianUpper": "it writes Аа after Я",
    "numberInDash": "it does not know this format",
    "hex": "it does not know this format",
    "decimalEnclosedCircle": "it has circles above 20",
}
for _form, _shown in {
    "decimal": "1 2 3 29 30",
    "upperRoman": "I II III XXIX XXX",
    "lowerRoman": "i ii iii xxix xxx",
    "upperLetter": "A B C CC DD",
    "lowerLetter": "a b c cc dd",
    "russianLower": "а б в я аа",
    "russianUpper": "А Б В Я АА",
    "decimalZero": "01 02 03 29 30",
    "ordinal": "1st 2nd 3rd 29th 30th",
    "none": "    ",
    "numberInDash": "- 1 -|- 2 -|- 3 -|- 29 -|- 30 -",
    "chicago": "* † ‡ ******** ††††††††",
    "decimalEnclosedCircle": "① ② ③ 29 30",
    "hex": "1 2 3 1D 1E",
}.items():
    _body, _numbering = _forms(_form)
    CASES[f"number format {_form}"] = Numbered(
        docx(_body, numbering=_numbering),
        tuple(f"{n}. x".strip() for n in _shown.split("|" if "|" in _shown else " ")),
        _FORMS_DIFFER.get(_form, ""),
    )
