"""A reading taken apart into rows of the ledger, and the name that those rows give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from onrecord.identity import article_key, digest, silence_id
from onrecord.ledger import schema
from onrecord.records import Article, Position, Reading, Silence, Span, Statement, Via

Row = dict[str, Any]

_NO_SPAN = (None, None, None, None)
_NO_CAPTURE = (None, None, None, None)


class ReadingRows(Struct, frozen=True):
    """One reading as rows: of `reading` itself (without `first_seen`), and of its parts by table."""

    reading: Row
    parts: dict[str, list[Row]]


def article_row(article: Article, text: str, key: str) -> Row:
    """The row of this version of the article, without `first_seen`."""
    return {
        "key": key,
        "id": article.id,
        "title": article.title,
        "text": text,
        "text_sha256": article.text_sha256,
    }


def reading_rows(reading: Reading, run_id: str, machine_id: str | None = None) -> ReadingRows:
    """Take a reading apart. Its name hashes all that the rows say, so that the same reading by the same run has the same name.

    `machine_id` names the machine's reading that this one follows from by judgements: such a one is never taken for a machine's own.
    """
    article = reading.article
    key = article_key(article)
    dossier_id = reading.dossier.id if reading.dossier else ""
    head: Row = {
        "article_key": key,
        "run_id": run_id,
        "dossier_id": dossier_id,
        "article_id": article.id,
        "outlet": article.outlet,
        "byline": article.byline,
        "url": article.url,
        "extracted": article.extracted,
        "language": article.language,
        "published": article.published,
        "published_by": article.published_by,
        "not_before": article.not_before,
        "not_after": article.not_after,
        **_capture(article),
    }
    parts: dict[str, list[Row]] = defaultdict(list)
    _take_article_apart(article, parts)
    for number, statement in enumerate(reading.statements):
        _take_statement_apart(number, statement, parts)
    for number, position in enumerate(reading.positions):
        _take_position_apart(number, position, parts)
    for number, silence in enumerate(reading.silences):
        _take_silence_apart(number, silence, silence_id(key, dossier_id, silence), parts)
    reading_id = _name_of_rows(head, parts)
    if machine_id is not None:
        reading_id = digest("judged", machine_id, reading_id)
    for rows in parts.values():
        for row in rows:
            row["reading_id"] = reading_id
    return ReadingRows({"id": reading_id, **head}, dict(parts))


def _name_of_rows(head: Row, parts: dict[str, list[Row]]) -> str:
    """The name of a reading.

    Columns that hold nothing are left out, so that a column added by a later version leaves the names of readings made before as they are.
    """
    written = [[sorted((column, value) for column, value in head.items() if value is not None)]]
    for table in schema.PARTS:
        rows = parts.get(table.name, [])
        written.append([sorted((column, value) for column, value in row.items() if value is not None) for row in rows])
    return digest("reading", msgspec.json.encode(written).decode("utf-8"))


def _capture(article: Article) -> Row:
    capture = article.capture
    where = (capture.archive, capture.record, capture.offset, capture.captured) if capture else _NO_CAPTURE
    return dict(zip(("archive", "record", "record_offset", "captured"), where, strict=True))


def _take_article_apart(article: Article, parts: dict[str, list[Row]]) -> None:
    evidence = article.evidence
    _add_passages(parts, "article", 0, "published", evidence.published)
    _add_passages(parts, "article", 0, "not_before", evidence.not_before)
    _add_passages(parts, "article", 0, "not_after", evidence.not_after)
    for number, dropped in enumerate(article.dropped):
        parts["dropped"].append({"number": number, "reason": dropped.reason, **_columns(dropped)})
    for number, notice in enumerate(article.notices):
        parts["notice"].append({"number": number, "kind": notice.kind})
        _add_passages(parts, "notice", number, "evidence", notice.evidence)


def _take_statement_apart(number: int, statement: Statement, parts: dict[str, list[Row]]) -> None:
    row: Row = {
        "number": number,
        "id": statement.id,
        "mode": statement.mode,
        "actor": statement.actor,
        "cue_class": statement.cue_class,
        "said_on": statement.said_on,
        "confidence": float(statement.confidence),
        **_columns(statement.source, "source_"),
    }
    parts["statement"].append(row)
    _add_passages(parts, "statement", number, "cue", statement.cue)
    _add_passages(parts, "statement", number, "content", statement.content)
    _add_via(parts, "statement", number, statement.via)


def _take_position_apart(number: int, position: Position, parts: dict[str, list[Row]]) -> None:
    row: Row = {
        "number": number,
        "id": position.id,
        "holder": position.holder,
        "term": position.term,
        "stance": position.stance,
        "mode": position.mode,
        "said_on": position.said_on,
        "statement": position.statement,
        "confidence": float(position.confidence),
        **_columns(position.mention, "mention_"),
    }
    parts["position"].append(row)
    for index, condition in enumerate(position.conditions):
        parts["condition"].append({"position_number": number, "number": index, "term": condition.term, **_columns(condition)})
    _add_passages(parts, "position", number, "evidence", position.evidence)
    _add_via(parts, "position", number, position.via)


def _take_silence_apart(number: int, silence: Silence, name: str, parts: dict[str, list[Row]]) -> None:
    parts["silence"].append({"number": number, "id": name, "actor": silence.actor})
    for index, term in enumerate(silence.terms):
        parts["silence_term"].append({"silence_number": number, "number": index, "term": term})
    _add_passages(parts, "silence", number, "evidence", silence.evidence)


def _add_passages(parts: dict[str, list[Row]], owner: str, owner_number: int, role: str, spans: Iterable[Span]) -> None:
    for number, span in enumerate(spans):
        parts["passage"].append({"owner": owner, "owner_number": owner_number, "role": role, "number": number, **_columns(span)})


def _add_via(parts: dict[str, list[Row]], owner: str, owner_number: int, chain: Sequence[Via]) -> None:
    for number, via in enumerate(chain):
        row: Row = {"owner": owner, "owner_number": owner_number, "number": number, "actor": via.actor, "anonymous": via.anonymous}
        parts["via"].append({**row, **_columns(via.span)})


def _columns(span: Span | None, prefix: str = "") -> Row:
    starts, ends, text, field = (span.start, span.end, span.text, span.field) if span else _NO_SPAN
    return {f"{prefix}starts": starts, f"{prefix}ends": ends, f"{prefix}text": text, f"{prefix}field": field}
