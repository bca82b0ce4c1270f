"""The ledger: the database of dossiers, readings and what comparing them found."""

from __future__ import annotations

from onrecord.ledger.ledger import Ledger, Stored, StoredPosition, open_ledger

__all__ = ["Ledger", "Stored", "StoredPosition", "open_ledger"]
