"""Where forms come from: those that are shipped, and a person's own file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

from zhargy.errors import UnusableForm
from zhargy.reports.forms import Form, form_of


@cache
def shipped_forms() -> tuple[Form, ...]:
    """All forms of `jurisdictions/`, by name: "association/simple", "kazakhstan/working" ..."""
    root = resources.files("zhargy") / "jurisdictions"
    found = {}
    for folder in root.iterdir():
        if folder.is_dir() and folder.name != "topics":
            for file in folder.iterdir():
                if file.name.endswith(".toml"):
                    name = f"{folder.name}/{file.name.removesuffix('.toml')}"
                    found[name] = form_of(tomllib.loads(file.read_text(encoding="utf-8")), name)
    return tuple(found[name] for name in sorted(found))


def form_named(name: str) -> Form:
    """A shipped form by its name, or the form of a TOML file by its path. Raises UnusableForm."""
    shipped = {form.name: form for form in shipped_forms()}
    if name in shipped:
        return shipped[name]
    path = Path(name)
    if path.suffix.lower() != ".toml":
        raise UnusableForm("F14", name, forms=", ".join(shipped))
    try:
        with path.open("rb") as file:
            # A key in a document holds the name, so no path of a machine goes into it.
            return form_of(tomllib.load(file), path.stem.replace("|", " "))
    except OSError as refused:
        raise UnusableForm("F15", name, detail=refused.strerror or "") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableForm("F15", name, detail=str(broken)) from None
