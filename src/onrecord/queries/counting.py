"""What is counted over all that a ledger holds, put in the place of what a view could count of the few positions that it was given."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.ledger import MatrixCell
from onrecord.views.matrix import Cell


def counted_cell(cell: Cell, found: MatrixCell) -> Cell:
    """A cell as a view made it of the latest positions of one holder, with the counts of all of them."""
    return replace(cell, reports=found.reports, undated=found.undated, changed=found.changed)
