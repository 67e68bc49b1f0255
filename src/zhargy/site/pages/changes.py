"""What changed from one edition to another: measures, the ribbon, and every pair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhargy.compare.comparison import Comparison
from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.reports.page.figures import measures
from zhargy.reports.page.places import Places
from zhargy.reports.page.ribbon import ribbon
from zhargy.reports.page.rows import contents, groups
from zhargy.reports.page.tools import tools
from zhargy.reports.summary import FATES, edit_line, level_code, substantive_line
from zhargy.site.addresses import BESIDE, CHANGES, Addresses
from zhargy.site.documents import documents_view
from zhargy.site.frame import Frame
from zhargy.site.library import Edition, Library
from zhargy.site.page import Page
from zhargy.site.pages.naming import act_title, edition_title, edition_view
from zhargy.site.pages.texts import page_of


def changes_list_page(library: Library, frame: Frame, language: str) -> Page:
    """Which editions were compared, of which act."""
    here = Addresses(language)
    acts = [
        {
            "title": act_title(library, act, language),
            "pairs": [
                {
                    "old": edition_view(old, language),
                    "new": edition_view(new, language),
                    "path": here.changes(act, old.name, new.name),
                    "lead": _lead(library, old, new, language),
                }
                for old, new in pairs
            ],
        }
        for act, pairs in library.pairs.items()
        if pairs
    ]
    path = here.part(CHANGES)
    rows = [
        {
            "act": act,
            "old": old.name,
            "new": new.name,
            "path": here.changes(act, old.name, new.name),
        }
        for act, pairs in library.pairs.items()
        for old, new in pairs
    ]
    view = frame.of(path, language, CHANGES) | {"acts": acts}
    title = say("site-door-changes", language)
    return Page(path, language, "changes_list", title, view, {"comparisons": rows}, rows)


def _lead(library: Library, old: Edition, new: Edition, language: str) -> str:
    code = library.compared_in(old, new, language)
    comparison = library.comparison(old, new, code)
    return substantive_line(comparison, language) if comparison else ""


def changes_title(library: Library, old: Edition, new: Edition, language: str) -> str:
    """Which editions of which act were compared."""
    return say(
        "site-changes",
        language,
        act=act_title(library, new.act, language),
        old=edition_title(old, language),
        new=edition_title(new, language),
    )


def changes_page(
    library: Library,
    frame: Frame,
    language: str,
    old: Edition,
    new: Edition,
    *,
    beside: bool,
    sizes: Mapping[str, int],
) -> Page:
    """Every pair of two editions; `beside` in two columns, else as one text with marks. `sizes` are
    those of the documents."""
    code = library.compared_in(old, new, language)
    comparison = library.comparison(old, new, code)
    assert comparison is not None  # the router asks only for what was compared
    told = library.alignments[new.act, code, old.name, new.name]
    here = Addresses(language)
    whole = here.changes(new.act, old.name, new.name)
    path = f"{whole}{BESIDE}/" if beside else whole
    places = Places.of(comparison)
    crumbs = [
        (say("site-door-home", language), here.home),
        (say("site-door-changes", language), here.part(CHANGES)),
    ]
    # From below the language: no need to leave it.
    root = "../" * (path.count("/") - 1)

    def to(side: str, address: str) -> str:
        edition = old if side == "old" else new
        page = here.provision(edition.act, edition.name, page_of(address))
        return root + page.removeprefix(f"{language}/")

    view = frame.of(path, language, CHANGES, crumbs) | {
        "beside": beside,
        "whole_path": whole,
        "beside_path": f"{whole}{BESIDE}/",
        "old": edition_view(old, language) | {"path": here.edition(old.act, old.name)},
        "new": edition_view(new, language) | {"path": here.edition(new.act, new.name)},
        "level": say(level_code(comparison), language),
        "substantive": substantive_line(comparison, language),
        "spoken": code,
        "measures": "" if beside else measures(comparison, language),
        "ribbon": "" if beside else ribbon(comparison, language),
        "documents": documents_view(sizes, old, new, language),
        "bulk": [] if beside else _bulk(comparison, places, language),
        "contents": contents(comparison, language),
        "tools": tools(comparison, language),
        "groups": groups(comparison, places, language, beside=beside, to=to),
        "entry": told.place,
        "entry_path": here.part("record", str(told.place)),
        "time": told.time,
    }
    title = changes_title(library, old, new, language)
    if beside:
        return Page(path, language, "changes", title, view)
    data = _data(comparison, old, new, code, told.place)
    return Page(path, language, "changes", title, view, data, data["pairs"])


def _data(
    comparison: Comparison, old: Edition, new: Edition, code: str, place: int
) -> dict[str, Any]:
    """The comparison for other programs."""
    return {
        "act": new.act,
        "old": old.name,
        "new": new.name,
        "text_language": code,
        "entry": place,
        "measures": [{"code": m.code, "part": m.part, "base": m.base} for m in comparison.measures],
        "fates": {fate.value: sum(p.fate is fate for p in comparison.pairs) for fate in FATES},
        "pairs": [_row(comparison, n) for n in range(len(comparison.pairs))],
    }


def _bulk(comparison: Comparison, places: Places, language: str) -> list[dict[str, Any]]:
    """The edits of style, each with links to the rows where it was made."""
    by_address = comparison.new.by_address
    return [
        {
            "line": edit_line(edit, language),
            "places": [
                places.link("new", address, cited(by_address[address].citation, language))
                for address in dict.fromkeys(edit.places)
                if address in by_address
            ],
        }
        for edit in comparison.bulk
    ]


def _row(comparison: Comparison, n: int) -> dict[str, Any]:
    pair = comparison.pairs[n]
    return {
        "old": pair.old.address if pair.old else None,
        "new": pair.new.address if pair.new else None,
        "fate": pair.fate.value,
        "substantive": int(pair.substantive),
        "confidence": f"{pair.confidence:.4f}",
        "old_text": pair.old.text if pair.old else "",
        "new_text": pair.new.text if pair.new else "",
    }
