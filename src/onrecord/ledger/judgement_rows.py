"""Judgements as rows, and back. Nothing is ever deleted: what is taken back is taken back by a row of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Select, bindparam, select

from onrecord.errors import LedgerError
from onrecord.identity import digest
from onrecord.ledger import schema
from onrecord.ledger.upsert import insert_unless_there
from onrecord.records import Judgement

# The key under which a judgement on the whole dossier is found.
WHOLE_DOSSIER = ""

_DECODER: msgspec.json.Decoder[Judgement] = msgspec.json.Decoder(Judgement)


def named(judgement: Judgement) -> Judgement:
    """The judgement with its id: the hash of all that it says, of whom it is by and when."""
    return replace(judgement, id=digest("judgement", _content(judgement)))


def _content(judgement: Judgement) -> str:
    return msgspec.json.encode(replace(judgement, id="")).decode("utf-8")


def write_judgement(connection: Connection, judgement: Judgement, now: str) -> list[str]:
    """Add a judgement that has its id. Gives the article keys that it is bound to; none where it was here already."""
    first = judgement.on[0] if judgement.on else None
    row: dict[str, Any] = {
        "id": judgement.id,
        "dossier_id": judgement.dossier,
        "action": judgement.action,
        "subject": judgement.subject,
        "judged_by": judgement.by,
        "judged_at": judgement.at,
        "why": judgement.why,
        "article_id": first.article if first else None,
        "term": judgement.position.term if judgement.position else first.term if first else None,
        "of_judgement": next((binding.judgement for binding in judgement.on if binding.judgement), None),
        "content": _content(judgement),
        "first_seen": now,
    }
    if not insert_unless_there(connection, schema.judgement, row):
        return []
    keys = sorted(_keys_of(connection, judgement) or {WHOLE_DOSSIER})
    rows = [{"dossier_id": judgement.dossier, "article_key": key, "judgement_id": judgement.id} for key in keys]
    connection.execute(schema.judgement_article.insert(), rows)
    return keys


def _keys_of(connection: Connection, judgement: Judgement) -> set[str]:
    """The versions of articles that a judgement is about: those that it names, and those of the judgements that it names."""
    bound, names = schema.judgement_article.c, [binding.judgement for binding in judgement.on if binding.judgement]
    keys = {binding.article_key for binding in judgement.on if binding.article_key}
    return keys | set(connection.execute(select(bound.article_key).where(bound.judgement_id.in_(names))).scalars()) if names else keys


def read_judgements(connection: Connection, dossier_id: str, keys: Sequence[str] | None = None) -> list[Judgement]:
    """The judgements of a dossier in order of time; with `keys`, those bound to one of these versions of articles."""
    asked = {"dossier": dossier_id}
    rows = connection.execute(_ALL, asked) if keys is None else connection.execute(_BOUND, {**asked, "keys": keys})
    return [_decoded(name, content) for name, content in rows]


def read_judgements_of(connection: Connection, names: Sequence[str]) -> list[Judgement]:
    """The judgements of these ids, in their order."""
    table = schema.judgement.c
    found = {row.id: row.content for row in connection.execute(select(table.id, table.content).where(table.id.in_(names)))}
    return [_decoded(name, found[name]) for name in names if name in found]


def has_judgements(connection: Connection, dossier_id: str, key: str) -> bool:
    """Whether anything was judged about this version of an article, or about the whole dossier."""
    bound = schema.judgement_article.c
    query = select(bound.judgement_id).where(bound.dossier_id == dossier_id, bound.article_key.in_((key, WHOLE_DOSSIER))).limit(1)
    return connection.execute(query).first() is not None


def standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those that count: neither rows that take others back, nor what was taken back by whoever had said it."""
    taken_back = {(binding.judgement, undo.by) for undo in judgements if undo.action == "undo" for binding in undo.on}
    return [judgement for judgement in judgements if judgement.action != "undo" and (judgement.id, judgement.by) not in taken_back]


def _decoded(name: str, content: str) -> Judgement:
    try:
        return replace(_DECODER.decode(content), id=name)
    except msgspec.DecodeError as error:
        told = f"the judgement {name} was kept in a form that this version does not read ({error}). Upgrade: pip install -U onrecord"
        raise LedgerError(told) from error


def basis_of(connection: Connection, dossier_id: str) -> str:
    """The hash of all judgements of a dossier: what comparison took in when it was stored, as far as people are concerned."""
    return digest("basis", *connection.execute(_IDS, {"dossier": dossier_id}).scalars())


def _of_dossier() -> Select[Any]:
    table = schema.judgement.c
    return select(table.id, table.content).where(table.dossier_id == bindparam("dossier"))


def _binding() -> Select[Any]:
    bound = schema.judgement_article.c
    return select(bound.judgement_id).where(bound.dossier_id == bindparam("dossier"), bound.article_key.in_(bindparam("keys", expanding=True)))


# Put together once: these are asked several times for every article that comes in, and composing a query takes longer than running it.
_ALL = _of_dossier().order_by(schema.judgement.c.judged_at, schema.judgement.c.id)
_BOUND = _ALL.where(schema.judgement.c.id.in_(_binding()))
_IDS = _of_dossier().with_only_columns(schema.judgement.c.id).order_by(schema.judgement.c.id)
