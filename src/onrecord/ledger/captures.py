"""How far web archives were read."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from onrecord.ledger import schema


def reached(connection: Connection, run_id: str) -> dict[str, int]:
    """The offset of the last record that this run kept a reading of, by the archive's name. Readings are kept in the order of their records."""
    reading, seen = schema.reading.c, schema.run_reading.c
    query = (
        select(reading.archive, func.max(reading.record_offset))
        .join(schema.run_reading, seen.reading_id == reading.id)
        .where(seen.run_id == run_id, reading.archive.is_not(None))
        .group_by(reading.archive)
    )
    return {str(archive): int(offset) for archive, offset in connection.execute(query)}
