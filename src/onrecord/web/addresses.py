"""Where things are found on the web pages. Ids are quoted, for an article's id may hold slashes and anything else."""

from __future__ import annotations

from urllib.parse import quote

from onrecord.views.matrix import By
from onrecord.views.rendering import cell_id

# Browsers take these for "here" and "one up" even when quoted, so they cannot stand in a path.
_STEPS = frozenset({".", ".."})


class Addresses:
    """The addresses of the web pages."""

    def matrix(self, by: By = "actor") -> str:
        """The matrix."""
        return "/?by=side" if by == "side" else "/"

    def cell(self, holder: str, term: str, by: By = "actor") -> str:
        """A cell of the matrix."""
        return f"{self.matrix(by)}#{_quoted(cell_id(holder, term))}"

    def trail(self, holder: str, term: str, by: By = "actor") -> str:
        """The trail behind a cell of the matrix."""
        return f"/trail/{_quoted(holder)}/{_quoted(term)}{'?by=side' if by == 'side' else ''}"

    def article(self, article: str) -> str:
        """The page of an article."""
        return f"/article?id={_quoted(article)}" if article in _STEPS or not article else f"/article/{_quoted(article)}"

    def passage(self, article: str, anchor: str) -> str:
        """A passage on the page of an article."""
        return f"{self.article(article)}#{_quoted(anchor)}"

    def place(self, article: str, anchor: str) -> str:  # noqa: ARG002  one page shows one article
        """The id that the element at that place bears."""
        return anchor


def _quoted(name: str) -> str:
    return quote(name, safe="", errors="replace")
