"""A ledger copied into another database, row for row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DataError

from onrecord.errors import LedgerError
from onrecord.ledger import schema
from onrecord.ledger.entries import rebuild_entries
from onrecord.ledger.rebuilding import Row

_AT_ONCE = 1000


class Copied(Struct, frozen=True):
    """How many rows were copied: of all tables together, and articles among them."""

    rows: int
    articles: int


def copy_rows(source: Connection, target: Connection) -> Copied:
    """Copy every row into an empty ledger; what is derived is made anew there. LedgerError where the other ledger holds something.

    Both connections are in transactions of their own: the source is seen as it is at one moment, the target is filled whole or not at all.
    """
    filled = [table.name for table in _copied_tables() if target.execute(select(func.count()).select_from(table)).scalar_one()]
    if filled:
        raise LedgerError(f"the ledger to copy into is not empty (it has rows in {', '.join(filled)}). Name a new file, or an empty database.")
    counts = {table.name: _copy_table(source, target, table) for table in _copied_tables()}
    rebuild_entries(target)
    return Copied(sum(counts.values()), counts["article"])


def _copied_tables() -> list[Table]:
    """The tables of record, each after those that its rows point at."""
    return [table for table in schema.metadata.sorted_tables if table not in schema.DERIVED]


def _copy_table(source: Connection, target: Connection, table: Table) -> int:
    count = 0
    for rows in _rows(source, table):
        try:
            target.execute(insert(table), rows)
        except (DataError, UnicodeEncodeError) as error:
            raise LedgerError(
                f"{_unkeepable(rows, table)} holds a character that the other database cannot keep (NUL). Nothing was copied."
            ) from error
        count += len(rows)
    there = target.execute(select(func.count()).select_from(table)).scalar_one()
    if there != count:
        raise LedgerError(f"{count} rows of {table.name} were copied, and {there} are there. Nothing was kept; copy into an empty ledger.")
    return count


def _rows(source: Connection, table: Table) -> Iterator[list[Row]]:
    result = source.execute(select(table).order_by(*table.primary_key), execution_options={"yield_per": _AT_ONCE})
    for some in result.mappings().partitions(_AT_ONCE):
        yield [dict(row) for row in some]


def _unkeepable(rows: list[Row], table: Table) -> str:
    """Words for the first row that holds a NUL."""
    names: list[Any] = [tuple(row[column.name] for column in table.primary_key) for row in rows if any("\0" in str(value) for value in row.values())]
    return f"the row {names[0] if names else ''} of {table.name}"
