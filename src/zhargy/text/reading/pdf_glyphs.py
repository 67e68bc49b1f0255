"""What pdfium sees on a page: stretches of glyphs with their places, and ruled lines."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

# A gap wider than this share of the type size parts two words (the narrowest space of
# justified type is about a fifth).
WORD_GAP = 0.17
_MOST_SEGMENTS = 20_000
_FARTHEST = 1e5  # places beyond it (and no numbers at all) come from damaged files
_TALLEST_RAISED, _LOWEST_RAISED = 0.5, 0.18  # of the height of the type
_NO_LETTER = "\ufffd"


@dataclass(slots=True)
class Run:
    """Glyphs that stand side by side without a gap; x grows to the right, y upwards.

    `text` keeps real spaces, which do not count for `left` and `right`. `base` is the baseline. `raised`: small type above the baseline of
    the line that it was put into.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    red: bool = False
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: upright (x is its place, low to high on y) or level (y is its place)."""

    upright: bool
    place: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: `number` from 1, the runs that read along it, the others, and its ruled lines.

    `pictured`: it shows a picture.
    """

    number: int
    width: float
    height: float
    runs: list[Run]
    askew: list[Run]
    rules: list[Rule]
    pictured: bool


@dataclass(slots=True)
class _Page:
    """One loaded page with the boxes that the C calls fill."""

    text: Any
    count: int
    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def level(self, a: float, b: float, c: float, d: float) -> tuple[float, float, float, float]:
        """A box (left, bottom, right, top) on the page held so that its text is level."""
        a, b, c, d = a - self.left, b - self.bottom, c - self.left, d - self.bottom
        if self.turn == 1:
            return self.height - d, a, self.height - b, c
        if self.turn == 2:
            return self.width - c, self.height - d, self.width - a, self.height - b
        if self.turn == 3:
            return b, self.width - c, d, self.width - a
        return a, b, c, d


def sheet(document: Any, index: int) -> Sheet:
    """The page at `index` (from 0) of an open pypdfium2 document."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            raw = textpage.raw
            count = max(0, pdfium.FPDFText_CountChars(raw))
            left, bottom, right, top = page.get_bbox()
            turn = _main_turn(raw, count)
            width, height = right - left, top - bottom
            seen = _Page(raw, count, left, bottom, width, height, turn)
            runs, askew = _runs(seen)
        finally:
            textpage.close()
        rules, pictured = _drawn(page.raw, left, bottom)
        rules = [] if turn else rules
        if turn % 2:
            width, height = height, width
        return Sheet(index + 1, width, height, runs, askew, rules, pictured)
    finally:
        page.close()


def _quarter(angle: float) -> int | None:
    """The quarter turns of an angle in radians; None for text aslant by more than italics are."""
    quarters = angle / (math.pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) < 0.25 else None


def _main_turn(raw: Any, count: int) -> int:
    """How most of the page's text is turned, from a sample of its characters."""
    step = max(1, count // 40)
    turns = Counter(
        turn
        for place in range(0, count, step)
        if (turn := _quarter(max(0.0, pdfium.FPDFText_GetCharAngle(raw, place)))) is not None
    )
    return turns.most_common(1)[0][0] if turns else 0


def _runs(page: _Page) -> tuple[list[Run], list[Run]]:
    """All characters of the page as runs: those that read along it, and those that do not."""
    straight: list[Run] = []
    askew: list[Run] = []
    letters: list[str] = []
    first = 0
    left = right = solid = bottom = top = size = 0.0
    last_left = math.nan
    raised = False
    for place, letter, a, b, c, d in _glyphs(page):
        floats = letter.isdigit() and _floats(page, place, d - b)
        if letters and letter in "-\u00ad ":
            b, d = (
                bottom,
                top,
            )  # the box of a hyphen may be its bare stroke, that of a space nothing
        # The letters of a ligature share one box.
        same_glyph = abs(a - last_left) < 0.01 and abs(c - right) < 0.01
        side_by_side = same_glyph or -0.5 * size < a - right <= WORD_GAP * size
        level = abs(b - bottom) <= 0.1 and abs(d - top) <= 0.1 and floats == raised
        if letters and not (side_by_side and level):
            box = left, bottom, solid, top
            _close(page, "".join(letters), first, box, straight, askew, raised)
            letters = []
        if not letters:
            first, left, bottom, top, size = place, a, b, d, max(d - b, 1.0)
            raised = floats
        letters.append(letter)
        last_left, right = a, c
        if letter != " ":
            solid = c
    if letters:
        box = left, bottom, solid, top
        _close(page, "".join(letters), first, box, straight, askew, raised)
    return straight, askew


def _floats(page: _Page, place: int, height: float) -> bool:
    """Does this digit hang above the line although its type is no smaller: ¹ drawn by the font?"""
    ends = [ctypes.c_double() for _ in range(4)]
    if not pdfium.FPDFText_GetCharBox(page.text, place, *map(ctypes.byref, ends)):
        return False
    left, right, bottom, top = (end.value for end in ends)
    _, foot, _, head = page.level(left, bottom, right, top)
    if head - foot > _TALLEST_RAISED * height:
        return False
    return foot - _baseline(page, place, foot) > _LOWEST_RAISED * height


def _glyphs(page: _Page) -> Iterator[tuple[int, str, float, float, float, float]]:
    """Each character with its place in the text and its box: left, bottom, right, top."""
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    box_of, unicode_of, raw = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetUnicode, page.text
    level = page.level if page.turn or page.left or page.bottom else None
    for place in range(page.count):
        if not box_of(raw, place, pointer):
            continue
        a, b, c, d = box.left, box.bottom, box.right, box.top
        code = unicode_of(raw, place)
        if b == d and code in _LINE_MARKS:
            continue  # pdfium's own space or line end
        if level:
            a, b, c, d = level(a, b, c, d)
        yield place, _letter(code), a, b, c, d


_LINE_MARKS = frozenset({0x20, 0x0D, 0x0A, 0xA0})
_HYPHENS = frozenset({0x02, 0xFFFE})  # what pdfium makes of a hyphen at the end of a line


@cache
def _letter(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code == 0 or 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code > 0x10FFFF:
        return _NO_LETTER
    return " " if chr(code).isspace() or code < 0x20 else chr(code)


def _close(
    page: _Page,
    text: str,
    first: int,
    box: tuple[float, float, float, float],
    straight: list[Run],
    askew: list[Run],
    raised: bool = False,
) -> None:
    """A finished run goes to the straight or to the askew ones; blank ones are dropped."""
    stripped = text.lstrip()
    if not stripped:
        return
    first += len(text) - len(stripped)
    left, bottom, right, top = box
    height = max(top - bottom, 1.0)
    size = float(pdfium.FPDFText_GetFontSize(page.text, first))
    if not 0.6 * height <= size <= 1.8 * height:
        size = 0.9 * height  # the type is scaled by its matrix
    if len(stripped) < len(text):
        left = _left_of(page, first, left)
    base = _baseline(page, first, bottom)
    run = Run(stripped, left, right, base, size, *_looks(page.text, first), raised)
    angle = pdfium.FPDFText_GetCharAngle(page.text, first)
    if not all(abs(place) < _FARTHEST for place in (left, right, base, size)):
        askew.append(run)
        return
    (straight if angle < 0 or _quarter(angle) == page.turn else askew).append(run)


def _baseline(page: _Page, place: int, otherwise: float) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetCharOrigin(page.text, place, ctypes.byref(x), ctypes.byref(y)):
        return otherwise
    return page.level(x.value, y.value, x.value, y.value)[1]


def _left_of(page: _Page, place: int, otherwise: float) -> float:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(page.text, place, ctypes.byref(box)):
        return otherwise
    return page.level(box.left, box.bottom, box.right, box.top)[0]


def _looks(raw: Any, place: int) -> tuple[bool, bool]:
    """Is this character red, is it bold?"""
    parts = [ctypes.c_uint() for _ in range(4)]
    red = False
    if pdfium.FPDFText_GetFillColor(raw, place, *(ctypes.byref(part) for part in parts)):
        r, g, b = (part.value for part in parts[:3])
        red = r > 150 and g < 90 and b < 90
    return red, pdfium.FPDFText_GetFontWeight(raw, place) >= 600 or _is_stroked(raw, place)


def _is_stroked(raw: Any, place: int) -> bool:
    """Letters drawn with an outline: how some programs print bold without a bold font."""
    item = pdfium.FPDFText_GetTextObject(raw, place)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(item) if item else -1
    return bool(mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)


def _drawn(page: Any, x: float, y: float) -> tuple[list[Rule], bool]:
    """The level and upright strokes of all paths of the page; does it show a picture?"""
    rules: list[Rule] = []
    pictured = False
    left = _MOST_SEGMENTS
    for index in range(max(0, pdfium.FPDFPage_CountObjects(page))):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        pictured = pictured or kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind != pdfium.FPDF_PAGEOBJ_PATH or left < 0:
            continue
        segments = max(0, pdfium.FPDFPath_CountSegments(item))
        left -= segments
        if left >= 0:
            rules.extend(_strokes(_corners(item, segments, x, y)))
    return rules, pictured


def _corners(item: Any, segments: int, x: float, y: float) -> list[tuple[int, float, float]]:
    """The points of a path, each with the kind of its segment, on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    px, py = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[int, float, float]] = []
    start = (0.0, 0.0)
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(px), ctypes.byref(py)):
            continue
        kind = pdfium.FPDFPathSegment_GetType(segment)
        here = (
            matrix.a * px.value + matrix.c * py.value + matrix.e - x,
            matrix.b * px.value + matrix.d * py.value + matrix.f - y,
        )
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        points.append((kind, *here))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append((pdfium.FPDF_SEGMENT_LINETO, *start))
    return points


def _strokes(points: list[tuple[int, float, float]]) -> list[Rule]:
    """The level and upright strokes among the corners of a path, longer than 6 points."""
    found: list[Rule] = []
    for (_, x0, y0), (kind, x1, y1) in pairwise(points):
        near = all(abs(place) < _FARTHEST for place in (x0, y0, x1, y1))
        if kind != pdfium.FPDF_SEGMENT_LINETO or not near:
            continue
        if abs(x0 - x1) < 0.5 and abs(y0 - y1) > 6:
            found.append(Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        elif abs(y0 - y1) < 0.5 and abs(x0 - x1) > 6:
            found.append(Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    return found
