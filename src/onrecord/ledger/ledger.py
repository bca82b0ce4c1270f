"""The ledger as the rest of onrecord sees it: dossiers, runs, readings and comparison, in and out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DataError

from onrecord.errors import InputError, InternalError, LedgerError
from onrecord.ledger import (
    already,
    backup,
    captures,
    cells,
    checking,
    citations,
    comparison_rows,
    copying,
    dossier_rows,
    entries,
    finding_rows,
    following,
    forgetting,
    judging,
    occasions,
    reviewing,
    runs,
    schema,
    signatures,
    standing,
    trail_rows,
    versions,
)
from onrecord.ledger.arriving import Arriving
from onrecord.ledger.clock import now
from onrecord.ledger.failures import explained
from onrecord.ledger.last_compared import keep_spread
from onrecord.ledger.listed import Lists
from onrecord.ledger.opening import WRITES, open_database
from onrecord.ledger.placing import misplaced_spans
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, articles_of, readings_of
from onrecord.ledger.rows import article_row, reading_rows
from onrecord.ledger.runs import Adoption, Run, RunDifference
from onrecord.ledger.shown import Shown
from onrecord.ledger.sides import sides_of
from onrecord.ledger.standing import Standing
from onrecord.ledger.stored_positions import StoredPosition, find_positions
from onrecord.ledger.uncompared import Uncompared, note_taken_in
from onrecord.ledger.writing import Stored, store_reading
from onrecord.records import (
    Article,
    Comparison,
    Dossier,
    DossierReference,
    Judgement,
    JudgementFate,
    Reader,
    Reading,
    Version,
    text_sha256,
)

_UNKEEPABLE = "it holds characters that the ledger cannot keep (half of a surrogate pair, or NUL). Clean the text, then read it again."
_FORGOTTEN = "it was forgotten in this ledger, and is kept out. Leave it out of what is read; another article needs another id."


def open_ledger(url_or_path: str, *, create: bool = False) -> Ledger:
    """Open the ledger in this file (SQLite), or at this `postgresql://` address; with `create`, make it where there is none.

    A ledger of an older schema is upgraded. Use it as a context manager, or call `close`.

    Raises:
        LedgerError: there is none, it is something else, it comes from a newer onrecord, or it cannot be reached or read.

    """
    return Ledger(*open_database(url_or_path, create=create))


class Ledger(Shown, Lists, Arriving):
    """An open ledger. Every method may raise LedgerError; what was stored before stays.

    `dossier_id` is None for what was read without a dossier. Of each article and dossier, queries see the current reading: the one that
    was stored last, or adopted since, as people judge it; with `machine`, as the machine made it. Older ones are kept.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        super().__init__(engine, name)
        self._runs: dict[str, tuple[Reader, DossierReference | None]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Closing twice does no harm."""
        self._watch.close()
        self._engine.dispose()

    def token(self) -> str | None:
        """The same as before as long as nothing was written, by whomever (see `Standing`). Ask for it before what is to hold as long as it does."""
        with explained(self.name):
            return self._watch.token()

    def standing(self, dossier_id: str | None) -> Standing:
        """What state a dossier's record is in: whether it may have changed, how many articles it has, and when the last was read."""
        token = self.token()
        return replace(self._recall(standing.standing, dossier_id or ""), token=token)

    # Dossiers and runs

    def add_dossier(self, dossier: Dossier, sha256: str, *, trial: bool = False) -> None:
        """Keep this revision of a dossier, and make it the one that the dossier is at, unless it is on `trial`. Adding it again changes nothing."""
        with self._transaction() as connection:
            dossier_rows.write_dossier(connection, dossier, sha256, now(), current=not trial)

    def dossiers(self) -> list[Dossier]:
        """Every dossier as it was last added, by id."""
        return list(self._recall(dossier_rows.read_dossiers))

    def dossier(self, dossier_id: str | None = None, *, machine: bool = False) -> Dossier:
        """The dossier of this id as it was last added, or the only one there is; else LedgerError, which names those there are.

        Its actors are those that people merged and split, unless it is asked for as it was added (`machine`).
        """
        chosen = dossier_rows.choose_dossier(self.dossiers(), dossier_id, self.name)
        return chosen if machine else self._recall(judging.judged_dossier, chosen)

    def begin_run(self, reader: Reader, dossier: DossierReference | None, options: dict[str, str], *, trial: bool = False) -> str:
        """The id of the run of this reader with this dossier and these options. The dossier must have been added; the same again is one run.

        What a run on `trial` reads is kept, but counts only when the run is adopted.
        """
        with self._transaction() as connection:
            run_id = runs.begin_run(connection, reader, dossier, options, now(), trial=trial)
        self._runs[run_id] = (reader, dossier)
        return run_id

    def runs(self, dossier_id: str | None = None) -> list[Run]:
        """Every run, or those with this dossier, the earliest first."""
        return self._look(runs.list_runs, dossier_id)

    def diff_runs(self, before: str, after: str, dossier_id: str | None = None) -> RunDifference:
        """What one run reads otherwise than another. "current" in the place of a run is what counts now (of which dossier, says `dossier_id`)."""
        return self._look(runs.diff_runs, before, after, dossier_id)

    def adopt_run(self, run_id: str) -> Adoption:
        """Have queries answer from what this run read. Judgements stay, and are bound anew. Compare again afterwards."""
        with self._transaction() as connection:
            return runs.adopt_run(connection, run_id, now())

    def reached(self, run_id: str) -> dict[str, int]:
        """How far a run got in web archives: the byte at which the last record that it kept a reading of begins, by the archive's name."""
        return self._look(captures.reached, run_id)

    def already_read(self, reader: Reader, dossier: DossierReference | None, options: dict[str, str], articles: Sequence[Article]) -> set[str]:
        """The ids of those of some articles, with text, that this run has read as they are given: reading and storing them again changes nothing."""
        return self._look(already.already_read, runs.run_name(reader, dossier, options), articles)

    # Readings in

    def store(self, reading: Reading, run_id: str) -> Stored:
        """Keep a reading, with its text, in one transaction: all of it or nothing.

        "new": the first reading of this article for this dossier. "reread": it differs from the current one and takes its place.
        "revised": so does the article itself, its text, title or address: another version, or another article under the same id.
        "unchanged": it is the current one; no row changes. A reading of a run on trial is kept, and takes no other's place.

        Raises:
            InputError: the article holds characters that the database cannot keep, or was forgotten here.
            InternalError: a span does not stand where it says, or the reading is not of this run.

        """
        text = self._checked_text(reading, run_id)
        try:
            rows = reading_rows(reading, run_id)
            article = article_row(reading.article, text, rows.reading["article_key"])
            with self._transaction() as connection:
                if forgetting.is_forgotten(connection, reading.article.id, rows.reading["article_key"]):
                    raise InputError(reading.article.id, _FORGOTTEN)
                return store_reading(connection, article, rows, now(), on_trial=runs.is_on_trial(connection, run_id))
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
            return [article for names in portions(_current(connection, dossier_id), READINGS_AT_ONCE) for article in articles_of(connection, names)]

    def articles_named(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Article]:
        """Those of the articles read for this dossier that have one of these ids, without text, by id."""
        current = schema.current_reading.c
        found: list[Article] = []
        with self._snapshot() as connection:
            for some in portions(sorted(article_ids), READINGS_AT_ONCE):
                query = select(current.reading_id).where(current.dossier_id == (dossier_id or ""), current.article_id.in_(some))
                found += articles_of(connection, connection.execute(query.order_by(current.article_id)).scalars().all())
        return found

    def article(self, article_id: str) -> Article:
        """The latest version of an article, with its text; dates, notices and dropped passages are those of its last reading."""
        current, reading, run = schema.current_reading.c, schema.reading.c, schema.run.c
        tables = schema.current_reading.join(schema.reading, reading.id == current.reading_id).join(schema.run, run.id == reading.run_id)
        newest = select(reading.id).select_from(tables).where(current.article_id == article_id)
        newest = newest.order_by(run.started.desc(), reading.first_seen.desc(), reading.id).limit(1)
        with self._snapshot() as connection:
            names = connection.execute(newest).scalars().all()
            if not names:
                raise LedgerError(f"the ledger {self.name} holds no article {article_id!r}. {_instead_of(connection, article_id)}")
            return readings_of(connection, names)[0].article

    def reading(self, article_id: str, dossier_id: str | None, *, machine: bool = False) -> Reading:
        """The current reading of an article for this dossier, with text."""
        current = schema.current_reading.c
        query = select(current.reading_id).where(current.dossier_id == (dossier_id or ""), current.article_id == article_id)
        with self._snapshot() as connection:
            names = connection.execute(query).scalars().all()
            if not names:
                what = f"for the dossier {dossier_id!r}" if dossier_id else "without a dossier"
                raise LedgerError(f"the ledger {self.name} holds no reading of {article_id!r} {what}. {_instead_of(connection, article_id)}")
            return readings_of(connection, following.made_by_machine(connection, names) if machine else names)[0]

    def readings(self, dossier_id: str | None, *, machine: bool = False) -> Iterator[Reading]:
        """The current readings for this dossier, with text, by article id: as they were when the iteration began, a few in memory at a time."""
        with self._snapshot() as connection:
            for names in portions(_current(connection, dossier_id), READINGS_AT_ONCE):
                yield from readings_of(connection, following.made_by_machine(connection, names) if machine else names)

    def versions(self, article_id: str) -> list[Version]:
        """The versions of an article, also those that came in under other ids at its address, with their texts, the earliest first."""
        return self._look(versions.versions_of, article_id)

    def count_versions(self, article_id: str) -> int:
        """How many versions of an article there are."""
        return self._look(versions.count_versions, article_id)

    def edited_articles(self, dossier_id: str | None) -> list[list[Version]]:
        """The articles of this dossier of which there is more than one version, each with its versions, the earliest first."""
        return self._look(versions.edited_articles, dossier_id or "")

    def positions(
        self,
        dossier_id: str | None,
        *,
        holder: str | None = None,
        term: str | None = None,
        holders: Collection[str] | None = None,
        machine: bool = False,
    ) -> list[StoredPosition]:
        """The positions of the current readings, by article id and in the article's order; only those of this holder, of one of these holders,
        and on this term, where given.
        """
        wanted = None if holders is None else sorted(holders)
        return self._look(find_positions, dossier_id or "", holder=holder, term=term, holders=wanted, machine=machine)

    # Comparison

    def set_comparison(
        self,
        dossier_id: str | None,
        rows: Sequence[Comparison],
        *,
        spread: Mapping[str, int] | None = None,
        tellings: int = 0,
        points: str = "",
        trail: Iterable[trail_rows.Row] = (),
        told: Iterable[tuple[str, bytes]] = (),
        taken: Collection[Uncompared] | None = None,
    ) -> None:
        """Put these rows, in this order, in the place of what comparing this dossier's readings found before. Equal rows stay untouched.

        Occasions that people merged or split are kept as they judged them. With `spread`, how many of so many `tellings` have each word, the `points`
        by which they were compared, the `trail` of every position and what is `told` in each article (`onrecord.ledger.trail_rows`), what comes in
        later can be compared for itself.
        `taken` is what had come in before the readings were asked for (None: nothing has come in since).
        """
        with self._transaction() as connection:
            rows = occasions.judged_comparison(connection, dossier_id or "", rows)
            comparison_rows.write_comparison(connection, dossier_id or "", rows, now())
            judging.note_compared(connection, dossier_id or "")
            keep_spread(connection, dossier_id or "", spread, tellings, points)
            trail_rows.keep_told(connection, dossier_id or "", trail, told, None)
            note_taken_in(connection, dossier_id or "", taken)
            followed = entries.follow_comparison(connection, dossier_id or "", rows)
            judging.follow_copies(connection, dossier_id or "", followed.families, now())
            finding_rows.list_all(connection, dossier_id or "", rows)
            citations.list_citations(connection, dossier_id or "")
            cells.count_stale_cells(connection, dossier_id or "", sides_of(connection, dossier_id or ""))

    def comparison(self, dossier_id: str | None, kind: str | None = None) -> list[Comparison]:
        """What comparing this dossier's readings found, in the order in which it was stored; only rows of this kind, where given."""
        return self._look(comparison_rows.read_comparison, dossier_id or "", kind)

    def judged_comparison(self, dossier_id: str | None, rows: Sequence[Comparison]) -> list[Comparison]:
        """What comparison found, not stored, with the occasions that people merged or split."""
        return self._look(occasions.judged_comparison, dossier_id or "", rows)

    def change_comparison(
        self,
        dossier_id: str | None,
        gone: Collection[str],
        rows: Sequence[Comparison],
        taken: Collection[Uncompared] | None = None,
        trail: Iterable[trail_rows.Row] = (),
        told: Iterable[tuple[str, bytes]] = (),
    ) -> None:
        """Take out the rows of these ids, and put these rows in their place: what comparing what came in found.

        `taken` is what is compared by this, and `trail` and `told` what it tells; None: none of it is compared to the end. Articles that others
        stand for from now on, or did before, are to be compared again.
        """
        with self._transaction() as connection:
            named = comparison_rows.articles_named(connection, dossier_id or "", gone).union(*map(comparison_rows.articles_in, rows))
            comparison_rows.change_comparison(connection, dossier_id or "", gone, rows, now())
            if taken is not None:
                judging.note_compared(connection, dossier_id or "")
                note_taken_in(connection, dossier_id or "", taken)
                trail_rows.keep_told(connection, dossier_id or "", trail, told, {one.article for one in taken})
            came_in = {one.article for one in taken or ()}
            followed = entries.follow_findings(connection, dossier_id or "", named)
            judging.follow_copies(connection, dossier_id or "", followed.families, now())
            came_in |= followed.stand_for
            finding_rows.list_again(connection, dossier_id or "", named | came_in)
            citations.list_citations(connection, dossier_id or "", came_in)
            cells.count_stale_cells(connection, dossier_id or "", sides_of(connection, dossier_id or ""))

    def bring_signatures_up_to_date(self, dossier_id: str | None) -> int:
        """Make the signatures that are missing, or that an earlier version made; gives how many they were."""
        with self._transaction() as connection:
            return signatures.bring_up_to_date(connection, dossier_id or "")

    def is_compared(self, dossier_id: str | None) -> bool:
        """Whether the comparison was stored since the last judgement on this dossier."""
        return self._look(judging.is_compared, dossier_id or "")

    # Judgements

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep what somebody says of what was read, with its id and time. What it changes is what queries answer from now on; compare again
        before comparison is asked for. The same person saying the same again adds nothing.

        Raises:
            LedgerError: it says nothing that can be kept, or what it is about is not here; the message says which.

        """
        with self._transaction() as connection:
            return judging.keep_judgement(connection, judgement, now())

    def judgeable(self, article_id: str, dossier_id: str | None) -> list[judging.Judgeable]:
        """The positions of an article as queries show them, each with how a judgement binds to it."""
        return self._look(judging.judgeable, dossier_id or "", article_id)

    def judgements(self, dossier_id: str | None) -> list[JudgementFate]:
        """Every judgement on this dossier in order of time, those taken back included, with what became of each."""
        return self._look(judging.fates, dossier_id or "")

    def judgements_on(self, article_id: str, dossier_id: str | None) -> list[reviewing.JudgementHere]:
        """The judgements on the current version of an article in order of time, with what became of each and the position it is about."""
        return self._look(reviewing.judgements_on, dossier_id or "", article_id)

    def last_judgements(self, dossier_id: str | None, by: str, limit: int = 10) -> list[Judgement]:
        """What this person judged last and did not take back, the last first."""
        return self._look(reviewing.last_judgements, dossier_id or "", by, limit)

    def least_sure(self, dossier_id: str | None, after: tuple[float, str] | None = None, limit: int = 1) -> list[reviewing.Waiting]:
        """The positions to look at, those read with least confidence first; behind this confidence and position id, where given."""
        return self._look(reviewing.least_sure, dossier_id or "", after, limit)

    def depended_on(self, dossier_id: str | None) -> reviewing.Depended:
        """The positions to look at that most depends on, and what that is."""
        return self._look(reviewing.depended_on, dossier_id or "")

    def bring_in(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements that were made in another ledger and are not here yet; gives how many they were."""
        with self._transaction() as connection:
            return judging.bring_in(connection, judgements, now())

    # Care

    def verify(self) -> list[str]:
        """Check every span against its text, every id against its hash, and that no row is left alone: one line a problem, [] when sound."""
        return list(self.find_problems())

    def find_problems(self) -> Iterator[str]:
        """The same, each problem told as soon as it is found."""
        with self._snapshot() as connection:
            yield from checking.find_problems(connection)

    def forget(self, article_id: str, *, by: str, why: str = "") -> forgetting.Forgotten:
        """Take away an article with all that was read out of it, and leave a tombstone that says by whom and why. Compare again afterwards.

        On SQLite, what is deleted is overwritten; backups and copies made before still hold it.
        """
        with self._transaction() as connection:
            gone = forgetting.forget_article(connection, article_id, by, why, now())
        with explained(self.name):
            backup.wipe_traces(self._engine)
        return gone

    def backup(self, path: str) -> None:
        """Copy the ledger, as it is at one moment, into a new SQLite file, while others go on reading and writing."""
        with backup.unfinished(path) as file:
            if self._engine.dialect.name == "sqlite":
                with explained(self.name):
                    backup.back_up_file(self._engine, file)
            else:
                with open_ledger(str(file), create=True) as other:
                    self.copy_into(other)

    def copy_into(self, other: Ledger) -> copying.Copied:
        """Copy every row into another, empty ledger, of either kind."""
        with self._snapshot() as source, other._transaction() as target:
            return copying.copy_rows(source, target)

    def compact(self) -> tuple[int, int]:
        """Give back the room that is no longer needed; bytes before and after. Nobody else can write meanwhile."""
        with explained(self.name):
            return backup.compact_database(self._engine)

    def reindex(self) -> None:
        """Make anew what is made out of the record: the index for searching, and the counts of the matrix."""
        with self._transaction() as connection:
            entries.rebuild_entries(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """One transaction: committed at the end, undone if anything is raised."""
        with explained(self.name), self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection


def _instead_of(connection: Connection, article_id: str) -> str:
    """Why an article is not there, where that is known, else what to ask for instead."""
    if forgetting.is_forgotten(connection, article_id, ""):
        return "It was forgotten in this ledger, and cannot be had from it again."
    current = schema.current_reading.c
    names = connection.execute(select(current.article_id).distinct().order_by(current.article_id).limit(5)).scalars().all()
    return f"Give an id as it was read; the first ones are: {', '.join(names)}." if names else "Nothing has been read into it yet."


def _current(connection: Connection, dossier_id: str | None) -> Sequence[str]:
    current = schema.current_reading.c
    return connection.execute(select(current.reading_id).where(current.dossier_id == (dossier_id or "")).order_by(current.article_id)).scalars().all()
