"""The figure of a vote that a page of another site shows: one SVG file that asks for nothing else.

It is drawn 640 units wide, with letters that can still be read when it is shown at 320. Nobody
knows the font of the reader, so lines are broken by a measure that the widest usual one keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from zhargy.messages import number, say, share
from zhargy.messages.dates import moment
from zhargy.site.library import Library, Told, said_in
from zhargy.site.pages.votes.addresses import FIGURE, page_address, vote_path
from zhargy.site.pages.votes.ballots import ballot_classes, roll_of
from zhargy.site.pages.votes.going_on import going_on
from zhargy.site.pages.votes.outcome import outcome_line
from zhargy.site.votes import Vote

WIDTH, MARGIN = 640, 28
_ROOM = WIDTH - 2 * MARGIN
# Sizes of letters, in units: half as many pixels where the figure is 320 pixels wide.
TITLE, WORDS, NOTE = 36, 27, 23
_LINE = 1.3
_BAR = 16
# The style is the same for every figure, so that a server can name its digest.
STYLE = (
    "svg{color-scheme:light dark}"
    "@media (prefers-color-scheme:dark){"
    ".paper{fill:#191714}.ink{fill:#efe9df}.quiet{fill:#b9afa2}.track{fill:#423b33}"
    ".bar{fill:#b9a99e}}"
)
_FILLS = {"paper": "#fbf9f4", "ink": "#211d19", "quiet": "#5b534a", "track": "#e6dfd3", "bar": "#6d5f58"}  # fmt: skip
_SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
# What XML cannot say.
_UNSAID = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def figure_file(vote: Vote, language: str) -> str:
    """Where the figure stands: beside the page of the question."""
    return f"{vote_path(vote, language)}{FIGURE}"


def vote_figure(library: Library, vote: Vote, language: str) -> bytes:
    """The outcome in words, the ballots by class, and where it comes from."""
    drawing = _Drawing(language)
    asks = said_in(vote.told.entry.body["asks"], language)
    line = outcome_line(vote, language)
    drawing.text(said_in(vote.told.entry.body["title"], language), NOTE, "quiet")
    drawing.text(line, TITLE, "ink", bold=True)
    drawing.text(asks, WORDS, "ink")
    drawing.gap(8)
    told = [asks]
    rows = list(_rows(vote, language))
    beside = all(row.fits for row in rows)
    for row in rows:
        drawing.row(row, beside)
        told.append(f"{row.name}: {row.figures}.")
    drawing.gap(10)
    for words in (*_turnout(vote, language), *_origin(library, vote, language)):
        drawing.text(words, NOTE, "quiet")
        told.append(words)
    title = f"{said_in(vote.told.entry.body['title'], language)}. {line}"
    return drawing.finished(title, " ".join(told))


@dataclass(frozen=True, slots=True)
class _Row:
    """A class of ballots; `width` is that of its bar in hundredths of a per cent."""

    name: str
    figures: str
    width: int

    @property
    def fits(self) -> bool:
        """Whether name and figures stand on one line."""
        figures = width_of(self.figures, WORDS, bold=True)
        return width_of(self.name, WORDS) + WORDS + figures <= _ROOM


def _rows(vote: Vote, language: str) -> Iterator[_Row]:
    if vote.found is None:
        return
    classes = ballot_classes(vote, vote.found.count.tally(), language)
    voted = classes["voted"]
    for row in classes["rows"]:
        figures = number(row["count"], language)
        if voted:
            figures += f" · {share(row['count'], voted, language)}"
        part = min(10_000, row["count"] * 10_000 // voted) if voted else 0
        yield _Row(row["name"], figures, part)


def _turnout(vote: Vote, language: str) -> Iterator[str]:
    if vote.found is None:
        return
    tally = vote.found.count.tally()
    voted, roll = tally.figures.get("voted"), roll_of(tally, vote.live)
    if voted is None:
        return
    if vote.live and (said := going_on(vote, language)):
        yield f"{say('site-live', language)}: {say('site-live-preliminary', language)}."
        come, of = (number(said[name], language) for name in ("counted", "precincts"))
        yield say("site-live-counted", language, counted=come, precincts=of)
    took_part = say("vote-figure-took-part-alone", language, voted=voted)
    if roll:
        part = share(voted, roll, language)
        took_part = say("vote-figure-took-part", language, voted=voted, roll=roll, share=part)
    yield f"{took_part} {say('vote-figure-shares', language)}"


def _origin(library: Library, vote: Vote, language: str) -> Iterator[str]:
    """As of when, from whom, which entry of which record, and the page."""
    told = _newest(vote)
    when = moment(told.entry.as_of or told.entry.time, language)
    as_of = say("vote-figure-as-of", language, when=when)
    source = told.entry.source
    yield f"{as_of} {say('site-source', language, source=source)}" if source else as_of
    origin = library.head.origin
    yield say("vote-figure-entry", language, place=str(told.place), origin=origin)
    yield page_address(vote, language)


def _newest(vote: Vote) -> Told:
    """What the figures were published by: the result, else the last protocols, else the question."""
    if vote.standing:
        return vote.standing.told
    return vote.batches[-1][0] if vote.found and vote.batches else vote.told


# -- drawing ---------------------------------------------------------------------------------------


class _Drawing:
    """Lines from above to below; finished when its height is known."""

    def __init__(self, language: str) -> None:
        names: dict[str | None, str] = {None: _SVG}
        self.root = etree.Element(f"{{{_SVG}}}svg", nsmap=names)  # type: ignore[arg-type]
        self.root.set(f"{{{_XML}}}lang", language)
        self.body = etree.Element(f"{{{_SVG}}}g", {"font-family": _SANS})
        self.y = MARGIN - 6

    def gap(self, units: int) -> None:
        self.y += units

    def text(self, words: str, size: int, kind: str, *, bold: bool = False) -> None:
        """A paragraph, broken into lines."""
        for line in broken(words, size, _ROOM, bold=bold):
            self._line(line, size, kind, bold=bold)
        self.gap(size // 3)

    def row(self, row: _Row, beside: bool) -> None:
        """A class of ballots: its name, its figures to the right of it or below, and the bar."""
        self.gap(4)
        if beside:
            self._line(row.name, WORDS, "ink")
            self._put(row.figures, WORDS, "ink", bold=True, end=True)
        else:
            for line in broken(row.name, WORDS, _ROOM):
                self._line(line, WORDS, "ink")
            self._line(row.figures, WORDS, "ink", bold=True)
        self.gap(9)
        full = {"x": str(MARGIN), "y": str(self.y), "height": str(_BAR)}
        self._rect("track", {**full, "width": str(_ROOM)})
        self._rect("bar", {**full, "width": f"{row.width * _ROOM // 100 / 100:.2f}"})
        self.gap(_BAR + 12)

    def finished(self, title: str, told: str) -> bytes:
        """The file; `told` is all of it for those who do not see it."""
        height = str(self.y + MARGIN - 10)
        root = self.root
        root.attrib.update(
            {"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": height}
        )
        root.attrib.update({"role": "img", "aria-labelledby": "t d"})
        _add(root, "title", title, id="t")
        _add(root, "desc", told, id="d")
        _add(root, "style", STYLE)
        paper = {"class": "paper", "fill": _FILLS["paper"], "width": str(WIDTH), "height": height}
        root.append(etree.Element(f"{{{_SVG}}}rect", paper))
        root.append(self.body)
        return etree.tostring(root, xml_declaration=True, encoding="utf-8") + b"\n"

    def _line(self, words: str, size: int, kind: str, *, bold: bool = False) -> None:
        self.y += round(size * _LINE)
        self._put(words, size, kind, bold=bold)

    def _put(
        self, words: str, size: int, kind: str, *, bold: bool = False, end: bool = False
    ) -> None:
        """Words on the line that was last begun."""
        text = _add(self.body, "text", words)
        text.set("x", str(WIDTH - MARGIN if end else MARGIN))
        text.set("y", str(self.y))
        text.attrib.update({"class": kind, "fill": _FILLS[kind], "font-size": str(size)})
        if bold:
            text.set("font-weight", "700")
        if end:
            text.set("text-anchor", "end")

    def _rect(self, kind: str, at: dict[str, str]) -> None:
        self.body.append(
            etree.Element(f"{{{_SVG}}}rect", {"class": kind, "fill": _FILLS[kind], **at})
        )


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_SVG}}}{name}", attributes)
    child.text = _UNSAID.sub(" ", text)
    return child


# -- lines -----------------------------------------------------------------------------------------

# How wide letters are in hundredths of their size: the widest of DejaVu Sans, Noto Sans and
# Liberation Sans, measured in Chromium. Bold ones are wider by about an eighth.
_WIDTHS = {
    35: "ijlJіfIІ .,:;·'’\u00a0", 45: "t()/-!r", 50: "–\"", 55: "cszгзсэ?", 60: "kvxyFLPвктухьяғқұүР",
    65: "abdeghnopquESTYабеёийлнопрчәөһГЕЗТУҰҮ0123456789«»", 70: "ABCKRVXZдцңАБВСХЧЭЯҒҺ",
    75: "HUмъКЛНПҚҢ", 80: "DGNOQыДИОЦӘӨ", 85: "wфю", 90: "жФЫ", 95: "MшщМ%", 100: "mW…",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = 110


def width_of(words: str, size: int, *, bold: bool = False) -> float:
    """How wide a line is at the most, in the units of `size`."""
    parts = sum(_WIDTH_OF.get(letter, _WIDEST) for letter in words)
    return size * parts * (113 if bold else 100) / 10_000


def broken(words: str, size: int, room: int, *, bold: bool = False) -> list[str]:
    """The lines of a paragraph. Only a word that is wider than a line is broken inside, after a
    stroke where it has one.

    >>> broken("one two", 10, 30), broken("https://a.example/kk/vote/", 10, 120)
    (['one', 'two'], ['https://a.example/kk/', 'vote/'])
    """

    def fits(line: str) -> bool:
        return width_of(line, size, bold=bold) <= room

    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if fits(longer):
            lines[-1] = longer
            continue
        if fits(word):
            lines.append(word)
            continue
        space = " " if lines[-1] else ""
        for piece in _pieces(word):
            if fits(lines[-1] + space + piece):
                lines[-1] += space + piece
            else:
                lines += _cut(piece, fits)
            space = ""
    return [line for line in lines if line]


def _pieces(word: str) -> Sequence[str]:
    return re.findall(r"[^/]*/+|[^/]+", word)


def _cut(piece: str, fits: Callable[[str], bool]) -> list[str]:
    """A piece of a word in as many lines as it takes."""
    lines = [""]
    for letter in piece:
        if lines[-1] and not fits(lines[-1] + letter):
            lines.append("")
        lines[-1] += letter
    return lines
