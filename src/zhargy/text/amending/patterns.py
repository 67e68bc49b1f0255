"""Forms as expressions over a clause in which each place and each quotation is one sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhargy.languages.amending import Forms
from zhargy.text.amending.quotes import QUOTE
from zhargy.text.provision import Citation

_FIRST = 0xF000
PLACE = "[\uf000-\uf7ff]"
_ANNOUNCED = r"(?>(?:<W>[\s,]*+)?)"


@dataclass(slots=True)
class Said:
    """A clause with its places and quotations as signs, in lower case; `acts`: whose places."""

    text: str
    places: list[tuple[Citation, ...]] = field(default_factory=list)
    without: tuple[Citation, ...] = ()
    acts: list[str] = field(default_factory=list)

    def sign(self, paths: Sequence[Citation]) -> str:
        self.places.append(tuple(paths))
        return chr(_FIRST + len(self.places) - 1)

    def paths(self, signs: str) -> list[tuple[Citation, ...]]:
        """The places of each sign in a piece of the clause."""
        return [self.places[ord(sign) - _FIRST] for sign in re.findall(PLACE, signs)]


def pattern_of(said: str) -> re.Pattern[str]:
    """Words between which `<R>` stands for the sign of a place, as whole words."""
    return re.compile(rf"(?<!\w)(?:{said.replace('<R>', PLACE)})(?!\w)")


def compiled(pattern: str, forms: Forms) -> re.Pattern[str]:
    """A form as a regular expression over a clause of signs."""
    pattern = pattern.replace("<-Q>", f"[^{QUOTE[1:-1]}]")
    pattern = pattern.replace("<-QR>", f"[^{QUOTE[1:-1]}{PLACE[1:-1]}]")
    several = f"{QUOTE}(?:{forms.list_}{QUOTE})*"
    # New words end the instruction: what "the words" announce after them is another one.
    pattern = pattern.replace("(?P<new><Q>)", f"(?P<new>{several.replace(_ANNOUNCED, '')})")
    pattern = pattern.replace("<Q>", several).replace("<q>", QUOTE).replace("<R>", PLACE)
    pattern = pattern.replace("<W>", f"(?:{forms.words})")
    return re.compile(_spaced(pattern))


def _spaced(pattern: str) -> str:
    """A space stands for white space, commas, colons and dashes, none beside a sign."""
    return re.sub(r"(?<!\\) ", r"[\\s,:—–-]*", pattern)
