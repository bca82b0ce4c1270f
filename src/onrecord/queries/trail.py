"""What one holder, or one side, said on one term, asked of a ledger."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.queries.partial import record_of
from onrecord.records import Dossier
from onrecord.views import trail as views
from onrecord.views.matrix import By
from onrecord.views.trail import Trail


class TrailPage(Struct, frozen=True):
    """The last points of a trail. `earlier` is what to ask for `before`, where there are earlier ones; `positions` counts them all."""

    trail: Trail
    positions: int
    earlier: int | None


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
) -> TrailPage | None:
    """What one holder, or one side, said on one term, in order of time: the last `limit` points, all without; None where nobody knows of either."""
    rows = ledger.trail_rows(dossier.id, holder, term, by=by, since=since, until=until, before=before, limit=limit)
    record = record_of(dossier, (*rows.points, *rows.undated), rows.shifts, rows.silences)
    shown = views.trail(record, holder, term, by)
    return None if shown is None else TrailPage(replace(shown, reports=rows.reports), rows.positions, rows.earlier)
