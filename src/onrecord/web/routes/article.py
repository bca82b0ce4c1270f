"""One article with everything marked that was read in it."""

from __future__ import annotations

from onrecord import queries
from onrecord.views.article import ArticlePage
from onrecord.web.page import Asked, Page, Parameter


def _make(asked: Asked) -> ArticlePage | None:
    return queries.article(asked.ledger, asked.dossier, asked.path.get("id", asked.query.get("id", "")))


PAGE = Page(
    path="/article",
    words="One article: its text, with everything marked that was read in it.",
    template="article_page.html",
    shows=ArticlePage,
    make=_make,
    parameters=(Parameter("id", "The article's id."),),
)
