"""Who quotes whom: the outlets and agencies on whose word an article tells something, found in the sources and go-betweens that were read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, delete, func, select

from onrecord.language.agencies import bare_name, credited_in, spellings
from onrecord.ledger import schema
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import Row, fetch

# Two lists of so many names go into one statement (see `portions.AT_ONCE`).
_AT_ONCE = 450


def list_citations(connection: Connection, dossier_id: str, article_ids: Collection[str] | None = None) -> None:
    """Find the dossier's citations anew, or those in these articles, as long as no outlet came with them that others may have cited before."""
    names = _names(connection, dossier_id)
    if article_ids is None or _brought_outlet(connection, dossier_id, article_ids):
        _list(connection, dossier_id, names, None)
        return
    for some in portions(sorted(article_ids), _AT_ONCE):
        _list(connection, dossier_id, names, some)


def _brought_outlet(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> bool:
    """Whether one of these articles is of an outlet of which there are no others."""
    came: Counter[str] = Counter()
    for some in portions(sorted(article_ids), _AT_ONCE):
        came.update(connection.execute(_OUTLETS_OF, {"dossier": dossier_id, "articles": some}).scalars())
    asked = {"dossier": dossier_id}
    return any(len(connection.execute(_ARTICLES_OF, {**asked, "outlet": name, "most": count + 1}).all()) <= count for name, count in came.items())


def _list(connection: Connection, dossier_id: str, names: dict[str, str], some: Sequence[str] | None) -> None:
    wanted: dict[tuple[str, str], Row] = {}
    for row in (*_credited(connection, dossier_id, some), *_told(connection, dossier_id, names, some)):
        cited = row.pop("cited")
        if bare_name(cited) != bare_name(row["outlet"] or ""):
            wanted.setdefault((row["reading_id"], cited), {**row, "cited": cited})
    asked, listed = _asked(dossier_id, some), _listed(of_some=some is not None)
    there = {(row["reading_id"], row["cited"]): row for row in fetch(connection, select(schema.citation).where(listed), asked)}
    if wanted != there:
        connection.execute(delete(schema.citation).where(listed), asked)
        if wanted:
            connection.execute(schema.citation.insert(), [wanted[key] for key in sorted(wanted)])


def _asked(dossier_id: str, some: Sequence[str] | None) -> dict[str, Any]:
    return {"dossier": dossier_id} if some is None else {"dossier": dossier_id, "articles": some}


@cache
def _listed(*, of_some: bool) -> ColumnElement[bool]:
    table, current = schema.citation.c, schema.current_reading.c
    listed = table.dossier_id == bindparam("dossier")
    these = select(current.reading_id).where(
        current.dossier_id == bindparam("dossier"), current.article_id.in_(bindparam("articles", expanding=True))
    )
    return listed & table.reading_id.in_(these) if of_some else listed


def _names(connection: Connection, dossier_id: str) -> dict[str, str]:
    """What sources read that name one of the dossier's outlets, or an agency, and which is meant."""
    return spellings(connection.execute(_OUTLETS, {"dossier": dossier_id}).scalars().all())


def _outlets() -> Select[Any]:
    """The dossier's outlets: from each the next one in the order of an index, so that it takes as long however many articles there are."""
    entry = schema.entry.c
    least = select(func.min(entry.outlet).label("outlet")).where(entry.dossier_id == bindparam("dossier"), entry.article.is_not(None))
    outlet = least.where(entry.outlet.is_not(None)).cte("outlet", recursive=True)
    following = least.where(entry.outlet > outlet.c.outlet).correlate(outlet).scalar_subquery()
    outlet = outlet.union_all(select(following).where(outlet.c.outlet.is_not(None)))
    return select(outlet.c.outlet).where(outlet.c.outlet.is_not(None))


def _told(connection: Connection, dossier_id: str, names: dict[str, str], some: Sequence[str] | None) -> Iterator[Row]:
    """Statements of such a source, and statements and positions that such a go-between passed on."""
    asked = _asked(dossier_id, some)
    for query, words in _tellers(of_some=some is not None):
        # In a few articles, all sources are looked at; in all of them, those of these names.
        queries = [query] if some is not None else [query.where(func.lower(words).in_(spelled)) for spelled in portions(sorted(names), _AT_ONCE)]
        for row in (row for one in queries for row in fetch(connection, one, asked)):
            if row["text"] is not None and row["text"].lower() in names:
                yield {**row, "cited": names[row["text"].lower()]}


@cache
def _tellers(*, of_some: bool) -> tuple[tuple[Select[Any], ColumnElement[str]], ...]:
    """The sources and the go-betweens that are no actors, with their words."""
    found = []
    statement, via = schema.statement.c, schema.via.c
    sources = (schema.statement, (statement.source_starts, statement.source_ends, statement.source_text, statement.source_field), statement.actor)
    between = (schema.via, (via.starts, via.ends, via.text, via.field), via.actor)
    for table, (starts, ends, words, field), actor in (sources, between):
        query = _articles(table, of_some=of_some).where(actor.is_(None))
        columns = starts.label("starts"), ends.label("ends"), words.label("text"), field.label("field")
        found.append((query.add_columns(*columns).order_by(*table.primary_key), words))
    return tuple(found)


def _credited(connection: Connection, dossier_id: str, some: Sequence[str] | None) -> Iterator[Row]:
    """Articles that credit an agency as a whole."""
    for row in fetch(connection, _credits(of_some=some is not None), _asked(dossier_id, some)):
        for name in credited_in(row["text"]):
            yield {**row, "cited": name}


@cache
def _credits(*, of_some: bool) -> Select[Any]:
    notice, passage = schema.notice.c, schema.passage.c
    told = (passage.reading_id == notice.reading_id) & (passage.owner == "notice") & (passage.owner_number == notice.number)
    query = _articles(schema.notice, of_some=of_some).where(notice.kind == "agency-credited", told)
    return query.add_columns(passage.starts, passage.ends, passage.text, passage.field).order_by(notice.reading_id, passage.number)


def _articles(part: Table, *, of_some: bool) -> Select[Any]:
    """The current articles that rows of a part of readings belong to, as citations name them."""
    current, entry = schema.current_reading.c, schema.entry.c
    of_article = (entry.reading_id == part.c.reading_id) & entry.article.is_not(None)
    columns: Sequence[ColumnElement[Any]] = (
        entry.reading_id,
        entry.dossier_id,
        entry.article.label("article_id"),
        entry.outlet,
        func.coalesce(entry.report, entry.article).label("report"),
    )
    tables = part.join(schema.current_reading, current.reading_id == part.c.reading_id).join(schema.entry, of_article)
    query = select(*columns).select_from(tables).where(current.dossier_id == bindparam("dossier"))
    return query.where(current.article_id.in_(bindparam("articles", expanding=True))) if of_some else query


_entry, _current = schema.entry.c, schema.current_reading.c
# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_OUTLETS = _outlets()
_OUTLETS_OF = (
    select(_entry.outlet)
    .join_from(schema.current_reading, schema.entry, _entry.reading_id == _current.reading_id)
    .where(_current.dossier_id == bindparam("dossier"), _current.article_id.in_(bindparam("articles", expanding=True)))
    .where(_entry.kind == "article", _entry.outlet.is_not(None))
)
_ARTICLES_OF = (
    select(_entry.article)
    .where(_entry.dossier_id == bindparam("dossier"), _entry.article.is_not(None), _entry.outlet == bindparam("outlet"))
    .limit(bindparam("most"))
)
