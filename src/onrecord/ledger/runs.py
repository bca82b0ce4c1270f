"""Runs: which reader read what, what one reads otherwise than another, and which of them counts."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, func, select, update

from onrecord.errors import LedgerError
from onrecord.identity import digest
from onrecord.ledger import schema
from onrecord.ledger.following import make_current
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, readings_of
from onrecord.ledger.run_changes import Change, changes_between
from onrecord.ledger.upsert import insert_or_change, insert_unless_there
from onrecord.records import DossierReference, Reader

# In the place of a run: the readings that queries answer from now, as the machine made them.
CURRENT = "current"


class Run(Struct, frozen=True, kw_only=True):
    """A reader with its models, a dossier and options, `started` when it first read. `articles` it read, and for `counting` of them queries
    answer from its readings. `on_trial`: nothing of it counts yet. `adopted` is the time where it was adopted by hand.
    """

    id: str
    version: str
    models: dict[str, str]
    dossier: str | None
    dossier_sha256: str | None
    options: dict[str, str]
    started: str
    articles: int
    counting: int
    on_trial: bool
    adopted: str | None


class RunDifference(Struct, frozen=True, kw_only=True):
    """What the run `after` reads otherwise than `before` (ids, or "current"), over the articles that both read.

    `edited` are those of them that `after` read in another version of their text: what changed there may be the outlet's doing. `unseen` counts
    positions that changed only in what no reader sees: how sure the reader was, at which characters the same words stand.
    """

    before: str
    after: str
    articles: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    edited: tuple[str, ...]
    changes: tuple[Change, ...]
    unseen: int = 0


class Adoption(Struct, frozen=True):
    """What an adoption did: `articles` read by the run from now on, and those `kept` as they were since a newer version was read meanwhile."""

    run: str
    articles: int
    kept: tuple[str, ...]


def run_name(reader: Reader, dossier: DossierReference | None, options: dict[str, str]) -> str:
    """The id of the run of this reader with this dossier and these options, whether it has begun or not."""
    reference = (dossier.id, dossier.sha256) if dossier else (None, None)
    return digest("run", reader.version, _sorted_json(reader.models), *reference, _sorted_json(options))


def begin_run(connection: Connection, reader: Reader, dossier: DossierReference | None, options: dict[str, str], now: str, *, trial: bool) -> str:
    """Enter a run, unless it is there. The same reader, dossier and options are one run; it is on trial, or it is not.

    Raises:
        LedgerError: the dossier is not there in this revision; the run is on trial and `trial` is not asked for, or the other way round.

    """
    models, chosen = _sorted_json(reader.models), _sorted_json(options)
    reference = (dossier.id, dossier.sha256) if dossier else (None, None)
    run_id = run_name(reader, dossier, options)
    if dossier and not _holds_revision(connection, dossier):
        raise LedgerError(f"the ledger does not hold the dossier {dossier.id!r} in this revision. Add it before the run begins.")
    named = {"id": run_id, "version": reader.version, "models": models, "options": chosen}
    row = {**named, "dossier_id": reference[0], "dossier_sha256": reference[1], "started": now}
    if insert_unless_there(connection, schema.run, row):
        if trial:
            connection.execute(schema.trial.insert(), {"run_id": run_id, "since": now, "adopted": None})
    elif is_on_trial(connection, run_id) and not trial:
        raise LedgerError(
            f"what this version reads with this dossier is on trial (run {run_id}). Look at it with: onrecord runs diff current {run_id}   "
            f"then adopt it: onrecord runs adopt {run_id}   or read with --trial."
        )
    elif trial and not is_on_trial(connection, run_id):
        raise LedgerError(
            f"there is nothing to try: the same version, models, dossier and options have read before (run {run_id}). Read without --trial, "
            f"or, to have its readings count again: onrecord runs adopt {run_id}"
        )
    return run_id


def is_on_trial(connection: Connection, run_id: str) -> bool:
    """Whether what this run reads waits to be adopted."""
    trial = schema.trial.c
    return connection.execute(select(trial.run_id).where(trial.run_id == run_id, trial.adopted.is_(None))).first() is not None


def list_runs(connection: Connection, dossier_id: str | None) -> list[Run]:
    """Every run, or those with one dossier, the earliest first."""
    run, made, trial = schema.run.c, schema.run_reading.c, schema.trial.c
    current, judged, reading = schema.current_reading.c, schema.judged_reading.c, schema.reading.c
    machine = schema.current_reading.outerjoin(schema.judged_reading, judged.reading_id == current.reading_id)
    machine = machine.join(schema.reading, reading.id == func.coalesce(judged.machine_id, current.reading_id))
    articles = _counts(connection, select(made.run_id, func.count()).group_by(made.run_id))
    counting = _counts(connection, select(reading.run_id, func.count()).select_from(machine).group_by(reading.run_id))
    query = select(schema.run, trial.since, trial.adopted).outerjoin(schema.trial, trial.run_id == run.id).order_by(run.started, run.id)
    rows = connection.execute(query if dossier_id is None else query.where(run.dossier_id == dossier_id)).mappings()
    return [
        Run(
            id=row["id"],
            version=row["version"],
            models=msgspec.json.decode(row["models"]),
            dossier=row["dossier_id"],
            dossier_sha256=row["dossier_sha256"],
            options=msgspec.json.decode(row["options"]),
            started=row["started"],
            articles=articles.get(row["id"], 0),
            counting=counting.get(row["id"], 0),
            on_trial=row["since"] is not None and row["adopted"] is None,
            adopted=row["adopted"],
        )
        for row in rows
    ]


def diff_runs(connection: Connection, before: str, after: str, dossier_id: str | None = None) -> RunDifference:
    """What one run reads otherwise than another. Runs are named by id, by the beginning of one, or as "current"."""
    before, after = _run_named(connection, before), _run_named(connection, after)
    dossiers = {found for found in (_dossier_of(connection, name) for name in (before, after) if name != CURRENT) if found is not None} or {
        dossier_id or ""
    }
    if len(dossiers) > 1:
        raise LedgerError(f"these runs read with different dossiers ({', '.join(sorted(dossiers))}): there is nothing to compare.")
    of_dossier = dossiers.pop()
    old, new = _made(connection, before, of_dossier), _made(connection, after, of_dossier)
    both = sorted(name for name in old.keys() & new.keys())
    edited, changes, unseen = list[str](), list[Change](), 0
    for names in portions(both, READINGS_AT_ONCE):
        some = [name for name in names if old[name] != new[name]]
        olds = readings_of(connection, [old[name] for name in some], with_text=False)
        news = readings_of(connection, [new[name] for name in some], with_text=False)
        for one, other in zip(olds, news, strict=True):
            if (one.article.text_sha256, one.article.title) != (other.article.text_sha256, other.article.title):
                edited.append(other.article.id)
            found = changes_between(one, other)
            changes += found.seen
            unseen += found.unseen
    return RunDifference(
        before=before,
        after=after,
        articles=len(both),
        only_before=tuple(sorted(old.keys() - new.keys())),
        only_after=tuple(sorted(new.keys() - old.keys())),
        edited=tuple(edited),
        changes=tuple(changes),
        unseen=unseen,
    )


def adopt_run(connection: Connection, run_id: str, now: str) -> Adoption:
    """Have queries answer from what this run read, of every article that it read, and make its dossier the one that counts.

    Any run can be adopted, an earlier one too: so is an adoption undone. A newer version of an article that came in meanwhile stays.
    """
    run_id = _run_named(connection, run_id)
    if run_id == CURRENT:
        raise LedgerError("what counts now need not be adopted. Name a run; list them: onrecord runs")
    row = connection.execute(select(schema.run.c.dossier_id, schema.run.c.dossier_sha256).where(schema.run.c.id == run_id)).one()
    dossier_id = row.dossier_id or ""
    made, now_read = _made(connection, run_id, dossier_id), _made(connection, CURRENT, dossier_id)
    articles, kept = 0, []
    for name, reading_id in sorted(made.items()):
        if now_read.get(name) == reading_id:
            continue
        if name in now_read and _is_newer_version(connection, now_read[name], reading_id):
            kept.append(name)
            continue
        make_current(connection, dossier_id, name, reading_id, now)
        articles += 1
    if row.dossier_id is not None:
        insert_or_change(connection, schema.dossier, {"id": row.dossier_id, "sha256": row.dossier_sha256})
    trial = schema.trial.c
    connection.execute(update(schema.trial).where(trial.run_id == run_id, trial.adopted.is_(None)).values(adopted=now))
    return Adoption(run_id, articles, tuple(kept))


def _made(connection: Connection, run: str, dossier_id: str) -> dict[str, str]:
    """The machine's readings of a run, or those behind what counts now, by article."""
    if run == CURRENT:
        current, judged = schema.current_reading.c, schema.judged_reading.c
        tables = schema.current_reading.outerjoin(schema.judged_reading, judged.reading_id == current.reading_id)
        query = select(current.article_id, func.coalesce(judged.machine_id, current.reading_id)).select_from(tables)
        wanted: ColumnElement[bool] = current.dossier_id == dossier_id
    else:
        made = schema.run_reading.c
        query, wanted = select(made.article_id, made.reading_id), made.run_id == run
    return {str(row[0]): str(row[1]) for row in connection.execute(query.where(wanted))}


def _is_newer_version(connection: Connection, current: str, other: str) -> bool:
    """Whether the current reading is of another version of the article, and came in later."""
    reading = schema.reading.c
    rows = {
        row.id: row for row in connection.execute(select(reading.id, reading.article_key, reading.first_seen).where(reading.id.in_([current, other])))
    }
    return bool(rows[current].article_key != rows[other].article_key and rows[current].first_seen > rows[other].first_seen)


def _run_named(connection: Connection, given: str) -> str:
    if given == CURRENT:
        return CURRENT
    run = schema.run.c
    found = connection.execute(select(run.id).where(run.id.startswith(given, autoescape=True)).order_by(run.id)).scalars().all()
    if len(found) == 1:
        return str(found[0])
    raise LedgerError(f"{given!r} is {'the beginning of several runs' if found else 'no run of this ledger'}. List them: onrecord runs")


def _dossier_of(connection: Connection, run_id: str) -> str:
    return str(connection.execute(select(schema.run.c.dossier_id).where(schema.run.c.id == run_id)).scalar() or "")


def _counts(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}


def _holds_revision(connection: Connection, dossier: DossierReference) -> bool:
    revision = schema.dossier_revision.c
    return connection.execute(select(revision.id).where(revision.id == dossier.id, revision.sha256 == dossier.sha256)).first() is not None


def _sorted_json(names: dict[str, str]) -> str:
    return msgspec.json.encode(names, order="sorted").decode("utf-8")
