"""How English legal texts cite: "Article 39(3)(b)", "paragraph (a) of subsection (2) of section 5"."""

from __future__ import annotations

from zhargy.languages.citing.usage import SPACES, Part, Usage, Word, Written, beginning

# word: level by a plain number, by a letter or brackets, by an ordinal word, by a Roman number.
_UNITS = {
    "article": ("article", "article", "article", "article"),
    "section": ("article", "article", "article", "section"),
    "subsection": ("point", "point", "point", "point"),
    "paragraph": ("point", "subpoint", "part", "subpoint"),
    "subparagraph": ("subpoint", "subpoint", "part", "item"),
    "sub-paragraph": ("subpoint", "subpoint", "part", "item"),
    "regulation": ("article", "article", "article", "article"),
    "rule": ("article", "article", "article", "article"),
    "sub-section": ("point", "point", "point", "point"),
    "subarticle": ("point", "point", "point", "point"),
    "sub-article": ("point", "point", "point", "point"),
    "subregulation": ("point", "point", "point", "point"),
    "sub-regulation": ("point", "point", "point", "point"),
    "subrule": ("point", "point", "point", "point"),
    "sub-rule": ("point", "point", "point", "point"),
    "point": ("point", "subpoint", "point", "subpoint"),
    "subpoint": ("subpoint", "subpoint", "subpoint", "subpoint"),
    "clause": ("article", "point", "point", "point"),
    "subclause": ("point", "point", "point", "point"),
    "sub-clause": ("point", "point", "point", "point"),
    "subdivision": ("subsection", "point", "subsection", "subsection"),
    "item": ("item", "item", "item", "item"),
    "letter": ("subpoint", "subpoint", "subpoint", "subpoint"),
    "code": ("article", "article", "article", "article"),  # 42 U.S.C. 1983
    "chapter": ("chapter", "chapter", "chapter", "chapter"),
    "subchapter": ("subchapter", "subchapter", "subchapter", "subchapter"),
    # What holds chapters in codes and treaties, and what a Part of an Act is divided into.
    "title": ("section", "section", "section", "section"),
    "subtitle": ("subsection", "subsection", "subsection", "subsection"),
    "division": ("section", "section", "section", "section"),
    "subpart": ("section", "section", "section", "section"),
    "part": ("part", "part", "part", "part"),
    "schedule": ("annex", "annex", "annex", "annex"),
    "annex": ("annex", "annex", "annex", "annex"),
    "appendix": ("annex", "annex", "annex", "annex"),
    "row": ("row", "row", "row", "row"),
    "sentence": ("sentence", "sentence", "sentence", "sentence"),
    "bylaw": ("article", "article", "article", "article"),
    "by-law": ("article", "article", "article", "article"),
    "bye-law": ("article", "article", "article", "article"),
    "standingorder": ("article", "article", "article", "article"),
}
# The number of what it stands in goes before the brackets of its own: subsection 38(1), subparagraph
# 12(1)(a)(ii). "Paragraph 4(1)" may be one of a schedule.
_WITH_BRACKETS = {
    form: 2 if unit == "paragraph" else 1
    for unit in ("section", "paragraph", "regulation", "rule", "article", "clause")
    for form in (f"sub{unit}", f"sub-{unit}")
}
# Also what acts are called: "these Regulations", "the Traffic Rules 2010" count nothing.
_ALSO_ACTS = {"regulation", "rule", "bylaw", "by-law", "bye-law", "standingorder"}
_SHORT = {
    "art": ("article", False), "arts": ("article", True), "sec": ("section", False),
    "para": ("paragraph", False), "paras": ("paragraph", True),
    "art.": ("article", False), "arts.": ("article", True),
    "sec.": ("section", False), "secs.": ("section", True),
    "s": ("section", None), "ss": ("section", True), "reg": ("regulation", None),
    "regs": ("regulation", True), "reg.": ("regulation", None), "regs.": ("regulation", True),
    "cl": ("clause", None), "cls": ("clause", True), "sch": ("schedule", False), "pt": ("part", False),
    "s.": ("section", False), "ss.": ("section", True), "§": ("section", False), "§§": ("section", True),
    "para.": ("paragraph", False), "paras.": ("paragraph", True),
    "subs.": ("subsection", None), "subpara.": ("subparagraph", None), "subparas.": ("subparagraph", True), "subsec.": ("subsection", None),
    "cl.": ("clause", False), "ch.": ("chapter", False), "sch.": ("schedule", False),
    "pt.": ("part", False), "u.s.c.": ("code", None), "usc": ("code", None), "cfr": ("code", None), "c.f.r.": ("code", None),
    "r": ("rule", None), "r.": ("rule", None), "rr": ("rule", True), "rr.": ("rule", True), "sub-s": ("subsection", None), "sub-s.": ("subsection", None),
    "sub-ss": ("subsection", True), "sub-para": ("subparagraph", None), "sub-para.": ("subparagraph", None), "subpara": ("subparagraph", None), "subs": ("subsection", None),
    "subss": ("subsection", True), "subss.": ("subsection", True), "chap.": ("chapter", False), "ch": ("chapter", False), "app.": ("appendix", False), "schs": ("schedule", True), "sched.": ("schedule", False), "secs": ("section", True),
    "par.": ("paragraph", False), "pars.": ("paragraph", True), "subpar.": ("subparagraph", None), "subpars.": ("subparagraph", True), "lit.": ("letter", None),
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_HEADS = (
    "act constitution code law charter covenant convention regulations regulation rules statute "
    "treaty ordinance decree directive bylaws by-laws bye-laws protocol agreement bill order orders "
    "declaration decision resolution recommendation document pact memorandum accord proclamation guidelines principles sanhita adhiniyam"
).split()


_STARTS = """
article art. arts. art_ arts_ section sec. secs. sec_ s. ss. § subsection sub-section subdivision
subparagraph sub-paragraph subpoint subclause sub-clause sub-s_ sub-ss_ subs_ subs. subsec. subpara. subparas. subpar. subpars. paragraph para. paras. par. pars. para_
paras_ point clause item_ items_ chapter part_ parts_ schedule annex appendix appendices row_ rows_
cl. ch. sch. pt. letter_ letters_ sentence subchapter subtitle subpart this_ these_ present_ preceding previous foregoing following next_
succeeding first_ second_ third_ fourth_ fifth_ sixth_ seventh_ eighth_ ninth_ tenth_ eleventh_
twelfth_ thirteenth_ fourteenth_ fifteenth_ sixteenth_ seventeenth_ eighteenth_ nineteenth_
twentieth_ twenty- thirty- forty- fifty- sixty- seventy- eighty- ninety- thirtieth_ fortieth_ fiftieth_ last_ subarticle sub-article subregulation sub-regulation subrule sub-rule
"""
# Words that are mostly something else: only before a number. Each branch opens with a letter, by
# which the scan passes it over.
_BEFORE_NUMBERS = (
    r"|s(?<!['’]s)(?:s?|ch)\s\d|[Ss]ch(?:s|ed\.?)?\s\d|r(?=r?\.?\s?\d)(?<![^\s(,;“\"]r)r?\.?\s?\d|[Cc]h(?:ap\.)?\s\d|r(?:egs?\.?|egulations?|ules?)\s\d|R(?:egulations?|ules?|EGULATION|ULE)\s\d"
    r"|cls?\.?\s\d|pt\s\d|[Bb]ye?-?laws?\s\d|[Ss]tanding\s[Oo]rders?\s\d"
    r"|[Tt](?:itles?|ITLE)\s(?:\d|[A-Z]{1,5}\b)|[Dd](?:ivisions?|IVISION)\s(?:\d|[A-Z]{1,5}\b)"
    r"|U\.?S\.?C\.?\s\d|C\.?F\.?R\.?\s\d"
)
# What has a number before its name: 42 U.S.C. 1983, 45 CFR part 60.
_CODE_BEFORE = r"(?P<name>\d{1,2}\s(?:U\.?S\.?C\.?|C\.?F\.?R\.?))\s*(?:§§?|[Pp]arts?|[Ss]ections?|[Cc]hapters?)?\s*"


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# After a comma a name goes on ("the Political Parties, Elections and Referendums Act"), but not with
# a unit, an act or a number.
_NO_NAME = (
    r"[^\S\n]+(?:Art|Sect|Para|Part|Chapter|Schedule|Annex|Appendix|Clause|Rule|Regulation|Act|Order|Code"
    r"|Law|Constitution|[IVXLC]+\b)"
)
# and, of, relating to; (No. 2); etc.
_SMALL = r"(?:of|and|on|for|the|in|to|with|by|against|from|at|as|or|under|etc\.?)"
_CAPITALS = (
    rf"[a-z]?[A-Z][\w’'-]*(?:(?:,(?!{_NO_NAME}))?[^\S\n]+(?:{_SMALL}[^\S\n]+){{0,2}}"
    r"(?:[A-Z(][\w’'-]*\)?|&|\(No\.?\s\d+\))){0,12}?"
)
_ACT = (
    r"(?:Act|Constitution|Code|Law|Charter|Covenant|Convention|Regulations?|Rules|Statutes?|Treaty"
    r"|Ordinance|Decree|Directive|By-?laws|Protocol|Agreement|Bill|Orders?|Declaration|Decision"
    r"|Resolution|Recommendation|Document|Pact|Memorandum|Accord|Proclamation|Guidelines|Principles|Sanhita|Adhiniyam)"
)
# "the Scotland Act 1998 (Transfer of Functions) Order 2015": an Act in the name of what is made
# under it; "the Constitution Act, 1982".
_MADE_UNDER = (
    r"(?:[^\S\n]+\d{4}[^\S\n]+\([A-Z][^()\n]{1,80}\)[^\S\n]+(?:Orders?|Regulations|Rules)(?!\w))?"
)
# Acts that are known by a number alone, and those whose name is no name in capitals.
_BY_NUMBER = (
    r"[Tt]itle\s\d+,?\s(?:of\sthe\s)?United\sStates\sCode|Public\sLaw\s\d+[-–]\d+"
    r"|(?:First|Second|Third|[A-Z][a-z]+th|Twenty-[a-z]+)\sAmendment(?:\sto\sthe\s(?:U\.?S\.?\s)?Constitution)?(?!\w)"
    r"|[Gg]eneral\s(?:Comment|Recommendation)\sNo\.?\s\d+"
    r"|Pub\.\s?L\.\s(?:No\.\s)?\d+[-–]\d+|Executive\sOrder\s(?:No\.\s)?\d+"
    r"|Act\s(?:No\.?\s)?(?:[IVXLC]+|\d+)\sof\s\d{4}|S\.?\s?I\.?\s(?:No\.?\s)?\d+(?:/\d+|\sof\s\d{4})"
    r"|(?:(?:Security\sCouncil|General\sAssembly|Council)\s)?resolutions?\s\d+(?:/\d+)?(?:\s\([A-Z\d-]+\))?"
    r"|(?:[a-z]+\s){1,2}code(?=\sof\sthe\s(?:Republic|Kingdom|State))"
    r"|[Rr]ules\sof\s(?:[Pp]rocedure|[Cc]ourt)(?:\sof\s(?:the\s)?(?:Parliament|Congress))?(?!\w)"
)
_WHOLE_NAME = (
    rf"(?:{_BY_NUMBER}|(?:\d{{4}}[^\S\n]+)?(?:{_CAPITALS}[^\S\n]+)?{_ACT}(?![\w])"
    r"(?:(?:[^\S\n]+(?:of[^\S\n]+)?[A-Z(][\w’'-]*\)?){0,4}[^\S\n]+(?:Act|Ordinance)(?!\w))?"
    rf"{_MADE_UNDER})"
)


def _units() -> dict[str, Word]:
    words: dict[str, Word] = {}
    for unit, levels in _UNITS.items():
        if unit == "code":
            continue  # the word is one for acts
        plural = (
            "appendices" if unit == "appendix" else f"{unit}es" if unit == "annex" else unit + "s"
        )
        brackets = _WITH_BRACKETS.get(unit, 0)
        for form, many in ((unit, False), (plural, True)):
            words[form] = Word(
                Part.UNIT,
                unit,
                *levels,
                many=many,
                outer=unit == "part",
                also_act=unit in _ALSO_ACTS,
                bracketed="article" if brackets else "",
                brackets=brackets,
                decimals=unit == "article",
            )
    return words


def _words() -> dict[str, Word]:
    words = _units()
    for form, (unit, many) in _SHORT.items():
        words[form] = Word(
            Part.UNIT, unit, *_UNITS[unit], many=many, short=True, decimals=unit == "article"
        )
    for number, word in enumerate(_ORDINALS, 1):
        words[word] = Word(Part.ORDINAL, str(number))
    for ten, tens in enumerate(_TENS, 2):
        words[tens] = Word(Part.CARDINAL, str(ten * 10))
        words[f"{tens[:-1]}ieth"] = Word(Part.ORDINAL, str(ten * 10))
        for number, word in enumerate(_ORDINALS[:9], 1):
            words[f"{tens}-{word}"] = Word(Part.ORDINAL, str(ten * 10 + number))
    words["last"] = Word(Part.ORDINAL, "last")
    words |= _cardinals()
    words |= {form: Word(Part.THIS) for form in ("this", "these", "present")}
    words["same"] = Word(Part.SAME)
    words |= {form: Word(Part.PREVIOUS) for form in ("preceding", "previous", "foregoing")}
    words |= {form: Word(Part.NEXT) for form in ("following", "next", "succeeding")}
    words |= {form: Word(Part.AND) for form in ("and", "or", "nor", "aswellas", "togetherwith")}
    words["readwith"] = Word(Part.AND, "with")
    words |= {
        form: Word(Part.OF)
        for form in (
            "of",
            "in",
            "under",
            "the",
            "said",
            "table",
            "new",
            "draft",
            "proposed",
            "existing",
            "amended",
            "current",
            "former",
        )
    }
    words |= {form: Word(Part.TO) for form in ("to", "through", "until")}
    words["from"] = Word(Part.FROM)
    return words


def _cardinals() -> dict[str, Word]:
    """Numbers in words, which count a unit only after it: Chapter Four, section thirty-four."""
    numbers = dict(enumerate(_CARDINALS, 1))
    for ten, tens in enumerate(_TENS, 2):
        numbers[ten * 10] = tens
        numbers |= {ten * 10 + n: f"{tens}-{one}" for n, one in enumerate(_CARDINALS[:9], 1)}
    return {word: Word(Part.CARDINAL, str(number)) for number, word in numbers.items()}


_NUMBER = (
    r"(?:,\s?)?(?:№|[Nn][o°]?\.?|#)\s?(?=[A-Z]{0,4}[/.-]?\d)[\w/.-]*[\w/-](?:\sof\s\d{4}(?![\d-]))?|(?:,\s?)?(?:\d{1,3}|[IVXLC]+)\s+of\s+\d{4}(?![\d-])"
    r"|\((?:Act\s+No|No|Act|Cap|CAP|Chapter|c|asp)\.?\s?[\w/.-]+(?:\s+of\s+\d{4}|,?\s\d{4}\s(?:Rev(?:ised)?\.?\s)?Ed(?:ition|n)?\.?)?\)"
    r"|\((?:\d{1,3}|[IVXLC]+)\s+of\s+\d{4}\)|\((?:1[89]|20)\d\d\)|\((?:Cth|NSW|Vic|Qld|SA|WA|Tas|ACT|NT|UK|NZ|NI|Imp)\.?\)"
    r"|\((?:EU|EC|EEC|Euratom|JHA)(?:,\s\w+)?\)\s+(?:No\.?\s+)?\d+/\d+|\d{1,4}/\d{1,4}(?:/[A-Z]{2,4})?"
    r"|,?\s?R\.?S\.?[A-Z]{1,2}\.?,?\s\d{4},\s?c(?:h?\.)?\s[A-Z\d][\w.-]*\w|,?\s?(?:Cap|c)\.?\s\d+[A-Z]?(?!\w)"
)
_NAMED_AFTER = rf"of\s+the\s+European\s+Parliament\s+and\s+of\s+the\s+Council|to\s+the\s+[A-Z]{{3,6}}(?!\w)|to\s+(?:the\s+)?(?:[A-Z][\w-]+\s+){{0,3}}(?:Convention|Covenant|Treaty|Agreement|Charter)(?:\s+on(?:\s+(?:and\s+)?[A-Z]\w+){{1,5}})?|of\s+(?:the\s+)?(?!Parliament|Congress|(?:{_MONTHS})\s)[A-Z][\w-]+(?:\s+(?:of\s+(?:the\s+)?)?(?!Act\b|Article|Section|No\b)[A-Z][\w’-]+){{0,5}}(?:\s+and\s+(?:Fundamental\s+)?(?:Freedoms|Rights|Duties|Responsibilities|Obligations|Liberties))?"


# "In section 8 of the Roads Act 1980, in subsection (5)—" and nothing else: what is changed.
_PLACE_ONLY = (
    r"(?<![^\n])\s*+(?:\(?\w{1,4}[).]\s*)?[Ii]n\s(?:[Aa]rticle|(?:sub-?)?[Ss]ection|[Pp]aragraph|[Cc]lause"
    r"|[Rr]ule|[Rr]egulation|[Ss]chedule|[Cc]hapter|[Pp]art)s?\s(?![^\n]*\bthis\b)[^.\n]{1,240}[—:]\s*$"
)


_ADJECTIVES = (
    "principal parent main former repealed amending amended existing original previous earlier later new old draft proposed current revised interim"
).split()
# Of an agenda, not of an act.
_NO_ACT = r"\s+(?:Data\sProtection\s)?Working\s(?:Party|Group)|\s+times\b|\s+(?:of|on)\s+(?:the|its|their)\s+(?:\w+\s+)?agenda"

ENGLISH = Usage(
    code="en",
    larger_first=False,
    words=_words(),
    starts=beginning(_STARTS) + _BEFORE_NUMBERS,
    heads={head: head.capitalize() for head in (*_HEADS, "statutes")},
    countries=_NAMED_AFTER,
    number=_NUMBER,
    adjectives=tuple((word, word) for word in _ADJECTIVES),
    two_words=r"(?![Tt]itle\s\d+,?\s(?:of\sthe\s)?United\sStates\sCode)(?:[Ss]tanding\s(?=[Oo]rder)|read\s(?=with)|as\swell\s(?=as)|together\s(?=with)|U\.S\.(?=C\.)|C\.F\.(?=R\.))?",
    code_before=_CODE_BEFORE,
    no_act=_NO_ACT,
    date=rf"(?:of|from|dated){SPACES}(?:\d{{1,2}}{SPACES}(?:{_MONTHS})|(?:{_MONTHS}){SPACES}\d{{1,2}},?){SPACES}\d{{4}}|(?:of{SPACES})?\d{{4}}(?![\d/-])|,{SPACES}\d{{4}}(?![\d/-])",
    months=tuple(_MONTHS.casefold().split("|")),
    lead=rf"(?:{SPACES}of{SPACES}Order{SPACES}(?:[IVXLC]+|\d+)(?!\w))?(?:{SPACES}(?:et\s+seq\.?|ff\.?|and\s+following))?(?:{SPACES}\([a-z][a-z ,’'-]{{3,80}}\))?,?{SPACES}(?:(?:of|in|into|under|to),?{SPACES})?(?:(?P<same>that|those|such|the{SPACES}(?:said|same|aforesaid)){SPACES}|(?:[Tt]he|an?|its){SPACES})?",
    counted=r"\s(?:years?|months?|weeks?|days?|hours?|minutes?|times|pages|people|persons|members|votes|per\scent|percent|million|billion)\b",
    its=r"\b[Ii]ts\s",
    owns=r"['’]s\s",
    no_names=frozenset(
        "UNESCO OSCE NATO UNHCR UNICEF IMF WHO NGO NGOS IMO ILO WTO AND THE FOR NOT MAY WITH SHALL FROM ODIHR".split()
    ),
    hangs=r"\s(?:of|to|in|under),",
    thereof=r"\s+(?:thereof|thereto)\b",
    exclusion=r"\s*[,(]?\s*(?:other\sthan|except(?:ing)?(?:\sfor)?|excluding|apart\sfrom|with\sthe\sexception\sof|but\snot|save(?:\sfor)?)\s(?:the\s)?",
    whole_name=_WHOLE_NAME,
    title=rf"(?:on|for|against|concerning|regarding|relating\s+to|relative\s+to|respecting|establishing|between)\s+(?:the\s+)?[A-Z][\w-]+(?:,?\s+(?:(?:and|of|the|in|for|to|with|against|on)\s+){{0,2}}(?!{_ACT}(?!\w)|Article|Section|No\b)[A-Z][\w-]+){{0,12}}",
    short_acts=r"(?!(?:AND|THE|FOR|NOT|MAY|WITH|SHALL|FROM)\b)(?:[A-Z]{3,6}|Cr\.?P\.?C\.?|[A-Z]\.[A-Z]\.[A-Z]\.)",
    alias=r"\((?:hereinafter|hereafter|in\s+this\s+\w+|referred\s+to\s+as|called)?(?:\s+(?:called|referred\s+to\s+as))?[,:]?\s?(?:the\s)?[“\"«](?:the\s+)?(?P<alias>[A-Z\d][^)”\"»;]{1,60}?)[”\"»]\s*\)",
    instructions=_PLACE_ONLY
    + r"|(?<![^\n])\s*+(?:\d+\.\s+)?(?:[Aa]mend|Omit|Repeal|Delete|Replace|Insert|Substitute|Renumber)\s|\breplace\s+[“\"]"
    + r"|\bby\s+(?:striking|deleting|redesignating|renumbering|repealing)\b|\bstruck\s+out\b|\bshall\s+be\s+(?:repealed|amended\s+as\s+follows|amended\s+(?:by|to\s+read)|(?:replaced|substituted)\s+(?:by|with)\s+the\s+following|inserted\s+(?:after|before))\b|\b(?:is|are)\s+(?:hereby\s+|further\s+)?(?:amended|repealed|deleted|omitted|replaced|inserted|substituted|revoked|renumbered|redesignated|added)\b|\b(?:substitute|insert|omit)\b",
    notes=r"\s*(?:Note|Editors?['’]s?['’]?\s+note|Editorial\s+note|Footnote)\b[.:]",
    carries=r"(?:\s*\([^()\n]{1,160}\))?\s*(?:[:,—–]|(?:is|are)\s+(?:hereby\s+|further\s+)?amended|shall\s+be\s+(?:further\s+)?amended)",
    heading=r"(?:Article|ARTICLE|Section|SECTION|Chapter|CHAPTER|Part|PART|Schedule|SCHEDULE|Annex|ANNEX)\s+[\dIVXLC]+[A-Z]?(?:-\d+)?(?:\.\s+(?=[“\"A-Z])|\.?\s*(?=\n|\Z)|\s+(?=[A-Z]))",
    cyrillic=False,
    bracketed=True,
    between=" of ",
    written={
        level: Written(*forms)
        for level, forms in {
            "annex": ("Annex {n}",) * 4,
            "chapter": ("Chapter {n}",) * 4,
            "article": ("Article {n}",) * 4,
            "point": ("paragraph {n}",) * 4,
            "subpoint": ("subparagraph {n})",) * 4,
            "row": ("row {n}",) * 4,
        }.items()
    },
)
