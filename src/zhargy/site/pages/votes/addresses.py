"""Where the pages of a question and its places stand, and what stands beside them."""

from __future__ import annotations

from zhargy.referendum.units import Place
from zhargy.site.addresses import REFERENDUM, Addresses
from zhargy.site.library import said_in
from zhargy.site.votes import Vote

# What stands beside the page of a question in each language, and what stands once for all of them.
FIGURE, RESULTS, LIVE = "figure.svg", "results.nist.json", "live.json"
_DATA = "data"


def vote_path(vote: Vote, language: str) -> str:
    """Where a question stands; the one question of a referendum needs no name."""
    more = (vote.question,) if vote.several else ()
    return Addresses(language).part(REFERENDUM, vote.referendum, *more)


def vote_folder(vote: Vote) -> str:
    """Where that of a question stands which is the same in every language."""
    more = (vote.question,) if vote.several else ()
    return "/".join((_DATA, REFERENDUM, vote.referendum, *more, ""))


def results_file(vote: Vote) -> str:
    """The report for election offices."""
    return f"{vote_folder(vote)}{RESULTS}"


def live_file(vote: Vote) -> str:
    """How far the count is, for pages that are open."""
    return f"{vote_folder(vote)}{LIVE}"


def place_path(vote: Vote, code: str, language: str) -> str:
    """A unit, a commission or a precinct."""
    return f"{vote_path(vote, language)}{code}/"


def named(place: Place, language: str) -> str:
    """The name of a place; its code where it has none."""
    return said_in(dict(place.names), language) or place.code


def page_address(vote: Vote, language: str) -> str:
    """The whole address of the page of a question; with dots for a site that is not known."""
    return f"https://{vote.site or '…'}/{vote_path(vote, language)}"


def snippet(vote: Vote, language: str) -> str:
    """A line of HTML that shows the figure in a page of another site.

    It says what was asked, not what came of it: the line stays when the figure changes.
    """
    page = page_address(vote, language)
    body = vote.told.entry.body
    alt = f"{said_in(body['title'], language)}. {said_in(body['asks'], language)}"
    quoted = alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    sized = 'width="640" style="max-width:100%;height:auto"'
    return f'<a href="{page}"><img src="{page}{FIGURE}" {sized} alt="{quoted}"></a>'
