"""What the record rests on, asked of a ledger."""

from __future__ import annotations

from collections import defaultdict

from onrecord.ledger import ArticleRow, Choice, Ledger, OutletRow
from onrecord.ledger.lists import ARTICLES
from onrecord.records import Article, Copies, Dossier
from onrecord.views.paging import Chosen, pages_of
from onrecord.views.sources import Cited, Citing, Family, ListedArticle, Outlet, ReadBy, Sources, cited_words, family_of
from onrecord.views.wording import notice_in_words

# As many families of copies as a page shows.
FAMILIES = 10


def sources(
    ledger: Ledger,
    dossier: Dossier,
    *,
    outlet: str | None = None,
    cites: str | None = None,
    since: str | None = None,
    after: str | None = None,
    page: int = 1,
    family_page: int = 1,
) -> Sources | None:
    """Outlets, copies, who quotes whom, and one page of the articles: of one outlet (empty: not named) alone, of those that quote another, of those
    since a day or that came in after a moment, where given. None where there is no such outlet.
    """
    all_outlets = ledger.count_outlets(dossier.id)
    outlets = [row for row in all_outlets if outlet is None or (row.name or "") == outlet]
    if outlet is not None and not outlets:
        return None
    narrowed = any(one is not None for one in (outlet, cites, since, after))
    choice = Choice(outlet=outlet, cites=cites, since=since, after=after)
    found = ledger.find_articles(dossier.id, choice, limit=ARTICLES, offset=(page - 1) * ARTICLES)
    total, reports = ledger.count_articles(dossier.id, choice) if narrowed else _together(outlets)
    families, copied = ([], 0) if narrowed else ledger.find_families(dossier.id, limit=FAMILIES, offset=(family_page - 1) * FAMILIES)
    return Sources(
        dossier=dossier.id,
        title=dossier.title,
        summary=dossier.summary,
        articles=tuple(listed_article(row) for row in found),
        total=total,
        outlets=tuple(_outlet(row) for row in outlets),
        families=_families(ledger, dossier, families),
        copied=copied,
        cited=_cited(ledger, dossier, outlet),
        reports=reports,
        statements=sum(row.statements for row in outlets),
        positions=sum(row.positions for row in outlets),
        read_by=tuple(ReadBy(*one) for one in ([] if narrowed else ledger.count_readers(dossier.id))),
        page=page,
        pages=pages_of(total, ARTICLES),
        family_page=family_page,
        family_pages=pages_of(copied, FAMILIES),
        outlet=outlet,
        cites=cites,
        chosen=Chosen(since=since, after=after),
    )


def _together(outlets: list[OutletRow]) -> tuple[int, int]:
    """How many articles, and independent reports, all outlets have."""
    return sum(row.articles for row in outlets), sum(row.reports for row in outlets)


def listed_article(row: ArticleRow) -> ListedArticle:
    """An article in a list."""
    article = Article(id=row.id, title=row.title, outlet=row.outlet, published=row.published)
    return ListedArticle(
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        not_before=row.not_before,
        not_after=row.not_after,
        copy_of=None if row.report == row.id else row.report,
        notices=tuple(notice_in_words(kind) for kind in row.notices),
        statements=row.statements,
        positions=row.positions,
        cited=cited_words(article, row.cited),
    )


def _outlet(row: OutletRow) -> Outlet:
    return Outlet(name=row.name, articles=row.articles, reports=row.reports, positions=row.positions, first=row.first, last=row.last)


def _families(ledger: Ledger, dossier: Dossier, rows: list[Copies]) -> tuple[Family, ...]:
    ids = {name for row in rows for name in row.articles}
    known = {article.id: article for article in ledger.articles_named(dossier.id, ids)}
    return tuple(family_of(row, known) for row in rows)


def _cited(ledger: Ledger, dossier: Dossier, outlet: str | None) -> tuple[Cited, ...]:
    """Who is quoted by whom; by one outlet, where given."""
    whole: dict[str, int] = {}
    by: dict[str, list[Citing]] = defaultdict(list)
    for row in ledger.count_citations(dossier.id):
        if row.together:
            whole[row.cited] = row.reports
        elif outlet is None or (row.outlet or "") == outlet:
            by[row.cited].append(Citing(row.outlet, row.reports))
    found = [Cited(name, whole[name] if outlet is None else sum(one.reports for one in by[name]), tuple(by[name])) for name in whole if name in by]
    return tuple(sorted(found, key=lambda one: (-one.reports, one.name)))
