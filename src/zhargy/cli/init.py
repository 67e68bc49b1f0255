"""`zhargy init`: the folder of a new reform."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.cli.key import key_file
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("init", cls=Command, help=told("cli-init"))
    def init(
        folder: Path = typer.Argument(..., metavar="FOLDER", help=told("cli-init-folder")),
        title: str = typer.Option("", "--title", help=told("cli-init-title")),
        languages: str = typer.Option("kk,ru,en", "--languages", help=told("cli-init-languages")),
        authoritative: str = typer.Option(
            "", "--authoritative", help=told("cli-init-authoritative")
        ),
        jurisdiction: str = typer.Option(
            "kazakhstan", "--jurisdiction", help=told("cli-init-jurisdiction")
        ),
        origin: str = typer.Option("", "--origin", help=told("cli-init-origin")),
        by: str = typer.Option("commission", "--by", help=told("cli-init-by")),
        key: Path | None = typer.Option(None, "--key", help=told("cli-init-key")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.by_language import by_language
        from zhargy.reform.founding import found_reform

        codes = [code.strip() for code in languages.split(",") if code.strip()]
        valid = [code.strip() for code in authoritative.split(",") if code.strip()]
        words = by_language(title, codes[0]) if codes else {}
        first = next(iter(words.values()), folder.resolve().name)
        founded = found_reform(
            folder,
            title={code: words.get(code, first) for code in codes},
            languages=codes,
            authoritative=valid or codes[:1],
            jurisdiction=jurisdiction,
            by=by,
            origin=origin or folder.resolve().name,
            key=key_file(key),
            seed=os.urandom(32),
            language=language,
        )
        print(told("init-done", folder=founded.folder))
        print(told("init-key-new" if founded.made else "init-key-old", key=founded.key))
        print(told("init-verifier", verifier=founded.verifier))
        print(told("init-next"))
        return 0
