"""What comparison needs to take in a few articles without comparing everything: which came in since, and how rare words were."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, MetaData, Table, Text

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NAME = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables. What is in a ledger of before is compared whole once more before they are filled."""
    metadata = MetaData()
    Table(
        "uncompared",
        metadata,
        *(_name(column) for column in ("dossier_id", "article_id", "reading_id", "holder", "term")),
        sqlite_with_rowid=False,
    )
    Table("last_compared", metadata, _name("dossier_id"), _text("basis"), Column("tellings", Integer, nullable=False), sqlite_with_rowid=False)
    Table("word_spread", metadata, _name("dossier_id"), _name("word"), Column("tellings", Integer, nullable=False), sqlite_with_rowid=False)
    metadata.create_all(op.get_bind())


def _name(column: str) -> Column[str]:
    return Column(column, _NAME, primary_key=True, nullable=False)


def _text(column: str) -> Column[str]:
    return Column(column, _NAME, nullable=False)
