"""From an address to a database that is a ledger of our schema: found, made or brought up to date, or refused with the reason."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.errors import LedgerError
from onrecord.ledger.clock import now
from onrecord.ledger.entries import count_all_cells, rebuild_entries, rebuild_lists
from onrecord.ledger.failures import explained
from onrecord.ledger.judging import follow_all
from onrecord.ledger.schema import VERSION, VERSION_TABLE

# How long a writer waits for another one. A transaction is one article (milliseconds), so this only runs out when a program hangs.
_PATIENCE_SECONDS = 30
_CACHE_KIBIBYTES = 64 * 1024
# The schema that brought entries; a ledger of an earlier one has none yet.
_ENTRIES = "0003"
# The schema from which on readings that follow from judgements are made as they are now.
_FOLLOWED = "0013"
# The schema from which on the numbers of cells follow their entries; those of an earlier one are as they were when they were counted last.
_COUNTED = "0015"
# Any number of our own: it keeps two programs from migrating one PostgreSQL database at the same time.
_MIGRATION_LOCK = 0x6F6E7265

# Transactions with this execution option take SQLite's write lock at their start: one that reads first and writes then could not wait for it.
WRITES = "onrecord_writes"


def open_database(url_or_path: str, *, create: bool) -> tuple[Engine, str]:
    """An engine on the ledger at this address, and the name to call it by (without a password). LedgerError where there is none to be had."""
    url = _address(url_or_path)
    if url.get_backend_name() == "sqlite":
        name = url.database or ""
        engine = _sqlite_engine(url, name, create=create)
    else:
        name = url.set(drivername="postgresql").render_as_string(hide_password=True)
        engine = _postgresql_engine(url)
    try:
        with explained(name):
            _make_sure_of_schema(engine, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine, name


def _address(url_or_path: str) -> URL:
    if "://" not in url_or_path:
        return URL.create("sqlite", database=url_or_path)
    try:
        url = make_url(url_or_path)
    except ArgumentError as error:
        raise LedgerError(f"{url_or_path!r} is no address of a ledger. Give a file name, or postgresql://user@host/database.") from error
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        return URL.create("sqlite", database=url.database)
    if url.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    raise LedgerError(f"a ledger cannot be kept in {url.drivername!r}. Give a file name (SQLite), or postgresql://user@host/database.")


def _sqlite_engine(url: URL, name: str, *, create: bool) -> Engine:
    if name in {"", ":memory:"}:
        raise LedgerError("a ledger is a file. Give its name, such as onrecord.sqlite.")
    path = Path(name).absolute()
    if path.is_dir():
        raise LedgerError(f"{name} is a folder. Give the name of a file in it, such as {Path(name) / 'onrecord.sqlite'}.")
    if not path.exists():
        if not create:
            raise LedgerError(f"there is no ledger at {name}. Read articles into a new one: onrecord read --dossier FILE --ledger {name} PATH...")
        if not path.parent.is_dir():
            raise LedgerError(f"the folder of the ledger {name} does not exist. Make it first: mkdir -p '{path.parent}'")
    writable = os.access(path if path.exists() else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)
    engine = create_engine(url, creator=_sqlite_opener(path, writable=writable), poolclass=QueuePool if writable else NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")

    return engine


def _sqlite_opener(path: Path, *, writable: bool) -> Callable[[], sqlite3.Connection]:
    def open_file() -> sqlite3.Connection:
        if writable:
            mode = "mode=rwc"
        elif Path(f"{path}-wal").exists():
            mode = "mode=ro"
        else:
            # Without a write-ahead log nobody is writing, and without the right to make one SQLite opens the file only like this.
            mode = "mode=ro&immutable=1"
        # Without an isolation level the sqlite3 module begins no transaction behind our back.
        connection = sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        # Under write-ahead logging NORMAL loses no consistency: a power cut can take the last articles, never half of one.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
        return connection

    return open_file


def _postgresql_engine(url: URL) -> Engine:
    if find_spec("psycopg") is None:
        raise LedgerError("a ledger on PostgreSQL needs its driver: pip install 'onrecord[postgres]'")
    return create_engine(url, pool_pre_ping=True)


def _make_sure_of_schema(engine: Engine, name: str, *, create: bool) -> None:
    with engine.connect() as connection, connection.begin():
        version = _version(connection)
        if version is None:
            _refuse_what_is_not_ours(connection, name, create=create)
    if version != VERSION:
        _migrate(engine, name)
    if engine.dialect.name == "sqlite":
        _log_ahead(engine)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608  a constant of ours
    return str(found) if found is not None else None


def _refuse_what_is_not_ours(connection: Connection, name: str, *, create: bool) -> None:
    if connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise LedgerError(f"{name} is a database of another program, not a ledger. Name the right file with --ledger, or a new one.")
    if not create:
        raise LedgerError(f"{name} is empty. Read articles into it first: onrecord read --dossier FILE --ledger {name} PATH...")


def _migrate(engine: Engine, name: str) -> None:
    """Run the migrations that are missing, in one transaction: a ledger is of one schema or of the next, never between."""
    from alembic import command  # noqa: PLC0415  heavy import, needed only when a ledger is made or upgraded
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    if engine.dialect.name == "sqlite":
        _log_ahead(engine)
    config = Config()
    # A percent sign would be read as the start of a reference.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    ours = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        version = _version(connection)
        if version is not None and version not in ours:
            raise LedgerError(f"{name} was written by a newer onrecord (schema {version}, here {VERSION}). Upgrade: pip install -U onrecord")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if version is not None and version < _FOLLOWED:
            follow_all(connection, now())
        if version is not None and version < _ENTRIES:
            rebuild_entries(connection)
        elif version is not None:
            # Entries take minutes to make where there are many articles; the migrations since bring them up to date.
            rebuild_lists(connection)
            if version < _COUNTED:
                count_all_cells(connection)


def _log_ahead(engine: Engine) -> None:
    """Have SQLite log ahead, so that readers and a writer do not wait for each other. The file remembers it."""
    raw: Any = engine.raw_connection()
    try:
        (mode,) = raw.execute("PRAGMA journal_mode").fetchone()
        if mode != "wal" and engine.pool.__class__ is not NullPool:
            raw.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another program is in the middle of the same thing; the mode is a matter of speed, so theirs will do.
        if "locked" not in str(error):
            raise
    finally:
        raw.close()
