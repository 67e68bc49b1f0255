"""Short names that a text gives to acts: (далее – Закон), (бұдан әрі – Заң), (“the Act”)."""

from __future__ import annotations

import re

from zhargy.text.citation.heads import WORD, Heads
from zhargy.text.citation.heads_before import HeadsBefore
from zhargy.text.citation.reference import THIS

_FAR = 420


class ShortNames:
    """Finds where texts of one language announce short names."""

    def __init__(self, heads: Heads, before: HeadsBefore) -> None:
        self._heads, self._before = heads, before
        self._announced = re.compile(heads.usage.alias)
        self._short = re.compile(heads.usage.short_acts)

    def of(self, text: str) -> dict[str, str]:
        """Short name -> the name it stands for, the longest first."""
        found: dict[str, str] = {}
        for announced in self._announced.finditer(text):
            alias = " ".join(announced.group("alias").split())
            meant = self._ending_at(text, announced.start()) if self._is_act(alias) else None
            if meant is not None:
                found[alias] = meant
        return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))

    def _is_act(self, alias: str) -> bool:
        heads = self._heads.usage.heads
        if self._short.fullmatch(alias):
            return True
        return any(word.lower() in heads for word in WORD.findall(alias))

    def _ending_at(self, text: str, place: int) -> str | None:
        """The name of the act that ends right before `place`."""
        end = place
        while end and text[end - 1] in " \u00a0,(":
            end -= 1
        if self._heads.usage.larger_first:
            head = self._before.before(text, end, {})
            return head.name if head is not None and head.name != THIS else None
        low = max(0, end - _FAR)
        for found in WORD.finditer(text, low, end):
            if self._heads.head_of(found.group()) is None:
                continue
            named = self._heads.named_at(text, low, found)
            if named is not None and named.end >= end and named.name != THIS:
                return named.name
        return None
