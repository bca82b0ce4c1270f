"""What positions need to know of the people and bodies in an article; whoever finds them there offers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from onrecord.language.prose import Sentence
from onrecord.records import Span, Statement, Via


class Mention(Protocol):
    """Words that name an actor; `owner` where they only own what follows ("Ostmark's")."""

    @property
    def span(self) -> Span: ...
    @property
    def actor(self) -> str | None: ...
    @property
    def owner(self) -> bool: ...


class Held(Protocol):
    """An actor (None for somebody the dossier does not know), the words that name it, the go-betweens, and the statement if words are attributed."""

    @property
    def actor(self) -> str | None: ...
    @property
    def mention(self) -> Span | None: ...
    @property
    def via(self) -> tuple[Via, ...]: ...
    @property
    def statement(self) -> Statement | None: ...


class Scene(Protocol):
    """What positions need to know of the actors in an article."""

    def mentions_in(self, sentence: Sentence) -> Sequence[Mention]:
        """Who is named in a sentence, in order."""
        ...

    def holder_of(self, sentence: Sentence, start: int, end: int) -> tuple[str | None, Span | None]:
        """The actor whose act the words `[start, end)` tell, and the words that name it."""
        ...

    def resolve_all(self, span: Span) -> tuple[str, ...]:
        """Every actor that a phrase names side by side ("Morn and Ostmark")."""
        ...

    def beside(self, span: Span, actor: str) -> Sequence[Mention]:
        """Everybody else whom the words name side by side with an actor that a phrase names."""
        ...

    def go_between(self, source: Span) -> Via:
        """The source of a statement as somebody who passes words on: who it is, and whether it is left without a name."""
        ...

    def held_in(self, evidence: Sequence[Span], statements: Sequence[Statement]) -> Sequence[Held]:
        """Who holds what the passages say, surest first."""
        ...

    def confirmed(self, chain: tuple[Via, ...], passage: Span, holder: str, statements: Sequence[Statement]) -> tuple[Via, ...]:
        """The likely go-betweens of a passage, by name; nobody passes on his own words."""
        ...
