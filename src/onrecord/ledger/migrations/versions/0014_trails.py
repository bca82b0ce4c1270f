"""Positions in the order of time, as comparison has them, so that an article that comes in is compared with what is near it in time."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, Index, Integer, LargeBinary, MetaData, Table, Text

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_NAME = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables. They are filled when everything is compared, which is to be done once more."""
    metadata = MetaData()
    Table(
        "trail",
        metadata,
        *(_name(column) for column in ("dossier_id", "holder", "term")),
        Column("day", Integer, primary_key=True, autoincrement=False, nullable=False),
        *(_name(column) for column in ("article_id", "position_id")),
        *(Column(column, Integer, nullable=False) for column in ("first_day", "last_day")),
        _text("stance"),
        Column("confidence", Double, nullable=False),
        *(Column(column, Integer, nullable=False) for column in ("vias", "starts", "marks")),
        _text("told_of"),
        Index("trail_by_article", "article_id", "dossier_id"),
        sqlite_with_rowid=False,
    )
    Table("told", metadata, _name("dossier_id"), _name("article_id"), Column("content", LargeBinary, nullable=False))
    metadata.create_all(op.get_bind())
    op.execute("DELETE FROM last_compared")


def _name(column: str) -> Column[str]:
    return Column(column, _NAME, primary_key=True, nullable=False)


def _text(column: str) -> Column[str]:
    return Column(column, _NAME, nullable=False)
