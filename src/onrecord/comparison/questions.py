"""Open questions: terms that those who speak to them leave open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.comparison.tellings import Held
from onrecord.identity import digest
from onrecord.records import Question


def find_questions(positions: Sequence[Held], report_of: Mapping[str, str]) -> list[Question]:
    """Terms that at least half of those who speak to them leave open, and terms that somebody asks about.

    A holder leaves a term open by an undecided position that no other stance of the same holder goes with or follows.
    """
    by_term: dict[str, dict[str, list[Held]]] = defaultdict(lambda: defaultdict(list))
    for held in positions:
        if report_of.get(held.article.id, held.article.id) == held.article.id and not held.in_title():
            by_term[held.position.term][held.holder].append(held)
    found = []
    for term, by_holder in sorted(by_term.items()):
        left_open = {holder: undecided for holder, own in sorted(by_holder.items()) if (undecided := _left_open(own))}
        shown = [held for undecided in left_open.values() for held in undecided]
        if 2 * len(left_open) < len(by_holder):
            shown = [held for held in shown if _asks(held)]
        if shown:
            references = tuple(held.reference() for held in sorted(shown, key=Held.order))
            name = digest("question", term, *(part for one in references for part in (one.article, one.position)))
            found.append(Question(id=name, term=term, positions=references))
    return found


def _left_open(own: Sequence[Held]) -> list[Held]:
    """A holder's undecided positions that no other stance goes with or follows, as far as the days are known."""
    taken = max((_latest(held) for held in own if held.position.stance != "undecided"), default=date.min)
    return [held for held in own if held.position.stance == "undecided" and _latest(held) > taken]


def _latest(held: Held) -> date:
    return held.days.last or held.days.first or date.min


def _asks(held: Held) -> bool:
    return any("?" in span.text for span in held.position.evidence)
