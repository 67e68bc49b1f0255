"""A PDF is made in a process of its own.

typst starts threads that stay; a reader's child that is forked beside them may hang when its memory
ends (child.py), so they live and end with their own process.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

from zhargy.reform.forking import process_context
from zhargy.reports.documents import Document, document_bytes


def document_apart(document: Document, suffix: str) -> bytes:
    """The document as a file of the kind that the suffix names; a PDF from a child process."""
    # A daemonic process, such as a worker of a pool, may have no children.
    if suffix != ".pdf" or multiprocessing.parent_process() is not None:
        return document_bytes(document, suffix)
    context = process_context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_make, args=(theirs, document, suffix), daemon=True)
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


def _make(connection: Connection, document: Document, suffix: str) -> None:
    connection.send_bytes(document_bytes(document, suffix))
    connection.close()
