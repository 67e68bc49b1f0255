"""One provision: its words in every language, its history, what it cites and what cites it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhargy.compare.editions import Step
from zhargy.messages import say
from zhargy.reports.citing import cited, cited_address
from zhargy.site.addresses import Addresses
from zhargy.site.frame import OWN_NAMES, Frame
from zhargy.site.library import Edition, Library, Text
from zhargy.site.page import Page
from zhargy.site.pages.naming import (
    act_title,
    authority,
    compared_with,
    edition_title,
    edition_view,
    place,
    quoted,
)
from zhargy.site.pages.texts import page_of, paths_to
from zhargy.site.pages.tracing import history_view
from zhargy.site.pages.wording import node, spans_of
from zhargy.text.act import CONTAINERS, Element
from zhargy.text.provision import Citation


class Leaves:
    """The pages of an edition in one language: where each provision stands, what is around it."""

    def __init__(self, library: Library, edition: Edition, text: Text) -> None:
        self.library, self.edition, self.text = library, edition, text
        self.elements: dict[str, Element] = {}
        self.above: dict[str, tuple[Element, ...]] = {}
        self._walk(text.act.body, ())
        self.order = list(self.elements)

    def _walk(self, elements: tuple[Element, ...], above: tuple[Element, ...]) -> None:
        for element in elements:
            address = "preamble" if element.kind == "preamble" else element.citation.address
            self.elements[address] = element
            self.above[address] = above
            self._walk(element.children, (*above, element))

    @cached_property
    def spans(self) -> Any:
        return spans_of(self.library.cited(self.edition, self.text.language))

    @cached_property
    def citing(self) -> Mapping[str, list[str]]:
        """By address: the provisions that cite it."""
        found: dict[str, list[str]] = {}
        for address, references in self.spans.items():
            for reference in references:
                for target in reference.target:
                    found.setdefault(page_of(target), []).append(address)
        return {target: list(dict.fromkeys(places)) for target, places in found.items()}

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, str]]:
        """By address: the one before and the one after on the same level."""
        last: dict[str, str] = {}
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        for address in self.order:
            kind = self.elements[address].kind
            before[address] = last.get(kind, "")
            if last.get(kind):
                after[last[kind]] = address
            last[kind] = address
        return {address: (before[address], after.get(address, "")) for address in self.order}


@dataclass(frozen=True)
class _Place:
    """A provision on its way to a page."""

    library: Library
    leaves: Leaves
    language: str
    address: str

    @property
    def element(self) -> Element:
        return self.leaves.elements[self.address]

    @property
    def citation(self) -> Citation:
        return self.element.citation

    def name(self, address: str) -> str:
        element = self.leaves.elements[address]
        if element.kind == "preamble":
            return say("page-preamble", self.language)
        return place(element.citation, self.language)


def provision_page(
    library: Library, frame: Frame, language: str, leaves: Leaves, address: str
) -> Page:
    """The page of one provision of an edition."""
    at = _Place(library, leaves, language, address)
    edition, element = leaves.edition, at.element
    followed = library.followed(edition, leaves.text.language, first_text(element))
    history = history_view(library, followed, edition, leaves.text.language, language)
    whole = _whole(element)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    path = Addresses(language).provision(edition.act, edition.name, address)
    view = frame.of(path, language, "text", _crumbs(at)) | _law(at) | _around(at)
    view |= {"history": history, "digest": digest, "quoted": _quoted(at)}
    data = {
        "act": edition.act,
        "edition": edition.name,
        "text_language": leaves.text.language,
        "citation": element.citation.as_dict(),
        "text": whole,
        "sha256": digest,
        "entry": view["entry"],
        "history": [
            {key: step[key] for key in ("name", "day", "event", "fate", "place", "path")}
            for step in history
        ],
        "cited_by": leaves.citing.get(address, []),
    }
    rows = [
        {"address": e.citation.address, "label": e.label, "heading": e.heading, "text": e.text}
        for e in element.walk()
    ]
    title = f"{at.name(address)}. {edition_title(edition, language)}"
    return Page(path, language, "provision", title, view, data, rows)


def _law(at: _Place) -> dict[str, Any]:
    """The words of the provision, in every language, and who published them."""
    leaves, element, language = at.leaves, at.element, at.language
    to = paths_to(language, leaves.edition, leaves.text)
    entry, time = leaves.text.since(at.address)
    return {
        "edition": edition_view(leaves.edition, language),
        "name": at.name(at.address),
        "spoken": leaves.text.language,
        "authority": authority(leaves.text, at.library, language),
        "node": node(element, leaves.spans, to, deep=element.kind not in CONTAINERS),
        "inside": [
            {
                "name": " ".join(filter(None, (child.label, child.heading)))
                or child.citation.address,
                "path": to(child.citation.address),
            }
            for child in element.children
            if element.kind in CONTAINERS
        ],
        "parallel": _parallel(at),
        "entry": entry,
        "entry_path": Addresses(language).part("record", str(entry)),
        "time": time,
        "address": to(at.address),
    }


def _around(at: _Place) -> dict[str, Any]:
    """What stands before and after it, what refers to it, and where else it is."""
    leaves, language = at.leaves, at.language
    to = paths_to(language, leaves.edition, leaves.text)
    before, after = leaves.neighbours[at.address]
    return {
        "before": {"name": at.name(before), "path": to(before)} if before else None,
        "after": {"name": at.name(after), "path": to(after)} if after else None,
        "citing": [
            {"name": cited_address(one, leaves.text.act, language), "path": to(one)}
            for one in leaves.citing.get(at.address, [])
        ],
        "changes": compared_with(at.library, leaves.edition, language),
        "editions": _editions(at),
        "within": _within(at),
    }


def _quoted(at: _Place) -> str:
    edition, language = at.leaves.edition, at.language
    if at.element.kind != "preamble":
        return quoted(at.library, edition, at.element.citation, language)
    act = act_title(at.library, edition.act, language)
    return f"{act} ({edition_title(edition, language)}), {at.name(at.address)}"


def first_text(element: Element) -> str:
    """The address whose history is that of the element: its own, else that of its heading."""
    if element.kind == "preamble":
        return "preamble__p_1"
    if element.text and not element.repealed:
        return element.citation.address
    if element.heading:
        return Citation((*element.citation.steps, ("heading", "1"))).address
    return element.citation.address


def _whole(element: Element) -> str:
    """All words of an element, a line for each paragraph."""
    lines: list[str] = []

    def add(one: Element) -> None:
        if one.heading:
            lines.append(" ".join(filter(None, (one.label, one.heading))))
        lines.extend(one.lead)
        for child in one.children:
            add(child)
        lines.extend(one.closing)

    add(element)
    return "\n".join(lines)


def _crumbs(at: _Place) -> list[tuple[str, str]]:
    edition = at.leaves.edition
    here = Addresses(at.language)
    found = [
        (act_title(at.library, edition.act, at.language), here.act(edition.act)),
        (edition_title(edition, at.language), here.edition(edition.act, edition.name)),
    ]
    for element in at.leaves.above[at.address]:
        address = element.citation.address
        found.append((at.name(address), here.provision(edition.act, edition.name, address)))
    return found


def _parallel(at: _Place) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name": OWN_NAMES.get(code, code),
            "authority": authority(text, at.library, code if code in OWN_NAMES else at.language),
            "lines": lines,
        }
        for code, text, lines in parallel_lines(at.leaves, at.address)
    ]


def parallel_lines(leaves: Leaves, address: str) -> Iterator[tuple[str, Text, list[str]]]:
    """The same provision in the other languages, where they have it."""
    for code, text in leaves.edition.texts.items():
        if code != leaves.text.language and (lines := text.printed.get(address)):
            yield code, text, lines


def _within(at: _Place) -> list[dict[str, Any]]:
    """What became of each provision in an article or part since the edition before."""
    edition, language = at.leaves.edition, at.leaves.text.language
    editions = at.library.editions_in(edition.act, language)
    before = editions.index(edition) - 1
    if before < 0 or not at.element.children:
        return []
    here = Addresses(at.language)
    out = []
    for element in at.element.walk():
        address = element.citation.address
        pairs = at.library.sources(editions[before], edition, language, address)
        if element is at.element or not pairs:
            continue
        out.append(
            {
                "name": cited_address(address, at.leaves.text.act, at.language),
                "path": here.provision(edition.act, edition.name, address),
                "fate": pairs[0].fate.value,
            }
        )
    return out


def _editions(at: _Place) -> list[dict[str, Any]]:
    """The same provision in the other editions: where it stands there, whatever its number."""
    language = at.leaves.text.language
    followed = at.library.followed(at.leaves.edition, language, first_text(at.element))
    here = Addresses(at.language)
    out = []
    for edition in at.library.acts[at.leaves.edition.act]:
        step = followed.at(edition) if followed and edition in followed.editions else None
        address = page_of(step.address) if step and step.address else ""
        path = here.provision(edition.act, edition.name, address) if address else ""
        if edition == at.leaves.edition:
            path = here.provision(edition.act, edition.name, at.address)
        out.append(
            {
                "title": edition_title(edition, at.language),
                "path": path or here.edition(edition.act, edition.name),
                "there": bool(path),
                "here": edition == at.leaves.edition,
            }
        )
    return out


def step_of_gone(
    library: Library, other: Edition, edition: Edition, address: str, language: str
) -> Step | None:
    """Where a provision of another edition stands in this one; that of its heading, if it has no
    words of its own."""
    followed = library.followed(other, language, address) or library.followed(
        other, language, f"{address}__heading_1"
    )
    return followed.at(edition) if followed and edition in followed.editions else None


def gone_page(
    library: Library, frame: Frame, language: str, edition: Edition, address: str
) -> Page:
    """An address that other editions have and this one does not: what became of it."""
    here = Addresses(language)
    found = []
    for other in library.acts[edition.act]:
        text = other.text_for(language)
        if other == edition or address not in text.addresses:
            continue
        step = step_of_gone(library, other, edition, address, text.language)
        now = page_of(step.address) if step and step.address else ""
        found.append(
            {
                **edition_view(other, language),
                "path": here.provision(other.act, other.name, address),
                "place": _named(address, text, language),
                "now": cited_address(step.address, edition.text_for(language).act, language)
                if step and now
                else "",
                "now_path": here.provision(edition.act, edition.name, now) if now else "",
            }
        )
    path = here.provision(edition.act, edition.name, address)
    crumbs = [
        (act_title(library, edition.act, language), here.act(edition.act)),
        (edition_title(edition, language), here.edition(edition.act, edition.name)),
    ]
    name = next((one["place"] for one in found if one["place"] != address), address)
    name = name[:1].upper() + name[1:]
    view = frame.of(path, language, "text", crumbs) | {
        "edition": edition_view(edition, language),
        "found": found,
    }
    title = say("site-gone", language, place=name, title=edition_title(edition, language))
    data = {
        "act": edition.act,
        "edition": edition.name,
        "provision": address,
        "elsewhere": [
            {"edition": one["name"], "path": one["path"], "now": one["now_path"]} for one in found
        ],
    }
    return Page(path, language, "gone", title, view, data)


def _named(address: str, text: Text, language: str) -> str:
    """The place of an element, which may hold no words of its own."""
    if address == "preamble":
        return say("page-preamble", language)
    named = text.named.get(address)
    return cited(named, language) if named else cited_address(address, text.act, language)
