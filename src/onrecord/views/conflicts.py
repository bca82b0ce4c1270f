"""Conflicts: reports that cannot all be right, or that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from onrecord.records import ArticleSpan, Conflict
from onrecord.views.paging import ListPage
from onrecord.views.passages import Passage, passage_of
from onrecord.views.record import Record


class ShownConflict(Struct, frozen=True):
    """A conflict with its passages. `severity` (0 to 1) orders the list; it is no probability. `term` is None where it is about none."""

    id: str
    type: Literal["within-article", "between-articles", "within-holder"]
    holder: str
    name: str
    term: str | None
    proposition: str | None
    severity: float
    why: str
    articles: tuple[str, ...]
    passages: tuple[Passage, ...]


class ConflictList(ListPage, frozen=True, kw_only=True):
    """One page of the list of conflicts."""

    conflicts: tuple[ShownConflict, ...]

    def __iter__(self) -> Iterator[ShownConflict]:
        return iter(self.conflicts)

    def __len__(self) -> int:
        return len(self.conflicts)


def conflicts(record: Record) -> tuple[ShownConflict, ...]:
    """Every conflict, the most severe first."""
    rows = [row for row in record.comparison if isinstance(row, Conflict)]
    return tuple(_shown(record, row) for row in sorted(rows, key=lambda row: (-row.severity, row.id)))


def placed(record: Record, spans: tuple[ArticleSpan, ...]) -> tuple[Passage, ...]:
    """The passages of a comparison, those left out whose article the record does not hold."""
    return tuple(passage_of(record.by_article[place.article].article, place.span) for place in spans if place.article in record.by_article)


def _shown(record: Record, row: Conflict) -> ShownConflict:
    return ShownConflict(
        id=row.id,
        type=row.type,
        holder=row.holder,
        name=record.actor_name(row.holder),
        term=row.term,
        proposition=record.proposition(row.term) if row.term else None,
        severity=row.severity,
        why=row.why,
        articles=tuple(dict.fromkeys(place.article for place in row.spans)),
        passages=placed(record, row.spans),
    )
