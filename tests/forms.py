"""The shipped forms of amending acts, as the tests use them."""

from __future__ import annotations

from zhargy.reform.consolidating import form_of, sayer_of
from zhargy.text.amending.compose import Say
from zhargy.text.amending.write import Form


def the_form(language: str) -> Form:
    return form_of(language)


def sayer(language: str, title: str) -> Say:
    return sayer_of(form_of(language), title)
