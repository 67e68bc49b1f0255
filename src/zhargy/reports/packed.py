"""A zip of XML parts, as DOCX and XLSX are, that is the same for the same content."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
# A zip knows no earlier day.
FIRST_DAY = datetime(1980, 1, 1)


def packed(parts: Mapping[str, bytes], made: datetime = FIRST_DAY) -> bytes:
    """The zip of these parts, in their order, each with the time `made`."""
    when = max(made.timetuple()[:6], FIRST_DAY.timetuple()[:6])
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the entry says on which system it was made
            archive.writestr(entry, content, compresslevel=6)
    return out.getvalue()


def same_bytes(package: bytes, made: datetime) -> bytes:
    """`package` with the time `made` in every entry and in its core properties.

    The libraries that write packages ask the clock for both.
    """
    stamp = f"{made:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(BytesIO(package)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    if _CORE in parts:
        parts[_CORE] = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", parts[_CORE])
    return packed(parts, made)
