"""Shifts, conflicts and questions where articles came in: found anew for the holders and terms that these tell something of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from onrecord.comparison.conflicts import Conflicts
from onrecord.comparison.kept import Change, Kept, Place, change_between
from onrecord.comparison.parties import Parties
from onrecord.comparison.questions import find_questions
from onrecord.comparison.regathering import Regathered
from onrecord.comparison.shifts import find_shifts
from onrecord.comparison.tellings import Held, positions_held
from onrecord.records import Conflict, Occasion, Question, Reading


class Touched:
    """The places (holder and term) on which articles that came in tell something, or told something before.

    What there is of a place hangs on all its positions, and of a term on all its places: these are asked for, and nothing else.
    """

    def __init__(self, kept: Kept, dossier_id: str | None, parties: Parties, came: Mapping[str, Reading], places: Collection[Place]) -> None:
        self._kept = kept
        self._dossier_id = dossier_id
        self._parties = parties
        self._came = came
        self._places = set(places) | {_place(held) for held in positions_held(came.values())}

    def changes(self, regathered: Regathered) -> list[Change]:
        """What changes, with the occasions as they are now."""
        of_occasions = {(one.holder or "", one.term or "") for occasion in regathered.changed() for one in occasion.positions}
        places = self._places | {place for place in of_occasions if all(place)}
        positions, reports = self._held(places)
        touched = [held for held in positions if _place(held) in self._places]
        shifts = find_shifts(touched, self._parties, reports)
        changes = [change_between(self._kept.findings_at(self._dossier_id, self._places, "shift"), shifts)]
        conflicts = Conflicts(self._parties, reports)
        return [*changes, self._between(conflicts, positions, places, regathered), self._inside(conflicts), self._questions(touched, reports)]

    def _held(self, places: Collection[Place]) -> tuple[list[Held], dict[str, str]]:
        """All positions on these places, and which articles stand for which."""
        articles = self._kept.articles_on(self._dossier_id, places) | self._came.keys()
        positions = positions_held(self._kept.positions_named(self._dossier_id, articles))
        return [held for held in positions if _place(held) in places], self._kept.reports_of(self._dossier_id, articles)

    def _between(self, conflicts: Conflicts, positions: Sequence[Held], places: Collection[Place], regathered: Regathered) -> Change:
        gone = {one.id for one in regathered.before}
        there = [row for row in self._kept.occasions_on(self._dossier_id, places) if isinstance(row, Occasion) and row.id not in gone]
        before = self._kept.findings_at(self._dossier_id, places, "conflict")
        after = conflicts.between(positions, [*there, *(one.occasion for one in regathered.after)])
        return change_between([row for row in before if isinstance(row, Conflict) and row.type != "within-article"], after)

    def _inside(self, conflicts: Conflicts) -> Change:
        before = self._kept.findings_naming(self._dossier_id, self._came.keys(), "conflict")
        after = conflicts.inside(self._came.values(), positions_held(self._came.values()))
        return change_between([row for row in before if isinstance(row, Conflict) and row.type == "within-article"], after)

    def _questions(self, touched: Sequence[Held], reports: Mapping[str, str]) -> Change:
        terms = {term for _, term in self._places}
        before = [row for row in self._kept.questions_on(self._dossier_id, terms) if isinstance(row, Question)]
        counted = [held for held in touched if reports.get(held.article.id, held.article.id) == held.article.id and not held.in_title()]
        anew = {term for holder, term in self._places if self._may_leave_open(holder, term, before, counted)}
        places = {place for place in self._kept.position_counts(self._dossier_id) if place[1] in anew and place[0]}
        positions, reports = self._held(places) if places else ([], {})
        return change_between([row for row in before if row.term in anew], find_questions(positions, reports))

    def _may_leave_open(self, holder: str, term: str, before: Sequence[Question], counted: Sequence[Held]) -> bool:
        """Whether what a holder leaves open on a term may have changed, or whether it speaks to it at all."""
        here = [held for held in counted if _place(held) == (holder, term)]
        told = any(one.holder == holder for row in before if row.term == term for one in row.positions)
        spoke = any(held.article.id not in self._came for held in here)
        return told or not spoke or any(held.position.stance == "undecided" for held in here)


def _place(held: Held) -> Place:
    return held.holder, held.position.term
