"""The whole record of a dossier, for what is about all of it."""

from __future__ import annotations

from onrecord.comparison import compare
from onrecord.ledger import Ledger
from onrecord.records import Dossier
from onrecord.views import Record
from onrecord.views import occasions as occasion_views
from onrecord.views import sources as source_views
from onrecord.views.occasions import ShownOccasion
from onrecord.views.sources import Sources


def occasions(ledger: Ledger, dossier: Dossier) -> tuple[ShownOccasion, ...]:
    """What more than one independent report tells of."""
    return occasion_views.occasions(_whole(ledger, dossier))


def sources(ledger: Ledger, dossier: Dossier) -> Sources:
    """Outlets, copies and articles."""
    return source_views.sources(_whole(ledger, dossier))


def _whole(ledger: Ledger, dossier: Dossier) -> Record:
    readings = tuple(ledger.readings(dossier.id))
    if ledger.is_compared(dossier.id):
        return Record(dossier=dossier, readings=readings, comparison=tuple(ledger.comparison(dossier.id)))
    return Record(dossier=dossier, readings=readings, comparison=tuple(ledger.judged_comparison(dossier.id, compare(readings, dossier))))
