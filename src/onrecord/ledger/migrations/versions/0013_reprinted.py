"""What is judged on one of several copies holds for the others, and what is reprinted stands where it was told first; no table changes.

Opening a ledger of before makes both so (`onrecord.ledger.opening`), since it takes more than SQL.
"""

from __future__ import annotations

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Leave the tables as they are."""
