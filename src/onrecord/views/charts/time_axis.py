"""An axis of days: where a day stands, and which days are marked. Where nothing is told for most of the time, the axis leaves that out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
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
# An axis leaves out the longest time of which nothing is told where that is so much of it, and no less than so many days.
_LEFT_OUT, _FEWEST_LEFT_OUT = 0.7, 120
# Either side of what is left out has at least this share of the axis; between the two is a space, in pixels.
_LEAST_SHARE, _BREAK = 0.2, 24.0
# So many pixels, about, keep the words of two marked days apart.
_APART = 90


class TimeAxis:
    """Days from left to right, evenly, between two places in pixels."""

    # The middle of the space where days are left out, and which days; None where none are.
    broken_at: float | None = None
    left_out: tuple[date, date] | None = None

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
        most = max(min(_MOST_TICKS, (self.right - self.left) // _APART), 1)
        for unit, step in _STEPS:
            if (self.last - self.first) / ({"day": 1, "month": 30.4, "year": 365.2}[unit] * step) <= most:
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


class BrokenAxis(TimeAxis):
    """Two axes beside each other: days before `left_out`, and days after."""

    def __init__(self, early: TimeAxis, late: TimeAxis, left_out: tuple[date, date]) -> None:
        self._early, self._late, self.left_out = early, late, left_out
        self.left, self.right = early.left, late.right
        self.first, self.last = early.first, late.last
        self.broken_at = (early.right + late.left) / 2

    def x(self, day: date) -> float:
        """Where a day begins; of those left out, where the space is."""
        if self.left_out and day < self.left_out[1]:
            return min(self._early.x(day), self._early.right)
        return max(self._late.x(day), self._late.left)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return min(self._early.end(day), self._early.right) if self.left_out and day < self.left_out[1] else self._late.end(day)

    def ticks(self) -> list[tuple[float, str]]:
        """The days that are marked on either side, none so near the space that their words would meet."""
        marked = [*self._early.ticks(), *self._late.ticks()]
        return [tick for tick in marked if abs(tick[0] - (self.broken_at or 0)) > _APART / 2] or marked


def axis_of(stretches: Sequence[tuple[date, date]], left: float, right: float) -> TimeAxis:
    """An axis on which all these stretches of days stand, broken where there is nothing between two of them for most of the time."""
    told = sorted(stretches)
    first, last = told[0][0], max(end for _, end in told)
    gap, ended = (first, first), told[0][1]
    place = 0
    for number, (start, end) in enumerate(told):
        if start - ended > gap[1] - gap[0]:
            gap, place = (ended, start), number
        ended = max(ended, end)
    days = gap[1] - gap[0]
    if days < timedelta(days=_FEWEST_LEFT_OUT) or days < (last - first) * _LEFT_OUT:
        return TimeAxis(first, last, left, right)
    share = min(max(place / len(told), _LEAST_SHARE), 1 - _LEAST_SHARE)
    middle = left + share * (right - left)
    return BrokenAxis(TimeAxis(first, gap[0], left, middle - _BREAK / 2), TimeAxis(gap[1], last, middle + _BREAK / 2, right), gap)
