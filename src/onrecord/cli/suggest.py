"""`onrecord dossier suggest`: who speaks in articles without being in the dossier."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import click

from onrecord.cli.options import fast_option
from onrecord.cli.progress import Tally, watched
from onrecord.cli.telling import counted, plain, quoted, tell

if TYPE_CHECKING:
    from onrecord.actors import Proposal

_COLUMNS = ("id", "name", "office", "kind", "aliases", "member_of", "articles", "statements", "article", "words")
Format = Literal["toml", "table", "json", "jsonl", "csv"]


@click.command(short_help="Propose actors that a dossier lacks: who speaks in articles, with counts.")
@click.argument("file")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Only those to whom at least so many statements are attributed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["toml", "table", "json", "jsonl", "csv"]),
    default="toml",
    show_default=True,
    help="How to print; toml can be put into the dossier as it is.",
)
@fast_option
def suggest(file: str, paths: tuple[str, ...], least: int, form: Format, fast: bool) -> int:  # noqa: FBT001
    """Read articles and propose actors for the dossier FILE: those who speak in PATH... and are not in it, with counts.

    Nothing is stored and FILE is not changed. Look at every entry before you take it over: who belongs to which side is for you to say.
    """
    from onrecord.actors import Proposals
    from onrecord.dossiers import load
    from onrecord.engines import read_all
    from onrecord.pages import open_articles

    loaded = load(file)
    proposals = Proposals(loaded)
    tally = Tally()
    # Read without the dossier: only the statements count here, and who speaks in them is looked for once, by the proposals.
    for reading in watched(read_all(open_articles(paths, stdin=sys.stdin.buffer), None, fast=fast), tally):
        proposals.add(reading)
    found = proposals.proposals(least)
    _print(found, form)
    for line in tally.lines(of_positions=False):
        tell(line)
    if found:
        tell(f"{counted(len(found), 'speaker')} proposed. Put those you want into {plain(file)}.")
        tell(f"Next: onrecord dossier check {quoted(file)}")
    elif tally.read:
        nobody = "Every named speaker is in the dossier" if least == 1 else f"Nobody outside the dossier makes {counted(least, 'statement')} or more"
        tell(f"{nobody}. Next: onrecord read --dossier {quoted(file)} PATH...")
    return tally.exit_code()


def _print(found: Sequence[Proposal], form: Format) -> None:
    from onrecord.cli.tables import console, plain_table, print_rows

    if form == "toml":
        for proposal in found:
            click.echo(_as_toml(proposal))
    elif form == "table":
        table = plain_table("Speakers who are not in the dossier", "name", "office", "kind", "of", "articles", "statements", "for example")
        for proposal in found:
            actor, counts = proposal.actor, (str(proposal.articles), str(proposal.statements))
            table.add_row(
                plain(actor.name),
                plain(proposal.office),
                actor.kind,
                actor.member_of or "",
                *counts,
                plain(f"{proposal.example.text} [{proposal.article}]"),
            )
        console().print(table)
    else:
        print_rows([_as_row(proposal) for proposal in found], _COLUMNS, form)


def _as_row(proposal: Proposal) -> dict[str, Any]:
    actor = proposal.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "office": proposal.office,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "member_of": actor.member_of,
        "articles": proposal.articles,
        "statements": proposal.statements,
        "article": proposal.article,
        "words": proposal.example.text,
    }


def _as_toml(proposal: Proposal) -> str:
    """An entry for a dossier, after a comment with its counts. A JSON string without control characters is a TOML string too."""
    actor = proposal.actor
    office = f"{plain(proposal.office)}: " if proposal.office else ""
    lines = [
        f"# {office}{counted(proposal.statements, 'statement')} in {counted(proposal.articles, 'article')}, for example in {plain(proposal.article)}",
        "[[actors]]",
        f"id = {_string(actor.id)}",
        f"name = {_string(actor.name)}",
        f"kind = {_string(actor.kind)}",
        f"aliases = [{', '.join(_string(alias) for alias in actor.aliases)}]",
    ]
    if actor.member_of is not None:
        lines.append(f"member_of = {_string(actor.member_of)}")
    return "\n".join(lines) + "\n"


def _string(words: str) -> str:
    return json.dumps(plain(words), ensure_ascii=False)
