"""Positions in the order of confidence, in which they are looked at."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("position_by_confidence", "position", ["confidence", "id"])
