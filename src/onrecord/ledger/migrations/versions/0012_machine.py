"""What the machine read of articles that people judged can be found, and judgements go over to edited texts; no table changes.

Opening a ledger of before makes both follow (`onrecord.ledger.opening`), since it takes more than SQL.
"""

from __future__ import annotations

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Leave the tables as they are."""
