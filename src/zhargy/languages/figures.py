"""The words with which a language speaks of the figures of a vote: one table for each language.

Everything is a regular expression over text in lower case with plain spaces; `\\w*` stands for what
inflection adds. The engine reads with all tables at once: a retelling quotes in two languages, and a
short one ("Явка 73,12 %") does not say which it is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What one language calls the figures of a vote, and how it writes numbers.

    `figures`: figure -> phrases that name it. `weak`: the same, phrases that may also stand beside
    the name of another figure ("voted" beside "for"); `faint`: nouns that hardly name one ("the vote"). `bases`: figure -> phrases that make it the
    base of a percentage, right after the percentage (`base_after`) or right before it
    (`base_before`). `scales`: power of ten -> words. `numerals`: words -> numbers. `halves`:
    "and a half". `per_cent`: words for it; `points`: words that make a difference of it.
    `over`, `under`, `nearly`, `about`: hints before a number; `nearly_after` and so on: after it.
    `people`: nouns that may follow a count of people or ballots; `precincts`, `units`: those of
    these; `others`: nouns that make the number no figure of the vote. `before`: words before a
    number that do the same. `months`: in dates. `years`: after a year. `joins`: words between a
    count and its percentage. `breaks`: words that begin another statement. `total`: of a sum.
    `stages`: stage -> words. `asof`: words by which an earlier figure is given as such.
    `conditions`: of a rule and not of a result. `foreign`: forecasts, polls. `abroad`: outside of
    the country. `whole`: all of it; `part`: nouns that make a name one of a place in it.
    `members`: nouns that count as people where the vote is a small one, of a union or an assembly.
    `differences`: words before a number that is a difference of two figures.
    `elsewhere`: other countries. `out_of`: between a part and its whole. `such`: words that take up
    what the sentence before named.
    `abbreviations`: after which a full stop ends no sentence.
    """

    code: str
    figures: Mapping[str, tuple[str, ...]]
    weak: Mapping[str, tuple[str, ...]]
    faint: Mapping[str, tuple[str, ...]]
    base_after: Mapping[str, tuple[str, ...]]
    base_before: Mapping[str, tuple[str, ...]]
    scales: Mapping[int, tuple[str, ...]]
    numerals: Mapping[str, int]
    halves: tuple[str, ...]
    per_cent: tuple[str, ...]
    points: tuple[str, ...]
    over: tuple[str, ...]
    under: tuple[str, ...]
    nearly: tuple[str, ...]
    about: tuple[str, ...]
    over_after: tuple[str, ...]
    nearly_after: tuple[str, ...]
    people: tuple[str, ...]
    precincts: tuple[str, ...]
    units: tuple[str, ...]
    others: tuple[str, ...]
    before: tuple[str, ...]
    months: tuple[str, ...]
    years: tuple[str, ...]
    joins: tuple[str, ...]
    breaks: tuple[str, ...]
    total: tuple[str, ...]
    stages: Mapping[str, tuple[str, ...]]
    asof: tuple[str, ...]
    conditions: tuple[str, ...]
    foreign: tuple[str, ...]
    abroad: tuple[str, ...]
    whole: tuple[str, ...]
    part: tuple[str, ...]
    members: tuple[str, ...]
    differences: tuple[str, ...]
    elsewhere: tuple[str, ...]
    out_of: tuple[str, ...]
    such: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()


def _numbered(words: str) -> dict[str, int]:
    """ "1 one 2 two" as a table."""
    pieces = words.split()
    return {word: int(number) for number, word in zip(pieces[::2], pieces[1::2], strict=True)}


_RU_WHO = r"(?:граждан\w*|избирател\w+|участник\w+|лиц\w*|людей|человек|казахстанц\w+|тех|всех|голос\w+|бюллетен\w+)"
_RU_OF = rf"(?:голосов )?(?:от|из|среди)(?: \w+)?(?: (?:общего|всего))?(?: (?:числа|количества|состава))?(?: {_RU_WHO})?,?(?: кто)?"

RUSSIAN_FIGURES = FigureWords(
    code="ru",
    figures={
        "roll": (
            r"(?:имеющ|имевш|обладающ|обладавш|наделенн|располагающ|получивш)\w+(?: \w+)? прав\w+(?: (?:принять |принимать )?участ\w+| участвовать| голоса| голосовать)?(?: в (?:голосовании|референдуме))?",
            r"имел\w* прав\w+(?: (?:принять )?участ\w+| голос\w+| участвовать)?(?: в (?:голосовании|референдуме))?",
            r"прав\w+ голоса",
            r"(?:в |по |из )?списк\w+(?: (?:избирателей|граждан|голосовани\w+|участников\w*))?",
            r"зарегистрирован\w+(?: избирател\w+| граждан\w*)?",
            r"(?:общ\w+ )?(?:числ\w+|количеств\w+) (?:всех )?(?:избирател\w+|электората)(?!,? (?:приня|проголос|получ|участв|пришед|поддерж|отда|котор|не ))",
            r"(?:всего )?избирателей(?= ?[:—–-])",
            r"(?:включен|внесен|занесен|состо)\w+ (?:в|на учет)\w*",
            r"электорат\w*",
            r"реестр\w* избирателей",
            r"(?:могл|могут|вправе)\w* (?:про)?голосовать|имел\w* возможность (?:про)?голосовать",
        ),
        "voted": (
            r"(?:приня|приним)\w+ участие(?: в (?:голосовании|референдуме|плебисците|нем))?",
            r"участи\w+(?: в (?:голосовании|референдуме|плебисците|нем)\w*)?(?= (?:приня|взя))",
            r"участвова(?:л|вш)\w*(?: в \w+)?",
            r"участник\w+ (?:голосования|референдума)",
            r"явк\w+(?: (?:избирател\w+|граждан|на \w+))?",
            r"активност\w+ (?:избирател\w+|граждан)",
            r"при(?:шл|шед)\w+(?: на)?(?: избирательн\w+)?(?: участк\w+| референдум\w*)?",
            r"воспользова\w+ прав\w+ голоса",
            r"выразил\w* (?:свою|свое) (?:гражданскую позицию|мнение|волю)",
            r"опустил\w* бюллетен\w+",
            r"голосовани\w+ посетил\w+",
            r"(?:бюллетен\w+ )?(?:обнаружен|оказал)\w* в (?:урнах|ящиках)",
            r"яви(?:л|вш)\w*(?: на \w+)?|дош(?:л|едш)\w+ до участков|сходил\w* (?:на|к)",
            r"избирательн\w+ активност\w+",
        ),
        "yes": (
            r"[«\"“„']за[»\"”“']",
            r"(?:про)?голосова\w+ за(?! (?:рубежом|границ|день|сутк|час))(?: \w+)?",
            r"голос\w* за(?! (?:рубежом|границ))",
            r"(?<![\w«])за(?= ?[:—–-])",
            r"(?<![\w«])за(?= (?:про)?голосов| высказал| было подано| подан| отдал| отдан| выступ| \d)",
            r"(?<![\w«])за (?:ее |его )?(?:приняти|одобрени|утверждени|нов|проект|поправк|изменени|конституци|основн|строительств|внесени|предлож|устав|реформ|положительн)\w*",
            r"в пользу",
            r"(?<!не )поддерж(?:ал|ив|ан)\w*",
            r"в поддержку",
            r"утвердительн\w+|положительно",
            r"(?:сказал|выбрал|отметил|ответил)\w* да(?!\w)",
            r"(?<!не )одобр\w+",
            r"положительн\w+ (?:решен|ответ)\w+",
            r"[«\"“]да[»\"”]",
            r"(?<!не )соглас(?:ил|н)\w+",
            r"сторонник\w+",
            r"набрал\w*|принят\w* (?:большинством|голосами|с результатом)",
        ),
        "no": (
            r"[«\"“„']против[»\"”“']",
            r"(?:про)?голосова\w+ против",
            r"(?<!\w)против(?:ник\w+)?",
            r"не (?:поддерж|одобр|соглас)\w+",
            r"возраж\w+|отрицательно|отказал\w* в поддержке",
            r"(?:сказал|выбрал|отметил|ответил)\w* нет(?!\w)",
            r"отрицательн\w+ (?:решен|ответ)\w+",
            r"[«\"“]нет[»\"”]",
            r"отверг\w+",
        ),
        "both": (
            r"об\w+ (?:вариант|ответ|отмет|граф|квадрат)\w*",
            r"(?:два|двумя|двух|все|всеми|всех) (?:вариант|ответ|отмет)\w*",
            r"не (?:был\w* )?уч(?:ит|т|л)\w+(?: при подсчете(?: голосов)?)?",
            r"неучтенн\w+",
            r"не (?:принят|принима)\w+ (?:во внимание|в расчет|к учету)",
            r"не засчита\w+",
            r"двойн\w+ (?:отмет|ответ)\w+|обоих (?:ответ|вариант)\w+",
        ),
        "invalid": (
            r"недействительн\w+",
            r"испорчен\w+",
            r"неустановленн\w+ (?:образц|форм)\w+",
            r"(?:невозможно|не удалось) (?:определить|установить)",
            r"забракова\w+|порчен\w+|негодн\w+",
        ),
        "valid": (r"(?<!не)(?<!\w)действительн\w+",),
        "received": (
            r"получ\w+ (?:на руки )?(?:\w+ )?бюллетен\w*",
            r"бюллетен\w+ (?:уже )?получ\w+",
            r"выдан\w*(?: \w+)? бюллетен\w*|бюллетен\w+ выда\w+|выда(?:ли|но|ны)",
        ),
        "absent": (
            r"не (?:пришл|приня\w+ участ|проголосова|участвова|яви|посетил|воспольз)\w*(?: в \w+)?",
            r"проигнорирова\w+",
            r"остал\w+ дома",
        ),
        "delivered": (r"(?:на|от)печатан\w*", r"изготовлен\w*", r"тираж\w*"),
        "precincts": (),
    },
    weak={
        "voted": (
            r"(?:про)?голосова(?:л|вш)\w*(?! (?:за|против)\b)",
            r"отда\w+ (?:свои? )?голос\w*(?! за| против)",
        ),
    },
    faint={"voted": (r"голосовани\w+",), "roll": (r"избирател\w+",)},
    base_after={
        "voted": (
            rf"{_RU_OF} ?(?:\w+ )?(?:приня(?:вш|л)\w+ участие|(?:про)?голосова(?:вш|л)\w+|участвовавш\w+|пришедш\w+|участник\w+)(?: в \w+)?(?: граждан\w*| избирател\w+)?",
            r"(?:от )?(?:всех )?(?:приня(?:вш)\w+ участие|(?:про)?голосовавш\w+|участвовавш\w+|пришедш\w+|участник\w+ (?:голосования|референдума))(?: в \w+| на участки)?(?: граждан\w*| избирател\w+)?",
            r"(?:граждан|избирателей|казахстанцев), (?:принявших участие|проголосовавших|участвовавших|пришедших)(?: в \w+| на участки)?",
        ),
        "roll": (
            rf"{_RU_OF},? ?(?:\w+ )?(?:(?:имеющ|имевш|обладающ)\w+ прав\w+(?: \w+){{0,3}}|(?:внесенн|включенн|состоящ)\w+ в спис\w+|зарегистрированн\w+(?: избирател\w+)?|списочн\w+ состава|электората)",
            r"(?:от|из) (?:общего |всего )?(?:числа |количества )?(?:всех )?(?:избирателей|списка|списков|списочного состава|электората|граждан с правом голоса)(?! ?,? (?:приняв|проголос|участв|пришед))",
            r"(?:\w+ )?(?:граждан\w*|избирател\w+|казахстанцев|населения|жителей|людей|взрослых),? (?:имеющ|имевш|обладающ|внесенн|включенн|зарегистрирован)\w+(?: прав\w+(?: \w+){0,3}| в спис\w+)?",
            r"(?:всех )?(?:имеющ|имевш|обладающ)\w+ прав\w+ (?:голоса|участвовать|принять участие)(?: в \w+)?",
            r"(?:всех )?зарегистрированных избирателей",
        ),
        "valid": (
            r"(?:от|из) (?:числа )?действительных(?: бюллетеней| голосов)?",
            r"действительных (?:бюллетеней|голосов)",
        ),
        "counted": (
            r"(?:от|из) (?:числа |суммы )?(?:голосов )?[«\"]?за[»\"]? и [«\"]?против[»\"]?",
        ),
    },
    base_before={
        "voted": (
            r"(?:от|из|среди) (?:общего )?(?:числа )?(?:всех )?(?:граждан,? |избирателей,? |тех,? кто )?(?:принявших участие|проголосовавших|участников|участвовавших|пришедших)(?: в \w+)? ?[,—–-]?",
        ),
        "roll": (
            r"(?:от|из|среди) (?:общего )?(?:числа )?(?:всех )?(?:граждан,? )?(?:избирателей|имеющих право голоса|внесенных в списки) ?[,—–-]?",
        ),
    },
    scales={
        9: (r"миллиард\w*", r"млрд\.?"),
        6: (r"миллион\w*", r"млн\.?", r"лимон\w*"),
        3: (r"тысяч\w*", r"тыс\.?"),
    },
    numerals=_numbered(
        """1 один 1 одна 1 одного 1 одной 2 два 2 две 2 двух 3 три 3 трех 4 четыре 4 четырех
        5 пять 5 пяти 6 шесть 6 шести 7 семь 7 семи 8 восемь 8 восьми 9 девять 9 девяти
        10 десять 10 десяти 11 одиннадцать 11 одиннадцати 12 двенадцать 12 двенадцати
        13 тринадцать 13 тринадцати 14 четырнадцать 14 четырнадцати 15 пятнадцать 15 пятнадцати
        16 шестнадцать 16 шестнадцати 17 семнадцать 17 семнадцати 18 восемнадцать 18 восемнадцати
        19 девятнадцать 19 девятнадцати 20 двадцать 20 двадцати 30 тридцать 30 тридцати 40 сорок
        40 сорока 50 пятьдесят 50 пятидесяти 60 шестьдесят 60 шестидесяти 70 семьдесят
        70 семидесяти 80 восемьдесят 80 восьмидесяти 90 девяносто 100 сто 100 ста 200 двести
        200 двухсот 300 триста 300 трехсот 400 четыреста 400 четырехсот 500 пятьсот 500 пятисот
        600 шестьсот 600 шестисот 700 семьсот 700 семисот 800 восемьсот 800 восьмисот
        900 девятьсот 900 девятисот"""
    ),
    halves=(r"с половиной",),
    per_cent=(r"процент\w*", r"проц\."),
    points=(r"процентн\w+ пункт\w*", r"п\. ?п\.?", r"пп\b"),
    over=(
        r"более(?: чем)?",
        r"больше(?: чем)?",
        r"свыше",
        r"превы(?:с|ш)\w+",
        r"не менее(?: чем)?",
        r"не меньше",
        r"перевалил\w* за",
        r"с лишним",
    ),
    under=(r"менее(?: чем)?", r"меньше(?: чем)?", r"не более(?: чем)?", r"ниже", r"до"),
    nearly=(r"почти", r"без малого", r"чуть (?:менее|меньше)", r"едва не"),
    about=(
        r"около",
        r"порядка",
        r"примерно",
        r"приблизительно",
        r"приближ\w+ к",
        r"где-то",
        r"в районе",
    ),
    over_after=(r"с лишним", r"с небольшим", r"и более"),
    nearly_after=(),
    people=(
        r"человек\w*|чел\.?|граждан\w*|избирател\w+|голос\w*|бюллетен\w+|люд\w+|участник\w+|казахстанц\w+|жител\w+|лиц\w*|проголосовавш\w+|пришедш\w+|взрослых|соотечественник\w+",
    ),
    precincts=(r"(?:избирательн\w+ |референдумн\w+ )?участ(?:ок|к\w+)(?: референдума)?",),
    units=(r"регион\w*", r"област\w+", r"административн\w+ единиц\w*"),
    others=(
        r"год\w*|лет|месяц\w*|недел\w+|дн(?:я|ей)|день|сут\w+|час\w*|минут\w*|секунд\w*",
        r"стат(?:ья|ьи|ей|ьям|ьях|ьями)|пункт\w*|раздел\w*|глав\w*|закон\w*|поправ\w+|норм\w*|страниц\w*|слов\w*",
        r"наблюдател\w+|журналист\w+|страна?\w*|государств\w*|член\w*|комисси\w+|депутат\w*|партии|парти\w+|вопрос\w*|предложени\w+|организаци\w+|миссии|обращени\w+|жалоб\w*|нарушени\w+|миров\w+",
        r"тенге|рубл\w+|доллар\w*|евро|км|километр\w*|градус\w*|метр\w*|школ\w*|больниц\w*|урн\w*|кабин\w*|сел\w*|посольств\w*|консульств\w*|видеокамер\w*|волонтер\w*|полицейск\w+|сотрудник\w+|заседани\w+|языка\w*|вариант\w*|раз\w?|й|го|му|м|е|я|ом|ти|х",
    ),
    before=(
        r"№",
        r"статья\w*|стать[еиюё]\w*|ст\.|пункт\w*|п\.|част\w+|ч\.|глав\w+|раздел\w*",
        r"номер\w*",
        r"участок|участке|участка",
        r"старше|моложе|возраст\w*",
        r"населени\w+(?: \w+){0,3}",
        r"тел\.|телефон\w*",
        r"указ\w*|закон\w*|постановлени\w+",
    ),
    months=tuple(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
    ),
    years=(r"год\w*", r"г\.?", r"гг\.?"),
    joins=(
        r"или",
        r"то есть",
        r"т\. ?е\.",
        r"что (?:составляет|составило|составляло|равно|соответствует|эквивалентно)",
        r"что есть",
        r"а это",
        r"это",
        r"(?:что )?составил\w*",
        r"составляет",
        r"что",
    ),
    breaks=(r"и", r"а", r"но", r"однако", r"тогда как", r"при этом", r"еще", r"также", r"зато"),
    total=(r"всего", r"итого", r"в общей сложности", r"в сумме", r"общее (?:число|количество)"),
    stages={
        "preliminary": (r"предварительн\w+", r"промежуточн\w+", r"первы\w+ данны\w+"),
        "final": (r"окончательн\w+", r"итогов\w+ (?:данн|результат|протокол)\w+"),
        "turnout": (
            r"(?:на|к|до) (?:\d\d?[:.]\d\d|\d\d? час\w*)",
            r"к (?:полудню|вечеру|закрытию)",
            r"(?:на момент|после|до) закрыти\w+",
            r"когда (?:участки|голосование) закры\w+",
            r"в \d\d[:.]\d\d",
        ),
    },
    asof=(
        r"первоначальн\w*",
        r"изначально",
        r"ранее",
        r"до (?:голосования|референдума)",
        r"перед (?:голосованием|референдумом)",
        r"накануне",
        r"по состоянию на",
        r"на (?:начало|\d\d? (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря))",
    ),
    conditions=(
        r"если",
        r"необходим\w*",
        r"требу\w+",
        r"должн\w+",
        r"порог\w*",
        r"кворум\w*",
        r"минимум",
        r"для (?:признания|принятия)",
        r"по закону",
        r"считается (?:состоявшимся|принят\w+)",
    ),
    foreign=(
        r"экзит-?пол\w*|exit ?-?poll\w*",
        r"опрос\w*|опрошенн\w+|респондент\w+",
        r"прогноз\w*|ожидал\w+|ожидает\w*|планиру\w+",
    ),
    abroad=(r"за рубежом|за границей|зарубежн\w+|загранучрежден\w+",),
    whole=(
        r"по (?:всей )?(?:стране|республике)",
        r"в целом",
        r"во всех (?:регионах|областях)",
        r"в стране",
        r"всей страны",
    ),
    part=(
        r"област[ьиейям]\w*|обл\.|город\w*|г\. ?(?=[а-яё])|район\w*|столиц\w+|городе|поселк\w+|сел[оеа]\b|участк\w+ №",
    ),
    members=(r"член\w*", r"делегат\w*"),
    differences=(
        r"разниц\w+",
        r"разрыв\w*",
        r"перевес\w*",
        r"отрыв\w*",
        r"(?:вырос|упал|снизил|увеличил|сократил)\w* на",
    ),
    elsewhere=(
        r"росси[ияею]|рф|узбекистан\w*|кыргызстан\w*|киргизи\w+|таджикистан\w*|туркменистан\w*|азербайджан\w*|армени\w+|грузи\w+|беларус\w+|украин\w+|турци\w+|чили|итали\w+|швейцари\w+|ирланди\w+|литв\w+|румыни\w+|дани[ияю]",
    ),
    out_of=(r"из", r"при"),
    such=(r"так(?:их|ие|ими)|их|они|остальны\w+",),
    abbreviations=tuple("млн млрд тыс чел г гг ст п ч см т е д обл проц им тел стр".split()),
)

_EN_OF = r"(?:of|from|among|out of)(?: (?:all|the|total|number|those|people|citizens|voters|electors|ballots|votes)){0,5}"

ENGLISH_FIGURES = FigureWords(
    code="en",
    figures={
        "roll": (
            r"(?:eligible|registered|qualified|enrolled)(?: (?:voters?|citizens?|electors?|people|kazakh\w*))?(?: to (?:vote|participate|take part))?(?: in the (?:referendum|vote|plebiscite))?",
            r"(?:entitled|right|eligible|allowed) to (?:vote|participate|take part)",
            r"(?:on|in|of) the (?:\w+ )?(?:\w+ )?(?:rolls?|lists?|register)(?! of deputies)",
            r"(?:electoral|voters?'?|voting) (?:rolls?|lists?|register|registry)",
            r"electorate",
            r"had the right",
            r"(?:can|could|may|able to) (?:have )?vote\w*|enfranchised|on the books",
            r"total (?:number of )?(?:voters|electors)(?= ?[:—–-]| (?:stood|was|is))",
        ),
        "voted": (
            r"(?:took|taking|taken|take|takes) part",
            r"participat\w+(?! stations)",
            r"turn-?out",
            r"turned out",
            r"(?:went|came|headed|go|come|gone) to (?:the )?(?:polls|polling stations|vote)",
            r"showed up",
            r"attended",
            r"cast(?= [\d])|came out(?: to vote)?|polled",
            r"voter participation|voters? who came",
            r"(?:found )?in the (?:ballot )?boxes",
            r"total votes",
            r"ballots counted",
        ),
        "yes": (
            r"in (?:its )?favou?r",
            r"voted ?(?:for|[“\"'‘]?(?:yes|yea)[”\"'’]?)",
            r"votes? (?:for|in favou?r)",
            r"(?<!not )(?:support|back|approv|endors)(?:ed|ing|s|ers|er|es)?\b",
            r"in support",
            r"affirmative\w*|ayes|agreed|assent\w*|gave (?:it |their )(?:approval|assent|backing)|said they would",
            r"positive (?:decision|resolution|answer)",
            r"(?:said|say|answered|chose|ticked|marked) [“\"'‘]?yes[”\"'’]?",
            r"[“\"'‘]yes[”\"'’]|(?<!\w)yes(?= ?[:—–-]| votes?| side| ballots?| camp)",
            r"[“\"'‘]for[”\"'’]",
            r"(?<!\w)for(?= ?[:—–-])|(?<!\w)for(?= \d[\d,.]{2,})",
            r"(?<!\w)were for|(?<!\w)for the (?:new|draft|amend|constitution|project|plant|charter|change|reform|propos)\w*",
            r"votes? to adopt|voted to adopt",
            r"(?:approval|support)(?= ?[:—–-]| (?:stood|was|reached|came))",
            r"won|(?:passed|adopted|approved|carried) (?:with|by)",
        ),
        "no": (
            r"(?:voted |votes? |were )?against",
            r"oppos\w+",
            r"voted [“\"'‘]?no[”\"'’]?",
            r"(?:said|say|answered|chose|ticked|marked) [“\"'‘]?no[”\"'’]?(?= |,|\.|;|$)",
            r"[“\"'‘]no[”\"'’]|(?<!\w)no(?= ?[:—–-]| votes?| side| ballots?| camp)",
            r"reject(?:ed|ing)",
            r"(?:rejection|opposition)(?= ?[:—–-]| (?:stood|was|reached|came))",
            r"did not (?:support|back|approve)",
            r"disapprov\w+|disagreed|nays|negative|turned (?:it )?down",
            r"dissent\w*",
        ),
        "both": (
            r"(?:marked |ticked |chose |with |selected )?both (?:answers?|options?|boxes|choices|responses|variants|sides|squares)(?: \w+)?(?: (?:marked|chosen|ticked|selected))?",
            r"both marked",
            r"double[- ]marked",
            r"(?:two|all) (?:answers|options|boxes) (?:were )?(?:marked|ticked|chosen)",
            r"(?:were |are |be )?not (?:be |being |been )?(?:counted|taken into account|included|considered|tallied)",
            r"uncounted|left out of the count|disregarded|set aside",
        ),
        "invalid": (
            r"invalid(?:ated)?",
            r"spoil(?:ed|t)",
            r"void(?:ed)?",
            r"non-?standard",
            r"null(?:ified)?",
            r"(?:ballots?|papers?)(?: \w+)? (?:were |was )?(?:rejected|disqualified|discarded)|rejected (?:as|ballots|papers)|disqualified|defective",
            r"impossible to (?:determine|tell)",
        ),
        "valid": (r"(?<!in)(?<!\w)valid (?:votes?|ballots?)",),
        "received": (
            r"(?:had |have )?receiv\w+ (?:their |a |the )?ballots?(?: papers?)?",
            r"(?:collected|picked up) (?:their |a )?ballots?",
            r"ballots?(?: papers?)? (?:were |had been |have been )?(?:issued|handed out|received|given)",
            r"issued(?= [\d])",
        ),
        "absent": (
            r"stayed (?:at )?home|stayed away",
            r"(?:did not|didn't|failed to) (?:vote|take part|turn out|participate|cast)",
            r"abstain\w*|non-?voters",
        ),
        "delivered": (r"(?:were |was )?printed|print run",),
        "precincts": (),
    },
    weak={
        "voted": (
            r"(?:had |have )?voted(?! (?:for|against|in|yes|no)\b)",
            r"(?:cast|casting) (?:their |a |the )?(?:ballots?|votes?)",
            r"(?:ballots|votes)(?: were)? cast",
        ),
    },
    faint={
        "voted": (r"votes?\b",),
        "roll": (r"voters?(?! (?:turnout|participation))|electors?",),
    },
    base_after={
        "voted": (
            rf"{_EN_OF} ?(?:who |that )?(?:had |have )?(?:voted|took part|taking part|participated|participants|turned out|cast (?:a |their )?(?:ballots?|votes?)|cast|participating|went to the polls|voting|came)(?: in the \w+)?(?: voters| citizens)?",
            r"of (?:all )?(?:the )?(?:ballots|votes) (?:cast|counted)",
            r"of (?:the )?(?:turnout|participants|actual voters)",
        ),
        "roll": (
            rf"{_EN_OF} ?(?:who (?:were|are) )?(?:eligible|registered|entitled|qualified|enrolled)(?: to (?:vote|participate|take part))?(?: voters?| citizens?| electors?| electorate| population)?",
            r"of (?:the )?(?:whole |entire |total )?(?:electorate|(?:electoral |voters'? )?(?:roll|register|list)|electors)s?",
            rf"{_EN_OF} (?:on|in) the (?:\w+ )?(?:rolls?|lists?|register)",
        ),
        "valid": (r"of (?:all )?(?:the )?valid (?:votes|ballots)(?: cast)?",),
        "counted": (r"of (?:the )?(?:votes )?for and against|of (?:the )?yes and no votes",),
    },
    base_before={
        "voted": (
            r"(?:of|among) (?:all )?(?:the )?(?:those|people|citizens|voters)? ?(?:who (?:voted|took part|turned out|cast (?:a |their )?(?:ballots?|votes?))|participants|ballots cast|votes cast),?",
        ),
        "roll": (
            r"(?:of|among) (?:all )?(?:the )?(?:eligible|registered) (?:voters|citizens),?|of the (?:whole |entire )?(?:electorate|roll),?",
        ),
    },
    scales={
        9: (r"billions?", r"bn\b"),
        6: (r"millions?", r"mln\.?", r"mn\b", r"m\b"),
        3: (r"thousands?", r"k\b"),
    },
    numerals=_numbered(
        """1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten 11 eleven 12 twelve
        13 thirteen 14 fourteen 15 fifteen 16 sixteen 17 seventeen 18 eighteen 19 nineteen
        20 twenty 30 thirty 40 forty 50 fifty 60 sixty 70 seventy 80 eighty 90 ninety
        100 hundred"""
    ),
    halves=(r"and a half",),
    per_cent=(r"per ?cent", r"pct\.?"),
    points=(r"percentage points?", r"pp\b", r"points?"),
    over=(
        r"more than",
        r"over",
        r"above",
        r"exceed\w*",
        r"at least",
        r"upwards? of",
        r"in excess of",
        r"surpass\w*",
        r"topped",
        r"no (?:fewer|less) than",
    ),
    under=(
        r"less than",
        r"fewer than",
        r"under",
        r"below",
        r"at most",
        r"no more than",
        r"up to",
    ),
    nearly=(r"almost", r"nearly", r"just (?:under|below)", r"close to", r"close on"),
    about=(r"about", r"around", r"roughly", r"approximately", r"some", r"circa", r"an estimated"),
    over_after=(r"or more", r"plus\b", r"odd"),
    nearly_after=(),
    people=(
        r"people|persons?|citizens?|voters?|votes?|ballots?(?: papers?)?|kazakh\w*|electors?|participants?|men and women|adults?|residents?|inhabitants|compatriots|names",
    ),
    precincts=(r"(?:polling |voting )?(?:stations?|precincts?|places?)", r"polling districts?"),
    units=(r"regions?", r"provinces?", r"units?", r"oblasts?"),
    others=(
        r"years?|months?|weeks?|days?|hours?|minutes?|seconds?|o'clock|a\.?m|p\.?m",
        r"articles?|sections?|chapters?|paragraphs?|points?|amendments?|laws?|pages?|words?|clauses?|provisions?",
        r"observers?|monitors|journalists?|countries|states?|nations|members?|commissions?|deputies|parties|questions?|proposals?|organi[sz]ations?|missions?|complaints?|violations?|local|international|foreign|delegates?|ambassadors?|embassies|consulates?|diplomatic",
        r"tenge|roubles?|rubles?|dollars?|euros?|usd|km|kilomet\w+|degrees?|met(?:re|er)s?|schools?|hospitals?|cameras?|volunteers?|officers?|sittings|languages?|options?|times|th|st|nd|rd",
    ),
    before=(
        r"no\.|№|number",
        r"articles?|sections?|chapters?|paragraphs?|art\.|clauses?|law|decree",
        r"precinct|polling station(?: no\.?)?",
        r"aged?|over the age of",
        r"population(?: \w+){0,3}",
        r"tel\.?|phone",
        r"room",
        r"\$|€",
    ),
    months=tuple(
        "january february march april may june july august september october november december".split()
    ),
    years=(),
    joins=(
        r"or",
        r"representing",
        r"(?:which|that) (?:is|was|represents|makes up|equals|amounts to|accounts for|comes to)",
        r"that is",
        r"i\.e\.",
        r"making(?: up)?",
        r"equal(?:ling)? to",
        r"equivalent to",
        r"accounting for",
        r"amounting to",
        r"comprising",
        r"constituting",
        r"a (?:share|turnout) of",
    ),
    breaks=(r"and", r"but", r"while", r"whereas", r"with", r"another", r"plus"),
    total=(r"in total", r"in all", r"altogether", r"a total of", r"totall?ing", r"total"),
    stages={
        "preliminary": (r"preliminary", r"provisional", r"early results", r"partial"),
        "final": (r"final", r"official results", r"definitive"),
        "turnout": (
            r"(?:as of|by|at|until|before) (?:\d\d?[:.]\d\d|\d\d? ?(?:[ap]\.? ?m|o'clock|hours))\.?",
            r"by that (?:time|hour)",
            r"(?:by|at) (?:noon|midday|the close|closing|close of)",
            r"(?:when|as|before|after) (?:the )?(?:polls|polling stations|stations) (?:closed|were closing|close)",
            r"before (?:the )?polls abroad",
        ),
    },
    asof=(
        r"initial(?:ly)?",
        r"at first",
        r"originally",
        r"earlier",
        r"before the (?:vote|referendum)",
        r"ahead of",
        r"as of",
        r"(?:the )?eve of",
        r"(?:on|in|at the start of) (?:\d\d? )?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d\d?)?,? the (?:roll|list|register)",
    ),
    conditions=(
        r"if",
        r"requir\w+",
        r"must",
        r"need\w*",
        r"threshold",
        r"quorum",
        r"minimum",
        r"in order (?:to|for)",
        r"under the law|by law",
        r"is considered (?:valid|held)",
        r"unless",
    ),
    foreign=(
        r"exit ?-?polls?",
        r"surveys?|opinion polls?|respondents",
        r"forecast\w*|expected|predict\w*|projected",
    ),
    abroad=(r"abroad|overseas|foreign",),
    whole=(
        r"nationwide|nationally|country-?wide",
        r"in all regions|all regions",
        r"across the (?:country|republic|nation)",
        r"in the country",
    ),
    part=(r"region(?! (?:and abroad))|oblast|city|province|district|town|county|capital",),
    members=(r"members?", r"delegates?"),
    differences=(
        r"margin",
        r"gap",
        r"difference",
        r"lead",
        r"majority of",
        r"(?:rose|fell|grew|dropped|up|down) by",
    ),
    elsewhere=(
        r"russia\w*|uzbek\w*|kyrgyz\w*|tajik\w*|turkmen\w*|azerbaijan\w*|armenia\w*|georgia\w*|belarus\w*|ukrain\w*|turk(?:ey|ish)|chile\w*|ital(?:y|ian\w*)|switzerland|swiss|ireland|irish|lithuania\w*|romania\w*|denmark|danish",
    ),
    out_of=(r"out of(?: the| a total of)?", r"of(?: the| a total of)?", r"from(?: the)?"),
    such=(r"such|these|their|they|the rest|them",),
    abbreviations=tuple("mr mrs dr no art vs approx tel st a.m p.m i.e e.g".split()),
)

_KK_WHO = r"(?:азаматтар|адамдар|сайлаушылар|тұрғындар|қазақстандықтар)"
_KK_OF = rf"(?:{_KK_WHO}(?:дың|дан)?(?: (?:жалпы )?сан(?:ының|ынан))|{_KK_WHO}(?:дың|дан))"

KAZAKH_FIGURES = FigureWords(
    code="kk",
    figures={
        "roll": (
            r"(?:(?:референдумға|дауыс беруге|сайлауға)?(?: ?қатысу\w*| ?дауыс беру\w*| ?сайлау\w*) )?құқы[ғқ]\w+ (?:бар\w*|ие\w*)(?: \w+)?",
            r"(?:дауыс беруге|қатысуға) құқылы\w*|дауыс бере ал(?:атын|ады)\w*",
            r"құқығына ие",
            r"(?:сайлаушылар\w* )?тізім\w*(?! (?:жасал|жариялан))",
            r"сайлаушылар\w*(?: жалпы)? сан\w+(?! қатыс)",
            r"тіркелген(?: сайлаушы\w*)?",
            r"сайлаушылар (?:барлығы|жалпы)",
        ),
        "voted": (
            r"(?:дауыс беруге |референдумға |плебисцитке |оған )?қатыс(?:қан|ты|ып|ыпты)\w*",
            r"(?:сайлаушылар\w* |азаматтар\w* |халық\w* )?қатысу\w*(?! (?:\w+ )?құқ)",
            r"(?:дауыс беруге |учаскелерге |учаскеге )?кел(?:у|уі|ген|ді|уінің)\w*(?: көрсеткіш\w*| деңгей\w*)?",
            r"белсенділі\w+",
            r"явка\w*",
            r"таңдау(?:ын)? жаса(?:ған|ды|п)\w*",
            r"бюллетен\w* (?:таста|сал)\w+|дауысқа (?:түс|қатыс)\w+",
            r"жәшік\w* табыл\w+",
            r"урна\w*",
        ),
        "yes": (
            r"(?<!\w)қолда(?!н|м[аы])\w+(?: дауыс бер\w+)?",
            r"жақта(?!м[аы])\w*(?: дауыс бер\w+)?",
            r"оң шеш\w+",
            r"[«\"“]?(?<!\w)иә[»\"”]?(?!\w)",
            r"[«\"“]жақ[»\"”]",
            r"мақұлда(?!м[аы])\w+",
            r"құпта(?!м[аы])\w+",
            r"келіс(?:емін|ті|кен|іп)\w*",
            r"(?<!\w)жақ дауыс\w*|(?<!\w)жақ(?= ?[:—–-])",
            r"(?<!ешкімнің )(?<!ешқайсысының )пайдасына",
            r"оң (?:жауап|көзқарас|баға)\w*|қабылдауды қала\w+",
        ),
        "no": (
            r"[«\"“]?(?<!\w)қарсы[»\"”]?(?: (?:дауыс (?:бер\w+)?|бол\w+|шық\w+))?(?:ластар\w*)?",
            r"(?<!\w)қарсылар\w*",
            r"қолдама\w+",
            r"мақұлдама\w+",
            r"(?<!\w)қабылдама\w+",
            r"келіспе\w+",
            r"[«\"“]жоқ[»\"”]",
            r"теріс (?:жауап|шешім)\w*",
        ),
        "both": (
            r"(?:жауап\w* )?екі (?:нұсқа|жауа[пб]|белгі|вариант)\w*(?: да)?(?: (?:таңда|белгіле|қой)\w+)?",
            r"екеуі\w*(?: де| да)?(?: (?:таңда|белгіле)\w+)?",
            r"екі (?:бағанды|шаршыны|тұсты|жағын)\w*",
            r"(?:қос|екі) жауапты",
            r"ескерілме\w+",
            r"есепке алынба\w+|есепке кірме\w+|есептелме\w+|саналма\w+",
            r"барлық жауа[пб]\w*",
        ),
        "invalid": (
            r"жарамсыз\w*",
            r"бүлін\w+|бүлдірілген",
            r"белгіленбеген үлгі\w+",
            r"айқындау мүмкін (?:емес|болма)\w*",
        ),
        "valid": (r"(?<!\w)жарамды\w*",),
        "received": (
            r"бюллетен\w* ал(?:ған|ды|ып)\w*",
            r"бюллетен\w* беріл\w+|берілген бюллетен\w*",
        ),
        "absent": (r"қатыспа\w+|келме\w+|дауыс берме\w+|үйде қал\w+",),
        "delivered": (r"басып шығар\w+|басыл(?:ды|ған|ып)\w*|дайындал(?:ды|ған)\w*",),
        "precincts": (),
    },
    weak={
        "voted": (r"дауыс бер(?:ген|ді|іп|іпті)\w*",),
    },
    faint={"voted": (r"дауыс беру\w*",), "roll": (r"сайлаушы\w*",)},
    base_after={
        "voted": (),
        "roll": (),
    },
    base_before={
        "voted": (
            rf"(?:(?:дауыс беруге|референдумға|оған) )?(?:қатысқан(?:дар)?|дауыс берген(?:дер)?|келген(?:дер)?|қатысушылар|дауыс берушілер) ?(?:{_KK_OF}|(?:дың|дан|ның|дің|ден|дардың|сан(?:ының|ынан)|ның санының)),?",
            r"(?:қатысқандар|дауыс бергендер|келгендер|қатысушылар|дауыс берушілер)(?:дың|дің|дан|ден|(?:дың|дің)? (?:жалпы )?сан(?:ының|ынан)),?",
        ),
        "roll": (
            rf"(?:(?:референдумға |дауыс беруге )?(?:қатысуға |қатысу |дауыс беру )?құқы[ғқ]\w+ (?:бар|ие)|тізім(?:дегі|індегі|ге енген|ге енгізілген|ге алынған)|тіркелген|барлық) ?(?:\w+ )?{_KK_OF},?",
            r"(?:барлық|бүкіл) (?:сайлаушы|азамат|қазақстандық)(?:ның|лардың|тардың),?",
            r"құқы[ғқ]\w+ (?:барлардың|барлар санының)|тізімдегілердің|тізім(?:нің|дегі санның),?",
            r"сайлаушылар(?:дың)? (?:жалпы )?сан(?:ының|ынан),?",
        ),
        "valid": (r"жарамды (?:бюллетен|дауыс)\w*(?:дің|дердің|тардың| (?:жалпы )?санының),?",),
        "counted": (r"жақ (?:пен|және) қарсы дауыстардың,?",),
    },
    scales={
        9: (r"миллиард\w*", r"млрд\.?"),
        6: (r"миллион\w*", r"млн\.?"),
        3: (r"мың\w*",),
    },
    numerals=_numbered(
        """1 бір 2 екі 3 үш 4 төрт 5 бес 6 алты 7 жеті 8 сегіз 9 тоғыз 10 он 20 жиырма 30 отыз
        40 қырық 50 елу 60 алпыс 70 жетпіс 80 сексен 90 тоқсан 100 жүз"""
    ),
    halves=(r"жарым",),
    per_cent=(r"пайыз\w*", r"процент\w*"),
    points=(r"пайыздық тармақ\w*", r"пайыздық пункт\w*"),
    over=(r"астам(?= \d)",),
    under=(),
    nearly=(r"дерлік",),
    about=(r"шамамен", r"жуық(?= \d)", r"жуықтап", r"орта есеппен"),
    over_after=(r"астам\w*", r"ас(?:ты|ады|қан|ып)\w*", r"(?:көп|жоғары)(?! \w+ емес)\w*"),
    nearly_after=(r"жуық\w*", r"таяу", r"тарта", r"дерлік"),
    people=(
        r"адам\w*|азамат\w*|сайлаушы\w*|дауыс\w*|бюллетен\w*|қазақстандық\w*|тұрғын\w*|жан\b|қатысушы\w*|кісі\w*|отандас\w*",
    ),
    precincts=(r"(?:референдум |сайлау )?учаске\w*",),
    units=(r"өңір\w*", r"облыс\w*", r"аймақ\w*", r"аймағ\w*"),
    others=(
        r"жыл\w*|ай\b|айда|айдың|апта\w*|күн\w*|сағат\w*|минут\w*|секунд\w*|жас\b|жаста\w*|жасқа",
        r"бап\w*|бабы\w*|тармақ\w*|тарау\w*|бөлім\w*|заң\w*|түзету\w*|норма\w*|бет\b|сөз\w*|өзгеріс\w*",
        r"байқаушы\w*|бақылаушы\w*|журналис\w+|ел\b|елде\w*|елден|мемлекет\w*|мүше\w*|комиссия\w*|депутат\w*|партия\w*|сұрақ\w*|мәселе\w*|ұсыныс\w*|ұйым\w*|миссия\w*|шағым\w*|халықаралық|шетелдік",
        r"теңге\w*|рубль\w*|доллар\w*|еуро\w*|км|шақырым\w*|градус\w*|метр\w*|мектеп\w*|аурухана\w*|камера\w*|ерікті\w*|полицей\w*|қызметкер\w*|отырыс\w*|тіл\w*|нұсқа\w*|рет\b|елші\w*|интервьюер\w*",
    ),
    before=(r"№", r"нөмір\w*", r"халқы\w*(?: \w+){0,2}", r"учаскесі", r"тел\.", r"телефон\w*"),
    months=tuple(
        "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()
    ),
    years=(r"жыл\w*", r"ж\."),
    joins=(r"немесе", r"яғни", r"бұл", r"бұл –", r"демек"),
    breaks=(r"ал", r"және", r"бірақ", r"сондай-ақ", r"тағы"),
    total=(r"барлығы", r"жалпы", r"бәрі", r"жиыны"),
    stages={
        "preliminary": (r"алдын ала", r"аралық", r"бастапқы"),
        "final": (r"түпкілікті", r"ресми қорытынды", r"соңғы қорытынды"),
        "turnout": (
            r"сағат \d\d?[:.]\d\d",
            r"сағат \d\d?",
            r"\d\d[:.]\d\d-?(?:де|да|дегі|дағы|ге|ға)",
            r"жабыл(?:ған|ғанда|ар)\w*",
            r"түске дейін|түс кезінде|түскі",
        ),
    },
    asof=(
        r"жағдай бойынша",
        r"бұрын\w*",
        r"алғашқы\w*",
        r"әуел\w*",
        r"қарсаңында",
        r"дейін(?:гі)?",
        r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)(?:ға|ге|қа|дағы|дегі|ның) ",
    ),
    conditions=(
        r"егер",
        r"\w+с[ае](?= ?,)",
        r"қажет\w*",
        r"тиіс\w*",
        r"керек",
        r"шегі\b|шек\b",
        r"кворум\w*",
        r"кемінде",
        r"заң бойынша",
        r"саналады|есептеледі",
    ),
    foreign=(
        r"экзит-?пол\w*|exit ?-?poll\w*",
        r"сауалнама\w*|сұралған\w*|респондент\w*",
        r"болжам\w*|күтілуде|күтіл\w+|жоспарлан\w+",
    ),
    abroad=(r"шетел\w*|шет ел\w*",),
    whole=(
        r"республика бойынша",
        r"ел бойынша",
        r"еліміз\w*",
        r"барлық өңір\w*",
        r"жалпы елде",
        r"елде\b",
    ),
    part=(r"облыс\w*|қала\w*|аудан\w*|астана\w*|ауыл\w*|өңірінде",),
    members=(r"мүше\w*", r"делегат\w*"),
    differences=(r"айырма\w*", r"алшақтық\w*", r"басым\w*"),
    elsewhere=(
        r"ресей\w*|өзбекстан\w*|қырғызстан\w*|тәжікстан\w*|түрікменстан\w*|әзербайжан\w*|әзірбайжан\w*|армения\w*|грузия\w*|беларусь\w*|украина\w*|түркия\w*|чили\w*|италия\w*|швейцария\w*|ирландия\w*|литва\w*|румыния\w*|дания\w*",
    ),
    out_of=(),
    such=(r"мұндай|ондай|бұл|олар\w*|солар\w*|қалған\w*|осындай",),
    abbreviations=tuple("млн млрд ж тел".split()),
)

FIGURE_WORDS = (KAZAKH_FIGURES, RUSSIAN_FIGURES, ENGLISH_FIGURES)
