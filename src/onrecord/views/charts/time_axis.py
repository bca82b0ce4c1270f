"""An axis of days: where a day stands, and which days are marked."""

from __future__ import annotations

from datetime import date
from typing import Literal

from onrecord.views.wording import date_in_brief

_Unit = Literal["day", "month", "year"]
_STEPS: tuple[tuple[_Unit, int], ...] = (
    *(("day", 1), ("day", 2), ("day", 7), ("day", 14)),
    *(("month", 1), ("month", 2), ("month", 3), ("month", 6)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)
# Fewer days than these are not drawn further apart.
_FEWEST_DAYS = 14
_MOST_TICKS = 8
_MONTHS = 12


class TimeAxis:
    """Days from left to right, evenly, between two places in pixels."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        missing = max(_FEWEST_DAYS - (last.toordinal() - first.toordinal()), 0)
        self.first = max(first.toordinal() - missing // 2, 1)
        self.last = min(last.toordinal() + missing - missing // 2 + 1, date.max.toordinal())
        self.left, self.right = left, right

    def x(self, day: date) -> float:
        """Where a day begins."""
        return round(self.left + (day.toordinal() - self.first) / (self.last - self.first) * (self.right - self.left), 1)

    def middle(self, first: date, last: date) -> float:
        """The middle of a stretch of days, both inclusive."""
        return round((self.x(first) + self.end(last)) / 2, 1)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.x(date.fromordinal(min(day.toordinal() + 1, date.max.toordinal())))

    def ticks(self) -> list[tuple[float, str]]:
        """The days that are marked, in words: as many as are easily read."""
        for unit, step in _STEPS:
            if (self.last - self.first) / ({"day": 1, "month": 30.4, "year": 365.2}[unit] * step) <= _MOST_TICKS:
                return [(self.x(day), date_in_brief(words)) for day, words in self._marked(unit, step)]
        return []

    def _marked(self, unit: _Unit, step: int) -> list[tuple[date, str]]:
        if unit == "day":
            days = [date.fromordinal(ordinal) for ordinal in range(self.first, self.last + 1, step)]
            return [(day, day.isoformat()) for day in days]
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        months = step if unit == "month" else step * _MONTHS
        begun = (first.year * _MONTHS + first.month - 1) // months * months
        places = [divmod(place, _MONTHS) for place in range(begun, last.year * _MONTHS + last.month, months)]
        starts = [date(year, month + 1, 1) for year, month in places if date.min.year <= year <= date.max.year]
        return [(day, day.isoformat()[: 7 if unit == "month" else 4]) for day in starts if first <= day <= last]
