"""What a person reads of checked claims in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from zhargy.cli.terminal import console, said_place
from zhargy.messages import say
from zhargy.referendum.claims.claim import Checked, Verdict
from zhargy.reform.claiming import CheckedText
from zhargy.reports.claims import figure_name, sentences

_AROUND = 48
_SIGN = {Verdict.FITS: "=", Verdict.UNKNOWN: "?"}


def print_claims(texts: Sequence[CheckedText], language: str, written: Sequence[Path] = ()) -> None:
    """Each number with its words around it, the verdict, and for an alarm the arithmetic."""
    out = console()
    for text in texts:
        place = f", {said_place(text.place, language)}" if text.place else ""
        if text.claims:
            out.print(f"[bold]{escape(text.file + place)}[/]")
        for one in text.claims:
            _print_claim(out, one, language)
    claims = [one for text in texts for one in text.claims]
    if not claims:
        out.print(say("claim-none", language))
    else:
        fits = sum(one.verdict is Verdict.FITS for one in claims)
        alarms = sum(one.alarm for one in claims)
        counts = {"fits": fits, "alarms": alarms, "unknown": len(claims) - fits - alarms}
        out.print(say("claim-counts", language, n=len(claims), **counts))
    for path in written:
        out.print(say("cli-written", language, path=escape(str(path))))


def _print_claim(out: Console, one: Checked, language: str) -> None:
    sign = _SIGN.get(one.verdict, "!")
    name = figure_name(one.figure, one.base, language) if one.figure else ""
    verdict = say(f"claim-verdict-{one.verdict.value}", language)
    _row(out, f"{sign} {_in_context(one)}", 2)
    _row(out, " · ".join(part for part in (name, verdict) if part), 4)
    if one.alarm:
        for sentence in sentences(one, language):
            _row(out, sentence, 4)


def _in_context(one: Checked) -> str:
    """The number in brackets, with some words of its text on both sides."""
    text, (start, end) = one.claim.text, one.claim.span
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before = before.rsplit("\n", 1)[-1]
    after = after.split("\n", 1)[0]
    if start > len(before):
        before = "…" + before.partition(" ")[2]
    if end + len(after) < len(text):
        after = after.rpartition(" ")[0] + " …"
    return f"{before}[{text[start:end]}]{after}"


def _row(out: Console, text: str, indent: int) -> None:
    out.print(Padding(escape(text), (0, 0, 0, indent), expand=False))
