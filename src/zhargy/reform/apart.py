"""A PDF is made in a process of its own.

typst starts threads that stay; a reader's child that is forked beside them may hang when its memory
ends (child.py), so they live and end with their own process.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from zhargy.reform.forking import process_context
from zhargy.reports.documents import Document, document_bytes

Made = TypeVar("Made")
Maker = Callable[[Made, str], bytes]


def document_apart(document: Document, suffix: str) -> bytes:
    """The document as a file of the kind that the suffix names; a PDF from a child process."""
    return made_apart(document_bytes, document, suffix)


def made_apart(make: Maker[Made], value: Made, suffix: str) -> bytes:
    """What `make`, a function of a module, gives for a value and a suffix; a PDF from a child
    process."""
    # A daemonic process, such as a worker of a pool, may have no children.
    if suffix != ".pdf" or multiprocessing.parent_process() is not None:
        return make(value, suffix)
    context = process_context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_make, args=(theirs, make, value, suffix), daemon=True)
    process.start()
    theirs.close()
    try:
        return bytes(ours.recv_bytes())
    except EOFError:
        process.join()
        raise RuntimeError(f"the maker of PDF ended with {process.exitcode}") from None
    finally:
        ours.close()
        process.join()


def _make(connection: Connection, make: Maker[Made], value: Made, suffix: str) -> None:
    connection.send_bytes(make(value, suffix))
    connection.close()
