"""Equal replacements all over an act as one: "throughout the text"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from zhargy.text.act import Act
from zhargy.text.amending.instruction import WHOLE, Deed, Instruction
from zhargy.text.amending.words import chosen, places, replaced

_MANY = 3  # equal replacements that are worth a sentence of their own
_LONGEST_ENDING = 4
_AROUND = 30  # letters of an instruction besides the words that it quotes
Pair = tuple[str, str]


def gathered(steps: Sequence[Instruction], old: Act, new: Act) -> Instruction | None:
    """The replacements that hold wherever their words stand in the act, as one instruction.

    A word that stands anywhere in the new edition is none of them; nor is one that the old edition
    held beside its successor. Each form of a word is replaced by itself, so no ending is guessed.
    """
    said = Counter(_pairs(steps))
    before, after = _paragraphs(old), _paragraphs(new)
    for pair in list(said):
        if _stands(*pair, after):
            said |= _with_next_word(pair, before)
    several = Counter(words for words, _ in said)
    exact = [
        (words, successor)
        for words, successor in said
        if several[words] == 1
        and not _stands(words, successor, after)
        and _stands(successor, "", after)
        and not (words in successor and _stands(successor, "", before))
    ]
    found = {words: successor for words, successor in exact if said[words, successor] >= _MANY}
    if not found:
        return None
    found |= dict(_forms(exact, found))
    found |= dict(_beside(exact, found))
    return Instruction(Deed.REPLACE, (WHOLE,), words=tuple(found.items()), everywhere=True)


def _pairs(steps: Sequence[Instruction]) -> Iterator[Pair]:
    for step in steps:
        if step.deed is Deed.REPLACE:
            yield from step.words


def _paragraphs(act: Act) -> list[str]:
    """Everything that "the whole text" means: not the title."""
    return [p.text for p in act.provisions]


def _stands(words: str, outside: str, paragraphs: Sequence[str]) -> bool:
    """Do the words stand anywhere, but within those that came for them?"""
    for text in paragraphs:
        if words in text:
            hidden = text
            for start, end in reversed(places(text, [outside]) if outside else []):
                hidden = f"{hidden[:start]}\n{hidden[end:]}"
            if places(hidden, [words]):
                return True
    return False


def _with_next_word(pair: Pair, paragraphs: Sequence[str]) -> Counter[Pair]:
    """The words with each word that follows them: what is kept alone may go beside it."""
    words, successor = pair
    follows = re.compile(rf"(?<!\w){re.escape(words)}(?= (\w+))")
    nexts = Counter(m[1] for text in paragraphs for m in follows.finditer(text))
    return Counter({(f"{words} {w}", f"{successor} {w}"): n for w, n in nexts.items()})


def _forms(exact: Sequence[Pair], found: dict[str, str]) -> Iterator[Pair]:
    """Rarer forms of words that are replaced often: both begin as the old and the new ones do."""
    for words, successor in exact:
        for one, other in found.items():
            if words not in found and _is_form(words, one) and _is_form(successor, other):
                yield words, successor


def _beside(exact: Sequence[Pair], found: dict[str, str]) -> Iterator[Pair]:
    """What a word that changes with them needs: "в республиканском", "во всенародном"."""
    longest = 1 + max(len(one.split()) for one in found)
    for words, successor in exact:
        inside = places(words, list(found)) if words not in found else []
        by_itself = replaced(words, inside, lambda said: chosen(found, said))
        if inside and len(words.split()) <= longest and by_itself != successor:
            yield words, successor


def _is_form(words: str, of: str) -> bool:
    pairs = list(zip_longest(words.lower().split(), of.lower().split(), fillvalue=""))
    return all(a[: _stem(a, b)] == b[: _stem(a, b)] for a, b in pairs)


def _stem(one: str, other: str) -> int:
    return max(4, min(len(one), len(other)) - _LONGEST_ENDING)


def is_shorter(steps: Sequence[Instruction], than: Sequence[Instruction]) -> bool:
    """Are there fewer instructions and fewer letters in them?"""
    return len(steps) < len(than) and _letters(steps) < _letters(than)


def _letters(steps: Sequence[Instruction]) -> int:
    quoted = (
        *(w for s in steps for pair in s.words for w in pair),
        *(x for s in steps for x in s.lines),
    )
    return sum(map(len, quoted)) + _AROUND * len(steps)


def undone(first: Instruction, steps: Sequence[Instruction]) -> bool:
    """Does a later instruction take away what the first one put there?"""
    came = [successor for _, successor in first.words]
    return any(
        len(places(before, came)) > len(places(after, came)) for before, after in _pairs(steps)
    )
