"""The numbers of cells, kept as entries come and go: by what comes and goes alone, however many entries a cell holds.

`cells` counts them whole, which gives the same; a cell's latest entries are looked for there, when they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import BigInteger, Connection, Integer, Select, Update, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger import schema
from onrecord.ledger.numbering import OF_A_DAY
from onrecord.ledger.rebuilding import Row

Place = tuple[str, str]  # holder (empty: not known) or side, term


class _Numbers(Struct):
    """By how much the numbers of a cell differ: positions, those without a day, independent reports."""

    positions: int = 0
    undated: int = 0
    reports: int = 0


def count_in(connection: Connection, rows: Collection[Row]) -> None:
    """These rows are about to become entries, under the ids that they have."""
    _count(connection, rows, 1)


def count_out(connection: Connection, rows: Collection[Row]) -> None:
    """These rows were entries, and are none any more."""
    _count(connection, rows, -1)


def _count(connection: Connection, rows: Collection[Row], sign: int) -> None:
    by_dossier: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] == "position":
            by_dossier[row["dossier_id"]].append(row)
    for dossier_id, positions in sorted(by_dossier.items()):
        others = {number: _places_of(connection, dossier_id, number) for number in sorted({row["counted"] for row in positions} - {None})}
        _change_actors(connection, dossier_id, positions, others, sign)
        _change_sides(connection, dossier_id, positions, others, sign)


def _places_of(connection: Connection, dossier_id: str, number: int) -> set[Place]:
    """The places on which the report of this number has entries."""
    return {(row.actor or "", row.term) for row in connection.execute(_OF_REPORT, {"dossier": dossier_id, "number": number})}


def _change_actors(connection: Connection, dossier_id: str, positions: Iterable[Row], others: Mapping[int, set[Place]], sign: int) -> None:
    changes: dict[Place, _Numbers] = defaultdict(_Numbers)
    reports: set[tuple[Place, int]] = set()
    for row in positions:
        place = (row["actor"] or "", row["term"])
        changes[place].positions += sign
        changes[place].undated += sign * (row["id"] < OF_A_DAY)
        if row["counted"] is not None and place not in others[row["counted"]]:
            reports.add((place, row["counted"]))
    for place, _ in reports:
        changes[place].reports += sign
    named = {"dossier_id": dossier_id, "gathered": "actor", "stale": True, "latest": "[]"}
    rows = [
        {**named, "holder": place[0], "term": place[1], "positions": by.positions, "undated": by.undated, "reports": by.reports}
        for place, by in sorted(changes.items())
    ]
    connection.execute(_change(connection.dialect.name), rows)


def _change_sides(connection: Connection, dossier_id: str, positions: Sequence[Row], others: Mapping[int, set[Place]], sign: int) -> None:
    """The cell of a side says who its members were when it was counted: it holds for these, whoever its members are now."""
    kept = connection.execute(_SIDES, {"dossier": dossier_id, "terms": sorted({row["term"] for row in positions})}).all()
    changes = []
    for cell in kept:
        members = set(msgspec.json.decode(cell.latest, type=list[str]))
        told = {row["counted"] for row in positions if row["term"] == cell.term and row["actor"] in members} - {None}
        reports = [number for number in told if not any((member, cell.term) in others[number] for member in members)]
        if reports:
            changes.append({"side": cell.holder, "on": cell.term, "by": sign * len(reports)})
    if changes:
        connection.execute(_CHANGE_SIDE, [{"dossier": dossier_id, **change} for change in changes])


def members_of(sides: Mapping[str, str], side: str) -> tuple[str, ...]:
    """The holders whose positions a side gathers, itself first."""
    return tuple(dict.fromkeys([side, *sorted(member for member, of in sides.items() if of == side)]))


@cache
def _change(dialect: str) -> sqlite.Insert | postgresql.Insert:
    cell = schema.cell
    insert = postgresql.insert(cell) if dialect == "postgresql" else sqlite.insert(cell)
    sums = {name: cell.c[name] + insert.excluded[name] for name in ("positions", "undated", "reports")}
    return insert.on_conflict_do_update(index_elements=list(cell.primary_key), set_={"stale": True, **sums})


def _of_report() -> Select[Any]:
    entry = schema.entry.c
    query = select(entry.actor, entry.term).distinct().where(entry.dossier_id == bindparam("dossier"), entry.kind == "position")
    return query.where(entry.counted == bindparam("number", type_=BigInteger), entry.term.is_not(None))


def _sides() -> Select[Any]:
    cell = schema.cell.c
    query = select(cell.holder, cell.term, cell.latest).where(cell.dossier_id == bindparam("dossier"), cell.gathered == "side")
    return query.where(cell.term.in_(bindparam("terms", expanding=True)))


def _change_side() -> Update:
    cell = schema.cell.c
    side = update(schema.cell).where(cell.dossier_id == bindparam("dossier"), cell.gathered == "side", cell.holder == bindparam("side"))
    return side.where(cell.term == bindparam("on")).values(reports=cell.reports + bindparam("by", type_=Integer))


# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_OF_REPORT, _SIDES, _CHANGE_SIDE = _of_report(), _sides(), _change_side()
