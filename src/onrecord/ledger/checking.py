"""Whether a ledger is sound: every span against its text, every id against its hash, no row without the one that it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from onrecord.identity import article_key, digest, position_id, statement_id
from onrecord.ledger import schema
from onrecord.ledger.checking_entries import problems_of_entries
from onrecord.ledger.comparison_rows import decode_comparison
from onrecord.ledger.placing import is_placed, misplaced_spans
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, Parts, fetch_parts, readings_of
from onrecord.ledger.rows import ReadingRows, reading_rows
from onrecord.records import Answer, ArticleSpan, Comparison, Conflict, Difference, Dossier, Reading, given_text
from onrecord.records import text_sha256 as hash_of

# Findings a few hundred at a time: memory stays small however many there are.
FINDINGS_AT_ONCE = 500


def find_problems(connection: Connection) -> Iterator[str]:
    """One line a problem, in plain words, with the ids that lead to it."""
    if connection.dialect.name == "sqlite":
        yield from _problems_of_file(connection)
    yield from _problems_of_runs(connection)
    yield from _problems_of_dossiers(connection)
    yield from _problems_of_articles(connection)
    yield from _problems_of_readings(connection)
    yield from _problems_of_current(connection)
    yield from _problems_of_judgements(connection)
    yield from _problems_of_comparison(connection)
    yield from problems_of_entries(connection)


def _problems_of_file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA quick_check"):
        if line != "ok":
            yield f"file: {line}"
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}: a row belongs to a row of {parent} that is not there"


def _problems_of_runs(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(schema.run)).mappings():
        if row["id"] != digest("run", row["version"], row["models"], row["dossier_id"], row["dossier_sha256"], row["options"]):
            yield f"run {row['id']}: its id is not the hash of what it says"


def _problems_of_dossiers(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(schema.dossier_revision)).mappings():
        try:
            dossier = msgspec.json.decode(row["content"], type=Dossier)
        except msgspec.DecodeError as error:
            yield f"dossier {row['id']} {row['sha256']}: its content cannot be read: {error}"
            continue
        if dossier.id != row["id"]:
            yield f"dossier {row['id']} {row['sha256']}: its content is that of {dossier.id}"
    current, revision = schema.dossier.c, schema.dossier_revision.c
    lost = select(current.id).where(~select(revision.id).where(revision.id == current.id, revision.sha256 == current.sha256).exists())
    for name in connection.execute(lost).scalars():
        yield f"dossier {name}: the revision that it is at is not there"


def _problems_of_articles(connection: Connection) -> Iterator[str]:
    """Only what readings do not show: their own check hashes the texts."""
    article, reading = schema.article.c, schema.reading.c
    alone = select(article.key, article.id).where(~select(reading.id).where(reading.article_key == article.key).exists())
    for key, name in connection.execute(alone):
        yield f"article {name} ({key}): no reading belongs to it"


def _problems_of_readings(connection: Connection) -> Iterator[str]:
    reading, judged = schema.reading.c, schema.judged_reading.c
    tables = schema.reading.outerjoin(schema.judged_reading, judged.reading_id == reading.id)
    heads = connection.execute(
        select(reading.id, reading.run_id, reading.article_key, judged.machine_id).select_from(tables).order_by(reading.id)
    ).all()
    for some in portions(heads, READINGS_AT_ONCE):
        names = [head.id for head in some]
        parts = fetch_parts(connection, names, schema.PARTS)
        rebuilt = readings_of(connection, names)
        if len(rebuilt) != len(names):
            # The check of foreign keys says which; without article or run there is nothing to compare.
            continue
        for head, found in zip(some, rebuilt, strict=True):
            again = reading_rows(found, head.run_id, head.machine_id)
            for problem in _problems_of_reading(found, again, head.id, head.article_key, parts):
                yield f"reading {head.id} of {found.article.id}: {problem}"


def _problems_of_reading(reading: Reading, again: ReadingRows, name: str, key: str, parts: Parts) -> Iterator[str]:
    if reading.article.text_sha256 != hash_of(given_text(reading.article)):
        yield "text_sha256 is not the hash of the text"
    if key != article_key(reading.article):
        yield f"the key {key} is not the hash of its article"
    yield from misplaced_spans(reading)
    yield from _problems_of_ids(reading, key)
    if again.reading["id"] != name:
        yield "its id is not the hash of its rows"
    for table in schema.PARTS:
        there, told = len(parts.get(name, {}).get(table.name, ())), len(again.parts.get(table.name, ()))
        if there != told:
            yield f"{there - told} rows of {table.name} belong to nothing in it"


def _problems_of_ids(reading: Reading, key: str) -> Iterator[str]:
    dossier_id = reading.dossier.id if reading.dossier else ""
    statements = {statement.id for statement in reading.statements}
    for statement in reading.statements:
        if statement.id != statement_id(key, statement):
            yield f"the id {statement.id!r} of a statement is not the hash of it"
    for position in reading.positions:
        if position.id != position_id(key, dossier_id, position):
            yield f"the id {position.id!r} of a position is not the hash of it"
        if position.statement is not None and position.statement not in statements:
            yield f"the position {position.id} points at a statement {position.statement!r} that is not there"


def _problems_of_current(connection: Connection) -> Iterator[str]:
    current, reading = schema.current_reading.c, schema.reading.c
    query = select(current.dossier_id, current.article_id).select_from(schema.current_reading.join(schema.reading, reading.id == current.reading_id))
    for dossier_id, article_id in connection.execute(
        query.where((reading.dossier_id != current.dossier_id) | (reading.article_id != current.article_id))
    ):
        yield f"article {article_id}: its current reading for {dossier_id!r} is one of another article or dossier"
    trial = schema.trial.c
    waiting = select(trial.run_id).where(trial.adopted.is_(None))
    read, known = select(reading.article_id, reading.dossier_id).where(reading.run_id.not_in(waiting)).distinct().subquery(), func.count()
    missing = select(known).select_from(
        read.outerjoin(schema.current_reading, (current.article_id == read.c.article_id) & (current.dossier_id == read.c.dossier_id))
    )
    for count in connection.execute(missing.where(current.reading_id.is_(None))).scalars():
        if count:
            yield f"{count} articles have readings, but no current one"


def _problems_of_judgements(connection: Connection) -> Iterator[str]:
    table, current, judged = schema.judgement.c, schema.current_reading.c, schema.judged_reading.c
    for row in connection.execute(select(table.id, table.content).order_by(table.id)):
        if row.id != digest("judgement", row.content):
            yield f"judgement {row.id}: its id is not the hash of what it says"
    lost = select(judged.reading_id).where(~select(current.reading_id).where(current.reading_id == judged.reading_id).exists())
    for name in connection.execute(lost).scalars():
        yield f"reading {name}: it follows from judgements, but no article is at it"


def _problems_of_comparison(connection: Connection) -> Iterator[str]:
    rows = connection.execute(select(schema.comparison), execution_options={"yield_per": FINDINGS_AT_ONCE}).mappings()
    for some in rows.partitions(FINDINGS_AT_ONCE):
        found = {}
        for row in some:
            where = f"comparison {row['kind']} {row['id']}"
            try:
                found[where] = decode_comparison(row["content"])
            except msgspec.DecodeError as error:
                yield f"{where}: its content cannot be read: {error}"
                continue
            if (found[where].id, type(found[where]).__struct_config__.tag) != (row["id"], row["kind"]):
                yield f"{where}: its content is that of another row"
        versions = _versions(connection, {passage.article for one in found.values() for passage in _passages_of(one)})
        for where, one in found.items():
            for passage in _passages_of(one):
                # A comparison may be older than the latest version of an article; its words must be those of one version.
                if not any(is_placed(passage.span, words, title) for words, title in versions.get(passage.article, ())):
                    yield f"{where}: no version of {passage.article} reads {passage.span.text[:60]!r} at {passage.span.start}"


def _passages_of(found: Comparison) -> Sequence[ArticleSpan]:
    if isinstance(found, (Difference, Conflict)):
        return found.spans
    if isinstance(found, Answer):
        return [ArticleSpan(found.by.article, span) for span in found.by.evidence]
    return ()


def _versions(connection: Connection, article_ids: Collection[str]) -> dict[str, list[tuple[str, str | None]]]:
    """The text and title of every version of these articles, each fetched once however many findings name it."""
    article, reading = schema.article.c, schema.reading.c
    found = dict[str, list[tuple[str, str | None]]]()
    for some in portions(sorted(article_ids)):
        query = select(reading.article_id, article.text, article.title).distinct().join_from(schema.article, schema.reading)
        for row in connection.execute(query.where(reading.article_id.in_(some))):
            found.setdefault(row.article_id, []).append((row.text, row.title))
    return found
