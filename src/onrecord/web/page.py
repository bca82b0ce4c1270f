"""What a kind of page is: where it stands and what it shows. Its forms (HTML, JSON, CSV, Markdown) are made from the same view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from starlette.exceptions import HTTPException

from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger import Ledger
from onrecord.records import Dossier
from onrecord.views.matrix import By
from onrecord.web.visitor import Visitor

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Parameter:
    """Something that may stand behind the `?` of an address. `words` tell what it does; `choices` are all that it may be, where there are few."""

    name: str
    words: str
    kind: Literal["text", "day", "number"] = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a page is asked for: by whom, of which ledger and dossier, with the parts of its path and its parameters, unquoted."""

    ledger: Ledger
    dossier: Dossier
    path: Mapping[str, str]
    query: Mapping[str, str]
    visitor: Visitor

    def choice(self, name: str, choices: tuple[str, ...], otherwise: str) -> str:
        """A parameter that is one of these, or was not given."""
        given = self.query.get(name, otherwise)
        if given not in choices:
            raise HTTPException(400, f"{name} is one of: {', '.join(choices)}.")
        return given

    def by(self) -> By:
        """Whether actors are asked for, or sides."""
        return "side" if self.choice("by", ("actor", "side"), "actor") == "side" else "actor"

    def day(self, name: str) -> str | None:
        """A parameter that is a day, month or year; None where it was not given, or is empty as forms leave it."""
        given = self.query.get(name, "").strip()
        if given and not is_partial_date(given):
            raise HTTPException(400, f"{name} is a day, month or year: 2032-03-04, 2032-03 or 2032.")
        return given or None

    def number(self, name: str, *, lowest: int, highest: int, otherwise: int | None = None) -> int | None:
        """A parameter that is a whole number within these bounds."""
        given = self.query.get(name, "").strip()
        if not given:
            return otherwise
        number = int(given) if given.isascii() and given.isdecimal() and len(given) <= len(str(highest)) else -1
        if not lowest <= number <= highest:
            raise HTTPException(400, f"{name} is a whole number from {lowest} to {highest}.")
        return number


@dataclass(frozen=True)
class Page:
    """One kind of page.

    `path` is its address, with the parts that vary in braces, without the ending that asks for another form (`.json`, `.csv`, `.md`).
    `words` say in one sentence what it shows, `shows` is the type of the view, and `make` makes it: None where there is no such thing.
    `rows` are its rows for a CSV file, `markdown` is its text with a footnote for every passage; None where it has no such form.
    """

    path: str
    words: str
    template: str
    shows: Any
    make: Callable[[Asked], Any]
    parameters: tuple[Parameter, ...] = ()
    rows: Callable[[Any], Rows] | None = None
    markdown: Callable[[Any], str] | None = None
