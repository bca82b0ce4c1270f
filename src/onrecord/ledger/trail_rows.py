"""Trails: the positions of each holder on each term in the order of time, as comparison has them, so that those around a day are found at once.

Comparison makes these rows (`onrecord.comparison.trail`), and they stand as long as what it compared them with does (`last_compared`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, bindparam, delete, func, insert, select, union_all

from onrecord.ledger import schema
from onrecord.ledger.portions import portions

# Below the number of variables that old builds of SQLite take in one statement (999).
_AT_ONCE = 500
_WRITTEN_AT_ONCE = 20_000
# Beyond the last day of the calendar.
_LAST = 1 << 22

# A row as comparison has it: all columns but the dossier, in their order.
Row = tuple[Any, ...]
Place = tuple[str, str]  # holder, term
Stretch = tuple[str, str, int, int]  # holder, term, and the days of which the last one of a position is to be, both inclusive

# So many stretches are asked for together, and where they are fewer, one in which nothing stands.
_STRETCHES_AT_ONCE = 8
_NOWHERE: Stretch = "", "", 1, 0

_trail = schema.trail.c
# So many of the columns name a row.
_KEY = 5
_COLUMNS = [column for column in schema.trail.columns if column.name != "dossier_id"]


def keep_told(
    connection: Connection, dossier_id: str, rows: Iterable[Row], told: Iterable[tuple[str, bytes]], article_ids: Collection[str] | None
) -> None:
    """Put these rows, and what these articles tell, in the place of those of these articles; None: of all."""
    for table, of_article in ((schema.trail, _FORGET_TRAIL), (schema.told, _FORGET_TOLD)):
        if article_ids is None:
            connection.execute(delete(table).where(table.c.dossier_id == dossier_id))
        elif article_ids:
            connection.execute(of_article, [{"dossier": dossier_id, "article": one} for one in sorted(article_ids)])
    for contents in _batches([{"dossier_id": dossier_id, "article_id": article, "content": content} for article, content in told]):
        connection.execute(insert(schema.told), contents)
    names = [column.name for column in _COLUMNS]
    by_key = {row[:_KEY]: {"dossier_id": dossier_id, **dict(zip(names, row, strict=True))} for row in rows}
    wanted = [by_key[key] for key in sorted(by_key)]
    for some_rows in _batches(wanted):
        connection.execute(insert(schema.trail), some_rows)


def forget_trails(connection: Connection, article_ids: Collection[str]) -> None:
    """Take out what these articles told."""
    for some in _chunks(sorted(article_ids)):
        for table in (schema.trail, schema.told):
            connection.execute(delete(table).where(table.c.article_id.in_(some)))


def told_in(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> dict[str, bytes]:
    """What these articles tell, as comparison keeps it."""
    found: dict[str, bytes] = {}
    for some in _chunks(sorted(article_ids)):
        found |= {row.article_id: row.content for row in connection.execute(_TOLD, {"dossier": dossier_id, "articles": some}).all()}
    return found


def trail_between(
    connection: Connection, dossier_id: str, holders: Collection[str], terms: Collection[str], days: tuple[int, int], marks: int = 0
) -> list[Row]:
    """The positions of these holders on these terms whose last day is one of these, both inclusive; with one of these marks, where given."""
    asked = {"dossier": dossier_id, "holders": sorted(holders), "terms": sorted(terms), "first": days[0], "last": days[1], "marks": marks}
    return _rows(connection, _MARKED if marks else _BETWEEN, asked)


def articles_told_on(
    connection: Connection, dossier_id: str, stretches: Collection[Stretch], without: int, most: int | None = None, *, backwards: bool = False
) -> set[str]:
    """The articles of the positions of holders on terms, without these marks: in each stretch, of so many from the first on or from the last back; or
    (None) of all in it and of those whose last day is not known.
    """
    query = _ARTICLES if most is None else _LAST_ARTICLES if backwards else _FIRST_ARTICLES
    found = set[str]()
    for some in portions(sorted(stretches), _STRETCHES_AT_ONCE):
        asked: dict[str, Any] = {"dossier": dossier_id, "without": without} | ({} if most is None else {"most": most})
        for number, stretch in enumerate([*some, *[_NOWHERE] * (_STRETCHES_AT_ONCE - len(some))]):
            asked |= {f"{name}{number}": value for name, value in zip(("holder", "term", "first", "last"), stretch, strict=True)}
        found.update(connection.execute(query, asked).scalars().all())
    return found


def trail_beside(connection: Connection, dossier_id: str, holder: str, term: str, days: tuple[int, int], most: int) -> list[Row]:
    """So many positions of a holder on a term before some days, and as many after."""
    asked = {"dossier": dossier_id, "holders": [holder], "terms": [term], "most": most}
    before = _rows(connection, _BEFORE, {**asked, "first": 1, "last": days[0] - 1})
    return before + _rows(connection, _AFTER, {**asked, "first": days[1] + 1, "last": _LAST})


def trail_of_articles(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> list[Row]:
    """What these articles told when they were compared last."""
    return [row for one in sorted(article_ids) for row in _rows(connection, _OF_ARTICLE, {"dossier": dossier_id, "article": one})]


def first_taken(
    connection: Connection, dossier_id: str, place: tuple[str, str], with_mark: int, without: int, besides: Collection[str]
) -> dict[str, int]:
    """The first day of each stance of a holder on a term, among positions with and without some marks, these articles left out."""
    here = (_trail.dossier_id == dossier_id) & (_trail.holder == place[0]) & (_trail.term == place[1]) & (_trail.day > 0)
    query = select(_trail.stance, func.min(_trail.day)).where(here, _marked(with_mark), ~_marked(without))
    rows = connection.execute(query.where(_trail.article_id.not_in(sorted(besides))).group_by(_trail.stance))
    return {row.stance: row[1] for row in rows}


def left_open(
    connection: Connection, dossier_id: str, place: tuple[str, str], without: int, besides: Collection[str]
) -> tuple[int | None, list[Row]]:
    """The last day on which a holder took a stance on a term (0: not known; None: it took none), and what it left undecided after it.

    Positions with these marks, and these articles, are left out.
    """
    asked = {"dossier": dossier_id, "holder": place[0], "term": place[1], "without": without, "besides": sorted(besides)}
    taken = connection.execute(_TAKEN, asked).scalar()
    return taken, _rows(connection, _UNDECIDED, {**asked, "after": -1 if taken is None else taken})


def _rows(connection: Connection, query: Select[Any], asked: dict[str, Any]) -> list[Row]:
    return [tuple(row) for row in connection.execute(query, asked).all()]


def _marked(marks: int | ColumnElement[int]) -> ColumnElement[bool]:
    return _trail.marks.op("&")(marks) != 0


def _between() -> Select[Any]:
    query = select(*_COLUMNS).where(_trail.dossier_id == bindparam("dossier"), _trail.day >= bindparam("first"), _trail.day <= bindparam("last"))
    return query.where(_trail.holder.in_(bindparam("holders", expanding=True)), _trail.term.in_(bindparam("terms", expanding=True)))


def _of_place() -> Select[Any]:
    query = select(*_COLUMNS).where(_trail.dossier_id == bindparam("dossier"), _trail.holder == bindparam("holder"), _trail.term == bindparam("term"))
    return query.where(~_marked(bindparam("without")), _trail.article_id.not_in(bindparam("besides", expanding=True)))


def _articles(number: int, *, undated: bool = False) -> Select[Any]:
    """The articles of one of several stretches."""
    here = (_trail.dossier_id == bindparam("dossier")) & (_trail.holder == bindparam(f"holder{number}")) & (_trail.term == bindparam(f"term{number}"))
    days = (_trail.day >= bindparam(f"first{number}")) & (_trail.day <= bindparam(f"last{number}"))
    return select(_trail.article_id).where(here, ~_marked(bindparam("without")), days | (_trail.last_day == 0) if undated else days)


def _several(of_one: Callable[[int], Select[Any]]) -> CompoundSelect[Any]:
    """What one query finds in each of several stretches."""
    return union_all(*(select(of_one(number).subquery().c.article_id) for number in range(_STRETCHES_AT_ONCE)))


# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_BETWEEN = _between()
_MARKED = _between().where(_marked(bindparam("marks")))
_BEFORE = _between().order_by(_trail.day.desc()).limit(bindparam("most"))
_AFTER = _between().order_by(_trail.day).limit(bindparam("most"))
# The dossier as an expression, so that SQLite is not led through all of it: by the article, the rows are few.
_OF_ARTICLE = select(*_COLUMNS).where(func.coalesce(_trail.dossier_id, "") == bindparam("dossier"), _trail.article_id == bindparam("article"))
_FORGET_TRAIL, _FORGET_TOLD = (
    delete(table).where(table.c.dossier_id == bindparam("dossier"), table.c.article_id == bindparam("article"))
    for table in (schema.trail, schema.told)
)
_TOLD = select(schema.told.c.article_id, schema.told.c.content).where(
    schema.told.c.dossier_id == bindparam("dossier"), schema.told.c.article_id.in_(bindparam("articles", expanding=True))
)
_ARTICLES = _several(lambda number: _articles(number, undated=True))
# In the order of the table's key, so that the first of many are found without looking at the others.
_ORDER = _trail.day, _trail.article_id, _trail.position_id
_FIRST_ARTICLES = _several(lambda number: _articles(number).order_by(*_ORDER).limit(bindparam("most")))
_LAST_ARTICLES = _several(lambda number: _articles(number).order_by(*(column.desc() for column in _ORDER)).limit(bindparam("most")))
_UNDECIDED = _of_place().where(_trail.stance == "undecided", _trail.day > bindparam("after"))
_TAKEN = _of_place().where(_trail.stance != "undecided").with_only_columns(_trail.day).order_by(_trail.day.desc()).limit(1)


def _chunks(names: Sequence[str]) -> Iterable[Sequence[str]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))


def _batches(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    return (rows[start : start + _WRITTEN_AT_ONCE] for start in range(0, len(rows), _WRITTEN_AT_ONCE))
