"""What several reports tell."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.occasions import DIFFERENCES, OccasionList
from onrecord.web.lists import chosen, list_parameters, page_number, rows_of
from onrecord.web.page import Asked, Page


def _make(asked: Asked) -> OccasionList:
    return queries.occasion_list(asked.ledger, asked.dossier, chosen(asked, DIFFERENCES), page_number(asked), limit=rows_of(asked))


PAGE = Page(
    path="/occasions",
    words="Utterances and acts that more than one independent report tells of, the latest first.",
    template="occasions_page.html",
    shows=OccasionList,
    make=_make,
    parameters=list_parameters("Only those whose reports differ in this.", DIFFERENCES),
    rows=tables.OCCASIONS,
    markdown=markdown.occasions,
)
