"""A period, such as a week: who stood where in it, and what came up in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from onrecord.language.partial_dates import first_day, last_day
from onrecord.views.conflicts import ShownConflict
from onrecord.views.matrix import Matrix
from onrecord.views.passages import Day
from onrecord.views.shifts import ShownShift


class Period(Struct, frozen=True):
    """What was said between two partial dates, both inclusive, either open: the stances, the changes that end in it, and the conflicts of which
    the last report appeared in it.
    """

    since: str | None
    until: str | None
    matrix: Matrix
    shifts: tuple[ShownShift, ...]
    conflicts: tuple[ShownConflict, ...]


def period(since: str | None, until: str | None, matrix: Matrix, shifts: Iterable[ShownShift], conflicts: Iterable[ShownConflict]) -> Period:
    """A period, of the matrix of its own and of shifts and conflicts of any time."""
    first, last = first_day(since) if since else date.min, last_day(until) if until else date.max

    def is_in(days: Iterable[Day]) -> bool:
        spans = [(begins, ends) for day in days if (begins := day.first()) and (ends := day.last())]
        return bool(spans) and max(ends for _, ends in spans) >= first and max(begins for begins, _ in spans) <= last

    return Period(
        since,
        until,
        matrix,
        tuple(one for one in shifts if is_in([one.after.day])),
        tuple(one for one in conflicts if is_in(Day("reported", passage.published) for passage in one.passages)),
    )
