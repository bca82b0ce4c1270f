"""Conflicts as they are found: what they are between, how they weigh, and why they are told, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, clearest
from onrecord.comparison.voices import differ, voice_of
from onrecord.identity import digest
from onrecord.records import ArticleSpan, Conflict, PositionReference

Kind = Literal["within-article", "between-articles", "within-holder"]

# Severity sorts conflicts; it is no probability. For and against cannot both hold; what others claim of a holder is less than what it says. Reports
# of one utterance that differ weigh more than reports of one day, and the holder's own quoted words more than a paraphrase. What is read with no
# confidence at all weighs half of what is read surely.
OPPOSITE = 0.7
CLAIMED = 0.65
UNSURE = 0.5
SAME_OCCASION = 0.2
OWN_WORDS = 0.1

TAKES = {"for": "is for", "against": "is against", "conditional": "sets conditions for", "undecided": "has not decided on"}


class Found(Struct, frozen=True):
    """A conflict before it is a row."""

    kind: Kind
    holder: str
    term: str | None
    held: tuple[Held, ...]
    severity: float
    why: str
    spans: tuple[ArticleSpan, ...]

    def row(self) -> Conflict:
        """The conflict, named by what it is between."""
        references: tuple[PositionReference, ...] = tuple(held.reference() for held in self.held)
        places = [part for passage in self.spans for part in (passage.article, passage.span.field, passage.span.start, passage.span.end)]
        return Conflict(
            id=digest("conflict", self.kind, self.holder, self.term or "", *places),
            type=self.kind,
            holder=self.holder,
            term=self.term,
            positions=references,
            spans=self.spans,
            severity=self.severity,
            why=self.why,
        )


class Finder:
    """Puts together what is found between positions of one holder on one term."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def between(self, kind: Kind, held: Sequence[Held], severity: float, why: str) -> Found:
        """A conflict between some positions, each with its clearest passage."""
        spans = tuple(ArticleSpan(one.article.id, clearest([one])) for one in held)
        return Found(kind, held[0].holder, held[0].position.term, tuple(held), weighed(severity, held), why, spans)

    def opposite(self, kind: Kind, pair: tuple[Held, Held], more: float, where: str) -> Found:
        """A pair for and against: between what others claim and what the holder says, or between two reports of what it says."""
        told_apart = differ(*pair, self._parties)
        severity = (CLAIMED if told_apart else OPPOSITE) + more + own_words(pair)
        return self.between(kind, pair, severity, self._why_both(pair, where, told_apart=told_apart))

    def takes(self, held: Held) -> str:
        """What a position says, in words: "Karsia is against “Karsia opens the gates”"."""
        return f"{self._parties.name(held.holder)} {TAKES[held.position.stance]} “{self._parties.proposition(held.position.term)}”"

    def _why_both(self, pair: tuple[Held, Held], where: str, *, told_apart: bool) -> str:
        name, proposition = self._parties.name(pair[0].holder), self._parties.proposition(pair[0].position.term)
        says = "says" if where.startswith("The") else "say"
        if not told_apart:
            return f"{where} {says} both that {name} is for “{proposition}” and that it is against."
        sources = [self._source(held) for held in pair]
        return f"{where} {says} both that {name} is for “{proposition}”, {sources[0]}, and that it is against, {sources[1]}."

    def _source(self, held: Held) -> str:
        """On whose word a position is told."""
        if voice_of(held, self._parties) != "others":
            return "as the report tells" if held.position.mode == "narrated" else f"as {self._parties.name(held.holder)} says"
        nearest = held.position.via[-1]
        return f"as {self._parties.name(nearest.actor) if nearest.actor else nearest.span.text} says"


def weighed(severity: float, held: Iterable[Held]) -> float:
    """How severe a conflict is, given how surely its positions are read."""
    sureness = UNSURE + (1 - UNSURE) * min((one.position.confidence for one in held), default=1.0)
    return round(min(severity * sureness, 1.0), 2)


def own_words(pair: Iterable[Held]) -> float:
    """What it adds that both are quoted."""
    return OWN_WORDS if all(held.position.mode == "direct" for held in pair) else 0.0
