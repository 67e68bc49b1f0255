"""What is sent: bytes, plain and packed, and what is said of them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass

from zhargy.site.documents import MEDIA as DOCUMENTS
from zhargy.site.pages.votes.addresses import FIGURE
from zhargy.site.vote_figure import STYLE

_WORTH_PACKING = 1_000
# Of a page that is made while a reader waits: 9 takes twice the time for 1 % less.
_PACKING = 6

# How long readers and caches on the way may keep an answer without asking again.
PAGE = "public, max-age=60"
NEWEST = "public, max-age=5"
# Parts of the site that may change at any moment while votes are counted.
_COUNTED = re.compile(r"(?:data|[a-z]{2})/referendum/")
FOR_EVER = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"

MEDIA = {
    "atom": "application/atom+xml; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": DOCUMENTS["DOCX"],
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "ics": "text/calendar; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "pdf": DOCUMENTS["PDF"],
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
    "xlsx": DOCUMENTS["XLSX"],
    "xml": "application/xml; charset=utf-8",
}
BYTES = "application/octet-stream"
_PACKED_ALREADY = frozenset({BYTES, "font/woff2", "image/png", "image/x-icon", *DOCUMENTS.values()})

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
# For what is no page: opened in a browser it runs nothing and loads nothing.
SEALED = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
# A figure that pages of other sites show: nothing but its own style.
_STYLE = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
EMBEDDED = f"{SEALED}; style-src 'sha256-{_STYLE}'"


def caching_of(path: str) -> str:
    """How long a file of the site that is no asset may be kept without asking again.

    >>> caching_of("kk/referendum/2031-07-06/index.html") == NEWEST, caching_of("kk/") == PAGE
    (True, True)
    """
    return NEWEST if _COUNTED.match(path) else PAGE


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes at an address.

    `policy` is their Content-Security-Policy, `shared` whether pages of other sites may read them.
    """

    plain: bytes
    packed: bytes | None
    digest: str
    media: str
    caching: str
    policy: str = STRICT
    shared: bool = False

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.plain) + len(self.packed or b"")


def content_of(name: str, plain: bytes, caching: str, policy: str = "") -> Content:
    """The content of a file by its name.

    >>> page = content_of("kk/index.html", b"<!doctype html>" * 100, PAGE)
    >>> page.media, len(page.plain), page.packed is not None, page.policy == STRICT
    ('text/html; charset=utf-8', 1500, True, True)
    >>> content_of("kk/data.json", b"{}", PAGE).policy == SEALED
    True
    """
    suffix = name.rpartition(".")[2]
    media = MEDIA.get(suffix, BYTES)
    packed = None
    if len(plain) >= _WORTH_PACKING and media not in _PACKED_ALREADY:
        packed = gzip.compress(plain, _PACKING, mtime=0)
    part_of_pages = suffix in ("html", "css", "js", "svg", "png", "ico", "woff2")
    embedded = name.endswith(f"/{FIGURE}")
    usual = EMBEDDED if embedded else STRICT if part_of_pages else SEALED
    return Content(
        plain,
        packed,
        hashlib.sha256(plain).hexdigest()[:32],
        media,
        caching,
        policy or usual,
        shared=embedded or not part_of_pages,
    )
