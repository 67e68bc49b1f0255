"""`zhargy demo`: the samples through every stage that exists."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("demo", cls=Command, help=told("cli-demo"))
    def demo(
        out: Path = typer.Argument(Path("out/demo"), metavar="OUT", help=told("cli-demo-out")),
        examples: Path = typer.Option(
            Path("examples"), "--examples", help=told("cli-demo-examples")
        ),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.demo import run_demo

        def progress(code: str, **fields: object) -> None:
            is_new = code.startswith("demo-stage-")
            print(("\n" if is_new else "  ") + told(code, **fields), flush=True)

        pages = run_demo(out, examples, language, progress)
        print("\n" + told("demo-files", folder=str(out)))
        print(told("demo-look"))
        for page in pages:
            if page.name.endswith(f".{language}.html"):
                print(f"  {page}")
        print("\n" + told("demo-serve"))
        print(f"  zhargy serve {out / 'reform'}")
        print("\n" + told("demo-verify-yourself"))
        for place in ("reform", "tampered"):
            print(f"  zhargy verify {out / place}")
        return 0
