"""The order in which WordprocessingML wants the children of an element (ECMA-376, wml.xsd).

Only of the elements that a redline holds; Word refuses a file that breaks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_RANGES = tuple(f"{tag}Range{end}" for tag in ("moveFrom", "moveTo") for end in ("Start", "End"))
# A tuple is a sequence, a set a choice in any order.
_CONTENT: dict[str, tuple[str, ...] | frozenset[str]] = {
    "document": ("body",),
    "body": frozenset(("p", "tbl", "sectPr", *_RANGES)),
    "p": frozenset(("pPr", "r", *_TRACKED, *_RANGES)),
    "pPr": ("pStyle", "rPr", "pPrChange"),
    "pPrChange": ("pPr",),
    "r": ("rPr", "*"),
    "ins": ("r",),
    "del": ("r",),
    "moveFrom": ("r",),
    "moveTo": ("r",),
    "tbl": ("tblPr", "tblGrid", "tr"),
    "tblPr": ("tblStyle", "tblW", "tblLayout"),
    "tblGrid": ("gridCol",),
    "tr": ("trPr", "tc"),
    "trPr": ("tblHeader", "ins", "del"),
    "tc": ("tcPr", "p"),
    "tcPr": ("tcW", "gridSpan", "cellIns", "cellDel"),
    "sectPr": ("footerReference", "pgSz", "pgMar"),
}
_IN_A_RUN = frozenset(("t", "delText", "tab"))


def faults(root: etree._Element) -> Iterator[str]:
    """What the schema, or the rules on annotations (17.13.5), would object to."""
    for element in root.iter():
        name = etree.QName(element).localname
        children = [etree.QName(child).localname for child in element]
        yield from _order(name, children)
    yield from _annotations(root)


def _order(name: str, children: list[str]) -> Iterator[str]:
    if name == "rPr":  # of a run a style, of a paragraph mark its fate
        if len(children) != 1 or children[0] not in ("rStyle", *_TRACKED):
            yield f"rPr: {children}"
        return
    content = _CONTENT.get(name, ())
    if isinstance(content, frozenset):
        if not set(children) <= content:
            yield f"{name}: {set(children) - content}"
        if name == "p" and "pPr" in children[1:]:
            yield "p: pPr is not first"
        if name == "body" and children.index("sectPr") != len(children) - 1:
            yield "body: sectPr is not last"
        return
    inner = ["*" if name == "r" and child in _IN_A_RUN else child for child in children]
    if not set(inner) <= set(content) or inner != sorted(inner, key=content.index):
        yield f"{name}: {children}"


def _annotations(root: etree._Element) -> Iterator[str]:
    ids = Counter[str]()
    names: dict[str, list[str]] = {f"{tag}RangeStart": [] for tag in ("moveFrom", "moveTo")}
    open_ranges: dict[str, str] = {}
    for element in root.iter():
        name = etree.QName(element).localname
        identity = element.get(W + "id", "")
        if name.endswith("RangeEnd"):
            if open_ranges.pop(name.removesuffix("End"), None) != identity:
                yield f"{name} {identity}: ends what is not open"
            continue
        if name.endswith("RangeStart"):
            if name.removesuffix("Start") in open_ranges:
                yield f"{name} {identity}: within another one"
            open_ranges[name.removesuffix("Start")] = identity
            names[name].append(element.get(W + "name", ""))
        if identity:
            ids[identity] += 1
            if not (element.get(W + "author") and element.get(W + "date")):
                yield f"{name} {identity}: by nobody, or at no time"
        elif name in (*_TRACKED, "pPrChange", "cellIns", "cellDel"):
            yield f"{name}: no id"
        of_runs = element.find(W + "r") is not None
        if of_runs and name in ("moveFrom", "moveTo") and f"{name}Range" not in open_ranges:
            yield f"{name} {identity}: outside of a range"
        in_del = next(element.iterancestors(W + "del"), None) is not None
        if name in ("t", "delText") and in_del != (name == "delText"):
            yield f"{name} in the wrong place"
    yield from (f"id {identity} is given {n} times" for identity, n in ids.items() if n > 1)
    yield from (f"{name} does not end" for name in open_ranges)
    starts = [sorted(found) for found in names.values()]
    if starts[0] != starts[1] or len(set(starts[0])) != len(starts[0]):
        yield f"moves without a twin: {starts}"
