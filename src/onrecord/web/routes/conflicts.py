"""Reports that cannot all be right."""

from __future__ import annotations

from onrecord import queries
from onrecord.views.conflicts import ShownConflict
from onrecord.web.page import Page

PAGE = Page(
    path="/conflicts",
    words="Reports that cannot all be right, the most severe first.",
    template="conflicts_page.html",
    shows=tuple[ShownConflict, ...],
    make=lambda asked: queries.conflicts(asked.ledger, asked.dossier),
)
