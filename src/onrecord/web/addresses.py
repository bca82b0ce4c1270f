"""Where things are found on the web pages. Ids are quoted, for an article's id may hold slashes and anything else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode

from msgspec.structs import asdict

from onrecord.views.marks import SURELY_FIRST
from onrecord.views.matrix import By, Choice
from onrecord.views.paging import Chosen
from onrecord.views.rendering import cell_id
from onrecord.views.sources import Sources

# Browsers take these for "here" and "one up" even when quoted, so they cannot stand in a path.
_STEPS = frozenset({".", ".."})
# The place of a passage of a text, as `onrecord.views.passages.anchor_of` names it.
_BEGINNING = re.compile(r"c(\d+)-")


class Addresses:
    """The addresses of the web pages."""

    def matrix(self, by: By = "actor", choice: Choice | None = None) -> str:
        """The matrix, of what is chosen where anything is."""
        query = urlencode([*([("by", by)] if by == "side" else []), *(_choice(choice) if choice else [])], errors="replace")
        return f"/?{query}" if query else "/"

    def cell(self, holder: str, term: str, by: By = "actor") -> str:
        """A cell of the matrix."""
        return f"{self.matrix(by)}#{_quoted(cell_id(holder, term))}"

    def trail(self, holder: str, term: str, by: By = "actor") -> str:
        """The trail behind a cell of the matrix."""
        return f"/trail/{_quoted(holder)}/{_quoted(term)}{'?by=side' if by == 'side' else ''}"

    def term(self, term: str) -> str:
        """The page of a term."""
        return f"/term/{_quoted(term)}"

    def actor(self, actor: str) -> str:
        """The page of an actor."""
        return f"/actor/{_quoted(actor)}"

    def article(self, article: str) -> str:
        """The page of an article."""
        return f"/article?id={_quoted(article)}" if article in _STEPS or not article else f"/article/{_quoted(article)}"

    def passage(self, article: str, anchor: str) -> str:
        """A passage on the page of an article; of a long one, on the page of its part."""
        page, begins = self.article(article), _BEGINNING.match(anchor)
        if begins and int(begins[1]) >= SURELY_FIRST:
            page += f"{'&' if '?' in page else '?'}at={begins[1]}"
        return f"{page}#{_quoted(anchor)}"

    def today(self) -> str:
        """What is new."""
        return "/today"

    def shifts(self, chosen: Chosen | None = None, page: int = 1) -> str:
        """The list of shifts, of what is chosen where anything is."""
        return _list("/shifts", chosen, page)

    def conflicts(self, chosen: Chosen | None = None, page: int = 1) -> str:
        """The list of conflicts, of what is chosen where anything is."""
        return _list("/conflicts", chosen, page)

    def answers(self, chosen: Chosen | None = None, page: int = 1) -> str:
        """The list of offers with the answers to them, of what is chosen where anything is."""
        return _list("/answers", chosen, page)

    def occasions(self, chosen: Chosen | None = None, page: int = 1) -> str:
        """The list of occasions, of what is chosen where anything is."""
        return _list("/occasions", chosen, page)

    def occasion(self, occasion: str) -> str:
        """The page of an occasion."""
        return f"/occasion/{_quoted(occasion)}"

    def sources(self, page: int = 1, family_page: int = 1) -> str:
        """Outlets, copies and articles."""
        return _with("/sources", {"page": page if page > 1 else None, "copies": family_page if family_page > 1 else None})

    def outlet(self, name: str | None, page: int = 1) -> str:
        """What is on record of an outlet; of articles that name none, where there is no name."""
        return _with("/sources", {"outlet": name or None, "unnamed": None if name else "yes", "page": page if page > 1 else None})

    def citing(self, cited: str, outlet: str | None = None, page: int = 1, *, unnamed: bool = False) -> str:
        """The articles that tell something on the word of an outlet or agency; those of one outlet, where given."""
        told = {"cites": cited, "outlet": outlet or None, "unnamed": "yes" if unnamed else None, "page": page if page > 1 else None}
        return _with("/sources", told)

    def articles(self, shown: Sources, page: int) -> str:
        """Another page of the same list of articles."""
        told = {
            "outlet": shown.outlet or None,
            "unnamed": "yes" if shown.outlet == "" else None,
            "cites": shown.cites,
            "since": shown.chosen.since,
            "after": shown.chosen.after,
            "copies": shown.family_page if shown.family_page > 1 else None,
            "page": page if page > 1 else None,
        }
        return f"{_with('/sources', told)}#articles"

    def arrivals(self, chosen: Chosen) -> str:
        """The articles that are new."""
        return _with("/sources", {"since": chosen.since, "after": chosen.after})

    def search(self) -> str:
        """The search page."""
        return "/search"

    def place(self, article: str, anchor: str) -> str:  # noqa: ARG002  one page shows one article
        """The id that the element at that place bears."""
        return anchor

    def review(self, article: str = "", position: str = "") -> str:
        """Where positions are judged, one after the other, or this one."""
        return f"/review?article={_quoted(article)}&position={_quoted(position)}" if position else "/review"

    def dossier(self) -> str:
        """The actors and terms of the dispute."""
        return "/dossier"


def _list(path: str, chosen: Chosen | None, page: int) -> str:
    return _with(path, {**(asdict(chosen) if chosen else {}), "page": page if page > 1 else None})


def _with(path: str, told: Mapping[str, object]) -> str:
    query = urlencode({name: value for name, value in told.items() if value is not None}, errors="replace")
    return f"{path}?{query}" if query else path


def _choice(choice: Choice) -> list[tuple[str, str]]:
    """A choice as the parameters of the matrix, without those that are left open."""
    one = {
        "sort": "" if choice.sort == "dossier" else choice.sort,
        "kind": choice.kind,
        "stance": choice.stance,
        "changed": "yes" if choice.changed else "",
        "since": choice.since,
        "until": choice.until,
    }
    return [
        *((name, value) for name, value in one.items() if value),
        *(("side", side) for side in choice.sides),
        *(("term", term) for term in choice.terms),
    ]


@lru_cache(1_000)
def _quoted(name: str) -> str:
    return quote(name, safe="", errors="replace")
