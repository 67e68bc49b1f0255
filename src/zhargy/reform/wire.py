"""Frozen values to plain JSON and back, by the types of their fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import Enum
from functools import cache
from typing import Any, TypeVar

Value = TypeVar("Value")


def to_plain(value: Any) -> Any:
    """Lists, dicts, strings, numbers: what JSON can say of a frozen value."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple | list):
        return [to_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: to_plain(inner) for key, inner in value.items()}
    return value.value if isinstance(value, Enum) else value


def from_plain(kind: type[Value], plain: Any) -> Value:
    """The value of type `kind` that `to_plain` turned into `plain`.

    >>> from zhargy.text.provision import Citation
    >>> from_plain(Citation, to_plain(Citation.of(article="5"))) == Citation.of(article="5")
    True
    """
    return typing.cast(Value, _made(kind, plain))


def _made(kind: Any, plain: Any) -> Any:
    if kind in (str, int, float, bool):
        return plain
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        fields = _fields(kind)
        return kind(**{name: _made(k, p) for (name, k), p in zip(fields, plain, strict=True)})
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_made(inner[0], p) for p in plain)
        return tuple(_made(k, p) for k, p in zip(inner, plain, strict=True))
    if origin is dict:
        return {key: _made(inner[1], p) for key, p in plain.items()}
    if origin in (typing.Union, types.UnionType):
        return _of_union(inner, plain)
    return kind(plain)


def _of_union(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None:
        return None
    for kind in kinds:
        if kind is type(plain) or (isinstance(plain, list) and kind not in (str, int, type(None))):
            return _made(kind, plain)
    return plain


@cache
def _fields(kind: Any) -> list[tuple[str, Any]]:
    hints = typing.get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]
