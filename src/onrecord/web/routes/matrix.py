"""Who stands where."""

from __future__ import annotations

from onrecord import queries
from onrecord.views.matrix import Matrix
from onrecord.web.page import Asked, Page, Parameter


def _make(asked: Asked) -> Matrix:
    return queries.matrix(asked.ledger, asked.dossier, asked.by(), since=asked.day("since"), until=asked.day("until"))


PAGE = Page(
    path="/matrix",
    words="The latest stance of every actor, or side, on every term.",
    template="matrix_page.html",
    shows=Matrix,
    make=_make,
    parameters=(
        Parameter("by", "Rows are actors, or sides with their members together.", choices=("actor", "side")),
        Parameter("since", "Only what was said on or after this day, month or year.", "day"),
        Parameter("until", "Only what was said on or before this day, month or year.", "day"),
    ),
)
