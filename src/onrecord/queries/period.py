"""A period, asked of a ledger."""

from __future__ import annotations

from onrecord.ledger import Ledger
from onrecord.queries.findings import conflict_list, shift_list
from onrecord.queries.matrix import matrix
from onrecord.records import Dossier
from onrecord.views import period as views
from onrecord.views.paging import Chosen
from onrecord.views.period import Period

# More changes and conflicts than anybody reads of one period.
_MOST = 500


def period(ledger: Ledger, dossier: Dossier, since: str | None, until: str | None) -> Period:
    """What was said between two partial dates, both inclusive."""
    chosen = Chosen(since=since)
    shifts, conflicts = shift_list(ledger, dossier, chosen, limit=_MOST), conflict_list(ledger, dossier, chosen, limit=_MOST)
    return views.period(since, until, matrix(ledger, dossier, since=since, until=until), shifts, conflicts)
