"""Signatures of the articles that queries answer from: who shares runs of words with whom, without going through the texts.

They are made out of the other tables, and made anew whenever an article's current reading changes, in the same transaction. One that an earlier
version of `language.shingles` made, or none, is made up for by `bring_up_to_date`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from sqlalchemy import BigInteger, BindParameter, ColumnElement, CompoundSelect, Connection, Select, bindparam, delete, func, select, union_all

from onrecord.language.shingles import SIGNATURE_VERSION, Numbers, signature_of
from onrecord.ledger import schema
from onrecord.ledger.portions import portions
from onrecord.ledger.rebuilding import fetch
from onrecord.records import Article, Dropped, Field

# A shingle that more articles have is followed to so many of them: it is a set phrase, or furniture.
_COMMON = 1000
# Of one sampled shingle, as it is kept.
_BYTES = 8
# The articles of so many shingles are asked for together.
_SHINGLES_AT_ONCE = 16


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


def sharing(connection: Connection, dossier_id: str, article_id: str, longest: Callable[[int], int | None] = lambda _: None) -> list[Sharing]:
    """The other articles of the dossier that share sampled shingles with this one, by id; [] where it is not in the ledger.

    `longest` says how many shingles the signature of one that shares so many may have (None: any number).
    """
    by_shared: dict[int, list[int]] = defaultdict(list)
    for number, count in _shared(connection, dossier_id, article_id).items():
        by_shared[count].append(number)
    found = []
    for shared, numbers in sorted(by_shared.items()):
        most = longest(shared)
        for some in portions(sorted(numbers)):
            asked = {"dossier": dossier_id, "numbers": some, "most": (1 << 30 if most is None else most) * _BYTES}
            found += [
                Sharing(article=row.article_id, size=row.size, content=row.content, sampled=row.bytes // _BYTES, shared=shared)
                for row in connection.execute(_SIGNATURES, asked).all()
            ]
    return sorted(found, key=lambda one: one.article)


def most_alike(connection: Connection, dossier_id: str, article_id: str, most: int) -> list[str]:
    """So many of the articles of the dossier that share most sampled shingles with this one, those that share most first."""
    shared, found = _shared(connection, dossier_id, article_id), list[str]()
    by_number = sorted(shared, key=lambda number: (-shared[number], number))
    for some in portions(by_number, 2 * most):
        rows = connection.execute(_SIGNATURES, {"dossier": dossier_id, "numbers": some, "most": 1 << 40}).all()
        named = {row.number: row.article_id for row in rows}
        found += [named[number] for number in some if number in named]
        if len(found) >= most:
            break
    return found[:most]


def _shared(connection: Connection, dossier_id: str, article_id: str) -> Counter[int]:
    """How many sampled shingles each other article, by its number, shares with this one."""
    own = _own(connection, dossier_id, article_id)
    shared: Counter[int] = Counter()
    if own is None:
        return shared
    number, sampled = own
    for some in portions(_signed(sampled), _SHINGLES_AT_ONCE):
        # No shingle is negative.
        values = [*some, *[-1] * (_SHINGLES_AT_ONCE - len(some))]
        shared.update(connection.execute(_HOLDERS, {f"value{place}": value for place, value in enumerate(values)}).scalars().all())
    del shared[number]
    return shared


def _holders() -> CompoundSelect[int]:
    """The articles of each of some shingles, by number: of a shingle that is _COMMON, so many of them."""
    shingle = schema.sampled_shingle.c
    of_each = (
        select(shingle.number).where(shingle.shingle == bindparam(f"value{place}", type_=BigInteger)).limit(_COMMON).subquery()
        for place in range(_SHINGLES_AT_ONCE)
    )
    return union_all(*(select(one.c.number) for one in of_each))


def _signatures() -> Select[Any]:
    table, reading = schema.signature.c, schema.reading.c
    # Only how long a signature is counts here, not what is in it.
    size = func.length(table.sampled)
    query = select(reading.article_id, table.number, table.size, table.content, size.label("bytes"))
    query = query.join_from(schema.signature, schema.reading, reading.id == table.reading_id)
    return query.where(
        table.number.in_(bindparam("numbers", expanding=True, type_=BigInteger)),
        size <= bindparam("most"),
        # As an expression, so that SQLite is not led through all readings of the dossier: the numbers are few.
        func.coalesce(reading.dossier_id, "") == bindparam("dossier"),
    )


def _of_articles(*columns: ColumnElement[Any]) -> Select[Any]:
    """Of the signatures of some articles."""
    current = schema.current_reading.c
    tables = schema.current_reading.join(schema.signature, schema.signature.c.reading_id == current.reading_id)
    query = select(*columns).select_from(tables).where(current.dossier_id == bindparam("dossier"))
    return query.where(current.article_id.in_(bindparam("articles", expanding=True)))


def _texts() -> tuple[Select[Any], Select[Any]]:
    """The passages of some readings that were dropped, and the texts."""
    reading, article, dropped = schema.reading.c, schema.article.c, schema.dropped.c
    wanted: BindParameter[Any] = bindparam("readings", expanding=True)
    texts = select(reading.id, reading.article_id, article.text).join_from(schema.reading, schema.article, article.key == reading.article_key)
    passages = select(schema.dropped).where(dropped.reading_id.in_(wanted)).order_by(dropped.reading_id, dropped.number)
    return passages, texts.where(reading.id.in_(wanted)).order_by(reading.id)


_current = schema.current_reading.c
# Put together once: these are asked for every article that comes in, and composing a query takes longer than running it.
_HOLDERS, _SIGNATURES = _holders(), _signatures()
_OWN = _of_articles(schema.signature.c.number, schema.signature.c.sampled)
_CONTENTS = _of_articles(_current.article_id, schema.signature.c.content)
_DROPPED, _TEXTS = _texts()
_CURRENT = select(_current.reading_id).where(
    _current.dossier_id == bindparam("dossier"), _current.article_id.in_(bindparam("articles", expanding=True))
)


def contents(connection: Connection, dossier_id: str, article_ids: Sequence[str]) -> dict[str, str]:
    """What names all shingles of each of these articles."""
    found: dict[str, str] = {}
    for some in portions(article_ids):
        found.update(connection.execute(_CONTENTS, {"dossier": dossier_id, "articles": some}).all())
    return found


def texts_of(connection: Connection, reading_ids: Sequence[str]) -> Iterator[tuple[str, Article]]:
    """The articles of these readings with what shingles are made of: their text, and which passages were dropped."""
    wanted = {"readings": list(reading_ids)}
    passages: dict[str, list[Dropped]] = defaultdict(list)
    for row in fetch(connection, _DROPPED, wanted):
        field: Field = "title" if row["field"] == "title" else "text"
        passages[row["reading_id"]].append(Dropped(row["starts"], row["ends"], row["text"], field, reason=row["reason"]))
    for row in fetch(connection, _TEXTS, wanted):
        yield row["id"], Article(id=row["article_id"], text=row["text"], dropped=tuple(passages[row["id"]]))


def texts_named(connection: Connection, dossier_id: str, article_ids: Sequence[str]) -> list[Article]:
    """The same of the current readings of these articles, by id."""
    found = []
    for some in portions(article_ids):
        names = connection.execute(_CURRENT, {"dossier": dossier_id, "articles": some}).scalars().all()
        found += [article for _, article in texts_of(connection, names)]
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
    row = connection.execute(_OWN, {"dossier": dossier_id, "articles": [article_id]}).first()
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
