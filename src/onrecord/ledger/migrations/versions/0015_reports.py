"""The numbers of cells follow their entries one by one, so the entries of a report are found by its number.

Opening a ledger of before counts its cells once more (`onrecord.ledger.opening`), since it takes more than SQL.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    of_terms = text("term IS NOT NULL")
    columns = ["dossier_id", "counted", "kind", "actor", "term"]
    op.create_index("entry_by_report", "entry", columns, sqlite_where=of_terms, postgresql_where=of_terms)
