"""`zhargy publish`: what is new in the folder goes into the record."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.cli.key import key_file
from zhargy.errors import ZhargyError
from zhargy.messages import say


def now() -> str:
    """The second of this machine's clock, as entries write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _complain(refused: ZhargyError, language: str) -> None:
    from zhargy.cli.main import sentence

    print(f"zhargy: {refused.where}: {sentence(refused, language)}", file=sys.stderr, flush=True)


def _follow(folder: Path, key: Path, seconds: int, language: str) -> int:
    from zhargy.cli.terminal_record import print_published
    from zhargy.reform import following, publishing

    def wait() -> bool:
        sys.stdout.flush()
        time.sleep(seconds)
        return True

    # What is wrong from the start ends it at once.
    first = publishing.publish_protocols(folder, key, now())
    print_published(first, language)
    for refused in first.refused:
        _complain(refused, language)
    print(say("publish-follows", language, n=seconds), flush=True)
    try:
        for told in following.follow(folder, key, now, wait):
            if isinstance(told, ZhargyError):
                _complain(told, language)
            else:
                print_published(told, language)
    except KeyboardInterrupt:
        pass
    return 0


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("publish", cls=Command, help=told("cli-publish"))
    def publish(
        reform: Path = typer.Option(Path("."), "--reform", help=told("cli-reform")),
        key: Path | None = typer.Option(None, "--key", help=told("cli-key")),
        cosigned: list[Path] = typer.Option([], "--cosigned", help=told("cli-publish-cosigned")),
        latest: bool = typer.Option(False, "--latest", help=told("cli-publish-latest")),
        follow: int = typer.Option(
            0, "--follow", min=0, metavar="SECONDS", help=told("cli-publish-follow")
        ),
        looked: bool = typer.Option(False, "--looked", help=told("cli-publish-looked")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_record import print_published
        from zhargy.reform import publishing, witnessing

        if cosigned:
            size, met = witnessing.take_cosigned(reform, key_file(key), cosigned)
            print(told("publish-quorum" if met else "publish-no-quorum", n=size))
            return 0 if met else 1
        if follow:
            return _follow(reform, key_file(key), follow, language)
        published = publishing.publish(reform, key_file(key), now(), looked=looked, latest=latest)
        print_published(published, language)
        return 0
