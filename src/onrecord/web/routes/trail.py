"""What one holder, or one side, said on one term."""

from __future__ import annotations

from onrecord import queries
from onrecord.views.trail import Trail
from onrecord.web.page import Asked, Page, Parameter


def _make(asked: Asked) -> Trail | None:
    page = queries.trail(asked.ledger, asked.dossier, asked.path["holder"], asked.path["term"], asked.by())
    return None if page is None else page.trail


PAGE = Page(
    path="/trail/{holder}/{term}",
    words="All that one holder, or one side, is reported to have said on one term, in the order of time.",
    template="trail_page.html",
    shows=Trail,
    make=_make,
    parameters=(Parameter("by", "The holder is one actor, or a side with its members.", choices=("actor", "side")),),
)
