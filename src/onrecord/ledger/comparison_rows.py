"""What comparison found, as rows, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select

from onrecord.errors import InternalError, LedgerError
from onrecord.ledger import schema
from onrecord.ledger.upsert import insert_or_change
from onrecord.records import Comparison
from onrecord.version import __version__

_DECODER: msgspec.json.Decoder[Comparison] = msgspec.json.Decoder(Comparison)

# Columns that say what a row is; the others say when it was found and by which version, and stay as they are while these are equal.
_SAYS = ("number", "kind", "holder", "term", "content")
# Below the number of variables that old builds of SQLite take in one statement (999).
_AT_ONCE = 500


def decode_comparison(content: str) -> Comparison:
    """One row out of its JSON."""
    return _DECODER.decode(content)


def write_comparison(connection: Connection, dossier_id: str, rows: Sequence[Comparison], now: str) -> None:
    """Make the dossier's rows these: what is gone is deleted, what is equal is left untouched, the rest is written."""
    wanted = {row.id: _row(dossier_id, number, row, now) for number, row in enumerate(rows)}
    if len(wanted) != len(rows):
        raise InternalError(f"comparison gave {len(rows)} rows only {len(wanted)} different ids.")
    table = schema.comparison
    columns = (table.c.id, *(table.c[name] for name in _SAYS))
    before = {row["id"]: row for row in connection.execute(select(*columns).where(table.c.dossier_id == dossier_id)).mappings()}
    gone = [name for name in before if name not in wanted]
    for start in range(0, len(gone), _AT_ONCE):
        connection.execute(delete(table).where(table.c.dossier_id == dossier_id, table.c.id.in_(gone[start : start + _AT_ONCE])))
    changed = [row for name, row in wanted.items() if name not in before or any(before[name][column] != row[column] for column in _SAYS)]
    if changed:
        insert_or_change(connection, table, changed)


def read_comparison(connection: Connection, dossier_id: str, kind: str | None) -> list[Comparison]:
    """The dossier's rows in their order, of one kind or of all."""
    table = schema.comparison.c
    query = select(table.content).where(table.dossier_id == dossier_id).order_by(table.number)
    if kind is not None:
        query = query.where(table.kind == kind)
    try:
        return [decode_comparison(content) for content in connection.execute(query).scalars()]
    except msgspec.DecodeError as error:
        told = f"the comparison was kept in a form that this version does not read ({error}). Compare again: onrecord read, or onrecord compare."
        raise LedgerError(told) from error


def _row(dossier_id: str, number: int, row: Comparison, now: str) -> dict[str, Any]:
    return {
        "dossier_id": dossier_id,
        "id": row.id,
        "number": number,
        "kind": type(row).__struct_config__.tag,
        "holder": getattr(row, "holder", None),
        "term": getattr(row, "term", None),
        "content": msgspec.json.encode(row).decode("utf-8"),
        "version": __version__,
        "first_seen": now,
    }
