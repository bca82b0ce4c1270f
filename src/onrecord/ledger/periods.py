"""Periods, counted in memory: what is on record of each holder on each term is gone over once, and any period is told out of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from sqlalchemy import Connection, Text, case, cast, func, select

from onrecord.ledger import schema
from onrecord.ledger.cells import FEW, Back, Cells, positions_listed, with_latest
from onrecord.ledger.numbering import OF_A_DAY, span_of_ids
from onrecord.ledger.portions import portions
from onrecord.ledger.sides import sides_of

Numbers = NDArray[np.int64]


class Dated(Struct, frozen=True, eq=False):
    """Positions that have a day, in the order of time.

    Of each its id, a number for its report (copies have the same), where in here the same report was met before (-1: nowhere), whether it is told
    of a day, not merely reported on it, and whether it is surely read.
    """

    ids: Numbers
    reports: Numbers
    before: Numbers
    told: NDArray[np.bool_]
    sure: NDArray[np.bool_]

    def count(self, span: tuple[int, int]) -> tuple[int, int]:
        """How many positions a span of ids has, and how many independent reports."""
        first, beyond = np.searchsorted(self.ids, span)
        return int(beyond - first), int(np.count_nonzero(self.before[first:beyond] < first))

    def back(self, span: tuple[int, int], limit: int, *, told_only: bool, sure: bool) -> list[int]:
        """The last ids of a span, the last first."""
        first, beyond = np.searchsorted(self.ids, span)
        wanted = np.ones(beyond - first, np.bool_)
        if told_only:
            wanted &= self.told[first:beyond]
        if sure:
            wanted &= self.sure[first:beyond]
        return [int(one) for one in self.ids[first:beyond][wanted][-limit:][::-1]]


Place = tuple[str, str]


def dated_by_actor(connection: Connection, dossier_id: str) -> dict[Place, Dated]:
    """The positions that have a day, by holder (empty: not known) and term."""
    entry = schema.entry.c
    told, sure = (case((condition, 1), else_=0) for condition in (entry.basis != "reported", entry.sure))
    # All of it stands in one index, which is read as long as the planner is not led to the ids. In one text for each cell, for a row for each
    # position would take longer to hand over than to read.
    numbers = (func.aggregate_strings(cast(number, Text), " ") for number in (entry.id, func.coalesce(entry.counted, entry.id), told, sure))
    query = select(entry.actor, entry.term, *numbers).where(entry.dossier_id == dossier_id, entry.kind == "position", entry.term.is_not(None))
    rows = connection.execute(query.where(entry.id + 0 >= OF_A_DAY).group_by(entry.actor, entry.term)).all()
    return {(holder or "", term): _dated(*(np.fromstring(one, np.int64, sep=" ") for one in texts)) for holder, term, *texts in rows}


def dated_by_side(connection: Connection, dossier_id: str) -> dict[Place, Dated]:
    """The same by side, with all its members, and term."""
    sides, gathered = sides_of(connection, dossier_id), defaultdict[Place, list[Dated]](list)
    for (holder, term), dated in dated_by_actor(connection, dossier_id).items():
        if holder:
            gathered[sides.get(holder, holder), term].append(dated)
    return {place: some[0] if len(some) == 1 else _gathered(some) for place, some in gathered.items()}


def _gathered(some: Sequence[Dated]) -> Dated:
    return _dated(*(np.concatenate([getattr(one, name) for one in some]) for name in ("ids", "reports", "told", "sure")))


def _dated(ids: Numbers, reports: Numbers, told: NDArray[Any], sure: NDArray[Any]) -> Dated:
    by_time = np.argsort(ids)
    reports = reports[by_time]
    by_report = np.argsort(reports, kind="stable")
    again = reports[by_report][1:] == reports[by_report][:-1]
    before = np.full(len(ids), -1)
    before[by_report[1:][again]] = by_report[:-1][again]
    return Dated(ids[by_time], reports, before, told[by_time].astype(bool), sure[by_time].astype(bool))


def cells_of_period(connection: Connection, by_actor: dict[Place, Dated], since: str | None, until: str | None) -> Cells:
    """Every cell that holds a position between two partial dates, both inclusive."""
    span = span_of_ids(since, until)
    counts = {place: (positions, 0, reports) for place, dated in by_actor.items() for positions, reports in [dated.count(span)] if positions}
    rows = _Rows(connection)
    rows.add(number for place in counts for number in _looked_at(by_actor[place], span))

    def back_from(holder: str, term: str, sure: bool) -> Back:  # noqa: FBT001  as BackFrom has it
        dated = by_actor[holder, term]
        return lambda before, limit, told_only: rows.of(
            dated.back((span[0], span[1] if before is None else before), limit, told_only=told_only, sure=sure)
        )

    return with_latest(connection, counts, back_from, span)


def reports_of_period(by_side: dict[Place, Dated], since: str | None, until: str | None) -> dict[Place, int]:
    """How many independent reports there are of each side on each term between two partial dates, both inclusive."""
    span = span_of_ids(since, until)
    return {place: reports for place, dated in by_side.items() for positions, reports in [dated.count(span)] if positions}


def _looked_at(dated: Dated, span: tuple[int, int]) -> Iterator[int]:
    """What is looked at of most cells: the last few entries and, where all of them are merely reported, the last few that are not."""
    sure = bool(dated.back(span, 1, told_only=False, sure=True))
    last = dated.back(span, FEW, told_only=False, sure=sure)
    yield from last
    told = dated.back(span, 2 * FEW, told_only=True, sure=sure)
    if not told or told[0] < last[-1]:
        yield from told


class _Rows:
    """Entries by id, asked for many at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Any] = {}

    def add(self, ids: Iterable[int]) -> None:
        for some in portions(sorted({*ids} - self._known.keys())):
            self._known |= {row.id: row for row in self._connection.execute(positions_listed().where(schema.entry.c.id.in_(some)))}

    def of(self, ids: Sequence[int]) -> list[Any]:
        self.add(ids)
        return [self._known[one] for one in ids if one in self._known]
