"""How Kazakh legal texts cite: "39-баптың 3-тармағының 2) тармақшасы"."""

from __future__ import annotations

from collections.abc import Iterator

from zhargy.languages.citing.usage import NEVER, SPACES, Part, Usage, Word, Written

_BACK = (
    "ның дың тың".split(),
    "ға қа на ны ды ты да та дан тан нан мен бен пен менен дағы тағы".split(),
    "лар дар тар".split(),
)
_FRONT = (
    "нің дің тің".split(),
    "ге ке не ні ді ті де те ден тен нен мен бен пен менен дегі тегі".split(),
    "лер дер тер".split(),
)
# After a possessive ending: genitive; other cases.
_BACK_OWN = (["ның"], "на н нда нан мен ндағы".split())
_FRONT_OWN = (["нің"], "не н нде нен мен ндегі".split())

# level: nominative, with the possessive ending, harmony.
_UNITS = {
    "article": (("бап", "бабы", True),),
    "point": (("тармақ", "тармағы", True),),
    "subpoint": (("тармақша", "тармақшасы", True),),
    "part": (("бөлік", "бөлігі", False),),
    "section": (("бөлім", "бөлімі", False),),
    "subsection": (("бөлімше", "бөлімшесі", False),),
    "chapter": (("тарау", "тарауы", True),),
    "subchapter": (("параграф", "параграфы", True),),
    "paragraph": (("абзац", "абзацы", True), ("азатжол", "азатжолы", True)),
    "annex": (("қосымша", "қосымшасы", True),),
    "row": (("жол", "жолы", True),),
    "sentence": (("сөйлем", "сөйлемі", False),),
}
_ORDINALS = ("бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы").split()
# он бірінші, отызыншы: what counts before another number, and alone.
_ROUND = (
    (10, "он", "оныншы"), (20, "жиырма", "жиырмасыншы"), (30, "отыз", "отызыншы"),
    (40, "қырық", "қырқыншы"), (50, "елу", "елуінші"), (60, "алпыс", "алпысыншы"),
    (70, "жетпіс", "жетпісінші"), (80, "сексен", "сексенінші"), (90, "тоқсан", "тоқсаныншы"),
    (100, "жүз", "жүзінші"),
)  # fmt: skip


# What a form of a unit ends in, by case; the genitive ties and is none of these.
_CASE_OF = {
    ending: case
    for case, endings in {
        "dative": "ға қа ге ке на не",
        "accusative": "ны ды ты ні ді ті н",
        "locative": "да та де те нда нде",
        "ablative": "дан тан нан ден тен нен",
        "instrumental": "мен бен пен менен",
    }.items()
    for ending in endings.split()
}


def _case_of(form: str, noun: str, own: str) -> str:
    """In which case a form stands, "" in the nominative."""
    stem = own if form.startswith(own) and form != noun else noun
    return _CASE_OF.get(form[len(stem) :], "")


def _forms(noun: str, own: str, back: bool) -> Iterator[tuple[str, bool | None, bool]]:
    """Every form: (word, plural?, genitive?). A singular after a number may count many."""
    genitive, others, plurals = _BACK if back else _FRONT
    of_own, others_own = _BACK_OWN if back else _FRONT_OWN
    end = "ы" if back else "і"
    for stem, many in ((noun, None), *((noun + plural, True) for plural in plurals)):
        yield stem, many, False
        yield from ((stem + ending, many, True) for ending in genitive)
        yield from ((stem + ending, many, False) for ending in others)
    for stem, many in ((own, None), *((noun + plural + end, True) for plural in plurals)):
        yield stem, many, False
        yield from ((stem + ending, many, True) for ending in of_own)
        yield from ((stem + ending, many, False) for ending in others_own)


def _words() -> dict[str, Word]:
    words: dict[str, Word] = {}
    for level, nouns in _UNITS.items():
        for noun, own, back in nouns:
            plurals = _BACK[2] if back else _FRONT[2]
            bare = {noun, *(noun + plural for plural in plurals)}
            for form, many, linked in _forms(noun, own, back):
                possessed = form.startswith(own) and form != noun
                words[form] = Word(
                    Part.UNIT,
                    *(level,) * 5,
                    many=many,
                    linked=linked,
                    own=possessed,
                    bare=form in bare,
                    joins=form.endswith(("мен", "бен", "пен")),
                    case=_case_of(form, noun, own),
                )
    for form, level in (("б.", "article"), ("т.", "point"), ("тш.", "subpoint")):
        words[form] = Word(Part.UNIT, *(level,) * 5, linked=True, short=True)
    for number, word in enumerate(_ORDINALS, 1):
        words[word] = Word(Part.ORDINAL, str(number))
    for number, cardinal, ordinal in _ROUND:
        words[cardinal] = Word(Part.TENS, str(number))
        words[ordinal] = Word(Part.ORDINAL, str(number))
    words["соңғы"] = Word(Part.ORDINAL, "last")
    words |= {form: Word(Part.THIS) for form in ("осы", "мына", "бұл")}
    words |= {form: Word(Part.PREVIOUS) for form in ("алдыңғы", "алдындағы")}
    words |= {form: Word(Part.NEXT) for form in ("келесі",)}
    words |= {form: Word(Part.AND) for form in "және мен бен пен немесе не сондай-ақ әрі".split()}
    words |= {"бастап": Word(Part.FROM)}
    words |= {form: Word(Part.UNTIL) for form in ("дейін", "дейінгі")}
    return words


_MONTHS = "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
# nominative, possessive: what lawyers call an act.
_HEADS = (
    ("конституция", "конституциясы", True),
    ("заң", "заңы", True),
    ("кодекс", "кодексі", False),
    ("жарлық", "жарлығы", True),
    ("қаулы", "қаулысы", True),
    ("бұйрық", "бұйрығы", True),
    ("шешім", "шешімі", False),
    ("қағида", "қағидасы", True),
    ("ереже", "ережесі", False),
    ("регламент", "регламенті", False),
    ("жарғы", "жарғысы", True),
    ("шарт", "шарты", True),
    ("конвенция", "конвенциясы", True),
    ("келісім", "келісімі", False),
    ("нұсқаулық", "нұсқаулығы", True),
    ("әдістеме", "әдістемесі", False),
    ("стандарт", "стандарты", True),
    ("тізбе", "тізбесі", False),
    ("Декларация", "Декларациясы", True),
    ("өкім", "өкімі", False),
    ("пакті", "пактісі", False),
    ("хартия", "хартиясы", True),
    ("хаттама", "хаттамасы", True),
    ("қағидат", "қағидаты", True),
    ("тұжырымдама", "тұжырымдамасы", True),
    ("бағдарлама", "бағдарламасы", True),
)
_PLURAL_HEADS = {"қағида", "ереже", "қағидат"}
_DRAFT = ("жоба", "жобасы", True)
_SHORTER = {"пакті": "пакт"}  # the vowel comes with an ending only


def _heads() -> dict[str, str]:
    heads: dict[str, str] = {}
    for noun, own, back in (*_HEADS, _DRAFT):
        plurals = _BACK[2] if back else _FRONT[2]
        for form, many, _ in _forms(noun, own, back):
            own_form = form.startswith(own) and form != noun
            head = own if own_form else noun
            if many and noun in _PLURAL_HEADS:
                plural = next(noun + p for p in plurals if form.startswith(noun + p))
                head = plural + ("ы" if back else "і") if _owned(form, plural, back) else plural
            heads[form.lower()] = _SHORTER.get(head, head)
    # Ата Заңымыздың: "our" law, whose constitution everybody means.
    for ours, cases in (("заңымыз", "дың ға ды да дан"), ("конституциямыз", "дың ға ды да дан")):
        heads |= {ours + case: ours for case in ("", *cases.split())}
    return heads | {"пакт": "пакт"}


def _owned(form: str, plural: str, back: bool) -> bool:
    return form[len(plural) :].startswith("ы" if back else "і")


_UNIT = (
    r"(?:[Бб]а[пб]|[Тт]арма[қғ]|[Бб]өлі[кгм]|[Тт]арау|[Аа]бзац|[Аа]зат\s?жол|[Пп]араграф|[Ққ]осымша"
    r"|жол|сөйлем)"
)
_ITEM = r"\d{1,4}(?>(?:\.\d{1,3}(?!\d))*)(?>(?:[-‐‑]\d{1,3}(?![\d]))?)(?>(?>(?:-(?:нан|нен|дан|ден|тан|тен|ға|ге|қа|ке|ші|шы|інші|ыншы)\b)?)\)?)"
_SEP = r"(?:\s*+[,;]\s*+|\s++(?:және|мен|бен|пен|немесе|не|дейін|дейінгі|бастап)\s++|\s*+[-‐‑‒–—−]\s*+)"
_ORDINAL = (
    r"(?>(?:[Жж]үз\s++)?)(?>(?:(?:[Оо]н|[Жж]иырма|[Оо]тыз|[Ққ]ырық|[Ее]лу|[Аа]лпыс|[Жж]етпіс|[Сс]ексен|[Тт]оқсан)\s++)?)"
    r"(?:[Бб]ірінші|[Ее]кінші|[Үү]шінші|[Тт]өртінші|[Бб]есінші|[Аа]лтыншы|[Жж]етінші|[Сс]егізінші"
    r"|[Тт]оғызыншы|[Оо]ныншы|[Жж]иырмасыншы|[Оо]тызыншы|[Ққ]ырқыншы|[Ее]луінші|[Аа]лпысыншы|[Жж]етпісінші|[Сс]ексенінші|[Тт]оқсаныншы|[Жж]үзінші|[Сс]оңғы)"
)
_STARTS = (
    rf"{_ITEM}(?>(?:{_SEP}(?:{_ITEM}|{_ORDINAL})|\s++\d{{1,4}}-(?:ға|ге|қа|ке)\b){{0,40}})(?>(?:\s+дейінгі)?)(?:\s*+[-‐‑–]?\s*+{_UNIT}|[-‐‑]?(?:б|т|тш)\.)"
    rf"|(?:[Оо]сы|[Аа]лдыңғы|[Кк]елесі|[Бб]ұл)\s++{_UNIT}"
    rf"|{_ORDINAL}(?>(?:{_SEP}{_ORDINAL}){{0,20}})\s++{_UNIT}"
    r"|(?<=[ға]\s)[Ққ]осымша(?:ға|да|ның|сы)"
    rf"|[«\"“]?[а-яәғқңөұүһіa-z][»\"”]?\)?(?>(?:{_SEP}[«\"“]?[а-яәғқңөұүһі][»\"”]?\)){{0,20}})\s++тармақша"
    rf"|[IVXLІХ]+(?>(?:{_SEP}[IVXLІХ]+){{0,20}})\s*+[-‐‑]?\s*+{_UNIT}"
)
_CASES = r"(?:-?(?:н[ыі]ң|[дт][ыі]ң|ға|ге|қа|ке|н[ыі]|[дт][ыі]|[дт][ае]|[дт]ан|[дт]ен|[мбп]ен))?"

# "6-баптың 3-тармағында:" and nothing else: the place that an amending act changes.
_PLACE_ONLY = (
    r"(?<![^\n])\s*+(?:\d+\)\s*)?(?![^\n]*[Оо]сы\s)[^.\n]{0,160}\d\)?[-\s]\s?(?:бапта|бабында|тармақта"
    r"|тармағында|тармақшада|тармақшасында|бөлікте|бөлігінде|тарауда|тарауында|қосымшада|қосымшасында):\s*$"
)

# Whose act it is, before the possessive form: Жоғарғы Соттың, Орталық сайлау комиссиясының, БҰҰ.
_CAP = r"[А-ЯӘҒҚҢӨҰҮҺІ][\w-]*"
_NO_OWNER = (
    r"(?!(?:Осы|Бұл|Әрі|Сол|Егер|Сондай|Оған|Оның|Бірақ|Аталған|Көрсетілген|Сондықтан|Яғни|Ал|Және|Мысалы|Соған|Мұнда|Олар|Біз"
    r"|Ата|Негізгі|Бас|Жаңа|Қолданыстағы)(?!\w))"
)
_OF_BODIES = (
    r"(?:комиссиясы|министрі|министрлігі|мәслихаты|әкімдігі|әкімі|агенттігі|комитеті|төрағасы|палатасы|банкі|соты|кеңесі|қоры"
    r"|басшысы|пленумы|ұйымы|одағы|прокуроры|прокуратурасы|партиясы|қоғамы)ның|(?:министрі|министрлігі|әкімдігі|әкімі|агенттігі|комитеті|банкі|кеңесі)нің"
)
_OWNERS = (
    rf"(?<![\w-])(?:Біріккен{SPACES}Ұлттар{SPACES}Ұйымының|Еуразиялық{SPACES}экономикалық{SPACES}одақтың|Еуропа{SPACES}Кеңесінің)|"
    rf"(?<![\w-]){_NO_OWNER}{_CAP}(?:{SPACES}{_CAP}){{0,3}}(?:{SPACES}[а-яәғқңөұүһі-]+){{0,3}}{SPACES}(?:{_OF_BODIES})"
    rf"|(?<![\w-]){_NO_OWNER}(?:(?:[А-ЯӘҒҚҢӨҰҮҺІ][\w-]*(?:[лдт][ықі][қк]|ық|ік)|Жоғарғы|Бас|Мемлекет){SPACES}){{0,2}}[А-ЯӘҒҚҢӨҰҮҺІ][\w-]*(?:н|д|т)[ыі]ң"
)

# Құжаттарды қабылдау қағидалары: what rules are the rules of stands before them.
_RULES = frozenset(
    {
        "қағидалары",
        "қағидаттары",
        "қағидаттар",
        "ережелері",
        "нұсқаулығы",
        "тізбесі",
        "тұжырымдамасы",
        "бағдарламасы",
    }
)

KAZAKH = Usage(
    code="kk",
    larger_first=True,
    words=_words(),
    starts=_STARTS,
    heads=_heads(),
    countries=r"(?:Польша|Ресей|Өзбекстан|Қырғызстан|Тәжікстан|Түрікменстан|Әзербайжан|Армения|Грузия|Украина|Беларусь|Германия|Франция|Түркия|Қытай|Жапония|Литва|Латвия|Эстония|Молдова|Моңғолия|АҚШ)-?[нтд][ыі]ң|Үкіметтің|Президенттің|(?:(?:Қазақстан\s+)?Республика(?:сы)?(?:ның)?|ҚР)\s+(?:Президентінің|Үкіметінің|Парламентінің|Парламенті\s+(?:Мәжілісінің|Сенатының)|Сенатының|Мәжілісінің|Құрылтайының|(?:[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+\s+){1,4}министрінің)|Қазақстан\s+Республикасы(?:ның)?|Республика(?:сы)?(?:ның)?|ҚР|[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+\s+Республикасы(?:ның)?|Ресей\s+Федерациясы(?:ның)?|КСРО|ҚазКСР",
    date=rf"\d{{4}}{SPACES}жылғы(?:{SPACES}\d{{1,2}}{SPACES}(?:{_MONTHS})[дт][ае][ғг][ыі])?|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?:{SPACES}?ж\.)?",
    months=tuple(_MONTHS.casefold().split("|")),
    lead=NEVER,
    act_adjective=("лық", "лік", "дық", "дік", "тық", "тік"),
    epithets=frozenset("ата негізгі бас жаңа қолданыстағы бұрынғы".split()),
    owners=_OWNERS,
    owner=rf"(?<![\w-]){_NO_OWNER}{_CAP}",
    owned=frozenset(own.lower() for _, own, _ in (*_HEADS, _DRAFT)) | _RULES,
    rules=_RULES,
    matter=rf"(?<![\w-]){_NO_OWNER}{_CAP}(?:{SPACES}[а-яәғқңөұүһі-]+){{0,6}}",
    drafts={own: own for own in ("жоба", "жобасы")},
    about="туралы",
    unquoted=r"(?<![\w-])(?:Адам\s+құқықтары(?:ның)?\s+(?:туралы\s+)?жалпыға(?:\s+|-)бірдей|Жалпыға(?:\s+|-)бірдей\s+адам\s+құқықтары|Еуропалық\s+адам\s+құқықтары|(?:(?:(?:Қазақстан\s+Республикасы(?:ның)?\s+)?(?:Ұлттық\s+[А-ЯӘҒҚҢӨҰҮҺІ]|Конституциялық\s+[Сс]|Жоғарғы\s+[Сс]|Қарулы\s+[Кк]|Мемлекеттік\s+[А-Я]|Қазақстан\s+Республикасы(?:ндағы|ның)\s+))|[А-ЯӘҒҚҢӨҰҮҺІ])[а-яәғқңөұүһі-]+(?:[^\S\n]+[а-яәғқңөұүһі-]+){0,7}[^\S\n]+туралы)",
    code_head="кодекс",
    code_name=r"(?<![\w-])(?!Осы|Республикасы|Қазақстан|Бұл|Әрі|Сол|Егер|Сондай|Оған|Оның|Бірақ|Аталған|Көрсетілген|Сондықтан|Себебі|Өйткені)[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі-]+(?:[^\S\n]+[а-яәғқңөұүһі-]+){0,3}",
    short_ending=r"-[а-яәғқңөұүһі]+$|(?<=[А-ЯӘҒҚҢӨҰҮҺІ])(?:[нтд][ыі]ң|[гғкқ][еа]|[дт][еа])$",
    announced=r"\((?:бұдан|әрі)\s+(?:әрі|қарай)[^()\n]{1,90}\)",
    short_acts=rf"(?:[A-Z]{{3,6}}|[А-ЯӘҒҚҢӨҰҮҺІ]{{1,5}}К|ӘҚБтК){_CASES}",
    alias=r"(?<=[(\s])(?:бұдан\s+әрі|әрі\s+қарай)\s*[-–—:]\s*[«\"“]?(?P<alias>[А-ЯӘҒҚҢӨҰҮҺІ][^)»\"”;]{1,80}?)[»\"”]?\s*\)",
    instructions=_PLACE_ONLY
    + r"|(?:толықтырылсын|алып\s+тасталсын|алынып\s+тасталсын|ауыстырылсын|жазылсын|күші\s+жойылды\s+деп\s+танылсын|өзгертілсін)",
    notes=r"\s*(?:Ескерту|Ескертпе|Сноска|РҚАО-ның ескертпесі|ЗҚАИ-ның ескертпесі)|\s*(?:\d[\d-]*[.)]?\s*)?\(?(?:алып|алынып)\s+тасталды\s*[-–—(]|.{0,120}\b[Зз]аңымен\s+(?:ауыстырылды|алып\s+тасталды|толықтырылды|өзгертілді)",
    carries=r"\s*(?::|мынадай\s+мазмұндағы)",
    seen=r"\s+қара(?:ңыз|у|ныз)",
    note_date=r"ҚР\s+\d{2}\.\d{2}\.\d{4}\s+(?:№|N)\s?[\w-]+\s+(?:Конституциялық\s+)?[Зз]аңы",
    heading=r"[\dIVXLІХ]+(?:-\d+)?\s*-?\s*(?:бап|тарау|бөлім|параграф|қосымша|БАП|ТАРАУ|БӨЛІМ)(?:\.\s+(?=[«\"А-ЯӘҒҚҢӨҰҮҺІA-Z])|\.?\s*(?=\n|\Z)|\s+(?=[А-ЯӘҒҚҢӨҰҮҺІ]))",
    number_suffix=r"-(?:нан|нен|дан|ден|тан|тен|ға|ге|қа|ке|ші|шы|інші|ыншы)(?=\s)",
    no_act_before=r"[Кк]үн\s+тәртібінің\s+",
    counts_rows=r"(?:реттік|рет)\s+нөмір\w*\s+",
    two_words=r"(?:[Аа]зат\s)?",
    written={
        "annex": Written("{n}-қосымша", "{n}-қосымшасы", "{n}-қосымшаның", "{n}-қосымшасының"),
        "section": Written("{n}-бөлім", "{n}-бөлімі", "{n}-бөлімнің", "{n}-бөлімінің"),
        "chapter": Written("{n}-тарау", "{n}-тарауы", "{n}-тараудың", "{n}-тарауының"),
        "subchapter": Written(
            "{n}-параграф", "{n}-параграфы", "{n}-параграфтың", "{n}-параграфының"
        ),
        "article": Written("{n}-бап", "{n}-бабы", "{n}-баптың", "{n}-бабының"),
        "part": Written("{n}-бөлік", "{n}-бөлігі", "{n}-бөліктің", "{n}-бөлігінің"),
        "point": Written("{n}-тармақ", "{n}-тармағы", "{n}-тармақтың", "{n}-тармағының"),
        "subpoint": Written(
            "{n}) тармақша", "{n}) тармақшасы", "{n}) тармақшаның", "{n}) тармақшасының"
        ),
        "paragraph": Written("{n}-абзац", "{n}-абзацы", "{n}-абзацтың", "{n}-абзацының"),
        "row": Written("{n}-жол", "{n}-жолы", "{n}-жолдың", "{n}-жолының"),
    },
)
