"""Dossiers as rows, and back."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Select, select

from onrecord.errors import LedgerError
from onrecord.ledger import schema
from onrecord.ledger.upsert import insert_or_change, insert_unless_there
from onrecord.records import Dossier, side_of


def write_dossier(connection: Connection, dossier: Dossier, sha256: str, now: str, *, current: bool = True) -> None:
    """Add this revision where it is not there yet, and make it the one that the dossier is at, unless another is to stay `current`."""
    revision: dict[str, Any] = {
        "id": dossier.id,
        "sha256": sha256,
        "title": dossier.title,
        "summary": dossier.summary,
        "content": msgspec.json.encode(dossier).decode("utf-8"),
        "first_seen": now,
    }
    _refuse_changed_propositions(connection, dossier)
    if insert_unless_there(connection, schema.dossier_revision, revision):
        _write_terms_and_actors(connection, dossier, sha256)
    if current:
        insert_or_change(connection, schema.dossier, {"id": dossier.id, "sha256": sha256})


def _refuse_changed_propositions(connection: Connection, dossier: Dossier) -> None:
    """What was read for one sentence must never stand under another: a term whose proposition changes is a new term."""
    term = schema.term.c
    known = connection.execute(select(term.id, term.proposition).where(term.dossier_id == dossier.id).distinct())
    propositions = {proposed.id: proposed.proposition for proposed in dossier.terms}
    changed = sorted({name for name, proposition in known if propositions.get(name, proposition) != proposition})
    if changed:
        name = changed[0]
        raise LedgerError(
            f"the term {name!r} of the dossier {dossier.id!r} has another proposition than in this ledger. "
            f"Give it a new id, with replaces = {name!r}, or start another ledger."
        )


def _write_terms_and_actors(connection: Connection, dossier: Dossier, sha256: str) -> None:
    of_revision = {"dossier_id": dossier.id, "dossier_sha256": sha256}
    terms = [
        {**of_revision, "id": term.id, "number": number, "proposition": term.proposition, "replaces": term.replaces}
        for number, term in enumerate(dossier.terms)
    ]
    actors = [
        {
            **of_revision,
            "id": actor.id,
            "number": number,
            "name": actor.name,
            "kind": actor.kind,
            "member_of": actor.member_of,
            "side": side_of(actor.id, dossier),
            "wikidata": actor.wikidata,
        }
        for number, actor in enumerate(dossier.actors)
    ]
    if terms:
        connection.execute(schema.term.insert(), terms)
    if actors:
        connection.execute(schema.actor.insert(), actors)


def read_dossiers(connection: Connection) -> list[Dossier]:
    """Every dossier at its current revision, by id."""
    return [_decoded(name, content) for name, content in connection.execute(_CURRENT)]


def _current() -> Select[Any]:
    current, revision = schema.dossier.c, schema.dossier_revision.c
    joined = schema.dossier.join(schema.dossier_revision, (revision.id == current.id) & (revision.sha256 == current.sha256))
    return select(revision.id, revision.content).select_from(joined).order_by(current.id)


# Put together once: it is asked several times for every article that comes in, and composing a query takes longer than running it.
_CURRENT = _current()


def _decoded(name: str, content: str) -> Dossier:
    try:
        return msgspec.json.decode(content, type=Dossier)
    except msgspec.DecodeError as error:
        told = f"the dossier {name!r} was kept in a form that this version does not read ({error}). Read its articles again with the dossier's file."
        raise LedgerError(told) from error


def choose_dossier(dossiers: list[Dossier], dossier_id: str | None, ledger: str) -> Dossier:
    """The dossier of this id, or the only one there is. LedgerError, naming those there are, where that does not single one out."""
    wanted = [dossier for dossier in dossiers if dossier_id in {None, dossier.id}]
    if len(wanted) == 1:
        return wanted[0]
    if not dossiers:
        raise LedgerError(f"the ledger {ledger} holds no dossier. Read articles with one: onrecord read --dossier FILE --ledger {ledger} PATH...")
    names = ", ".join(dossier.id for dossier in dossiers)
    if dossier_id is None:
        raise LedgerError(f"the ledger {ledger} holds several dossiers: {names}. Say which one with --dossier.")
    raise LedgerError(f"the ledger {ledger} holds no dossier {dossier_id!r}, but: {names}. Name one of these with --dossier.")
