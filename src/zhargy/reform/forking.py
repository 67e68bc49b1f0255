"""How a child process is begun: by a fork, which is ready at once, or as a new interpreter."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from typing import Any


def process_context() -> Any:
    """A fork where nothing can hang in it: on Linux, out of a first process with one thread.

    typst has threads that Python does not count. A fork beside them waits for ever when it asks
    them for work, and may when its memory ends.
    """
    is_alone = threading.active_count() == 1 and "typst" not in sys.modules
    is_first = multiprocessing.parent_process() is None
    is_quick = sys.platform.startswith("linux") and is_first and is_alone
    return multiprocessing.get_context("fork" if is_quick else "spawn")
