"""A language is a value with its tables, given to one engine."""

from __future__ import annotations

from dataclasses import dataclass

_RUSSIAN_VOWELS = frozenset("аеёийоуыьэюя")
_LEAST_WITH_VOWEL = 5


@dataclass(frozen=True, slots=True)
class Language:
    """What the engine needs to know of a language.

    `units`: word in lower case -> level of a citation; `number_first`: "5-бап", not "Статья 5".
    `notes`, `contents`, `transitional`, `preamble`: how such paragraphs begin, lower case.
    `repealed`: how the text of a repealed number begins, lower case; `repealed_by`: words that may
    follow it; `vacant`: all the words of a number that holds no law, lower case. `ordinals`: word -> number. `points`: words that name what stands in an article, lower
    case ("§ 5 Abs. 2"). `absent`: what a table of old and new says where one side has no text.
    `named`: words by which the head of a column says that its text is in this language.
    `apart`: how the provisions after the last article begin that have an ordinal of their own.
    `letters`: its alphabet in the order in which lists use it. `suffixes`: endings that inflection
    adds, longest first; a stem keeps at least `stem` letters. `common`: frequent function words,
    by which the language is recognised. `months`: as they stand in dates, lower case.
    `notices`: how a publisher's hints begin, lower case; `promulgation`: how the formula below the
    last provision begins, lower case; `given`: the same where the name of a place follows;
    `therefore`: a line of its own above the formula, lower case.
    `copulas`: words that only tie a subject to its predicate.
    `weighty`: stems of words that change a rule by themselves (not, must, may, all, only): such a
    change is never folded. `negations`: prefixes that turn a word round; `negated`: what a word
    holds that is turned round by a suffix, as a regular expression.
    `complement`: what the case of a complement does when its copula goes, "old>new" as a regular
    expression, number kept.
    """

    code: str
    units: dict[str, str]
    number_first: bool
    notes: tuple[str, ...]
    contents: tuple[str, ...]
    transitional: tuple[str, ...]
    preamble: tuple[str, ...]
    repealed: tuple[str, ...]
    letters: str
    common: frozenset[str]
    repealed_by: tuple[str, ...] = ()
    vacant: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    promulgation: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    therefore: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    ordinals: tuple[tuple[str, str], ...] = ()
    points: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    stem: int = 4
    copulas: tuple[str, ...] = ()
    weighty: frozenset[str] = frozenset()
    negations: tuple[str, ...] = ()
    negated: str = ""
    complement: str = ""

    def stem_of(self, word: str) -> str:
        """The word in lower case without its inflection: equal for forms of one word, mostly.

        >>> from zhargy.languages import KAZAKH, RUSSIAN
        >>> RUSSIAN.stem_of("республиканского"), RUSSIAN.stem_of("республиканском")
        ('республиканск', 'республиканск')
        >>> KAZAKH.stem_of("баптарының"), KAZAKH.stem_of("бабында") == KAZAKH.stem_of("баб")
        ('бап', True)
        """
        bare = word.casefold()
        agglutinates, least = self.code == "kk", self.stem - (self.code == "kk")
        cut = True
        while cut:
            cut = False
            for suffix in self.suffixes:
                if len(bare) - len(suffix) >= least and bare.endswith(suffix):
                    bare, cut = bare[: -len(suffix)], agglutinates
                    break
        if self.code == "ru" and len(bare) > _LEAST_WITH_VOWEL and bare[-1] in _RUSSIAN_VOWELS:
            bare = bare[:-1]  # курулта-й, курулта-ем
        return bare
