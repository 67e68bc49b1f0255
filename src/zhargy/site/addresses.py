"""The addresses of the public site: of folders, each of which holds a page and its data.

They are relative to the root of the site, so that it may stand anywhere and be mirrored anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

CHANGES, RECORD, WORDS, TOPICS = "changes", "record", "words", "topics"
DOWNLOADS, ABOUT, SEARCH, SUMMARY = "downloads", "about", "search", "summary"
REFERENDUM = "referendum"
# The first word after the language; an act of such a name stands under another.
RESERVED = frozenset(
    {
        CHANGES,
        RECORD,
        WORDS,
        TOPICS,
        DOWNLOADS,
        ABOUT,
        SEARCH,
        SUMMARY,
        REFERENDUM,
        "assets",
        "data",
    }
)
BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses in one language.

    >>> here = Addresses("kk")
    >>> here.provision("constitution", "2026", "art_39__para_3")
    'kk/constitution/2026/art_39__para_3/'
    >>> here.changes("constitution", "1995", "2026")
    'kk/changes/constitution/1995/2026/'
    """

    language: str

    @property
    def home(self) -> str:
        return f"{self.language}/"

    def part(self, name: str, *more: str) -> str:
        """A page that every reform has, or one below it."""
        return f"{self.language}/{'/'.join((name, *more))}/"

    def act(self, act: str) -> str:
        """An act and its editions."""
        return f"{self.language}/{act_name(act)}/"

    def edition(self, act: str, edition: str) -> str:
        """The whole text of an edition."""
        return f"{self.act(act)}{edition}/"

    def provision(self, act: str, edition: str, address: str) -> str:
        """One provision of one edition: this address never changes."""
        return f"{self.edition(act, edition)}{address}/"

    def short(self, act: str, address: str) -> str:
        """An article of whatever edition is the newest."""
        return f"{self.act(act)}{address}/"

    def beside(self, act: str, edition: str, other: str) -> str:
        """An edition in two languages side by side."""
        return f"{self.edition(act, edition)}{BESIDE}-{other}/"

    def changes(self, act: str, old: str, new: str) -> str:
        """What changed from one edition to another."""
        return self.part(CHANGES, act_name(act), old, new)


def act_name(act: str) -> str:
    """The name of an act in addresses."""
    return f"act-{act}" if act in RESERVED else act


def in_language(path: str, language: str) -> str:
    """The same page in another language.

    >>> in_language("kk/constitution/2026/art_39/", "ru")
    'ru/constitution/2026/art_39/'
    """
    return f"{language}/{path.partition('/')[2]}"
