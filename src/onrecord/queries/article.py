"""One article, asked of a ledger."""

from __future__ import annotations

from onrecord.ledger import Ledger
from onrecord.records import Dossier
from onrecord.views import Record
from onrecord.views import article as views
from onrecord.views.article import ArticlePage


def article(ledger: Ledger, dossier: Dossier, article_id: str) -> ArticlePage | None:
    """The page of one article; None where nothing of that name was read for this dossier."""
    if not ledger.articles_named(dossier.id, [article_id]):
        return None
    reading = ledger.reading(article_id, dossier.id)
    found = ledger.findings_naming(dossier.id, [article_id])
    return views.article_page(Record(dossier=dossier, readings=(reading,), comparison=tuple(found)), article_id)
