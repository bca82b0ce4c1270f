"""Views as HTML: the templates and the style that web pages and reports share. Everything from articles is escaped, always."""

from __future__ import annotations

from importlib.resources import files
from typing import Protocol

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.records import STANCES
from onrecord.views import outlet_links, wording
from onrecord.views.matrix import By


class Links(Protocol):
    """Where things are found in one face: addresses of pages on the web, places in the one file of a report."""

    def matrix(self, by: By = "actor") -> str:
        """The matrix."""

    def cell(self, holder: str, term: str, by: By = "actor") -> str:
        """A cell of the matrix."""

    def trail(self, holder: str, term: str, by: By = "actor") -> str:
        """The trail behind a cell of the matrix."""

    def article(self, article: str) -> str:
        """The page of an article."""

    def passage(self, article: str, anchor: str) -> str:
        """A passage (or another named place) on the page of an article."""

    def place(self, article: str, anchor: str) -> str:
        """The id that the element at that place bears."""


def environment(package: str, links: Links) -> Environment:
    """Templates of one face (`package` has a folder `templates`), and below them the shared ones. Escapes whatever the file is called."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("onrecord.views")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(links=links, stances=STANCES)
    made.filters.update(
        stance=wording.stance_in_words,
        stance_at_length=wording.stance_at_length,
        in_words=wording.in_words,
        date=wording.date_in_words,
        brief=wording.date_in_brief,
        day=wording.day_in_words,
        dated_by=wording.dated_by_in_words,
        web_address=outlet_links.web_address,
    )
    made.globals.update(between=wording.between_in_words, counted=wording.counted, cell_id=cell_id)
    return made


def style() -> str:
    """The style sheet of all pages."""
    return files("onrecord.views").joinpath("templates", "style.css").read_text(encoding="utf-8")


def cell_id(holder: str, term: str) -> str:
    """The id of a cell of the matrix."""
    return f"cell-{holder}--{term}"


def encoded(page: str) -> bytes:
    """A page as UTF-8. Half of a surrogate pair, which no encoding has, becomes a reference that browsers show as a replacement character."""
    return page.encode("utf-8", "xmlcharrefreplace")
