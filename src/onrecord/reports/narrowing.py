"""A part of the record: a period, some holders, some terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from onrecord.language.partial_dates import first_day, last_day
from onrecord.records import (
    Answer,
    Article,
    Comparison,
    Conflict,
    Copies,
    Difference,
    Dossier,
    Occasion,
    Position,
    PositionReference,
    Question,
    Reading,
    Shift,
    Silence,
)
from onrecord.views import Record
from onrecord.views.passages import Day, day_of
from onrecord.views.wording import between_in_words, date_in_words


class Narrowing(Struct, frozen=True):
    """What a report is narrowed to. `since` and `until` are partial dates, both inclusive; empty tuples stand for all holders, or all terms.

    A holder stands for its members too.
    """

    since: str | None = None
    until: str | None = None
    holders: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def in_words(self, record: Record) -> tuple[str, ...]:
        """What the report is narrowed to, one phrase for each thing; nothing where it holds the whole record."""
        told = []
        if self.since and self.until:
            told.append(f"what was said {between_in_words(self.since, self.until)}")
        elif self.since or self.until:
            told.append(f"what was said {'in or after' if self.since else 'in or before'} {date_in_words(self.since or self.until or '')}")
        if self.holders:
            told.append(", ".join(record.actor_name(holder) for holder in self.holders) + " (with members)")
        if self.terms:
            told.append(", ".join(self.terms))
        return tuple(told)


def narrowed(record: Record, to: Narrowing) -> Record:
    """The record with the positions and silences that `to` lets in, the articles that hold one, and what comparison found between those.

    Days go as on the matrix page: by the last day that something can be of; what has no day is in no period. An article of the period in which
    nothing was read stays where no holder or term is asked for.
    """
    if to == Narrowing():
        return record
    inside = _Inside(record, to)
    readings = [inside.reading(reading) for reading in record.readings]
    kept = tuple(reading for reading in readings if inside.stays(reading))
    return Record(dossier=_of_dossier(record, kept, to), readings=kept, comparison=tuple(_of_kept(record.comparison, kept)))


class _Inside:
    def __init__(self, record: Record, to: Narrowing) -> None:
        self._record = record
        self._to = to
        self._holders = with_members(record, to.holders)

    def reading(self, reading: Reading) -> Reading:
        """The reading with the positions and silences that are inside."""
        return replace(
            reading,
            positions=tuple(one for one in reading.positions if self._position(reading.article, one)),
            silences=tuple(one for one in reading.silences if self._silence(reading.article, one)),
        )

    def stays(self, reading: Reading) -> bool:
        """Whether the reading, as it is now, is a part of the report."""
        if reading.positions or reading.silences:
            return True
        return not self._to.holders and not self._to.terms and self._in_period(day_of(None, reading.article))

    def _position(self, article: Article, one: Position) -> bool:
        day = day_of(one.said_on, article, self._record.inferred_days.get((article.id, one.id)))
        return self._of_holder(one.holder) and (not self._to.terms or one.term in self._to.terms) and self._in_period(day)

    def _silence(self, article: Article, one: Silence) -> bool:
        of_term = not self._to.terms or any(term in self._to.terms for term in one.terms)
        return self._of_holder(one.actor) and of_term and self._in_period(day_of(None, article))

    def _of_holder(self, holder: str | None) -> bool:
        return not self._to.holders or holder in self._holders

    def _in_period(self, day: Day) -> bool:
        since, until = self._to.since, self._to.until
        if since is None and until is None:
            return True
        last = day.last()
        return last is not None and (since is None or last >= first_day(since)) and (until is None or last <= last_day(until))


def with_members(record: Record, holders: Iterable[str]) -> frozenset[str]:
    """These actors, with all that are members of them, or members of members."""
    found = set(holders)
    grown = True
    while grown:
        more = {actor.id for actor in record.dossier.actors if actor.member_of in found} - found
        found |= more
        grown = bool(more)
    return frozenset(found)


def _of_dossier(record: Record, readings: Iterable[Reading], to: Narrowing) -> Dossier:
    """The dossier without the terms and actors that are not asked for, which would show as "nothing was read". Actors that are told of stay."""
    dossier = record.dossier
    terms = tuple(term for term in dossier.terms if not to.terms or term.id in to.terms)
    if not to.holders:
        return replace(dossier, terms=terms)
    told = {actor for reading in readings for actor in _told_of(reading)} | with_members(record, to.holders)
    above = {actor: record.actors[actor].member_of for actor in record.actors}
    for actor in list(told):
        over: str | None = actor
        while (over := above.get(over or "")) is not None and over not in told:
            told.add(over)
    return replace(dossier, terms=terms, actors=tuple(actor for actor in dossier.actors if actor.id in told))


def _told_of(reading: Reading) -> Iterator[str]:
    """The actors that a reading names."""
    named = (
        *(position.holder for position in reading.positions),
        *(silence.actor for silence in reading.silences),
        *(statement.actor for statement in reading.statements),
        *(via.actor for position in reading.positions for via in position.via),
        *(via.actor for statement in reading.statements for via in statement.via),
    )
    yield from (actor for actor in named if actor is not None)


def _of_kept(comparison: Iterable[Comparison], readings: Iterable[Reading]) -> Iterable[Comparison]:
    """What comparison found of which something is left. A shift into the period stays, though the stance that it started from lies before it."""
    articles = {reading.article.id for reading in readings}
    positions = {(reading.article.id, one.id) for reading in readings for one in reading.positions}

    def left(references: Iterable[PositionReference]) -> tuple[PositionReference, ...]:
        return tuple(one for one in references if (one.article, one.position) in positions)

    for row in comparison:
        match row:
            case Copies() if any(article in articles for article in row.articles):
                yield row
            case Shift() if (row.after.article, row.after.position) in positions:
                yield row
            case Conflict() if left(row.positions) == row.positions:
                yield row
            case Occasion() if left(row.positions):
                yield replace(row, positions=left(row.positions), inferred=left(row.inferred))
            case Difference() if all(span.article in articles for span in row.spans):
                yield row
            case Answer() if (
                left([row.to]) and row.by.article in articles and (row.by.position is None or (row.by.article, row.by.position) in positions)
            ):
                yield row
            case Question() if left(row.positions):
                yield replace(row, positions=left(row.positions))
