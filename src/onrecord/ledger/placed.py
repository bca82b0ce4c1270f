"""Positions in their place in time, and what the matrix and the trail are made of: asked of the entries, so that little else is loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from heapq import nlargest, nsmallest
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, func, select

from onrecord.ledger import schema
from onrecord.ledger.cells import Cells, Count, cells_by_actor, count_of, reports_by_side
from onrecord.ledger.comparison_rows import decode_comparison, read_naming
from onrecord.ledger.counting import members_of
from onrecord.ledger.numbering import OF_A_DAY, first_ordinal, span_of_ids
from onrecord.ledger.periods import Dated, Place, cells_of_period
from onrecord.ledger.portions import AT_ONCE, portions
from onrecord.ledger.rebuilding import Parts, Row, fetch, positions_in, silences_in, statements_in
from onrecord.ledger.sides import sides_of
from onrecord.records import JudgedState, Position, Shift, Silence, Stance, Statement

# As many positions as a cell of the matrix brings along for one stance; the trail has them all.
SHOWN = 5
# As many points as a trail brings at once, and as many silences.
PAGE = 200
# Articles and positions go into one statement together.
_PAIRS_AT_ONCE = AT_ONCE // 2

By = Literal["actor", "side"]
Owner = Literal["position", "silence", "statement"]
Basis = Literal["said", "inferred", "reported", "undated"]


class Placed(Struct, frozen=True, kw_only=True):
    """Where and when something stands. `place` orders in time; `day` and `basis` are as on pages; `report` is the article that stands for copies."""

    place: int
    article: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    not_before: str | None
    not_after: str | None
    day: str | None
    basis: Basis
    report: str | None


class PlacedPosition(Placed, frozen=True, kw_only=True):
    """A position of a current reading, and what people judged of it."""

    position: Position
    judged: JudgedState | None = None


class PlacedSilence(Placed, frozen=True, kw_only=True):
    """A reported silence of a current reading."""

    silence: Silence


class PlacedStatement(Placed, frozen=True, kw_only=True):
    """A statement of a current reading."""

    statement: Statement


class MatrixCell(Struct, frozen=True, kw_only=True):
    """What is reported of one holder (None: not known) on one term.

    `positions`, `undated` and `reports` count all of them, `reports` copies once. `latest` are those that nothing is known to come after, the
    last first, at most SHOWN a stance; `stances` says how many of those there are of each stance. `changed`: comparison found a shift.
    """

    holder: str | None
    term: str
    positions: int
    undated: int
    reports: int
    changed: bool
    stances: dict[Stance, int]
    latest: tuple[PlacedPosition, ...]


class TrailRows(Struct, frozen=True, kw_only=True):
    """One page of a trail: its last points in the order of time, those without a day, silences and shifts; `reports` and `positions` count all.

    `earlier` is the `place` to go on from, as `before`, where there are earlier points; `later` the same, where more than a page of later ones
    follows.
    """

    points: tuple[PlacedPosition, ...]
    undated: tuple[PlacedPosition, ...]
    silences: tuple[PlacedSilence, ...]
    shifts: tuple[Shift, ...]
    positions: int
    reports: int
    earlier: int | None
    later: int | None


def matrix_cells(connection: Connection, dossier_id: str) -> list[MatrixCell]:
    """Every cell that holds a position, by holder and term."""
    return _matrix_cells(connection, cells_by_actor(connection, dossier_id), shifted_places(connection, dossier_id))


def matrix_cells_of_period(
    connection: Connection, by_actor: dict[Place, Dated], shifted: Collection[Place], since: str | None, until: str | None
) -> list[MatrixCell]:
    """Every cell that holds a position between two partial dates, both inclusive, by holder and term."""
    return _matrix_cells(connection, cells_of_period(connection, by_actor, since, until), shifted)


def _matrix_cells(connection: Connection, counts: Cells, shifted: Collection[Place]) -> list[MatrixCell]:
    shown = {place: _shown(count) for place, count in counts.items()}
    placed = {one.place: one for one in _placed(connection, _entries(connection, [each for some in shown.values() for each in some]))}
    return [
        MatrixCell(
            holder=holder or None,
            term=term,
            positions=count.positions,
            undated=count.undated,
            reports=count.reports,
            changed=(holder, term) in shifted,
            stances=_stances(count),
            latest=tuple(placed[each] for each in shown[holder, term] if each in placed),
        )
        for (holder, term), count in sorted(counts.items())
    ]


def side_reports(connection: Connection, dossier_id: str) -> dict[tuple[str, str], int]:
    """The number of independent reports of each side on each term."""
    return reports_by_side(connection, dossier_id, sides_of(connection, dossier_id))


def days_between(connection: Connection, dossier_id: str) -> tuple[str | None, str | None]:
    """The days between which all dated positions lie: of the first one and of the last one, each the last day that it can be of."""
    entry = schema.entry.c
    # The index of holders and terms holds all of it; the one of ids would have other entries of the first days looked at one by one.
    query = select(func.min(entry.id + 0), func.max(entry.id + 0)).where(entry.dossier_id == dossier_id, entry.kind == "position")
    ends = connection.execute(query.where(entry.term.is_not(None), entry.id + 0 >= OF_A_DAY)).one()
    first, last = (None if one is None else date.fromordinal(one // OF_A_DAY).isoformat() for one in ends)
    return first, last


def trail_rows(
    connection: Connection,
    dossier_id: str,
    holder: str,
    term: str,
    *,
    by: By = "actor",
    since: str | None = None,
    until: str | None = None,
    before: int | None = None,
    limit: int | None = PAGE,
) -> TrailRows:
    """The last `limit` points (None: all) of a holder, or of a side, on a term, in the order of time; with `before`, those before that place."""
    sides = sides_of(connection, dossier_id) if by == "side" else {}
    holders = members_of(sides, holder) if by == "side" else (holder,)
    first, last = span_of_ids(since, until)
    last = last if before is None else min(last, before)
    dated = _newest(connection, dossier_id, holders, term, "position", (max(first, OF_A_DAY), last), limit)
    cut = limit is not None and len(dated) > limit
    if limit is not None:
        dated = dated[:limit]
    undated = _newest(connection, dossier_id, holders, term, "position", (first, OF_A_DAY), limit) if not first and before is None else []
    silent = _newest(connection, dossier_id, holders, term, "silence", (first, last), limit) if before is None else []
    counts = [count_of(connection, dossier_id, one, term) for one in holders]
    points = _in_time_order(_placed(connection, dated))
    told = None if limit is None else {one.article for one in points}
    return TrailRows(
        points=tuple(points),
        undated=tuple(_in_time_order(_placed(connection, undated[:limit]))),
        silences=tuple(_placed_silences(connection, silent[:limit])),
        shifts=tuple(_shifts(connection, dossier_id, holders, term, told)),
        positions=sum(count.positions for count in counts),
        reports=reports_by_side(connection, dossier_id, sides).get((holder, term), 0) if len(holders) > 1 else counts[0].reports,
        earlier=dated[-1]["id"] if cut else None,
        later=None if before is None or limit is None else _later(connection, dossier_id, holders, term, before, limit),
    )


def placed_positions(
    connection: Connection, dossier_id: str, references: Collection[tuple[str, str]], newest: int | None = None
) -> list[PlacedPosition]:
    """The current positions of these articles, each named by its article's id and its own; only the `newest` so many of them, where given."""
    current, position, entry = schema.current_reading.c, schema.position.c, schema.entry.c
    rows = list[Row]()
    tables = schema.current_reading.join(schema.position, position.reading_id == current.reading_id).join(
        schema.entry, (entry.reading_id == position.reading_id) & (entry.number == position.number) & (entry.kind == "position")
    )
    for names in portions(sorted(set(references)), _PAIRS_AT_ONCE):
        articles, positions = zip(*names, strict=True)
        query = select(schema.entry).select_from(tables).where(current.dossier_id == dossier_id, current.article_id.in_(set(articles)))
        rows += fetch(connection, query.where(position.id.in_(set(positions))))
    return _placed(connection, rows if newest is None else nlargest(newest, rows, key=lambda row: row["id"]))


def positions_at(connection: Connection, places: Sequence[int]) -> list[PlacedPosition]:
    """The positions at these places, in the order of time."""
    return _in_time_order(_placed(connection, _entries(connection, places)))


def silences_at(connection: Connection, places: Sequence[int]) -> list[PlacedSilence]:
    """The silences at these places, each once, however many terms it is about."""
    once = {(row["reading_id"], row["number"]): row for row in _entries(connection, places)}
    return _placed_silences(connection, list(once.values()))


def statements_at(connection: Connection, places: Sequence[int]) -> list[PlacedStatement]:
    """The statements at these places, by article and in its order."""
    found = []
    for some in portions(_entries(connection, places)):
        heads, parts = _heads(connection, some), _parts(connection, some, "statement")
        statements = {
            (name, row["number"]): statement
            for name, of_reading in parts.items()
            for row, statement in zip(of_reading["statement"], statements_in(of_reading), strict=True)
        }
        found += [
            (row["number"], PlacedStatement(**_place(heads[row["reading_id"]], row), statement=statements[row["reading_id"], row["number"]]))
            for row in some
        ]
    return [one for _, one in sorted(found, key=lambda each: (each[1].article, each[0]))]


def list_positions(
    connection: Connection,
    dossier_id: str,
    *,
    holder: str | None = None,
    side: str | None = None,
    term: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[PlacedPosition]:
    """The current positions, in the order of time, those without a day first; of a holder, of a side with its members, on a term, where given."""
    entry = schema.entry.c
    first, last = span_of_ids(since, until)
    query = select(schema.entry).where(entry.dossier_id == dossier_id, entry.kind == "position", entry.id >= first, entry.id < last)
    if holder is not None:
        query = query.where(entry.actor == holder)
    if side is not None:
        query = query.where(entry.actor.in_(members_of(sides_of(connection, dossier_id), side)))
    if term is not None:
        query = query.where(entry.term == term)
    return _in_time_order(_placed(connection, fetch(connection, query)))


def shifted_places(connection: Connection, dossier_id: str) -> set[Place]:
    """The holders and terms of which comparison found a shift, in pairs."""
    found = schema.comparison.c
    query = select(found.holder, found.term).where(found.dossier_id == dossier_id, found.kind == "shift").distinct()
    return {(row.holder, row.term) for row in connection.execute(query)}


def _shifts(connection: Connection, dossier_id: str, holders: Collection[str], term: str, articles: Collection[str] | None) -> Iterable[Shift]:
    """The shifts of these holders on a term; only those that one of these articles tells, where given."""
    if articles is not None:
        named = read_naming(connection, dossier_id, articles, ("shift",))
        return (row for row in named if isinstance(row, Shift) and row.holder in holders and row.term == term and row.after.article in articles)
    found = schema.comparison.c
    query = select(found.content).where(found.dossier_id == dossier_id, found.kind == "shift", found.term == term, found.holder.in_(holders))
    rows = (decode_comparison(content) for content in connection.execute(query.order_by(found.number)).scalars())
    return (row for row in rows if isinstance(row, Shift))


def _shown(count: Count) -> list[int]:
    """The ids of the latest entries that a cell brings along."""
    taken: dict[Stance, int] = defaultdict(int)
    shown = []
    for place, stance in count.latest:
        taken[stance] += 1
        if taken[stance] <= SHOWN:
            shown.append(place)
    return shown


def _stances(count: Count) -> dict[Stance, int]:
    found: dict[Stance, int] = defaultdict(int)
    for _, stance in count.latest:
        found[stance] += 1
    return dict(found)


def _entries(connection: Connection, ids: Sequence[int]) -> list[Row]:
    entry, rows = schema.entry.c, list[Row]()
    for some in portions(ids):
        rows += fetch(connection, select(schema.entry).where(entry.id.in_(some)))
    return rows


def _newest(
    connection: Connection, dossier_id: str, holders: Iterable[str], term: str, kind: str, span: tuple[int, int], limit: int | None
) -> list[Row]:
    """The last entries of these holders on a term, the last first; one more than `limit`, where there are more."""
    entry = schema.entry.c
    found: list[Row] = []
    for holder in holders:
        query = select(schema.entry).where(entry.dossier_id == dossier_id, entry.actor == holder, entry.term == term, entry.kind == kind)
        query = query.where(entry.id >= span[0], entry.id < span[1]).order_by(entry.id.desc())
        found += fetch(connection, query if limit is None else query.limit(limit + 1))
    return nlargest(len(found) if limit is None else limit + 1, found, key=lambda row: row["id"])


def _later(connection: Connection, dossier_id: str, holders: Iterable[str], term: str, since: int, limit: int) -> int | None:
    """The place before which the next `limit` entries stand, where there are more than these."""
    entry = schema.entry.c
    found: list[int] = []
    for holder in holders:
        query = select(entry.id).where(entry.dossier_id == dossier_id, entry.actor == holder, entry.term == term, entry.kind == "position")
        found += connection.execute(query.where(entry.id >= since).order_by(entry.id).limit(limit + 1)).scalars()
    following = nsmallest(limit + 1, found)
    return following[limit] if len(following) > limit else None


def _placed(connection: Connection, entries: Sequence[Row]) -> list[PlacedPosition]:
    """These entries with their positions, in their order."""
    found: dict[int, PlacedPosition] = {}
    for some in portions(entries):
        heads, parts = _heads(connection, some), _parts(connection, some, "position")
        positions = {
            (name, row["number"]): position
            for name, of_reading in parts.items()
            for row, position in zip(of_reading["position"], positions_in(of_reading), strict=True)
        }
        for row in some:
            position = positions.get((row["reading_id"], row["number"]))
            if position is not None:
                found[row["id"]] = PlacedPosition(**_place(heads[row["reading_id"]], row), position=position, judged=row["judged"])
    return [found[row["id"]] for row in entries if row["id"] in found]


def _placed_silences(connection: Connection, entries: Sequence[Row]) -> list[PlacedSilence]:
    found = []
    for some in portions(entries):
        heads, parts = _heads(connection, some), _parts(connection, some, "silence")
        silences = {
            (name, row["number"]): silence
            for name, of_reading in parts.items()
            for row, silence in zip(of_reading["silence"], silences_in(of_reading), strict=True)
        }
        found += [PlacedSilence(**_place(heads[row["reading_id"]], row), silence=silences[row["reading_id"], row["number"]]) for row in some]
    return sorted(found, key=lambda one: one.article)


def _parts(connection: Connection, entries: Sequence[Row], owner: Owner) -> Parts:
    """The rows that these positions, silences or statements are made of, and no others of their readings."""
    found: Parts = defaultdict(lambda: defaultdict(list))
    ids = [row["id"] for row in entries]
    for table, query in _parts_queries(owner):
        for row in fetch(connection, query, {"ids": ids}):
            found[row["reading_id"]][table.name].append(row)
    return found


# This and the next are put together once: where little is asked for, composing such a query takes longer than answering it.
@cache
def _parts_queries(owner: Owner) -> list[tuple[Table, Select[Any]]]:
    entry, passage, via, condition, of_term = schema.entry.c, schema.passage.c, schema.via.c, schema.condition.c, schema.silence_term.c
    whole = {"position": schema.position, "silence": schema.silence, "statement": schema.statement}[owner]
    wanted: list[tuple[Table, ColumnElement[bool]]] = [
        (whole, whole.c.number == entry.number),
        (schema.passage, (passage.owner == owner) & (passage.owner_number == entry.number)),
    ]
    if owner != "silence":
        wanted += [(schema.via, (via.owner == owner) & (via.owner_number == entry.number))]
    if owner == "position":
        wanted += [(schema.condition, condition.position_number == entry.number)]
    if owner == "silence":
        wanted += [(schema.silence_term, of_term.silence_number == entry.number)]
    given, queries = entry.id.in_(bindparam("ids", expanding=True)), []
    for table, belongs in wanted:
        query = select(table).distinct().join(schema.entry, (table.c.reading_id == entry.reading_id) & belongs)
        queries.append((table, query.where(given).order_by(*table.primary_key)))
    return queries


def _heads(connection: Connection, entries: Sequence[Row]) -> dict[str, Row]:
    reading_ids = sorted({row["reading_id"] for row in entries})
    return {row["id"]: row for row in fetch(connection, _heads_query(), {"readings": reading_ids})}


@cache
def _heads_query() -> Select[Any]:
    reading, article = schema.reading.c, schema.article.c
    columns = (reading.id, reading.article_id, reading.outlet, article.title, reading.url, reading.published, reading.not_before, reading.not_after)
    query: Select[Any] = select(*columns).join_from(schema.reading, schema.article, article.key == reading.article_key)
    return query.where(reading.id.in_(bindparam("readings", expanding=True)))


def _place(head: Row, entry: Row) -> dict[str, Any]:
    return {
        "place": entry["id"],
        "article": head["article_id"],
        **{name: head[name] for name in ("outlet", "title", "url", "published", "not_before", "not_after")},
        **{name: entry[name] for name in ("day", "basis", "report")},
    }


def _in_time_order(placed: Iterable[PlacedPosition]) -> list[PlacedPosition]:
    """By the last day they can be of, then the first, then article and position, as on pages."""
    return sorted(placed, key=lambda one: (one.place // OF_A_DAY, first_ordinal(one.day), one.article, one.position.id))
