"""`onrecord judge merge` and `split`: actors that are one, positions that are of another actor, reports of one occasion or of two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import kept_dossier_option, ledger_option
from onrecord.cli.signing import by_option, keep_and_tell, position_meant, signed, why_option

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Actor, Binding, Dossier

# Ids as dossiers have them.
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@click.group()
def merge() -> None:
    """Say that several actors are one, or that several reports are of one occasion."""


@click.group()
def split() -> None:
    """Say that positions are of another actor, or of another occasion than those that they are gathered with."""


@merge.command(name="actors")
@click.argument("kept")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def merge_actors(kept: str, others: tuple[str, ...], ledger: str, dossier: str | None, by: str | None, why: str) -> int:
    """Say that every OTHER is the actor KEPT, under whom all their positions go. Each by id, name or alias."""
    from onrecord import queries
    from onrecord.cli.record import id_of, open_kept
    from onrecord.records import Judgement

    with open_kept(ledger, dossier) as (opened, of):
        names = queries.names_of(opened, of)
        actors = tuple(id_of("actor", one, names.actors) for one in (kept, *others))
        wanted = Judgement(dossier=of.id, action="merge", subject="actor", by=signed(by), why=why, actors=actors)
        keep_and_tell(opened, of, wanted, ledger, dossier)
    return 0


@split.command(name="actor")
@click.argument("actor", metavar="ACTOR")
@click.argument("positions", nargs=-1, required=True, metavar="ARTICLE:POSITION...")
@click.option("--name", help="The name of ACTOR, where the dossier does not know it yet.")
@click.option("--kind", type=click.Choice(["person", "government", "organisation", "group"]), default="person", show_default=True)
@click.option("--member-of", metavar="ACTOR", help="Whom a new actor belongs to, by id, name or alias.")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def split_actor(
    actor: str,
    positions: tuple[str, ...],
    name: str | None,
    kind: str,
    member_of: str | None,
    ledger: str,
    dossier: str | None,
    by: str | None,
    why: str,
) -> int:
    """Say that these positions are held by ACTOR: one of the dossier, by id, name or alias, or a new one by an id of its own, with a --name."""
    from onrecord.cli.record import open_kept
    from onrecord.records import Judgement

    with open_kept(ledger, dossier) as (opened, of):
        whose = _actor_meant(opened, of, actor, name, kind, member_of)
        on = _bindings(opened, of, positions)
        wanted = Judgement(dossier=of.id, action="split", subject="actor", by=signed(by), why=why, on=on, actor=whose)
        keep_and_tell(opened, of, wanted, ledger, dossier)
    return 0


@merge.command(name="occasions")
@click.argument("positions", nargs=-1, required=True, metavar="ARTICLE:POSITION...")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def merge_occasions(positions: tuple[str, ...], ledger: str, dossier: str | None, by: str | None, why: str) -> int:
    """Say that these positions, and those gathered with them, report one occasion."""
    _judge_occasion("merge", positions, ledger, dossier, by, why)
    return 0


@split.command(name="occasion")
@click.argument("positions", nargs=-1, required=True, metavar="ARTICLE:POSITION...")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def split_occasion(positions: tuple[str, ...], ledger: str, dossier: str | None, by: str | None, why: str) -> int:
    """Say that these positions are of an occasion of their own, apart from those that they are gathered with."""
    _judge_occasion("split", positions, ledger, dossier, by, why)
    return 0


def _judge_occasion(action: str, positions: tuple[str, ...], ledger: str, dossier: str | None, by: str | None, why: str) -> None:
    from onrecord.cli.record import open_kept
    from onrecord.records import Judgement

    with open_kept(ledger, dossier) as (opened, of):
        on = _bindings(opened, of, positions)
        wanted = Judgement(dossier=of.id, action=action, subject="occasion", by=signed(by), why=why, on=on)  # type: ignore[arg-type]
        keep_and_tell(opened, of, wanted, ledger, dossier)


def _actor_meant(opened: Ledger, dossier: Dossier, given: str, name: str | None, kind: str, member_of: str | None) -> Actor:
    """An actor of the dossier by any of its names, else, where it has a name, a new one."""
    from onrecord import queries
    from onrecord.cli.record import id_of
    from onrecord.errors import LedgerError
    from onrecord.records import Actor

    names = queries.names_of(opened, dossier)
    known = {actor.id: actor for actor in dossier.actors}
    called = {actor: names.actors[actor] for actor in known}
    try:
        return known[queries.id_of("actor", given, called)]
    except LedgerError as error:
        if name is None:
            raise click.UsageError(f"{error} A new actor needs a --name.") from None
    if not _ID.fullmatch(given):
        raise click.UsageError(f"The id of a new actor is of lower-case letters, digits and single hyphens, such as 'orlan-aide', not {given!r}.")
    whom = id_of("actor", member_of, called) if member_of else None
    return Actor(id=given, name=name, kind=kind, aliases=(name,), member_of=whom)  # type: ignore[arg-type]  # one of the choices


def _bindings(opened: Ledger, dossier: Dossier, positions: tuple[str, ...]) -> tuple[Binding, ...]:
    """What ARTICLE:POSITION names; an article's id may hold colons itself."""
    found = []
    for given in positions:
        article, colon, position = given.rpartition(":")
        if not colon:
            raise click.UsageError(f"{given!r}: give ARTICLE:POSITION, with the position's id or number from 'onrecord judge positions ARTICLE'.")
        found.append(position_meant(opened, dossier.id, article, position).binding)
    return tuple(found)
