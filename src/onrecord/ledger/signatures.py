"""Signatures of the articles that queries answer from: who shares runs of words with whom, without going through the texts.

They are made out of the other tables, and made anew whenever an article's current reading changes, in the same transaction. One that an earlier
version of `language.shingles` made, or none, is made up for by `bring_up_to_date`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, select

from onrecord.language.shingles import SIGNATURE_VERSION, Numbers, signature_of
from onrecord.ledger import schema
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import fetch
from onrecord.records import Article, Dropped, Field

# A shingle that more articles have is followed to so many of them: it is a set phrase, or furniture.
_COMMON = 1000


class Sharing(Struct, frozen=True, kw_only=True):
    """Another article that shares sampled shingles with the one asked about.

    `size` counts all its shingles, `sampled` those in its signature, `shared` those of them that the other has too; `content` names all of them.
    """

    article: str
    size: int
    content: str
    sampled: int
    shared: int


def replace_signature(connection: Connection, before: str | None, after: str | None) -> None:
    """An article's current reading was `before` and is `after` now; both are still there."""
    if before is not None:
        remove_signatures(connection, [before])
    if after is not None:
        _add(connection, [after])


def remove_signatures(connection: Connection, reading_ids: Sequence[str]) -> None:
    """Take out the signatures of these readings."""
    table, shingle = schema.signature, schema.sampled_shingle
    for some in portions(reading_ids):
        for row in fetch(connection, select(table.c.number, table.c.sampled).where(table.c.reading_id.in_(some))):
            # By both columns of the key: what is under one number alone would have to be looked for.
            gone = [{"gone": value, "of": row["number"]} for value in _signed(_decoded(row["sampled"]))]
            if gone:
                connection.execute(delete(shingle).where(shingle.c.shingle == bindparam("gone"), shingle.c.number == bindparam("of")), gone)
        connection.execute(delete(table).where(table.c.reading_id.in_(some)))


def bring_up_to_date(connection: Connection, dossier_id: str) -> int:
    """Make the signatures that are missing or of another version; gives how many they were."""
    current, table = schema.current_reading.c, schema.signature.c
    tables = schema.current_reading.outerjoin(schema.signature, table.reading_id == current.reading_id)
    wanted = table.version.is_(None) | (table.version != SIGNATURE_VERSION)
    query = select(current.reading_id).select_from(tables).where(current.dossier_id == dossier_id, wanted).order_by(current.article_id)
    names = connection.execute(query).scalars().all()
    for some in portions(names):
        remove_signatures(connection, some)
        _add(connection, some)
    return len(names)


# Put together once: it is asked for each shingle of every article that comes in.
_HOLDERS = select(schema.sampled_shingle.c.number).where(schema.sampled_shingle.c.shingle == bindparam("value")).limit(_COMMON)


def sharing(connection: Connection, dossier_id: str, article_id: str) -> list[Sharing]:
    """The other articles of the dossier that share sampled shingles with this one, by id; [] where it is not in the ledger."""
    own = _own(connection, dossier_id, article_id)
    if own is None:
        return []
    number, sampled = own
    shared: Counter[int] = Counter()
    for value in _signed(sampled):
        shared.update(connection.execute(_HOLDERS, {"value": value}).scalars())
    del shared[number]
    found = []
    table, reading = schema.signature.c, schema.reading.c
    columns = (reading.article_id, table.number, table.size, table.content, table.sampled)
    tables = schema.signature.join(schema.reading, reading.id == table.reading_id)
    for some in portions(sorted(shared)):
        for row in fetch(connection, select(*columns).select_from(tables).where(table.number.in_(some), reading.dossier_id == dossier_id)):
            length = len(_decoded(row["sampled"]))
            found.append(Sharing(article=row["article_id"], size=row["size"], content=row["content"], sampled=length, shared=shared[row["number"]]))
    return sorted(found, key=lambda one: one.article)


def contents(connection: Connection, dossier_id: str, article_ids: Sequence[str]) -> dict[str, str]:
    """What names all shingles of each of these articles."""
    table, current = schema.signature.c, schema.current_reading.c
    query = select(current.article_id, table.content).join_from(schema.current_reading, schema.signature, table.reading_id == current.reading_id)
    found: dict[str, str] = {}
    for some in portions(article_ids):
        rows = connection.execute(query.where(current.dossier_id == dossier_id, current.article_id.in_(some)))
        found |= {row.article_id: row.content for row in rows}
    return found


def texts_of(connection: Connection, reading_ids: Sequence[str]) -> Iterator[tuple[str, Article]]:
    """The articles of these readings with what shingles are made of: their text, and which passages were dropped."""
    reading, article, dropped = schema.reading.c, schema.article.c, schema.dropped.c
    passages: dict[str, list[Dropped]] = defaultdict(list)
    for row in fetch(connection, select(schema.dropped).where(dropped.reading_id.in_(reading_ids)).order_by(dropped.reading_id, dropped.number)):
        field: Field = "title" if row["field"] == "title" else "text"
        passages[row["reading_id"]].append(Dropped(row["starts"], row["ends"], row["text"], field, reason=row["reason"]))
    tables = schema.reading.join(schema.article, article.key == reading.article_key)
    query = select(reading.id, reading.article_id, article.text).select_from(tables).where(reading.id.in_(reading_ids))
    for row in fetch(connection, query.order_by(reading.id)):
        yield row["id"], Article(id=row["article_id"], text=row["text"], dropped=tuple(passages[row["id"]]))


def texts_named(connection: Connection, dossier_id: str, article_ids: Sequence[str]) -> list[Article]:
    """The same of the current readings of these articles, by id."""
    current, found = schema.current_reading.c, []
    for some in portions(article_ids):
        query = select(current.reading_id).where(current.dossier_id == dossier_id, current.article_id.in_(some))
        found += [article for _, article in texts_of(connection, connection.execute(query).scalars().all())]
    return sorted(found, key=lambda article: article.id)


def _add(connection: Connection, reading_ids: Sequence[str]) -> None:
    rows, shingles = [], []
    for name, article in texts_of(connection, reading_ids):
        signature, number = signature_of(article), _number_of(name)
        row = {"reading_id": name, "number": number, "version": SIGNATURE_VERSION, "size": signature.size, "content": signature.content}
        rows.append({**row, "sampled": signature.sampled.astype("<u8").tobytes()})
        shingles += [{"shingle": value, "number": number} for value in _signed(signature.sampled)]
    if rows:
        connection.execute(schema.signature.insert(), rows)
    if shingles:
        connection.execute(schema.sampled_shingle.insert(), shingles)


def _own(connection: Connection, dossier_id: str, article_id: str) -> tuple[int, Numbers] | None:
    table, current = schema.signature.c, schema.current_reading.c
    query = select(table.number, table.sampled).join_from(schema.current_reading, schema.signature, table.reading_id == current.reading_id)
    row = connection.execute(query.where(current.dossier_id == dossier_id, current.article_id == article_id)).first()
    return (row.number, _decoded(row.sampled)) if row else None


def _number_of(reading_id: str) -> int:
    """A short name for a reading: 60 bits of the 80 that its own has. Two are the same among a million with a probability below one in a million."""
    return int(reading_id[:15], 16)


def _signed(sampled: Numbers) -> list[int]:
    """Sampled shingles as both databases hold numbers: all are below 2**63, as SAMPLED is two at least."""
    found: list[int] = sampled.tolist()
    return found


def _decoded(sampled: bytes) -> Numbers:
    return np.frombuffer(sampled, "<u8").astype(np.uint64)
