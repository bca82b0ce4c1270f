"""One term."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.term import TermPage
from onrecord.web.page import Page

PAGE = Page(
    path="/term/{term}",
    words="One term: who stands where on it, what is offered and answered, what is left open, depends on it, changed or conflicts.",
    template="term_page.html",
    shows=TermPage,
    make=lambda asked: queries.term(asked.ledger, asked.dossier, asked.path["term"]),
    rows=tables.TERM,
    markdown=markdown.term,
)
