"""Reports that cannot all be right."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.conflicts import ConflictList
from onrecord.web.lists import chosen, list_parameters, page_number, rows_of
from onrecord.web.page import Asked, Page

_KINDS = ("within-article", "between-articles", "within-holder")


def _make(asked: Asked) -> ConflictList:
    return queries.conflict_list(asked.ledger, asked.dossier, chosen(asked, _KINDS), page_number(asked), limit=rows_of(asked))


PAGE = Page(
    path="/conflicts",
    words="Reports that cannot all be right, the most severe first.",
    template="conflicts_page.html",
    shows=ConflictList,
    make=_make,
    parameters=list_parameters("Only within one report, between reports, or within what one holder says.", _KINDS),
    rows=tables.CONFLICTS,
    markdown=markdown.conflicts,
)
