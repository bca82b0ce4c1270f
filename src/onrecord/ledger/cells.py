"""Cells of the matrix: for each holder and term, how many positions and independent reports there are, and which entries are the latest.

A cell is counted once and kept. Whatever touches one of its entries marks it stale; a stale cell is counted when it is asked for, and is
counted and kept again when comparison is stored, at the end of every run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import BigInteger, ColumnElement, Connection, Select, bindparam, case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger import schema
from onrecord.ledger.first_told import first_told
from onrecord.ledger.numbering import OF_A_DAY, first_ordinal, last_ordinal, lock
from onrecord.ledger.portions import portions
from onrecord.ledger.upsert import insert_or_change
from onrecord.records import Stance

# As many of the latest entries as a cell keeps. More are of one day only where days are as wide as a year, and no reader goes through them.
_LATEST = 200
# As many as are looked at first: seldom do more than these tell of the last days.
FEW = 16
# From this many stale cells on, one walk through all positions of the dossier is quicker than one for each.
_MANY = 40


class Count(Struct, frozen=True):
    """What a cell holds: numbers of positions, of those without a day, and of independent reports; the latest entries, the last first.

    Of each latest entry its id and its stance.
    """

    positions: int
    undated: int
    reports: int
    latest: tuple[tuple[int, Stance], ...]


_LATEST_DECODER = msgspec.json.Decoder(tuple[tuple[int, Stance], ...])
# The side of each actor that the dossier names.
Sides = Mapping[str, str]
_NONE = Count(0, 0, 0, ())
Cells = dict[tuple[str, str], Count]
# Gives entries of one cell, the last first: those before an id (None: from the last one on), so many, only those that are told of a day.
Back = Callable[[int | None, int, bool], Sequence[Any]]


def mark_stale(connection: Connection, cells: Sequence[tuple[str, str, str]]) -> None:
    """Say that entries of these cells (dossier, holder, term) have changed; cells that there are none of yet are made."""
    if not cells:
        return
    blank = {"gathered": "actor", "stale": True, "positions": 0, "undated": 0, "reports": 0, "latest": "[]"}
    connection.execute(
        _mark(connection.dialect.name), [{**blank, "dossier_id": dossier_id, "holder": holder, "term": term} for dossier_id, holder, term in cells]
    )


@cache
def _mark(dialect: str) -> sqlite.Insert | postgresql.Insert:
    insert = postgresql.insert(schema.cell) if dialect == "postgresql" else sqlite.insert(schema.cell)
    return insert.on_conflict_do_update(index_elements=list(schema.cell.primary_key), set_={"stale": True}, where=~schema.cell.c.stale)


def count_stale_cells(connection: Connection, dossier_id: str, sides: Sides) -> None:
    """Count and keep the dossier's cells that have changed, by actor and by side."""
    lock(connection)
    cell = schema.cell.c
    actors = (cell.dossier_id == dossier_id) & (cell.gathered == "actor")
    stale = [(row.holder, row.term) for row in connection.execute(select(cell.holder, cell.term).where(actors, cell.stale))]
    if stale:
        counted = _counted(connection, dossier_id, stale)
        _keep(connection, dossier_id, {place: counted[place] for place in stale if place in counted})
        connection.execute(delete(schema.cell).where(actors, cell.stale))  # of these, no position is left
    _, missing = _sides_kept(connection, dossier_id, sides)
    if missing:
        _keep_sides(connection, dossier_id, sides, _reports_of_sides(connection, dossier_id, sides, missing))


def cells_by_actor(connection: Connection, dossier_id: str) -> Cells:
    """Every cell that holds a position, by holder (empty: not known) and term."""
    cell = schema.cell.c
    query = select(cell.holder, cell.term, cell.stale, cell.positions, cell.undated, cell.reports, cell.latest)
    rows = connection.execute(query.where(cell.dossier_id == dossier_id, cell.gathered == "actor")).all()
    found = {(row.holder, row.term): Count(row.positions, row.undated, row.reports, _decoded(row.latest)) for row in rows if not row.stale}
    stale = [(row.holder, row.term) for row in rows if row.stale]
    return found | _counted(connection, dossier_id, stale) if stale else found


def recounted(connection: Connection, dossier_id: str) -> Cells:
    """Every cell, counted now whatever is kept."""
    return _counted(connection, dossier_id, None)


def places(connection: Connection, dossier_id: str) -> list[tuple[str, str]]:
    """Every known holder and term of which a position was read."""
    cell = schema.cell.c
    query = select(cell.holder, cell.term).where(cell.dossier_id == dossier_id, cell.gathered == "actor", cell.holder != "")
    return [(row.holder, row.term) for row in connection.execute(query.order_by(cell.holder, cell.term))]


def count_of(connection: Connection, dossier_id: str, holder: str, term: str) -> Count:
    """One cell; empty where there is none."""
    cell = schema.cell.c
    query = select(cell.stale, cell.positions, cell.undated, cell.reports, cell.latest)
    one = (cell.dossier_id == dossier_id) & (cell.gathered == "actor") & (cell.holder == holder) & (cell.term == term)
    row = connection.execute(query.where(one)).one_or_none()
    if row is None:
        return _NONE
    if row.stale:
        return _counted(connection, dossier_id, [(holder, term)]).get((holder, term), _NONE)
    return Count(row.positions, row.undated, row.reports, _decoded(row.latest))


def reports_by_side(connection: Connection, dossier_id: str, sides: Sides) -> dict[tuple[str, str], int]:
    """The number of independent reports of each side on each term: a report of two members counts once."""
    fresh, missing = _sides_kept(connection, dossier_id, sides)
    return fresh | _reports_of_sides(connection, dossier_id, sides, missing)


def members_of(sides: Sides, side: str) -> tuple[str, ...]:
    """The holders whose positions a side gathers, itself first."""
    return tuple(dict.fromkeys([side, *sorted(member for member, of in sides.items() if of == side)]))


def _sides_kept(connection: Connection, dossier_id: str, sides: Sides) -> tuple[dict[tuple[str, str], int], set[tuple[str, str]]]:
    """The sides' numbers of reports that still hold, and the places (side, term) where there is none, or none any more."""
    cell = schema.cell.c
    columns = (cell.gathered, cell.holder, cell.term, cell.stale, cell.reports, cell.latest)
    rows = connection.execute(select(*columns).where(cell.dossier_id == dossier_id)).all()
    actors = [row for row in rows if row.gathered == "actor" and row.holder]
    wanted = {(sides.get(row.holder, row.holder), row.term) for row in actors}
    changed = {(sides.get(row.holder, row.holder), row.term) for row in actors if row.stale}
    kept = {(row.holder, row.term): row for row in rows if row.gathered == "side"}
    fresh = {
        (side, term): int(kept[side, term].reports)
        for side, term in wanted - changed
        if (side, term) in kept and kept[side, term].latest == _told(members_of(sides, side))
    }
    return fresh, wanted - fresh.keys()


def _reports_of_sides(connection: Connection, dossier_id: str, sides: Sides, places: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    entry = schema.entry.c
    terms: dict[str, list[str]] = defaultdict(list)
    for side, term in sorted(places):
        terms[side].append(term)
    found: dict[tuple[str, str], int] = {}
    for side, of_side in terms.items():
        query = select(entry.term, func.count(entry.counted.distinct())).where(
            entry.dossier_id == dossier_id, entry.kind == "position", entry.actor.in_(members_of(sides, side)), entry.term.in_(of_side)
        )
        found |= {(side, term): count for term, count in connection.execute(query.group_by(entry.term))}
    return found


def _counted(connection: Connection, dossier_id: str, places: Sequence[tuple[str, str]] | None) -> Cells:
    """Count these cells, or all. Those without a position are left out."""

    def back_from(holder: str, term: str) -> Back:
        asked = {"dossier": dossier_id, "holder": holder, "term": term}

        def back(before: int | None, limit: int, told_only: bool) -> Sequence[Any]:  # noqa: FBT001  as Back has it
            return connection.execute(_back(bool(holder), told_only), {**asked, "before": before or 1 << 62, "limit": limit}).all()

        return back

    return with_latest(connection, _numbers(connection, dossier_id, places), back_from)


def with_latest(
    connection: Connection,
    counts: Mapping[tuple[str, str], tuple[int, int, int]],
    back_from: Callable[[str, str], Back],
    span: tuple[int, int] | None = None,
) -> Cells:
    """Cells of these numbers (of positions, of those without a day, of reports) with their latest entries, looked for from the last one back.

    What a copy tells in the words of the report that it is a copy of stands where that report tells it, as long as that is in the `span` of ids.
    """
    walks = {place: _Walk(back_from(*place)) for place in counts}
    going = list(walks.values())
    while going:
        met = [(walk, walk.fetch()) for walk in going]
        firsts = first_told(connection, [row.id for _, rows in met for row in rows if row.report is not None])
        within = {copy: row for copy, row in firsts.items() if span is None or span[0] <= row.id < span[1]}
        going = [walk for walk, rows in met if walk.take(rows, within)]
    candidates = {place: _candidates(list(walk.found.values())) for place, walk in walks.items()}
    appeared = _appeared(connection, {row.reading_id for rows, _ in candidates.values() for row in rows})
    return {place: Count(*numbers, latest=_latest(*candidates[place], appeared)) for place, numbers in counts.items()}


def _numbers(connection: Connection, dossier_id: str, places: Sequence[tuple[str, str]] | None) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Of each of these cells, or of all, the numbers of positions, of those without a day, and of independent reports."""
    entry = schema.entry.c
    # All of it stands in one index, which is read as long as the planner is not led to the ids.
    undated, reports = func.sum(case((entry.id + 0 < OF_A_DAY, 1), else_=0)), func.count(entry.counted.distinct())
    query: Select[Any] = select(entry.actor, entry.term, func.count(), undated, reports).group_by(entry.actor, entry.term)
    query = query.where(entry.dossier_id == dossier_id, entry.kind == "position", entry.term.is_not(None))
    if places is None or len(places) > _MANY:
        wanted = None if places is None else set(places)
        rows = connection.execute(query).all()
    else:
        wanted = None
        rows = [row for holder, term in places for row in connection.execute(query.where(_of_cell(holder, term)))]
    found = {(holder or "", term): (positions, undated, reports) for holder, term, positions, undated, reports in rows}
    return found if wanted is None else {place: numbers for place, numbers in found.items() if place in wanted}


class _Walk:
    """The entries of one cell among which its latest are: from the last one back, until none further back can be."""

    def __init__(self, back: Back) -> None:
        self.found: dict[int, Any] = {}
        self._back = back
        self._last: int | None = None
        self._met = 0
        self._said, self._reported, self._told_only, self._dated = 0, 0, False, False

    def fetch(self) -> Sequence[Any]:
        """The next entries."""
        return self._back(self._last, min(_LATEST, max(FEW, 2 * self._met)), self._told_only)

    def take(self, rows: Sequence[Any], firsts: Mapping[int, Any]) -> bool:
        """Keep them, or in their places what was told first; whether to go on."""
        for row in rows:
            if row.id // OF_A_DAY < self._said or (row.day is None and self._dated):
                return False
            self._keep(firsts.get(row.id, row))
            self._met, self._last = self._met + 1, row.id
        if not rows or (rows[-1].day is None and self._met >= _LATEST):
            return False
        # Of what is merely reported, nothing further back counts; of what is told of a day, the last may.
        self._told_only = not self._said and rows[-1].id // OF_A_DAY < self._reported
        return True

    def _keep(self, row: Any) -> None:
        self.found[row.id] = row
        self._dated = self._dated or row.day is not None
        if row.basis == "reported":
            self._reported = max(self._reported, first_ordinal(row.day))
        else:
            self._said = max(self._said, first_ordinal(row.day))


@cache
def _back(known: bool, told_only: bool) -> Select[Any]:  # noqa: FBT001  two places of one query
    """The entries of a cell before a place, the last first. Put together once: this is asked for every cell of a matrix."""
    entry = schema.entry.c
    query = select(entry.id, entry.stance, entry.day, entry.basis, entry.reading_id, entry.report)
    query = query.where(entry.dossier_id == bindparam("dossier"), entry.kind == "position", entry.term == bindparam("term"))
    query = query.where(entry.actor == bindparam("holder") if known else entry.actor.is_(None))
    query = query.where(entry.id < bindparam("before", type_=BigInteger))
    return (query.where(entry.basis != "reported") if told_only else query).order_by(entry.id.desc()).limit(bindparam("limit"))


def _of_cell(holder: str, term: str) -> ColumnElement[bool]:
    entry = schema.entry.c
    return (entry.actor == holder if holder else entry.actor.is_(None)) & (entry.term == term)


def _candidates(rows: Sequence[Any]) -> tuple[list[Any], int]:
    """The entries of one cell that may be the latest, and the last day that anything is merely reported on.

    As pages have it (`onrecord.views.passages.latest_of`): what is merely reported on a day may be old, so it only comes after what is told
    of a day where its report appeared after that one's report too.
    """
    dated = [row for row in rows if row.day]
    if not dated:
        return list(rows), 0
    said = max((first_ordinal(row.day) for row in dated if row.basis != "reported"), default=0)
    reported = max((first_ordinal(row.day) for row in dated if row.basis == "reported"), default=0)
    kept = [row for row in dated if row.id // OF_A_DAY >= (max(said, reported) if row.basis == "reported" else said)]
    return kept, reported


def _latest(candidates: Sequence[Any], reported: int, appeared: Mapping[str, str | None]) -> tuple[tuple[int, Stance], ...]:
    kept = []
    for row in candidates:
        last = row.id // OF_A_DAY
        published = appeared.get(row.reading_id)
        of_report = last_ordinal(published) if published and is_partial_date(published) else last
        if row.basis == "reported" or max(last, of_report) >= reported:
            kept.append((row.id, row.stance))
    return tuple(sorted(kept, reverse=True)[:_LATEST])


def _appeared(connection: Connection, reading_ids: Collection[str]) -> dict[str, str | None]:
    reading = schema.reading.c
    found: dict[str, str | None] = {}
    for some in portions(sorted(reading_ids)):
        query = select(reading.id, reading.published).where(reading.id.in_(some))
        found |= {row.id: row.published for row in connection.execute(query)}
    return found


def _keep(connection: Connection, dossier_id: str, counts: Cells) -> None:
    rows = [
        {
            "dossier_id": dossier_id,
            "gathered": "actor",
            "holder": holder,
            "term": term,
            "stale": False,
            "positions": count.positions,
            "undated": count.undated,
            "reports": count.reports,
            "latest": _told(count.latest),
        }
        for (holder, term), count in counts.items()
    ]
    if rows:
        insert_or_change(connection, schema.cell, rows)


def _keep_sides(connection: Connection, dossier_id: str, sides: Sides, reports: Mapping[tuple[str, str], int]) -> None:
    """A side's cell says whom it gathers, so that it does not outlive the dossier that said so."""
    rows = [
        {
            "dossier_id": dossier_id,
            "gathered": "side",
            "holder": side,
            "term": term,
            "stale": False,
            "positions": 0,
            "undated": 0,
            "reports": count,
            "latest": _told(members_of(sides, side)),
        }
        for (side, term), count in reports.items()
    ]
    if rows:
        insert_or_change(connection, schema.cell, rows)


def _told(something: object) -> str:
    return msgspec.json.encode(something).decode("utf-8")


def _decoded(latest: str) -> tuple[tuple[int, Stance], ...]:
    return _LATEST_DECODER.decode(latest)
