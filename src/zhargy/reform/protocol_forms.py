"""Forms of protocols: those that are shipped, and a person's own file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

from zhargy.errors import UnusableForm
from zhargy.referendum.form import ProtocolForm, form_from

# The form that a jurisdiction's name alone means.
_USUAL = "precinct"


@cache
def _shipped() -> dict[str, str]:
    """The text of each form of `jurisdictions/*/protocol/`: "kazakhstan/precinct" ..."""
    found = {}
    for folder in (resources.files("zhargy") / "jurisdictions").iterdir():
        forms = folder / "protocol"
        if forms.is_dir():
            for file in forms.iterdir():
                name = f"{folder.name}/{file.name.removesuffix('.toml')}"
                found[name] = file.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


@cache
def shipped_protocol_forms() -> tuple[ProtocolForm, ...]:
    """The forms of `jurisdictions/*/protocol/`: "kazakhstan/precinct", "association/paper" ..."""
    return tuple(form_from(tomllib.loads(text), name) for name, text in _shipped().items())


def protocol_form(name: str, beside: Path | None = None) -> ProtocolForm:
    """A shipped form by its name ("kazakhstan" is its "precinct"), or that of a TOML file, which is
    looked for in the folder `beside` first. Raises UnusableForm (Q40, Q41, Q42)."""
    called, text = form_text(name, beside)
    try:
        return form_from(tomllib.loads(text), called)
    except tomllib.TOMLDecodeError as broken:
        raise UnusableForm("Q42", name, detail=str(broken)) from None


def form_text(name: str, beside: Path | None = None) -> tuple[str, str]:
    """A form as its file has it, and its name. Raises UnusableForm (Q41, Q42)."""
    shipped = _shipped()
    for known in (name, f"{name}/{_USUAL}"):
        if known in shipped:
            return known, shipped[known]
    if not name.lower().endswith(".toml"):
        raise UnusableForm("Q41", name, forms=", ".join(shipped))
    path = beside / name if beside and (beside / name).is_file() else Path(name)
    try:
        return path.stem, path.read_text(encoding="utf-8-sig")
    except OSError as refused:
        raise UnusableForm("Q42", name, detail=refused.strerror or "") from None
    except UnicodeDecodeError as broken:
        raise UnusableForm("Q42", name, detail=str(broken)) from None
