"""Akoma Ntoso of others in our words: which level their elements are, lists and tables unfolded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from zhargy.text.akoma import AKN, TAG

# What may stand below an article; its depth says which of our levels it is.
_BELOW = frozenset(
    "subsection paragraph subparagraph clause subclause point item indent subrule subarticle".split()
)
_LISTS = frozenset(("list", "blockList"))
_LEVELS = ("point", "subpoint", "item", "subitem", "subsubitem")
_MARKED = ("item", "subitem", "subsubitem")


def in_our_words(document: etree._Element) -> etree._Element:
    """A document that we did not write with its body and attachments rewritten; as it is, if that
    would lose a letter."""
    rewritten = deepcopy(document)
    _rewrite(rewritten)
    return document if _letters(document) - _letters(rewritten) else rewritten


def _letters(document: etree._Element) -> Counter[str]:
    return Counter("".join("".join(map(str, document.itertext())).split()))


def _rewrite(document: etree._Element) -> None:
    for root in document.iter(f"{{{AKN}}}body", f"{{{AKN}}}mainBody"):
        for table in list(root.iter(f"{{{AKN}}}table")):
            _rows_as_blocks(table)
        for note in list(root.iter(f"{{{AKN}}}authorialNote")):
            _note_as_block(note)
        for found in [x for x in root.iter() if _name(x) in _LISTS]:
            _unfold(found)
        _articles(root)
        for article in root.iter(f"{{{AKN}}}article"):
            _name_levels(article, 0)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _new(tag: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.Element(f"{{{AKN}}}{tag}", attributes)
    made.text = text
    return made


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


# -- tables, notes, lists -------------------------------------------------------------------------


def _rows_as_blocks(table: etree._Element) -> None:
    """Each row of a table as one block, a bar between its cells."""
    parent = table.getparent()
    if parent is None:
        return
    place = parent.index(table)
    for row in table.iter(f"{{{AKN}}}tr", f"{{{AKN}}}caption"):
        cells = [_text(cell) for cell in row] if _name(row) == "tr" else [_text(row)]
        parent.insert(place, _new("p", " | ".join(cells)))
        place += 1
    _take_out(table)


def _note_as_block(note: etree._Element) -> None:
    """A footnote amid the words as a note after their block."""
    block = next((x for x in note.iterancestors() if _name(x) in ("p", "heading", "block")), None)
    holder = None if block is None else block.getparent()
    if block is None or holder is None:
        return
    mark = str(note.get("marker", ""))
    made = _new("p", **{"class": "note"})
    remark = etree.SubElement(
        made, f"{{{AKN}}}remark", {"class": "footnote", "status": "editorial"}
    )
    remark.text = f"{mark} {_text(note)}".strip()
    _take_out(note)
    if _name(block) == "p":
        holder.insert(holder.index(block) + 1, made)
    else:  # no block may stand beside a heading
        content = _new("content")
        content.append(made)
        holder.append(content)


def _unfold(found: etree._Element) -> None:
    """The items of a list as children of the element that holds it, its words around them."""
    holder = next(
        (x for x in found.iterancestors() if _name(x) not in ("content", "intro", "wrapUp", "p")),
        None,
    )
    inner = found.getparent()
    if holder is None or inner is None or inner is not holder and inner.getparent() is not holder:
        return
    after = _new("wrapUp")
    if inner is holder:
        place = holder.index(found)
    else:
        after.extend(list(found.itersiblings()))
        place = holder.index(inner) + 1
        if _name(inner) == "content":
            inner.tag = f"{{{AKN}}}intro"
    for part in list(found):
        if _name(part) in ("listIntroduction", "listWrapUp", "intro", "wrapUp"):
            words = _new("wrapUp" if part.tag.endswith("rapUp") else "intro")
            words.append(_as_block(part))
            holder.insert(place, words)
        else:
            holder.insert(place, part)
        place += 1
    if len(after):
        holder.insert(place, after)
    _take_out(found)


def _as_block(words: etree._Element) -> etree._Element:
    words.tag = f"{{{AKN}}}p"
    words.tail = None
    return words


def _take_out(element: etree._Element) -> None:
    """Remove an element, and leave what stands behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


# -- levels ---------------------------------------------------------------------------------------


def _articles(root: etree._Element) -> None:
    """In common-law acts the section is the article; in others sections hold articles."""
    if next(root.iter(f"{{{AKN}}}article"), None) is not None:
        return
    for section in root.iter(f"{{{AKN}}}section"):
        if next(section.iterdescendants(f"{{{AKN}}}section"), None) is None:
            section.tag = f"{{{AKN}}}article"


def _name_levels(parent: etree._Element, depth: int) -> None:
    for child in _below(parent):
        level = _LEVELS[min(depth, len(_LEVELS) - 1)]
        child.tag = f"{{{AKN}}}{TAG[level]}"
        if "class" in child.attrib:
            del child.attrib["class"]
        if level in _MARKED:
            child.set("class", level)
        if any(_name(part) in ("p", "block") for part in child):
            _wrap_blocks(child)
        _name_levels(child, depth + 1)


def _below(parent: etree._Element) -> Iterator[etree._Element]:
    return (child for child in list(parent) if _name(child) in _BELOW)


def _wrap_blocks(item: etree._Element) -> None:
    """The blocks of an item, which stand in it without a content."""
    for block in [part for part in item if _name(part) in ("p", "block")]:
        content = _new("content")
        item.replace(block, content)
        content.append(block)
