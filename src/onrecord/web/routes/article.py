"""One article with everything marked that was read in it."""

from __future__ import annotations

from onrecord import queries
from onrecord.views import markdown, tables
from onrecord.views.article import ArticlePage
from onrecord.web.page import Asked, Page, Parameter

# More characters than any article has.
_FURTHEST = 10**9


def _make(asked: Asked) -> ArticlePage | None:
    article = asked.path.get("id", asked.query.get("id", ""))
    at = asked.number("at", lowest=0, highest=_FURTHEST, otherwise=0)
    with_edits = asked.choice("versions", ("", "1"), "") == "1"
    # A table or a text to be cited is of the whole article; a page, of one part of a long one.
    return queries.article(asked.ledger, asked.dossier, article, at=at if asked.form in {"html", "json"} else None, with_edits=with_edits)


PAGE = Page(
    path="/article",
    words="One article: its text, with everything marked that was read in it; a long one in parts.",
    template="article_page.html",
    shows=ArticlePage,
    make=_make,
    parameters=(
        Parameter("id", "The article's id."),
        Parameter("at", "Of a long text, show the part that holds this character (the first is 0).", "number"),
        Parameter("versions", "Show what was changed from one version to the next.", choices=("", "1")),
    ),
    rows=tables.ARTICLE,
    markdown=markdown.article,
)
