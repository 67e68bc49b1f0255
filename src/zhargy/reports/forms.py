"""The form of a document as data: which columns in which order, under which headings.

The parsed TOML of docs/spec/form.md becomes a value; who reads the file is no matter here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhargy.errors import UnusableForm

SCHEMA = "zhargy.form/1"
# What a column shows of the comparison, and what people write in it.
SHOWN = ("number", "element", "old_element", "new_element", "old_text", "new_text", "fate")
FILLED = ("justification", "author", "decision", "remark")
SECTIONS = ("", "articles", "measures")
_ROWS = ("all", "changed", "substantive")
_GROUPS = ("provision", "article")

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: `content` is one of SHOWN or FILLED, `width` its share of the page."""

    content: str
    heading: Words
    width: int = 10


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a note: a `prompt` for the person who writes, and what is filled in."""

    heading: Words
    prompt: Words
    content: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A named form. `rows`: "all", "changed" (words or place) or "substantive"; `group`: a row for
    each "provision" or each "article". Words are by language; a language without them is not
    offered.
    """

    name: str
    kind: str
    about: Words
    title: Words
    columns: tuple[FormColumn, ...] = ()
    sections: tuple[Section, ...] = ()
    rows: str = "changed"
    group: str = "provision"
    absent: Words | None = None
    excluded: Words | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.title)


def form_of(document: Mapping[str, Any], name: str) -> Form:
    """The form of a parsed TOML file. Raises UnusableForm F10 to F13."""
    _one_of(document, "schema", (SCHEMA,), name)
    kind = _one_of(document, "kind", ("table", "note"), name)
    title = _words(document, "title", (), name)
    languages = tuple(title)
    form = Form(
        name,
        kind,
        _words(document, "about", languages, name),
        title,
        columns=tuple(_column(row, languages, name) for row in _list(document, "column", name)),
        sections=tuple(_section(row, languages, name) for row in _list(document, "section", name)),
        rows=_one_of(document, "rows", _ROWS, name, "changed"),
        group=_one_of(document, "group", _GROUPS, name, "provision"),
        absent=_words(document, "absent", languages, name) if kind == "table" else None,
        excluded=_words(document, "excluded", languages, name) if kind == "table" else None,
    )
    if not (form.columns if kind == "table" else form.sections):
        raise UnusableForm("F11", name, key="column" if kind == "table" else "section")
    contents = [column.content for column in form.columns]
    if len(set(contents)) < len(contents):
        raise UnusableForm("F13", name, value=max(contents, key=contents.count))
    return form


def _column(row: Mapping[str, Any], languages: Sequence[str], name: str) -> FormColumn:
    content = _one_of(row, "content", (*SHOWN, *FILLED), name)
    width = row.get("width", 10)
    if not isinstance(width, int) or isinstance(width, bool) or not 1 <= width <= 100:
        raise UnusableForm("F12", name, key="width", value=str(width), allowed="1–100")
    return FormColumn(content, _words(row, "heading", languages, name), width)


def _section(row: Mapping[str, Any], languages: Sequence[str], name: str) -> Section:
    prompt = _words(row, "prompt", languages, name) if "prompt" in row else {}
    content = _one_of(row, "content", SECTIONS, name, "")
    return Section(_words(row, "heading", languages, name), prompt, content)


def _one_of(
    row: Mapping[str, Any], key: str, allowed: Sequence[str], name: str, default: str | None = None
) -> str:
    value = row.get(key, default)
    if value is None:
        raise UnusableForm("F11", name, key=key)
    if value not in allowed:
        said = ", ".join(filter(None, allowed))
        raise UnusableForm("F12", name, key=key, value=str(value), allowed=said)
    return str(value)


def _list(document: Mapping[str, Any], key: str, name: str) -> list[Mapping[str, Any]]:
    rows = document.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise UnusableForm("F11", name, key=f"[[{key}]]")
    return rows


def _words(row: Mapping[str, Any], key: str, languages: Sequence[str], name: str) -> Words:
    """Words by language; every language of the form must have them."""
    words = row.get(key)
    if not isinstance(words, Mapping) or not words:
        raise UnusableForm("F11", name, key=key)
    for language in languages or words:
        if not isinstance(words.get(language), str) or not words[language].strip():
            raise UnusableForm("F11", name, key=f"{key}.{language}")
    return {str(language): words[language] for language in languages or words}
