"""Sources: what the record was read from, by whom it was published, and which articles are copies."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from onrecord.records import Article, Reading
from onrecord.views.record import Record
from onrecord.views.wording import notice_in_words


class ListedArticle(Struct, frozen=True):
    """One article in a list. `statements` and `positions` count what was read in it."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    not_before: str | None
    not_after: str | None
    copy_of: str | None
    notices: tuple[str, ...]
    statements: int
    positions: int


class Outlet(Struct, frozen=True):
    """One outlet (`name` is None for articles that name none); `reports` counts those of its articles that are no copies of others."""

    name: str | None
    articles: int
    reports: int
    positions: int
    first: str | None
    last: str | None


class Family(Struct, frozen=True):
    """Articles that reprint one another; `origin` is the one the others go back to, where that can be told."""

    id: str
    origin: str | None
    articles: tuple[ListedArticle, ...]


class ReadBy(Struct, frozen=True):
    """Which version, with which models, read how many of the articles."""

    version: str
    models: dict[str, str]
    articles: int


class Sources(Struct, frozen=True):
    """Everything that the record rests on. `reports` counts independent reports: copies count once."""

    dossier: str
    title: str
    summary: str
    articles: tuple[ListedArticle, ...]
    outlets: tuple[Outlet, ...]
    families: tuple[Family, ...]
    reports: int
    statements: int
    positions: int
    read_by: tuple[ReadBy, ...]


def sources(record: Record) -> Sources:
    """The record's outlets, copies and articles; articles by day, those without one at the end."""
    listed = {reading.article.id: _listed(record, reading) for reading in record.readings}
    return Sources(
        dossier=record.dossier.id,
        title=record.dossier.title,
        summary=record.dossier.summary,
        articles=tuple(sorted(listed.values(), key=lambda article: (article.published or "9999", article.id))),
        outlets=tuple(_outlets(record)),
        families=tuple(Family(row.id, row.origin, tuple(listed[one] for one in row.articles if one in listed)) for row in record.copies),
        reports=len({record.report(article) for article in listed}),
        statements=sum(article.statements for article in listed.values()),
        positions=sum(article.positions for article in listed.values()),
        read_by=tuple(_readers(record)),
    )


def _listed(record: Record, reading: Reading) -> ListedArticle:
    article = reading.article
    report = record.report(article.id)
    return ListedArticle(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        not_before=article.not_before,
        not_after=article.not_after,
        copy_of=None if report == article.id else report,
        notices=tuple(notice_in_words(notice.kind) for notice in article.notices),
        statements=len(reading.statements),
        positions=len(reading.positions),
    )


def _outlets(record: Record) -> list[Outlet]:
    by_outlet: dict[str | None, list[Reading]] = defaultdict(list)
    for reading in record.readings:
        by_outlet[reading.article.outlet].append(reading)
    named = sorted(by_outlet.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ""))
    return [_outlet(record, name, readings) for name, readings in named]


def _outlet(record: Record, name: str | None, readings: list[Reading]) -> Outlet:
    articles: list[Article] = [reading.article for reading in readings]
    days = sorted(article.published for article in articles if article.published)
    return Outlet(
        name=name,
        articles=len(articles),
        reports=sum(record.report(article.id) == article.id for article in articles),
        positions=sum(len(reading.positions) for reading in readings),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _readers(record: Record) -> list[ReadBy]:
    counts: dict[tuple[str, tuple[tuple[str, str], ...]], int] = defaultdict(int)
    for reading in record.readings:
        counts[reading.reader.version, tuple(sorted(reading.reader.models.items()))] += 1
    return [ReadBy(version, dict(models), number) for (version, models), number in sorted(counts.items())]
