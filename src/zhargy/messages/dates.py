"""Days and seconds as each language writes them; years are never grouped."""

from __future__ import annotations

from datetime import date

from zhargy.messages import say

_NO_BREAK = "\u00a0"


def day(value: str, language: str) -> str:
    """A day, or the day of a second, in full.

    >>> [day("2031-04-14", code).replace("\\xa0", " ") for code in ("kk", "ru", "en")]
    ['2031 ж. 14 сәуір', '14 апреля 2031 г.', '14 April 2031']
    """
    found = date.fromisoformat(value[:10])
    month = say(f"month-{found.month}", language)
    if language == "kk":
        return f"{found.year}{_NO_BREAK}ж. {found.day}{_NO_BREAK}{month}"
    if language == "ru":
        return f"{found.day}{_NO_BREAK}{month} {found.year}{_NO_BREAK}г."
    return f"{found.day}{_NO_BREAK}{month} {found.year}"


def moment(value: str, language: str) -> str:
    """A second of UTC to the minute, or a day where there is no more.

    >>> moment("2031-04-14T09:00:00Z", "en").replace("\\xa0", " ")
    '14 April 2031, 09:00 UTC'
    """
    if "T" not in value:
        return day(value, language)
    return f"{day(value, language)}, {value[11:16]}{_NO_BREAK}UTC"
