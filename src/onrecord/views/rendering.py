"""Views as HTML: the templates and the style that web pages and reports share. Everything from articles is escaped, always."""

from __future__ import annotations

from importlib.resources import files
from typing import Protocol

from jinja2 import BytecodeCache, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from onrecord.language.partial_dates import first_day, last_day
from onrecord.records import STANCES
from onrecord.views import outlet_links, wording
from onrecord.views.citing import moment_in_words, record_in_words
from onrecord.views.matrix import By
from onrecord.views.matrix_choice import chosen_in_words
from onrecord.views.paging import Chosen
from onrecord.views.shifts import CONDITIONS
from onrecord.views.sources import Sources
from onrecord.views.sureness import UNSURE_MEANS, is_unsure, unsure_in_words


class Links(Protocol):
    """Where things are found in one face: addresses of pages on the web, places in the one file of a report."""

    def matrix(self, by: By = "actor") -> str:
        """The matrix."""

    def cell(self, holder: str, term: str, by: By = "actor") -> str:
        """A cell of the matrix."""

    def trail(self, holder: str, term: str, by: By = "actor") -> str:
        """The trail behind a cell of the matrix."""

    def term(self, term: str) -> str:
        """The page of a term."""

    def actor(self, actor: str) -> str:
        """The page of an actor."""

    def article(self, article: str) -> str:
        """The page of an article."""

    def passage(self, article: str, anchor: str) -> str:
        """A passage (or another named place) on the page of an article."""

    def today(self) -> str:
        """What is new."""

    def shifts(self, chosen: Chosen | None = None, page: int = 1) -> str:
        """The list of shifts, of what is chosen where anything is."""

    def conflicts(self, chosen: Chosen | None = None, page: int = 1) -> str:
        """The list of conflicts, of what is chosen where anything is."""

    def occasions(self, chosen: Chosen | None = None, page: int = 1) -> str:
        """The list of occasions, of what is chosen where anything is."""

    def occasion(self, occasion: str) -> str:
        """The page of an occasion."""

    def sources(self, page: int = 1, family_page: int = 1) -> str:
        """Outlets, copies and articles."""

    def outlet(self, name: str | None, page: int = 1) -> str:
        """What is on record of an outlet; of articles that name none, where there is no name."""

    def citing(self, cited: str, outlet: str | None = None, page: int = 1, *, unnamed: bool = False) -> str:
        """The articles that tell something on the word of an outlet or agency; those of one outlet, where given."""

    def articles(self, shown: Sources, page: int) -> str:
        """Another page of the same list of articles."""

    def arrivals(self, chosen: Chosen) -> str:
        """The articles that are new."""

    def search(self) -> str:
        """The search page."""

    def place(self, article: str, anchor: str) -> str:
        """The id that the element at that place bears."""

    def review(self, article: str = "", position: str = "") -> str:
        """Where positions are judged, one after the other, or this one."""

    def dossier(self) -> str:
        """The actors and terms of the dispute."""


class _Compiled(BytecodeCache):
    """Templates that were compiled in this process: a report has an environment for each depth of its folders, and tests have one each."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled from the same text; Jinja checks that it is."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def environment(package: str, links: Links) -> Environment:
    """Templates of one face (`package` has a folder `templates`), and below them the shared ones. Escapes whatever the file is called."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("onrecord.views")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
        # Templates change with the program, so nobody looks for a newer one whenever a page is made.
        auto_reload=False,
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
        chosen_in_words=chosen_in_words,
        moment=moment_in_words,
        record_in_words=record_in_words,
        difference=wording.difference_in_words,
        voice=wording.voice_in_words,
        act=wording.act_in_words,
        unsure_in_words=unsure_in_words,
        first_day=lambda value: first_day(value).isoformat(),
        last_day=lambda value: last_day(value).isoformat(),
    )
    made.globals.update(unsure_means=UNSURE_MEANS, shift_conditions=CONDITIONS)
    made.tests.update(unsure=is_unsure)
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
