"""What the citation reader must know of a language: words, never rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NEVER = r"(?!)"
SPACES = r"[^\S\n]+"
QUOTED = r"[«“\"„][^»”\"\n]{1,300}[»”\"]"
_SHORTEST_IN_CAPITALS = 2


class Part(StrEnum):
    """What a word does in a citation."""

    UNIT = "unit"  # статья, тармақ, section
    ORDINAL = "ordinal"  # second, екінші
    TENS = "tens"  # двадцать (первая), он (бірінші)
    CARDINAL = "cardinal"  # four, where it may stand for a number after its unit
    AND = "and"
    TO = "to"  # between the ends of a range
    FROM = "from"  # before a range (с 3 по 5) or after its first end (бастап)
    UNTIL = "until"  # after the second end of a range (дейін)
    OF = "of"
    THIS = "this"
    PREVIOUS = "previous"
    NEXT = "next"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Word:
    """One form of a word that stands in citations.

    `value`: the number of an ordinal, the name of a unit. `level` is that of a citation when the
    number is plain, `lettered` when it is a letter or stands in brackets, `ordinal` when a word
    counts unnumbered paragraphs. `many`: the form is plural (True), singular (False) or either
    (None). `linked`: the genitive, which ties what stands before it to this unit. `short`: an
    abbreviation, which is a unit only before a number. `outer`: it holds whole sections and chapters
    (an English "Part"). `own`: a possessive form (бабы); `bare`: the nominative of a language with cases; `joins`: the case of "with",
    in which stands what is added. `also_act`: acts are called by it too (these Regulations).
    `roman`: the level when the number is Roman; `bracketed`: the level of a number that brackets
    follow, in words of the unit within (subsection 38(1) is one of section 38), if there are as many
    as `brackets`; `decimals`: 46.2 is paragraph 2 of 46.
    """

    part: Part
    value: str = ""
    level: str = ""
    lettered: str = ""
    ordinal: str = ""
    roman: str = ""
    many: bool | None = None
    linked: bool = False
    short: bool = False
    outer: bool = False
    own: bool = False
    bare: bool = False
    also_act: bool = False
    joins: bool = False
    bracketed: str = ""
    brackets: int = 1
    decimals: bool = False
    case: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """How a level is written: alone, below a larger unit, above a smaller one, in the middle."""

    alone: str
    inner: str
    outer: str
    middle: str


@dataclass(frozen=True)
class Usage:
    """The table of one language: words in lower case, and regular expressions for their company.

    `larger_first`: "39-баптың 3-тармағы", not "пункт 3 статьи 39". `words`: every form -> Word.
    `starts`: where a citation may begin; it must fail fast. `past_unit`: what stands between a unit
    and its number; `counts_rows`: before a row of a table that is meant by its number. `number_suffix`: endings glued to a
    number; `two_words`: the first half of a unit's name in two words; `bracketed`: "74(1)(b)".

    Acts. `heads`: form of a word for an act -> its nominative, with a capital where only that is
    an act. `short_acts`: abbreviations. `adjectives`: endings before a head, (form, nominative);
    `act_adjective`: beginnings (endings where the larger goes first) of those that belong to a
    name. `countries`, `date` (with `months`), `number`, `title`: what stands beside a head; `bodies`: whose act it is; `matter`:
    what heads of `rules` are the rules of, a title without quotes; `lead`: what stands
    between a citation and its act, with a group "same" for an act named before; `code_before`: a
    code that is named by its number before the citation (42 U.S.C.); `no_act`: what a citation of
    something else is followed by (of the agenda). `whole_name`: a
    name in capitals before its head. `about`, `unquoted`, `code_head`, `code_name`,
    `short_ending`, `announced`: titles without quotes, names of codes, case endings and announced
    short names where the act goes first. `alias`: how a short name is announced.

    `genders`: heads that are neuter, plural or feminine, for their adjectives; `drafts`: words for
    the draft of an act -> nominative; `untitled`: heads that no title without quotes follows;
    `of_what`: what follows heads that are `owned` in the genitive, without quotes. Where the act goes
    first `owned` are possessive heads, `owners` whose they are in the genitive, `owner` in the
    nominative, and `epithets` what may stand before a head ("негізгі заң"). `its`: a possessive before
    a citation of the act named last; `owns`: what ends the name of an act before a citation ("the
    Act's"); `no_names`: abbreviations that are none of acts; `no_act_before`: what a citation of
    something else stands behind; `counted`: what a number counts that is none of the unit before it.

    Paragraphs. `adds`: what stands before a place to which the next one is added. `notes`, `instructions`: how an editors' note begins, what an amending instruction
    holds; `carries`: what makes the next smaller unit a part of the one before;
    `exclusion`: what stands before a part that the citation before does not mean; `thereof`: what says that a citation is of what was named before;
    `hangs`: a preposition with no act yet (section 4 of, and section 5 to, the Roads Act). `see`, `seen`,
    `note_date`: "см." before, "қараңыз" after a reference of a note, and the date of its act.
    `heading`: labels of structure; `gazette`: what stands before the article of a gazette.
    `written`: level -> how it is written; `between`: what stands between two levels.
    """

    code: str
    larger_first: bool
    words: Mapping[str, Word]
    starts: str
    heads: Mapping[str, str]
    countries: str
    date: str
    months: tuple[str, ...]
    lead: str
    heading: str
    title: str = NEVER
    number: str = r"(?:№|N[o°]?\.?|#)\s?[\w/.‐‑-]*[\w/-](?:\s-[IVX]+\b|\s-\sФК?З\b)?(?:\sК?ЗРК\b)?"
    short_acts: str = NEVER
    adjectives: tuple[tuple[str, str], ...] = ()
    act_adjective: tuple[str, ...] = ()
    whole_name: str = ""
    about: str = NEVER
    unquoted: str = NEVER
    code_head: str = "\n"
    code_name: str = NEVER
    short_ending: str = NEVER
    announced: str = NEVER
    alias: str = NEVER
    instructions: str = NEVER
    notes: str = NEVER
    carries: str = NEVER
    adds: str = NEVER
    see: str = NEVER
    seen: str = NEVER
    note_date: str = NEVER
    gazette: str = NEVER
    number_suffix: str = ""
    past_unit: str = r"\s?№"
    counts_rows: str = NEVER
    bodies: str = NEVER
    rules: frozenset[str] = frozenset()
    matter: str = NEVER
    two_words: str = ""
    cyrillic: bool = True
    bracketed: bool = False
    adopted: str = NEVER
    drafts: Mapping[str, str] = field(default_factory=dict)
    genders: Mapping[str, str] = field(default_factory=dict)
    untitled: frozenset[str] = frozenset()
    of_what: str = NEVER
    owned: frozenset[str] = frozenset()
    owners: str = NEVER
    owner: str = NEVER
    counted: str = NEVER
    its: str = NEVER
    owns: str = NEVER
    no_names: frozenset[str] = frozenset()
    epithets: frozenset[str] = frozenset()
    code_before: str = NEVER
    no_act: str = NEVER
    no_act_before: str = NEVER
    exclusion: str = NEVER
    thereof: str = NEVER
    hangs: str = NEVER
    written: Mapping[str, Written] = field(default_factory=dict)
    between: str = " "

    def plain_date(self, date: str) -> str:
        """The date of an act as a name holds it: ", принятой 28 января" is "от 28 января"."""
        return re.sub(self.adopted, "от ", date, count=1)


def beginning(stems: str) -> str:
    """A regular expression for words that begin with one of `stems`, in lower case, with a capital
    or in capitals; an underscore stands for a space. Shared beginnings are tried once.

    >>> import re
    >>> pattern = re.compile(beginning("статья статей ст. эта_"))
    >>> [bool(pattern.match(word)) for word in ("Статьям", "СТАТЕЙ", "ст. 5", "стая", "эта статья")]
    [True, True, True, False, True]
    """
    branches: list[str] = []
    for first in sorted({stem[0] for stem in stems.split()}):
        rests = [stem[1:] for stem in stems.split() if stem[0] == first]
        either = f"[{first.upper()}{first}]" if first.isalpha() else re.escape(first)
        branches.append(f"{either}(?:{_tree(rests)})")
        capitals = [rest.upper() for rest in rests if len(rest) > _SHORTEST_IN_CAPITALS]
        if capitals:
            branches.append(f"{first.upper()}(?:{_tree(capitals)})")
    return "|".join(branches)


def _tree(rests: Iterable[str]) -> str:
    """Alternatives with their common beginnings factored out."""
    groups: dict[str, list[str]] = {}
    for rest in rests:
        if not rest:
            return ""  # the shortest covers all
        groups.setdefault(rest[0], []).append(rest[1:])
    out = []
    for letter, below in sorted(groups.items()):
        tail = _tree(below)
        shown = r"\s" if letter == "_" else re.escape(letter)
        out.append(shown + (f"(?:{tail})" if "|" in tail else tail))
    return "|".join(out)
