"""The record of one dispute as pages ask it: the readings, what comparison found, and the look-ups that several views share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct

from onrecord.records import (
    Actor,
    Article,
    Comparison,
    Conflict,
    Copies,
    Difference,
    Dossier,
    Occasion,
    Position,
    Reading,
    Shift,
    Span,
    Term,
    report_of,
    side_of,
)


class Record(Struct, frozen=True, dict=True):
    """A dossier, its readings (with their texts, else passages cannot be shown in place) and the comparison of them."""

    dossier: Dossier
    readings: tuple[Reading, ...] = ()
    comparison: tuple[Comparison, ...] = ()

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The dossier's actors by id."""
        return {actor.id: actor for actor in self.dossier.actors}

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The dossier's terms by id."""
        return {term.id: term for term in self.dossier.terms}

    @cached_property
    def by_article(self) -> dict[str, Reading]:
        """Readings by the id of their article."""
        return {reading.article.id: reading for reading in self.readings}

    @cached_property
    def by_position(self) -> dict[tuple[str, str], Position]:
        """Positions by article id and position id."""
        return {(reading.article.id, position.id): position for reading in self.readings for position in reading.positions}

    @cached_property
    def by_holder(self) -> dict[str, list[tuple[Article, Position]]]:
        """Every position whose holder is known, under that holder, in the order of the readings."""
        found: dict[str, list[tuple[Article, Position]]] = defaultdict(list)
        for reading in self.readings:
            for position in reading.positions:
                if position.holder is not None:
                    found[position.holder].append((reading.article, position))
        return dict(found)

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Actor ids under the side that they stand on, the side itself first, in the dossier's order; unknown holders are their own side."""
        sides: dict[str, list[str]] = defaultdict(list)
        for actor in self.known_actors:
            sides[side_of(actor, self.dossier)].append(actor)
        return {side: tuple(sorted(members, key=lambda member: member != side)) for side, members in sides.items()}

    @cached_property
    def known_actors(self) -> tuple[str, ...]:
        """Ids of the dossier's actors in its order, then of holders that it does not name."""
        return (*self.actors, *sorted(self.by_holder.keys() - self.actors.keys()))

    @cached_property
    def known_terms(self) -> tuple[str, ...]:
        """Ids of the dossier's terms in its order, then of terms that only positions name (a dossier may have changed since)."""
        used = {position.term for reading in self.readings for position in reading.positions}
        return (*self.terms, *sorted(used - self.terms.keys()))

    @cached_property
    def copies(self) -> tuple[Copies, ...]:
        """The families of copies that comparison found."""
        return tuple(row for row in self.comparison if isinstance(row, Copies))

    @cached_property
    def family(self) -> dict[str, Copies]:
        """The family of copies that an article counts with, by article id."""
        return {article: row for row in self.copies for article in (row.articles if row.counted is None else row.counted)}

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """The shifts that comparison found."""
        return tuple(row for row in self.comparison if isinstance(row, Shift))

    @cached_property
    def inferred_days(self) -> dict[tuple[str, str], str]:
        """The day that other reports tell of an utterance whose own report tells none, by article id and position id."""
        return {
            (one.article, one.position): row.on.first
            for row in self.comparison
            if isinstance(row, Occasion) and row.on is not None and row.on.first is not None
            for one in row.inferred
        }

    @cached_property
    def compared(self) -> dict[str, list[tuple[Conflict | Difference, Span]]]:
        """The passages that conflicts and differences point at, by article id."""
        found: dict[str, list[tuple[Conflict | Difference, Span]]] = defaultdict(list)
        for row in self.comparison:
            if isinstance(row, Conflict | Difference):
                for place in row.spans:
                    found[place.article].append((row, place.span))
        return dict(found)

    @cached_property
    def points(self) -> dict[tuple[str, str], Any]:
        """Positions as pages show them, as far as they were made (`onrecord.views.passages.point_of`), by article id and position id."""
        return {}

    @cached_property
    def _reports(self) -> dict[str, str]:
        return report_of(self.copies)

    def report(self, article: str) -> str:
        """The article that stands for this one when independent reports are counted: itself, unless it is one of several copies."""
        return self._reports.get(article, article)

    def actor_name(self, actor: str) -> str:
        """An actor's name as the dossier writes it, else its id."""
        return self.actors[actor].name if actor in self.actors else actor

    def proposition(self, term: str) -> str:
        """What a term proposes, as the dossier writes it, else its id."""
        return self.terms[term].proposition if term in self.terms else term

    def held(self, holders: tuple[str, ...], term: str | None = None) -> Iterator[tuple[Article, Position]]:
        """The positions of these holders, on one term or on all."""
        for holder in holders:
            for article, position in self.by_holder.get(holder, ()):
                if term is None or position.term == term:
                    yield article, position
