"""Style sheets, scripts and pictures of the pages, under names that change with what they hold.

So a reader's program may keep one for ever: another content has another name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from zhargy.messages import LANGUAGES
from zhargy.reports.page.page import asset, styles

FOLDER, ICON = "assets/", "favicon.ico"
_LETTERS = 12


def asset_path(name: str) -> str:
    """Where an asset stands on the site, by the name that a template gives it.

    >>> asset_path("site.css").split(".")[0], asset_path("site.css").split(".")[2]
    ('assets/site', 'css')
    """
    return _paths()[name]


def icon() -> bytes:
    """The icon for what is no page and cannot name one: browsers look for it under its own name."""
    return resources.files("zhargy.site").joinpath("assets", ICON).read_bytes()


@cache
def asset_files() -> Mapping[str, bytes]:
    """Every asset by where it stands."""
    return {_paths()[name]: content for name, content in _contents().items()}


@cache
def _contents() -> Mapping[str, bytes]:
    own = resources.files("zhargy.site").joinpath("assets")
    names = (file for file in own.iterdir() if file.is_file() and file.name != ICON)
    found = {file.name: file.read_bytes() for file in names}
    found["compare.js"] = asset("compare.js").encode()
    for language in LANGUAGES:
        found[f"compare.{language}.css"] = styles(language).encode()
    return found


@cache
def _paths() -> Mapping[str, str]:
    return {name: _named(name, content) for name, content in _contents().items()}


def _named(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{FOLDER}{stem}.{hashlib.sha256(content).hexdigest()[:_LETTERS]}.{suffix}"
