"""The people of an invented quarrel between two lands over a river, and ways to ask about a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.actors import Cast, Scene
from onrecord.language.prose import Prose, prepare
from onrecord.records import Actor, Article, Dossier, Span

ACTORS = (
    Actor(id="karsia", name="Karsia", kind="government", aliases=("Karsia", "Velburg", "the Karsian government")),
    Actor(id="ostmark", name="Ostmark", kind="government", aliases=("Ostmark", "the Hill House")),
    Actor(id="morn", name="Ada Morn", kind="person", aliases=("Ada Morn", "Ms. Morn", "President Ada Morn"), member_of="karsia"),
    Actor(id="brandt", name="Tomas Brandt", kind="person", aliases=("Tomas Brandt",), member_of="ostmark"),
    Actor(id="dell", name="Ivo Dell", kind="person", aliases=("Ivo Dell", "Foreign Minister Ivo Dell"), member_of="ostmark"),
    Actor(id="council", name="River Council", kind="organisation", aliases=("the Vel River Council",)),
    Actor(id="farmers", name="Delta farmers", kind="group", aliases=("delta farmers", "farmers", "the growers")),
    Actor(id="morn-office", name="Office of the president", kind="organisation", aliases=("Morn's office",), member_of="karsia"),
)


class Asked:
    """One text with its scene."""

    def __init__(self, cast: Cast, text: str, title: str | None) -> None:
        self.text = text
        self.prose: Prose = prepare(Article(id="a", text=text, title=title))
        self.scene: Scene = cast.scene(self.prose)

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words), words)

    def who(self, words: str, nth: int = 0) -> str | None:
        return self.scene.resolve(self.span(words, nth))

    def holder(self, words: str) -> str | None:
        span = self.span(words)
        sentence = self.prose.sentence_at(span.start)
        assert sentence is not None
        return self.scene.holder_of(sentence, span.start, span.end)[0]


@pytest.fixture(scope="session")
def cast() -> Cast:
    return Cast(Dossier(id="vel", title="Water of the Vel", terms=(), actors=ACTORS))


@pytest.fixture
def ask(cast: Cast) -> Callable[..., Asked]:
    def asked(text: str, title: str | None = None) -> Asked:
        return Asked(cast, text, title)

    return asked
