"""One actor, asked of a ledger."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.queries.counting import counted_cell
from onrecord.queries.partial import record_of
from onrecord.records import Dossier
from onrecord.views import actor as views
from onrecord.views.actor import ActorPage


def actor(ledger: Ledger, dossier: Dossier, actor_id: str) -> ActorPage | None:
    """The page of an actor, made of the latest and the newest that the ledger holds; None where nobody of this id is known."""
    cells = ledger.matrix_cells(dossier.id, holders=[actor_id])
    newest = ledger.newest_positions(dossier.id, [(actor_id, cell.term) for cell in cells], views.NEWEST)
    positions = {one.place: one for one in (*(one for cell in cells for one in cell.latest), *newest)}
    record = record_of(
        dossier,
        (positions[place] for place in sorted(positions)),
        silences=ledger.newest_silences(dossier.id, actor_id, views.MOST_SILENCES),
        statements=ledger.newest_statements(dossier.id, actor_id, views.NEWEST),
    )
    shown = views.actor_page(record, actor_id)
    if shown is None:
        return None
    by_term = {cell.term: cell for cell in cells}
    held = ledger.positions_held(dossier.id, [member.id for member in shown.members]) if shown.members else {}
    return replace(
        shown,
        standings=tuple(replace(one, cell=counted_cell(one.cell, by_term[one.term.id])) for one in shown.standings),
        members=tuple(replace(member, positions=held.get(member.id, 0)) for member in shown.members),
    )
