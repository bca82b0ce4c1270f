"""What one holder, or one side, said on one term."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.charts import trail_sheet
from onrecord.views.trail import Trail
from onrecord.web.page import Asked, Page, Parameter

# As many points as one page shows, and one picture draws.
POINTS = 100


def _make(asked: Asked) -> Trail | None:
    before = asked.number("before", lowest=1, highest=1 << 62)
    limit = None if asked.form == "csv" else POINTS
    return queries.trail(asked.ledger, asked.dossier, asked.path["holder"], asked.path["term"], asked.by(), before=before, limit=limit)


PAGE = Page(
    path="/trail/{holder}/{term}",
    words="All that one holder, or one side, is reported to have said on one term, in the order of time.",
    template="trail_page.html",
    shows=Trail,
    make=_make,
    sheet=trail_sheet,
    parameters=(
        Parameter("by", "The holder is one actor, or a side with its members.", choices=("actor", "side")),
        Parameter("before", "Only points before this place, as `earlier` and `later` of another page of the trail give it.", "number"),
    ),
    rows=tables.TRAIL,
    markdown=markdown.trail,
)
