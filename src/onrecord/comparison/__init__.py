"""Comparison: what many readings show together. Copies, occasions, differences, shifts, conflicts, answers, open questions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

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
from onrecord.comparison.told import Weights, kept_tellings
from onrecord.comparison.trail import Trailed, trail_of
from onrecord.records import Comparison, Dossier, Reading

__all__ = ["Spread", "compare", "compare_with", "count_without_text"]


def compare(readings: Sequence[Reading], dossier: Dossier | None) -> list[Comparison]:
    """Everything that `readings` show when they are read side by side, the same for any order of them.

    Positions without a holder take no part. Readings without their text take part in all but copies and differences of wording
    (`count_without_text` says how many there are). Without a dossier every holder is a side of its own.
    """
    return compare_with(readings, dossier).rows


class Compared(Struct, frozen=True):
    """What readings show, with words as rare as `spread` says, and what articles that come in later are compared with."""

    rows: list[Comparison]
    spread: Spread
    trail: list[Trailed]
    told: dict[str, bytes]


def compare_with(readings: Sequence[Reading], dossier: Dossier | None, spread: Spread | None = None) -> Compared:
    """The same, with words as rare as `spread` says, if given."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    parties = Parties(dossier)
    positions = positions_held(ordered)
    copies = find_copies([reading.article for reading in ordered])
    report = report_of(copies)
    tellings = gather_tellings(positions)
    spread = spread or spread_of(tellings)
    gathered = find_occasions(positions, parties, spread)
    occasions = [each.occasion for each in gathered]
    answers, by_name = Answers(parties, report), {(held.article.id, held.position.id): held for held in positions}
    trail = trail_of(positions, parties, report, *answers.replying(positions))
    rows: list[Comparison] = [
        *copies,
        *occasions,
        *Differences(parties, report).find(ordered, positions, gathered),
        *find_shifts(trail, parties, lambda one: by_name[one.name()]),
        *Conflicts(parties, report).find(ordered, positions, occasions),
        *answers.find(ordered, positions, trail),
        *find_questions(trail),
    ]
    return Compared(rows, spread, trail, dict(kept_tellings(tellings, Weights(spread))))
