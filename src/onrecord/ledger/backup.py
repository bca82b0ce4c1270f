"""A copy of a ledger that is in use, and a ledger without the room that it no longer needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from onrecord.errors import LedgerError
from onrecord.ledger import schema

# A mebibyte of pages at a time: others may write between two steps.
_PAGES_AT_ONCE = 256
_OPTIMIZE = "INSERT INTO entry_index (entry_index) VALUES ('optimize')"
_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


def check_new_file(path: str) -> Path:
    """The path, where a new file can be made there; LedgerError, which says why, where not."""
    new = Path(path)
    if new.exists():
        raise LedgerError(f"{path} is there already. Name a new file, or take that one away first.")
    if not new.absolute().parent.is_dir():
        raise LedgerError(f"the folder of {path} does not exist. Make it first: mkdir -p '{new.absolute().parent}'")
    return new


@contextmanager
def unfinished(path: str) -> Iterator[Path]:
    """A file beside the new one, which takes its name at the end, if nothing is raised: what has the name is whole."""
    new = check_new_file(path)
    beside = new.with_name(f"{new.name}.unfinished")
    beside.unlink(missing_ok=True)
    try:
        yield beside
        beside.rename(new)
    finally:
        beside.unlink(missing_ok=True)


def back_up_file(engine: Engine, path: Path) -> None:
    """Copy a SQLite ledger, as it is at one moment, into a file while others go on reading and writing."""
    raw: Any = engine.raw_connection()
    try:
        with closing(sqlite3.connect(path)) as copy:
            raw.driver_connection.backup(copy, pages=_PAGES_AT_ONCE, sleep=0.01)
            # One file, whole in itself: without the log that lies beside a ledger in use.
            copy.execute("PRAGMA journal_mode = DELETE")
            problem = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        raw.close()
    if problem != "ok":
        raise LedgerError(f"the copy is damaged ({problem}). Look after the disk, and check the ledger: onrecord verify")


def compact_database(engine: Engine) -> tuple[int, int]:
    """Give back the room that deleted rows took, and bring the planner's figures up to date; bytes before and after."""
    before = _size(engine)
    if engine.dialect.name == "sqlite":
        _tell_file(engine, _OPTIMIZE, "ANALYZE", "VACUUM", _EMPTY_LOG)
    else:
        _tell_tables(engine, "VACUUM (FULL, ANALYZE)")
    return before, _size(engine)


def wipe_traces(engine: Engine) -> None:
    """After something was forgotten: have the index forget its words too, and empty the log. Deleted rows were overwritten as they went."""
    if engine.dialect.name == "sqlite":
        _tell_file(engine, "PRAGMA secure_delete = ON", _OPTIMIZE, _EMPTY_LOG)
    else:
        _tell_tables(engine, "VACUUM")


def _tell_file(engine: Engine, *commands: str) -> None:
    raw: Any = engine.raw_connection()
    try:
        for command in commands:
            raw.driver_connection.execute(command).fetchall()
    finally:
        raw.close()


def _tell_tables(engine: Engine, command: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in schema.metadata.sorted_tables:
            connection.exec_driver_sql(f'{command} "{table.name}"')


def _size(engine: Engine) -> int:
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        names = [table.name for table in schema.metadata.sorted_tables]
        sizes = text("SELECT COALESCE(SUM(pg_total_relation_size(to_regclass(name))), 0) FROM unnest(CAST(:names AS text[])) AS name")
        return int(connection.execute(sizes, {"names": names}).scalar_one())
