"""Zhargy: the open workbench for a constitutional reform.

import zhargy

old, new = zhargy.read("charter.docx"), zhargy.read("draft.pdf")
changes = zhargy.compare(old, new)
changes.save("changes.html")
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"


class _Interface(ModuleType):
    """`read` and `compare` wake up numpy and the readers with their first use.

    A property, because the room `zhargy.compare` would otherwise take the function's place.
    """

    @property
    def read(self) -> Any:
        from zhargy import notebook

        return notebook.read

    @property
    def compare(self) -> Any:
        from zhargy import notebook

        return notebook.compare

    @compare.setter
    def compare(self, room: ModuleType) -> None:
        """The import system binds the room here: `from zhargy.compare.x import y` needs it not."""


sys.modules[__name__].__class__ = _Interface
