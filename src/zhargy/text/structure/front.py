"""What stands before the first number: contents list, title, preamble; and what stands after the
last one: signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhargy.languages import LANGUAGES
from zhargy.text.act import Note
from zhargy.text.structure.headings import is_short_heading, is_transitional
from zhargy.text.structure.line import Line

_CONTENTS = frozenset(word for language in LANGUAGES.values() for word in language.contents)
_PREAMBLE = frozenset(word for language in LANGUAGES.values() for word in language.preamble)
_ENDS_ABBREVIATED = re.compile(r"^\D{0,80}(?:\b[^\W\d_]|\bInc|\bLtd|\bCo)\.$")  # "... e. V."
_LEADS_TO_PAGE = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$")
_LEADERS = re.compile(r"[\s.…_·]*\d*\s*$")
_SPACE_OR_MARK = re.compile(r"[\W_]+")
_MOST_TITLE_LINES = 8
_MOST_WORDS_OF_AN_ADOPTION = 25
_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_ADOPTED = re.compile(r"№|\bN\s*\d|принят|утвержд|қабылдан|бекітіл|adopted|enacted", re.IGNORECASE)
_ADOPTED_BY = re.compile(r"(?:approved|adopted|enacted)\s+(?:by|at|on|in)\s", re.IGNORECASE)
_NOTICES = tuple(words for language in LANGUAGES.values() for words in language.notices)
_PROMULGATION = tuple(words for lang in LANGUAGES.values() for words in lang.promulgation)
_THEREFORE = frozenset(words for lang in LANGUAGES.values() for words in lang.therefore)
_GIVEN = re.compile(
    rf"(?i:{'|'.join(words for lang in LANGUAGES.values() for words in lang.given)})\s+(?!\d)[^\W_a-zа-я]"
)
_MOST_WORDS_OF_A_SIGNATURE = 10


@dataclass(frozen=True, slots=True)
class Front:
    """The lines of an act, sorted: `title`, `notes`, `preamble`, `body`, `signatures`."""

    title: tuple[str, ...]
    notes: tuple[Note, ...]
    preamble: tuple[Line, ...]
    body: tuple[Line, ...]
    preamble_heading: str = ""


def front_of(lines: Sequence[Line]) -> Front:
    """Sort the lines of one act; the order within each part is that of the file."""
    notices = [Note("publisher", line.text) for line in lines if _is_notice(line)]
    contents, rest = _cut_contents([line for line in lines if not _is_notice(line)])
    first = next((n for n, line in enumerate(rest) if _opens_body(line, rest)), len(rest))
    head, body = _with_loose_notes(rest[:first]), rest[first:]
    title, notes, preamble, heading = _title_and_preamble(head)
    body, formulas = _cut_promulgation(body)
    body, signatures = _cut_signatures(body)
    return Front(
        title=title,
        notes=(*notices, *contents, *notes, *signatures, *formulas),
        preamble=preamble,
        body=tuple(_with_loose_notes(body)),
        preamble_heading=heading,
    )


def _is_notice(line: Line) -> bool:
    """Words of the publisher: a copyright line, a hint to the users of a portal."""
    return line.label is None and line.text.casefold().startswith(("©", *_NOTICES))


def _opens_body(line: Line, lines: Sequence[Line]) -> bool:
    return line.label is not None


# -- contents list --------------------------------------------------------------------------------


def _cut_contents(lines: Sequence[Line]) -> tuple[list[Note], list[Line]]:
    """A run of headings near the top that all come again below, with text, is a contents list."""
    start = next((n for n, line in enumerate(lines[:40]) if _key(line.text) in _CONTENTS), None)
    begin = 0 if start is None else start + 1
    if start is None:
        begin = next((n for n, line in enumerate(lines) if line.label), 0)
    later: dict[str, int] = {}
    for place, line in enumerate(lines):
        later[_entry(line)] = place
    end = begin
    while end < len(lines) and not _is_text(lines[end]):
        if later[_entry(lines[end])] == end and not _LEADS_TO_PAGE.search(lines[end].text):
            break
        end += 1
    headings = sum(1 for line in lines[begin:end] if line.label and line.label.level != "mark")
    if headings < 3 or end - begin < 3:
        return [], list(lines)
    listed = lines[start if start is not None else begin : end]
    note = Note("contents", "\n".join(line.text for line in listed))
    return [note], [*lines[: start if start is not None else begin], *lines[end:]]


def _is_text(line: Line) -> bool:
    return line.text.endswith((";", ":")) or (
        line.label is not None
        and line.label.level == "mark"
        and line.label.style in ("paren", "letter")
    )


def _entry(line: Line) -> str:
    return _key(
        _LEADERS.sub("", line.text)
        if re.search(r"\D\d+\s*$", line.text) and re.search(r"[.…]{3}|\s{2,}|\t", line.text)
        else line.text
    )


def _key(text: str) -> str:
    return _SPACE_OR_MARK.sub(" ", text).strip().casefold()


# -- title and preamble ---------------------------------------------------------------------------


def _title_and_preamble(
    head: Sequence[Line],
) -> tuple[tuple[str, ...], list[Note], tuple[Line, ...], str]:
    title: list[str] = []
    notes: list[Note] = []
    preamble: list[Line] = []
    heading = ""
    for line in head:
        if line.is_note or line.paragraph.kind == "footnote":
            notes.append(
                Note("footnote" if line.paragraph.kind == "footnote" else "editor", line.text)
            )
        elif not preamble and _is_adoption(line.text):
            notes.append(Note("adoption", line.text))
        elif not heading and _key(line.text) in _PREAMBLE:
            heading = line.text
        elif not preamble and not heading and _is_title(line, len(title)):
            title.append(line.text)
        else:
            preamble.append(line)
    return tuple(title), notes, tuple(preamble), heading


def _is_adoption(text: str) -> bool:
    """When and by whom the act was adopted, said above its preamble as a sentence."""
    if len(text.split()) > _MOST_WORDS_OF_AN_ADOPTION or not _DATE.search(text):
        return False
    sentence = text.endswith(".") and bool(_ADOPTED.search(text))
    return sentence or bool(_ADOPTED_BY.match(text))


def _is_title(line: Line, before: int) -> bool:
    text = line.text
    if before >= _MOST_TITLE_LINES:
        return False
    if line.paragraph.outline or text.isupper():
        return True
    if text.startswith("(") and text.endswith(")"):
        return True
    return is_short_heading(text) or (before == 0 and _ENDS_ABBREVIATED.search(text) is not None)


# -- notes that run over several paragraphs ---------------------------------------------------------


def _with_loose_notes(lines: Sequence[Line]) -> list[Line]:
    """ "Сноска. ...:" takes the items that follow; "Примечание ИЗПИ!" takes the next paragraph."""
    out: list[Line] = []
    waiting = ""
    for line in lines:
        if waiting and _goes_on(line, waiting):
            waiting = "items" if line.text.endswith((";", ",", ":")) and waiting == "items" else ""
            joined = f"{out[-1].text}\n{line.text}"
            out[-1] = replace(
                out[-1], paragraph=replace(out[-1].paragraph, text=joined, label="", kind="note")
            )
            continue
        out.append(line)
        waiting = _what_a_note_awaits(line)
    return out


def _goes_on(line: Line, waiting: str) -> bool:
    if line.is_note:
        return False
    if line.label is None:
        return True
    return waiting == "items" and line.label.level == "mark"


def _what_a_note_awaits(line: Line) -> str:
    if not line.is_note:
        return ""
    if line.text.endswith(":"):
        return "items"
    return "one" if line.text.endswith("!") else ""


# -- signatures -----------------------------------------------------------------------------------


def _cut_promulgation(body: Sequence[Line]) -> tuple[list[Line], list[Note]]:
    """Who orders that the act be obeyed, where and when, and all names below: the lines without a
    number at the end of the provisions, from the formula on."""
    end = next((n for n, line in enumerate(body) if _is_annex(line)), len(body))
    start = end
    while start and not _opens_provision(body[start - 1]):
        start -= 1
    if start and not body[start - 1].text.endswith((".", ";")):
        start += 1  # the words below a bare label are all that it says
    formula = next((n for n in range(start, end) if _promulgates(body[n])), end)
    if formula in (0, end):
        return list(body), []
    if _key(body[formula - 1].text) in _THEREFORE:
        formula -= 1
    note = Note("signature", "\n".join(line.text for line in body[formula:end]))
    return [*body[:formula], *body[end:]], [note]


def _opens_provision(line: Line) -> bool:
    return line.label is not None or line.is_note or is_transitional(line.text)


def _is_annex(line: Line) -> bool:
    return line.label is not None and line.label.level == "annex"


def _promulgates(line: Line) -> bool:
    text = line.text.casefold()
    return text.startswith(_PROMULGATION) or bool(_GIVEN.match(line.text))


def _cut_signatures(body: Sequence[Line]) -> tuple[list[Line], list[Note]]:
    """Short unnumbered lines at the very end, in which no sentence ends: who signed, where, when."""
    end = len(body)
    while end and _is_signature(body[end - 1]):
        end -= 1
    if end == len(body) or end == 0 or len(body) - end > 8:
        return list(body), []
    if body[end - 1].label is not None and body[end - 1].rest == "":
        return list(body), []
    if body[end - 1].text.endswith((":", ",")):
        return list(body), []
    return list(body[:end]), [Note("signature", "\n".join(line.text for line in body[end:]))]


def _is_signature(line: Line) -> bool:
    return (
        line.label is None
        and not line.is_note
        and line.paragraph.kind == "text"
        and not line.paragraph.cell
        and line.text[-1] not in ";:,!?"
        and (line.text[-1] != "." or bool(re.search(r"\b\w\.$|\d{4}\b", line.text)))
        and len(line.text.split()) <= _MOST_WORDS_OF_A_SIGNATURE
    )
