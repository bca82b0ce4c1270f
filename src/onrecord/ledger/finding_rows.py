"""What lists show of comparison: shifts, conflicts and occasions, each with its day, its weight and whom it is about, so that a page of a list
is found without reading the others. Made out of the rows of comparison and the entries of articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar, get_args

from msgspec import Struct
from sqlalchemy import Connection, Select, bindparam, delete, select, tuple_

from onrecord.language.partial_dates import is_partial_date, last_day
from onrecord.ledger import schema
from onrecord.ledger.comparison_rows import articles_in, differing, read_naming
from onrecord.ledger.rebuilding import Row, fetch
from onrecord.ledger.upsert import insert_or_change
from onrecord.records import Comparison, Conflict, Difference, Occasion, Shift

_AT_ONCE = 300
# The kind of an occasion that only one independent report tells of.
ALONE = "occasion-alone"
_SEVERAL = 2

Listed = Shift | Conflict | Occasion
_LISTED = tuple(str(record.__struct_config__.tag) for record in get_args(Listed))
Place = tuple[str, str, str]
Name = TypeVar("Name")


class _Arrived(Struct, frozen=True):
    """What the entry of an article tells: its day, when it came in, and the article that stands for its copies."""

    day: str
    arrived: str
    report: str


def list_all(connection: Connection, dossier_id: str, rows: Sequence[Comparison]) -> None:
    """Comparison found these rows, and no others."""
    listed = [row for row in rows if isinstance(row, Listed)]
    differ: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if isinstance(row, Difference):
            differ[row.occasion].add(row.what)
    _write(connection, dossier_id, listed, differ, _articles(connection, dossier_id))


def list_again(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> None:
    """The same, where only findings that name these articles have changed, or which of them are copies."""
    listed = [row for row in read_naming(connection, dossier_id, article_ids, _LISTED) if isinstance(row, Listed)]
    if listed:
        named = set[str]().union(*map(articles_in, listed))
        # What an occasion is told otherwise in stands in two of its own reports.
        reports = set[str]().union(*(articles_in(row) for row in listed if isinstance(row, Occasion)))
        _write(
            connection,
            dossier_id,
            listed,
            differing(connection, dossier_id, reports),
            _articles(connection, dossier_id, named),
            [row.id for row in listed],
        )


def _write(
    connection: Connection,
    dossier_id: str,
    listed: Sequence[Listed],
    differ: Mapping[str, Collection[str]],
    articles: Mapping[str, _Arrived],
    names: Sequence[str] | None = None,
) -> None:
    kept = _kept(connection, dossier_id, names)
    found = [_row(dossier_id, row, differ.get(row.id, ()), articles) for row in listed]
    changed = [row for row in found if row != kept.get(row["id"])]
    if changed:
        insert_or_change(connection, schema.finding, changed)
    table, there = schema.finding_place, _places(connection, dossier_id, names)
    wanted = {(holder, term, row.id) for row in listed for holder, term in _places_in(row)}
    for some in _chunks(sorted(there - wanted)):
        gone = tuple_(table.c.holder, table.c.term, table.c.id).in_(some)
        connection.execute(delete(table).where(table.c.dossier_id == dossier_id, gone))
    new = sorted(wanted - there)
    if new:
        connection.execute(table.insert(), [{"dossier_id": dossier_id, "holder": holder, "term": term, "id": name} for holder, term, name in new])


def _row(dossier_id: str, row: Listed, differ: Collection[str], articles: Mapping[str, _Arrived]) -> Row:
    named = [articles[name] for name in sorted(articles_in(row)) if name in articles]
    reports = len({one.report for one in named})
    marks = " ".join(sorted(differ)) if isinstance(row, Occasion) else " ".join(marks_of(row))
    return {
        "dossier_id": dossier_id,
        "id": row.id,
        # Lists show what several reports tell of; what only copies tell of is kept apart.
        "kind": ALONE if isinstance(row, Occasion) and reports < _SEVERAL else type(row).__struct_config__.tag,
        "marks": f" {marks} " if marks else "",
        "day": _day(row, named),
        "severity": row.severity if isinstance(row, Conflict) else 0.0,
        "reports": reports,
        "arrived": max((one.arrived for one in named), default=""),
    }


def marks_of(row: Shift | Conflict) -> tuple[str, ...]:
    """What a shift or a conflict can be chosen by: its type, or which conditions came and went and on whose word each end is told."""
    if isinstance(row, Conflict):
        return (row.type,)
    voices = {row.before.voice, row.after.voice}
    by = "own" if voices == {"holder"} else "others" if "others" in voices else "spokesperson"
    return (*(["added"] if row.added else []), *(["dropped"] if row.dropped else []), by)


def _day(row: Listed, named: Sequence[_Arrived]) -> str:
    """The last day that it can be of; of a conflict, when the last of its reports appeared."""
    if isinstance(row, Shift):
        told = row.after.days.last or row.after.days.first or row.after.said_on
        return _last(told) if told else max((one.day for one in named), default="")
    if isinstance(row, Occasion):
        return (row.on.last or row.on.first or "") if row.on else ""
    return max((one.day for one in named), default="")


def _last(day: str | None) -> str:
    return last_day(day).isoformat() if day is not None and is_partial_date(day) else ""


def _places_in(row: Listed) -> set[tuple[str, str]]:
    if isinstance(row, Occasion):
        return {(one.holder or "", one.term or "") for one in row.positions}
    return {(row.holder, row.term or "")}


def _kept(connection: Connection, dossier_id: str, names: Sequence[str] | None) -> dict[str, Row]:
    asked = {"dossier": dossier_id}
    if names is None:
        return {row["id"]: row for row in fetch(connection, _KEPT, asked)}
    return {row["id"]: row for some in _chunks(names) for row in fetch(connection, _KEPT_OF_THESE, {**asked, "ids": some})}


def _places(connection: Connection, dossier_id: str, names: Sequence[str] | None = None) -> set[Place]:
    asked = {"dossier": dossier_id}
    if names is None:
        return {(holder, term, name) for holder, term, name in connection.execute(_PLACES, asked)}
    rows = (row for some in _chunks(names) for row in connection.execute(_PLACES_OF_THESE, {**asked, "ids": some}))
    return {(holder, term, name) for holder, term, name in rows}


def _articles(connection: Connection, dossier_id: str, names: Collection[str] | None = None) -> dict[str, _Arrived]:
    asked = {"dossier": dossier_id}
    if names is None:
        rows = list(connection.execute(_ARTICLES, asked))
    else:
        rows = [row for some in _chunks(sorted(names)) for row in connection.execute(_THESE_ARTICLES, {**asked, "articles": some})]
    return {article: _Arrived(_last(day), arrived or "", report or article) for article, day, arrived, report in rows}


def _arrived() -> tuple[Select[Any], Select[Any]]:
    """What entries tell of all articles, and of these."""
    entry, current = schema.entry.c, schema.current_reading.c
    query = select(entry.article, entry.day, entry.arrived, entry.report).where(entry.article.is_not(None))
    # Not by the entries' dossier: that would lead through the entries of all its articles.
    of_these = query.join(schema.current_reading, current.reading_id == entry.reading_id).where(current.dossier_id == bindparam("dossier"))
    return query.where(entry.dossier_id == bindparam("dossier")), of_these.where(current.article_id.in_(bindparam("articles", expanding=True)))


_finding, _place = schema.finding.c, schema.finding_place.c
# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_KEPT = select(schema.finding).where(_finding.dossier_id == bindparam("dossier"))
_KEPT_OF_THESE = _KEPT.where(_finding.id.in_(bindparam("ids", expanding=True)))
_PLACES = select(_place.holder, _place.term, _place.id).where(_place.dossier_id == bindparam("dossier"))
_PLACES_OF_THESE = _PLACES.where(_place.id.in_(bindparam("ids", expanding=True)))
_ARTICLES, _THESE_ARTICLES = _arrived()


def _chunks(names: Sequence[Name]) -> Iterable[Sequence[Name]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))
