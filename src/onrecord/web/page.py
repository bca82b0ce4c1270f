"""What a kind of page is: where it stands and what it shows. Its forms (HTML, JSON, CSV, Markdown) are made from the same view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger import Ledger
from onrecord.records import Dossier
from onrecord.views.charts import Sheet
from onrecord.views.citing import Citation
from onrecord.views.matrix import By
from onrecord.views.tables import Table
from onrecord.web.visitor import Visitor

Form = Literal["html", "json", "csv", "md"]


@dataclass(frozen=True)
class Parameter:
    """Something that may stand behind the `?` of an address. `words` tell what it does; `choices` are all that it may be, where there are few.

    `several`: it may be given more than once.
    """

    name: str
    words: str
    kind: Literal["text", "day", "number"] = "text"
    choices: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True)
class Asked:
    """What a page is asked for: by whom, of which ledger and dossier, in which form, with the parts of its path and its parameters, unquoted."""

    ledger: Ledger
    dossier: Dossier
    path: Mapping[str, str]
    query: QueryParams
    visitor: Visitor
    form: Form = "html"

    def several(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter that may be given more than once, as boxes that are ticked are; empty ones left out."""
        return tuple(dict.fromkeys(given for given in self.query.getlist(name) if given))

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
    `rows` is its table for a CSV file, `markdown` makes its text with a footnote for every passage; None where it has no such form.
    `sheet` lays it out as a picture, which then stands at its address with `.svg` and `.png`.
    A page that was made is shown to whoever asks in the same role and name: only a `personal` one may tell when its visitor was last here.
    """

    path: str
    words: str
    template: str
    shows: Any
    make: Callable[[Asked], Any]
    parameters: tuple[Parameter, ...] = ()
    rows: Table[Any] | None = None
    markdown: Callable[[Any, Citation], str] | None = None
    personal: bool = False
    sheet: Callable[[Any], Sheet] | None = None
