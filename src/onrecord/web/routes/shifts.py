"""Stances that changed."""

from __future__ import annotations

from onrecord import queries
from onrecord.views.shifts import ShownShift
from onrecord.web.page import Page

PAGE = Page(
    path="/shifts",
    words="Every stance that changed between two days, the latest change first.",
    template="shifts_page.html",
    shows=tuple[ShownShift, ...],
    make=lambda asked: queries.shifts(asked.ledger, asked.dossier),
)
