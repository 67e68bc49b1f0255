"""Amending acts: applied to the act in force, or written from two editions."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from zhargy.text.amending.compose import Say
from zhargy.text.amending.instruction import Instruction
from zhargy.text.amending.read import read_amending
from zhargy.text.amending.write import Form, Unsayable

_FORMS = {"kk": "kazakhstan", "ru": "kazakhstan", "en": "association"}


@cache
def form_of(language: str) -> Form:
    """The shipped form of an amending act in a language; KeyError where there is none."""
    folder = resources.files("zhargy") / "jurisdictions" / _FORMS[language]
    text = (folder / f"amending.{language}.toml").read_text(encoding="utf-8")
    return Form(tomllib.loads(text))


def sayer_of(form: Form, title: str) -> Say:
    """Instructions as they are read in the text of an amending act with this form."""

    def say(steps: Sequence[Instruction]) -> Sequence[Instruction] | None:
        try:
            text = form.act(steps, title)
        except Unsayable:
            return None
        found = read_amending(text, form.language, title).steps
        read = [step for step in found if isinstance(step, Instruction)]
        return read if len(read) == len(found) else None

    return say
