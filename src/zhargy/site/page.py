"""A page: an address, what it shows, the same as data, and its bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from zhargy.messages import number, say, share
from zhargy.messages.dates import day, moment
from zhargy.reports.page.rows import FATE_SYMBOLS
from zhargy.site.asset_files import asset_path

SCHEMA = "zhargy.page/1"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """One page in one language.

    `view` is all that the template shows, in plain values: pages of the same view have the same
    bytes. `data` is what other programs get as JSON, `rows` as CSV.
    """

    path: str
    language: str
    kind: str
    title: str
    view: Mapping[str, Any]
    data: Mapping[str, Any] = field(default_factory=dict)
    rows: Sequence[Row] = ()
    # Where links start, if not at the page itself: a page that stands for any address.
    base: str = ""

    @property
    def digest(self) -> str:
        """Of all that decides the bytes of the page and its data."""
        said = [self.path, self.language, self.kind, self.title, self.view, self.data, self.rows]
        content = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def root(self) -> str:
        """The way from the page back to the root of the site."""
        return self.base or "../" * self.path.count("/") or "./"

    def files(self) -> dict[str, bytes]:
        """The files of the page by their names."""
        found = {f"{self.path}index.html": self.html()}
        if self.data:
            found[f"{self.path}data.json"] = self.json()
        if self.rows:
            found[f"{self.path}data.csv"] = self.csv()
        return found

    def html(self) -> bytes:
        """The page as HTML: the same bytes for the same page."""
        template = environment().get_template(f"{self.kind}.html")
        return template.render(
            page=self,
            language=self.language,
            root=self.root,
            t=_sayer(self.language),
            day=lambda value: day(value, self.language),
            moment=lambda value: moment(value, self.language),
            n=lambda value: number(value, self.language),
            share=lambda part, base: share(part, base, self.language),
            **self.view,
        ).encode()

    def json(self) -> bytes:
        """What the page says, for other programs (docs/spec/page.md)."""
        said = {
            "schema": SCHEMA,
            "kind": self.kind,
            "language": self.language,
            "address": self.path,
            "title": self.title,
            **self.data,
        }
        return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()

    def csv(self) -> bytes:
        """The rows of the page as CSV, with a mark for spreadsheets that it is UTF-8."""
        text = io.StringIO()
        names = list(dict.fromkeys(name for row in self.rows for name in row))
        writer = csv.DictWriter(text, names, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return f"\ufeff{text.getvalue()}".encode()


def _sayer(language: str) -> Callable[..., str]:
    return lambda code, **fields: say(code, language, **fields)


@cache
def environment() -> Environment:
    """The templates; a name that a page does not give is an error, never an empty word."""
    made = Environment(
        loader=PackageLoader("zhargy.site"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"safe": Markup, "symbols": Markup(FATE_SYMBOLS), "asset": asset_path}
    return made
