"""HTML to paragraphs: what a browser shows, in its order, without the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from zhargy.errors import UnreadableText
from zhargy.text.reading.encoding import decode
from zhargy.text.reading.html_lists import List, item_label, list_of
from zhargy.text.reading.html_tables import Table
from zhargy.text.reading.source import Paragraph, SetAside, Source
from zhargy.text.reading.starts import begins_with_label
from zhargy.text.reading.wrapped import numbered, unwrapped, wrapped_at

_CHARSET = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE
)
_NOTHING = dict.fromkeys(map(ord, "\u00ad\ufeff\u200b\u2060"))
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "header",
        "footer",
        "aside",
        "nav",
        "form",
    )
)
_AROUND = frozenset(("nav", "header", "footer", "aside", "form", "menu", "dialog"))
_UNSEEN = frozenset(
    (
        "script",
        "style",
        "template",
        "noscript",
        "noframes",
        "title",
        "head",
        "iframe",
        "object",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "select",
        "textarea",
        "button",
        "datalist",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTE_CLASSES = frozenset(("note", "notes", "akn-remark", "remark", "editorial-note", "сноска"))
_FOOTNOTE_CLASSES = frozenset(("footnote", "footnotes", "akn-authorialnote"))
_CONTENTS = frozenset(
    ("toc", "contents", "table-of-contents", "oglavlenie", "akn-toc", "tableofcontents")
)
_AKN_INLINE = frozenset(
    (
        "akn-num",
        "akn-ref",
        "akn-term",
        "akn-b",
        "akn-i",
        "akn-sup",
        "akn-sub",
        "akn-ins",
        "akn-def",
        "akn-date",
    )
)
_FOOTNOTE_LINK = re.compile(r"#_?(?:fn|ftn|footnote|edn)[-_:]?\w{0,4}\d+$", re.IGNORECASE)
_FOOTNOTE_ID = re.compile(r"_?(?:fn|ftn|footnote|edn)[-_:]?(\d+)$", re.IGNORECASE)
_PROLOGUE = 65_536
_FEWEST_LINKS = 2
_MENUS = frozenset(("ul", "ol", "dl", "td", "div", "p"))
_PLAIN = frozenset(("a", "b", "i", "u", "em", "strong", "font", "span", "small", "big", "tt"))
_LEADING_MARK = re.compile(r"\[?(\d{1,3})[\].)]*\s+")


def read(data: bytes, *, where: str) -> Source:
    """The paragraphs of a page; R10 if it shows none, R14 if it cannot be parsed, R16 if it declares
    entities."""
    if b"<!ENTITY" in data[:_PROLOGUE].upper():
        raise UnreadableText("R16", where)
    declared = _CHARSET.search(data[:4096])
    text, encoding = decode(data, where, declared[1].decode("ascii", "ignore") if declared else "")
    page = _Page()
    page.walk(_parsed(text, where))
    if not page.found:
        raise UnreadableText("R10", where)
    return Source("html", encoding, tuple(page.found), tuple(page.aside))


def _parsed(text: str, where: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as failure:
        raise UnreadableText("R14", where, detail=type(failure).__name__) from None
    if root is None:
        raise UnreadableText("R10", where)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableText("R14", where, detail="HTML: depth")
    return root


@dataclass(slots=True)
class _Open:
    """The paragraph that is being gathered; `notes` counts its letters that stand in notes."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    notes: int = 0

    def add(self, text: str, in_note: bool) -> None:
        self.parts.append(text)
        count = sum(not letter.isspace() for letter in text)
        self.letters += count
        self.notes += count if in_note else 0


class _Page:
    """One pass over the elements; `found` and `aside` grow."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self.aside: list[SetAside] = []
        self._open = _Open()
        self._label = ""
        self._outline = 0
        self._notes = self._pre = 0
        self._footnotes: list[str] = []
        self._lists: list[List] = []
        self._tables: list[Table] = []
        self._table_count = 0
        self._letters = 1
        self._numbered = False  # a paragraph with a label was read
        self._item = False  # no paragraph of the open list item was read yet

    def walk(self, root: etree._Element) -> None:
        self._letters = max(1, sum(len(text.strip()) for text in _all_text(root)))
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start" and self._start(element):
                walker.skip_subtree()
            elif event == "end":
                self._end(element)
            if event != "start" and element is not root:
                self._add(element.tail)
        self._flush()

    def _start(self, element: etree._Element) -> bool:
        """Open an element; True if it was set aside as a whole."""
        tag, names = _tag(element), _names(element)
        if reason := self._reason(element, tag, names):
            self._set_aside(element, reason)
            if tag in _BLOCKS:
                self._flush()
            element.set("data-zhargy-aside", "")
            return True
        if tag in _BLOCKS or tag == "br" or _is_akn_block(names):
            self._flush()
        if tag == "pre" and self._wrapped(element):
            element.set("data-zhargy-aside", "")
            return True
        if tag == "sup":
            self._superscript(element)
        self._enter(element, tag, names)
        self._add(element.text)
        return False

    def _enter(self, element: etree._Element, tag: str, names: frozenset[str]) -> None:
        """What an element changes for the text in it."""
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._outline = int(tag[1])
        if tag in ("ol", "ul"):
            self._lists.append(list_of(element))
        elif tag == "li" and self._lists:
            self._item = True
            self._label = item_label(self._lists[-1], element)
        elif tag == "table":
            self._table_count += 1
            self._tables.append(Table(element, self._table_count, self._letters))
        elif tag == "tr" and self._tables:
            self._tables[-1].next_row()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].next_cell(element)
        self._pre += tag == "pre"
        self._notes += bool(names & _NOTE_CLASSES)
        if (mark := _footnote_mark(element, names)) is not None:
            self._footnotes.append(mark)

    def _end(self, element: etree._Element) -> None:
        if element.get("data-zhargy-aside") is not None:
            return
        tag, names = _tag(element), _names(element)
        if "akn-num" in names:
            self._number_becomes_label()
        elif tag in _BLOCKS or _is_akn_block(names):
            self._flush()
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._outline = 0
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        elif tag == "table" and self._tables:
            self._tables.pop()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].leave_cell()
        self._pre -= tag == "pre"
        self._notes -= bool(names & _NOTE_CLASSES)
        if _footnote_mark(element, names) is not None and self._footnotes:
            self._footnotes.pop()

    def _reason(self, element: etree._Element, tag: str, names: frozenset[str]) -> str:
        """Why an element is not read; "" if it is."""
        if tag in _UNSEEN:
            return "title" if tag == "title" else ("" if tag == "head" else "hidden")
        if tag in ("del", "s", "strike"):
            return "deleted"
        if tag == "a" and _FOOTNOTE_LINK.match(element.get("href") or "") and not self._footnotes:
            return "footnote mark"
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            return "hidden"
        if tag in _AROUND and self._is_small(element) and not _is_title_block(element, tag):
            return {"nav": "navigation", "menu": "navigation"}.get(tag, tag)
        if tag in _MENUS and self._is_menu(element):
            return "navigation"
        identity = (element.get("id") or "").lower()
        if (names & _CONTENTS or identity in _CONTENTS) and self._is_small(element):
            return "contents"
        return ""

    def _is_small(self, element: etree._Element) -> bool:
        """Some pages stand in one form as a whole: what holds much of the text is the text."""
        letters = sum(len(text.strip()) for text in _all_text(element))
        return letters < 0.4 * self._letters

    def _is_menu(self, element: etree._Element) -> bool:
        """A list or a cell above the first number in which all text is links."""
        if self._numbered or not _holds_only_links(element):
            return False
        return self._is_small(element)

    def _set_aside(self, element: etree._Element, reason: str) -> None:
        text = " ".join(" ".join(_all_text(element)).split())
        if text:
            self.aside.append(SetAside(text, f"after paragraph {len(self.found)}", reason))

    def _wrapped(self, element: etree._Element) -> bool:
        """Text that was wrapped by hand, as old portals show it: its lines joined to paragraphs."""
        if any(_tag(inner) not in _PLAIN for inner in element.iterdescendants()):
            return False
        lines = numbered("".join(_all_text(element)).translate(_NOTHING).split("\n"))
        width = wrapped_at(lines)
        for whole in unwrapped(lines, width) if width else ():
            self._open.add(whole.text, self._notes > 0)
            self._flush()
        return bool(width)

    def _superscript(self, element: etree._Element) -> None:
        """83<sup>1</sup> is the number 83-1."""
        digits = "".join(_all_text(element)).strip()
        before = self._open.parts[-1][-1:] if self._open.parts else ""
        linked = any(_FOOTNOTE_LINK.match(a.get("href") or "") for a in element.iter("a"))
        if digits.isdigit() and before.isdigit() and not linked:
            self._open.parts.append("-")

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._pre:
            self._open.add(text, self._notes > 0)
            return
        first, *others = text.split("\n")
        self._open.add(first, self._notes > 0)
        for line in others:
            self._flush()
            self._open.add(line, self._notes > 0)

    def _number_becomes_label(self) -> None:
        text = self._taken()[0]
        self._label = f"{self._label} {text}".strip()

    def _taken(self) -> tuple[str, bool]:
        """The words gathered so far; do they stand in notes? Both are emptied."""
        gathered, self._open = self._open, _Open()
        text = " ".join("".join(gathered.parts).translate(_NOTHING).split())
        return text, 0 < gathered.letters == gathered.notes

    def _flush(self) -> None:
        text, is_note = self._taken()
        if not text:
            return
        label, kind = self._label, "note" if is_note else "text"
        if self._footnotes:
            kind = "footnote"
            mark = _LEADING_MARK.match(text)
            if mark and not label and len(mark[0]) < len(text):
                label, text = mark[1], text[mark.end() :]
            label = label.rstrip(".") or self._footnotes[-1]
            self._footnotes[-1] = ""
        cell = next((found for table in reversed(self._tables) if (found := table.cell)), None)
        place = f"paragraph {len(self.found) + 1}"
        depth = len(self._lists) if (label or self._item) and kind != "footnote" else 0
        self._item = False
        self.found.append(Paragraph(text, place, label, self._outline, kind, cell, depth))
        self._label = ""
        self._numbered = self._numbered or bool(label) or begins_with_label(text)


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _names(element: etree._Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").lower().split())


def _is_akn_block(names: frozenset[str]) -> bool:
    return any(name.startswith("akn-") and name not in _AKN_INLINE for name in names)


def _footnote_mark(element: etree._Element, names: frozenset[str]) -> str | None:
    """The mark by which an element says that it is a footnote; None if it is not."""
    found = (
        _FOOTNOTE_ID.match(element.get("id") or "") if _tag(element) not in ("a", "sup") else None
    )
    if found:
        return found[1]
    return "" if names & _FOOTNOTE_CLASSES and _tag(element) not in ("a", "sup") else None


def _is_title_block(element: etree._Element, tag: str) -> bool:
    """A header that holds the title of the text and leads nowhere."""
    return (
        tag == "header"
        and next(element.iter("h1"), None) is not None
        and next(element.iter("a", "nav", "form"), None) is None
    )


def _holds_only_links(element: etree._Element) -> bool:
    """Is all text of this element in links, and in several?"""
    links = 0
    for child in element.iter():
        if not isinstance(child.tag, str):
            continue
        links += _tag(child) == "a" and bool(child.get("href"))
        within = next(child.iterancestors("a"), None) is not None
        inside = "" if within or _tag(child) == "a" else child.text
        behind = "" if within or child is element else child.tail
        if (inside or "").strip() or (behind or "").strip():
            return False
    return links >= _FEWEST_LINKS


def _all_text(element: etree._Element) -> Iterator[str]:
    for child in element.iter():
        if isinstance(child.tag, str) and child.text:
            yield child.text
        if child is not element and child.tail:
            yield child.tail
