"""`zhargy init`: the folder of a new reform, with its settings and the key of its record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhargy.errors import UnusableFolder
from zhargy.messages import say
from zhargy.record.entry import is_slug
from zhargy.record.note import SigningKey
from zhargy.reform.folder import signing_key
from zhargy.reform.output import write_whole
from zhargy.storage import settings
from zhargy.storage.keys import private_keys_in, write_private
from zhargy.storage.settings import FORMAT, read_settings

FOLDERS = ("texts", "acts", "laws", "decisions", "record", "out")


@dataclass(frozen=True, slots=True)
class Founded:
    """What stands there now. `made` says whether the key is new."""

    folder: Path
    key: Path
    verifier: str
    made: bool


def found_reform(
    folder: Path,
    *,
    title: Mapping[str, str],
    languages: Sequence[str],
    authoritative: Sequence[str],
    jurisdiction: str,
    by: str,
    origin: str,
    key: Path,
    seed: bytes,
    language: str,
) -> Founded:
    """Begin a reform in a folder, which may hold other files already.

    `seed` are 32 random bytes, used if the key's file is not there yet; `language` is that of
    the comments. Raises UnusableFolder: G7 it is one already, G12 the key would lie inside, G9 a
    value that is not allowed.
    """
    target = folder / settings.NAME
    if target.exists():
        raise UnusableFolder("G7", str(folder))
    if key.resolve().is_relative_to(folder.resolve()):
        raise UnusableFolder("G12", str(key))
    if folder.is_dir() and (inside := private_keys_in(folder)):
        raise UnusableFolder("G12", str(inside[0]))
    for name, value in (("jurisdiction", jurisdiction), ("by", by)):
        if not is_slug(value):
            raise UnusableFolder("G9", value, key=name, allowed=f"allowed-{name}")
    made = not key.exists()
    signing = SigningKey(origin, seed) if made else signing_key(key)
    policy = f"log {signing.verifier}\nquorum none\n"
    text = _written(title, languages, authoritative, jurisdiction, by, policy, language)
    read_settings(text.encode(), str(target))
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    if made:
        write_private(key, signing.private_text)
    write_whole(target, text.encode())
    return Founded(folder, key, str(signing.verifier), made)


def _written(
    title: Mapping[str, str],
    languages: Sequence[str],
    authoritative: Sequence[str],
    jurisdiction: str,
    by: str,
    policy: str,
    language: str,
) -> str:
    def told(code: str) -> str:
        return "".join(f"# {line}\n" for line in say(code, language).splitlines())

    titles = ", ".join(f"{code} = {_quoted(words)}" for code, words in title.items())
    return (
        told("toml-head")
        + f'format = "{FORMAT}"\n\n[reform]\n'
        + told("toml-title")
        + f"title = {{ {titles} }}\n"
        + told("toml-languages")
        + f"languages = {_quoted(list(languages))}\n"
        + told("toml-authoritative")
        + f"authoritative = {_quoted(list(authoritative))}\n"
        + told("toml-jurisdiction")
        + f"jurisdiction = {_quoted(jurisdiction)}\n\n[record]\n"
        + told("toml-by")
        + f"by = {_quoted(by)}\n"
        + told("toml-policy")
        + f'policy = """\n{policy}"""\n\n'
        + told("toml-edition")
    )


def _quoted(value: object) -> str:
    """A JSON string is a TOML string, if what JSON leaves bare and TOML forbids is escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
