"""What a search must know of a language: words too frequent to ask for, words for a place."""

from __future__ import annotations

STOP_WORDS: dict[str, frozenset[str]] = {
    "kk": frozenset(
        """және мен бен пен үшін туралы бойынша не немесе да де та те ол бұл осы сол өз оның егер бірақ
        болу ету табылу жоқ емес ғана қана дейін кейін сайын әрі сондай-ақ сондай осындай мұндай
        өзге басқа бір әр олар біз сіз екен деп деу арқылы ретінде қарай тиіс жөнінде жөніндегі
        арасында болып сияқты ал я яки яғни бұлар мына мынадай қандай қай кім ма ме ба бе па пе""".split()
    ),
    "ru": frozenset(
        """и в во на о об обо по с со к ко у из от до за для при под над между или а но не ни как что
        чтобы если то же ли бы это этот тот он она оно они мы вы я его ее их свой быть также так
        который иной другой весь через без перед после про ибо либо лишь где когда там тут уже
        еще только кто чем тем сам самый такой мочь являться""".split()
    ),
    "en": frozenset(
        """the a an of and to in by for or is be it this that with on at as from into he she they we
        i you not no nor but if than then there here which who what when where how such any all
        each other shall will may can have do so its under upon""".split()
    ),
    "de": frozenset("der die das und des den dem ein eine von zu nicht mit durch in im an".split()),
    "fr": frozenset("le la les de des du et un une à au aux en par pour dans ou est que".split()),
    "es": frozenset("el la los las de del y un una a al en por para o es que se con".split()),
}

# Level of a citation -> what one types for it, whether or not the label says it in full.
PLACES: dict[str, dict[str, str]] = {
    "kk": {
        "section": "бөлім",
        "chapter": "тарау",
        "article": "бап",
        "part": "бөлік",
        "point": "тармақ",
        "subpoint": "тармақша",
        "annex": "қосымша",
        "preamble": "преамбула",
    },
    "ru": {
        "section": "раздел",
        "chapter": "глава",
        "article": "статья",
        "part": "часть",
        "point": "пункт",
        "subpoint": "подпункт",
        "annex": "приложение",
        "preamble": "преамбула",
    },
    "en": {
        "section": "section",
        "chapter": "chapter",
        "article": "article section",
        "part": "part",
        "point": "point paragraph",
        "subpoint": "subpoint subparagraph",
        "annex": "annex schedule",
        "preamble": "preamble",
    },
    "de": {"article": "artikel", "point": "absatz", "annex": "anhang"},
    "fr": {"article": "article", "point": "paragraphe", "annex": "annexe"},
    "es": {"article": "artículo", "point": "apartado", "annex": "anexo"},
}
