"""Topics: those that are shipped, those of a jurisdiction, and files of a reform."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableTopics
from zhargy.terms.topics import Topic, topics_of

# The order in which a page shows the groups: what concerns everyone first.
GROUPS = (
    "person",
    "family",
    "work",
    "economy",
    "state",
    "voting",
    "justice",
    "security",
    "power",
    "together",
)


def topics_for(jurisdiction: str = "", own: Sequence[Path] = ()) -> tuple[Topic, ...]:
    """The shipped topics, with what a jurisdiction and files of one's own add to them.

    Raises UnusableTopics.
    """
    tables = {name: tomllib.loads(text) for name, text in _shipped(jurisdiction)}
    return topics_of(tables | {str(path): _read(path) for path in own})


def _shipped(jurisdiction: str) -> Iterator[tuple[str, str]]:
    root = resources.files("zhargy") / "jurisdictions"
    for group in GROUPS:
        file = root / "topics" / f"{group}.toml"
        yield f"topics/{group}", file.read_text(encoding="utf-8")
    # A country without words of its own has no such folder.
    folder = root / jurisdiction / "topics"
    if jurisdiction and folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            yield f"{jurisdiction}/{file.name}", file.read_text(encoding="utf-8")


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as refused:
        raise UnusableTopics("F50", str(path), detail=refused.strerror or "") from refused
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableTopics("F50", str(path), detail=str(broken)) from broken
