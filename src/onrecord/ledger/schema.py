"""The tables of the ledger, for SQLite and PostgreSQL alike.

    dossier ── dossier_revision ── term, actor              what was asked for: a dispute, and each revision of its dossier
    run                                                     which reader, with which models, dossier and options, since when
    article                                                 one version of one article: what came in, never changed
    reading ── statement, position, condition, via,         what one run read out of one version; numbered in the order of the reading
               silence, silence_term, dropped, notice,
               passage                                      every further span: cue, content, evidence
    current_reading                                         the reading that queries answer from, one an article and dossier
    comparison, compared                                    what comparing the current readings of a dossier found, and with which judgements
    judgement ── judgement_article                          what people judged, and the versions of articles that it is bound to
    judged_reading, judged_position                         what follows from judgements: readings as people see them, and the state of positions
    run_reading, trial                                      what each run made of each article last; runs that wait to be adopted
    entry, cell                                             what can be found, and what the matrix counts: made out of the current readings
    signature, sampled_shingle                              by which runs of words the articles of current readings are found again
    comparison_article                                      the articles that each row of comparison names
    uncompared                                              articles that came in, or came in anew, since they were compared
    last_compared, word_spread                              what everything was compared with last: how rare words were
    trail, told                                             positions by holder, term and day, and what articles tell, as comparison has them
    finding, finding_place                                  what lists show of shifts, conflicts and occasions: their order, and whom they are about
    citation                                                the outlets and agencies on whose word an article tells something
    tombstone                                               articles that were forgotten, and are not taken in again

Names are made out of content (`onrecord.identity`), so no row is numbered by the database: the same articles read in the same way give the
same rows in any ledger. Rows of a reading are never changed; what moves on when something is read again is `current_reading`, `run_reading` and
`dossier.sha256`. A reading in `judged_reading` follows from the machine's and the judgements on it: it is made anew when one of these changes.
Times are ISO 8601 in UTC; days are as in the records. `dossier_id` is the empty string in what was read without a dossier.
The views `articles_view`, `positions_view` and `judgements_view` (see the migrations) are for plain SQL.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR

from onrecord.ledger import schema_columns, schema_comparison
from onrecord.ledger.schema_columns import maybe, named, numbered, span, words

# The newest migration in migrations/versions; a test holds the two together. Naming it here spares every start the import of Alembic.
VERSION = "0016"
# A table name of our own: it tells a ledger from any other database that Alembic looks after.
VERSION_TABLE = "onrecord_version"

metadata = schema_columns.metadata


def _of_articles(name: str, *columns: str) -> Index:
    """An index of the entries of articles alone: they are few among all entries."""
    return Index(name, *columns, sqlite_where=text("article IS NOT NULL"), postgresql_where=text("article IS NOT NULL"))


def _of_revision() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["dossier_id", "dossier_sha256"], ["dossier_revision.id", "dossier_revision.sha256"])


def _of_reading(name: str, *columns: Column[Any]) -> Table:
    """A table of the parts of readings, laid out by reading so that one reading lies together on disk."""
    reading = named("reading_id", ForeignKey("reading.id"), key=True)
    return Table(name, metadata, reading, *columns, sqlite_with_rowid=False)


dossier = Table("dossier", metadata, named("id", key=True), named("sha256"))

dossier_revision = Table(
    "dossier_revision",
    metadata,
    named("id", key=True),
    named("sha256", key=True),
    words("title"),
    words("summary"),
    words("content"),  # the whole dossier as JSON, from which it is given back
    named("first_seen"),
)

term = Table(
    "term",
    metadata,
    named("dossier_id", key=True),
    named("dossier_sha256", key=True),
    named("id", key=True),
    Column("number", Integer, nullable=False),
    words("proposition"),
    maybe("replaces"),
    _of_revision(),
)

actor = Table(
    "actor",
    metadata,
    named("dossier_id", key=True),
    named("dossier_sha256", key=True),
    named("id", key=True),
    Column("number", Integer, nullable=False),
    words("name"),
    named("kind"),
    maybe("member_of"),
    named("side"),  # the actor under whom this one is gathered, itself included
    maybe("wikidata"),
    _of_revision(),
)

run = Table(
    "run",
    metadata,
    named("id", key=True),
    named("version"),
    words("models"),  # JSON: name of the model -> its digest
    maybe("dossier_id"),
    maybe("dossier_sha256"),
    words("options"),  # JSON: name of the option -> its value
    named("started"),
    _of_revision(),
)

article = Table(
    "article",
    metadata,
    named("key", key=True),
    named("id"),  # the name under which this version first came in
    Column("title", Text),
    named("text_sha256"),
    named("first_seen"),
    words("text"),  # last, so that reading the other columns does not run through its pages
    Index("article_by_id", "id"),
)

reading = Table(
    "reading",
    metadata,
    named("id", key=True),
    named("article_key", ForeignKey("article.key")),
    named("run_id", ForeignKey("run.id")),
    named("dossier_id"),
    named("article_id"),  # this and the next four: how the article was given for this reading
    Column("outlet", Text),
    Column("byline", Text),
    Column("url", Text),
    Column("extracted", Boolean, nullable=False),
    maybe("language"),
    maybe("published"),
    maybe("published_by"),
    maybe("not_before"),
    maybe("not_after"),
    named("first_seen"),
    maybe("archive"),  # this and the next three: its record in a web archive, where it was read from one
    maybe("record"),
    Column("record_offset", BigInteger, nullable=True),
    maybe("captured"),
    Index("reading_by_article", "article_key"),
    Index("reading_by_run", "run_id"),
    Index("reading_by_time", "dossier_id", "first_seen"),
    Index("reading_by_name", "article_id", "dossier_id", "first_seen"),
    Index("reading_by_url", "url", sqlite_where=text("url IS NOT NULL"), postgresql_where=text("url IS NOT NULL"), postgresql_using="hash"),
)

current_reading = Table(
    "current_reading",
    metadata,
    named("dossier_id", key=True),
    named("article_id", key=True),
    named("reading_id", ForeignKey("reading.id")),
    Index("current_reading_by_article", "article_id"),
    Index("current_reading_by_reading", "reading_id", unique=True),
    sqlite_with_rowid=False,
)

statement = _of_reading(
    "statement",
    numbered(),
    named("id"),
    named("mode"),
    maybe("actor"),
    *span("source_", nullable=True),
    named("cue_class"),
    maybe("said_on"),
    Column("confidence", Double, nullable=False),
)

position = _of_reading(
    "position",
    numbered(),
    named("id"),
    maybe("holder"),
    *span("mention_", nullable=True),
    named("term"),
    named("stance"),
    named("mode"),
    maybe("said_on"),
    maybe("statement"),  # statement.id within the same reading
    Column("confidence", Double, nullable=False),
)
Index("position_by_term_and_holder", position.c.term, position.c.holder)
Index("position_by_confidence", position.c.confidence, position.c.id)

condition = _of_reading("condition", numbered("position_number"), numbered(), maybe("term"), *span())

via = _of_reading(
    "via",
    named("owner", key=True),  # "statement" or "position"
    numbered("owner_number"),
    numbered(),
    maybe("actor"),
    Column("anonymous", Boolean, nullable=True),
    *span(),
)

silence = _of_reading("silence", numbered(), named("id"), maybe("actor"))

silence_term = _of_reading("silence_term", numbered("silence_number"), numbered(), named("term"))

dropped = _of_reading("dropped", numbered(), named("reason"), *span())

notice = _of_reading("notice", numbered(), named("kind"))

passage = _of_reading(
    "passage",
    named("owner", key=True),  # "statement", "position", "silence", "notice" or "article"
    numbered("owner_number"),
    named("role", key=True),  # "cue", "content", "evidence"; of an article: "published", "not_before", "not_after"
    numbered(),
    *span(),
)

# What comparison found, and what it found that by.
comparison = schema_comparison.comparison
compared = schema_comparison.compared
uncompared = schema_comparison.uncompared
last_compared = schema_comparison.last_compared
word_spread = schema_comparison.word_spread
trail = schema_comparison.trail
told = schema_comparison.told
signature = schema_comparison.signature
sampled_shingle = schema_comparison.sampled_shingle
comparison_article = schema_comparison.comparison_article
finding = schema_comparison.finding
finding_place = schema_comparison.finding_place

judgement = Table(
    "judgement",
    metadata,
    named("id", key=True),
    named("dossier_id"),
    named("action"),  # "accept", "reject", "correct", "add", "merge", "split", "note", "undo"
    named("subject"),  # "position", "actor", "occasion"
    named("judged_by"),
    named("judged_at"),
    words("why"),
    maybe("article_id"),  # this and the next: of the first position that it is about
    maybe("term"),
    maybe("of_judgement"),  # the judgement that it takes back, accepts or rejects
    words("content"),  # the whole judgement as JSON, without its id
    named("first_seen"),
    Index("judgement_by_dossier", "dossier_id", "judged_at"),
    Index("judgement_by_judgement", "of_judgement"),
)

judgement_article = Table(
    "judgement_article",
    metadata,
    named("dossier_id", key=True),
    named("article_key", key=True),  # empty: it is about the whole dossier (a merge of actors). The article may be one that is not here
    named("judgement_id", ForeignKey("judgement.id"), key=True),
    Index("judgement_article_by_judgement", "judgement_id"),
    sqlite_with_rowid=False,
)

judged_reading = Table(
    "judged_reading",
    metadata,
    named("reading_id", ForeignKey("reading.id"), key=True),
    named("machine_id", ForeignKey("reading.id")),  # the reading by a machine that it follows from
    Index("judged_reading_by_machine", "machine_id"),
    sqlite_with_rowid=False,
)

judged_position = Table(
    "judged_position",
    metadata,
    named("reading_id", ForeignKey("reading.id"), key=True),  # a current reading, and the machine's that it follows from
    numbered(),  # position.number
    named("state"),  # "accepted", "corrected", "added", "disputed"; of a machine's reading also "rejected"
    sqlite_with_rowid=False,
)

run_reading = Table(
    "run_reading",
    metadata,
    named("run_id", ForeignKey("run.id"), key=True),
    named("article_id", key=True),
    named("reading_id", ForeignKey("reading.id")),
    Index("run_reading_by_reading", "reading_id"),
    sqlite_with_rowid=False,
)

trial = Table("trial", metadata, named("run_id", ForeignKey("run.id"), key=True), named("since"), maybe("adopted"))

entry = Table(
    "entry",
    metadata,
    # The last day that it can be of, times 2^32, plus a number within that day: the order of ids is the order of time, undated first.
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    named("dossier_id"),
    named("reading_id", ForeignKey("reading.id")),  # a current reading
    # "article", "statement", "position", "silence"; "rejected": a position of the machine's that somebody rejected; "machine-statement" and
    # so on: what the machine read of an article that people judged
    named("kind"),
    Column("number", Integer, nullable=False),  # statement.number, position.number or silence.number
    maybe("actor"),  # who said it, holds it, or was silent
    maybe("term"),
    maybe("stance"),
    maybe("mode"),
    maybe("day"),
    named("basis"),  # how the day is known: "said", "inferred", "reported", "undated"
    maybe("report"),  # the article that stands for its family of copies, where it is in one
    Column("counted", BigInteger, nullable=True),  # a number for that article, else for its reading: copies have the same
    Column("sure", Boolean, nullable=True),  # whether a position is surely read (records.UNSURE_BELOW)
    maybe("judged"),  # judged_position.state
    Column("words", Text, nullable=True),  # what it is found by, where that is in no row of its reading
    Column("vector", Text().with_variant(TSVECTOR(), "postgresql"), nullable=True),  # PostgreSQL's index of words; SQLite's is `entry_index`
    maybe("article"),  # this and the next five: only of articles, which are listed by them; its id
    maybe("outlet"),
    Column("statements", Integer, nullable=True),
    Column("positions", Integer, nullable=True),
    maybe("arrived"),  # when it first came in for this dossier
    maybe("edited"),  # when this version came in, where there was another under its id or address before
    Index("entry_by_reading", "reading_id"),
    _of_articles("entry_by_day", "dossier_id", "id"),
    _of_articles("entry_by_outlet", *("dossier_id", "outlet", "id", "article", "day", "report", "statements", "positions")),
    _of_articles("entry_by_arrival", "dossier_id", "arrived", "id", "article", "report"),
    Index(
        "entry_by_edit",
        *("dossier_id", "edited"),
        sqlite_where=text("edited IS NOT NULL"),
        postgresql_where=text("edited IS NOT NULL"),
    ),
    Index(
        "entry_by_holder",
        *("dossier_id", "actor", "term", "kind", "id", "counted", "basis", "sure"),
        sqlite_where=text("term IS NOT NULL"),
        postgresql_where=text("term IS NOT NULL"),
    ),
    Index(
        "entry_by_sureness",
        *("dossier_id", "actor", "term", "kind", "sure", "id"),
        sqlite_where=text("term IS NOT NULL"),
        postgresql_where=text("term IS NOT NULL"),
    ),
    Index(
        "entry_by_telling",
        *("dossier_id", "actor", "term", "kind", "sure", "id"),
        sqlite_where=text("term IS NOT NULL AND basis <> 'reported'"),
        postgresql_where=text("term IS NOT NULL AND basis <> 'reported'"),
    ),
    Index(
        "entry_by_report",
        *("dossier_id", "counted", "kind", "actor", "term"),
        sqlite_where=text("term IS NOT NULL"),
        postgresql_where=text("term IS NOT NULL"),
    ),
)

cell = Table(
    "cell",
    metadata,
    named("dossier_id", key=True),
    named("gathered", key=True),  # "actor", or "side": with all members
    named("holder", key=True),  # empty: positions whose holder is not known
    named("term", key=True),
    Column("stale", Boolean, nullable=False),  # its entries have changed since `latest` was found
    Column("positions", Integer, nullable=False),
    Column("undated", Integer, nullable=False),
    Column("reports", Integer, nullable=False),  # independent ones: copies count once
    # JSON: id and stance of the entries that nothing is known to come after, the last first; of a side, its members
    Column("latest", Text, nullable=False),
    sqlite_with_rowid=False,
)

citation = Table(
    "citation",
    metadata,
    named("reading_id", ForeignKey("reading.id"), key=True),  # a current reading
    named("cited", key=True),  # the outlet or agency by its name
    named("dossier_id"),
    named("article_id"),
    Column("outlet", Text, nullable=True),  # of the article
    named("report"),  # the article that stands for its family of copies, itself where it is in none
    *span(),
    Index("citation_by_cited", *("dossier_id", "cited", "outlet", "report")),
    sqlite_with_rowid=False,
)

tombstone = Table(
    "tombstone",
    metadata,
    named("article_key", key=True),
    named("article_id"),
    named("forgotten_at"),
    words("forgotten_by"),
    words("why"),
    Index("tombstone_by_article", "article_id"),
    sqlite_with_rowid=False,
)

# Made out of the other tables: they are made anew rather than copied.
DERIVED: tuple[Table, ...] = (entry, cell, finding, finding_place, citation)

# What one reading is made of, in the order in which rows are written. The first column of each is `reading_id`.
PARTS: tuple[Table, ...] = (statement, position, condition, via, silence, silence_term, dropped, notice, passage)
