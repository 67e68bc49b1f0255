"""`zhargy upgrade`: a folder of an older version becomes one of today."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from zhargy.errors import UnusableFolder
from zhargy.reform.output import write_whole
from zhargy.storage import settings
from zhargy.storage.settings import FORMAT, read_settings

Step = Callable[[str], str]


def _from_no_format(text: str) -> str:
    """Before formats had names, reform.toml began without one."""
    return f'format = "{FORMAT}"\n{text}'


# The format that a text has -> what makes the next one of it, and that one's name.
STEPS: Mapping[str, tuple[str, Step]] = {"": (FORMAT, _from_no_format)}


def upgrade_folder(
    folder: Path, steps: Mapping[str, tuple[str, Step]] = STEPS
) -> list[tuple[str, str]]:
    """Bring reform.toml to today's format: the steps taken, old and new name of each.

    The old file stays beside it as reform.toml.old; nothing is written unless the result can be
    read. Raises UnusableFolder (G1 to G5).
    """
    path = folder / settings.NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
        said = str(tomllib.loads(text).get("format", ""))
    except OSError:
        raise UnusableFolder("G1", str(folder)) from None
    except ValueError as wrong:
        raise UnusableFolder("G2", str(path), detail=str(wrong)) from None
    before, taken = text, []
    while said != FORMAT:
        if said not in steps:
            raise UnusableFolder("G5", str(path), format=said, known=FORMAT)
        after, step = steps[said]
        text = step(text)
        taken.append((said or "–", after))
        said = after
    if taken:
        read_settings(text.encode(), str(path))
        write_whole(path.with_name(settings.NAME + ".old"), before.encode())
        write_whole(path, text.encode())
    return taken
