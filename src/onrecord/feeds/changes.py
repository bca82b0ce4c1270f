"""What is new in the record since it was last told: positions, shifts and conflicts, each with the passages that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.feeds.state import Change, Quoted, State
from onrecord.identity import digest
from onrecord.records import Position, Reading, Stance
from onrecord.views import Record
from onrecord.views.conflicts import ShownConflict, conflicts
from onrecord.views.passages import Passage, Point, point_of
from onrecord.views.shifts import ShownShift, shifts
from onrecord.views.wording import date_in_words

# What the Atom feed holds: readers of feeds ask for it many times a day and keep what they have seen.
MOST_TOLD = 200
_STANCES: dict[Stance, str] = {"for": "for", "conditional": "for, if a condition is met", "against": "against", "undecided": "undecided"}


def find_changes(record: Record, state: State, at: str) -> list[Change]:
    """What is new and not yet told: shifts first, then conflicts, then positions. `at` is the time of the poll (ISO 8601, UTC)."""
    known = state.known or set()
    found = [_of_shift(record, shift, at) for shift in shifts(record) if shift.id not in known]
    found += [_of_conflict(record, conflict, at) for conflict in conflicts(record) if conflict.id not in known]
    new = set(state.new_positions)
    for reading in record.readings:
        for position in reading.positions:
            if (reading.article.id, position.id) in new:
                found.append(_of_point(record, point_of(record, reading.article, position), position.mention.text if position.mention else None, at))
    return found


def findings(record: Record) -> set[str]:
    """The ids of all shifts and conflicts in the record."""
    return {shift.id for shift in shifts(record)} | {conflict.id for conflict in conflicts(record)}


def remember(state: State, record: Record, changes: Sequence[Change], *, to_send: bool) -> None:
    """These changes are told: they go into the Atom feed and, where there is a webhook, to it."""
    state.known = findings(record) | (state.known or set())
    state.new_positions = []
    state.told = [*changes, *state.told][:MOST_TOLD]
    if to_send:
        state.unsent = [*state.unsent, *changes]


def in_words(change: Change) -> str:
    """A change as one line."""
    if change.kind == "conflict":
        return f"{change.name}, reports that cannot all be right: {change.proposition or change.why}"
    if change.kind == "shift":
        return f"{change.name}, from {_stance(change.before)} to {_stance(change.stance)}: {change.proposition}"
    return f"{change.name}, {_stance(change.stance)}: {change.proposition}"


def day_in_words(change: Change) -> str:
    """The day of a change, and how it is known where the report itself does not tell it; empty where it is not."""
    if change.day is None:
        return ""
    return date_in_words(change.day) if change.day_is == "said" else f"{change.day_is} {date_in_words(change.day)}"


def _stance(stance: Stance | None) -> str:
    return _STANCES[stance] if stance else "not told"


def _of_point(record: Record, point: Point, mention: str | None, at: str) -> Change:
    return Change(
        id=digest("change", "position", point.article, point.position),
        kind="position",
        at=at,
        holder=point.holder,
        name=point.name or mention or "somebody who is not named",
        term=point.term,
        proposition=record.proposition(point.term),
        stance=point.stance,
        day=point.day.value,
        day_is=point.day.basis,
        copy_of=point.copy_of,
        passages=_quoted(record, point.passages),
    )


def _of_shift(record: Record, shift: ShownShift, at: str) -> Change:
    ends = [end.point.passages[:1] for end in (shift.before, shift.after) if end.point]
    return Change(
        id=shift.id,
        kind="shift",
        at=at,
        holder=shift.holder,
        name=shift.name,
        term=shift.term,
        proposition=shift.proposition,
        stance=shift.after.stance,
        before=shift.before.stance,
        day=shift.after.day.value,
        day_is=shift.after.day.basis,
        passages=_quoted(record, [passage for passages in ends for passage in passages]),
    )


def _of_conflict(record: Record, conflict: ShownConflict, at: str) -> Change:
    return Change(
        id=conflict.id,
        kind="conflict",
        at=at,
        holder=conflict.holder,
        name=conflict.name,
        term=conflict.term,
        proposition=conflict.proposition,
        why=conflict.why,
        passages=_quoted(record, conflict.passages),
    )


def _quoted(record: Record, passages: Iterable[Passage]) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(
            article=passage.article,
            outlet=passage.outlet,
            title=passage.title,
            url=record.by_article[passage.article].article.url,
            published=passage.published,
            field=passage.field,
            start=passage.start,
            end=passage.end,
            words=passage.text,
            link=passage.live,
        )
        for passage in passages
    )


def new_positions(before: Reading | None, after: Reading) -> list[tuple[str, str]]:
    """The positions of an article (its id, theirs) that say something its reading before did not: another holder, term, stance or day."""
    said = {_what(position) for position in before.positions} if before is not None else set()
    return [(after.article.id, position.id) for position in after.positions if _what(position) not in said]


def _what(position: Position) -> tuple[str | None, ...]:
    mention = position.mention.text if position.mention and position.holder is None else None
    return position.holder, mention, position.term, position.stance, position.said_on
