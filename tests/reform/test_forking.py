"""A child is forked only where nothing can hang in it."""

from __future__ import annotations

import sys
import threading
from types import ModuleType

import pytest

from zhargy.reform.forking import process_context

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks safely")


@on_linux
def test_a_process_with_one_thread_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "typst", raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert process_context().get_start_method() == "fork"


def test_beside_typst_whose_threads_nobody_counts_an_interpreter_is_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", ModuleType("typst"))
    assert process_context().get_start_method() == "spawn"


def test_beside_another_thread_too() -> None:
    ends = threading.Event()
    beside = threading.Thread(target=ends.wait)
    beside.start()
    try:
        assert process_context().get_start_method() == "spawn"
    finally:
        ends.set()
        beside.join()
