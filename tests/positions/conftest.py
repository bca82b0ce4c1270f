"""A small dispute, and a scene that knows who is named where, so that positions are tested without the other stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from onrecord.language.prose import Prose, Sentence, prepare
from onrecord.positions import find_positions
from onrecord.positions.scenes import Held
from onrecord.records import Actor, Article, Dossier, Position, Span, Statement, Term, Via

TERMS = {
    "open-gates": "Karsia opens the gates of the Sarn dam.",
    "ceasefire": "A ceasefire takes effect along the Halm ridge.",
    "ostmark-withdrawal": "Ostmark withdraws its troops from the Halm ridge.",
    "leave-league": "Ostmark gives up joining the Meridian League.",
    "lift-toll": "Karsia lifts its toll on Ostmark's barges.",
    "monitors": "Outside monitors watch over a ceasefire along the Halm ridge.",
    "prisoners": "Karsia and Ostmark exchange their prisoners.",
    "no-search": "Karsia does not search the ferry.",
}
NAMES = {"Karsia": "karsia", "Dravik": "karsia", "Maddek": "maddek", "Ostmark": "ostmark", "Lenne": "ostmark", "Hellvik": "hellvik"}


class Mention(NamedTuple):
    span: Span
    actor: str | None
    owner: bool


class NamedScene:
    """Knows the names above: the last one before a passage holds it, else the first one in it."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose

    def holder_of(self, sentence: Sentence, start: int, end: int) -> tuple[str | None, Span | None]:
        text = self.prose.title if sentence.field == "title" else self.prose.text
        places = sorted((text.find(name, sentence.start, sentence.end), name) for name in NAMES)
        named = [(place, name) for place, name in places if place >= 0]
        chosen = [pair for pair in named if pair[0] + len(pair[1]) <= start][-1:] or [pair for pair in named if start <= pair[0] < end][:1]
        if not chosen:
            return None, None
        place, name = chosen[0]
        return NAMES[name], self.prose.span(place, place + len(name), sentence.field)

    def mentions_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        text = self.prose.title if sentence.field == "title" else self.prose.text
        places = [(place, name) for name in NAMES if (place := text.find(name, sentence.start, sentence.end)) >= 0]
        ends = [(place, name, place + len(name)) for place, name in sorted(places)]
        return tuple(
            Mention(self.prose.span(place, end, sentence.field), NAMES[name], text[end : end + 1] in ("'", "’")) for place, name, end in ends
        )

    def resolve_all(self, span: Span) -> tuple[str, ...]:
        return tuple(actor for name, actor in NAMES.items() if name in span.text)

    def beside(self, span: Span, actor: str) -> tuple[Mention, ...]:
        text = self.prose.title if span.field == "title" else self.prose.text
        places = [(span.end + len(" and "), name, known) for name, known in NAMES.items() if text.startswith(f" and {name}", span.end)]
        return tuple(
            Mention(self.prose.span(place, place + len(name), span.field), known, owner=False) for place, name, known in places if known != actor
        )

    def go_between(self, source: Span) -> Via:
        return Via(source, next(iter(self.resolve_all(source)), None))

    def held_in(self, evidence: Sequence[Span], statements: Sequence[Statement]) -> tuple[Held, ...]:  # noqa: ARG002  the protocol asks for them
        return ()

    def confirmed(self, chain: tuple[Via, ...], passage: Span, holder: str, statements: Sequence[Statement]) -> tuple[Via, ...]:  # noqa: ARG002  the protocol asks for them
        return chain


class NoDays:
    """A calendar that reads one day: "on Monday" is the 29th of September 2031."""

    def said_on(self, prose: Prose, sentence: Sentence, start: int, end: int, holder: str | None = None) -> str | None:  # noqa: ARG002  the protocol asks for them
        return "2031-09-29" if "on Monday" in prose.words_of(sentence) else None


@pytest.fixture
def dossier() -> Dossier:
    return Dossier(
        id="vel-river",
        title="The Vel river dispute",
        terms=tuple(Term(id=known, proposition=proposition) for known, proposition in TERMS.items()),
        actors=(
            Actor(id="karsia", name="Karsia", kind="government", aliases=("Dravik",)),
            Actor(id="maddek", name="Jorun Maddek", kind="person", aliases=("Maddek",), member_of="karsia"),
            Actor(id="ostmark", name="Ostmark", kind="government", aliases=("Lenne",)),
            Actor(id="hellvik", name="Ansa Hellvik", kind="person", aliases=("Hellvik",), member_of="ostmark"),
        ),
    )


@pytest.fixture
def read(dossier: Dossier) -> Callable[..., tuple[Position, ...]]:
    """Positions of a text; `statements` are (speaker's name, words attributed) pairs that stand in it."""

    def positions_of(text: str, *statements: tuple[str, str], title: str | None = None) -> tuple[Position, ...]:
        prose = prepare(Article(id="a", text=text, title=title))
        found = []
        for number, (name, words) in enumerate(statements):
            source, start = prose.span(text.index(name), text.index(name) + len(name)), text.index(words)
            content = (prose.span(start, start + len(words)),)
            found.append(Statement(id=f"s{number}", mode="indirect", source=source, actor=NAMES[name], content=content))
        return find_positions(prose, dossier, tuple(found), NamedScene(prose), NoDays(), fast=True)

    return positions_of
