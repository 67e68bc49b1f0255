"""Which file holds the private key of a person at the command line."""

from __future__ import annotations

import os
from pathlib import Path


def key_file(given: Path | None) -> Path:
    """--key, else ZHARGY_KEY, else the usual place."""
    if given is not None:
        return given
    if named := os.environ.get("ZHARGY_KEY"):
        return Path(named)
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "zhargy" / "record.key"
