"""Open questions: terms that those who speak to them leave open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.comparison.trail import ASKS, COPY, DEPENDS, TITLE, Trailed
from onrecord.identity import digest
from onrecord.records import Question


def find_questions(trail: Iterable[Trailed]) -> list[Question]:
    """Terms that at least half of those who speak to them leave open, and terms that somebody asks about.

    A holder leaves a term open by an undecided position that no other stance of the same holder goes with or follows.
    """
    by_term: dict[str, dict[str, list[Trailed]]] = defaultdict(lambda: defaultdict(list))
    for one in trail:
        if speaks(one):
            by_term[one.term][one.holder].append(one)
    questions = (question_of(term, {holder: left_open(own) for holder, own in by_holder.items()}) for term, by_holder in sorted(by_term.items()))
    return [question for question in questions if question]


def speaks(one: Trailed) -> bool:
    """Whether a position counts as its holder's speaking to its term."""
    return not one.has(TITLE | COPY | DEPENDS)


def left_open(own: Sequence[Trailed]) -> list[Trailed]:
    """A holder's undecided positions that no other stance goes with or follows, as far as the days are known."""
    taken = max((one.day for one in own if one.stance != "undecided"), default=-1)
    return [one for one in own if one.stance == "undecided" and one.day > max(taken, 0)]


def question_of(term: str, by_holder: Mapping[str, Sequence[Trailed]]) -> Question | None:
    """The question that a term is, given what each of those who speak to it leaves open of it."""
    shown = [one for undecided in by_holder.values() for one in undecided]
    if 2 * sum(map(bool, by_holder.values())) < len(by_holder):
        shown = [one for one in shown if one.has(ASKS)]
    if not shown:
        return None
    references = tuple(one.reference() for one in sorted(shown, key=Trailed.order))
    name = digest("question", term, *(part for one in references for part in (one.article, one.position)))
    return Question(id=name, term=term, positions=references)
