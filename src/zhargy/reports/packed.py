"""A zip of XML parts, as DOCX and XLSX are, that is the same for the same content."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def same_bytes(package: bytes, made: datetime) -> bytes:
    """`package` with the time `made` in every entry and in its core properties.

    The libraries that write packages ask the clock for both. A zip knows no year before 1980.
    """
    stamp = f"{made:%Y-%m-%dT%H:%M:%SZ}".encode()
    when = max((made.year, made.month, made.day, made.hour, made.minute, 0), (1980, 1, 1, 0, 0, 0))
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the entry says on which system it was made
            target.writestr(entry, content, compresslevel=6)
    return out.getvalue()
