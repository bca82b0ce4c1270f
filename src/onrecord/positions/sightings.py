"""A sentence with all in it that a position may be made of."""

from __future__ import annotations

from msgspec import Struct

from onrecord.language.prose import Sentence
from onrecord.positions.agents import Named
from onrecord.positions.conditions import Clause
from onrecord.positions.cues import Cue
from onrecord.positions.matching import Match
from onrecord.positions.pairs import Look
from onrecord.positions.vocabulary import Passage


class Sighting(Struct, frozen=True):
    """A sentence with the terms that it may speak to, the words that take sides, and its conditional clauses."""

    sentence: Sentence
    passage: Passage
    matches: tuple[Match, ...]
    cues: list[Cue]
    clauses: list[Clause]
    named: list[Named]
    looks: dict[str, Look]

    def score_of(self, term: str) -> float:
        """How well the sentence matches a term."""
        return next((match.score for match in self.matches if match.topic.term == term), 0.0)

    def alongside(self, clause: Clause | None) -> list[Match]:
        """The matches whose most telling word stands in this clause, or in none: a condition and what depends on it are two things said."""
        return [match for match in self.matches if self.clause_at(match.anchors[0].word) == clause]

    def clause_at(self, word: int) -> Clause | None:
        """The conditional clause that a word stands in."""
        return next((clause for clause in self.clauses if clause.opened <= self.passage.starts[word] < clause.end), None)
