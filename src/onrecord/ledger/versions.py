"""The versions of articles: what an outlet published under one name or address, one text after the other."""

from __future__ import annotations

from collections import defaultdict

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
