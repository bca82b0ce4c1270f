"""The matrix: who stands where on each term, as last reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from onrecord.records import STANCES, ActorKind, Stance
from onrecord.views.passages import Day, Passage, Point, in_time_order, latest_of, point_of
from onrecord.views.record import Record

By = Literal["actor", "side"]


class TermHead(Struct, frozen=True):
    """A column: one term."""

    id: str
    proposition: str


class Told(Struct, frozen=True):
    """One stance in a cell: who holds it, the last day it was reported of, on which terms it depends, and its passages, newest first.

    `other_conditions` says that it also depends on something that is no term of the dossier.
    """

    stance: Stance
    holders: tuple[str, ...]
    names: tuple[str, ...]
    day: Day
    conditions: tuple[str, ...]
    other_conditions: bool
    passages: tuple[Passage, ...]


class Cell(Struct, frozen=True):
    """What is reported of one row on one term.

    `stances` holds the latest stance; several where members of a side differ (`split`), or where reports of the latest days do. `reports`
    counts independent reports of any day: copies count once. `undated` counts positions without a day, which are left out of "latest"
    where others have one. `changed` says that comparison found a shift.
    """

    stances: tuple[Told, ...]
    split: bool
    reports: int
    last_day: Day
    changed: bool
    undated: int


class Row(Struct, frozen=True):
    """One actor, or one side with its members. `cells` follows the order of the terms; None where nothing was read."""

    actor: str
    name: str
    kind: ActorKind | None
    side: str
    side_name: str
    heads_side: bool
    members: tuple[str, ...]
    cells: tuple[Cell | None, ...]


class Matrix(Struct, frozen=True):
    """Rows by terms. `without` names actors of whom no position was read; `unplaced` counts positions whose holder is not known."""

    by: By
    dossier: str
    title: str
    terms: tuple[TermHead, ...]
    rows: tuple[Row, ...]
    without: tuple[str, ...]
    unplaced: int


def matrix(record: Record, by: By = "actor") -> Matrix:
    """The matrix by actor (members under their side, each with its own positions only) or by side (members gathered)."""
    heads = tuple(TermHead(term, record.proposition(term)) for term in record.known_terms)
    shifted = {(shift.holder, shift.term) for shift in record.shifts}
    rows = [
        _row(record, actor, side, members if by == "side" else (actor,), shifted)
        for side, members in record.members.items()
        for actor in ((side,) if by == "side" else members)
    ]
    return Matrix(
        by=by,
        dossier=record.dossier.id,
        title=record.dossier.title,
        terms=heads,
        rows=tuple(row for row in rows if any(row.cells)),
        without=tuple(row.name for row in rows if not any(row.cells)),
        unplaced=sum(position.holder is None for reading in record.readings for position in reading.positions),
    )


def _row(record: Record, actor: str, side: str, holders: tuple[str, ...], shifted: set[tuple[str, str]]) -> Row:
    by_term: dict[str, list[Point]] = defaultdict(list)
    for article, position in record.held(holders):
        by_term[position.term].append(point_of(record, article, position))
    cells = [
        _cell(record, by_term[term], changed=any((holder, term) in shifted for holder in holders)) if term in by_term else None
        for term in record.known_terms
    ]
    return Row(
        actor=actor,
        name=record.actor_name(actor),
        kind=record.actors[actor].kind if actor in record.actors else None,
        side=side,
        side_name=record.actor_name(side),
        heads_side=actor == side,
        members=tuple(record.actor_name(holder) for holder in holders if holder in record.by_holder),
        cells=tuple(cells),
    )


def _cell(record: Record, points: Sequence[Point], *, changed: bool) -> Cell:
    by_holder: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_holder[point.holder or ""].append(point)
    latest = {holder: latest_of(held) for holder, held in by_holder.items()}
    dated = [point for point in in_time_order(points) if point.day.value]
    shown = [point for held in latest.values() for point in held]
    return Cell(
        stances=tuple(
            _told([point for point in shown if point.stance == stance]) for stance in STANCES if any(point.stance == stance for point in shown)
        ),
        split=len({frozenset(point.stance for point in held) for held in latest.values()}) > 1,
        reports=len({record.report(point.article) for point in points}),
        last_day=dated[-1].day if dated else Day(basis="undated"),
        changed=changed,
        undated=len(points) - len(dated),
    )


def _told(points: Iterable[Point]) -> Told:
    ordered = in_time_order(points)
    dated = [point for point in ordered if point.day.value]
    last = (dated or ordered)[-1]
    holders = dict.fromkeys((point.holder or "", point.name or "") for point in ordered)
    conditions = [condition.term for point in ordered for condition in point.conditions]
    newest_first = [*reversed(dated), *(point for point in ordered if not point.day.value)]
    return Told(
        stance=last.stance,
        holders=tuple(holder for holder, _ in holders),
        names=tuple(name for _, name in holders),
        day=last.day,
        conditions=tuple(dict.fromkeys(term for term in conditions if term is not None)),
        other_conditions=None in conditions,
        passages=tuple(point.passages[0] for point in newest_first if point.passages),
    )
