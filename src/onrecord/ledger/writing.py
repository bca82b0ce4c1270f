"""One reading into the ledger: its article, its rows, and whether queries answer from it from now on."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.following import machine_readings, make_current, write_reading
from onrecord.ledger.rows import ReadingRows
from onrecord.ledger.upsert import insert_or_change, insert_unless_there

Stored = Literal["new", "unchanged", "reread", "revised"]


def store_reading(connection: Connection, article: dict[str, Any], rows: ReadingRows, now: str, *, on_trial: bool) -> Stored:
    """Keep a reading and its article. Queries answer from it, unless its run is on trial: then it waits until the run is adopted."""
    head = rows.reading
    before = _made_before(connection, rows.reading) if on_trial else None
    before = before or machine_readings(connection, head["dossier_id"], [head["article_id"]]).get(head["article_id"])
    if before == head["id"]:
        return "unchanged"
    insert_unless_there(connection, schema.article, {**article, "first_seen": now})
    inserted = write_reading(connection, rows, now)
    place = {"run_id": head["run_id"], "article_id": head["article_id"]}
    insert_or_change(connection, schema.run_reading, {**place, "reading_id": head["id"]})
    if not on_trial:
        make_current(connection, head["dossier_id"], head["article_id"], head["id"], now)
    if before is None:
        return "new" if inserted else "unchanged"  # somebody else stored the same reading at the same moment
    reading = schema.reading.c
    key_before = connection.execute(select(reading.article_key).where(reading.id == before)).scalar()
    return "reread" if key_before == head["article_key"] else "revised"


def _made_before(connection: Connection, head: dict[str, Any]) -> str | None:
    """What the run made of the article last."""
    made = schema.run_reading.c
    return connection.execute(select(made.reading_id).where(made.run_id == head["run_id"], made.article_id == head["article_id"])).scalar()
