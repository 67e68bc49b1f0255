"""Zhargy: the open workbench for a constitutional reform.

import zhargy

old, new = zhargy.read("charter.docx"), zhargy.read("draft.pdf")
comparison = zhargy.compare(old, new)
"""

from __future__ import annotations

__version__ = "0.1.0"
