"""Markdown to paragraphs: mark-up off, headings, tables and footnotes kept for what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise

from zhargy.text.reading.docx_numerals import numeral
from zhargy.text.reading.source import Paragraph, SetAside
from zhargy.text.reading.starts import begins_with_label, begins_with_mark, ends_a_sentence
from zhargy.text.reading.wrapped import Wrapped, numbered, unwrapped, wrapped_at

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?(?:\s*\{#[^{}]*\})?\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_BULLET = re.compile(r"(\s*)(?:[-*+]\s+(?:\[[ xX]\]\s+)?|>\s?)")
_FIRST = re.compile(r"\s*\(?([1iIaA])[.)]\s")
_FORMS = {
    "1": "decimal",
    "i": "lowerRoman",
    "I": "upperRoman",
    "a": "lowerLetter",
    "A": "upperLetter",
}
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]^]+\]:\s+\S+(?:\s+[\"'(].*[\"')])?\s*$")
_FOOTNOTE = re.compile(r"\s{0,3}\[\^([^\]]+)\]:\s*(.*)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = 0xE100  # where escaped signs wait while mark-up is taken off
_RESTORED = {_KEPT + code: code for code in range(33, 127)}
_RAISED = re.compile(r"(?<=\d)<sup>\s*(\d{1,3})\s*</sup>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|center|code|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|section|small|span"
    r"|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_DELETED = re.compile(r"~~(?=\S)(.+?)~~|<(del|s|strike)>(.*?)</\2>", re.IGNORECASE)
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(
    r"\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])"
)
_MARK = re.compile(r"\[\^([^\[\]]+)\]")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
# Without their own sign inside, so that a long row of signs costs no more than its length;
# rounds from the inside out take off nested ones.
_EMPHASIS = (
    re.compile(r"(?<!`)(`{1,3})([^`]+)\1(?!`)"),
    re.compile(r"(\*{1,3})(?=\S)([^*]+)(?<=\S)\1"),
    re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_]+(?:_\w[^_]*){0,5})(?<=\S)\1(?!\w)"),
)


def paragraphs_of_markdown(lines: Sequence[str]) -> tuple[list[Paragraph], list[SetAside]]:
    """The paragraphs of a Markdown file given as its lines, and what was set aside."""
    reader = _Reader()
    body = reader.without_front_matter(list(lines))
    reader.walk(reader.without_comments(body))
    return reader.found, reader.aside


class _Reader:
    """One pass over the lines; `found` and `aside` grow."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self.aside: list[SetAside] = []
        self._open: list[tuple[int, str]] = []
        self._tables = 0
        self._width = 0
        self._quoted = False
        # depth -> the sign that was said there in a row ("1", "a"), and how often
        self._ones: dict[int, tuple[str, int]] = {}
        self._depths: dict[int, int] = {}  # line -> how deep its list is nested

    def without_front_matter(self, lines: list[str]) -> list[str]:
        if not lines or lines[0].rstrip() != "---":
            return lines
        ends = [n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")]
        if not ends or not all(_is_yaml(line) for line in lines[1 : ends[0]]):
            return lines
        text = "\n".join(lines[1 : ends[0]]).strip()
        if text:
            self.aside.append(SetAside(text, "line 2", "front matter"))
        return [""] * (ends[0] + 1) + lines[ends[0] + 1 :]

    def without_comments(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        comment: list[str] | None = None
        for number, line in enumerate(lines, 1):
            rest, visible = line, ""
            while rest:
                if comment is None:
                    before, opened, rest = rest.partition("<!--")
                    visible += before
                    comment = [] if opened else None
                else:
                    inside, closed, rest = rest.partition("-->")
                    comment.append(inside)
                    if closed:
                        self._set_aside("\n".join(comment), number, "comment")
                        comment = None
            kept.append(visible)
        if comment is not None:
            self._set_aside("\n".join(comment), len(lines), "comment")
        return kept

    def _set_aside(self, text: str, number: int, reason: str) -> None:
        if text.strip():
            self.aside.append(SetAside(text.strip(), f"line {number}", reason))

    def walk(self, lines: Sequence[str]) -> None:
        self._width = wrapped_at(numbered(lines))
        place = 0
        while place < len(lines):
            place = self._block(lines, place)
        self._close()

    def _block(self, lines: Sequence[str], place: int) -> int:
        """Read what begins at this line; the place after it."""
        line, number = lines[place], place + 1
        after = lines[place + 1] if place + 1 < len(lines) else ""
        if not line.strip() or _FENCE.match(line) or _DEFINITION.match(line):
            self._close()
        elif heading := _HEADING.match(line):
            self._close()
            self._ones.clear()
            self._add(heading[2] or "", number, outline=len(heading[1]))
        elif self._open and _UNDERLINE.match(line):
            self._close(outline=1 if "=" in line else 2)
        elif _RULE.match(line):
            self._close()
        elif "|" in line and "|" in after and _DELIMITERS.match(after):
            self._close()
            return self._table(lines, place)
        elif note := _FOOTNOTE.match(line):
            self._close()
            self._add(note[2], number, label=note[1], kind="footnote")
        else:
            self._text(line, number)
        return place + 1

    def _text(self, line: str, number: int) -> None:
        """A line of text; a bullet or a hard break begins a paragraph."""
        whole = line.expandtabs(4).replace(">", " ")
        line = line if "\t" not in line else line.expandtabs(4)
        bullet = _BULLET.match(line)
        quoted = bool(bullet and ">" in bullet[0])
        if quoted != self._quoted:
            self._close()
        self._quoted = quoted
        listed = False
        while bullet:
            if ">" not in bullet[0]:
                self._close()
                listed = True
            line = line[bullet.end() :]
            bullet = _BULLET.match(line)
        depth = 1 + (len(whole) - len(line.lstrip())) // 2
        if listed or begins_with_mark(line.strip()) or _FIRST.match(line):
            self._depths[number] = depth
            line = self._counted(line, depth)
        elif depth == 1 and not self._open:
            self._ones.clear()
        parts = _BREAK.split(line)
        for index, part in enumerate(parts):
            if part.strip():
                self._open.append((number, part.strip()))
            if index < len(parts) - 1 or line.endswith(("  ", "\\")):
                self._close()

    def _counted(self, line: str, depth: int) -> str:
        """A list may repeat "1." or "i." and leave it to the program to count: what it shows."""
        self._ones = {outer: count for outer, count in self._ones.items() if outer <= depth}
        found = _FIRST.match(line)
        if found is None:
            self._ones.pop(depth, None)
            return line
        sign, said = self._ones.get(depth, ("", 0))
        count = said + 1 if sign == found[1] else 1  # "a)" after "1." begins a list of its own
        self._ones[depth] = found[1], count
        shown = numeral(count, _FORMS[found[1]])
        return line[: found.start(1)] + shown + line[found.end(1) :]

    def _close(self, outline: int = 0) -> None:
        """End the open lines: as one wrapped paragraph, or each as its own."""
        waiting, self._open = self._open, []
        lines = [Wrapped(" ".join(text.rstrip("\\").split()), n, 0, False) for n, text in waiting]
        lines = [line for line in lines if line.text]
        if not lines:
            return
        if self._width:
            for whole in unwrapped(lines, self._width):
                self._add(whole.text, int(whole.place.split()[-1]), outline)
            return
        text, first = lines[0].text, lines[0].number
        for a, b in pairwise(lines):
            if _goes_on(a.text, b.text):
                text = f"{text} {b.text}"
            else:
                self._add(text, first, outline)
                text, first = b.text, b.number
        self._add(text, first, outline)

    def _add(
        self, raw: str, number: int, outline: int = 0, label: str = "", kind: str = "text"
    ) -> None:
        text = self._plain(raw, number)
        if text:
            depth = self._depths.get(number, 0)
            found = Paragraph(text, f"line {number}", label, outline, kind, depth=depth)
            self.found.append(found)

    def _table(self, lines: Sequence[str], place: int) -> int:
        self._tables += 1
        row = 0
        while place < len(lines) and "|" in lines[place] and lines[place].strip():
            if not (row == 1 and _DELIMITERS.match(lines[place])) or row > 1:
                self._row(lines[place], place + 1, max(1, row if row > 1 else 1))
            row += 1
            place += 1
        return place

    def _row(self, line: str, number: int, row: int) -> None:
        cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|"))
        if cells and not cells[-1].strip():
            cells.pop()
        for column, cell in enumerate(cells, 1):
            for part in _BREAK.split(cell):
                if text := self._plain(part, number):
                    self.found.append(
                        Paragraph(text, f"line {number}", cell=(self._tables, row, column))
                    )

    def _plain(self, raw: str, number: int) -> str:
        """The words of a line without mark-up."""
        text = _ESCAPED.sub(lambda found: chr(_KEPT + ord(found[1])), raw)
        text = self._taken(_DELETED, text, number, "deleted")
        text = self._taken(_PICTURE, text, number, "picture")
        text = self._taken(_MARK, text, number, "footnote mark")
        text = _ADDRESS.sub(r"\1", _TAG.sub("", _RAISED.sub(r"-\1", text)))
        for _ in range(3):
            text = _LINK.sub(r"\1", text)
            for pattern in _EMPHASIS:
                text = pattern.sub(r"\2", text)
        return " ".join(unescape(text).translate(_RESTORED).split())

    def _taken(self, pattern: re.Pattern[str], text: str, number: int, reason: str) -> str:
        def aside(found: re.Match[str]) -> str:
            self._set_aside(
                next((g for g in (found[1], found[found.re.groups]) if g), ""), number, reason
            )
            return ""

        return pattern.sub(aside, text)


def _is_yaml(line: str) -> bool:
    return not line.strip() or line[:1] in " -#" or ":" in line


def _goes_on(before: str, after: str) -> bool:
    """Is this the second half of a sentence that the author broke?"""
    return not ends_a_sentence(before) and after[:1].islower() and not begins_with_label(after)
