"""Two hundred readers at once: the live site and the plain files, each beside the least there is.

python -m benchmarks load          10 seconds for each; 60 with ZHARGY_CAMPAIGN=whole

It needs `wrk`, and `nginx` for the plain files; without them it says so and leaves that out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.gold import REAL, ROOT
from benchmarks.nginx import LEAST, NAME, PROGRAM, certificate, free_port, running, shipped
from zhargy.cli.main import main as zhargy
from zhargy.reform.building import build_site
from zhargy.reform.demo.record import Stage
from zhargy.site.asset_files import asset_path
from zhargy.web.kept import Kept
from zhargy.web.served import Served
from zhargy.web.shelf import settle

READERS = 200
SECONDS = 60 if os.environ.get("ZHARGY_CAMPAIGN") == "whole" else 10
GOAL_UNCACHED_MS = 60
WORKERS = 2
_EACH = 50
_ROUNDS, _ROUND_SECONDS = 5, 3
WRK = shutil.which("wrk")
# Readers ask for different pages, packed; at the end one line that `measured` reads.
SCRIPT = """
local paths = {%s}
local at = 0
request = function()
  at = at + 1
  return wrk.format("GET", paths[(at %% #paths) + 1], {["Accept-Encoding"] = "gzip", ["Host"] = "%s"})
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("MEASURED %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(95), e.status + e.connect + e.read + e.write + e.timeout, summary.bytes))
end
"""


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = _sample(Path(name))
        print("made anew for one reader, in memory and without the network")
        _uncached("the sample", folder)
        if REAL is None:
            print("load: ZHARGY_REAL_DATA is not set, so only the sample is shown")
        else:
            _uncached("Constitution of Kazakhstan", _constitution(Path(name) / "real"))
        if WRK is None:
            print("load: there is NO wrk on this machine: readers are left out")
            return
        built = build_site(str(folder), folder / "out" / "site")
        paths = _walk(folder)
        print(
            f"\n{READERS} readers, {SECONDS} s, {len(paths)} of {built.pages} pages in turn, packed"
        )
        _live(folder, paths)
        if PROGRAM is None:
            print("load: there is NO nginx on this machine: the plain files are left out")
            return
        _files(folder, paths, Path(name))


def _sample(out: Path) -> Path:
    Stage(out, ROOT / "examples" / "jetiaral", "en", lambda code, **fields: None).play()
    return out / "reform"


def _constitution(folder: Path) -> Path:
    """A record of both constitutions: the texts that were received, and their comparison."""
    assert REAL is not None
    key = str(folder.parent / "real.key")
    begin = ["init", str(folder), "--title", "Constitution", "--origin", "real.example/record"]
    steps = [[*begin, "--key", key, "--languages", "kk,ru"]]
    for edition, file in (
        ("in-1995", "constitution-1995.2023-01-01.ru.pdf"),
        ("of-2026", "constitution-2026.ru.txt"),
        ("of-2026", "constitution-2026.kk.txt"),
    ):
        of = ["--act", "constitution", "--edition", edition, "--reform", str(folder)]
        steps.append(["add", str(REAL / "kz" / file), *of])
    steps.append(["publish", "--reform", str(folder), "--key", key, "--looked"])
    for step in steps:
        shown = sys.stdout
        with open(os.devnull, "w", encoding="utf-8") as sys.stdout:
            code = zhargy(step)
        sys.stdout = shown
        if code not in (0, 1):
            raise SystemExit(f"zhargy {' '.join(step)}: {code}")
    return folder


# -- one page at a time ----------------------------------------------------------------------------


def _uncached(name: str, folder: Path) -> None:
    """Each page of the site made from the record in memory, rendered, digested and packed; nothing
    is kept from page to page but comparisons and citations."""
    start = time.perf_counter()
    served = Served(str(folder), Kept(0))
    settle()  # as the server does
    print(f"{name}: the record read and the site ready in {time.perf_counter() - start:.2f} s")
    times: dict[str, list[float]] = defaultdict(list)
    chance = Random(11)
    paths = list(served.site.paths())
    chance.shuffle(paths)
    for path in paths:
        page = served.site.page(path)
        assert page is not None
        if len(times[page.kind]) < _EACH:
            start = time.perf_counter()
            assert served.at(path) is not None
            times[page.kind].append(1000 * (time.perf_counter() - start))
    for kind, took in sorted(times.items(), key=lambda found: -max(found[1])):
        print(
            f"  {kind:14}{len(took):4} pages, median {median(took):6.1f} ms, longest {max(took):6.1f} ms"
        )
    longest = max(max(took) for took in times.values())
    print(f"  longest of all{longest:10.1f} ms   goal {GOAL_UNCACHED_MS} ms")


# -- many readers ----------------------------------------------------------------------------------


def _walk(folder: Path) -> list[str]:
    """What readers ask for: every page that opens a part, and 300 others by chance."""
    site = Served(str(folder), Kept(0)).site
    paths = [f"/{path}" for path in site.paths()]
    first = [path for path in paths if path.count("/") <= 4]
    others = Random(11).sample(sorted(set(paths) - set(first)), 300)
    return [*first, *others, f"/{asset_path('site.css')}"]


def _longest(folder: Path) -> str:
    """The page with the most bytes that a reader opens as a matter of course."""
    pages = (folder / "out" / "site").glob("kk/constitution/*/index.html")
    longest = max(pages, key=lambda page: page.stat().st_size)
    return f"/{longest.parent.relative_to(folder / 'out' / 'site').as_posix()}/"


def _live(folder: Path, paths: Sequence[str]) -> None:
    page = _longest(folder)
    packed = folder / "out" / "site" / page[1:] / "index.html.gz"
    print(f"  (the one page has {packed.stat().st_size:,} bytes packed)")
    with (
        _serving(folder) as live,
        _bare(packed, "0") as bare,
        _bare(packed, "1") as with_headers,
    ):
        measured("live, all pages, nothing in memory yet", live, paths, "localhost", 10)
        measured("live, all pages", live, paths, "localhost", SECONDS)
        _beside(
            [page],
            "localhost",
            {
                "live, one page": live,
                "a bare Django view of that page": bare,
                "the bare view with our headers": with_headers,
            },
        )


def _beside(paths: Sequence[str], host: str, addresses: Mapping[str, str]) -> None:
    """The first beside the others, in turn; the best of each, for what else the machine does, and a
    process that takes all readers as they come in one instant, only ever make it slower."""
    rates: dict[str, list[float]] = defaultdict(list)
    for _ in range(_ROUNDS):
        for name, address in addresses.items():
            rates[name].append(measured(name, address, paths, host, _ROUND_SECONDS))
    ours, *others = (max(found) for found in rates.values())
    for name, theirs in zip(list(rates)[1:], others, strict=True):
        print(f"  best of {_ROUNDS}: {100 * ours / theirs:.0f} % of {name}")


def _files(folder: Path, paths: Sequence[str], place: Path) -> None:
    tls, page = place / "tls", _longest(folder)
    certificate(tls)
    ours, least = free_port(), free_port()
    config = shipped(folder, tls, free_port(), ours, free_port())
    # One machine plays all readers here: the limit for one address would be met at once.
    config = config.replace("limit_conn readers 100", f"limit_conn readers {2 * READERS}")
    bare = LEAST.format(https=least, tls=tls, folder=folder)
    with running(config, place / "nginx", ours), running(bare, place / "least", least):
        address = f"https://127.0.0.1:{ours}/"
        measured("files, all pages", address, paths, NAME, SECONDS)
        beside = {
            "files, one page": address,
            "nginx with nothing set": f"https://127.0.0.1:{least}/",
        }
        _beside([page], NAME, beside)


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "zhargy.cli.main", "serve", str(folder), "--port", "0"]
    environment = os.environ | {"ZHARGY_LANGUAGE": "en"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    found = re.search(r"http://\S+/", process.stdout.readline())
    assert found
    time.sleep(2)  # both processes take readers by then
    try:
        yield found[0]
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def _bare(file: Path, headers: str) -> Iterator[str]:
    """The bare view under the gunicorn of `zhargy serve`, with the same options."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "benchmarks.bare:application", "--preload",
        "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--worker-class", "gthread",
        "--threads", "4", "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip
    environment = os.environ | {"BARE_FILE": str(file), "BARE_HEADERS": headers}
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    time.sleep(2)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=30)


def measured(name: str, address: str, paths: Sequence[str], host: str, seconds: int) -> float:
    """Requests a second of READERS who each ask again as soon as they have their answer."""
    assert WRK
    listed = ",".join(f'"{path}"' for path in paths)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % (listed, host))
        script.flush()
        command = [WRK, "-t", "2", "-c", str(READERS), "-d", f"{seconds}s", "--timeout", "10s"]
        done = subprocess.run(
            [*command, "-s", script.name, address], capture_output=True, text=True, check=True
        )
    found = re.search(r"^MEASURED (\d+) (\d+) (\d+) (\d+) (\d+)$", done.stdout, re.MULTILINE)
    assert found, done.stdout
    requests, micros, late, errors, sent = map(int, found.groups())
    rate = requests * 1e6 / micros
    print(
        f"  {name:44}{rate:9,.0f} a second, 95 in 100 within {late / 1000:7.1f} ms, {errors} errors,"
        f" {sent / micros:.0f} MB/s"
    )
    return rate
