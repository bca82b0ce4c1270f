"""What state a record is in: whether anything at all was written since, told without looking through the record."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from secrets import token_hex
from threading import Lock
from typing import Any, TypeVar, cast

from msgspec import Struct
from sqlalchemy import Connection, Engine, NullPool, func, select, text

from onrecord.ledger import schema

Answer = TypeVar("Answer")

# As many answers as are remembered: those of which many pages are made, and no pages.
_MOST = 64


class Standing(Struct, frozen=True):
    """What state the record of a dossier is in.

    While the `token` is the same, nothing was written to the ledger, by this program or another: what was made of it before still holds. Another
    token may come of any change, of another dossier too. It is None where that cannot be told, and means nothing to another process.
    `articles` counts those read for the dossier; `read_until` is when the last of them was read (ISO 8601, UTC), None where none was.
    `sha256` is the digest of the revision that the dossier is at.
    """

    token: str | None
    articles: int
    read_until: str | None
    sha256: str | None = None


class Watch:
    """Tells whether a database was written to. What is to hold for a token must be asked for after it: then it is at least as new."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._own: Any = None
        self._name = ""
        self._known: OrderedDict[Hashable, Any] = OrderedDict()

    def close(self) -> None:
        """Let go of the database. Closing twice does no harm."""
        with self._lock:
            if self._own is not None:
                self._own.close()
                self._own = None

    def token(self) -> str | None:
        """The same as before as long as nothing was written; None where that cannot be told."""
        # What cannot be written here is opened anew for each question, so there is no connection that would notice.
        if isinstance(self._engine.pool, NullPool):
            return None
        with self._lock:
            # Tells this watch from another, in this process or the next, whose numbers begin anew.
            self._name = self._name or token_hex(8)
            seen = self._seen_in_postgresql() if self._engine.dialect.name == "postgresql" else self._seen_in_sqlite()
            return f"{self._name}.{seen}"

    def recall(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The answer to a question, asked anew only where something was written since. Nobody may change it."""
        token = self.token()
        if token is None:
            return ask()
        with self._lock:
            if (token, question) in self._known:
                self._known.move_to_end((token, question))
                return cast("Answer", self._known[token, question])
        answer = ask()
        with self._lock:
            self._known[token, question] = answer
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return answer

    def _seen_in_sqlite(self) -> str:
        # The number is a connection's own, and changes when any other one has written: so one is set apart here that never writes.
        # https://www.sqlite.org/pragma.html#pragma_data_version
        if self._own is None:
            self._name = token_hex(8)
            self._own = self._engine.raw_connection()
            self._own.detach()
        (version,) = self._own.cursor().execute("PRAGMA data_version").fetchone()
        return str(version)

    def _seen_in_postgresql(self) -> str:
        # Which transactions are seen: two snapshots that read the same see the same rows. Looking alone changes nothing in it.
        # https://www.postgresql.org/docs/15/functions-info.html#FUNCTIONS-PG-SNAPSHOT
        with self._engine.connect() as connection:
            seen = connection.execute(text("SELECT CAST(pg_postmaster_start_time() AS text) || ' ' || CAST(pg_current_snapshot() AS text)"))
            return str(seen.scalar_one())


def standing(connection: Connection, dossier_id: str) -> Standing:
    """What state a dossier is in, without a token."""
    current, reading, made, trial = schema.current_reading.c, schema.reading.c, schema.run_reading.c, schema.trial.c
    articles = connection.execute(select(func.count()).where(current.dossier_id == dossier_id)).scalar_one()
    # A reading as people judge it is made when they judge, not when the article was read: it is of no run.
    of_a_run = select(made.run_id).where(made.reading_id == reading.id).exists()
    waiting = select(trial.run_id).where(trial.adopted.is_(None))
    last = select(reading.first_seen).where(reading.dossier_id == dossier_id, of_a_run, reading.run_id.not_in(waiting))
    sha256 = connection.execute(select(schema.dossier.c.sha256).where(schema.dossier.c.id == dossier_id)).scalar()
    read_until = connection.execute(last.order_by(reading.first_seen.desc()).limit(1)).scalar()
    return Standing(None, articles, read_until, sha256)
