"""Shifts: stances that are reported to have changed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.comparison.intervals import FRESH
from onrecord.comparison.shifts import TOGETHER, TOGETHER_AT_A_TURN
from onrecord.records import Shift, ShiftEnd, Stance, Voice
from onrecord.views.conflicts import placed
from onrecord.views.paging import ListPage
from onrecord.views.passages import Day, Passage, Point, day_of, point_of
from onrecord.views.record import Record

# When two stances of one holder on one term are listed as a change (`onrecord.comparison.shifts`), for those who miss one.
CONDITIONS = (
    "A change is listed where every day of one stance lies before every day of the other, and both are read surely: their chances, multiplied, "
    f"reach {TOGETHER} ({TOGETHER_AT_A_TURN} where the words tell a turn); what somebody accepted counts as 1. What a report tells without a day "
    f"may be of any of the {FRESH.days} days before it."
)


class ShownEnd(Struct, frozen=True):
    """One end of a shift. `point` is None where the record does not hold the report that it refers to; `voice` says whose words tell it."""

    stance: Stance
    day: Day
    article: str
    point: Point | None
    voice: Voice = "holder"


class ShownShift(Struct, frozen=True):
    """A change of one holder on one term. `added` and `dropped` are the conditions that only the later, or only the earlier, end states."""

    id: str
    holder: str
    name: str
    term: str
    proposition: str
    before: ShownEnd
    after: ShownEnd
    added: tuple[Passage, ...] = ()
    dropped: tuple[Passage, ...] = ()


class ShiftList(ListPage, frozen=True, kw_only=True):
    """One page of the list of shifts."""

    shifts: tuple[ShownShift, ...]

    def __iter__(self) -> Iterator[ShownShift]:
        return iter(self.shifts)

    def __len__(self) -> int:
        return len(self.shifts)


def shifts(record: Record) -> tuple[ShownShift, ...]:
    """Every shift, the latest change first."""
    shown = sorted(((_last_day(shift), _shown(record, shift)) for shift in record.shifts), key=lambda each: each[1].id)
    return tuple(each[1] for each in sorted(shown, key=lambda each: each[0] or each[1].after.day.value or "", reverse=True))


def without_shift(record: Record) -> tuple[tuple[str, str], ...]:
    """The holders and terms of which reports give more than one stance and comparison lists no change, in the dossier's order."""
    shifted = {(shift.holder, shift.term) for shift in record.shifts}
    found = []
    for holder in record.known_actors:
        for term in record.known_terms:
            stances = {position.stance for _, position in record.held((holder,), term)}
            if len(stances) > 1 and (holder, term) not in shifted:
                found.append((holder, term))
    return tuple(found)


def _shown(record: Record, shift: Shift) -> ShownShift:
    return ShownShift(
        id=shift.id,
        holder=shift.holder,
        name=record.actor_name(shift.holder),
        term=shift.term,
        proposition=record.proposition(shift.term),
        before=_end(record, shift.before),
        after=_end(record, shift.after),
        added=placed(record, shift.added),
        dropped=placed(record, shift.dropped),
    )


def _end(record: Record, end: ShiftEnd) -> ShownEnd:
    reading, position = record.by_article.get(end.article), record.by_position.get((end.article, end.position))
    if reading is None or position is None:
        return ShownEnd(end.stance, Day(basis="said" if end.said_on else "undated", value=end.said_on), end.article, None, end.voice)
    return ShownEnd(end.stance, day_of(end.said_on, reading.article), end.article, point_of(record, reading.article, position), end.voice)


def _last_day(shift: Shift) -> str | None:
    """The last day that a change can be of, as comparison ordered it."""
    return shift.after.days.last or shift.after.days.first or shift.after.said_on
