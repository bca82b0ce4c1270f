"""Days known to a day, a month or a year: "2024-07-04", "2024-07", "2024". The string is the value; nothing is padded."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# There was no news before; "0001-01-01" is how some systems write that a date is missing.
_FIRST_YEAR = 1000
# More different days than one record has: what orders days asks for the same ones again and again.
_DAYS = 50_000


def is_partial_date(value: str) -> bool:
    """Whether `value` is an existing year, month or day in this notation."""
    # Only what is short enough is remembered, for anybody may ask for anything.
    return len(value) <= len("2024-07-04") and _exists(value)


@lru_cache(_DAYS)
def _exists(value: str) -> bool:
    match = _PARTIAL.fullmatch(value)
    if not match:
        return False
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year >= _FIRST_YEAR


@lru_cache(_DAYS)
def first_day(value: str) -> date:
    """The first day that a partial date covers."""
    year, month, day = _parts(value)
    return date(year, month or 1, day or 1)


@lru_cache(_DAYS)
def last_day(value: str) -> date:
    """The last day that a partial date covers."""
    year, month, day = _parts(value)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def last_day_told(value: str, published: str | None, not_after: str | None = None) -> date:
    """The last day that a date can mean which an article tells of something said or done: no later than the article appeared.

    An article of 9 May that says "in May" covers the first nine days of May. Where it did not appear within the date, it bounds nothing; `not_after`
    stands for `published` where that is not known.
    """
    last = last_day(value)
    appeared = next((last_day(day) for day in (published, not_after) if day is not None and is_partial_date(day)), last)
    return appeared if first_day(value) <= appeared < last else last


def _parts(value: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.fullmatch(value)
    if not match:
        raise ValueError(f"not a year, month or day: {value!r}")
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None
