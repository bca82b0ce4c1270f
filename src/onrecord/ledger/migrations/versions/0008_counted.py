"""A number for each report, by which the reports of a period are counted without looking at more than one index."""

from __future__ import annotations

from hashlib import blake2b

from alembic import op
from sqlalchemy import BigInteger, Column, text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, fill it, and have the index that matrices count by hold it."""
    op.add_column("entry", Column("counted", BigInteger))
    connection = op.get_bind()
    rows = connection.execute(text("SELECT reading_id, report FROM entry WHERE kind = 'article'")).all()
    if rows:
        numbered = [{"reading": row.reading_id, "number": _number_of(row.report or row.reading_id)} for row in rows]
        connection.execute(text("UPDATE entry SET counted = :number WHERE reading_id = :reading"), numbered)
    op.drop_index("entry_by_holder", "entry")
    of_terms = text("term IS NOT NULL")
    columns = ["dossier_id", "actor", "term", "kind", "id", "counted"]
    op.create_index("entry_by_holder", "entry", columns, sqlite_where=of_terms, postgresql_where=of_terms)


def _number_of(name: str) -> int:
    """As `onrecord.ledger.numbering.number_of` made it when this migration was made."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 4
