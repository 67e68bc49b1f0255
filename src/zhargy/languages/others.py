"""German, French, Spanish: only what the structure of an act needs."""

from zhargy.languages.language import Language

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GERMAN_ORDINALS = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft"
_FRENCH_ORDINALS = (
    "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième"
)
_SPANISH_ORDINALS = "primer segund tercer cuart quint sext séptim octav noven décim"

GERMAN = Language(
    code="de",
    units={
        "teil": "part",
        "abschnitt": "section",
        "kapitel": "chapter",
        "unterabschnitt": "subchapter",
        "artikel": "article",
        "art.": "article",
        "art": "article",
        "§": "article",
        "anhang": "annex",
        "anlage": "annex",
    },
    number_first=False,
    notes=("anmerkung", "fußnote"),
    contents=("inhalt", "inhaltsverzeichnis", "inhaltsübersicht"),
    transitional=("übergangsbestimmungen", "übergangs- und schlussbestimmungen"),
    preamble=("präambel",),
    repealed=("aufgehoben", "weggefallen", "gestrichen"),
    repealed_by=("durch", "mit wirkung"),
    vacant=("entfallen", "entfällt", "unbesetzt"),
    given=("gegeben zu", "gegeben in", "geschehen zu", "ausgefertigt zu", "ausgefertigt in"),
    letters=_LETTERS,
    common=frozenset("der die das und des den dem ein eine von zu nicht mit durch wird".split()),
    ordinals=tuple(
        (stem + ending, str(number))
        for number, stem in enumerate(_GERMAN_ORDINALS.split(), 1)
        for ending in ("er", "es", "e")
    ),
    points=("abs.", "absatz"),
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
        "art": "article",
        "annexe": "annex",
    },
    number_first=False,
    notes=("note", "nota"),
    contents=("sommaire", "table des matières"),
    transitional=("dispositions transitoires", "dispositions transitoires et finales"),
    preamble=("préambule",),
    repealed=("abrogé", "abrogée", "abrogés", "abrogées", "supprimé", "supprimée"),
    repealed_by=("par la loi", "par le décret", "par l'article"),
    vacant=("sans objet", "réservé", "vacant"),
    promulgation=("la présente loi sera exécutée",),
    given=("fait à", "donné à"),
    letters=_LETTERS,
    common=frozenset("le la les de des du et en est par pour dans un une il au aux qui".split()),
    ordinals=(
        ("premier", "1"),
        ("première", "1"),
        *((word, str(number)) for number, word in enumerate(_FRENCH_ORDINALS.split(), 2)),
    ),
    points=("al.", "alinéa"),
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
        "art": "article",
        "anexo": "annex",
    },
    number_first=False,
    notes=("nota",),
    contents=("índice", "contenido", "sumario"),
    transitional=("disposiciones transitorias", "disposiciones transitorias y finales"),
    preamble=("preámbulo",),
    repealed=tuple(
        stem + ending
        for stem in ("derogad", "anulad", "suprimid")
        for ending in ("os", "as", "o", "a")
    ),
    repealed_by=("por la ley", "por ley", "por el artículo", "por decreto", "por la disposición"),
    vacant=("sin contenido", "vacante", "reservado"),
    promulgation=(
        "por tanto, ordeno",
        "por tanto, mando",
        "ordeno a tod",
        "ordeno que tod",
        "mando a tod",
    ),
    notices=("norma derogada",),
    therefore=("por tanto", "por lo tanto"),
    given=("dado en", "dada en", "hecho en"),
    letters=_LETTERS,
    common=frozenset("el la los las de del y en es por para un una que se su con al".split()),
    ordinals=(
        *(
            (stem + ending, str(number))
            for number, stem in enumerate(_SPANISH_ORDINALS.split(), 1)
            for ending in ("o", "a")
        ),
        ("preliminar", "0"),
        ("único", "1"),
    ),
    points=("apartado", "párrafo"),
    apart=(
        "disposición adicional",
        "disposición transitoria",
        "disposición derogatoria",
        "disposición final",
    ),
)
