"""What a failing database says, told as a LedgerError: what happened, and what to do next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from onrecord.errors import LedgerError

# Words of SQLite's messages (sqlite3 gives names of errors too, but not for all of these), and what they mean for the reader.
_SQLITE = {
    "database is locked": "is being written by another program, and was for the 30 seconds that we waited. Try again when that one is done.",
    "readonly": "cannot be written: the file or its folder is read-only. Give yourself the right to write there, or copy the ledger elsewhere.",
    "disk is full": "cannot grow: the disk is full. Nothing that was stored before is lost; make room and run the same command again.",
    "disk I/O error": "could not be read or written: the disk reports an error. Look after the disk, then run the same command again.",
    "not a database": "is not a ledger. Name the right file with --ledger, or a new one.",
    "malformed": "is damaged. Restore it from a copy; articles can be read into a new ledger at any time.",
    "unable to open": "cannot be opened. Look whether its folder exists and may be read and written.",
}

# SQLSTATE codes: https://www.postgresql.org/docs/15/errcodes-appendix.html
_POSTGRESQL = {
    "3D000": "does not exist on that server. Make it with `createdb`, then run the same command again.",
    "28000": "refuses this user. Look at the user name in the address, and at pg_hba.conf on the server.",
    "28P01": "refuses this password. Look at the address; a password may also stand in ~/.pgpass.",
    "42501": "lacks rights for this user. Have them granted: CREATE and USAGE on the schema, and all on its tables.",
    "25006": "cannot be written: that server takes no changes now. Use the address of the primary server.",
    "53100": "cannot grow: the disk of the server is full. Nothing that was stored before is lost; make room and run the same command again.",
    "40P01": "had two writers wait for each other, and ended this one. Run the same command again: what is stored stays.",
}
_NO_CONNECTION = "cannot be reached, or the connection broke. Nothing that was stored before is lost; look at server and address, and try again."


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn any error of the database called `name` into a LedgerError."""
    try:
        yield
    except DBAPIError as error:
        told = _of_sqlite(error.orig) if isinstance(error.orig, sqlite3.Error) else _of_postgresql(error)
        raise LedgerError(f"the ledger {name} {told}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"the ledger {name} {_of_sqlite(error)}") from error


def _of_sqlite(error: sqlite3.Error) -> str:
    said = str(error)
    return next((told for words, told in _SQLITE.items() if words in said), f"could not be used: {said}")


def _of_postgresql(error: DBAPIError) -> str:
    code = getattr(error.orig, "sqlstate", None)
    if code in _POSTGRESQL:
        return _POSTGRESQL[code]
    said = str(error.orig).strip()
    lowered = said.lower()
    if "does not exist" in lowered and "database" in lowered:
        return _POSTGRESQL["3D000"]
    if "password authentication failed" in lowered:
        return _POSTGRESQL["28P01"]
    if error.connection_invalidated or (code is None and "connection" in lowered):
        return f"{_NO_CONNECTION} (The server said: {said.splitlines()[0] if said else 'nothing'})"
    return f"could not be used: {said}"
