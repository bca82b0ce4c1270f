"""The first schema: dossiers, runs, articles, readings with their parts, comparison; the views for plain SQL.

The tables are written out here as they were when this migration was made; `onrecord.ledger.schema` may move on, this file may not.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Boolean, Column, Double, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, Table, Text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

metadata = MetaData()

NAME = Text().with_variant(Text(collation="C"), "postgresql")


def _name(column: str, *constraints: ForeignKey, key: bool = False) -> Column[str]:
    return Column(column, NAME, *constraints, primary_key=key, nullable=False)


def _maybe(column: str) -> Column[str | None]:
    return Column(column, NAME, nullable=True)


def _number(column: str = "number") -> Column[int]:
    return Column(column, Integer, primary_key=True, autoincrement=False, nullable=False)


def _words(column: str) -> Column[str]:
    return Column(column, Text, nullable=False)


def _span(prefix: str = "", *, nullable: bool = False) -> list[Column[Any]]:
    return [
        Column(f"{prefix}starts", Integer, nullable=nullable),
        Column(f"{prefix}ends", Integer, nullable=nullable),
        Column(f"{prefix}text", Text, nullable=nullable),
        Column(f"{prefix}field", NAME, nullable=nullable),
    ]


def _of_revision() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["dossier_id", "dossier_sha256"], ["dossier_revision.id", "dossier_revision.sha256"])


def _of_reading(name: str, *columns: Column[Any]) -> Table:
    reading = _name("reading_id", ForeignKey("reading.id"), key=True)
    return Table(name, metadata, reading, *columns, sqlite_with_rowid=False)


Table("dossier", metadata, _name("id", key=True), _name("sha256"))

Table(
    "dossier_revision",
    metadata,
    _name("id", key=True),
    _name("sha256", key=True),
    _words("title"),
    _words("summary"),
    _words("content"),
    _name("first_seen"),
)

Table(
    "term",
    metadata,
    _name("dossier_id", key=True),
    _name("dossier_sha256", key=True),
    _name("id", key=True),
    Column("number", Integer, nullable=False),
    _words("proposition"),
    _maybe("replaces"),
    _of_revision(),
)

Table(
    "actor",
    metadata,
    _name("dossier_id", key=True),
    _name("dossier_sha256", key=True),
    _name("id", key=True),
    Column("number", Integer, nullable=False),
    _words("name"),
    _name("kind"),
    _maybe("member_of"),
    _name("side"),
    _maybe("wikidata"),
    _of_revision(),
)

Table(
    "run",
    metadata,
    _name("id", key=True),
    _name("version"),
    _words("models"),
    _maybe("dossier_id"),
    _maybe("dossier_sha256"),
    _words("options"),
    _name("started"),
    _of_revision(),
)

Table(
    "article",
    metadata,
    _name("key", key=True),
    _name("id"),
    Column("title", Text),
    _name("text_sha256"),
    _name("first_seen"),
    _words("text"),
    Index("article_by_id", "id"),
)

Table(
    "reading",
    metadata,
    _name("id", key=True),
    _name("article_key", ForeignKey("article.key")),
    _name("run_id", ForeignKey("run.id")),
    _name("dossier_id"),
    _name("article_id"),
    Column("outlet", Text),
    Column("byline", Text),
    Column("url", Text),
    Column("extracted", Boolean, nullable=False),
    _maybe("language"),
    _maybe("published"),
    _maybe("published_by"),
    _maybe("not_before"),
    _maybe("not_after"),
    _name("first_seen"),
    Index("reading_by_article", "article_key"),
    Index("reading_by_run", "run_id"),
)

Table(
    "current_reading",
    metadata,
    _name("dossier_id", key=True),
    _name("article_id", key=True),
    _name("reading_id", ForeignKey("reading.id")),
    Index("current_reading_by_article", "article_id"),
    Index("current_reading_by_reading", "reading_id", unique=True),
    sqlite_with_rowid=False,
)

_of_reading(
    "statement",
    _number(),
    _name("id"),
    _name("mode"),
    _maybe("actor"),
    *_span("source_", nullable=True),
    _name("cue_class"),
    _maybe("said_on"),
    Column("confidence", Double, nullable=False),
)

position = _of_reading(
    "position",
    _number(),
    _name("id"),
    _maybe("holder"),
    *_span("mention_", nullable=True),
    _name("term"),
    _name("stance"),
    _name("mode"),
    _maybe("said_on"),
    _maybe("statement"),
    Column("confidence", Double, nullable=False),
)
Index("position_by_term_and_holder", position.c.term, position.c.holder)

_of_reading("condition", _number("position_number"), _number(), _maybe("term"), *_span())

_of_reading(
    "via",
    _name("owner", key=True),
    _number("owner_number"),
    _number(),
    _maybe("actor"),
    Column("anonymous", Boolean, nullable=True),
    *_span(),
)

_of_reading("silence", _number(), _name("id"), _maybe("actor"))

_of_reading("silence_term", _number("silence_number"), _number(), _name("term"))

_of_reading("dropped", _number(), _name("reason"), *_span())

_of_reading("notice", _number(), _name("kind"))

_of_reading(
    "passage",
    _name("owner", key=True),
    _number("owner_number"),
    _name("role", key=True),
    _number(),
    *_span(),
)

Table(
    "comparison",
    metadata,
    _name("dossier_id", key=True),
    _name("id", key=True),
    Column("number", Integer, nullable=False),
    _name("kind"),
    _maybe("holder"),
    _maybe("term"),
    _words("content"),
    _name("version"),
    _name("first_seen"),
    Index("comparison_by_kind", "dossier_id", "kind", "number"),
)

# One row an article and dossier, as it was last read.
_ARTICLES = """
CREATE VIEW articles_view AS
SELECT
    current_reading.dossier_id AS dossier, current_reading.article_id AS article, reading.outlet, article.title, reading.url,
    reading.published, reading.published_by, reading.not_before, reading.not_after, reading.language,
    run.version AS read_by, run.started AS run_started, reading.first_seen AS read_first, article.text,
    article.key AS article_key, reading.id AS reading_id, run.id AS run_id
FROM current_reading
JOIN reading ON reading.id = current_reading.reading_id
JOIN article ON article.key = reading.article_key
JOIN run ON run.id = reading.run_id
"""

# One row a position of the readings that count now, with its clearest evidence.
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
    position.id AS position, position.statement, article.key AS article_key, reading.id AS reading_id, run.id AS run_id
FROM current_reading
JOIN reading ON reading.id = current_reading.reading_id
JOIN article ON article.key = reading.article_key
JOIN run ON run.id = reading.run_id
JOIN position ON position.reading_id = reading.id
LEFT JOIN passage ON passage.reading_id = position.reading_id AND passage.owner = 'position'
    AND passage.owner_number = position.number AND passage.role = 'evidence' AND passage.number = 0
LEFT JOIN actor ON actor.dossier_id = run.dossier_id AND actor.dossier_sha256 = run.dossier_sha256 AND actor.id = position.holder
LEFT JOIN term ON term.dossier_id = run.dossier_id AND term.dossier_sha256 = run.dossier_sha256 AND term.id = position.term
"""


def upgrade() -> None:
    """Make the tables and the views in an empty database."""
    metadata.create_all(op.get_bind(), checkfirst=False)
    op.execute(_ARTICLES)
    op.execute(_POSITIONS)


def downgrade() -> None:
    """Take all of it away again."""
    op.execute("DROP VIEW positions_view")
    op.execute("DROP VIEW articles_view")
    metadata.drop_all(op.get_bind(), checkfirst=False)
