"""What was offered or demanded, and who answered."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.answers import AnswerList
from onrecord.web.lists import PAGE_NUMBER, SINCE, chosen, page_number, rows_of
from onrecord.web.page import Asked, Page, Parameter

_KINDS = ("open", "answered", "accepts", "rejects", "conditional", "silent")


def _make(asked: Asked) -> AnswerList:
    of_whom = replace(chosen(asked, _KINDS), after=None)  # offers are made when they are asked for, so none of them came in at a moment
    return queries.answer_list(asked.ledger, asked.dossier, of_whom, page_number(asked), limit=rows_of(asked))


PAGE = Page(
    path="/answers",
    words="What was offered or demanded, with the answers to it, the open ones first; and the questions left open.",
    template="answers_page.html",
    shows=AnswerList,
    make=_make,
    parameters=(
        Parameter("holder", "Only what this actor offers, demands or answers."),
        Parameter("term", "Only on this term."),
        Parameter("kind", "Only what is open, what is answered, or what somebody answered so.", choices=_KINDS),
        SINCE,
        PAGE_NUMBER,
    ),
    rows=tables.ANSWERS,
    markdown=markdown.answers,
)
