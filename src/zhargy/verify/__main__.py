"""`python -m zhargy.verify RECORD`: tree, notes and blobs, with nothing but the standard library
and `cryptography`. `zhargy verify` does the same and asks each stage about its entries."""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path

from zhargy.errors import UnreadableRecord, ZhargyError
from zhargy.messages import LANGUAGES, say
from zhargy.record.policy import Policy, read_policy
from zhargy.verify.seen import Seen
from zhargy.verify.source import published_at
from zhargy.verify.told import harmless, report_lines
from zhargy.verify.verify import Report, verify


def main(arguments: list[str]) -> int:
    """0 all holds, 1 something does not, 2 it cannot be read."""
    language = os.environ.get("ZHARGY_LANGUAGE", os.environ.get("LANG", "en"))[:2]
    language = language if language in LANGUAGES else "en"
    parser = argparse.ArgumentParser("python -m zhargy.verify", add_help=False)
    parser.add_argument("record", metavar="RECORD", help=say("cli-verify-record", language))
    parser.add_argument("--policy", type=Path, help=say("cli-verify-policy", language))
    parser.add_argument("--seen", type=Path, help=say("cli-verify-seen", language))
    parser.add_argument(
        "--tree-only", action="store_true", help=say("cli-verify-tree-only", language)
    )
    parser.add_argument("--language", choices=LANGUAGES, help=say("cli-language", language))
    parser.add_argument("-h", "--help", action="help", help=say("cli-help", language))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # of a terminal without these letters
            stream.reconfigure(errors="backslashreplace")
    options = parser.parse_args(arguments)
    language = options.language or language
    try:
        report = _report(options)
    except ZhargyError as refusal:
        fields = {"name": refusal.where, **refusal.fields}
        print(
            harmless(f"{refusal.where}: {say(refusal.code, language, **fields)}"), file=sys.stderr
        )
        return 2
    for line in report_lines(report, language):
        print(line)
    return 0 if report.sound else 1


def _report(options: argparse.Namespace) -> Report:
    policy = _policy(options.policy) if options.policy else None
    record = published_at(options.record)
    seen = Seen(options.seen) if options.seen else None
    report = verify(
        record,
        policy=policy,
        seen=list(seen.all(policy)) if seen else (),
        tree_only=options.tree_only,
    )
    if seen and report.proven:
        seen.keep(report.note, report.proven)
    return report


def _policy(path: Path) -> Policy:
    try:
        return read_policy(path.read_bytes())
    except OSError as refused:
        raise UnreadableRecord("V72", str(path), detail=refused.strerror or "") from None
    except UnreadableRecord as refusal:
        raise UnreadableRecord(refusal.code, f"{path}, {refusal.where}", **refusal.fields) from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
