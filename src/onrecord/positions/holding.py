"""Who holds what a passage says: the speaker of the words, whoever the speaker tells of, or whoever the outlet tells of."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from onrecord.language.prose import Sentence
from onrecord.positions.stance import Cue, in_reach_before
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Span, Statement, Via

# What one side is told to have done by another: it asked, offered, accepted, decided.
_TOLD_OF_OTHERS = frozenset(["demanding", "wanting", "offering", "accepting", "deciding"])


class Scene(Protocol):
    """What positions need to know of the actors in an article."""

    def holder_of(self, sentence: Sentence, start: int, end: int) -> tuple[str | None, Span | None]:
        """The actor whose act the words `[start, end)` tell, and the words that name it."""
        ...


class Holding(Struct, frozen=True):
    """The actor, the words that name it, the statement (None for an act told by the outlet), and the go-betweens."""

    holder: str
    mention: Span | None
    statement: Statement | None
    via: tuple[Via, ...] = ()


class Holders:
    """The statements and the scene of one article, asked who holds a passage. `sides` maps an actor to its side."""

    def __init__(self, statements: tuple[Statement, ...], scene: Scene, sides: dict[str, str]) -> None:
        self._scene, self._sides = scene, sides
        self._statements = sorted(statements, key=lambda statement: sum(span.end - span.start for span in statement.content))

    def of(self, sentence: Sentence, passage: Passage, cues: list[Cue], word: int) -> Holding | None:
        """Who holds what the word at this place of the passage speaks of; None where that is not known."""
        start, end = passage.starts[word], passage.ends[word]
        statement = self._statement_at(start, sentence)
        if statement is None:
            actor, mention = self._scene.holder_of(sentence, _governing(passage, cues, word), end)
            return Holding(actor, mention, None) if actor else None
        actor, mention = self._scene.holder_of(sentence, start, end)
        if actor and mention and self._tells_of(statement, actor, mention, passage, cues, start):
            passed_on = (*statement.via, Via(statement.source, statement.actor)) if statement.source else statement.via
            return Holding(actor, mention, statement, passed_on)
        return Holding(statement.actor, statement.source, statement, statement.via) if statement.actor else None

    def another_side(self, one: str, other: str) -> bool:
        """Whether two actors stand on different sides."""
        return self._sides.get(one, one) != self._sides.get(other, other)

    def _tells_of(self, statement: Statement, actor: str, mention: Span, passage: Passage, cues: list[Cue], start: int) -> bool:
        """Whether the speaker tells what somebody of another side wants, accepts or refuses ("X said Y had agreed to talks")."""
        if not self.another_side(actor, statement.actor or "") or not _covers(statement, mention.start, mention.field):
            return False
        between = [cue for cue in cues if mention.end <= passage.starts[cue.first] < start]
        telling = [cue for cue in between if cue.has(Kind.OPPOSING) or any(group.name in _TOLD_OF_OTHERS for group in cue.groups)]
        return bool(telling) and not any(group.name == "obliging" for cue in between for group in cue.groups)

    def _statement_at(self, offset: int, sentence: Sentence) -> Statement | None:
        """The statement with the shortest content that holds the character at `offset`."""
        return next((statement for statement in self._statements if _covers(statement, offset, sentence.field)), None)


def _governing(passage: Passage, cues: list[Cue], word: int) -> int:
    """Where the words start that take a side on the word: whoever is told to do that holds it, and not whoever it is asked of."""
    told = [cue for cue in in_reach_before(passage, cues, word, 0) if cue.has(Kind.OPPOSING) or any(group.name in _TOLD_OF_OTHERS for group in cue.groups)]
    return passage.starts[told[0].first] if told else passage.starts[word]


def _covers(statement: Statement, offset: int, field: str) -> bool:
    return any(span.field == field and span.start <= offset < span.end for span in statement.content)
