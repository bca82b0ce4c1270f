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

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR

# The newest migration in migrations/versions; a test holds the two together. Naming it here spares every start the import of Alembic.
VERSION = "0012"
# A table name of our own: it tells a ledger from any other database that Alembic looks after.
VERSION_TABLE = "onrecord_version"

metadata = MetaData()

# Names compare and sort by code point in both databases; PostgreSQL would otherwise follow the locale of its server.
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
    """The columns of a span. They are not called `start` and `end`, which SQL would want quoted."""
    return [
        Column(f"{prefix}starts", Integer, nullable=nullable),
        Column(f"{prefix}ends", Integer, nullable=nullable),
        Column(f"{prefix}text", Text, nullable=nullable),
        Column(f"{prefix}field", NAME, nullable=nullable),
    ]


def _of_articles(name: str, *columns: str) -> Index:
    """An index of the entries of articles alone: they are few among all entries."""
    return Index(name, *columns, sqlite_where=text("article IS NOT NULL"), postgresql_where=text("article IS NOT NULL"))


def _of_revision() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["dossier_id", "dossier_sha256"], ["dossier_revision.id", "dossier_revision.sha256"])


def _of_reading(name: str, *columns: Column[Any]) -> Table:
    """A table of the parts of readings, laid out by reading so that one reading lies together on disk."""
    reading = _name("reading_id", ForeignKey("reading.id"), key=True)
    return Table(name, metadata, reading, *columns, sqlite_with_rowid=False)


dossier = Table("dossier", metadata, _name("id", key=True), _name("sha256"))

dossier_revision = Table(
    "dossier_revision",
    metadata,
    _name("id", key=True),
    _name("sha256", key=True),
    _words("title"),
    _words("summary"),
    _words("content"),  # the whole dossier as JSON, from which it is given back
    _name("first_seen"),
)

term = Table(
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

actor = Table(
    "actor",
    metadata,
    _name("dossier_id", key=True),
    _name("dossier_sha256", key=True),
    _name("id", key=True),
    Column("number", Integer, nullable=False),
    _words("name"),
    _name("kind"),
    _maybe("member_of"),
    _name("side"),  # the actor under whom this one is gathered, itself included
    _maybe("wikidata"),
    _of_revision(),
)

run = Table(
    "run",
    metadata,
    _name("id", key=True),
    _name("version"),
    _words("models"),  # JSON: name of the model -> its digest
    _maybe("dossier_id"),
    _maybe("dossier_sha256"),
    _words("options"),  # JSON: name of the option -> its value
    _name("started"),
    _of_revision(),
)

article = Table(
    "article",
    metadata,
    _name("key", key=True),
    _name("id"),  # the name under which this version first came in
    Column("title", Text),
    _name("text_sha256"),
    _name("first_seen"),
    _words("text"),  # last, so that reading the other columns does not run through its pages
    Index("article_by_id", "id"),
)

reading = Table(
    "reading",
    metadata,
    _name("id", key=True),
    _name("article_key", ForeignKey("article.key")),
    _name("run_id", ForeignKey("run.id")),
    _name("dossier_id"),
    _name("article_id"),  # this and the next four: how the article was given for this reading
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
    _maybe("archive"),  # this and the next three: its record in a web archive, where it was read from one
    _maybe("record"),
    Column("record_offset", BigInteger, nullable=True),
    _maybe("captured"),
    Index("reading_by_article", "article_key"),
    Index("reading_by_run", "run_id"),
    Index("reading_by_time", "dossier_id", "first_seen"),
    Index("reading_by_name", "article_id", "dossier_id", "first_seen"),
    Index("reading_by_url", "url", sqlite_where=text("url IS NOT NULL"), postgresql_where=text("url IS NOT NULL"), postgresql_using="hash"),
)

current_reading = Table(
    "current_reading",
    metadata,
    _name("dossier_id", key=True),
    _name("article_id", key=True),
    _name("reading_id", ForeignKey("reading.id")),
    Index("current_reading_by_article", "article_id"),
    Index("current_reading_by_reading", "reading_id", unique=True),
    sqlite_with_rowid=False,
)

statement = _of_reading(
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
    _maybe("statement"),  # statement.id within the same reading
    Column("confidence", Double, nullable=False),
)
Index("position_by_term_and_holder", position.c.term, position.c.holder)
Index("position_by_confidence", position.c.confidence, position.c.id)

condition = _of_reading("condition", _number("position_number"), _number(), _maybe("term"), *_span())

via = _of_reading(
    "via",
    _name("owner", key=True),  # "statement" or "position"
    _number("owner_number"),
    _number(),
    _maybe("actor"),
    Column("anonymous", Boolean, nullable=True),
    *_span(),
)

silence = _of_reading("silence", _number(), _name("id"), _maybe("actor"))

silence_term = _of_reading("silence_term", _number("silence_number"), _number(), _name("term"))

dropped = _of_reading("dropped", _number(), _name("reason"), *_span())

notice = _of_reading("notice", _number(), _name("kind"))

passage = _of_reading(
    "passage",
    _name("owner", key=True),  # "statement", "position", "silence", "notice" or "article"
    _number("owner_number"),
    _name("role", key=True),  # "cue", "content", "evidence"; of an article: "published", "not_before", "not_after"
    _number(),
    *_span(),
)

comparison = Table(
    "comparison",
    metadata,
    _name("dossier_id", key=True),
    _name("id", key=True),
    Column("number", Integer, nullable=False),
    _name("kind"),
    _maybe("holder"),
    _maybe("term"),
    _words("content"),  # the whole row as JSON
    _name("version"),  # of onrecord, when it was found
    _name("first_seen"),
    Index("comparison_by_kind", "dossier_id", "kind", "number"),
    Index("comparison_by_holder", "dossier_id", "holder", "term", "kind"),
)

judgement = Table(
    "judgement",
    metadata,
    _name("id", key=True),
    _name("dossier_id"),
    _name("action"),  # "accept", "reject", "correct", "add", "merge", "split", "note", "undo"
    _name("subject"),  # "position", "actor", "occasion"
    _name("judged_by"),
    _name("judged_at"),
    _words("why"),
    _maybe("article_id"),  # this and the next: of the first position that it is about
    _maybe("term"),
    _maybe("of_judgement"),  # the judgement that it takes back, accepts or rejects
    _words("content"),  # the whole judgement as JSON, without its id
    _name("first_seen"),
    Index("judgement_by_dossier", "dossier_id", "judged_at"),
    Index("judgement_by_judgement", "of_judgement"),
)

judgement_article = Table(
    "judgement_article",
    metadata,
    _name("dossier_id", key=True),
    _name("article_key", key=True),  # empty: it is about the whole dossier (a merge of actors). The article may be one that is not here
    _name("judgement_id", ForeignKey("judgement.id"), key=True),
    Index("judgement_article_by_judgement", "judgement_id"),
    sqlite_with_rowid=False,
)

judged_reading = Table(
    "judged_reading",
    metadata,
    _name("reading_id", ForeignKey("reading.id"), key=True),
    _name("machine_id", ForeignKey("reading.id")),  # the reading by a machine that it follows from
    Index("judged_reading_by_machine", "machine_id"),
    sqlite_with_rowid=False,
)

judged_position = Table(
    "judged_position",
    metadata,
    _name("reading_id", ForeignKey("reading.id"), key=True),  # a current reading, and the machine's that it follows from
    _number(),  # position.number
    _name("state"),  # "accepted", "corrected", "added", "disputed"; of a machine's reading also "rejected"
    sqlite_with_rowid=False,
)

run_reading = Table(
    "run_reading",
    metadata,
    _name("run_id", ForeignKey("run.id"), key=True),
    _name("article_id", key=True),
    _name("reading_id", ForeignKey("reading.id")),
    Index("run_reading_by_reading", "reading_id"),
    sqlite_with_rowid=False,
)

trial = Table("trial", metadata, _name("run_id", ForeignKey("run.id"), key=True), _name("since"), _maybe("adopted"))

compared = Table("compared", metadata, _name("dossier_id", key=True), _name("basis"))  # basis: hash of the judgements that comparison took in

uncompared = Table(
    "uncompared",
    metadata,
    _name("dossier_id", key=True),
    _name("article_id", key=True),  # its current reading, or the report that stands for it, is another than comparison took in last
    _name("reading_id", key=True),  # the current reading now
    _name("holder", key=True),  # this and the next: on what it told something before; empty in the row of the article itself
    _name("term", key=True),
    sqlite_with_rowid=False,
)

# What everything was compared with last, so that articles that come in are compared with the same. `basis`: hash of the dossier, of the version and
# of what people judged of occasions; `tellings`: how many there were (`onrecord.comparison.tellings`), and how many of them had each word.
last_compared = Table(
    "last_compared", metadata, _name("dossier_id", key=True), _name("basis"), Column("tellings", Integer, nullable=False), sqlite_with_rowid=False
)

word_spread = Table(
    "word_spread",
    metadata,
    _name("dossier_id", key=True),
    _name("word", key=True),
    Column("tellings", Integer, nullable=False),
    sqlite_with_rowid=False,
)

entry = Table(
    "entry",
    metadata,
    # The last day that it can be of, times 2^32, plus a number within that day: the order of ids is the order of time, undated first.
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    _name("dossier_id"),
    _name("reading_id", ForeignKey("reading.id")),  # a current reading
    # "article", "statement", "position", "silence"; "rejected": a position of the machine's that somebody rejected; "machine-statement" and
    # so on: what the machine read of an article that people judged
    _name("kind"),
    Column("number", Integer, nullable=False),  # statement.number, position.number or silence.number
    _maybe("actor"),  # who said it, holds it, or was silent
    _maybe("term"),
    _maybe("stance"),
    _maybe("mode"),
    _maybe("day"),
    _name("basis"),  # how the day is known: "said", "inferred", "reported", "undated"
    _maybe("report"),  # the article that stands for its family of copies, where it is in one
    Column("counted", BigInteger, nullable=True),  # a number for that article, else for its reading: copies have the same
    _maybe("judged"),  # judged_position.state
    Column("words", Text, nullable=True),  # what it is found by, where that is in no row of its reading
    Column("vector", Text().with_variant(TSVECTOR(), "postgresql"), nullable=True),  # PostgreSQL's index of words; SQLite's is `entry_index`
    _maybe("article"),  # this and the next five: only of articles, which are listed by them; its id
    _maybe("outlet"),
    Column("statements", Integer, nullable=True),
    Column("positions", Integer, nullable=True),
    _maybe("arrived"),  # when it first came in for this dossier
    _maybe("edited"),  # when this version came in, where there was another under its id or address before
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
        *("dossier_id", "actor", "term", "kind", "id", "counted", "basis"),
        sqlite_where=text("term IS NOT NULL"),
        postgresql_where=text("term IS NOT NULL"),
    ),
)

cell = Table(
    "cell",
    metadata,
    _name("dossier_id", key=True),
    _name("gathered", key=True),  # "actor", or "side": with all members
    _name("holder", key=True),  # empty: positions whose holder is not known
    _name("term", key=True),
    Column("stale", Boolean, nullable=False),  # its entries have changed since it was counted
    Column("positions", Integer, nullable=False),
    Column("undated", Integer, nullable=False),
    Column("reports", Integer, nullable=False),  # independent ones: copies count once
    # JSON: id and stance of the entries that nothing is known to come after, the last first; of a side, its members
    Column("latest", Text, nullable=False),
    sqlite_with_rowid=False,
)

signature = Table(
    "signature",
    metadata,
    _name("reading_id", ForeignKey("reading.id"), key=True),  # a current reading
    Column("number", BigInteger, nullable=False),  # a short name for it, made out of its id
    Column("version", Integer, nullable=False),  # onrecord.language.shingles.SIGNATURE_VERSION
    Column("size", Integer, nullable=False),  # how many shingles the article has
    _name("content"),  # digest of all of them
    Column("sampled", LargeBinary, nullable=False),  # those in the signature: 8 bytes each, the lowest first
    Index("signature_by_number", "number", unique=True),
    sqlite_with_rowid=False,
)

sampled_shingle = Table(
    "sampled_shingle",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False, nullable=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False, nullable=False),  # signature.number
    sqlite_with_rowid=False,
)

comparison_article = Table(
    "comparison_article",
    metadata,
    _name("dossier_id", key=True),
    _name("article_id", key=True),
    _name("comparison_id", key=True),
    ForeignKeyConstraint(["dossier_id", "comparison_id"], ["comparison.dossier_id", "comparison.id"], ondelete="CASCADE"),
    Index("comparison_article_by_comparison", "dossier_id", "comparison_id"),
    sqlite_with_rowid=False,
)

finding = Table(
    "finding",
    metadata,
    _name("dossier_id", key=True),
    _name("id", key=True),  # comparison.id
    _name("kind"),  # "shift", "conflict", "occasion"; "occasion-alone" where only one independent report tells of it
    _name("marks"),  # what it can be chosen by, between spaces: how conditions changed, the type of a conflict, what reports have differently
    _name("day"),  # the last day that it can be of; empty: not told
    Column("severity", Double, nullable=False),
    Column("reports", Integer, nullable=False),  # independent ones: copies count once
    _name("arrived"),  # when the last of the articles that it names first came in
    ForeignKeyConstraint(["dossier_id", "id"], ["comparison.dossier_id", "comparison.id"], ondelete="CASCADE"),
    Index("finding_by_day", "dossier_id", "kind", "day", "id"),
    Index("finding_by_severity", "dossier_id", "kind", "severity", "id"),
    Index("finding_by_arrival", "dossier_id", "kind", "arrived"),
    sqlite_with_rowid=False,
)

finding_place = Table(
    "finding_place",
    metadata,
    _name("dossier_id", key=True),
    _name("holder", key=True),
    _name("term", key=True),
    _name("id", key=True),  # finding.id
    ForeignKeyConstraint(["dossier_id", "id"], ["finding.dossier_id", "finding.id"], ondelete="CASCADE"),
    Index("finding_place_by_finding", "dossier_id", "id"),
    sqlite_with_rowid=False,
)

citation = Table(
    "citation",
    metadata,
    _name("reading_id", ForeignKey("reading.id"), key=True),  # a current reading
    _name("cited", key=True),  # the outlet or agency by its name
    _name("dossier_id"),
    _name("article_id"),
    Column("outlet", Text, nullable=True),  # of the article
    _name("report"),  # the article that stands for its family of copies, itself where it is in none
    *_span(),
    Index("citation_by_cited", *("dossier_id", "cited", "outlet", "report")),
    sqlite_with_rowid=False,
)

tombstone = Table(
    "tombstone",
    metadata,
    _name("article_key", key=True),
    _name("article_id"),
    _name("forgotten_at"),
    _words("forgotten_by"),
    _words("why"),
    Index("tombstone_by_article", "article_id"),
    sqlite_with_rowid=False,
)

# Made out of the other tables: they are made anew rather than copied.
DERIVED: tuple[Table, ...] = (entry, cell, finding, finding_place, citation)

# What one reading is made of, in the order in which rows are written. The first column of each is `reading_id`.
PARTS: tuple[Table, ...] = (statement, position, condition, via, silence, silence_term, dropped, notice, passage)
