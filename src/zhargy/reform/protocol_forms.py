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
def shipped_protocol_forms() -> tuple[ProtocolForm, ...]:
    """The forms of `jurisdictions/*/protocol/`: "kazakhstan/precinct", "association/paper" ..."""
    found = {}
    for folder in (resources.files("zhargy") / "jurisdictions").iterdir():
        forms = folder / "protocol"
        if forms.is_dir():
            for file in forms.iterdir():
                name = f"{folder.name}/{file.name.removesuffix('.toml')}"
                found[name] = form_from(tomllib.loads(file.read_text(encoding="utf-8")), name)
    return tuple(found[name] for name in sorted(found))


def protocol_form(name: str, beside: Path | None = None) -> ProtocolForm:
    """A shipped form by its name ("kazakhstan" is its "precinct"), or that of a TOML file, which is
    looked for in the folder `beside` first. Raises UnusableForm (Q40, Q41, Q42)."""
    shipped = {form.name: form for form in shipped_protocol_forms()}
    for known in (name, f"{name}/{_USUAL}"):
        if known in shipped:
            return shipped[known]
    if not name.lower().endswith(".toml"):
        raise UnusableForm("Q41", name, forms=", ".join(shipped))
    path = beside / name if beside and (beside / name).is_file() else Path(name)
    try:
        return form_from(tomllib.loads(path.read_text(encoding="utf-8-sig")), path.stem)
    except OSError as refused:
        raise UnusableForm("Q42", name, detail=refused.strerror or "") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableForm("Q42", name, detail=str(broken)) from None
