"""The record: its tree in memory and from tiles, proofs and signatures, beside `pymerkle`.

python -m benchmarks record
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable
from statistics import median

from zhargy.record.bundles import pack, unpack
from zhargy.record.checkpoint import Checkpoint
from zhargy.record.cosignature import cosign
from zhargy.record.note import Kind, Note, SigningKey, sign
from zhargy.record.policy import read_policy
from zhargy.record.tiles import WIDTH, Edge, TileReader, bundle_files, bundles_of, grown
from zhargy.record.tree import Frontier, check_consistency, check_inclusion, leaf_hash

_ENTRIES = 600_000
_BYTES = 230
_PROOFS = 2_000
_RUNS = 5


def main(arguments: list[str]) -> None:
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


if __name__ == "__main__":
    main([])
