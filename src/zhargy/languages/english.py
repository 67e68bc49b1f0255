"""English: names of the parts of an act, endings, frequent words."""

from zhargy.languages.language import Language

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
    ordinals=(("one", "1"), ("two", "2"), ("three", "3"), ("four", "4"), ("five", "5")),
    suffixes=("'s", "ies", "es", "ing", "ed", "s"),
    copulas=("is", "are"),
    weighty=frozenset(
        """arrest detain death deprive right rights free freedom duty duties obliged prohibit forbid term year years month months day days week third half secret equality immunity life
        not no nor shall must may can cannot every each all any only none never unless except at least most more less before after equal""".split()
    ),
    negations=("un", "in", "im", "il", "ir", "non", "non-", "dis"),
    negated=r"\w{3}less|n['’]t$",
)
