"""What one holder, or one side, said on one term, asked of a ledger."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.queries.partial import record_of
from onrecord.records import Dossier
from onrecord.views import trail as views
from onrecord.views.matrix import By
from onrecord.views.trail import Trail


def trail(
    ledger: Ledger,
    dossier: Dossier,
    holder: str,
    term: str,
    by: By = "actor",
    *,
    since: str | None = None,
    until: str | None = None,
    before: int | None = None,
    limit: int | None = None,
) -> Trail | None:
    """What one holder, or one side, said on one term, in order of time: the last `limit` points, all without; those before a place, with
    `before`. None where nobody knows of either.
    """
    rows = ledger.trail_rows(dossier.id, holder, term, by=by, since=since, until=until, before=before, limit=limit)
    record = record_of(dossier, (*rows.points, *rows.undated), rows.shifts, rows.silences)
    shown = views.trail(record, holder, term, by)
    if shown is None:
        return None
    return replace(shown, reports=rows.reports, positions=rows.positions, before=before, earlier=rows.earlier, later=rows.later)
