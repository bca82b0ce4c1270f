"""What several reports tell of."""

from __future__ import annotations

from onrecord import queries
from onrecord.views.occasions import ShownOccasion
from onrecord.web.page import Page

PAGE = Page(
    path="/occasions",
    words="Every utterance or act that more than one independent report tells of, the latest first.",
    template="occasions_page.html",
    shows=tuple[ShownOccasion, ...],
    make=lambda asked: queries.occasions(asked.ledger, asked.dossier),
)
