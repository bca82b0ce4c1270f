"""Shifts and conflicts, asked of a ledger."""

from __future__ import annotations

from onrecord.comparison import compare
from onrecord.ledger import Ledger
from onrecord.queries.partial import record_of
from onrecord.records import Comparison, Conflict, Dossier, Reading, Shift
from onrecord.views import Record
from onrecord.views import conflicts as conflict_views
from onrecord.views import shifts as shift_views
from onrecord.views.conflicts import ShownConflict
from onrecord.views.shifts import ShownShift


def shifts(ledger: Ledger, dossier: Dossier) -> tuple[ShownShift, ...]:
    """Every shift, the latest change first."""
    found = [row for row in findings_of_kind(ledger, dossier, "shift") if isinstance(row, Shift)]
    ends = {end.position for row in found for end in (row.before, row.after)}
    return shift_views.shifts(record_of(dossier, ledger.placed_positions(dossier.id, ends), found))


def conflicts(ledger: Ledger, dossier: Dossier) -> tuple[ShownConflict, ...]:
    """Every conflict, the most severe first."""
    found = [row for row in findings_of_kind(ledger, dossier, "conflict") if isinstance(row, Conflict)]
    told = {place.article for row in found for place in row.spans}
    readings = tuple(Reading(article=article) for article in ledger.articles_named(dossier.id, told))
    return conflict_views.conflicts(Record(dossier=dossier, readings=readings, comparison=tuple(found)))


def findings_of_kind(ledger: Ledger, dossier: Dossier, kind: str) -> list[Comparison]:
    """What comparison found of this kind, compared anew where people have judged since it was stored."""
    if ledger.is_compared(dossier.id):
        return ledger.comparison(dossier.id, kind)
    return ledger.judged_comparison(dossier.id, compare(list(ledger.readings(dossier.id)), dossier))
