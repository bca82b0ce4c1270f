"""What a page is cited with, asked of a ledger."""

from __future__ import annotations

from onrecord.ledger import Ledger
from onrecord.records import Dossier
from onrecord.version import __version__
from onrecord.views.citing import Citation


def cited(ledger: Ledger, dossier: Dossier, address: str | None = None) -> Citation:
    """Which record a page at this address is of."""
    standing = ledger.standing(dossier.id)
    return Citation(dossier.id, dossier.title, __version__, standing.sha256, standing.read_until, address)
