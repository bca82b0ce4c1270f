"""What the record rests on."""

from __future__ import annotations

from onrecord import queries
from onrecord.views.sources import Sources
from onrecord.web.page import Page

PAGE = Page(
    path="/sources",
    words="Outlets, copies and articles: what the record was read from.",
    template="sources_page.html",
    shows=Sources,
    make=lambda asked: queries.sources(asked.ledger, asked.dossier),
)
