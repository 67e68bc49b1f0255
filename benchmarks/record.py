"""The record: its tree in memory and from tiles, proofs and signatures, beside `pymerkle`.

python -m benchmarks record
python -m benchmarks record whole [ENTRIES ...]   a record on a disk: appended, then verified
"""

from __future__ import annotations

import hashlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from zhargy.record.bundles import pack, unpack
from zhargy.record.checkpoint import Checkpoint
from zhargy.record.cosignature import cosign
from zhargy.record.entry import Entry
from zhargy.record.kinds import RECORD_FORMAT
from zhargy.record.note import Kind, Note, SigningKey, sign
from zhargy.record.policy import read_policy
from zhargy.record.tiles import WIDTH, Edge, TileReader, bundle_files, bundles_of, grown
from zhargy.record.tree import Frontier, check_consistency, check_inclusion, leaf_hash
from zhargy.storage.publisher import Publisher, open_publisher

_ENTRIES = 600_000
_BYTES = 230
_PROOFS = 2_000
_RUNS = 5
_BATCH, _ALONE = 5_000, 500
_TIME = "2031-02-10T09:00:00Z"


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["whole"]:
        _whole([int(one) for one in arguments[1:]] or [100_000, 200_000, 1_000_000])
        return
    chance = random.Random(2026)
    entries = [chance.randbytes(_BYTES) for _ in range(_ENTRIES)]
    frontier = Frontier()

    def in_memory() -> None:
        nonlocal frontier
        frontier = Frontier()
        frontier.extend(map(leaf_hash, entries))

    print(f"{_ENTRIES:,} entries of {_BYTES} bytes, one core, median of {_RUNS}")
    _rate("tree in memory", in_memory, "leaves", 600_000)
    leaves = [leaf_hash(entry) for entry in entries]
    _rate("tile files from leaf hashes", lambda: grown(Edge(), leaves), "leaves")
    files, edge = grown(Edge(), leaves)
    files |= bundle_files(0, b"", entries)
    reader = TileReader(files.__getitem__, _ENTRIES)

    def from_tiles() -> None:
        reader.check()
        if reader.root() != frontier.root:
            raise SystemExit("the tiles and the tree disagree")

    _rate("every tile checked and the root", from_tiles, "leaves", 300_000)
    _rate("every entry against its tile", lambda: _entries(reader), "entries")
    _rate("bundles packed and unpacked", lambda: _bundles(entries), "entries")
    _each("inclusion proof from tiles", reader.inclusion, chance, 1.0)
    _each("consistency proof from tiles", reader.consistency, chance, 1.0)
    _checks(reader, frontier.root, leaves, chance)
    _signatures(edge.root)
    _pymerkle(entries)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _entries(reader: TileReader) -> None:
    for bundle in bundles_of(reader.size):
        reader.entries(bundle.index)


def _bundles(entries: list[bytes]) -> None:
    for at in range(0, len(entries), WIDTH):
        part = entries[at : at + WIDTH]
        if unpack(pack(part), len(part)) != part:
            raise SystemExit("a bundle does not give back its entries")


def _rate(
    name: str, work: Callable[[], object], unit: str, goal: int | None = None, count: int = _ENTRIES
) -> None:
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    said = f"   goal {goal:,}" if goal else ""
    print(f"{name:40}{count / median(times):14,.0f} {unit}/s{said}", flush=True)


def _each(
    name: str, work: Callable[[int], object], chance: random.Random, goal: float | None
) -> None:
    """Milliseconds of each call at a random place: median and the worst but one in a hundred."""
    times = []
    for _ in range(_PROOFS):
        at = chance.randrange(_ENTRIES)
        start = time.perf_counter()
        work(at)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    said = f"   goal {goal} ms" if goal else ""
    print(
        f"{name:40}{median(times):11.3f} ms, 99 in 100 below {times[-_PROOFS // 100]:.3f} ms{said}"
    )


def _checks(reader: TileReader, root: bytes, leaves: list[bytes], chance: random.Random) -> None:
    inclusion = {at: reader.inclusion(at) for at in chance.sample(range(_ENTRIES), _PROOFS)}
    older = Frontier()
    older.extend(leaves[: _ENTRIES // 2])
    consistency = reader.consistency(older.size)

    def check() -> None:
        for at, proof in inclusion.items():
            check_inclusion(leaves[at], at, _ENTRIES, proof, root)

    _rate("inclusion proofs checked", check, "proofs", count=_PROOFS)
    _rate(
        "consistency proof checked",
        lambda: check_consistency(older.size, older.root, _ENTRIES, root, consistency),
        "proofs",
        count=1,
    )


def _signatures(root: bytes) -> None:
    """A checkpoint with three cosignatures under a policy that wants two of them."""
    log = SigningKey("log.example", bytes(32))
    witnesses = [SigningKey(f"w{n}.example", bytes([n]) * 32, Kind.COSIGNATURE) for n in (1, 2, 3)]
    lines = [f"witness {key.name} {key.verifier}\n" for key in witnesses]
    names = " ".join(key.name for key in witnesses)
    policy = read_policy(
        f"log {log.verifier}\n{''.join(lines)}group two 2 {names}\nquorum two\n".encode()
    )
    text = Checkpoint(log.name, _ENTRIES, root).text
    note = Note(text, (sign(text, log), *(cosign(text, key, 1) for key in witnesses))).bytes

    def accept() -> None:
        for _ in range(200):
            policy.accept(note)

    _rate("checkpoints of four signatures accepted", accept, "checkpoints", count=200)


def _pymerkle(entries: list[bytes]) -> None:
    """The peer appends one at a time, keeps all nodes, and is a tenth of the size here."""
    from pymerkle import InmemoryTree

    part = entries[: _ENTRIES // 10]
    trees = []

    def append() -> None:
        tree = InmemoryTree(algorithm="sha256")
        for entry in part:
            tree.append_entry(entry)
        trees[:] = [tree]

    _rate("appended to pymerkle, in memory", append, "leaves", count=len(part))
    ours = Frontier()
    ours.extend(map(leaf_hash, part))
    agree = trees[0].get_state() == ours.root
    print(f"{'the root of pymerkle is ours':40}{'yes' if agree else 'no':>14}")

    def one_by_one() -> None:
        frontier = Frontier()
        for entry in part:
            frontier.add(leaf_hash(entry))

    _rate("appended one at a time to ours", one_by_one, "leaves", count=len(part))


# -- a record on a disk ------------------------------------------------------------------------------

_KEY = SigningKey("bench.example/record", bytes(range(32)))
# In a process of its own, so that its memory is measured alone. VmHWM and not ru_maxrss, which a
# child inherits from the process that starts it.
_VERIFY = """
import sys, time
from pathlib import Path
from zhargy.verify.source import Folder
from zhargy.verify.verify import verify
def highest():
    (line,) = (x for x in open("/proc/self/status") if x.startswith("VmHWM"))
    return line.split()[1]
imported = highest()
start = time.perf_counter()
report = verify(Folder(Path(sys.argv[1])))
seconds = time.perf_counter() - start
if not report.sound or report.proven.size != int(sys.argv[2]):
    raise SystemExit(f"the record does not hold: {report.faults[:3]}")
print(seconds, imported, highest())
"""


def _whole(sizes: list[int]) -> None:
    """Commitments appended in batches, one fsync for each, then verified at several sizes."""
    with tempfile.TemporaryDirectory() as folder:
        with open_publisher(Path(folder), _KEY) as publisher:
            publisher.append([_opening()])
            _one_at_a_time(publisher)
        for size in sorted(sizes):
            _append_up_to(Path(folder), size)
            _verify(Path(folder) / "record", size)
        with open_publisher(Path(folder), _KEY) as publisher:
            _one_at_a_time(publisher)


def _opening() -> Entry:
    body = {
        "format": RECORD_FORMAT,
        "title": {"en": "Benchmark"},
        "languages": ["en"],
        "authoritative": ["en"],
        "jurisdiction": "association",
        "policy": f"log {_KEY.verifier}\nquorum none\n",
    }
    return Entry("reform", 1, _TIME, "commission", body)


def _commitment(number: int) -> Entry:
    body = {
        "words": hashlib.sha256(b"words %d" % number).hexdigest(),
        "person": hashlib.sha256(b"person %d" % number).hexdigest(),
        "channel": "site",
    }
    return Entry("commitment", 1, _TIME, "secretariat", body)


def _one_at_a_time(publisher: Publisher) -> None:
    """A person at a desk: one reception, its receipt at once."""
    times = []
    for _ in range(_ALONE):
        start = time.perf_counter()
        (place,) = publisher.append([_commitment(publisher.size)])
        publisher.receipt(place)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    print(
        f"{f'one appended to {publisher.size:,}, with receipt':40}{median(times):11.3f} ms,"
        f" 99 in 100 below {times[-_ALONE // 100]:.3f} ms   goal 20 ms",
        flush=True,
    )


def _append_up_to(folder: Path, size: int) -> None:
    with open_publisher(folder, _KEY) as publisher:
        first, start = publisher.size, time.perf_counter()
        while publisher.size < size:
            end = min(size, publisher.size + _BATCH)
            publisher.append([_commitment(number) for number in range(publisher.size, end)])
        rate = (size - first) / (time.perf_counter() - start)
    print(
        f"{f'appended, {first:,} to {size:,}':40}{rate:14,.0f} entries/s   goal 2,000", flush=True
    )


def _verify(record: Path, size: int) -> None:
    rates, peaks, bare = [], [], 0
    for _ in range(3):
        said = subprocess.run(
            [sys.executable, "-c", _VERIFY, str(record), str(size)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        rates.append(size / float(said[0]))
        bare = int(said[1])
        peaks.append(int(said[2]))
    print(f"{f'verified, {size:,}':40}{median(rates):14,.0f} entries/s   goal 60,000")
    print(
        f"{'  memory at its highest':40}{max(peaks) / 1024:14.1f} MB,"
        f" of it {bare / 1024:.1f} MB before the record is opened",
        flush=True,
    )


if __name__ == "__main__":
    main([])
