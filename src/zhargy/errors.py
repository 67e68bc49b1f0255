"""One short tree of errors: what a person can put right."""

from __future__ import annotations


class ZhargyError(Exception):
    """What a person can put right; `messages` says it, with the remedy, in three languages.

    `code` names the sentence, `where` the place (a file, a line, a page), `fields` what the
    sentence mentions.
    """

    def __init__(self, code: str, where: str, **fields: object) -> None:
        super().__init__(code, where, fields)
        self.code, self.where, self.fields = code, where, fields

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.code, self.where, self.fields)


def _again(
    kind: type[ZhargyError], code: str, where: str, fields: dict[str, object]
) -> ZhargyError:
    return kind(code, where, **fields)


class UnreadableText(ZhargyError):
    """The source could not be read as an act."""


class UnusableDecision(ZhargyError):
    """A decisions file says something that cannot be honoured."""


class UnwritableOutput(ZhargyError):
    """A result could not be written; what stood there before still stands."""


class UnusableForm(ZhargyError):
    """A form is not known, or its file does not say what a form must say."""


class UnreadableTable(ZhargyError):
    """A table that came back from its editor cannot be read."""


class UnusableRegister(ZhargyError):
    """A register of titles is not known, or its file does not say what it must say."""


class UnusableTopics(ZhargyError):
    """A list of topics cannot be read, or does not say what it must say."""


class UnreadableRecord(ZhargyError):
    """Bytes of a public record that are not of the form that its specification demands."""


class RecordMismatch(ZhargyError):
    """Something published is not what it claims to be."""


class UnusableFolder(ZhargyError):
    """The folder of a reform, its settings or its keys cannot be used."""


class UnusableRule(ZhargyError):
    """A rule, an expression or the figures given to it do not say what they must say."""


class UnusableEntry(ZhargyError):
    """An act of entering protocols that the rule of two people forbids, or a journal of them."""
