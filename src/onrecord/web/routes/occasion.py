"""One occasion, its reports side by side."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.occasion import OccasionPage
from onrecord.web.page import Asked, Page


def _make(asked: Asked) -> OccasionPage | None:
    return queries.occasion(asked.ledger, asked.dossier, asked.path["id"])


PAGE = Page(
    path="/occasion/{id}",
    words="One utterance or act that several reports tell of: the reports side by side, and what they have differently.",
    template="occasion_page.html",
    shows=OccasionPage,
    make=_make,
    rows=tables.OCCASION,
    markdown=markdown.occasion,
)
