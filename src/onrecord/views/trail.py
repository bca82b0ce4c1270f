"""The trail: all that one holder, or one side, is reported to have said on one term, in the order of time."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records import Shift, Stance
from onrecord.views.conditions import ConditionSpan, condition_spans
from onrecord.views.matrix import By
from onrecord.views.passages import Point, ShownSilence, in_time_order, point_of, shown_silence
from onrecord.views.record import Record
from onrecord.views.steps import Step, steps


class Change(Struct, frozen=True):
    """A shift that ends at a point of the trail, and the stance that it started from."""

    before: Stance
    after_article: str
    after_position: str


class Trail(Struct, frozen=True):
    """`points` have a day and stand in order; `undated` have none, only bounds. `members` are the holders met, for a side.

    `positions` and `reports` count all that is told. A long trail comes in pages, the last points first: `earlier` is what to ask for `before` to
    see earlier ones, `later` the same for later ones where more than one page of these follows, and `before` what this page was asked for.
    """

    by: By
    holder: str
    name: str
    term: str
    proposition: str
    members: tuple[str, ...]
    reports: int
    points: tuple[Point, ...]
    undated: tuple[Point, ...]
    changes: tuple[Change, ...]
    silences: tuple[ShownSilence, ...]
    steps: dict[str, Step]
    conditions: tuple[ConditionSpan, ...] = ()
    positions: int = 0
    before: int | None = None
    earlier: int | None = None
    later: int | None = None


def trail(record: Record, holder: str, term: str, by: By = "actor") -> Trail | None:
    """The trail of one holder on one term, or of a side with all its members; None where the record knows no such holder or term."""
    if holder not in record.known_actors or term not in record.known_terms:
        return None
    holders = record.members.get(holder, (holder,)) if by == "side" else (holder,)
    points = in_time_order(point_of(record, article, position) for article, position in record.held(holders, term))
    return Trail(
        by=by,
        holder=holder,
        name=record.actor_name(holder),
        term=term,
        proposition=record.proposition(term),
        members=tuple(dict.fromkeys(point.name or "" for point in points)),
        reports=len({record.report(point.article) for point in points}),
        points=tuple(point for point in points if point.day.value),
        undated=tuple(point for point in points if not point.day.value),
        changes=tuple(_change(shift) for shift in record.shifts if shift.term == term and shift.holder in holders),
        silences=tuple(
            shown_silence(record, reading.article, silence)
            for reading in record.readings
            for silence in reading.silences
            if silence.actor in holders and term in silence.terms
        ),
        steps=steps(record, points),
        conditions=condition_spans(points),
        positions=len(points),
    )


def _change(shift: Shift) -> Change:
    return Change(
        before=shift.before.stance,
        after_article=shift.after.article,
        after_position=shift.after.position,
    )
