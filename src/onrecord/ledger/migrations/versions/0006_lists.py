"""What lists show: columns of the entries of articles, shifts, conflicts and occasions in their order, and who tells things on whose word.

The tables are written out here as they were when this migration was made; `onrecord.ledger.schema` may move on, this file may not.
The columns are filled where there are entries; what is found by comparison is listed by `onrecord.ledger.opening`, when a ledger was upgraded.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, Table, Text, text

revision = "0006"
down_revision = "0005"
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
        "finding",
        metadata,
        _name("dossier_id", key=True),
        _name("id", key=True),
        _name("kind"),
        _name("marks"),
        _name("day"),
        Column("severity", Double, nullable=False),
        Column("reports", Integer, nullable=False),
        _name("arrived"),
        ForeignKeyConstraint(["dossier_id", "id"], ["comparison.dossier_id", "comparison.id"], ondelete="CASCADE"),
        Index("finding_by_day", "dossier_id", "kind", "day", "id"),
        Index("finding_by_severity", "dossier_id", "kind", "severity", "id"),
        Index("finding_by_arrival", "dossier_id", "kind", "arrived"),
        sqlite_with_rowid=False,
    )
    Table(
        "finding_place",
        metadata,
        _name("dossier_id", key=True),
        _name("holder", key=True),
        _name("term", key=True),
        _name("id", key=True),
        ForeignKeyConstraint(["dossier_id", "id"], ["finding.dossier_id", "finding.id"], ondelete="CASCADE"),
        Index("finding_place_by_finding", "dossier_id", "id"),
        sqlite_with_rowid=False,
    )
    Table(
        "citation",
        metadata,
        _name("reading_id", ForeignKey("reading.id"), key=True),
        _name("cited", key=True),
        _name("dossier_id"),
        _name("article_id"),
        Column("outlet", Text, nullable=True),
        _name("report"),
        Column("starts", Integer, nullable=False),
        Column("ends", Integer, nullable=False),
        Column("text", Text, nullable=False),
        _name("field"),
        Index("citation_by_cited", "dossier_id", "cited", "outlet", "report"),
        sqlite_with_rowid=False,
    )
    return metadata


_OURS = ("finding", "finding_place", "citation")

_FILL = """
UPDATE entry SET
    article = (SELECT reading.article_id FROM reading WHERE reading.id = entry.reading_id),
    outlet = (SELECT substr(reading.outlet, 1, 200) FROM reading WHERE reading.id = entry.reading_id),
    statements = (SELECT COUNT(*) FROM statement WHERE statement.reading_id = entry.reading_id),
    positions = (SELECT COUNT(*) FROM position WHERE position.reading_id = entry.reading_id),
    arrived = (
        SELECT MIN(other.first_seen) FROM reading JOIN reading AS other
            ON other.article_id = reading.article_id AND other.dossier_id = reading.dossier_id
        WHERE reading.id = entry.reading_id
    ),
    edited = (
        SELECT article.first_seen FROM reading JOIN article ON article.key = reading.article_key
        WHERE reading.id = entry.reading_id AND EXISTS (
            SELECT 1 FROM reading AS other JOIN article AS version ON version.key = other.article_key
            WHERE (other.article_id = reading.article_id OR other.url = reading.url)
            AND other.dossier_id = reading.dossier_id AND version.first_seen < article.first_seen
        )
    )
WHERE kind = 'article'
"""


def upgrade() -> None:
    """Add the tables, columns and indexes, and fill the columns."""
    connection = op.get_bind()
    metadata = _tables()
    metadata.create_all(connection, tables=[metadata.tables[name] for name in _OURS], checkfirst=False)
    op.create_index("reading_by_name", "reading", ["article_id", "dossier_id", "first_seen"])
    url = text("url IS NOT NULL")
    # An address may be longer than PostgreSQL keeps in an ordered index.
    op.create_index("reading_by_url", "reading", ["url"], sqlite_where=url, postgresql_where=url, postgresql_using="hash")
    for name in ("statements", "positions"):
        op.add_column("entry", Column(name, Integer))
    for name in ("article", "outlet", "arrived", "edited"):
        op.add_column("entry", Column(name, NAME))
    connection.exec_driver_sql(_FILL)
    of_articles, edited = text("article IS NOT NULL"), text("edited IS NOT NULL")
    for name, columns in (
        ("entry_by_day", ["dossier_id", "id"]),
        ("entry_by_outlet", ["dossier_id", "outlet", "id", "article", "day", "report", "statements", "positions"]),
        ("entry_by_arrival", ["dossier_id", "arrived", "id", "article", "report"]),
    ):
        op.create_index(name, "entry", columns, sqlite_where=of_articles, postgresql_where=of_articles)
    op.create_index("entry_by_edit", "entry", ["dossier_id", "edited"], sqlite_where=edited, postgresql_where=edited)
