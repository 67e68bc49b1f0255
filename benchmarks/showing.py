"""The site of the sample reform on a port of this machine, under the strict policy of a server."""

from __future__ import annotations

import gzip
import mimetypes
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from zhargy.reform.building import files
from zhargy.reform.demo.record import Stage
from zhargy.reform.library import library_of
from zhargy.site.site import Site
from zhargy.web.documents import DocumentsMade
from zhargy.web.kept import Kept

SAMPLE = Path(__file__).parents[1] / "examples" / "jetiaral"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The checker names the digests of its own script and style: a page of one file.
_OWN_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]+)"')


def sample_record(out: Path) -> Path:
    """The record of the sample reform, published below `out`."""
    Stage(out, SAMPLE, "en", lambda code, /, **fields: None).play()
    return out / "reform"


class Shown:
    """The files of a site by their addresses: a page is made when it is first asked for."""

    def __init__(self, record: Path) -> None:
        library = library_of(str(record))
        self._documents = DocumentsMade(library, Kept(1 << 28))
        self.site = Site(library, self._documents)
        self._documents.name(self.site.documents())
        self._files = files(self.site)
        for bundle in self.site.bundles():
            self._files |= bundle.files()

    def file(self, name: str) -> bytes | None:
        """The bytes at an address; nothing where there are none."""
        if name in self._documents:
            return self._documents.at(name).plain
        if name not in self._files:
            folder, slash, last = name.rpartition("/")
            page = self.site.page(folder + slash)
            made = page.files() if page else {}
            self._files |= made
            name = name if last else f"{name}index.html"
        return self._files.get(name)


@contextmanager
def shown(record: Path) -> Iterator[str]:
    """The address of the site; it ends with a stroke."""
    files = Shown(record)

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path).lstrip("/")
            content = files.file(name)
            self.send_response(404 if content is None else 200)
            content = content or files.file("404.html") or b""
            own = _OWN_POLICY.search(content)
            media = mimetypes.guess_type(name)[0] or "text/html"
            self.send_header("Content-Type", f"{media}; charset=utf-8")
            self.send_header("Cache-Control", "no-store")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                content = gzip.compress(content, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            policy = f"{own[1].decode()}; frame-ancestors 'none'" if own else POLICY
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing: the tests look at what the browser says."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser of this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        window = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield window
        window.close()
