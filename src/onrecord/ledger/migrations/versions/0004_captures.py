"""Where a page lies in a web archive, for readings of such pages: four columns more, empty in all others."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    name = Text().with_variant(Text(collation="C"), "postgresql")
    for column in (Column("archive", name), Column("record", name), Column("record_offset", BigInteger), Column("captured", name)):
        op.add_column("reading", column)
