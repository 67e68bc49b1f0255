"""How lawyers of a language cite: one table for each of Kazakh, Russian and English."""

from zhargy.languages.citing.english import ENGLISH
from zhargy.languages.citing.kazakh import KAZAKH
from zhargy.languages.citing.russian import RUSSIAN
from zhargy.languages.citing.usage import Usage

USAGES = {usage.code: usage for usage in (KAZAKH, RUSSIAN, ENGLISH)}

__all__ = ["ENGLISH", "KAZAKH", "RUSSIAN", "USAGES", "Usage"]
