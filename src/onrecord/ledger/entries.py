"""Entries: what can be found and put in order of time. One for each article, statement, position and silence of the current readings.

They are made out of the other tables, and made anew whenever an article's current reading changes, in the same transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, bindparam, case, delete, func, or_, select, text, update

from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger import schema
from onrecord.ledger.cells import count_anew
from onrecord.ledger.citations import list_citations
from onrecord.ledger.comparison_rows import read_comparison, read_naming
from onrecord.ledger.counting import count_in, count_out
from onrecord.ledger.finding_rows import list_all
from onrecord.ledger.folding import folded
from onrecord.ledger.machine_entries import KINDS_READ, WANTED, as_the_machine_read
from onrecord.ledger.numbering import first_id, lock, number_entries, number_of
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import READINGS_AT_ONCE, Row, fetch
from onrecord.ledger.uncompared import note_uncompared
from onrecord.records import Comparison, Copies, Occasion, report_of

# PostgreSQL refuses a vector of more than a mebibyte. A text of this many bytes never comes near it; what stands further on is not found there.
_MOST_BYTES = 400_000


class Compared(Struct, frozen=True):
    """What comparison tells of an article's entries: the article that stands for its copies, and days inferred for positions, by their id."""

    report: str | None = None
    inferred: Mapping[str, str] = {}


NOTHING = Compared()


def replace_entries(connection: Connection, before: str | None, after: str | None) -> None:
    """An article's current reading was `before` and is `after` now; both are still there. What comparison told of it stays told."""
    lock(connection)
    compared = NOTHING
    if before is not None:
        compared = compared_before(connection, [before])[before]
        remove_entries(connection, [before])
        if before != after:
            connection.execute(delete(schema.citation).where(schema.citation.c.reading_id == before))
    if after is not None:
        add_entries(connection, [after], {after: compared})


def remove_entries(connection: Connection, reading_ids: Sequence[str]) -> None:
    """Take out the entries of these readings. Their rows must still be there: the index is told what to forget by the words themselves."""
    wanted = {"readings": list(reading_ids)}
    rows = fetch(connection, _COUNTED, wanted)
    if connection.dialect.name == "sqlite":
        _command_index(connection, "INSERT INTO entry_index (entry_index, rowid, words, marks) SELECT 'delete', id, words, marks", rows)
    connection.execute(_GONE, wanted)
    count_out(connection, rows)


def add_entries(connection: Connection, reading_ids: Sequence[str], compared: Mapping[str, Compared]) -> None:
    """Make the entries of these readings, in this order; `compared` by reading."""
    rows = _numbered(connection, reading_ids, compared)
    count_in(connection, rows)
    _insert(connection, rows)


def _numbered(connection: Connection, reading_ids: Sequence[str], compared: Mapping[str, Compared]) -> list[Row]:
    rows = entries_of(connection, reading_ids, compared)
    number_entries(connection, rows)
    return rows


def _insert(connection: Connection, rows: Sequence[Row]) -> None:
    if not rows:
        return
    connection.execute(schema.entry.insert(), rows)
    if connection.dialect.name == "sqlite":
        _command_index(connection, "INSERT INTO entry_index (rowid, words, marks) SELECT id, words, marks", rows)
    else:
        _make_vectors(connection, rows)


def rebuild_entries(connection: Connection) -> None:
    """Make all entries anew, and count all cells."""
    lock(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO entry_index (entry_index) VALUES ('delete-all')")
    connection.execute(delete(schema.entry))
    current = schema.current_reading.c
    for dossier_id in dossiers_read(connection):
        told = compared_by_article(read_comparison(connection, dossier_id, None))
        query = select(current.reading_id, current.article_id).where(current.dossier_id == dossier_id).order_by(current.article_id)
        names = connection.execute(query).all()
        for some in portions(names, READINGS_AT_ONCE):
            compared = {name.reading_id: told.get(name.article_id, NOTHING) for name in some}
            _insert(connection, _numbered(connection, list(compared), compared))
    count_all_cells(connection)
    rebuild_lists(connection)


def rebuild_lists(connection: Connection) -> None:
    """Make anew what lists show of comparison, and who quotes whom."""
    connection.execute(delete(schema.finding))
    for dossier_id in dossiers_read(connection):
        list_all(connection, dossier_id, read_comparison(connection, dossier_id, None))
        list_citations(connection, dossier_id)


def count_all_cells(connection: Connection) -> None:
    """Count the cells of all dossiers whole."""
    connection.execute(delete(schema.cell))
    for dossier_id in dossiers_read(connection):
        count_anew(connection, dossier_id)


def dossiers_read(connection: Connection) -> Sequence[str]:
    """The dossiers that articles were read for, by id."""
    current = schema.current_reading.c
    return connection.execute(select(current.dossier_id).distinct().order_by(current.dossier_id)).scalars().all()


class Followed(Struct, frozen=True):
    """What followed from comparison: `stand_for` are articles that others stand for now, or others did before; `families` are those with their
    copies now and before.
    """

    stand_for: frozenset[str]
    families: frozenset[str]


def follow_comparison(connection: Connection, dossier_id: str, rows: Sequence[Comparison]) -> Followed:
    """Comparison found these rows, and no others: bring up to date which articles are copies, and the days that are inferred."""
    lock(connection)
    readings, before = _compared_now(connection, dossier_id)
    wanted = compared_by_article(rows)
    _follow(connection, readings, before, wanted)
    return _followed(readings, before, wanted)


def follow_findings(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> Followed:
    """The same, where only findings that name these articles have changed.

    What an article tells that another stands for now counts, or does not count any more: it is to be compared again.
    """
    lock(connection)
    readings: dict[str, str] = {}
    for some in portions(sorted(article_ids), READINGS_AT_ONCE):
        readings.update(connection.execute(_CURRENT, {"dossier": dossier_id, "articles": some}).all())
    told = compared_before(connection, list(readings.values()))
    before = {article: told[reading] for article, reading in readings.items()}
    wanted = compared_by_article(read_naming(connection, dossier_id, readings, _TELL_OF_ARTICLES))
    _follow(connection, readings, before, wanted)
    followed = _followed(readings, before, wanted)
    for name in sorted(followed.stand_for):
        note_uncompared(connection, dossier_id, name, None, readings[name])
    return followed


def _followed(readings: Collection[str], before: Mapping[str, Compared], wanted: Mapping[str, Compared]) -> Followed:
    reports = {name: (before.get(name, NOTHING).report, wanted.get(name, NOTHING).report) for name in readings}
    changed = {name for name, (was, now) in reports.items() if was != now}
    touched = {report for name in changed for report in reports[name]} - {None}
    return Followed(frozenset(changed), frozenset(name for name, both in reports.items() if touched.intersection(both)))


def _follow(connection: Connection, readings: Mapping[str, str], before: Mapping[str, Compared], wanted: Mapping[str, Compared]) -> None:
    """Make the entries of these articles say what comparison tells now."""
    changed = [name for name in sorted(readings) if wanted.get(name, NOTHING) != before.get(name, NOTHING)]
    dated_anew = [name for name in changed if wanted.get(name, NOTHING).inferred != before.get(name, NOTHING).inferred]
    for names in portions(dated_anew, READINGS_AT_ONCE):
        some = {readings[name]: wanted.get(name, NOTHING) for name in names}
        remove_entries(connection, list(some))
        add_entries(connection, list(some), some)
    entry = schema.entry.c
    for name in sorted(set(changed).difference(dated_anew)):
        of_article = entry.reading_id == readings[name]
        report = wanted.get(name, NOTHING).report
        number = number_of(report or readings[name])
        rows = fetch(connection, _COUNTED, {"readings": [readings[name]]})
        count_in(connection, [{**row, "counted": number} for row in rows])
        connection.execute(update(schema.entry).where(of_article).values(report=report, counted=number))
        count_out(connection, rows)


def compared_by_article(rows: Iterable[Comparison]) -> dict[str, Compared]:
    """What comparison tells, by article id: as pages have it (`onrecord.records.report_of`, `onrecord.views.Record.inferred_days`)."""
    reports: dict[str, str] = {}
    inferred: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if isinstance(row, Copies):
            reports.update(report_of([row]))
        elif isinstance(row, Occasion) and row.on is not None and row.on.first is not None and is_partial_date(row.on.first):
            for one in row.inferred:
                inferred[one.article][one.position] = row.on.first
    return {name: Compared(reports.get(name), inferred.get(name, {})) for name in reports.keys() | inferred.keys()}


def entries_of(connection: Connection, reading_ids: Sequence[str], compared: Mapping[str, Compared]) -> list[Row]:
    """The entries of these readings, in their order, each with the first id of its day."""
    wanted = {"readings": list(reading_ids)}
    heads = {head["id"]: head for head in fetch(connection, _HEADS, wanted)}
    by_reading: dict[str, list[Row]] = defaultdict(list)
    for kind, query in _KINDS.items():
        for row in fetch(connection, query, wanted):
            by_reading[row["reading_id"]].append({"kind": kind, **row})
    machines = as_the_machine_read(connection, reading_ids)
    found = []
    for name in reading_ids:
        if name in heads:
            told = compared.get(name, NOTHING)
            rows = (_listed(heads[name], by_reading[name]), *by_reading[name], *machines.get(name, ()))
            found += [_entry(heads[name], row, told) for row in rows]
    return found


def _heads() -> Select[Any]:
    """What entries need of a reading; `edited` where another version of its article came in before, under its id or at its address."""
    reading, article = schema.reading.alias("this"), schema.article.alias("its")
    other, version = schema.reading.alias("other"), schema.article.alias("version")
    arrived = select(func.min(other.c.first_seen)).where(other.c.article_id == reading.c.article_id, other.c.dossier_id == reading.c.dossier_id)
    # Asked twice and not once with "or": only so is each answered from its own index, however many articles there are.
    before = [
        select(version.c.key)
        .join(other, other.c.article_key == version.c.key)
        # The dossier as an expression, so that SQLite is led by the name or the address: by the dossier, it would go through all of its readings.
        .where(same, func.coalesce(other.c.dossier_id, "") == reading.c.dossier_id, version.c.first_seen < article.c.first_seen)
        .correlate(reading, article)
        .exists()
        for same in (other.c.article_id == reading.c.article_id, other.c.url == reading.c.url)
    ]
    return (
        select(
            *(reading.c[name] for name in ("id", "dossier_id", "published", "not_after", "article_id", "outlet")),
            arrived.correlate(reading).scalar_subquery().label("arrived"),
            case((or_(*before), article.c.first_seen)).label("edited"),
        )
        .join_from(reading, article, article.c.key == reading.c.article_key)
        .where(reading.c.id.in_(WANTED))
    )


def _rejected() -> Select[Any]:
    """Positions that the machine read and somebody rejected: they are in the machine's reading alone, so their words come along."""
    follows, table, judged, passage = schema.judged_reading.c, schema.position.c, schema.judged_position.c, schema.passage.c
    clearest = (passage.reading_id == table.reading_id) & (passage.owner == "position") & (passage.owner_number == table.number)
    tables = (
        schema.judged_reading.join(schema.judged_position, (judged.reading_id == follows.machine_id) & (judged.state == "rejected"))
        .join(schema.position, (table.reading_id == judged.reading_id) & (table.number == judged.number))
        .join(schema.passage, clearest & (passage.role == "evidence") & (passage.number == 0))
    )
    columns = (follows.reading_id, table.number, table.holder.label("actor"), table.term, table.stance, table.mode, table.said_on)
    query = select(*columns, judged.state.label("judged"), passage.text.label("words")).select_from(tables)
    return query.where(follows.reading_id.in_(WANTED)).order_by(follows.reading_id, table.number)


# Put together once: this is asked for every article that comes in, and composing a query takes longer than running it.
_HEADS = _heads()
_KINDS: dict[str, Select[Any]] = {**KINDS_READ, "rejected": _rejected()}

# The kinds of what comparison finds that entries follow.
_TELL_OF_ARTICLES = ("copies", "occasion")
_COLUMNS = ("actor", "term", "stance", "mode", "sure", "judged", "words", "article", "outlet", "statements", "positions", "arrived", "edited")
# PostgreSQL keeps no longer names in an ordered index.
_LONGEST_OUTLET = 200


def _listed(head: Row, parts: Sequence[Row]) -> Row:
    """The entry of an article, with what lists of articles show."""
    return {
        "kind": "article",
        "article": head["article_id"],
        "outlet": head["outlet"][:_LONGEST_OUTLET] if head["outlet"] else head["outlet"],
        "statements": sum(part["kind"] == "statement" for part in parts),
        "positions": sum(part["kind"] == "position" for part in parts),
        "arrived": head["arrived"],
        "edited": head["edited"],
    }


def _entry(head: Row, row: Row, compared: Compared) -> Row:
    day, basis = _day(row.get("said_on"), compared.inferred.get(row.get("position", "")), head["published"])
    return {
        "id": first_id(day, head["published"], head["not_after"]),
        "dossier_id": head["dossier_id"],
        "reading_id": head["id"],
        "kind": row["kind"],
        "number": row.get("number", 0),
        "day": day,
        "basis": basis,
        "report": compared.report,
        "counted": number_of(compared.report or head["id"]),
        **{column: row.get(column) for column in _COLUMNS},
    }


def _day(said_on: str | None, inferred: str | None, published: str | None) -> tuple[str | None, str]:
    """The day of an entry and how it is known, as pages tell it. What is no day of the calendar counts as not told."""
    for day, basis in ((said_on, "said"), (inferred, "inferred"), (published, "reported")):
        if day is not None and is_partial_date(day):
            return day, basis
    return None, "undated"


def _command_index(connection: Connection, command: str, rows: Sequence[Row]) -> None:
    """Tell SQLite's index something of these entries."""
    for some in portions(rows):
        ids = tuple(row["id"] for row in some)
        connection.exec_driver_sql(f"{command} FROM entry_words WHERE id IN ({', '.join('?' * len(ids))})", ids)


def _make_vectors(connection: Connection, rows: Sequence[Row]) -> None:
    for some in portions(rows):
        ids = [row["id"] for row in some]
        words = connection.execute(text("SELECT id, words, marks FROM entry_words WHERE id = ANY(:ids)"), {"ids": ids}).all()
        connection.execute(
            text(
                "UPDATE entry SET vector = to_tsvector('onrecord_words', :words) || array_to_tsvector(CAST(:marks AS text[])) WHERE id = :id",
            ),
            [{"id": found.id, "words": _within_bounds(folded(found.words)), "marks": sorted(set(found.marks.split()))} for found in words],
        )


def _within_bounds(words: str) -> str:
    return words if len(words) * 4 < _MOST_BYTES else words.encode()[:_MOST_BYTES].decode(errors="ignore")


def compared_before(connection: Connection, reading_ids: Sequence[str]) -> dict[str, Compared]:
    """What comparison told of these readings' articles, as their entries say."""
    wanted = {"readings": list(reading_ids)}
    reports = dict(connection.execute(_REPORTS, wanted).all())
    inferred: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(_INFERRED_IN, wanted):
        inferred[row.reading_id][row.id] = row.day
    return {name: Compared(reports.get(name), inferred.get(name, {})) for name in reading_ids}


def _compared_now(connection: Connection, dossier_id: str) -> tuple[dict[str, str], dict[str, Compared]]:
    """The current reading of each article of the dossier, and what its entries say that comparison told."""
    entry, reading = schema.entry.c, schema.reading.c
    current = schema.current_reading.c
    readings = {
        row.article_id: row.reading_id
        for row in connection.execute(select(current.article_id, current.reading_id).where(current.dossier_id == dossier_id))
    }
    copies = select(reading.article_id, entry.report).join_from(schema.entry, schema.reading, reading.id == entry.reading_id)
    copies = copies.where(entry.dossier_id == dossier_id, entry.kind == "article", entry.report.is_not(None))
    reports = {row.article_id: row.report for row in connection.execute(copies)}
    inferred: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(_INFERRED.where(entry.dossier_id == dossier_id)):
        inferred[row.article_id][row.id] = row.day
    return readings, {name: Compared(reports.get(name), inferred.get(name, {})) for name in reports.keys() | inferred.keys()}


def _inferred() -> Select[Any]:
    entry, position, reading = schema.entry.c, schema.position.c, schema.reading.c
    tables = schema.entry.join(schema.reading, reading.id == entry.reading_id).join(
        schema.position, (position.reading_id == entry.reading_id) & (position.number == entry.number)
    )
    query = select(reading.article_id, entry.reading_id, position.id, entry.day).select_from(tables)
    return query.where(entry.kind == "position", entry.basis == "inferred")


def _current() -> Select[Any]:
    current = schema.current_reading.c
    query = select(current.article_id, current.reading_id).where(current.dossier_id == bindparam("dossier"))
    return query.where(current.article_id.in_(bindparam("articles", expanding=True)))


_of = schema.entry.c
_CURRENT, _INFERRED, _GONE = _current(), _inferred(), delete(schema.entry).where(_of.reading_id.in_(WANTED))
_REPORTS = select(_of.reading_id, _of.report).where(_of.reading_id.in_(WANTED), _of.kind == "article", _of.report.is_not(None))
_INFERRED_IN = _INFERRED.where(_of.reading_id.in_(WANTED))
# What cells are counted by.
_COUNTED = select(_of.id, _of.dossier_id, _of.kind, _of.actor, _of.term, _of.counted).where(_of.reading_id.in_(WANTED))
