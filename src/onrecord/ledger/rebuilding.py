"""Readings put together again from their rows: what comes back equals what was stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET
from sqlalchemy import Connection, Select, Table, bindparam, select

from onrecord.ledger import schema
from onrecord.ledger.portions import portions
from onrecord.records import (
    Article,
    Capture,
    Condition,
    DateEvidence,
    DossierReference,
    Dropped,
    Field,
    Notice,
    Position,
    Reader,
    Reading,
    Silence,
    Span,
    Statement,
    Via,
)

# How many readings are fetched at once: few enough to keep memory small and below the number of variables that SQLite takes.
READINGS_AT_ONCE = 200
# The passages of statements and positions that are looked at where reports are compared: not all that a statement says.
ACCOUNTS = ("cue", "evidence")

Row = dict[str, Any]
Place = tuple[Any, ...]
Parts = dict[str, dict[str, list[Row]]]


def fetch(connection: Connection, query: Select[Any], values: Mapping[str, Any] | None = None) -> list[Row]:
    """The rows that a query finds, by column. Plain dicts: a reading has a hundred rows, and SQLAlchemy's own rows take thrice as long to ask."""
    result = connection.execute(query, values)
    columns = tuple(result.keys())
    return [dict(zip(columns, row, strict=True)) for row in result.all()]


def readings_of(connection: Connection, reading_ids: Sequence[str], *, with_text: bool = True) -> list[Reading]:
    """The readings of these names, in this order. Names that are not in the ledger are left out."""
    heads = {head["reading_id"]: head for head in _heads(connection, reading_ids, with_text=with_text)}
    parts = fetch_parts(connection, reading_ids, schema.PARTS)
    return [_reading(heads[name], parts.get(name, {})) for name in reading_ids if name in heads]


def readings_named(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> list[Reading]:
    """Those of the current readings that are of these articles, with text, by article id."""
    found = list[Reading]()
    for some in portions(sorted(article_ids), READINGS_AT_ONCE):
        found += readings_of(connection, connection.execute(_CURRENT, {"dossier": dossier_id, "articles": some}).scalars().all())
    return found


def articles_of(connection: Connection, reading_ids: Sequence[str]) -> list[Article]:
    """The articles of these readings as they were read, without their text."""
    heads = {head["reading_id"]: head for head in _heads(connection, reading_ids, with_text=False)}
    parts = fetch_parts(connection, reading_ids, (schema.dropped, schema.notice), owners=("article", "notice"))
    return [_article(heads[name], _Pieces(parts.get(name, {}))) for name in reading_ids if name in heads]


def accounts_of(connection: Connection, reading_ids: Sequence[str]) -> list[Reading]:
    """The readings of these names, in this order, as reports are compared: with text, positions, and the cues of statements."""
    heads = {head["reading_id"]: head for head in _heads(connection, reading_ids, with_text=True)}
    parts = fetch_parts(
        connection, reading_ids, (schema.statement, schema.position, schema.condition, schema.dropped), ("position", "statement"), ACCOUNTS
    )
    return [_reading(heads[name], parts.get(name, {})) for name in reading_ids if name in heads]


def accounts_named(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> list[Reading]:
    """The same of the current readings of these articles, by article id."""
    found = list[Reading]()
    for some in portions(sorted(article_ids), READINGS_AT_ONCE):
        found += accounts_of(connection, connection.execute(_CURRENT, {"dossier": dossier_id, "articles": some}).scalars().all())
    return found


def fetch_parts(
    connection: Connection, reading_ids: Sequence[str], tables: Iterable[Table], owners: Sequence[str] | None = None, roles: Sequence[str] = ()
) -> Parts:
    """The rows of these tables by reading and table, in their order; with `owners`, also the passages and go-betweens of those owners, the passages
    in these `roles` alone, where given.
    """
    found: Parts = defaultdict(lambda: defaultdict(list))
    asked = [(table, _parts_query(table, owned=False)) for table in tables]
    if owners:
        asked += [
            (schema.passage, _passages_in() if roles else _parts_query(schema.passage, owned=True)),
            (schema.via, _parts_query(schema.via, owned=True)),
        ]
    for table, query in asked:
        for row in fetch(connection, query, {"readings": reading_ids, "owners": owners or (), "roles": roles}):
            found[row["reading_id"]][table.name].append(row)
    return found


def _current() -> Select[Any]:
    current = schema.current_reading.c
    query = select(current.reading_id).where(current.dossier_id == bindparam("dossier"))
    return query.where(current.article_id.in_(bindparam("articles", expanding=True))).order_by(current.article_id)


# This and the next are put together once: for one article, composing such a query takes longer than answering it.
_CURRENT = _current()


@cache
def _parts_query(table: Table, *, owned: bool) -> Select[Any]:
    query = select(table).where(table.c.reading_id.in_(bindparam("readings", expanding=True))).order_by(*table.primary_key)
    return query.where(table.c.owner.in_(bindparam("owners", expanding=True))) if owned else query


@cache
def _passages_in() -> Select[Any]:
    return _parts_query(schema.passage, owned=True).where(schema.passage.c.role.in_(bindparam("roles", expanding=True)))


def positions_in(parts: Mapping[str, Sequence[Row]]) -> list[Position]:
    """The positions of one reading out of its rows."""
    pieces = _Pieces(parts)
    return [_position(row, pieces) for row in parts.get("position", ())]


def statements_in(parts: Mapping[str, Sequence[Row]]) -> list[Statement]:
    """The statements of one reading out of its rows."""
    pieces = _Pieces(parts)
    return [_statement(row, pieces) for row in parts.get("statement", ())]


def silences_in(parts: Mapping[str, Sequence[Row]]) -> list[Silence]:
    """The silences of one reading out of its rows."""
    pieces = _Pieces(parts)
    return [_silence(row, pieces) for row in parts.get("silence", ())]


def _heads(connection: Connection, reading_ids: Sequence[str], *, with_text: bool) -> Iterable[Row]:
    return fetch(connection, _heads_query(with_text=with_text), {"readings": reading_ids})


@cache
def _heads_query(*, with_text: bool) -> Select[Any]:
    reading, article, run = schema.reading.c, schema.article.c, schema.run.c
    columns = [
        *(reading.id.label("reading_id"), reading.article_id, reading.outlet, reading.byline, reading.language, reading.published),
        *(reading.published_by, reading.not_before, reading.not_after, reading.url, reading.extracted, article.title, article.text_sha256),
        *(reading.archive, reading.record, reading.record_offset, reading.captured),
        *(run.version, run.models, run.dossier_id, run.dossier_sha256),
    ]
    if with_text:
        columns.append(article.text)
    tables = schema.reading.join(schema.article, article.key == reading.article_key).join(schema.run, run.id == reading.run_id)
    return select(*columns).select_from(tables).where(reading.id.in_(bindparam("readings", expanding=True)))


class _Pieces:
    """The rows of one reading that belong to others of its rows, by their place."""

    def __init__(self, parts: Mapping[str, Sequence[Row]]) -> None:
        self.parts = parts
        self.passages: dict[Place, list[Span]] = defaultdict(list)
        self.via: dict[Place, list[Via]] = defaultdict(list)
        self.conditions: dict[int, list[Condition]] = defaultdict(list)
        self.terms: dict[int, list[str]] = defaultdict(list)
        for row in parts.get("passage", ()):
            self.passages[row["owner"], row["owner_number"], row["role"]].append(_span(row))
        for row in parts.get("via", ()):
            self.via[row["owner"], row["owner_number"]].append(Via(_span(row), row["actor"], row["anonymous"]))
        for row in parts.get("condition", ()):
            self.conditions[row["position_number"]].append(Condition(row["starts"], row["ends"], row["text"], _field(row["field"]), term=row["term"]))
        for row in parts.get("silence_term", ()):
            self.terms[row["silence_number"]].append(row["term"])

    def spans(self, *place: str | int) -> tuple[Span, ...]:
        return tuple(self.passages.get(place, ()))

    def via_of(self, owner: str, number: int) -> tuple[Via, ...]:
        return tuple(self.via.get((owner, number), ()))


def _reading(head: Row, parts: Mapping[str, Sequence[Row]]) -> Reading:
    pieces = _Pieces(parts)
    dossier = DossierReference(head["dossier_id"], head["dossier_sha256"]) if head["dossier_id"] is not None else None
    return Reading(
        article=_article(head, pieces),
        reader=Reader(head["version"], msgspec.json.decode(head["models"], type=dict[str, str])),
        dossier=dossier,
        statements=tuple(_statement(row, pieces) for row in parts.get("statement", ())),
        positions=tuple(_position(row, pieces) for row in parts.get("position", ())),
        silences=tuple(_silence(row, pieces) for row in parts.get("silence", ())),
    )


def _article(head: Row, pieces: _Pieces) -> Article:
    dropped = (
        Dropped(row["starts"], row["ends"], row["text"], _field(row["field"]), reason=row["reason"]) for row in pieces.parts.get("dropped", ())
    )
    notices = (Notice(row["kind"], pieces.spans("notice", row["number"], "evidence")) for row in pieces.parts.get("notice", ()))
    evidence = DateEvidence(*(pieces.spans("article", 0, role) for role in ("published", "not_before", "not_after")))
    return Article(
        id=head["article_id"],
        title=head["title"],
        outlet=head["outlet"],
        byline=head["byline"],
        url=head["url"],
        language=head["language"],
        text_sha256=head["text_sha256"],
        text=head.get("text", UNSET),
        extracted=head["extracted"],
        published=head["published"],
        published_by=head["published_by"],
        not_before=head["not_before"],
        not_after=head["not_after"],
        evidence=evidence,
        dropped=tuple(dropped),
        notices=tuple(notices),
        capture=_capture(head),
    )


def _capture(head: Row) -> Capture | None:
    if head["archive"] is None:
        return None
    return Capture(archive=head["archive"], record=head["record"], offset=head["record_offset"], captured=head["captured"])


def _statement(row: Row, pieces: _Pieces) -> Statement:
    return Statement(
        id=row["id"],
        mode=row["mode"],
        source=_span_or_none(row, "source_"),
        actor=row["actor"],
        cue=pieces.spans("statement", row["number"], "cue"),
        cue_class=row["cue_class"],
        content=pieces.spans("statement", row["number"], "content"),
        via=pieces.via_of("statement", row["number"]),
        said_on=row["said_on"],
        confidence=row["confidence"],
    )


def _position(row: Row, pieces: _Pieces) -> Position:
    return Position(
        id=row["id"],
        holder=row["holder"],
        mention=_span_or_none(row, "mention_"),
        term=row["term"],
        stance=row["stance"],
        conditions=tuple(pieces.conditions.get(row["number"], ())),
        evidence=pieces.spans("position", row["number"], "evidence"),
        mode=row["mode"],
        via=pieces.via_of("position", row["number"]),
        said_on=row["said_on"],
        statement=row["statement"],
        confidence=row["confidence"],
    )


def _silence(row: Row, pieces: _Pieces) -> Silence:
    return Silence(row["actor"], tuple(pieces.terms.get(row["number"], ())), pieces.spans("silence", row["number"], "evidence"))


def _span(row: Row) -> Span:
    return Span(row["starts"], row["ends"], row["text"], _field(row["field"]))


def _span_or_none(row: Row, prefix: str) -> Span | None:
    if row[f"{prefix}starts"] is None:
        return None
    return Span(row[f"{prefix}starts"], row[f"{prefix}ends"], row[f"{prefix}text"], _field(row[f"{prefix}field"]))


def _field(name: str) -> Field:
    """The field as the very constant of the records: msgspec leaves a default out of JSON only where it is the same object."""
    return "title" if name == "title" else "text"
