"""One article, asked of a ledger."""

from __future__ import annotations

from onrecord.ledger import Ledger
from onrecord.records import Dossier
from onrecord.views import Record
from onrecord.views import article as views
from onrecord.views.article import ArticlePage
from onrecord.views.edits import edits


def article(ledger: Ledger, dossier: Dossier, article_id: str, *, at: int | None = None, with_edits: bool = False) -> ArticlePage | None:
    """The page of one article; None where nothing of that name was read for this dossier.

    With `at`, of a long text the part that holds this character; with `with_edits`, what changed between its versions.
    """
    readings = ledger.readings_named(dossier.id, [article_id])
    if not readings:
        return None
    found = ledger.findings_naming(dossier.id, [article_id])
    judged = ((one.found, one.position) for one in ledger.judgements_on(article_id, dossier.id))
    return views.article_page(
        Record(dossier=dossier, readings=tuple(readings), comparison=tuple(found)),
        article_id,
        at=at,
        judged=judged,
        versions=ledger.count_versions(article_id),
        edits=edits(ledger.versions(article_id)) if with_edits else (),
    )
