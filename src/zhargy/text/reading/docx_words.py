"""The words of one paragraph of a DOCX: its runs, in one edition, without what is not shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from zhargy.text.reading.docx_changes import REASON, Edition, Leaf, is_gone, run_properties
from zhargy.text.reading.docx_listnum import ListNumbers
from zhargy.text.reading.docx_markup import (
    ALTERNATE,
    BOX,
    CODE,
    FIELD_CODE,
    FIELD_FORM,
    FIELD_MARK,
    FIELD_SIMPLE,
    NOTE_MARKS,
    RUN,
    SETTINGS,
    SPEAKING,
    W,
    child_value,
    chosen,
    leaves,
    spoken,
    switched_on,
)
from zhargy.text.reading.docx_styles import Styles, is_superscript

_LIFTED = "\x01"  # stands before each raised character; no XML can hold it
_SIGNS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", _LIFTED)
# Raised digits right after a digit are the second half of an inserted number: 83¹ is 83-1.
_RAISED = f"(?:{_LIFTED}[0-9]|[⁰¹²³⁴⁵⁶⁷⁸⁹])"
_AFTER_A_DIGIT = f"(?<=[0-9])(?<!{_LIFTED}[0-9])"
_INSERTED_NUMBER = re.compile(
    f"{_AFTER_A_DIGIT}{_RAISED}(?>(?:{_RAISED}|{_LIFTED}-)*)(?!{_LIFTED})"
)
# Other raised text that begins with a digit ("5" with a raised "1)") must not make it 51.
_FUSED_NUMBER = re.compile(f"{_AFTER_A_DIGIT}{_LIFTED}(?=[0-9])")


@dataclass(slots=True)
class NoteMark:
    """Where a footnote or endnote is called; `sign` is the mark that a person chose, if any."""

    kind: str
    identity: str
    host: int
    sign: str = ""
    chosen: bool = False


@dataclass(slots=True)
class Words:
    """What one paragraph says: the text, and what hangs on it."""

    parts: list[str] = field(default_factory=list)
    aside: list[Leaf] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    lost_notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The text, white space collapsed, divided at line breaks; no empty lines."""
        text = _INSERTED_NUMBER.sub(_inserted, "".join(self.parts))
        text = _FUSED_NUMBER.sub(" ", text).replace(_LIFTED, "")
        return [line for line in (" ".join(row.split()) for row in text.split("\n")) if line]


def _inserted(digits: re.Match[str]) -> str:
    return "-" + digits[0].translate(_SIGNS)


@dataclass(slots=True)
class Speaker:
    """Reads paragraph after paragraph; fields may begin in one and end in a later one."""

    edition: Edition
    styles: Styles
    fields_are_sound: bool
    _open_fields: list[bool] = field(default_factory=list)  # True while its code is being given
    _codes: int = 0  # how many of them are True
    _code: str = ""  # of the innermost open field
    _listnum: ListNumbers = field(default_factory=ListNumbers)
    _words: Words = field(default_factory=Words)
    _owner: int = 0
    _place: str = ""
    _hidden: bool = False
    _lifted: bool = False
    _note: NoteMark | None = None

    def read(
        self, paragraph: etree._Element, into: Words, owner: int, place: str, style: str | None
    ) -> None:
        """Add what a paragraph says to `into`."""
        self._words, self._owner, self._place = into, owner, place
        hidden_by_style = self.styles.paragraph(style).vanish
        self._hidden, self._lifted = hidden_by_style, False
        self._walk(paragraph, hidden_by_style)

    def _walk(self, element: etree._Element, hidden: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == RUN:
                self._run(child, hidden)
            elif tag in SPEAKING:
                self._say(child)
            elif tag == FIELD_CODE:
                self._code += child.text or ""
            elif tag == FIELD_SIMPLE and (shown := self._listnum.shown(child.get(CODE, ""))):
                self._words.parts.append(shown)
            elif tag in SETTINGS:
                continue
            elif is_gone(child, self.edition):
                self._leave(child)
            elif tag == FIELD_MARK:
                self._field(child.get(FIELD_FORM, ""))
            elif tag in NOTE_MARKS:
                self._call(child)
            elif tag == BOX:
                self._words.boxes.append(child)
            else:
                branch = chosen(child) if tag == ALTERNATE else child
                if branch is not None:
                    self._walk(branch, hidden)

    def _run(self, run: etree._Element, hidden: bool) -> None:
        outer = self._hidden, self._lifted
        self._hidden, self._lifted, self._note = hidden, False, None
        properties = run_properties(run, self.edition)
        if properties is not None and len(properties):
            self._dress(properties, hidden)
        self._walk(run, hidden)
        self._hidden, self._lifted = outer
        self._note = None

    def _dress(self, properties: etree._Element, hidden: bool) -> None:
        style = self.styles.run(child_value(properties, "rStyle"))
        own = switched_on(properties, "vanish")
        # A toggle set by both the paragraph's and the run's style is off (17.7.3).
        self._hidden = (hidden != style.vanish) if own is None else own
        lifted = is_superscript(properties)
        self._lifted = style.superscript if lifted is None else lifted

    def _say(self, leaf: etree._Element) -> None:
        text = spoken(leaf)
        if self._note is not None and self._note.chosen and text.strip():
            self._note.sign += text.strip()
        elif self._hidden or (self.fields_are_sound and self._codes):
            self._set_aside(leaf, text, "hidden")
        elif self._lifted:
            self._words.parts.append("".join(c if c.isspace() else _LIFTED + c for c in text))
        else:
            self._words.parts.append(text)

    def _set_aside(self, leaf: etree._Element, text: str, reason: str) -> None:
        self._words.aside.append(Leaf(leaf, text, self._owner, self._place, reason))

    def _leave(self, element: etree._Element) -> None:
        for leaf in leaves(element):
            self._set_aside(leaf, spoken(leaf), REASON[self.edition])
        for tag, kind in NOTE_MARKS.items():
            calls = element.iter(tag)
            self._words.lost_notes += [(kind, call.get(W + "id", "")) for call in calls]

    def _field(self, form: str) -> None:
        if form == "begin":
            self._open_fields.append(True)
            self._code = ""
            self._codes += 1
        elif form in ("separate", "end") and self._open_fields:
            was_code = self._open_fields.pop()
            self._codes -= was_code
            if was_code and form == "end" and not (self._hidden or self._codes):
                self._words.parts.append(self._listnum.shown(self._code))
            if form == "separate":
                self._open_fields.append(False)

    def _call(self, element: etree._Element) -> None:
        if self._hidden:
            return
        own_sign = element.get(W + "customMarkFollows", "0") in ("1", "true", "on")
        kind, identity = NOTE_MARKS[element.tag], element.get(W + "id", "")
        self._note = NoteMark(kind, identity, self._owner, chosen=own_sign)
        self._words.notes.append(self._note)


def fields_are_sound(root: etree._Element) -> bool:
    """Whether each field that begins also ends; if not, what seems to be a code is text."""
    depth = 0
    for mark in root.iter(FIELD_MARK):
        depth += {"begin": 1, "end": -1}.get(mark.get(FIELD_FORM, ""), 0)
        if depth < 0:
            return False
    return depth == 0
