"""Stances that changed."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.shifts import ShiftList
from onrecord.web.lists import chosen, list_parameters, page_number, rows_of
from onrecord.web.page import Asked, Page

_KINDS = ("added", "dropped", "own", "spokesperson", "others")


def _make(asked: Asked) -> ShiftList:
    return queries.shift_list(asked.ledger, asked.dossier, chosen(asked, _KINDS), page_number(asked), limit=rows_of(asked))


PAGE = Page(
    path="/shifts",
    words="Stances that changed between two days, the latest change first.",
    template="shifts_page.html",
    shows=ShiftList,
    make=_make,
    parameters=list_parameters("Only with added or dropped conditions, or as told by the holder, by one who speaks for it, or by others.", _KINDS),
    rows=tables.SHIFTS,
    markdown=markdown.shifts,
)
