"""One actor."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.actor import ActorPage
from onrecord.web.page import Page

PAGE = Page(
    path="/actor/{actor}",
    words="One actor: where they stand, what they said last, who passes it on, and how each outlet introduces them.",
    template="actor_page.html",
    shows=ActorPage,
    make=lambda asked: queries.actor(asked.ledger, asked.dossier, asked.path["actor"]),
    rows=tables.ACTOR,
    markdown=markdown.actor,
)
