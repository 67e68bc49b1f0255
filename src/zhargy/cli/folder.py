"""`zhargy init`, `add`, `publish` and `upgrade`: the folder of a reform."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import typer

from zhargy.cli.help import Command, known_language
from zhargy.messages import say


def now() -> str:
    """The second of this machine's clock, as entries write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def key_file(given: Path | None) -> Path:
    """--key, else ZHARGY_KEY, else the usual place."""
    if given is not None:
        return given
    if named := os.environ.get("ZHARGY_KEY"):
        return Path(named)
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "zhargy" / "record.key"


def register(app: typer.Typer, language: str) -> None:
    """Add the commands, with their help in `language`."""

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
        from zhargy.reform.founding import found_reform

        codes = [code.strip() for code in languages.split(",") if code.strip()]
        valid = [code.strip() for code in authoritative.split(",") if code.strip()]
        founded = found_reform(
            folder,
            title=dict.fromkeys(codes, title or folder.resolve().name),
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

    @app.command("add", cls=Command, help=told("cli-add"))
    def add(
        file: Path = typer.Argument(..., metavar="FILE", help=told("cli-add-file")),
        act: str = typer.Option(..., "--act", metavar="ACT", help=told("cli-add-act")),
        edition: str = typer.Option(
            ..., "--edition", metavar="EDITION", help=told("cli-add-edition")
        ),
        reform: Path = typer.Option(Path("."), "--reform", help=told("cli-reform")),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        authority: str = typer.Option("", "--authority", help=told("cli-add-authority")),
        changes: str = typer.Option("after", "--changes", help=told("cli-add-changes")),
        which: str = typer.Option("", "--which", help=told("cli-add-which")),
        replace: bool = typer.Option(False, "--replace", help=told("cli-add-replace")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal import print_reading
        from zhargy.reform.adding import add_edition

        added = add_edition(
            reform,
            file,
            act=act,
            edition=edition,
            language=in_,
            authority=authority,
            changes="before" if changes == "before" else "after",
            which=which,
            replace=replace,
        )
        print_reading(added.reading, language)
        for source, one in added.editions:
            code = "add-again" if added.again else "add-done"
            print(told(code, name=source.name, n=len(one.provisions)))
        return 1 if added.reading.needs_a_person else 0

    @app.command("publish", cls=Command, help=told("cli-publish"))
    def publish(
        reform: Path = typer.Option(Path("."), "--reform", help=told("cli-reform")),
        key: Path | None = typer.Option(None, "--key", help=told("cli-key")),
        cosigned: list[Path] = typer.Option([], "--cosigned", help=told("cli-publish-cosigned")),
        looked: bool = typer.Option(False, "--looked", help=told("cli-publish-looked")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_record import print_published
        from zhargy.reform import publishing, witnessing

        if cosigned:
            size, met = witnessing.take_cosigned(reform, key_file(key), cosigned)
            print(told("publish-quorum" if met else "publish-no-quorum", n=size))
            return 0 if met else 1
        published = publishing.publish(reform, key_file(key), now(), looked=looked)
        print_published(published, language)
        return 0

    @app.command("upgrade", cls=Command, help=told("cli-upgrade"))
    def upgrade(
        reform: Path = typer.Option(Path("."), "--reform", help=told("cli-reform")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.upgrading import upgrade_folder

        steps = upgrade_folder(reform)
        for old, new in steps:
            print(told("upgrade-step", old=old, new=new))
        if not steps:
            print(told("upgrade-nothing"))
        return 0
