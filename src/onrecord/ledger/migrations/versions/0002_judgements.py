"""Judgements and what follows from them, what each run made of each article, and runs on trial.

The tables are written out here as they were when this migration was made; `onrecord.ledger.schema` may move on, this file may not.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAME = Text().with_variant(Text(collation="C"), "postgresql")


def _name(column: str, *constraints: ForeignKey, key: bool = False) -> Column[str]:
    return Column(column, NAME, *constraints, primary_key=key, nullable=False)


def _maybe(column: str) -> Column[str | None]:
    return Column(column, NAME, nullable=True)


def _words(column: str) -> Column[str]:
    return Column(column, Text, nullable=False)


def _tables() -> MetaData:
    metadata = MetaData()
    for name in ("run", "reading"):
        # Tables of the first migration, here only so that foreign keys can name them.
        Table(name, metadata, _name("id", key=True))
    Table(
        "judgement",
        metadata,
        _name("id", key=True),
        _name("dossier_id"),
        _name("action"),
        _name("subject"),
        _name("judged_by"),
        _name("judged_at"),
        _words("why"),
        _maybe("article_id"),
        _maybe("term"),
        _maybe("of_judgement"),
        _words("content"),
        _name("first_seen"),
        Index("judgement_by_dossier", "dossier_id", "judged_at"),
        Index("judgement_by_judgement", "of_judgement"),
    )
    Table(
        "judgement_article",
        metadata,
        _name("dossier_id", key=True),
        _name("article_key", key=True),
        _name("judgement_id", ForeignKey("judgement.id"), key=True),
        Index("judgement_article_by_judgement", "judgement_id"),
        sqlite_with_rowid=False,
    )
    Table(
        "judged_reading",
        metadata,
        _name("reading_id", ForeignKey("reading.id"), key=True),
        _name("machine_id", ForeignKey("reading.id")),
        Index("judged_reading_by_machine", "machine_id"),
        sqlite_with_rowid=False,
    )
    Table(
        "judged_position",
        metadata,
        _name("reading_id", ForeignKey("reading.id"), key=True),
        Column("number", Integer, primary_key=True, autoincrement=False, nullable=False),
        _name("state"),
        sqlite_with_rowid=False,
    )
    Table(
        "run_reading",
        metadata,
        _name("run_id", ForeignKey("run.id"), key=True),
        _name("article_id", key=True),
        _name("reading_id", ForeignKey("reading.id")),
        Index("run_reading_by_reading", "reading_id"),
        sqlite_with_rowid=False,
    )
    Table("trial", metadata, _name("run_id", ForeignKey("run.id"), key=True), _name("since"), _maybe("adopted"))
    Table("compared", metadata, _name("dossier_id", key=True), _name("basis"))
    return metadata


# What each run made of each article last, as far as older ledgers tell it: the reading that came in last.
_LAST_READINGS = """
INSERT INTO run_reading (run_id, article_id, reading_id)
SELECT run_id, article_id, id FROM (
    SELECT run_id, article_id, id, ROW_NUMBER() OVER (PARTITION BY run_id, article_id ORDER BY first_seen DESC, id DESC) AS place FROM reading
) AS placed WHERE place = 1
"""

# One row a judgement, the latest last.
_JUDGEMENTS = """
CREATE VIEW judgements_view AS
SELECT
    judgement.dossier_id AS dossier, judgement.judged_at, judgement.judged_by, judgement.action, judgement.subject, judgement.why,
    judgement.article_id AS article, judgement.term, judgement.of_judgement, judgement.content, judgement.id AS judgement
FROM judgement
"""

# As in the first migration, with what people judged: `judged` is accepted, corrected, added or disputed; empty where nobody did.
_POSITIONS = """
CREATE VIEW positions_view AS
SELECT
    current_reading.dossier_id AS dossier, current_reading.article_id AS article, reading.outlet, article.title, reading.url,
    reading.published, reading.not_before, reading.not_after,
    position.holder, actor.name AS holder_name, COALESCE(actor.side, position.holder) AS side,
    position.term, term.proposition, position.stance, position.said_on, position.mode,
    passage.text AS evidence, passage.starts AS evidence_starts, passage.ends AS evidence_ends, passage.field AS evidence_field,
    (SELECT COUNT(*) FROM condition WHERE condition.reading_id = position.reading_id AND condition.position_number = position.number) AS conditions,
    position.mention_text AS mention, position.confidence, run.version AS read_by,
    position.id AS position, position.statement, article.key AS article_key, reading.id AS reading_id, run.id AS run_id,
    judged_position.state AS judged
FROM current_reading
JOIN reading ON reading.id = current_reading.reading_id
JOIN article ON article.key = reading.article_key
JOIN run ON run.id = reading.run_id
JOIN position ON position.reading_id = reading.id
LEFT JOIN judged_position ON judged_position.reading_id = position.reading_id AND judged_position.number = position.number
LEFT JOIN passage ON passage.reading_id = position.reading_id AND passage.owner = 'position'
    AND passage.owner_number = position.number AND passage.role = 'evidence' AND passage.number = 0
LEFT JOIN actor ON actor.dossier_id = run.dossier_id AND actor.dossier_sha256 = run.dossier_sha256 AND actor.id = position.holder
LEFT JOIN term ON term.dossier_id = run.dossier_id AND term.dossier_sha256 = run.dossier_sha256 AND term.id = position.term
"""


def upgrade() -> None:
    """Add the tables, fill in what the older ones tell, and let the view of positions say what was judged."""
    metadata = _tables()
    new = [table for name, table in metadata.tables.items() if name not in {"run", "reading"}]
    metadata.create_all(op.get_bind(), tables=new, checkfirst=False)
    op.execute(_LAST_READINGS)
    op.execute(_JUDGEMENTS)
    op.execute("DROP VIEW positions_view")
    op.execute(_POSITIONS)
