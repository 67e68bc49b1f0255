"""English: names of the parts of an act, endings, frequent words."""

from zhargy.languages.language import Language

_NUMBERS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty"""
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""

ENGLISH = Language(
    code="en",
    units={
        "title": "part",
        "part": "part",
        "section": "section",
        "chapter": "chapter",
        "subchapter": "subchapter",
        "article": "article",
        "art.": "article",
        "art": "article",
        "sec.": "section",
        "annex": "annex",
        "appendix": "annex",
        "schedule": "annex",
    },
    number_first=False,
    notes=("note", "editor's note", "editors' note", "editorial note"),
    contents=("contents", "table of contents"),
    transitional=(
        "transitional provisions",
        "transitional and final provisions",
        "final and transitional provisions",
    ),
    preamble=("preamble",),
    repealed=("repealed", "deleted"),
    repealed_by=("by", "on", "with effect", "in"),
    vacant=(
        "omitted",
        "reserved",
        "revoked",
        "vacant",
        "intentionally left blank",
        "intentionally omitted",
        "this section intentionally left blank",
    ),
    promulgation=("in witness whereof", "given under my hand"),
    given=("given at", "given in", "done at", "done in"),
    letters="abcdefghijklmnopqrstuvwxyz",
    common=frozenset("the of and to in by for or a is be shall may its with on not".split()),
    months=(
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
    ordinals=tuple(
        (word, str(number))
        for words in (_NUMBERS, _ORDINALS)
        for number, word in enumerate(words.split(), 1)
    ),
    named=("english", "language", "kazakh", "russian"),
    absent=("none", "absent", "no provision"),
    points=("section", "sec.", "paragraph", "para."),
    suffixes=("'s", "ies", "es", "ing", "ed", "s"),
    copulas=("is", "are"),
    weighty=frozenset(
        """arrest detain death deprive right rights free freedom duty duties obliged prohibit forbid term year years month months day days week third half secret equality immunity life
        not no nor shall must may can cannot every each all any only none never unless except at least most more less before after equal""".split()
    ),
    negations=("un", "in", "im", "il", "ir", "non", "non-", "dis"),
    negated=r"\w{3}less|n['’]t$",
)
