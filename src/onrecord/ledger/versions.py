"""The versions of articles: what an outlet published under one name or address, one text after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from onrecord.ledger import schema
from onrecord.ledger.rebuilding import readings_of
from onrecord.records import Version


def versions_of(connection: Connection, article_id: str) -> list[Version]:
    """The versions of the article of this id, and of others at the same address, the earliest first; none where it is not here."""
    return _versions(connection, _keys(connection, article_id))


def count_versions(connection: Connection, article_id: str) -> int:
    """How many there are of them."""
    return len(_keys(connection, article_id))


def _keys(connection: Connection, article_id: str) -> list[str]:
    reading = schema.reading.c
    addresses = select(reading.url).where(reading.article_id == article_id, reading.url.is_not(None))
    query = select(reading.article_key).where(or_(reading.article_id == article_id, reading.url.in_(addresses))).distinct()
    return list(connection.execute(query).scalars())


def judged_before(connection: Connection, dossier_id: str, key: str, article_id: str, url: str | None) -> list[str]:
    """The earlier versions of the article `key`, under its id or address, that somebody judged: none of them counts under any id any more."""
    reading, bound, version = schema.reading.c, schema.judgement_article.c, schema.reading.alias("version")
    current = schema.current_reading.c
    # Each by its own index: asked for either of them at once, SQLite goes through all readings of the dossier.
    by_id, by_address = (
        select(reading.article_key).where(same, reading.dossier_id == dossier_id) for same in (reading.article_id == article_id, reading.url == url)
    )
    of_article = by_id if url is None else by_id.union(by_address)
    # Its own reading is about to be another one: what counts of it now is no other version that counts.
    counts = (
        select(current.reading_id)
        .join_from(schema.current_reading, version, version.c.id == current.reading_id)
        .where(current.dossier_id == dossier_id, version.c.article_key == bound.article_key, current.article_id != article_id)
    )
    query = select(bound.article_key).distinct().where(bound.dossier_id == dossier_id, bound.article_key.in_(of_article), ~counts.exists())
    return sorted(set(connection.execute(query).scalars()) - {key})


def articles_after(connection: Connection, dossier_id: str, keys: Sequence[str]) -> set[str]:
    """The articles that count now of which these were versions, under their ids or addresses."""
    reading, current, other = schema.reading.c, schema.current_reading.c, schema.reading.alias("other")
    of_keys = reading.article_key.in_(keys), reading.dossier_id == dossier_id, current.dossier_id == dossier_id
    by_id = select(current.article_id).join_from(schema.reading, schema.current_reading, current.article_id == reading.article_id).where(*of_keys)
    tables = schema.reading.join(other, other.c.url == reading.url).join(schema.current_reading, current.reading_id == other.c.id)
    by_address = select(current.article_id).select_from(tables).where(*of_keys)
    return {name for query in (by_id, by_address) for name in connection.execute(query.distinct()).scalars()}


def edited_articles(connection: Connection, dossier_id: str) -> list[list[Version]]:
    """The articles of a dossier of which there is more than one version, each with its versions, the earliest first."""
    reading = schema.reading.c
    rows = connection.execute(select(reading.article_id, reading.url, reading.article_key).where(reading.dossier_id == dossier_id).distinct())
    groups: dict[str, set[str]] = {}  # by id and by address: one and the same set where they belong together
    for article_id, url, key in rows:
        names = [f"id {article_id}", *([f"url {url}"] if url else [])]
        together = {key}.union(*(groups.get(name, ()) for name in names))
        for name in names:
            groups.setdefault(name, set()).update(together)
    found: dict[tuple[str, ...], None] = {}
    for keys in groups.values():
        if len(keys) > 1:
            found[tuple(sorted(keys))] = None
    versions = (_versions(connection, list(keys)) for keys in found)
    return sorted(versions, key=lambda some: some[-1].article.id)


def _versions(connection: Connection, keys: list[str]) -> list[Version]:
    """Each version with its article as it was read last."""
    reading, article = schema.reading.c, schema.article.c
    heads: dict[str, tuple[str, str]] = {}
    query = select(reading.article_key, reading.id, article.first_seen).join(schema.article, article.key == reading.article_key)
    for key, name, first_seen in connection.execute(query.where(reading.article_key.in_(keys)).order_by(reading.first_seen, reading.id)):
        heads[key] = (name, first_seen)
    by_name: dict[str, str] = defaultdict(str, {name: key for key, (name, _) in heads.items()})
    names = [name for name, _ in sorted(heads.values(), key=lambda head: (head[1], head[0]))]
    return [
        Version(key=by_name[name], article=found.article, first_seen=heads[by_name[name]][1])
        for name, found in zip(names, readings_of(connection, names), strict=True)
    ]
