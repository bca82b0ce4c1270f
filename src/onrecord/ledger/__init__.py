"""The ledger: the database of dossiers, readings and what comparing them found."""

from __future__ import annotations

from onrecord.ledger.copying import Copied
from onrecord.ledger.forgetting import Forgotten
from onrecord.ledger.judging import Judgeable
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.lists import ArticleRow, Choice, CitationRow, FoundFindings, OutletRow
from onrecord.ledger.placed import MatrixCell, Placed, PlacedPosition, PlacedSilence, PlacedStatement, TrailRows
from onrecord.ledger.run_changes import Change
from onrecord.ledger.runs import CURRENT, Adoption, Run, RunDifference
from onrecord.ledger.searching import Filters, Found, Hit
from onrecord.ledger.snippets import Piece
from onrecord.ledger.standing import Standing
from onrecord.ledger.stored_positions import StoredPosition
from onrecord.ledger.writing import Stored

__all__ = [
    "CURRENT",
    "Adoption",
    "ArticleRow",
    "Change",
    "Choice",
    "CitationRow",
    "Copied",
    "Filters",
    "Forgotten",
    "Found",
    "FoundFindings",
    "Hit",
    "Judgeable",
    "Ledger",
    "MatrixCell",
    "OutletRow",
    "Piece",
    "Placed",
    "PlacedPosition",
    "PlacedSilence",
    "PlacedStatement",
    "Run",
    "RunDifference",
    "Standing",
    "Stored",
    "StoredPosition",
    "TrailRows",
    "open_ledger",
]
