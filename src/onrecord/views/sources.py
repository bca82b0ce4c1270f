"""Sources: what the record was read from, by whom it was published, which articles are copies, and who quotes whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from onrecord.language.agencies import bare_name, credited_in, spellings
from onrecord.records import Article, Copies, Reading, Span
from onrecord.views.paging import Chosen
from onrecord.views.passages import Passage, passage_of
from onrecord.views.record import Record
from onrecord.views.wording import notice_in_words


class ListedArticle(Struct, frozen=True):
    """One article in a list. `statements` and `positions` count what was read in it; `cited` are its words on whose word it tells something."""

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
    cited: Passage | None = None


class Outlet(Struct, frozen=True):
    """One outlet (`name` is None for articles that name none); `reports` counts those of its articles that are no copies of others."""

    name: str | None
    articles: int
    reports: int
    positions: int
    first: str | None
    last: str | None


class Member(Struct, frozen=True):
    """An article in a family of copies."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None


class Family(Struct, frozen=True):
    """Articles that reprint one another; `origin` is the one the others go back to, where that can be told."""

    id: str
    origin: str | None
    articles: tuple[Member, ...]


class Citing(Struct, frozen=True):
    """An outlet (None: not named) that quotes another, and in how many independent reports."""

    outlet: str | None
    reports: int


class Cited(Struct, frozen=True):
    """An outlet or a news agency on whose word others tell something, in how many independent reports, and who they are."""

    name: str
    reports: int
    by: tuple[Citing, ...]


class ReadBy(Struct, frozen=True):
    """Which version, with which models, read how many of the articles."""

    version: str
    models: dict[str, str]
    articles: int


class Sources(Struct, frozen=True, kw_only=True):
    """What the record rests on, or one outlet's part of it. `reports` counts independent reports: copies count once.

    `articles` are those of one page, the latest first; `total` counts them all. `outlet` is the outlet that is asked for (empty: articles that
    name none), `cites` whom the articles that are asked for quote, `chosen` from when on they are.
    """

    dossier: str
    title: str
    summary: str
    articles: tuple[ListedArticle, ...]
    total: int
    outlets: tuple[Outlet, ...]
    families: tuple[Family, ...]
    copied: int
    cited: tuple[Cited, ...]
    reports: int
    statements: int
    positions: int
    read_by: tuple[ReadBy, ...]
    page: int = 1
    pages: int = 1
    family_page: int = 1
    family_pages: int = 1
    outlet: str | None = None
    cites: str | None = None
    chosen: Chosen = Chosen()

    @property
    def narrowed(self) -> bool:
        """Whether only some of the articles are asked for."""
        return self.outlet is not None or self.cites is not None or self.chosen != Chosen()


def sources(record: Record) -> Sources:
    """The record's outlets, copies and articles; articles latest first, those without a day at the end."""
    listed = {reading.article.id: _listed(record, reading) for reading in record.readings}
    by_name = sorted(listed.values(), key=lambda article: article.id)
    articles = {reading.article.id: reading.article for reading in record.readings}
    return Sources(
        dossier=record.dossier.id,
        title=record.dossier.title,
        summary=record.dossier.summary,
        articles=tuple(sorted(by_name, key=lambda article: article.published or "", reverse=True)),
        total=len(listed),
        outlets=tuple(_outlets(record)),
        families=tuple(family_of(row, articles) for row in record.copies),
        copied=len(record.copies),
        cited=tuple(_all_cited(record)),
        reports=len({record.report(article) for article in listed}),
        statements=sum(article.statements for article in listed.values()),
        positions=sum(article.positions for article in listed.values()),
        read_by=tuple(_readers(record)),
    )


def family_of(row: Copies, articles: Mapping[str, Article]) -> Family:
    """A family of copies with those of its articles that are at hand."""
    known = (articles[name] for name in row.articles if name in articles)
    return Family(row.id, row.origin, tuple(Member(one.id, one.title, one.outlet, one.published) for one in known))


def cited_words(article: Article, span: Span | None) -> Passage | None:
    """The words by which an article names whom it quotes."""
    return passage_of(article, span) if span else None


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


def _all_cited(record: Record) -> list[Cited]:
    names = spellings(reading.article.outlet for reading in record.readings if reading.article.outlet)
    found: dict[str, dict[str | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    for reading in record.readings:
        outlet = reading.article.outlet
        for cited in _cited_in(reading, names):
            if bare_name(cited) != bare_name(outlet or ""):
                found[cited][outlet].add(record.report(reading.article.id))
    return sorted((_named(name, by) for name, by in found.items()), key=lambda one: (-one.reports, one.name))


def _named(name: str, by: Mapping[str | None, set[str]]) -> Cited:
    citing = _most_first(Citing(outlet, len(reports)) for outlet, reports in by.items())
    return Cited(name, len(set[str]().union(*by.values())), tuple(citing))


def _most_first(citing: Iterator[Citing]) -> list[Citing]:
    return sorted(citing, key=lambda one: (-one.reports, one.outlet is None, one.outlet or ""))


def _cited_in(reading: Reading, names: dict[str, str]) -> Iterator[str]:
    """Whom an article quotes: sources and go-betweens that name an outlet or an agency and are no actors, and agencies that it credits as a whole."""
    words = [statement.source.text for statement in reading.statements if statement.source and statement.actor is None]
    chains = [*(one.via for one in reading.statements), *(one.via for one in reading.positions)]
    words += [via.span.text for chain in chains for via in chain if via.actor is None]
    yield from (names[text.lower()] for text in words if text.lower() in names)
    for notice in reading.article.notices:
        if notice.kind == "agency-credited":
            for span in notice.evidence:
                yield from credited_in(span.text)


def _readers(record: Record) -> list[ReadBy]:
    counts: dict[tuple[str, tuple[tuple[str, str], ...]], int] = defaultdict(int)
    for reading in record.readings:
        counts[reading.reader.version, tuple(sorted(reading.reader.models.items()))] += 1
    return [ReadBy(version, dict(models), number) for (version, models), number in sorted(counts.items())]
