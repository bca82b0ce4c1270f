"""Conditions over time: since when a holder is told to name one, until when, and from which day on it is no longer told."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.comparison.conditions import same_condition
from onrecord.language.partial_dates import last_day
from onrecord.records import Condition
from onrecord.views.passages import Passage, Point, ShownCondition, by_day


class ConditionSpan(Struct, frozen=True):
    """One condition of one holder, told on consecutive days on which anything is told of its stance.

    `first` and `last` are the days of the first and the last point that tell it, `gone` the day of the next point, which does not; None where
    there is none. Days are partial dates, as in the points. That a report leaves a condition out does not say that it was given up.
    """

    holder: str | None
    term: str | None
    words: str
    first: str
    last: str
    gone: str | None
    passages: tuple[Passage, ...]


class _Open:
    """A condition that the latest day still tells."""

    def __init__(self, condition: ShownCondition, day: str) -> None:
        self.condition, self.first, self.last = condition, day, day
        self.passages: list[Passage] = []

    def told(self, condition: ShownCondition, day: str) -> None:
        self.last = day
        self.passages.append(condition.passage)

    def closed(self, holder: str | None, gone: str | None) -> ConditionSpan:
        told = self.condition
        return ConditionSpan(holder, told.term, told.passage.text, self.first, self.last, gone, tuple(self.passages))


def condition_spans(points: Sequence[Point]) -> tuple[ConditionSpan, ...]:
    """The conditions that these points tell, which stand in order of time, by holder and then by the day on which they are first told.

    Points of one day are taken together: a condition that one of them tells is told on that day. Undated points are left out.
    """
    holders = dict.fromkeys(point.holder for point in points if point.day.value)
    return tuple(span for holder in holders for span in _spans_of(holder, [one for one in points if one.holder == holder]))


def _spans_of(holder: str | None, points: Sequence[Point]) -> list[ConditionSpan]:
    ended: list[ConditionSpan] = []
    running: list[_Open] = []
    for _, group in by_day(points):
        day = group[0].day.value or ""
        still: list[_Open] = []
        for condition in (condition for point in group for condition in point.conditions):
            known = next((one for one in (*still, *running) if _same(one.condition, condition)), None) or _Open(condition, day)
            known.told(condition, day)
            if known not in still:
                still.append(known)
        ended += [one.closed(holder, day) for one in running if one not in still]
        running = still
    ended += [one.closed(holder, None) for one in running]
    return sorted(ended, key=lambda span: (last_day(span.first), last_day(span.last), span.words))


def _same(one: ShownCondition, other: ShownCondition) -> bool:
    return same_condition(_plain(one), _plain(other))


def _plain(one: ShownCondition) -> Condition:
    return Condition(one.passage.start, one.passage.end, one.passage.text, one.passage.field, term=one.term)
