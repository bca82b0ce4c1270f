"""Where things are found in the one file of a report. Places are numbered, because ids of articles may hold anything."""

from __future__ import annotations

from onrecord.views import Record
from onrecord.views.matrix import By
from onrecord.views.rendering import cell_id
from onrecord.views.trail import Trail


class Places:
    """The places of one report. Articles that the record does not hold have none; links to them lead to the list of sources."""

    def __init__(self, record: Record, trails: list[Trail]) -> None:
        self._articles = {article: number for number, article in enumerate(record.by_article, start=1)}
        self._trails = {(trail.holder, trail.term): number for number, trail in enumerate(trails, start=1)}

    def matrix(self, by: By = "actor") -> str:  # noqa: ARG002  a report has the matrix by actor
        """The matrix."""
        return "#matrix"

    def cell(self, holder: str, term: str, by: By = "actor") -> str:  # noqa: ARG002  as above
        """A cell of the matrix."""
        return f"#{cell_id(holder, term)}"

    def trail(self, holder: str, term: str, by: By = "actor") -> str:  # noqa: ARG002  as above
        """The trail behind a cell of the matrix."""
        number = self._trails.get((holder, term))
        return f"#trail-{number}" if number else "#matrix"

    def article(self, article: str) -> str:
        """The section of an article."""
        number = self._articles.get(article)
        return f"#article-{number}" if number else "#sources"

    def passage(self, article: str, anchor: str) -> str:
        """A passage of an article."""
        number = self._articles.get(article)
        return f"#article-{number}-{anchor}" if number else "#sources"

    def place(self, article: str, anchor: str) -> str:
        """The id that the element at that place bears."""
        return self.passage(article, anchor).removeprefix("#")
