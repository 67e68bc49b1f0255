"""What the fields of a body may hold: forms as data, so that a kind is a table."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhargy.record.entry import (
    is_day,
    is_edition_name,
    is_index,
    is_slug,
    is_text,
    is_time,
    wrong_field,
)

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_QUANTITY = re.compile(r"[a-z][a-z0-9_]{0,63}")
# [0-9] and not \d, which takes the digits of every script; one zero and no "-0".
_FRACTION = re.compile(r"(0|-?[1-9][0-9]{0,17})/[1-9][0-9]{0,17}")


class Form(ABC):
    """One value's form. `fault` gives the path of what is wrong, or nothing."""

    __slots__ = ()

    @property
    def refers(self) -> bool:
        """Can such a value name entries at all?"""
        return False

    @property
    def has_blobs(self) -> bool:
        """Can such a value name blobs at all?"""
        return False

    @abstractmethod
    def fault(self, value: object) -> str | None:
        """The path inside the value to what is not of this form ("" is the value itself)."""

    def entries(self, value: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The entries that a value of this form refers to, with the kinds they may be of."""
        return iter(())

    def blobs(self, value: Any) -> Iterator[tuple[str, int]]:
        """The blobs that a value of this form refers to: digest and size in bytes."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Plain(Form):
    """A value that a yes or no decides."""

    is_right: Callable[[object], bool]

    def fault(self, value: object) -> str | None:
        return None if self.is_right(value) else ""


@dataclass(frozen=True, slots=True)
class Reference(Form):
    """The index of an earlier entry, of one of these kinds (of any, if none is named)."""

    kinds: tuple[str, ...] = ()

    @property
    def refers(self) -> bool:
        return True

    def fault(self, value: object) -> str | None:
        return None if is_index(value) else ""

    def entries(self, value: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
        yield value, self.kinds


@dataclass(frozen=True, slots=True)
class Blob(Form):
    """`{"digest", "bytes"}`: a file under blob/."""

    @property
    def has_blobs(self) -> bool:
        return True

    def fault(self, value: object) -> str | None:
        if type(value) is not dict or value.keys() != {"digest", "bytes"}:
            return ""
        if not is_digest(value["digest"]):
            return "digest"
        return None if is_index(value["bytes"]) else "bytes"

    def blobs(self, value: Any) -> Iterator[tuple[str, int]]:
        yield value["digest"], value["bytes"]


@dataclass(frozen=True, slots=True)
class Listed(Form):
    """A list of values of one form, at least `least` and none twice."""

    of: Form
    least: int = 1

    @property
    def refers(self) -> bool:
        return self.of.refers

    @property
    def has_blobs(self) -> bool:
        return self.of.has_blobs

    def fault(self, value: object) -> str | None:
        if type(value) is not list or len(value) < self.least:
            return ""
        for place, one in enumerate(value):
            if (inside := self.of.fault(one)) is not None:
                return f"{place}.{inside}".rstrip(".")
        return None if len(set(map(repr, value))) == len(value) else ""

    def entries(self, value: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
        for one in value:
            yield from self.of.entries(one)

    def blobs(self, value: Any) -> Iterator[tuple[str, int]]:
        for one in value:
            yield from self.of.blobs(one)


@dataclass(frozen=True, slots=True)
class Fields(Form):
    """An object with these fields; those in `optional` may be absent, no other may stand there."""

    required: Mapping[str, Form]
    optional: Mapping[str, Form] = field(default_factory=dict)

    @property
    def refers(self) -> bool:
        return any(form.refers for form in (*self.required.values(), *self.optional.values()))

    @property
    def has_blobs(self) -> bool:
        return any(form.has_blobs for form in (*self.required.values(), *self.optional.values()))

    def fault(self, value: object) -> str | None:
        if type(value) is not dict:
            return ""
        seen = 0
        for name, form in self.required.items():
            if name not in value:
                return str(name)
            if (inside := form.fault(value[name])) is not None:
                return f"{name}.{inside}".rstrip(".")
            seen += 1
        if seen == len(value):
            return None
        for name in sorted(value.keys() - self.required.keys()):
            if name not in self.optional:
                return str(name)
            if (inside := self.optional[name].fault(value[name])) is not None:
                return f"{name}.{inside}".rstrip(".")
        return None

    def entries(self, value: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
        for name, form in (*self.required.items(), *self.optional.items()):
            if name in value:
                yield from form.entries(value[name])

    def blobs(self, value: Any) -> Iterator[tuple[str, int]]:
        for name, form in (*self.required.items(), *self.optional.items()):
            if name in value:
                yield from form.blobs(value[name])


@dataclass(frozen=True, slots=True)
class InLanguages(Form):
    """The same words by language: `{"kk": ..., "ru": ..., "en": ...}`, at least one."""

    most: int

    def fault(self, value: object) -> str | None:
        if type(value) is not dict or not value:
            return ""
        for language, words in value.items():
            if not is_language(language) or not is_text(words, self.most):
                return str(language)
        return None


@dataclass(frozen=True, slots=True)
class Counts(Form):
    """Whole numbers by the names of quantities: `{"no": 3, "yes": 5}`, at least one."""

    def fault(self, value: object) -> str | None:
        if type(value) is not dict or not value:
            return ""
        wrong = (
            name
            for name, count in value.items()
            if type(name) is not str or not _QUANTITY.fullmatch(name) or not is_index(count)
        )
        return next(map(str, wrong), None)


def check_form(form: Form, value: object, where: str) -> None:
    """Raise UnreadableRecord E4 with the field unless `value` is of this form."""
    if (path := form.fault(value)) is not None:
        raise wrong_field(f"body.{path}".rstrip("."), where)


def is_digest(value: object) -> bool:
    """A SHA-256 in 64 small hexadecimal digits."""
    return type(value) is str and bool(_DIGEST.fullmatch(value))


def is_language(value: object) -> bool:
    """A language as ISO 639 writes it: "kk", "ru", "en"."""
    return type(value) is str and bool(_LANGUAGE.fullmatch(value))


def is_amount(value: object) -> bool:
    """A whole number, or a share as text: 12461796, "2/3".

    >>> is_amount(5), is_amount("2/3"), is_amount("0.66"), is_amount(True)
    (True, True, False, False)
    """
    return type(value) is int or (type(value) is str and bool(_FRACTION.fullmatch(value)))


def text(most: int) -> Plain:
    """Words of at most so many characters."""
    return Plain(lambda value: is_text(value, most))


def lines(most: int) -> Plain:
    """Lines, each with its end, of at most so many characters together."""
    return Plain(lambda value: type(value) is str and value.endswith("\n") and len(value) <= most)


def choice(*allowed: str) -> Plain:
    """One of these words."""
    return Plain(lambda value: type(value) is str and value in allowed)


SLUG = Plain(is_slug)
EDITION = Plain(is_edition_name)
LANGUAGE = Plain(is_language)
DIGEST = Plain(is_digest)
COUNT = Plain(is_index)
AMOUNT = Plain(is_amount)
DAY = Plain(is_day)
TIME = Plain(is_time)
TRUTH = Plain(lambda value: type(value) is bool)
