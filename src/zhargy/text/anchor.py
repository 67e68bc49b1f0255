"""How a place in a text is known again after numbers and files have changed."""

from __future__ import annotations

import hashlib

from zhargy.languages.lookalikes import fold
from zhargy.text.provision import words

_LETTERS = 16


def words_digest(text: str) -> str:
    """The words of a text in 16 hexadecimal digits; white space, punctuation, case and look-alike
    letters do not count.

    >>> words_digest("Жер, су – халықтікі.") == words_digest("жер су\\nхалықтікі")
    True
    >>> words_digest("Жер, су") == words_digest("Жер, орман"), len(words_digest(""))
    (False, 16)
    """
    said = " ".join(fold(word).casefold() for word in words(text))
    return hashlib.sha256(said.encode()).hexdigest()[:_LETTERS]
