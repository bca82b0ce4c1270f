"""Occasions: the one utterance or act that several articles report, and what their reports have differently."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from msgspec import Struct

from onrecord.comparison.wording import Piece, pieces_of
from onrecord.records import Difference, Occasion, PositionReference
from onrecord.views.conflicts import placed
from onrecord.views.paging import ListPage
from onrecord.views.passages import Passage, Point, point_of
from onrecord.views.record import Record


class ShownDifference(Struct, frozen=True):
    """What one report of an occasion has that another leaves out or words otherwise.

    `pieces` cut two wordings into the words that both have and those that differ, one tuple for each passage; empty for other differences.
    """

    id: str
    occasion: str
    what: Literal["wording", "omission", "stance", "number", "date", "name", "headline"]
    articles: tuple[str, str]
    passages: tuple[Passage, ...]
    pieces: tuple[tuple[Piece, ...], ...] = ()


class ShownOccasion(Struct, frozen=True):
    """An occasion with the reports of it. `first` and `last` bound its day; None where no report tells."""

    id: str
    names: tuple[str, ...]
    first: str | None
    last: str | None
    reports: int
    points: tuple[Point, ...]
    differences: tuple[ShownDifference, ...]


class ListedOccasion(Struct, frozen=True, kw_only=True):
    """An occasion in a list: `points` are a few of what its reports tell, `more` counts the others. `differ` says in what its reports differ."""

    id: str
    names: tuple[str, ...]
    terms: tuple[str, ...]
    first: str | None
    last: str | None
    reports: int
    differ: tuple[str, ...]
    points: tuple[Point, ...]
    more: int


class OccasionList(ListPage, frozen=True, kw_only=True):
    """One page of the list of occasions."""

    occasions: tuple[ListedOccasion, ...]


def listed(record: Record, row: Occasion, reports: int, differ: tuple[str, ...], shown: int) -> ListedOccasion:
    """An occasion as lists show it, with so many of its positions: of each independent report one, before others of the same."""
    return ListedOccasion(
        id=row.id,
        names=tuple(record.actor_name(holder) for holder in row.holders),
        terms=tuple(dict.fromkeys(one.term for one in row.positions if one.term)),
        first=row.on.first if row.on else None,
        last=row.on.last if row.on else None,
        reports=reports,
        differ=differ,
        points=tuple(
            point_of(record, record.by_article[one.article].article, record.by_position[one.article, one.position])
            for one in first_positions(row, shown)
            if (one.article, one.position) in record.by_position
        ),
        more=max(0, len(row.positions) - shown),
    )


def first_positions(row: Occasion, number: int) -> tuple[PositionReference, ...]:
    """So many of an occasion's positions, one of each article before others of the same."""
    seen: dict[str, int] = defaultdict(int)
    turns = []
    for one in row.positions:
        turns.append((seen[one.article], one))
        seen[one.article] += 1
    return tuple(one for _, one in sorted(turns, key=lambda turn: turn[0])[:number])


def occasions(record: Record) -> tuple[ShownOccasion, ...]:
    """Every occasion that more than one independent report tells of, the latest first; those without a day at the end."""
    by_occasion: dict[str, list[ShownDifference]] = defaultdict(list)
    for difference in differences(record):
        by_occasion[difference.occasion].append(difference)
    shown = [_shown(record, row, tuple(by_occasion[row.id])) for row in record.comparison if isinstance(row, Occasion)]
    told = [occasion for occasion in shown if occasion.reports > 1]
    return tuple(sorted(sorted(told, key=lambda occasion: occasion.id), key=lambda occasion: occasion.last or occasion.first or "", reverse=True))


def differences(record: Record) -> tuple[ShownDifference, ...]:
    """Every difference, in the order of the comparison."""
    return tuple(
        ShownDifference(row.id, row.occasion, row.what, row.articles, placed(record, row.spans), _pieces(row))
        for row in record.comparison
        if isinstance(row, Difference)
    )


def _pieces(row: Difference) -> tuple[tuple[Piece, ...], ...]:
    if row.what != "wording" or len(row.spans) != 2:  # noqa: PLR2004  one wording and another
        return ()
    return pieces_of(row.spans[0].span.text, row.spans[1].span.text)


def _shown(record: Record, row: Occasion, found: tuple[ShownDifference, ...]) -> ShownOccasion:
    points = tuple(
        point_of(record, record.by_article[one.article].article, record.by_position[one.article, one.position])
        for one in row.positions
        if (one.article, one.position) in record.by_position
    )
    return ShownOccasion(
        id=row.id,
        names=tuple(record.actor_name(holder) for holder in row.holders),
        first=row.on.first if row.on else None,
        last=row.on.last if row.on else None,
        reports=len({record.report(point.article) for point in points}),
        points=points,
        differences=found,
    )
