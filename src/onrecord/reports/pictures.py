"""Pictures of a report, where the libraries that draw are installed: trails as time lines inside their pages, trails and matrices for print."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from msgspec.structs import replace

from onrecord.reports.contents import Sheet
from onrecord.views import charts
from onrecord.views.rendering import Links
from onrecord.views.trail import Trail

# As many points as a picture of a trail can show apart; the list below it has them all.
_POINTS = 200


class Picture:
    """One picture, drawn once: `in_page` in the colours of the page around it, `svg` and `png` for print. Its signs lead where `links` say."""

    def __init__(self, drawn: charts.Sheet, links: Links) -> None:
        self._drawn = drawn
        self._links = links
        self._bare = charts.bare_drawing(drawn)

    def in_page(self) -> Markup:
        """As a part of a page, which is where its words are escaped already."""
        return Markup(self._finished("page").decode("utf-8"))  # noqa: S704  charts escape what articles hold

    def svg(self) -> bytes:
        """For print."""
        return self._finished("print")

    def png(self) -> bytes:
        """For print."""
        return charts.painted(self.svg(), self._drawn.width, self._drawn.height)

    def _finished(self, scheme: charts.Scheme) -> bytes:
        return charts.finished(self._drawn, self._bare, scheme, lambda place: self._links.passage(place.article, place.anchor))


def picture_of(sheet: Sheet, links: Links) -> Picture | None:
    """The picture of a page: of the matrix, and of trails of more than one point."""
    shown: Any = sheet.shown
    if sheet.part.kind in {"matrix", "sides"} and shown.rows:
        return Picture(charts.matrix_sheet(shown), links)
    if isinstance(shown, Trail) and len(shown.points) + len(shown.undated) > 1:
        return Picture(charts.trail_sheet(replace(shown, points=shown.points[-_POINTS:], undated=shown.undated[-_POINTS:])), links)
    return None
