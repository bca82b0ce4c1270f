"""Signatures: by which runs of words articles are found again, and which articles each finding of comparison names.

The tables are written out here as they were when this migration was made; `onrecord.ledger.schema` may move on, this file may not.
They are left empty: `onrecord.ledger.signatures` makes up for what is missing before it is asked for, and comparing again names the articles.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, Table, Text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = Text().with_variant(Text(collation="C"), "postgresql")


def _name(column: str, *constraints: ForeignKey, key: bool = False) -> Column[str]:
    return Column(column, NAME, *constraints, primary_key=key, nullable=False)


def _tables() -> MetaData:
    metadata = MetaData()
    # Of earlier migrations, here only so that foreign keys can name them.
    Table("reading", metadata, _name("id", key=True))
    Table("comparison", metadata, _name("dossier_id", key=True), _name("id", key=True))
    Table(
        "signature",
        metadata,
        _name("reading_id", ForeignKey("reading.id"), key=True),
        Column("number", BigInteger, nullable=False),
        Column("version", Integer, nullable=False),
        Column("size", Integer, nullable=False),
        _name("content"),
        Column("sampled", LargeBinary, nullable=False),
        Index("signature_by_number", "number", unique=True),
        sqlite_with_rowid=False,
    )
    Table(
        "sampled_shingle",
        metadata,
        Column("shingle", BigInteger, primary_key=True, autoincrement=False, nullable=False),
        Column("number", BigInteger, primary_key=True, autoincrement=False, nullable=False),
        sqlite_with_rowid=False,
    )
    Table(
        "comparison_article",
        metadata,
        _name("dossier_id", key=True),
        _name("article_id", key=True),
        _name("comparison_id", key=True),
        ForeignKeyConstraint(["dossier_id", "comparison_id"], ["comparison.dossier_id", "comparison.id"], ondelete="CASCADE"),
        Index("comparison_article_by_comparison", "dossier_id", "comparison_id"),
        sqlite_with_rowid=False,
    )
    return metadata


_OURS = ("comparison_article", "sampled_shingle", "signature")


def upgrade() -> None:
    """Make the tables."""
    metadata = _tables()
    metadata.create_all(op.get_bind(), tables=[metadata.tables[name] for name in _OURS], checkfirst=False)


def downgrade() -> None:
    """Take them away again."""
    metadata = _tables()
    metadata.drop_all(op.get_bind(), tables=[metadata.tables[name] for name in _OURS], checkfirst=False)
