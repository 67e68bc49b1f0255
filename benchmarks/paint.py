"""How soon a reader on a telephone sees words: python -m benchmarks paint.

Chromium with an empty cache, the network of its developer tools (150 ms there and back, 1.6 Mbit/s
down, 0.75 up) and a processor slowed four times; the files packed, as a server sends them. The
figure is the first contentful paint, the median of five visits.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.showing import chromium, sample_record, shown

RUNS = 5
GOAL = 1.5
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
PAGES = {
    "home": "kk/",
    "a provision": "kk/constitution/adopted/art_4__para_2/",
    "the whole text": "kk/constitution/adopted/",
    "the comparison": "kk/changes/constitution/charter-in-force/adopted/",
}
FIRST_PAINT = """() => new Promise(done => new PerformanceObserver((list, self) => {
  const found = list.getEntriesByName("first-contentful-paint")[0];
  if (found) { self.disconnect(); done(found.startTime); }
}).observe({type: "paint", buffered: true}))"""
WEIGHT = """() => performance.getEntries().filter(e => e.transferSize)
  .reduce((sum, e) => sum + e.transferSize, 0)"""


def main(arguments: list[str]) -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        shown(sample_record(Path(name))) as address,
        chromium() as window,
    ):
        for page, path in PAGES.items():
            visits = [visit(window, address + path) for _ in range(RUNS)]
            seconds = median(paint for paint, _ in visits)
            said = "" if seconds < GOAL else f", more than {GOAL} s"
            print(
                f"{page:16} first contentful paint {seconds:.2f} s, {visits[0][1] / 1000:.0f} kB{said}"
            )


def visit(window: Any, url: str) -> tuple[float, int]:
    """Seconds to the first words, and how many bytes came, in a browser that was never here."""
    context = window.new_context(viewport={"width": 390, "height": 844})
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tab.goto(url, wait_until="load")
    found = tab.evaluate(FIRST_PAINT) / 1000, tab.evaluate(WEIGHT)
    context.close()
    return found
