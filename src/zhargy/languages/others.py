"""German, French, Spanish: only what the structure of an act needs."""

from zhargy.languages.language import Language

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

GERMAN = Language(
    code="de",
    units={
        "teil": "part",
        "abschnitt": "section",
        "kapitel": "chapter",
        "unterabschnitt": "subchapter",
        "artikel": "article",
        "art.": "article",
        "§": "article",
        "anhang": "annex",
        "anlage": "annex",
    },
    number_first=False,
    notes=("anmerkung", "fußnote"),
    contents=("inhalt", "inhaltsverzeichnis", "inhaltsübersicht"),
    transitional=("übergangsbestimmungen", "übergangs- und schlussbestimmungen"),
    preamble=("präambel",),
    repealed=("aufgehoben", "weggefallen"),
    letters=_LETTERS,
    common=frozenset("der die das und des den dem ein eine von zu nicht mit durch wird".split()),
    ordinals=(
        ("erster", "1"),
        ("zweiter", "2"),
        ("dritter", "3"),
        ("vierter", "4"),
        ("fünfter", "5"),
        ("sechster", "6"),
        ("siebter", "7"),
        ("achter", "8"),
    ),
)

FRENCH = Language(
    code="fr",
    units={
        "titre": "part",
        "partie": "part",
        "section": "section",
        "chapitre": "chapter",
        "article": "article",
        "art.": "article",
        "annexe": "annex",
    },
    number_first=False,
    notes=("note", "nota"),
    contents=("sommaire", "table des matières"),
    transitional=("dispositions transitoires", "dispositions transitoires et finales"),
    preamble=("préambule",),
    repealed=("abrogé", "abrogée"),
    letters=_LETTERS,
    common=frozenset("le la les de des du et en est par pour dans un une il au aux qui".split()),
    ordinals=(("premier", "1"), ("première", "1"), ("ier", "1"), ("1er", "1")),
)

SPANISH = Language(
    code="es",
    units={
        "título": "part",
        "parte": "part",
        "sección": "section",
        "capítulo": "chapter",
        "artículo": "article",
        "articulo": "article",
        "art.": "article",
        "anexo": "annex",
    },
    number_first=False,
    notes=("nota",),
    contents=("índice", "contenido", "sumario"),
    transitional=("disposiciones transitorias", "disposiciones transitorias y finales"),
    preamble=("preámbulo",),
    repealed=("derogado", "derogada"),
    letters=_LETTERS,
    common=frozenset("el la los las de del y en es por para un una que se su con al".split()),
    ordinals=(
        ("primero", "1"),
        ("primera", "1"),
        ("segundo", "2"),
        ("tercero", "3"),
        ("preliminar", "0"),
        ("único", "1"),
    ),
)
