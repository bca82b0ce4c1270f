"""The tables of comparison: what it found, what it has taken in, and by which runs of words articles are found again."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, ForeignKey, ForeignKeyConstraint, Index, Integer, LargeBinary, Table

from onrecord.ledger.schema_columns import maybe, metadata, named, words

comparison = Table(
    "comparison",
    metadata,
    named("dossier_id", key=True),
    named("id", key=True),
    Column("number", Integer, nullable=False),
    named("kind"),
    maybe("holder"),
    maybe("term"),
    words("content"),  # the whole row as JSON
    named("version"),  # of onrecord, when it was found
    named("first_seen"),
    Index("comparison_by_kind", "dossier_id", "kind", "number"),
    Index("comparison_by_holder", "dossier_id", "holder", "term", "kind"),
)

compared = Table("compared", metadata, named("dossier_id", key=True), named("basis"))  # basis: hash of the judgements that comparison took in

uncompared = Table(
    "uncompared",
    metadata,
    named("dossier_id", key=True),
    named("article_id", key=True),  # its current reading, or the report that stands for it, is another than comparison took in last
    named("reading_id", key=True),  # the current reading now
    named("holder", key=True),  # this and the next: on what it told something before; empty in the row of the article itself
    named("term", key=True),
    sqlite_with_rowid=False,
)

# What everything was compared with last, so that articles that come in are compared with the same. `basis`: hash of the dossier, of the version and
# of what people judged of occasions; `tellings`: how many there were (`onrecord.comparison.tellings`), and how many of them had each word.
last_compared = Table(
    "last_compared", metadata, named("dossier_id", key=True), named("basis"), Column("tellings", Integer, nullable=False), sqlite_with_rowid=False
)

word_spread = Table(
    "word_spread",
    metadata,
    named("dossier_id", key=True),
    named("word", key=True),
    Column("tellings", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The positions of current readings by holder, term and time, as comparison has them (`onrecord.comparison.trail`).
trail = Table(
    "trail",
    metadata,
    named("dossier_id", key=True),
    named("holder", key=True),
    named("term", key=True),
    Column("day", Integer, primary_key=True, autoincrement=False, nullable=False),  # the last known, counted from the year 1; or 0
    named("article_id", key=True),
    named("position_id", key=True),
    Column("first_day", Integer, nullable=False),  # this and the next: 0 where it is not known
    Column("last_day", Integer, nullable=False),
    named("stance"),
    Column("confidence", Double, nullable=False),
    Column("vias", Integer, nullable=False),  # how many passed it on
    Column("starts", Integer, nullable=False),
    Column("marks", Integer, nullable=False),  # what it is: bits of `onrecord.comparison.trail`
    named("told_of"),  # its own term, where it stands here because something depends on `term` in it
    Index("trail_by_article", "article_id", "dossier_id"),
    sqlite_with_rowid=False,
)

# What is told in each article, as far as it takes to find what belongs with it (`onrecord.comparison.told`).
told = Table("told", metadata, named("dossier_id", key=True), named("article_id", key=True), Column("content", LargeBinary, nullable=False))

signature = Table(
    "signature",
    metadata,
    named("reading_id", ForeignKey("reading.id"), key=True),  # a current reading
    Column("number", BigInteger, nullable=False),  # a short name for it, made out of its id
    Column("version", Integer, nullable=False),  # onrecord.language.shingles.SIGNATURE_VERSION
    Column("size", Integer, nullable=False),  # how many shingles the article has
    named("content"),  # digest of all of them
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
    named("dossier_id", key=True),
    named("article_id", key=True),
    named("comparison_id", key=True),
    ForeignKeyConstraint(["dossier_id", "comparison_id"], ["comparison.dossier_id", "comparison.id"], ondelete="CASCADE"),
    Index("comparison_article_by_comparison", "dossier_id", "comparison_id"),
    sqlite_with_rowid=False,
)

finding = Table(
    "finding",
    metadata,
    named("dossier_id", key=True),
    named("id", key=True),  # comparison.id
    named("kind"),  # "shift", "conflict", "occasion"; "occasion-alone" where only one independent report tells of it
    named("marks"),  # what it can be chosen by, between spaces: how conditions changed, the type of a conflict, what reports have differently
    named("day"),  # the last day that it can be of; empty: not told
    Column("severity", Double, nullable=False),
    Column("reports", Integer, nullable=False),  # independent ones: copies count once
    named("arrived"),  # when the last of the articles that it names first came in
    ForeignKeyConstraint(["dossier_id", "id"], ["comparison.dossier_id", "comparison.id"], ondelete="CASCADE"),
    Index("finding_by_day", "dossier_id", "kind", "day", "id"),
    Index("finding_by_severity", "dossier_id", "kind", "severity", "id"),
    Index("finding_by_arrival", "dossier_id", "kind", "arrived"),
    sqlite_with_rowid=False,
)

finding_place = Table(
    "finding_place",
    metadata,
    named("dossier_id", key=True),
    named("holder", key=True),
    named("term", key=True),
    named("id", key=True),  # finding.id
    ForeignKeyConstraint(["dossier_id", "id"], ["finding.dossier_id", "finding.id"], ondelete="CASCADE"),
    Index("finding_place_by_finding", "dossier_id", "id"),
    sqlite_with_rowid=False,
)
