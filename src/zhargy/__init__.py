"""Zhargy: the open workbench for a constitutional reform.

import zhargy

old, new = zhargy.read("charter.docx"), zhargy.read("draft.pdf")
changes = zhargy.compare(old, new)
changes.save("changes.html")
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"


class _CallableRoom(ModuleType):
    """The room `zhargy.compare`, which is also the function that a person calls."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        """compare(old, new, decisions=()): two texts compared; see `zhargy.notebook.compare`."""
        from zhargy import notebook

        return notebook.compare(*args, **options)


class _Interface(ModuleType):
    """`read` and `compare` wake up numpy and the readers with their first use."""

    @property
    def read(self) -> Any:
        from zhargy import notebook

        return notebook.read

    @property
    def compare(self) -> ModuleType:
        return importlib.import_module(f"{__name__}.compare")

    @compare.setter
    def compare(self, room: ModuleType) -> None:
        """The import system binds the room here."""
        room.__class__ = _CallableRoom


sys.modules[__name__].__class__ = _Interface
