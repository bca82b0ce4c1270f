"""Readings of an invented dispute: Karsia holds back the Vel river, Ostmark has troops on the Halm ridge."""

from __future__ import annotations

from typing import Any, Protocol

import pytest

from onrecord.records import Actor, Article, Condition, Dossier, Position, Reading, Silence, Span, Term


class Write(Protocol):
    """Makes a reading: the article's fields by name, its positions as dictionaries whose `says` is a passage of the text or title."""

    def __call__(self, name: str, text: str, *positions: dict[str, Any], **fields: Any) -> Reading: ...


def span_of(words: str, text: str, title: str | None = None) -> Span:
    if words in text:
        return Span(text.index(words), text.index(words) + len(words), words)
    assert title is not None
    return Span(title.index(words), title.index(words) + len(words), words, "title")


@pytest.fixture
def write() -> Write:
    def writing(name: str, text: str, *positions: dict[str, Any], **fields: Any) -> Reading:
        silences = tuple(Silence(actor, (term,), (span_of(words, text),)) for actor, term, words in fields.pop("silences", ()))
        article = Article(id=name, text=text, **fields)
        made = tuple(_position(f"{name}-{number}", article, text, **dict(given)) for number, given in enumerate(positions))
        return Reading(article=article, positions=made, silences=silences)

    return writing


def _position(name: str, article: Article, text: str, *, says: str, **given: Any) -> Position:
    passage = span_of(says, text, article.title)
    unless = given.pop("unless", None)
    conditions: tuple[Condition, ...] = ()
    if unless:
        place = span_of(unless[0], text)
        conditions = (Condition(place.start, place.end, place.text, term=unless[1]),)
    return Position(id=name, evidence=(passage,), conditions=conditions, confidence=1.0, **({"mode": "indirect"} | given))


@pytest.fixture
def dossier() -> Dossier:
    return Dossier(
        id="vel",
        title="The Vel river",
        terms=(
            Term(id="ceasefire", proposition="A ceasefire takes effect along the Halm ridge."),
            Term(id="open-gates", proposition="Karsia opens the gates of the Sarn dam."),
            Term(id="withdrawal", proposition="Ostmark withdraws its troops from the Halm ridge."),
            Term(id="monitors", proposition="Outside monitors watch over a ceasefire."),
        ),
        actors=(
            Actor(id="karsia", name="Karsia", kind="government", aliases=("Dravik",), side=True),
            Actor(id="maddek", name="Jorun Maddek", kind="person", aliases=("Maddek",), member_of="karsia"),
            Actor(id="ostmark", name="Ostmark", kind="government", aliases=("Lenne",), side=True),
            Actor(id="hellvik", name="Ansa Hellvik", kind="person", aliases=("Hellvik",), member_of="ostmark"),
            Actor(id="moderates", name="Assembly moderates", kind="group", member_of="ostmark"),
        ),
    )
