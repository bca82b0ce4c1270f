"""The record for people who work in Python: a ledger's positions, trails, matrix, shifts, conflicts, occasions, answers and search as rows for a
frame.

import onrecord
with onrecord.open_ledger("onrecord.sqlite") as record:
    record.matrix()                                            # in a notebook: a table
    record.trail("maddek", "open-gates").to_pandas()           # or .to_polars()
    record.search('"open the gates"', holder="maddek")
    record.judge("correct", record.positions(holder="maddek")[0], by="A. Reader", why="he said no", stance="against")

`opened` asks the ledger, `rows` are what it answers with, `making` makes them out of what pages show, `machine` out of what nobody judged.
"""

from onrecord.notebook.opened import OpenLedger, open_ledger
from onrecord.notebook.rows import AnswerRow, CellRow, ConflictRow, HitRow, OccasionRow, PositionRow, ShiftRow

__all__ = [
    "AnswerRow",
    "CellRow",
    "ConflictRow",
    "HitRow",
    "OccasionRow",
    "OpenLedger",
    "PositionRow",
    "ShiftRow",
    "open_ledger",
]
