"""Judgements on copies: what is judged on one article of a family of copies holds for all that have the same position at the same words.

Looked for only where something was judged in the dossier, so that it costs nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace
from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.comparison_rows import decode_comparison
from onrecord.ledger.judgement_rows import read_judgements, standing
from onrecord.ledger.portions import portions
from onrecord.records import Copies, Judgement, report_of


def judged_on_copies(connection: Connection, dossier_id: str, key: str, article_id: str) -> list[Judgement]:
    """The judgements that stand on the copies of an article of this key, in order of time, each with what it binds in these alone."""
    keys = set(keys_of_judged_copies(connection, dossier_id, key, article_id))
    found = standing(read_judgements(connection, dossier_id, sorted(keys))) if keys else []
    return [replace(one, on=tuple(binding for binding in one.on if binding.article_key in keys)) for one in found]


def keys_of_judged_copies(connection: Connection, dossier_id: str, key: str, article_id: str) -> list[str]:
    """The versions of the copies of an article that somebody judged."""
    copies = copies_of(connection, dossier_id, article_id)
    reading, bound = schema.reading.c, schema.judgement_article.c
    query = select(bound.article_key).distinct().join_from(schema.reading, schema.judgement_article, bound.article_key == reading.article_key)
    query = query.where(bound.dossier_id == dossier_id, reading.dossier_id == dossier_id, bound.article_key != key)
    found = set[str]()
    for some in portions(sorted(copies)):
        found.update(connection.execute(query.where(reading.article_id.in_(some))).scalars())
    return sorted(found)


def copies_of(connection: Connection, dossier_id: str, article_id: str) -> set[str]:
    """The other articles that are counted as one report with this one."""
    table, link = schema.comparison.c, schema.comparison_article.c
    named = select(link.comparison_id).where(link.dossier_id == dossier_id, link.article_id == article_id)
    query = select(table.content).where(table.dossier_id == dossier_id, table.id.in_(named), table.kind == "copies")
    families = (row for row in map(decode_comparison, connection.execute(query).scalars()) if isinstance(row, Copies))
    counted = (report_of([family]).keys() for family in families)
    return {name for family in counted if article_id in family for name in family} - {article_id}


def copies_of_all(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> set[str]:
    """The copies of any of these articles."""
    return {name for article_id in sorted(article_ids) for name in copies_of(connection, dossier_id, article_id)}


def concerned(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> set[str]:
    """Those of these articles, whose copies are others now than before, that follow what was judged on a copy, or did."""
    if not anything_judged(connection, dossier_id):
        return _with_a_state(connection, dossier_id, article_ids)
    reading, bound = schema.reading.c, schema.judgement_article.c
    query = select(reading.article_id).distinct().join_from(schema.judgement_article, schema.reading, reading.article_key == bound.article_key)
    judged = set(connection.execute(query.where(bound.dossier_id == dossier_id, reading.dossier_id == dossier_id)).scalars())
    following = copies_of_all(connection, dossier_id, judged.intersection(article_ids)).intersection(article_ids)
    return following | _with_a_state(connection, dossier_id, article_ids)


def anything_judged(connection: Connection, dossier_id: str) -> bool:
    """Whether anything was judged about the dossier."""
    bound = schema.judgement_article.c
    return connection.execute(select(bound.judgement_id).where(bound.dossier_id == dossier_id).limit(1)).first() is not None


def _with_a_state(connection: Connection, dossier_id: str, article_ids: Collection[str]) -> set[str]:
    """Those of these articles of which a position is judged, or in which something follows from judgements."""
    current, state, follows = schema.current_reading.c, schema.judged_position.c, schema.judged_reading.c
    judged = select(state.reading_id).union(select(follows.reading_id))
    query = select(current.article_id).where(current.dossier_id == dossier_id, current.reading_id.in_(judged))
    return set(connection.execute(query).scalars()).intersection(article_ids)
