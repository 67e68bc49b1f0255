"""How a line of the log gives its time."""

from __future__ import annotations

import logging
import time


class InUtc(logging.Formatter):
    """In UTC, as the record gives its times."""

    converter = staticmethod(time.gmtime)
