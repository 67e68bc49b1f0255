"""The languages that the engine knows, by ISO 639-1 code."""

from zhargy.languages.english import ENGLISH
from zhargy.languages.kazakh import KAZAKH
from zhargy.languages.language import Language
from zhargy.languages.others import FRENCH, GERMAN, SPANISH
from zhargy.languages.russian import RUSSIAN

LANGUAGES = {
    language.code: language for language in (KAZAKH, RUSSIAN, ENGLISH, GERMAN, FRENCH, SPANISH)
}

__all__ = ["ENGLISH", "FRENCH", "GERMAN", "KAZAKH", "LANGUAGES", "RUSSIAN", "SPANISH", "Language"]
