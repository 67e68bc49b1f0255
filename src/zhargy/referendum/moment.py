"""When something was so: a day, or a time with its zone, in one order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """`since` in UTC orders moments; `text` is as it was written. A day is its first instant; a
    time without a zone is taken for UTC."""

    since: datetime
    text: str

    @classmethod
    def of(cls, value: str | date | datetime) -> Moment:
        """Raises ValueError for what is no ISO 8601 day or time.

        >>> Moment.of("2031-06-09T06:00:00+05:00").since.isoformat()
        '2031-06-09T01:00:00+00:00'
        """
        text = value if isinstance(value, str) else value.isoformat()
        when = datetime.fromisoformat(text)
        try:
            return cls(when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC), text)
        except OverflowError as beyond:  # the first and the last day that there are
            raise ValueError(text) from beyond

    @property
    def day(self) -> date:
        """The day as it was written, where it was."""
        return datetime.fromisoformat(self.text).date() if self.text else self.since.date()

    @property
    def is_day(self) -> bool:
        """Was a day written, and no time?"""
        return len(self.text) <= len("2031-06-09")

    def until(self) -> datetime:
        """The last instant meant: a day, asked for, includes all of it."""
        return self.since + timedelta(days=1, microseconds=-1) if self.is_day else self.since


ALWAYS = Moment(datetime.max.replace(tzinfo=UTC), "")
