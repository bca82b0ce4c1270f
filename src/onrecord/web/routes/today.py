"""What is new."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.today import Today
from onrecord.web.lists import as_moment, moment
from onrecord.web.page import Asked, Page, Parameter


def _make(asked: Asked) -> Today:
    last = asked.visitor.last_visit
    visit = as_moment(last) if last else None
    return queries.today(asked.ledger, asked.dossier, visit=visit, asked=moment(asked, "since"), name=asked.visitor.name)


PAGE = Page(
    path="/today",
    words="What is new since the last visit: shifts, conflicts, occasions, articles, edits of articles, and judgements.",
    template="today_page.html",
    shows=Today,
    make=_make,
    parameters=(Parameter("since", "What first came in after this day or moment, such as 2032-03-04T09:00Z; else since the last visit."),),
    personal=True,
    rows=tables.TODAY,
    markdown=markdown.today,
)
