"""Occasions: the one utterance or act that several articles report, and what their reports have differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, get_args

from msgspec import Struct

from onrecord.comparison.wording import Piece, pieces_of
from onrecord.language.partial_dates import first_day
from onrecord.records import Difference, Occasion, PositionReference
from onrecord.views.conflicts import placed
from onrecord.views.paging import Chosen, ListPage
from onrecord.views.passages import Passage, Point, points_at
from onrecord.views.record import Record

What = Literal["wording", "omission", "stance", "number", "date", "name", "headline", "summary"]
# What reports of one occasion may differ in.
DIFFERENCES: tuple[str, ...] = get_args(What)
_NO_COPIES: Mapping[str, str] = MappingProxyType({})


class ShownDifference(Struct, frozen=True):
    """What one report of an occasion has that another leaves out or words otherwise.

    `pieces` cut two wordings into the words that both have and those that differ, one tuple for each passage; empty for other differences.
    """

    id: str
    occasion: str
    what: What
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
    """An occasion in a list: `points` are a few of what its reports tell, `more` counts the others. `differ` says in what its reports differ.

    `outlets` are all that tell it, those of the reports that others copy before those of copies; `unnamed` counts the articles whose outlet is
    not known.
    """

    id: str
    names: tuple[str, ...]
    terms: tuple[str, ...]
    first: str | None
    last: str | None
    reports: int
    differ: tuple[str, ...]
    points: tuple[Point, ...]
    more: int
    outlets: tuple[str, ...] = ()
    unnamed: int = 0


class OccasionList(ListPage, frozen=True, kw_only=True):
    """One page of the list of occasions."""

    occasions: tuple[ListedOccasion, ...]


def listed(
    record: Record, row: Occasion, reports: int, differ: tuple[str, ...], first: Sequence[PositionReference], outlets: Sequence[str | None]
) -> ListedOccasion:
    """An occasion as lists show it, with its `first` positions. `outlets` are those of its articles, None where an outlet is not named."""
    return ListedOccasion(
        id=row.id,
        names=tuple(record.actor_name(holder) for holder in row.holders),
        terms=tuple(dict.fromkeys(one.term for one in row.positions if one.term)),
        first=row.on.first if row.on else None,
        last=row.on.last if row.on else None,
        reports=reports,
        differ=differ,
        points=tuple(points_at(record, first)),
        more=max(0, len(row.positions) - len(first)),
        outlets=tuple(dict.fromkeys(outlet for outlet in outlets if outlet)),
        unnamed=sum(not outlet for outlet in outlets),
    )


def first_positions(row: Occasion, number: int | None, reports: Mapping[str, str] = _NO_COPIES) -> tuple[PositionReference, ...]:
    """So many of an occasion's positions (None: all): of each independent report one, before others of the same; a report before its copies.

    `reports` name the article that stands for a family of copies, by article.
    """
    seen: dict[str, int] = defaultdict(int)
    turns = []
    for one in originals_first(row, reports):
        report = reports.get(one.article, one.article)
        turns.append((seen[report], one))
        seen[report] += 1
    return tuple(one for _, one in sorted(turns, key=lambda turn: turn[0])[:number])


def articles_of(row: Occasion, reports: Mapping[str, str]) -> list[str]:
    """The articles that tell an occasion, copies after all others."""
    return list(dict.fromkeys(one.article for one in originals_first(row, reports)))


def originals_first(row: Occasion, reports: Mapping[str, str]) -> list[PositionReference]:
    """The positions of an occasion in its order, those in copies after all others."""
    return sorted(row.positions, key=lambda one: reports.get(one.article, one.article) != one.article)


def occasions(record: Record) -> tuple[ShownOccasion, ...]:
    """Every occasion that more than one independent report tells of, the latest first; those without a day at the end."""
    by_occasion: dict[str, list[ShownDifference]] = defaultdict(list)
    for difference in differences(record):
        by_occasion[difference.occasion].append(difference)
    shown = [_shown(record, row, tuple(by_occasion[row.id])) for row in record.comparison if isinstance(row, Occasion)]
    told = [occasion for occasion in shown if occasion.reports > 1]
    return tuple(sorted(sorted(told, key=lambda occasion: occasion.id), key=lambda occasion: occasion.last or occasion.first or "", reverse=True))


def listed_occasions(record: Record, most: int | None) -> tuple[ListedOccasion, ...]:
    """The same as lists show them, each with so many of its positions (None: all)."""
    rows = {row.id: row for row in record.comparison if isinstance(row, Occasion)}
    found = []
    for one in occasions(record):
        row, differ = rows[one.id], tuple(dict.fromkeys(difference.what for difference in one.differences))
        reports = {place.article: record.report(place.article) for place in row.positions}
        outlets = [record.by_article[article].article.outlet for article in articles_of(row, reports) if article in record.by_article]
        found.append(listed(record, row, one.reports, differ, first_positions(row, most, reports), outlets))
    return tuple(found)


def chosen_occasions(found: Iterable[ListedOccasion], chosen: Chosen) -> tuple[ListedOccasion, ...]:
    """Those of occasions, listed with all their positions, that are chosen: by holder, by term, by what differs, by their last day."""
    since = first_day(chosen.since).isoformat() if chosen.since else ""
    return tuple(
        one
        for one in found
        if chosen.kind in {None, *one.differ}
        and (one.last or one.first or "") >= since
        and any(chosen.holder in {None, point.holder} and chosen.term in {None, point.term} for point in one.points)
    )


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
    points = tuple(points_at(record, row.positions))
    return ShownOccasion(
        id=row.id,
        names=tuple(record.actor_name(holder) for holder in row.holders),
        first=row.on.first if row.on else None,
        last=row.on.last if row.on else None,
        reports=len({record.report(point.article) for point in points}),
        points=points,
        differences=found,
    )
