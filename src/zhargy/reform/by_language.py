"""Words that a person gives on the command line, in one language or in several."""

from __future__ import annotations

import re


def by_language(said: str, language: str) -> dict[str, str]:
    """The words of an option, in one language or as "kk=...; ru=...".

    >>> by_language("First draft", "en"), by_language("kk=Бірінші жоба; en=First draft", "ru")
    ({'en': 'First draft'}, {'kk': 'Бірінші жоба', 'en': 'First draft'})
    """
    parts = re.split(r"(?:^|;)\s*([a-z]{2,3})\s*=", said)
    if parts[0].strip() or len(parts) == 1:
        return {language: said.strip()} if said.strip() else {}
    return {code: words.strip() for code, words in zip(parts[1::2], parts[2::2], strict=True)}
