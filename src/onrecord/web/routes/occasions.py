"""What several reports tell."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.occasions import OccasionList
from onrecord.web.lists import chosen, list_parameters, page_number, rows_of
from onrecord.web.page import Asked, Page

_KINDS = ("wording", "omission", "stance", "number", "date", "name", "headline", "summary")


def _make(asked: Asked) -> OccasionList:
    return queries.occasion_list(asked.ledger, asked.dossier, chosen(asked, _KINDS), page_number(asked), limit=rows_of(asked))


PAGE = Page(
    path="/occasions",
    words="Utterances and acts that more than one independent report tells of, the latest first.",
    template="occasions_page.html",
    shows=OccasionList,
    make=_make,
    parameters=list_parameters("Only those whose reports differ in this.", _KINDS),
    rows=tables.OCCASIONS,
    markdown=markdown.occasions,
)
