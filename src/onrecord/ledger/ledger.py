"""The ledger as the rest of onrecord sees it: dossiers, runs, readings and comparison, in and out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, Self

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Engine, select
from sqlalchemy.exc import DataError

from onrecord.errors import InputError, InternalError, LedgerError
from onrecord.identity import digest
from onrecord.ledger import checking, comparison_rows, dossier_rows, schema
from onrecord.ledger.failures import explained
from onrecord.ledger.opening import WRITES, open_database
from onrecord.ledger.placing import misplaced_spans
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, Row, articles_of, fetch, fetch_parts, positions_in, readings_of
from onrecord.ledger.rows import ReadingRows, article_row, reading_rows
from onrecord.ledger.upsert import insert_or_change, insert_unless_there
from onrecord.records import Article, Comparison, Dossier, DossierReference, Position, Reader, Reading, text_sha256

_UNKEEPABLE = "it holds characters that the ledger cannot keep (half of a surrogate pair, or NUL). Clean the text, then read it again."

Stored = Literal["new", "unchanged", "reread", "revised"]


class StoredPosition(Struct, frozen=True, kw_only=True):
    """A position with what is needed to place its article: `article` is an id, the days are as in `Article`."""

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    not_before: str | None
    not_after: str | None
    position: Position


def open_ledger(url_or_path: str, *, create: bool = False) -> Ledger:
    """Open the ledger in this file (SQLite), or at this `postgresql://` address; with `create`, make it where there is none.

    A ledger of an older schema is upgraded. Use it as a context manager, or call `close`.

    Raises:
        LedgerError: there is none, it is something else, it comes from a newer onrecord, or it cannot be reached or read.

    """
    return Ledger(*open_database(url_or_path, create=create))


class Ledger:
    """An open ledger. Every method may raise LedgerError; what was stored before stays.

    `dossier_id` is None for what was read without a dossier. Of each article and dossier, queries see the current reading: the one that
    was stored last. Older ones are kept.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        self._engine = engine
        self._runs: dict[str, tuple[Reader, DossierReference | None]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Closing twice does no harm."""
        self._engine.dispose()

    # Dossiers and runs

    def add_dossier(self, dossier: Dossier, sha256: str) -> None:
        """Keep this revision of a dossier, and make it the one that the dossier is at. Adding it again changes nothing."""
        with self._transaction() as connection:
            dossier_rows.write_dossier(connection, dossier, sha256, _now())

    def dossiers(self) -> list[Dossier]:
        """Every dossier as it was last added, by id."""
        with self._snapshot() as connection:
            return dossier_rows.read_dossiers(connection)

    def dossier(self, dossier_id: str | None = None) -> Dossier:
        """The dossier of this id as it was last added, or the only one there is; else LedgerError, which names those there are."""
        return dossier_rows.choose_dossier(self.dossiers(), dossier_id, self.name)

    def begin_run(self, reader: Reader, dossier: DossierReference | None, options: dict[str, str]) -> str:
        """The id of the run of this reader with this dossier and these options. The dossier must have been added; the same again is one run."""
        models, chosen = _sorted_json(reader.models), _sorted_json(options)
        reference = (dossier.id, dossier.sha256) if dossier else (None, None)
        run_id = digest("run", reader.version, models, *reference, chosen)
        row = {
            "id": run_id,
            "version": reader.version,
            "models": models,
            "dossier_id": reference[0],
            "dossier_sha256": reference[1],
            "options": chosen,
            "started": _now(),
        }
        with self._transaction() as connection:
            if dossier and not _holds_revision(connection, dossier):
                raise LedgerError(f"the ledger {self.name} does not hold the dossier {dossier.id!r} in this revision. Add it before the run begins.")
            insert_unless_there(connection, schema.run, row)
        self._runs[run_id] = (reader, dossier)
        return run_id

    # Readings in

    def store(self, reading: Reading, run_id: str) -> Stored:
        """Keep a reading, with its text, in one transaction: all of it or nothing.

        "new": the first reading of this article for this dossier. "reread": it differs from the current one and takes its place.
        "revised": so does the article itself, its text, title or address: another version, or another article under the same id.
        "unchanged": it is the current one; no row changes.

        Raises:
            InputError: the article holds characters that the database cannot keep.
            InternalError: a span does not stand where it says, or the reading is not of this run.

        """
        text = self._checked_text(reading, run_id)
        try:
            rows = reading_rows(reading, run_id)
            article = article_row(reading.article, text, rows.reading["article_key"])
            with self._transaction() as connection:
                return _write_reading(connection, article, rows)
        except UnicodeEncodeError as error:
            raise InputError(reading.article.id, _UNKEEPABLE) from error
        except LedgerError as error:
            if isinstance(error.__cause__, DataError):
                raise InputError(reading.article.id, _UNKEEPABLE) from error
            raise

    def _checked_text(self, reading: Reading, run_id: str) -> str:
        article = reading.article
        if not isinstance(article.text, str):
            raise InternalError(f"{article.id}: a reading can only be stored with the text of its article.")
        if article.text_sha256 != text_sha256(article.text):
            raise InternalError(f"{article.id}: text_sha256 is not the hash of the text.")
        if self._run(run_id) != (reading.reader, reading.dossier):
            raise InternalError(f"{article.id}: the reading names another reader or dossier than its run {run_id}.")
        problems = misplaced_spans(reading)
        if problems:
            raise InternalError(f"{article.id}: {problems[0]} (and {len(problems) - 1} more)." if problems[1:] else f"{article.id}: {problems[0]}.")
        return article.text

    def _run(self, run_id: str) -> tuple[Reader, DossierReference | None]:
        if run_id not in self._runs:
            with self._snapshot() as connection:
                row = connection.execute(select(schema.run).where(schema.run.c.id == run_id)).mappings().first()
            if row is None:
                raise LedgerError(f"the ledger {self.name} has no run {run_id!r}. Begin it first.")
            reader = Reader(row["version"], msgspec.json.decode(row["models"], type=dict[str, str]))
            dossier = DossierReference(row["dossier_id"], row["dossier_sha256"]) if row["dossier_id"] is not None else None
            self._runs[run_id] = (reader, dossier)
        return self._runs[run_id]

    # Readings out

    def articles(self, dossier_id: str | None) -> list[Article]:
        """The articles read for this dossier as they were last read, without text, by id."""
        with self._snapshot() as connection:
            return [article for names in _chunks(_current(connection, dossier_id)) for article in articles_of(connection, names)]

    def article(self, article_id: str) -> Article:
        """The latest version of an article, with its text; dates, notices and dropped passages are those of its last reading."""
        current, reading, run = schema.current_reading.c, schema.reading.c, schema.run.c
        tables = schema.current_reading.join(schema.reading, reading.id == current.reading_id).join(schema.run, run.id == reading.run_id)
        newest = select(reading.id).select_from(tables).where(current.article_id == article_id)
        newest = newest.order_by(run.started.desc(), reading.first_seen.desc(), reading.id).limit(1)
        with self._snapshot() as connection:
            names = connection.execute(newest).scalars().all()
            if not names:
                raise LedgerError(f"the ledger {self.name} holds no article {article_id!r}. {_some_articles(connection)}")
            return readings_of(connection, names)[0].article

    def reading(self, article_id: str, dossier_id: str | None) -> Reading:
        """The current reading of an article for this dossier, with text."""
        current = schema.current_reading.c
        query = select(current.reading_id).where(current.dossier_id == (dossier_id or ""), current.article_id == article_id)
        with self._snapshot() as connection:
            names = connection.execute(query).scalars().all()
            if not names:
                what = f"for the dossier {dossier_id!r}" if dossier_id else "without a dossier"
                raise LedgerError(f"the ledger {self.name} holds no reading of {article_id!r} {what}. {_some_articles(connection)}")
            return readings_of(connection, names)[0]

    def readings(self, dossier_id: str | None) -> Iterator[Reading]:
        """The current readings for this dossier, with text, by article id: as they were when the iteration began, a few in memory at a time."""
        with self._snapshot() as connection:
            for names in _chunks(_current(connection, dossier_id)):
                yield from readings_of(connection, names)

    def positions(
        self, dossier_id: str | None, *, holder: str | None = None, term: str | None = None, holders: Collection[str] | None = None
    ) -> list[StoredPosition]:
        """The positions of the current readings, by article id and in the article's order; only those of this holder, of one of these holders,
        and on this term, where given.
        """
        current, reading, article, position = schema.current_reading.c, schema.reading.c, schema.article.c, schema.position.c
        wanted: list[ColumnElement[bool]] = [current.dossier_id == (dossier_id or "")]
        if holder is not None:
            wanted.append(position.holder == holder)
        if holders is not None:
            wanted.append(position.holder.in_(sorted(holders)))
        if term is not None:
            wanted.append(position.term == term)
        placing = (reading.article_id, reading.outlet, article.title, reading.published, reading.not_before, reading.not_after)
        read = schema.current_reading.join(schema.reading, reading.id == current.reading_id).join(schema.article, article.key == reading.article_key)
        query = select(schema.position, *placing).select_from(read.join(schema.position, position.reading_id == reading.id))
        query = query.where(*wanted).order_by(current.article_id, position.number)
        with self._snapshot() as connection:
            return list(_stored_positions(connection, fetch(connection, query)))

    # Comparison

    def set_comparison(self, dossier_id: str | None, rows: Sequence[Comparison]) -> None:
        """Put these rows, in this order, in the place of what comparing this dossier's readings found before. Equal rows stay untouched."""
        with self._transaction() as connection:
            comparison_rows.write_comparison(connection, dossier_id or "", rows, _now())

    def comparison(self, dossier_id: str | None, kind: str | None = None) -> list[Comparison]:
        """What comparing this dossier's readings found, in the order in which it was stored; only rows of this kind, where given."""
        with self._snapshot() as connection:
            return comparison_rows.read_comparison(connection, dossier_id or "", kind)

    # Care

    def verify(self) -> list[str]:
        """Check every span against its text, every id against its hash, and that no row is left alone: one line a problem, [] when sound."""
        with self._snapshot() as connection:
            return list(checking.find_problems(connection))

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """One consistent view of the ledger."""
        with explained(self.name), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)  # noqa: PLW2901
            with connection.begin():
                yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """One transaction: committed at the end, undone if anything is raised."""
        with explained(self.name), self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _sorted_json(names: dict[str, str]) -> str:
    return msgspec.json.encode(names, order="sorted").decode("utf-8")


def _holds_revision(connection: Connection, dossier: DossierReference) -> bool:
    revision = schema.dossier_revision.c
    return connection.execute(select(revision.id).where(revision.id == dossier.id, revision.sha256 == dossier.sha256)).first() is not None


def _some_articles(connection: Connection) -> str:
    """What to ask for instead of an article that is not there."""
    current = schema.current_reading.c
    names = connection.execute(select(current.article_id).distinct().order_by(current.article_id).limit(5)).scalars().all()
    return f"Give an id as it was read; the first ones are: {', '.join(names)}." if names else "Nothing has been read into it yet."


def _write_reading(connection: Connection, article: dict[str, Any], rows: ReadingRows) -> Stored:
    head, now = rows.reading, _now()
    current = schema.current_reading.c
    place = {"dossier_id": head["dossier_id"], "article_id": head["article_id"]}
    of_before = schema.reading.c
    query = (
        select(current.reading_id, of_before.article_key)
        .join(schema.reading, of_before.id == current.reading_id)
        .where(current.dossier_id == place["dossier_id"], current.article_id == place["article_id"])
    )
    before = connection.execute(query).one_or_none()
    if before is not None and before.reading_id == head["id"]:
        return "unchanged"
    insert_unless_there(connection, schema.article, {**article, "first_seen": now})
    inserted = insert_unless_there(connection, schema.reading, {**head, "first_seen": now})
    if inserted:
        for table in schema.PARTS:
            if table.name in rows.parts:
                connection.execute(table.insert(), rows.parts[table.name])
    insert_or_change(connection, schema.current_reading, {**place, "reading_id": head["id"]})
    if before is None:
        return "new" if inserted else "unchanged"  # somebody else stored the same reading at the same moment
    return "reread" if before.article_key == head["article_key"] else "revised"


def _current(connection: Connection, dossier_id: str | None) -> Sequence[str]:
    current = schema.current_reading.c
    return connection.execute(select(current.reading_id).where(current.dossier_id == (dossier_id or "")).order_by(current.article_id)).scalars().all()


def _chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + READINGS_AT_ONCE] for start in range(0, len(names), READINGS_AT_ONCE))


def _stored_positions(connection: Connection, rows: Sequence[Row]) -> Iterator[StoredPosition]:
    by_reading: dict[str, list[Row]] = {}
    for row in rows:
        by_reading.setdefault(row["reading_id"], []).append(row)
    for names in _chunks(list(by_reading)):
        parts = fetch_parts(connection, names, (schema.condition,), owners=("position",))
        for name in names:
            found = by_reading[name]
            for row, position in zip(found, positions_in({**parts.get(name, {}), "position": found}), strict=True):
                yield StoredPosition(
                    article=row["article_id"],
                    outlet=row["outlet"],
                    title=row["title"],
                    published=row["published"],
                    not_before=row["not_before"],
                    not_after=row["not_after"],
                    position=position,
                )
