"""When each dossier's readings were made, in order: the last one is told on every page that is cited."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("reading_by_time", "reading", ["dossier_id", "first_seen"])
