"""What comparison found, as rows, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, get_args

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection, ScalarSelect, Select, bindparam, delete, func, select

from onrecord.errors import InternalError, LedgerError
from onrecord.ledger import schema
from onrecord.ledger.upsert import insert_or_change
from onrecord.records import Answer, Comparison, Conflict, Copies, Difference, Shift
from onrecord.version import __version__

_KINDS = tuple(str(record.__struct_config__.tag) for record in get_args(Comparison))
_DECODER: msgspec.json.Decoder[Comparison] = msgspec.json.Decoder(Comparison)
Kinds = tuple[str, ...]  # of rows; none: all

# Columns that say what a row is; the others say when it was found and by which version, and stay as they are while these are equal.
_SAYS = ("number", "kind", "holder", "term", "content")
# Below the number of variables that old builds of SQLite take in one statement (999).
_AT_ONCE = 500


class _Differing(Struct):
    """As much of a difference as lists show."""

    occasion: str
    what: str


_DIFFERING = msgspec.json.Decoder(_Differing)


def decode_comparison(content: str) -> Comparison:
    """One row out of its JSON."""
    return _DECODER.decode(content)


def write_comparison(connection: Connection, dossier_id: str, rows: Sequence[Comparison], now: str) -> None:
    """Make the dossier's rows these: what is gone is deleted, what is equal is left untouched, the rest is written."""
    wanted = {row.id: _row(dossier_id, number, row, now) for number, row in enumerate(rows)}
    if len(wanted) != len(rows):
        raise InternalError(f"comparison gave {len(rows)} rows only {len(wanted)} different ids.")
    table = schema.comparison
    columns = (table.c.id, *(table.c[name] for name in _SAYS))
    before = {row["id"]: row for row in connection.execute(select(*columns).where(table.c.dossier_id == dossier_id)).mappings()}
    for some in _chunks([name for name in before if name not in wanted]):
        connection.execute(_GONE, {"dossier": dossier_id, "ids": some})
    changed = [row for name, row in wanted.items() if name not in before or any(before[name][column] != row[column] for column in _SAYS)]
    if changed:
        insert_or_change(connection, table, changed)
    # A row's id is made out of the articles that it names, so what is there stays right; rows of an earlier schema have none yet.
    link = schema.comparison_article
    linked = set(connection.execute(select(link.c.comparison_id).where(link.c.dossier_id == dossier_id).distinct()).scalars())
    _link(connection, dossier_id, [row for row in rows if row.id not in linked])


def change_comparison(connection: Connection, dossier_id: str, gone: Collection[str], rows: Sequence[Comparison], now: str) -> None:
    """Take out the dossier's rows of these ids, and put these rows, which may be among them, after all others."""
    table, wanted = schema.comparison, {row.id: row for row in rows}
    for some in _chunks([name for name in gone if name not in wanted]):
        connection.execute(_GONE, {"dossier": dossier_id, "ids": some})
    there: dict[str, str] = {}
    for some in _chunks(list(wanted)):
        there.update(connection.execute(_CONTENTS, {"dossier": dossier_id, "ids": some}).all())
    last = _last_number(connection, dossier_id)
    written = [_row(dossier_id, last + place, row, now) for place, row in enumerate(wanted.values(), 1)]
    changed = [row for row in written if there.get(row["id"]) != row["content"]]
    if changed:
        insert_or_change(connection, table, changed)
    _link(connection, dossier_id, [row for row in wanted.values() if row.id not in there])


def _last_number(connection: Connection, dossier_id: str) -> int:
    """The number of the dossier's last row: of each kind, it is the last in the order of an index."""
    return max(number or 0 for number in connection.execute(_LAST, {"dossier": dossier_id}).one())


def _naming(*, of_a_kind: bool) -> Select[Any]:
    table, link = schema.comparison.c, schema.comparison_article.c
    names = select(link.comparison_id).where(link.dossier_id == bindparam("dossier"), link.article_id.in_(bindparam("articles", expanding=True)))
    query = select(table.number, table.content).where(table.dossier_id == bindparam("dossier"), table.id.in_(names))
    # As an expression, so that no index leads through all rows of the kind: those that name an article are few.
    return query.where(func.coalesce(table.kind, "").in_(bindparam("kinds", expanding=True))) if of_a_kind else query


def _last_of_kind(kind: str) -> ScalarSelect[int]:
    table = schema.comparison.c
    return select(func.max(table.number)).where(table.dossier_id == bindparam("dossier"), table.kind == kind).scalar_subquery()


# Put together once: these are asked several times for every article that comes in, and composing a query takes longer than running it.
_NAMING, _NAMING_OF_KINDS = _naming(of_a_kind=False), _naming(of_a_kind=True)
_LAST = select(*(_last_of_kind(kind) for kind in _KINDS))
_THESE = (schema.comparison.c.dossier_id == bindparam("dossier")) & schema.comparison.c.id.in_(bindparam("ids", expanding=True))
_GONE, _CONTENTS = delete(schema.comparison).where(_THESE), select(schema.comparison.c.id, schema.comparison.c.content).where(_THESE)
_NAMED = select(schema.comparison_article.c.article_id).where(
    schema.comparison_article.c.dossier_id == bindparam("dossier"), schema.comparison_article.c.comparison_id.in_(bindparam("ids", expanding=True))
)


class Naming(Struct):
    """The rows that were read because they name an article, by number, and which of them are of some kinds and name it."""

    rows: dict[int, Comparison] = field(default_factory=dict)
    numbers: dict[tuple[Kinds, str], set[int]] = field(default_factory=dict)


def read_naming(
    connection: Connection, dossier_id: str, article_ids: Collection[str], kinds: Kinds = (), known: Naming | None = None
) -> list[Comparison]:
    """The dossier's rows that name one of these articles, by number; only of these kinds, where given. What is `known` is not read again, and what is
    read is added to it.
    """
    known = known or Naming()
    for some in _chunks([name for name in sorted(article_ids) if (kinds, name) not in known.numbers]):
        naming = {name: known.numbers.setdefault((kinds, name), set()) for name in some}
        asked = {"dossier": dossier_id, "articles": some}
        rows = connection.execute(_NAMING_OF_KINDS, {**asked, "kinds": kinds}) if kinds else connection.execute(_NAMING, asked)
        for number, content in rows.all():
            if number not in known.rows:
                known.rows[number] = decode_comparison(content)
            for name in articles_in(known.rows[number]) & naming.keys():
                naming[name].add(number)
    numbers = set[int]().union(*(known.numbers[kinds, name] for name in article_ids))
    return [known.rows[number] for number in sorted(numbers)]


def differing(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> dict[str, set[str]]:
    """What reports have differently, of each of the dossier's occasions that have a difference which names one of these articles."""
    found: dict[str, set[str]] = defaultdict(set)
    for some in _chunks(sorted(article_ids)):
        for _, content in connection.execute(_NAMING_OF_KINDS, {"dossier": dossier_id, "articles": some, "kinds": ["difference"]}).all():
            row = _DIFFERING.decode(content)
            found[row.occasion].add(row.what)
    return found


def count_rows(connection: Connection, dossier_id: str) -> dict[str, int]:
    """How many rows the dossier has of each kind."""
    table = schema.comparison.c
    return {row[0]: row[1] for row in connection.execute(select(table.kind, func.count()).where(table.dossier_id == dossier_id).group_by(table.kind))}


def articles_named(connection: Connection, dossier_id: str, ids: Collection[str]) -> set[str]:
    """The articles that the dossier's rows of these ids name."""
    found = set[str]()
    for some in _chunks(sorted(ids)):
        found.update(connection.execute(_NAMED, {"dossier": dossier_id, "ids": some}).scalars())
    return found


def articles_in(row: Comparison) -> set[str]:
    """The articles that a row names."""
    if isinstance(row, Copies):
        return {*row.articles, *(row.counted or ())}
    if isinstance(row, Difference):
        return set(row.articles)
    if isinstance(row, Shift):
        return {row.before.article, row.after.article}
    if isinstance(row, Answer):
        return {row.to.article, row.by.article}
    return {reference.article for reference in row.positions} | ({passage.article for passage in row.spans} if isinstance(row, Conflict) else set())


def _link(connection: Connection, dossier_id: str, rows: Sequence[Comparison]) -> None:
    names = [{"dossier_id": dossier_id, "article_id": article, "comparison_id": row.id} for row in rows for article in sorted(articles_in(row))]
    if names:
        connection.execute(schema.comparison_article.insert(), names)


def _chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))


def read_comparison(connection: Connection, dossier_id: str, kind: str | None) -> list[Comparison]:
    """The dossier's rows in their order, of one kind or of all."""
    table = schema.comparison.c
    query = select(table.content).where(table.dossier_id == dossier_id).order_by(table.number)
    if kind is not None:
        query = query.where(table.kind == kind)
    try:
        return [decode_comparison(content) for content in connection.execute(query).scalars()]
    except msgspec.DecodeError as error:
        told = f"the comparison was kept in a form that this version does not read ({error}). Compare again: onrecord read, or onrecord compare."
        raise LedgerError(told) from error


def _row(dossier_id: str, number: int, row: Comparison, now: str) -> dict[str, Any]:
    return {
        "dossier_id": dossier_id,
        "id": row.id,
        "number": number,
        "kind": type(row).__struct_config__.tag,
        "holder": getattr(row, "holder", None),
        "term": getattr(row, "term", None),
        "content": msgspec.json.encode(row).decode("utf-8"),
        "version": __version__,
        "first_seen": now,
    }
