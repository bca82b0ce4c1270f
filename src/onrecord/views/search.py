"""Search: what was looked for, and what was found, the newest first."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records import Field, JudgedState, Mode, Stance
from onrecord.views.paging import Named
from onrecord.views.passages import Day
from onrecord.views.wording import NOTICES, in_words

Kind = Literal["article", "statement", "position", "silence", "rejected"]

USUAL_KINDS: tuple[Kind, ...] = ("article", "statement", "position")


class Sought(Struct, frozen=True, kw_only=True):
    """What is looked for. `words` are as they were typed; actors and terms are ids; days are partial dates, both inclusive. `machine`: as the
    machine read it, without what people judged.
    """

    words: str = ""
    kinds: tuple[Kind, ...] = USUAL_KINDS
    holder: str | None = None
    side: str | None = None
    term: str | None = None
    stance: Stance | None = None
    mode: Mode | None = None
    outlet: str | None = None
    notice: str | None = None
    judged: JudgedState | Literal["unjudged"] | None = None
    since: str | None = None
    until: str | None = None
    machine: bool = False

    @property
    def anything(self) -> bool:
        """Whether something is looked for at all: words, or what only some things are."""
        return replace(self, words=self.words.strip(), machine=False) != Sought()

    @property
    def narrowed(self) -> bool:
        """Whether more than words is asked for."""
        return replace(self, words="") != Sought()

    def parameters(self, before: int | None = None) -> list[tuple[str, str]]:
        """What stands behind the `?` of the address that finds this again: the same as the page's form sends, without what is empty."""
        kinds = () if self.kinds == USUAL_KINDS else self.kinds
        others = [(name, getattr(self, name)) for name in self.__struct_fields__ if name not in ("words", "kinds", "machine")]
        view = ("view", "machine" if self.machine else None)
        given = [("q", self.words), *(("in", kind) for kind in kinds), *others, view, ("before", before)]
        return [(name, str(value)) for name, value in given if value not in (None, "")]


class SnippetPiece(Struct, frozen=True):
    """Some of a snippet's characters, and whether they are what was looked for."""

    text: str
    marked: bool


class ShownHit(Struct, frozen=True, kw_only=True):
    """Something that was found. `start` and `end` place what the snippet shows in the article's `field`.

    `anchor` names the place of the whole passage on the article's page here, None for what has none: an article's own words. These a browser
    finds by `fragment`, the end of an address. `live` is the address of the words on the outlet's page, where it has one.
    `confidence` is the chance that a position is right; None for what is none, or was rejected.
    """

    kind: Kind
    day: Day
    holder: str | None
    name: str | None
    term: str | None
    stance: Stance | None
    mode: Mode | None
    judged: JudgedState | None
    confidence: float | None
    article: str
    outlet: str | None
    title: str | None
    published: str | None
    start: int
    end: int
    field: Field
    anchor: str | None
    fragment: str
    live: str | None
    snippet: tuple[SnippetPiece, ...]

    @property
    def words(self) -> str:
        """The snippet as plain text."""
        return "".join(piece.text for piece in self.snippet)


def _named(**words: str) -> tuple[Named, ...]:
    return tuple(Named(name, told) for name, told in words.items())


class SearchChoices(Struct, frozen=True):
    """What can be chosen from: actors and terms of the record, and what is the same in every record."""

    holders: tuple[Named, ...]
    sides: tuple[Named, ...]
    terms: tuple[Named, ...]
    kinds: tuple[Named, ...] = _named(
        article="articles", statement="statements", position="positions", silence="silences", rejected="rejected positions"
    )
    stances: tuple[Named, ...] = _named(**{"for": "for", "conditional": "for, if a condition is met", "against": "against", "undecided": "open"})
    modes: tuple[Named, ...] = _named(
        direct="in quotation marks", mixed="partly in quotation marks", indirect="in other words", narrated="as something done"
    )
    states: tuple[Named, ...] = _named(
        accepted="accepted", corrected="corrected", added="added", disputed="disputed", rejected="rejected", unjudged="not judged"
    )
    notices: tuple[Named, ...] = tuple(Named(kind, in_words(kind)) for kind in NOTICES)


class Search(Struct, frozen=True):
    """What was found. `older` is what to ask for `before` to go on, where there is more; `before` what this was asked with."""

    sought: Sought
    choices: SearchChoices
    hits: tuple[ShownHit, ...]
    before: int | None
    older: int | None
