"""The record as the machine read it, without what people judged: loaded whole, since what is kept counted is what people made of it."""

from __future__ import annotations

from onrecord.comparison import compare
from onrecord.ledger import Ledger
from onrecord.views import Record


def as_the_machine_read(ledger: Ledger, dossier_id: str) -> Record:
    """A dossier's readings by the machine, and what comparison finds between them: what is stored, where nobody judged."""
    dossier = ledger.dossier(dossier_id, machine=True)
    readings = tuple(ledger.readings(dossier_id, machine=True))
    stored = ledger.is_compared(dossier_id) and not ledger.judgements(dossier_id)
    return Record(dossier=dossier, readings=readings, comparison=tuple(ledger.comparison(dossier_id) if stored else compare(readings, dossier)))
