"""Lists of what is on record, asked a page at a time: findings, articles, outlets, citations, and what came in since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from onrecord.language.partial_dates import first_day
from onrecord.ledger import schema
from onrecord.ledger.comparison_rows import decode_comparison, read_naming
from onrecord.ledger.judgement_rows import read_judgements_of
from onrecord.ledger.judging import is_compared
from onrecord.ledger.numbering import OF_A_DAY, span_of_ids
from onrecord.ledger.portions import AT_ONCE, portions
from onrecord.ledger.rebuilding import Row, fetch
from onrecord.records import Comparison, Copies, Difference, Judgement, Occasion, Span

Kind = Literal["shift", "conflict", "occasion"]

# A page of a list of findings, and of one of articles.
FINDINGS = 20
ARTICLES = 50
# Who is cited by more articles than one statement names is cited often.
_OFTEN = AT_ONCE


class Choice(Struct, frozen=True, kw_only=True):
    """Which findings, or articles, a list shows: what is left open (None) is not asked for.

    `since` is a day, month or year of the record, `after` a moment (ISO 8601, UTC) after which something first came in. `mark` is what a finding
    can be chosen by (`onrecord.ledger.finding_rows`). `outlet` is empty for articles that name none. `cites`: articles that do so.
    """

    holder: str | None = None
    term: str | None = None
    mark: str | None = None
    since: str | None = None
    after: str | None = None
    outlet: str | None = None
    cites: str | None = None


class FoundFindings(Struct, frozen=True):
    """One page of a list of findings; `total` counts all of them. Of each of these, by its id: how many independent reports tell it, its marks."""

    rows: tuple[Comparison, ...]
    total: int
    reports: dict[str, int]
    marks: dict[str, tuple[str, ...]]


class ArticleRow(Struct, frozen=True, kw_only=True):
    """An article in a list. `report` is the article that stands for its family of copies; `cited` are the words by which it cites another."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    not_before: str | None
    not_after: str | None
    report: str
    statements: int
    positions: int
    arrived: str
    notices: tuple[str, ...] = ()
    cited: Span | None = None


class OutletRow(Struct, frozen=True, kw_only=True):
    """What is on record of one outlet (None: not named). `reports` counts those of its articles that are no copies of others."""

    name: str | None
    articles: int
    reports: int
    statements: int
    positions: int
    first: str | None
    last: str | None


class CitationRow(Struct, frozen=True):
    """How many independent reports of an outlet (None: not named; of all together, where `together`) tell something on the word of another."""

    cited: str
    outlet: str | None
    reports: int
    together: bool = False


def find_findings(connection: Connection, dossier_id: str, kind: Kind, choice: Choice, limit: int, offset: int) -> FoundFindings:
    """The findings of a kind: conflicts by severity, the others latest first; occasions are those that more than one independent report tells of."""
    table, row = schema.finding.c, schema.comparison.c
    wanted = _findings(dossier_id, kind, choice)
    order = (table.severity.desc(), table.id) if kind == "conflict" else (table.day.desc(), table.id)
    page = connection.execute(select(table.id, table.reports, table.marks).where(*wanted).order_by(*order).limit(limit).offset(offset)).all()
    reports = {one.id: one.reports for one in page}
    found = connection.execute(select(row.id, row.content).where(row.dossier_id == dossier_id, row.id.in_(reports)))
    contents = {one.id: one.content for one in found}
    total = connection.execute(select(func.count()).select_from(schema.finding).where(*wanted)).scalar_one()
    marks = {one.id: tuple(one.marks.split()) for one in page}
    return FoundFindings(tuple(decode_comparison(contents[name]) for name in reports), total, reports, marks)


def _findings(dossier_id: str, kind: Kind, choice: Choice) -> list[ColumnElement[bool]]:
    table, place = schema.finding.c, schema.finding_place.c
    wanted = [table.dossier_id == dossier_id, table.kind == kind]
    if choice.mark is not None:
        wanted.append(table.marks.contains(f" {choice.mark} ", autoescape=True))
    if choice.since is not None:
        wanted.append(table.day >= first_day(choice.since).isoformat())
    if choice.after is not None:
        wanted.append(table.arrived > choice.after)
    if choice.holder is not None or choice.term is not None:
        told = [place.dossier_id == dossier_id]
        told += [place.holder == choice.holder] if choice.holder is not None else []
        told += [place.term == choice.term] if choice.term is not None else []
        wanted.append(table.id.in_(select(place.id).where(*told)))
    return wanted


def find_occasion(connection: Connection, dossier_id: str, occasion_id: str) -> tuple[Occasion, list[Comparison]] | None:
    """An occasion, with the differences between its reports and their families of copies; None where there is none of this id."""
    row = schema.comparison.c
    query = select(row.content).where(row.dossier_id == dossier_id, row.id == occasion_id, row.kind == "occasion")
    content = connection.execute(query).scalar()
    occasion = None if content is None else decode_comparison(content)
    if not isinstance(occasion, Occasion):
        return None
    named = {one.article for one in occasion.positions}
    beside = (*read_naming(connection, dossier_id, named, ("copies",)), *read_naming(connection, dossier_id, named, ("difference",)))
    return occasion, [one for one in beside if isinstance(one, Copies) or (isinstance(one, Difference) and one.occasion == occasion_id)]


def outlets_of(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> dict[str, str]:
    """The outlet of each of these articles, by id; those whose outlet is not named are left out."""
    current, reading, found = schema.current_reading.c, schema.reading.c, dict[str, str]()
    query = select(current.article_id, reading.outlet).join_from(schema.current_reading, schema.reading, reading.id == current.reading_id)
    query = query.where(current.dossier_id == dossier_id, reading.outlet.is_not(None))
    for some in portions(sorted(article_ids)):
        rows = connection.execute(query.where(current.article_id.in_(some)))
        found |= {row.article_id: row.outlet for row in rows}
    return found


def places_of_findings(connection: Connection, dossier_id: str) -> tuple[list[str], list[str]]:
    """The holders, and the terms, that findings are about."""
    place = schema.finding_place.c
    query = select(place.holder, place.term).distinct().where(place.dossier_id == dossier_id, place.holder != "")
    pairs = connection.execute(query).all()
    return sorted({pair.holder for pair in pairs}), sorted({pair.term for pair in pairs if pair.term})


def find_articles(connection: Connection, dossier_id: str, choice: Choice, limit: int, offset: int) -> list[ArticleRow]:
    """Articles, the latest first, those without a day at the end; those that came in after a moment the last first."""
    entry, reading, article = schema.entry.c, schema.reading.c, schema.article.c
    order = (entry.arrived.desc(), entry.id.desc()) if choice.after is not None else (entry.id.desc(),)
    names = select(entry.id).where(*_articles(connection, dossier_id, choice)).order_by(*order).limit(limit).offset(offset)
    ids = connection.execute(names).scalars().all()
    columns = (entry.id.label("place"), entry.article, entry.outlet, entry.report, entry.statements, entry.positions, entry.arrived)
    told = (article.title, reading.published, reading.not_before, reading.not_after, reading.id.label("reading_id"))
    tables = schema.entry.join(schema.reading, reading.id == entry.reading_id).join(schema.article, article.key == reading.article_key)
    rows = {row["place"]: row for row in fetch(connection, select(*columns, *told).select_from(tables).where(entry.id.in_(ids)))}
    notices = _notices(connection, [row["reading_id"] for row in rows.values()])
    cited = _cited(connection, [row["reading_id"] for row in rows.values()], choice.cites) if choice.cites else {}
    return [_article(rows[one], notices, cited) for one in ids]


def count_articles(connection: Connection, dossier_id: str, choice: Choice) -> tuple[int, int]:
    """How many articles there are, and how many independent reports among them: those that are no copies of others."""
    entry, citation = schema.entry.c, schema.citation.c
    if choice.cites is not None and choice == Choice(cites=choice.cites):
        query = select(func.count(), func.count(citation.report.distinct())).select_from(schema.citation)
        total, reports = connection.execute(query.where(citation.dossier_id == dossier_id, citation.cited == choice.cites)).one()
        return total, reports
    query = select(func.count(), func.count().filter(_ORIGINAL)).select_from(schema.entry)
    total, reports = connection.execute(query.where(*_articles(connection, dossier_id, choice), entry.article.is_not(None))).one()
    return total, reports


_ORIGINAL = or_(schema.entry.c.report.is_(None), schema.entry.c.report == schema.entry.c.article)


def _articles(connection: Connection, dossier_id: str, choice: Choice) -> list[ColumnElement[bool]]:
    entry = schema.entry.c
    wanted = [entry.dossier_id == dossier_id, entry.article.is_not(None)]
    if choice.outlet is not None:
        wanted.append(or_(entry.outlet.is_(None), entry.outlet == "") if not choice.outlet else entry.outlet == choice.outlet)
    if choice.since is not None:
        wanted.append(entry.id >= span_of_ids(choice.since, None)[0])
    if choice.after is not None:
        wanted.append(entry.arrived > choice.after)
    if choice.cites is not None:
        wanted.append(_cites(connection, dossier_id, choice.cites))
    return wanted


def _cites(connection: Connection, dossier_id: str, name: str) -> ColumnElement[bool]:
    """That an article cites this outlet or agency: who is cited seldom is looked for among citations, who is cited often among articles."""
    citation = schema.citation.c
    named = select(citation.reading_id).where(citation.dossier_id == dossier_id, citation.cited == name)
    some = connection.execute(named.limit(_OFTEN + 1)).scalars().all()
    if len(some) <= _OFTEN:
        return schema.entry.c.reading_id.in_(some)
    return select(citation.reading_id).where(citation.reading_id == schema.entry.c.reading_id, citation.cited == name).exists()


def _article(row: Row, notices: dict[str, tuple[str, ...]], cited: dict[str, Span]) -> ArticleRow:
    same = ("title", "outlet", "published", "not_before", "not_after", "statements", "positions", "arrived")
    return ArticleRow(
        id=row["article"],
        report=row["report"] or row["article"],
        notices=notices.get(row["reading_id"], ()),
        cited=cited.get(row["reading_id"]),
        **{name: row[name] for name in same},
    )


def _notices(connection: Connection, reading_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    notice = schema.notice.c
    found: dict[str, tuple[str, ...]] = {}
    query = select(notice.reading_id, notice.kind).where(notice.reading_id.in_(reading_ids)).order_by(notice.reading_id, notice.number)
    for row in connection.execute(query):
        found[row.reading_id] = (*found.get(row.reading_id, ()), row.kind)
    return found


def _cited(connection: Connection, reading_ids: Sequence[str], name: str) -> dict[str, Span]:
    citation = schema.citation.c
    query = select(schema.citation).where(citation.reading_id.in_(reading_ids), citation.cited == name)
    return {row["reading_id"]: Span(row["starts"], row["ends"], row["text"], row["field"]) for row in fetch(connection, query)}


def count_outlets(connection: Connection, dossier_id: str) -> list[OutletRow]:
    """Every outlet, those with most articles first, articles that name none at the end."""
    entry = schema.entry.c
    columns: tuple[ColumnElement[Any], ...] = (
        func.count().label("articles"),
        func.count().filter(_ORIGINAL).label("reports"),
        func.sum(entry.statements).label("statements"),
        func.sum(entry.positions).label("positions"),
        func.min(entry.day).label("first"),
        func.max(entry.day).label("last"),
    )
    query = select(entry.outlet, *columns).where(entry.dossier_id == dossier_id, entry.article.is_not(None)).group_by(entry.outlet)
    rows = [OutletRow(name=row["outlet"], **{name: row[name] for name in _COUNTED}) for row in fetch(connection, query)]
    return sorted(rows, key=lambda row: (row.name is None, -row.articles, row.name or ""))


_COUNTED = ("articles", "reports", "statements", "positions", "first", "last")


def count_citations(connection: Connection, dossier_id: str) -> list[CitationRow]:
    """Who is cited in how many independent reports, of all outlets together and of each, those cited most first."""
    citation = schema.citation.c
    count = func.count(citation.report.distinct()).label("reports")
    whole = select(citation.cited, count).where(citation.dossier_id == dossier_id).group_by(citation.cited)
    each = select(citation.cited, citation.outlet, count).where(citation.dossier_id == dossier_id).group_by(citation.cited, citation.outlet)
    rows = [CitationRow(row.cited, None, row.reports, together=True) for row in connection.execute(whole)]
    rows += [CitationRow(row.cited, row.outlet, row.reports) for row in connection.execute(each)]
    return sorted(rows, key=lambda row: (not row.together, -row.reports, row.cited, row.outlet is None, row.outlet or ""))


def find_families(connection: Connection, dossier_id: str, limit: int, offset: int) -> tuple[list[Copies], int]:
    """Families of copies in the order of comparison, and how many there are."""
    row = schema.comparison.c
    of_copies = (row.dossier_id == dossier_id, row.kind == "copies")
    contents = connection.execute(select(row.content).where(*of_copies).order_by(row.number).limit(limit).offset(offset)).scalars()
    found = [one for content in contents if isinstance(one := decode_comparison(content), Copies)]
    return found, connection.execute(select(func.count()).select_from(schema.comparison).where(*of_copies)).scalar_one()


def find_edited(connection: Connection, dossier_id: str, after: str, limit: int) -> tuple[list[str], int]:
    """The articles that came in with another text or title after a moment, the last first, and how many there are."""
    entry = schema.entry.c
    wanted = (entry.dossier_id == dossier_id, entry.edited.is_not(None), entry.edited > after)
    names = connection.execute(select(entry.article).where(*wanted).order_by(entry.edited.desc(), entry.id.desc()).limit(limit)).scalars().all()
    return [str(name) for name in names], connection.execute(select(func.count()).select_from(schema.entry).where(*wanted)).scalar_one()


def find_judged(connection: Connection, dossier_id: str, after: str, but_by: str, limit: int) -> tuple[list[Judgement], int]:
    """What others than this person judged after a moment, the last first, and how many judgements these are."""
    table = schema.judgement.c
    wanted = (table.dossier_id == dossier_id, table.judged_at > after, *((table.judged_by != but_by,) if but_by else ()))
    count = connection.execute(select(func.count()).select_from(schema.judgement).where(*wanted)).scalar_one()
    names = select(table.id).where(*wanted).order_by(table.judged_at.desc(), table.id).limit(limit)
    return read_judgements_of(connection, list(connection.execute(names).scalars())), count


def last_times(connection: Connection, dossier_id: str) -> tuple[str | None, str | None]:
    """When the last article first came in, and the last day that an article is of; None where there is none."""
    entry = schema.entry.c
    listed: Select[Any] = select(entry.day).where(entry.dossier_id == dossier_id, entry.article.is_not(None))
    arrived = select(func.max(entry.arrived)).where(entry.dossier_id == dossier_id, entry.article.is_not(None))
    day = connection.execute(listed.where(entry.id >= OF_A_DAY).order_by(entry.id.desc()).limit(1)).scalar()
    return connection.execute(arrived).scalar(), day


def count_readers(connection: Connection, dossier_id: str) -> list[tuple[str, dict[str, str], int]]:
    """Which version, with which models, read how many of the articles."""
    current, reading, run = schema.current_reading.c, schema.reading.c, schema.run.c
    of_run, articles = reading.run_id == run.id, func.count().label("articles")
    query = (
        select(run.version, run.models, articles)
        .join_from(schema.run, schema.reading, of_run)
        .where(run.dossier_id.is_not_distinct_from(dossier_id or None))
    )
    made = select(func.count()).select_from(schema.reading).join(schema.run, of_run).where(run.dossier_id.is_not_distinct_from(dossier_id or None))
    there = select(func.count()).select_from(schema.current_reading).where(current.dossier_id == dossier_id)
    if connection.execute(made).scalar_one() != connection.execute(there).scalar_one():
        # Some articles were read more than once, so each reading is looked at: is it the current one?
        query = query.join(schema.current_reading, current.reading_id == reading.id)
    counts: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}
    for row in connection.execute(query.group_by(run.version, run.models)):
        models = msgspec.json.decode(row.models, type=dict[str, str])
        key = (row.version, tuple(sorted(models.items())))
        counts[key] = counts.get(key, 0) + row.articles
    return [(version, dict(models), count) for (version, models), count in sorted(counts.items())]


def count_unread_judgements(connection: Connection, dossier_id: str) -> int:
    """How many judgements were made since comparison was stored; at least one where what it took in has changed since."""
    if is_compared(connection, dossier_id):
        return 0
    table, row = schema.judgement.c, schema.comparison.c
    stored = select(func.max(row.first_seen)).where(row.dossier_id == dossier_id).scalar_subquery()
    since = select(func.count()).select_from(schema.judgement).where(table.dossier_id == dossier_id, table.first_seen > func.coalesce(stored, ""))
    return max(1, connection.execute(since).scalar_one())
