"""Comparison: what many readings show together. Copies, occasions, differences, shifts, conflicts, answers, open questions."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.comparison.answers import Answers
from onrecord.comparison.conflicts import Conflicts
from onrecord.comparison.copies import count_without_text, find_copies, report_of
from onrecord.comparison.differences import Differences
from onrecord.comparison.likeness import Spread, spread_of
from onrecord.comparison.occasions import find_occasions
from onrecord.comparison.parties import Parties
from onrecord.comparison.questions import find_questions
from onrecord.comparison.shifts import find_shifts
from onrecord.comparison.tellings import gather_tellings, positions_held
from onrecord.records import Comparison, Dossier, Reading

__all__ = ["Spread", "compare", "compare_with", "count_without_text"]


def compare(readings: Sequence[Reading], dossier: Dossier | None) -> list[Comparison]:
    """Everything that `readings` show when they are read side by side, the same for any order of them.

    Positions without a holder take no part. Readings without their text take part in all but copies and differences of wording
    (`count_without_text` says how many there are). Without a dossier every holder is a side of its own.
    """
    return compare_with(readings, dossier)[0]


def compare_with(readings: Sequence[Reading], dossier: Dossier | None, spread: Spread | None = None) -> tuple[list[Comparison], Spread]:
    """The same, with words as rare as `spread` says, if given; and with words as rare as they were taken to be."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    parties = Parties(dossier)
    positions = positions_held(ordered)
    copies = find_copies([reading.article for reading in ordered])
    report = report_of(copies)
    spread = spread or spread_of(gather_tellings(positions))
    gathered = find_occasions(positions, parties, spread)
    occasions = [each.occasion for each in gathered]
    rows: list[Comparison] = [
        *copies,
        *occasions,
        *Differences(parties, report).find(ordered, positions, gathered),
        *find_shifts(positions, parties, report),
        *Conflicts(parties, report).find(ordered, positions, occasions),
        *Answers(parties, report).find(ordered, positions),
        *find_questions(positions, report),
    ]
    return rows, spread
