"""Cells of the matrix: for each holder and term, how many positions and independent reports there are, and which entries are the latest.

A cell is kept. Its numbers follow its entries as they come and go (`counting`), and whatever touches one of these marks it stale: its latest entries
are looked for when they are asked for, and looked for and kept again when comparison is stored, at the end of every run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import BigInteger, Boolean, Connection, Select, bindparam, case, delete, func, select, text

from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger import schema
from onrecord.ledger.counting import members_of
from onrecord.ledger.first_told import first_told
from onrecord.ledger.numbering import OF_A_DAY, first_ordinal, last_ordinal, lock
from onrecord.ledger.portions import portions
from onrecord.ledger.upsert import insert_or_change
from onrecord.records import Stance

# As many of the latest entries as a cell keeps. More are of one day only where days are as wide as a year, and no reader goes through them.
_LATEST = 200
# As many as are looked at first: seldom do more than these tell of the last days.
FEW = 16


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
# That of one cell, by holder and term: of what is surely read, or of what is not.
BackFrom = Callable[[str, str, bool], Back]


def count_stale_cells(connection: Connection, dossier_id: str, sides: Sides) -> None:
    """Keep the latest entries of the dossier's cells that have changed, and the numbers of sides that are not known."""
    lock(connection)
    stale = connection.execute(_STALE, {"dossier": dossier_id}).all()
    if stale:
        _keep(connection, dossier_id, _found_latest(connection, dossier_id, stale))
        connection.execute(_FORGET_STALE, {"dossier": dossier_id})  # of these, no position is left
    _, missing = _sides_kept(connection, dossier_id, sides)
    if missing:
        _keep_sides(connection, dossier_id, sides, _reports_of_sides(connection, dossier_id, sides, missing))


def count_anew(connection: Connection, dossier_id: str) -> None:
    """Count all of the dossier's cells whole, and keep them."""
    lock(connection)
    connection.execute(delete(schema.cell).where(schema.cell.c.dossier_id == dossier_id))
    _keep(connection, dossier_id, recounted(connection, dossier_id))


def cells_by_actor(connection: Connection, dossier_id: str) -> Cells:
    """Every cell that holds a position, by holder (empty: not known) and term."""
    cell = schema.cell.c
    query = select(cell.holder, cell.term, cell.stale, cell.positions, cell.undated, cell.reports, cell.latest)
    rows = connection.execute(query.where(cell.dossier_id == dossier_id, cell.gathered == "actor")).all()
    found = {(row.holder, row.term): Count(row.positions, row.undated, row.reports, _decoded(row.latest)) for row in rows if not row.stale}
    stale = [row for row in rows if row.stale]
    return found | _found_latest(connection, dossier_id, stale) if stale else found


def recounted(connection: Connection, dossier_id: str) -> Cells:
    """Every cell, counted now whatever is kept."""
    return with_latest(connection, _numbers(connection, dossier_id), _back_of(connection, dossier_id))


def places(connection: Connection, dossier_id: str) -> list[tuple[str, str]]:
    """Every known holder and term of which a position was read."""
    cell = schema.cell.c
    query = select(cell.holder, cell.term).where(cell.dossier_id == dossier_id, cell.gathered == "actor", cell.holder != "", cell.positions > 0)
    return [(row.holder, row.term) for row in connection.execute(query.order_by(cell.holder, cell.term))]


def count_of(connection: Connection, dossier_id: str, holder: str, term: str) -> Count:
    """One cell; empty where there is none."""
    cell = schema.cell.c
    query = select(cell.holder, cell.term, cell.stale, cell.positions, cell.undated, cell.reports, cell.latest)
    one = (cell.dossier_id == dossier_id) & (cell.gathered == "actor") & (cell.holder == holder) & (cell.term == term)
    row = connection.execute(query.where(one)).one_or_none()
    if row is None:
        return _NONE
    if row.stale:
        return _found_latest(connection, dossier_id, [row]).get((holder, term), _NONE)
    return Count(row.positions, row.undated, row.reports, _decoded(row.latest))


def reports_by_side(connection: Connection, dossier_id: str, sides: Sides) -> dict[tuple[str, str], int]:
    """The number of independent reports of each side on each term: a report of two members counts once."""
    fresh, missing = _sides_kept(connection, dossier_id, sides)
    return fresh | _reports_of_sides(connection, dossier_id, sides, missing)


def sides_recounted(connection: Connection, dossier_id: str, sides: Sides) -> dict[tuple[str, str], int]:
    """The same, counted now whatever is kept."""
    fresh, missing = _sides_kept(connection, dossier_id, sides)
    return _reports_of_sides(connection, dossier_id, sides, fresh.keys() | missing)


def _sides_kept(connection: Connection, dossier_id: str, sides: Sides) -> tuple[dict[tuple[str, str], int], set[tuple[str, str]]]:
    """The sides' numbers of reports that hold, and the places (side, term) where there is none yet, or none any more."""
    rows = connection.execute(_FOR_SIDES, {"dossier": dossier_id}).all()
    wanted = {(sides.get(row.holder, row.holder), row.term) for row in rows if row.gathered == "actor" and row.holder}
    members = {side: _told(members_of(sides, side)) for side, _ in wanted}
    kept = {(row.holder, row.term): row for row in rows if row.gathered == "side"}
    fresh = {(side, term): int(kept[side, term].reports) for side, term in wanted & kept.keys() if kept[side, term].latest == members[side]}
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


def _found_latest(connection: Connection, dossier_id: str, rows: Sequence[Any]) -> Cells:
    """The cells of these rows, whose numbers hold, with their latest entries. Those without a position are left out."""
    numbers = {(row.holder, row.term): (row.positions, row.undated, row.reports) for row in rows if row.positions}
    return with_latest(connection, numbers, _back_of(connection, dossier_id))


def _back_of(connection: Connection, dossier_id: str) -> BackFrom:
    def back_from(holder: str, term: str, sure: bool) -> Back:  # noqa: FBT001  as BackFrom has it
        asked = {"dossier": dossier_id, "holder": holder, "term": term, "sure": sure}

        def back(before: int | None, limit: int, told_only: bool) -> Sequence[Any]:  # noqa: FBT001  as Back has it
            return connection.execute(_back(bool(holder), told_only), {**asked, "before": before or 1 << 62, "limit": limit}).all()

        return back

    return back_from


def with_latest(
    connection: Connection,
    counts: Mapping[tuple[str, str], tuple[int, int, int]],
    back_from: BackFrom,
    span: tuple[int, int] | None = None,
) -> Cells:
    """Cells of these numbers (of positions, of those without a day, of reports) with their latest entries, looked for from the last one back.

    What is surely read goes before the rest, which is looked for only where there is nothing sure. What a copy tells in the words of the report that
    it is a copy of stands where that report tells it, as long as that is in the `span` of ids.
    """
    found = _walked(connection, {place: _Walk(back_from(*place, True), sure=True) for place in counts}, span)
    found |= _walked(connection, {place: _Walk(back_from(*place, False), sure=False) for place in counts if not found[place]}, span)
    candidates = {place: _candidates(rows) for place, rows in found.items()}
    appeared = _appeared(connection, {row.reading_id for rows, _ in candidates.values() for row in rows})
    return {place: Count(*numbers, latest=_latest(*candidates[place], appeared)) for place, numbers in counts.items()}


def _walked(connection: Connection, walks: Mapping[tuple[str, str], _Walk], span: tuple[int, int] | None) -> dict[tuple[str, str], list[Any]]:
    """What these walks find, side by side, so that all of them together ask what copies told first."""
    going = list(walks.values())
    while going:
        met = [(walk, walk.fetch()) for walk in going]
        firsts = first_told(connection, [row.id for walk, rows in met for row in walk.reached(rows) if row.report is not None])
        within = {copy: row for copy, row in firsts.items() if span is None or span[0] <= row.id < span[1]}
        going = [walk for walk, rows in met if walk.take(rows, within)]
    return {place: list(walk.found.values()) for place, walk in walks.items()}


def _numbers(connection: Connection, dossier_id: str) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Of every cell the numbers of positions, of those without a day, and of independent reports, counted whole."""
    entry = schema.entry.c
    # All of it stands in one index, which is read as long as the planner is not led to the ids.
    undated, reports = func.sum(case((entry.id + 0 < OF_A_DAY, 1), else_=0)), func.count(entry.counted.distinct())
    query: Select[Any] = select(entry.actor, entry.term, func.count(), undated, reports).group_by(entry.actor, entry.term)
    query = query.where(entry.dossier_id == dossier_id, entry.kind == "position", entry.term.is_not(None))
    return {(holder or "", term): tuple(numbers) for holder, term, *numbers in connection.execute(query).all()}


class _Walk:
    """The entries of one cell among which its latest are: from the last one back, until none further back can be."""

    def __init__(self, back: Back, *, sure: bool) -> None:
        """Go back; where all is to be `sure`, what was told first and is not is left out."""
        self.found: dict[int, Any] = {}
        self._back, self._sure = back, sure
        self._last: int | None = None
        self._met = 0
        self._said, self._reported, self._told_only, self._dated = 0, 0, False, False

    def fetch(self) -> Sequence[Any]:
        """The next entries."""
        return self._back(self._last, min(_LATEST, max(FEW, 2 * self._met)), self._told_only)

    def reached(self, rows: Sequence[Any]) -> Iterator[Any]:
        """Those of the next entries that may be kept: whatever is told first of copies among them, none further back is."""
        said = self._said
        for row in rows:
            if row.id // OF_A_DAY < said:
                return
            yield row
            if row.report is None and row.basis != "reported" and (row.sure or not self._sure):
                said = max(said, first_ordinal(row.day))

    def take(self, rows: Sequence[Any], firsts: Mapping[int, Any]) -> bool:
        """Keep them, or in their places what was told first; whether to go on."""
        for row in rows:
            if row.id // OF_A_DAY < self._said or (row.day is None and self._dated):
                return False
            self._keep(firsts.get(row.id, row))
            self._met, self._last = self._met + 1, row.id
        # Where so many are copies of what is not surely read, no cell is told from what lies further back.
        if not rows or ((rows[-1].day is None or not self.found) and self._met >= _LATEST):
            return False
        # Of what is merely reported, nothing further back counts; of what is told of a day, the last may.
        self._told_only = not self._said and rows[-1].id // OF_A_DAY < self._reported
        return True

    def _keep(self, row: Any) -> None:
        if self._sure and not row.sure:
            return
        self.found[row.id] = row
        self._dated = self._dated or row.day is not None
        if row.basis == "reported":
            self._reported = max(self._reported, first_ordinal(row.day))
        else:
            self._said = max(self._said, first_ordinal(row.day))


def positions_listed() -> Select[Any]:
    """Entries of positions, with what a walk asks of them."""
    entry = schema.entry.c
    return select(entry.id, entry.stance, entry.day, entry.basis, entry.reading_id, entry.report, entry.sure).where(entry.kind == "position")


@cache
def _back(known: bool, told_only: bool) -> Select[Any]:  # noqa: FBT001  two places of one query
    """The entries of a cell before a place, the last first. Put together once: this is asked for every cell of a matrix."""
    entry = schema.entry.c
    query = positions_listed().where(entry.dossier_id == bindparam("dossier"), entry.term == bindparam("term"))
    query = query.where(entry.actor == bindparam("holder") if known else entry.actor.is_(None))
    query = query.where(entry.id < bindparam("before", type_=BigInteger), entry.sure == bindparam("sure", type_=Boolean))
    # In the words of the index entry_by_telling, which is found by them.
    return (query.where(text("entry.basis <> 'reported'")) if told_only else query).order_by(entry.id.desc()).limit(bindparam("limit"))


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
    found: dict[str, str | None] = {}
    for some in portions(sorted(reading_ids)):
        found.update(connection.execute(_PUBLISHED, {"readings": some}).all())
    return found


_cell = schema.cell.c
# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_OF_STALE = (_cell.dossier_id == bindparam("dossier")) & (_cell.gathered == "actor") & _cell.stale
_STALE = select(_cell.holder, _cell.term, _cell.positions, _cell.undated, _cell.reports).where(_OF_STALE)
_FORGET_STALE = delete(schema.cell).where(_OF_STALE)
_FOR_SIDES = select(_cell.gathered, _cell.holder, _cell.term, _cell.reports, _cell.latest).where(
    _cell.dossier_id == bindparam("dossier"), (_cell.gathered == "side") | (_cell.positions > 0)
)
_PUBLISHED = select(schema.reading.c.id, schema.reading.c.published).where(schema.reading.c.id.in_(bindparam("readings", expanding=True)))


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
