"""The one view: an address, and what stands there."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from zhargy.errors import ZhargyError
from zhargy.web.asking import knows, takes_gzip
from zhargy.web.content import NOT_KEPT, PAGE, Content
from zhargy.web.guard import HEADERS
from zhargy.web.served import Served
from zhargy.web.shelf import shelf

_FOR_GOOD, _SEE_OTHER = 301, 303


def answer(request: Any) -> Any:
    """The file at the address, a way to it, or the page that says that there is none."""
    served = shelf().now()
    path = request.path_info[1:]
    query = request.META.get("QUERY_STRING", "")
    if query and served.search.answers(path):
        return _searched(request, served, path)
    try:
        content = served.at(path)
    except ZhargyError:
        # Longer than any file of a record, or a link out of it: not for readers.
        content = None
    if content is not None:
        return sent(request, content)
    if served.is_folder(path):
        return _moved(f"./{quote(path.rpartition('/')[2])}/", query, _FOR_GOOD)
    return sent(request, served.missing, 404)


def _searched(request: Any, served: Served, path: str) -> Any:
    """What was asked for: on the page of search, to which the forms of editions lead."""
    way = served.search.way(path, request.GET.get("q", ""))
    if way:
        return _moved(way, "", _SEE_OTHER)
    page = served.search.page(path, request.GET)
    return sent(request, served.answered(page)) if page else sent(request, served.missing, 404)


def _moved(to: str, query: str, status: int) -> Any:
    """The way to another address of the site, from this one: it may stand below any root."""
    # A server gives the bytes of the query as so many letters (PEP 3333).
    asked = quote(query.encode("latin-1", "replace"), safe="%&=+")
    place = f"{to}?{asked}" if query else to
    headers = {"Location": place, "Cache-Control": PAGE}
    return HttpResponse(status=status, headers=headers)


def sent(request: Any, content: Content, status: int = 200) -> Any:
    """The bytes as this reader takes them, or that they are the ones already known."""
    body, tag, packed = content.plain, f'"{content.digest}"', False
    if content.packed and takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        body, tag, packed = content.packed, f'"{content.digest}.gz"', True
    headers = {
        **HEADERS,
        "Cache-Control": content.caching if status == 200 else NOT_KEPT,
        "Content-Security-Policy": content.policy,
        "Vary": "Accept-Encoding",
        "ETag": tag,
    }
    if content.shared:
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    if status == 200 and known and knows(known, content.digest):
        return HttpResponse(status=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    headers |= {"Content-Type": content.media, "Content-Length": str(len(body))}
    return HttpResponse(b"" if request.method == "HEAD" else body, status=status, headers=headers)
