"""What the reader of amending acts must know of a language: forms of words, never rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an instruction: `deed` is what it does, `pattern` how it is said.

    The pattern is a regular expression over a clause in lower case in which a quotation is one
    sign, <q> (several: <Q>), and a place that is named is one, <R>; <-Q> is anything but a
    quotation, <-QR> but either, <W> the words that announce a quotation ("the words"). A space
    stands for white space, commas, colons and dashes. Groups: "old", "new", "anchor", "side",
    "text", "added", "after", "beyond" (a place that the new one stands before), "plain" (the name
    of an unnumbered piece that is added), "ordinal" (its number as a word).
    """

    deed: str
    pattern: str


@dataclass(frozen=True)
class Forms:
    """The table of one language.

    `words`: what announces quoted words. `list_`: what stands between two quotations of a list.
    `forms`: tried where they begin first, then in their order. `verbs`: what only an instruction
    holds. `before`: the side that is no "after". `everywhere`: words that say "wherever they
    occur"; `inflected`: "in the due case"; `whole`: the whole text; `all_but`: what comes before
    (`but`: after) a place that is left out. `heading`, `title`, `preamble`: names of places that
    have no number. `plain`: beginnings of names of unnumbered pieces -> level. `named`: what
    stands between the word for an act and its title in quotes, or the title and that word.
    `label`: labels of an amending act that hold a word. `gone`: what stands in place of what was
    repealed, by level. `abbreviations`: no sentence ends after them. `binding`: words that bind places,
    acts and quotations and say nothing more. `opening`: what announces changes; `orders`: verbs that
    may order what no form fits; `force`: when an act comes into force; `more`: orders beyond a form.
    `after`: how a clause begins under whose place something is added; `inside`: a larger place that
    is named before a smaller one. `aside`: what is said
    beside an instruction: that it follows from another, who amended the place before. `new_number`: the space
    between an old number and its new one. `sentence`: the word that an ordinal may stand before; `last`: level -> how its last piece is
    named. `quoted_letter`: the
    name of a level (1) with a letter in quotes (2). `spaced_number`: a space that stands for the
    hyphen behind a number. `signs`: names of signs ("a semicolon"). `doubt`: what denies, limits, supposes
    or tells of a change, and orders none. `frame`: what announces changes
    that the next clauses of the same list make; `at_end`: a line that says where the next one adds.
    `unmodelled`: words for pieces of a text that no place means,
    and for what lies before or after words; what holds one of them is left to a person; `outside`: those whose words are none
    of the place that holds them. `by_section`: "paragraph 42(5)(a)" opens with the number of a section.
    """

    code: str
    words: str
    list_: str
    forms: tuple[Form, ...]
    verbs: str
    before: str
    everywhere: str
    inflected: str
    whole: str
    heading: str
    title: str
    preamble: str
    plain: Mapping[str, str]
    label: str
    gone: Mapping[str, str]
    named: str
    binding: frozenset[str] = frozenset()
    opening: str = NEVER
    orders: str = NEVER
    force: str = NEVER
    more: str = NEVER
    after: str = NEVER
    inside: str = NEVER
    aside: str = NEVER
    new_number: str = NEVER
    sentence: str = NEVER
    last: Mapping[str, str] = field(default_factory=dict)
    quoted_letter: str = NEVER
    spaced_number: str = NEVER
    by_section: bool = False
    doubt: str = NEVER
    frame: str = NEVER
    at_end: str = NEVER
    unmodelled: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    signs: Mapping[str, str] = field(default_factory=dict)
    all_but: str = NEVER
    but: str = NEVER
    title_first: bool = False
    abbreviations: tuple[str, ...] = field(default=())
