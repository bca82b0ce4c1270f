"""The numbers of cells follow their entries one by one, so the entries of a report are found by its number; what is surely read is found apart.

Opening a ledger of before counts its cells once more (`onrecord.ledger.opening`), since it takes more than SQL.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, text

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the indices."""
    op.add_column("entry", Column("sure", Boolean, nullable=True))
    op.execute(
        "UPDATE entry SET sure = (SELECT position.confidence >= 0.5 FROM position"
        " WHERE position.reading_id = entry.reading_id AND position.number = entry.number) WHERE kind IN ('position', 'machine-position')"
    )
    op.drop_index("entry_by_holder", "entry")
    for name, *columns in (
        ("entry_by_holder", "dossier_id", "actor", "term", "kind", "id", "counted", "basis", "sure"),
        ("entry_by_sureness", "dossier_id", "actor", "term", "kind", "sure", "id"),
        ("entry_by_report", "dossier_id", "counted", "kind", "actor", "term"),
    ):
        of_terms = text("term IS NOT NULL")
        op.create_index(name, "entry", columns, sqlite_where=of_terms, postgresql_where=of_terms)
