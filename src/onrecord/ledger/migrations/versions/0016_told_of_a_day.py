"""What is told of a day is found apart from what is merely reported: in an archive of reports a cell's latest were looked for through all of them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    told = text("term IS NOT NULL AND basis <> 'reported'")
    columns = ["dossier_id", "actor", "term", "kind", "sure", "id"]
    op.create_index("entry_by_telling", "entry", columns, sqlite_where=told, postgresql_where=told)
