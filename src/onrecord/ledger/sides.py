"""Who stands on whose side, as the dossier has it now and people judge it."""

from __future__ import annotations

from sqlalchemy import Connection

from onrecord.ledger.dossier_rows import read_dossiers
from onrecord.ledger.judging import judged_dossier
from onrecord.records import side_of


def sides_of(connection: Connection, dossier_id: str) -> dict[str, str]:
    """The side of each actor of a dossier. Holders that it does not name are sides of their own."""
    for dossier in read_dossiers(connection):
        if dossier.id == dossier_id:
            judged = judged_dossier(connection, dossier)
            return {actor.id: side_of(actor.id, judged) for actor in judged.actors}
    return {}
