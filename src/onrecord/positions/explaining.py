"""Why a passage was read as a position: what spoke for it and against it, and what other terms the same words come near to."""

from __future__ import annotations

from msgspec import Struct

from onrecord.positions.finding import Finder
from onrecord.positions.judging import Weighing, stance_of
from onrecord.positions.questions import STANCES
from onrecord.positions.weighing import chance
from onrecord.records import Position, Span, Stance

# In words that go after "because": of each sign, what it means where it adds points.
MEANING = {
    "taken": "the model reads the sentence as taking a side on this term",
    "stance sure": "the model is sure of this very stance",
    "prospect": "the sentence and the term share words, or have like ones",
    "rules": "the rules see the term's words with words that take a side",
    "no rule": "the rules do not see the term here",
    "stated": "the words are attributed to a speaker",
    "passed on": "somebody tells it of another",
    "person": "the holder is one person",
    "title": "it stands in the headline",
    "named": "the model sees the holder named as the one who takes the side",
    "cued": "words that take a side stand in the sentence",
    "likely holder": "whoever else the sentence names, this side most likely holds it",
    "direct": "the words are quoted word for word",
    "evidence": "the model marks words as what shows it",
    "always": "where every pair begins",
}


class Reason(Struct, frozen=True):
    """What one sign adds to the log-odds (see MEANING)."""

    sign: str
    points: float


class OtherTerm(Struct, frozen=True):
    """Another term that the model read the same sentence with, and the chance that the sentence is a position on it."""

    term: str
    chance: float


class Explanation(Struct, frozen=True):
    """One passage of a position: who may hold it, the chance that it is one, each stance's share, the signs, and other terms, nearest first."""

    passage: Span
    holder: str
    chance: float
    stance: Stance
    stances: dict[str, float]
    reasons: tuple[Reason, ...]
    others: tuple[OtherTerm, ...]


def explain_with(finder: Finder, position: Position) -> tuple[Explanation, ...]:
    """An explanation for each passage of a position that the reader weighed; none for what it did not look at."""
    weighed = list(finder.weighings())
    found = []
    for passage in position.evidence:
        here = [one for sentence, one in weighed if sentence.field == passage.field and sentence.start < passage.end and sentence.end > passage.start]
        own = [one for one in here if one.case.term == position.term]
        if own:
            best = max(own, key=lambda one: (one.case.holding.holder == position.holder, one.odds))
            found.append(_explanation(passage, best, [one for one in here if one.case.term != position.term]))
    return tuple(found)


def _explanation(passage: Span, weighing: Weighing, others: list[Weighing]) -> Explanation:
    points = {sign: amount for sign, amount in weighing.points.items() if round(amount, 2)}
    nearest: dict[str, float] = {}
    for other in others:
        nearest[other.case.term] = max(nearest.get(other.case.term, 0.0), round(chance(other.odds), 3))
    return Explanation(
        passage=passage,
        holder=weighing.case.holding.holder,
        chance=round(chance(weighing.odds), 3),
        stance=stance_of(weighing.answer, weighing.case.by_rules),
        stances={stance: round(float(share), 3) for stance, share in zip(STANCES, weighing.answer.stances, strict=True)},
        reasons=tuple(Reason(sign, round(amount, 2)) for sign, amount in sorted(points.items(), key=lambda item: -abs(item[1]))),
        others=tuple(OtherTerm(term, share) for term, share in sorted(nearest.items(), key=lambda item: (-item[1], item[0]))),
    )
