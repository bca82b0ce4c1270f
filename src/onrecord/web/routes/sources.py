"""What the record rests on."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.sources import Sources
from onrecord.web.lists import AFTER, PAGE_NUMBER, SINCE, moment, page_number
from onrecord.web.page import Asked, Page, Parameter


def _make(asked: Asked) -> Sources | None:
    unnamed = asked.choice("unnamed", ("", "yes"), "") == "yes"
    return queries.sources(
        asked.ledger,
        asked.dossier,
        outlet="" if unnamed else asked.query.get("outlet", "").strip() or None,
        cites=asked.query.get("cites", "").strip() or None,
        since=asked.day("since"),
        after=moment(asked, "after"),
        page=page_number(asked),
        family_page=page_number(asked, "copies"),
    )


PAGE = Page(
    path="/sources",
    words="Outlets, copies, who quotes whom, and articles: what the record was read from.",
    template="sources_page.html",
    shows=Sources,
    make=_make,
    parameters=(
        Parameter("outlet", "Only what this outlet published."),
        Parameter("unnamed", "Only articles that name no outlet.", choices=("yes",)),
        Parameter("cites", "Only articles that tell something on the word of this outlet or agency."),
        SINCE,
        AFTER,
        PAGE_NUMBER,
        Parameter("copies", "Which page of the families of copies, 1 for the first.", "number"),
    ),
    rows=tables.SOURCES,
    markdown=markdown.sources,
)
