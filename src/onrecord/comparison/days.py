"""Days that sentences name, as reports of one occasion may differ on them: a weekday, or a day of a month."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from onrecord.language.full_dates import MONTHS
from onrecord.records import Article, Span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CALENDAR = frozenset((*MONTHS, *_WEEKDAYS))
_MONTH = "|".join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))
_NAMED = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.? (?P<day>[0-3]?\d)(?:st|nd|rd|th)?|(?P<first>[0-3]?\d)(?:st|nd|rd|th)? (?P<later>{_MONTH})"
    r"|(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))\b(?! \d)"
)


class NamedDay(Struct, frozen=True):
    """A day by its name: a month and a day in it (None where only the weekday is told), and its weekday (0 is Monday; None where unknown)."""

    month: int | None
    day: int | None
    weekday: int | None
    span: Span

    def differs(self, other: NamedDay) -> bool:
        """Whether the two cannot be one day."""
        if self.month is not None and other.month is not None:
            return (self.month, self.day) != (other.month, other.day)
        return self.weekday is not None and other.weekday is not None and self.weekday != other.weekday


def is_calendar_word(plain: str) -> bool:
    """Whether a lower-case word is the name of a month or a weekday."""
    return plain in _CALENDAR


def find_days(passage: Span, article: Article) -> list[NamedDay]:
    """The days that a sentence names. The weekday of a day in a month is counted in the year in which the article appeared."""
    found = []
    for match in _NAMED.finditer(passage.text):
        span = Span(passage.start + match.start(), passage.start + match.end(), match.group(), passage.field)
        if match["weekday"]:
            found.append(NamedDay(None, None, _WEEKDAYS.index(match["weekday"].lower()), span))
            continue
        month, day = MONTHS[(match["month"] or match["later"]).lower()], int(match["day"] or match["first"])
        found.append(NamedDay(month, day, _weekday(article.published, month, day), span))
    return found


def _weekday(published: str | None, month: int, day: int) -> int | None:
    year = (published or "")[:4]
    try:
        return date(int(year), month, day).weekday()
    except ValueError:
        return None
