"""What can be found: an entry for each article, statement, position and silence that counts now, with its full text; cells; tombstones.

The tables are written out here as they were when this migration was made; `onrecord.ledger.schema` may move on, this file may not.
Entries and cells are left empty: `onrecord.ledger.opening` has them made anew whenever a ledger was upgraded.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAME = Text().with_variant(Text(collation="C"), "postgresql")


def _name(column: str, *constraints: ForeignKey, key: bool = False) -> Column[str]:
    return Column(column, NAME, *constraints, primary_key=key, nullable=False)


def _maybe(column: str) -> Column[str | None]:
    return Column(column, NAME, nullable=True)


def _tables() -> MetaData:
    metadata = MetaData()
    # Of an earlier migration, here only so that a foreign key can name it.
    Table("reading", metadata, _name("id", key=True))
    Table(
        "entry",
        metadata,
        Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
        _name("dossier_id"),
        _name("reading_id", ForeignKey("reading.id")),
        _name("kind"),
        Column("number", Integer, nullable=False),
        _maybe("actor"),
        _maybe("term"),
        _maybe("stance"),
        _maybe("mode"),
        _maybe("day"),
        _name("basis"),
        _maybe("report"),
        _maybe("judged"),
        Column("words", Text, nullable=True),
        Column("vector", Text().with_variant(TSVECTOR(), "postgresql"), nullable=True),
        Index("entry_by_reading", "reading_id"),
        Index(
            "entry_by_holder",
            *("dossier_id", "actor", "term", "kind", "id"),
            sqlite_where=text("term IS NOT NULL"),
            postgresql_where=text("term IS NOT NULL"),
        ),
    )
    Table(
        "cell",
        metadata,
        _name("dossier_id", key=True),
        _name("gathered", key=True),
        _name("holder", key=True),
        _name("term", key=True),
        Column("stale", Boolean, nullable=False),
        Column("positions", Integer, nullable=False),
        Column("undated", Integer, nullable=False),
        Column("reports", Integer, nullable=False),
        Column("latest", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    Table(
        "tombstone",
        metadata,
        _name("article_key", key=True),
        _name("article_id"),
        _name("forgotten_at"),
        Column("forgotten_by", Text, nullable=False),
        Column("why", Text, nullable=False),
        Index("tombstone_by_article", "article_id"),
        sqlite_with_rowid=False,
    )
    return metadata


# The words that an entry is found by, and its properties as words of their own: a letter, the value in hexadecimal, and a 0 at the end,
# which keeps stemming away. {hex} and {join} stand for what the two databases call differently.
_WORDS = """
CREATE VIEW entry_words AS
SELECT
    entry.id,
    CASE
        WHEN entry.words IS NOT NULL THEN entry.words
        WHEN entry.kind = 'article' THEN COALESCE(article.title || '{line}', '') || article.text
        WHEN entry.kind = 'statement' THEN
            COALESCE((
                SELECT statement.source_text || '{line}' FROM statement
                WHERE statement.reading_id = entry.reading_id AND statement.number = entry.number
            ), '') || COALESCE((
                SELECT {join}(told.text, '{line}') FROM (
                    SELECT passage.text FROM passage WHERE passage.reading_id = entry.reading_id AND passage.owner = 'statement'
                    AND passage.owner_number = entry.number AND passage.role = 'content' ORDER BY passage.number
                ) AS told
            ), '')
        ELSE COALESCE((
            SELECT {join}(told.text, '{line}') FROM (
                SELECT passage.text FROM passage WHERE passage.reading_id = entry.reading_id
                AND passage.owner = CASE entry.kind WHEN 'silence' THEN 'silence' ELSE 'position' END
                AND passage.owner_number = entry.number AND passage.role = 'evidence' ORDER BY passage.number
            ) AS told
        ), '')
    END AS words,
    'k' || {kind} || '0 d' || {dossier_id} || '0'
        || COALESCE(' a' || {actor} || '0', '') || COALESCE(' t' || {term} || '0', '') || COALESCE(' s' || {stance} || '0', '')
        || COALESCE(' m' || {mode} || '0', '') || COALESCE(' j' || {judged} || '0', '') || COALESCE(' o' || {outlet} || '0', '')
        || COALESCE((
            SELECT {join}(' n' || {notice} || '0', '') FROM notice WHERE notice.reading_id = entry.reading_id
        ), '') AS marks
FROM entry
JOIN reading ON reading.id = entry.reading_id
JOIN article ON article.key = reading.article_key
"""

_HEXED = {
    # PostgreSQL takes words of 2046 bytes; nothing that a filter is asked for is as long as this.
    **{column: f"substr(entry.{column}, 1, 200)" for column in ("kind", "dossier_id", "actor", "term", "stance", "mode", "judged")},
    "outlet": "substr(reading.outlet, 1, 200)",
    "notice": "substr(notice.kind, 1, 200)",
}

_INDEX = (
    "CREATE VIRTUAL TABLE entry_index USING fts5(words, marks, content='entry_words', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')"
)

# Stems as the index of SQLite makes them, and, unlike the configurations that PostgreSQL brings along, no stop words.
_CONFIGURATION = (
    "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, Language = porter)",
    "CREATE TEXT SEARCH CONFIGURATION onrecord_words (COPY = pg_catalog.simple)",
    (
        "ALTER TEXT SEARCH CONFIGURATION onrecord_words ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, "
        "hword_asciipart, hword_part, hword_numpart WITH onrecord_stem"
    ),
    "CREATE INDEX entry_by_vector ON entry USING gin (vector)",
)

# One row a position that counts now, in the order of time within holder and term: a trail is these rows of one holder and term.
_TRAIL = """
CREATE VIEW trail_view AS
SELECT
    entry.dossier_id AS dossier, entry.actor AS holder, actor.name AS holder_name, COALESCE(actor.side, entry.actor) AS side,
    entry.term, term.proposition, entry.day, entry.basis AS day_is, entry.stance, entry.mode, entry.judged,
    passage.text AS evidence, passage.starts AS evidence_starts, passage.ends AS evidence_ends, passage.field AS evidence_field,
    reading.article_id AS article, reading.outlet, article.title, reading.url, reading.published, reading.not_before, reading.not_after,
    CASE WHEN entry.report <> reading.article_id THEN entry.report END AS copy_of,
    entry.id AS place, entry.reading_id, entry.number
FROM entry
JOIN reading ON reading.id = entry.reading_id
JOIN article ON article.key = reading.article_key
LEFT JOIN dossier ON dossier.id = entry.dossier_id
LEFT JOIN actor ON actor.dossier_id = dossier.id AND actor.dossier_sha256 = dossier.sha256 AND actor.id = entry.actor
LEFT JOIN term ON term.dossier_id = dossier.id AND term.dossier_sha256 = dossier.sha256 AND term.id = entry.term
LEFT JOIN passage ON passage.reading_id = entry.reading_id AND passage.owner = 'position'
    AND passage.owner_number = entry.number AND passage.role = 'evidence' AND passage.number = 0
WHERE entry.kind = 'position'
"""


def upgrade() -> None:
    """Add the tables, the index of words and the views."""
    connection = op.get_bind()
    on_sqlite = connection.dialect.name == "sqlite"
    metadata = _tables()
    metadata.create_all(connection, tables=[table for name, table in metadata.tables.items() if name != "reading"], checkfirst=False)
    how = "lower(hex({}))" if on_sqlite else "encode(convert_to({}, 'UTF8'), 'hex')"
    hexed = {name: how.format(column) for name, column in _HEXED.items()}
    connection.exec_driver_sql(_WORDS.format(join="group_concat" if on_sqlite else "string_agg", line="\n", **hexed))
    for statement in (_INDEX,) if on_sqlite else _CONFIGURATION:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_TRAIL)
    connection.exec_driver_sql("CREATE INDEX comparison_by_holder ON comparison (dossier_id, holder, term, kind)")
