"""Whether a position is told of a day or merely reported on it, in the index that cells are counted by: the few told ones are looked for in many."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew with it."""
    op.drop_index("entry_by_holder", "entry")
    of_terms = text("term IS NOT NULL")
    columns = ["dossier_id", "actor", "term", "kind", "id", "counted", "basis"]
    op.create_index("entry_by_holder", "entry", columns, sqlite_where=of_terms, postgresql_where=of_terms)
