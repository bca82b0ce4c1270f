"""`onrecord brief`: a page of the record as a text with a footnote for every passage."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import kept_dossier_option, ledger_option, next_options, since_option, until_option
from onrecord.cli.telling import quoted, tell
from onrecord.cli.writing import writing

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier

_DAYS_OF_A_WEEK = 7


@click.command()
@ledger_option
@kept_dossier_option
@click.option("--holder", metavar="ACTOR", help="What this actor said: on --term, or on every term.")
@click.option("--term", metavar="TERM", help="What was said on this term: by --holder, or by everybody.")
@since_option
@until_option
@click.option("--week", metavar="WEEK", help="The same for a week: 2032-W10, or any day of it.")
@click.option("--out", metavar="FILE", help="Write to this file rather than print.")
def brief(
    ledger: str, dossier: str | None, holder: str | None, term: str | None, since: str | None, until: str | None, week: str | None, out: str | None
) -> int:
    """Write a sourced summary of a holder, a term or a week: Markdown with footnotes.

    It is made of the record's own words: who stands where, each passage quoted exactly, with its outlet, headline, day, address and
    characters in a footnote. Reports that reprint one another count once. Without options, it is the matrix.
    """
    from onrecord.cli.record import open_kept

    if week:
        if since or until:
            raise click.UsageError("--week says both ends of the time: give it without --since and --until.")
        since, until = _days_of(week)
    with open_kept(ledger, dossier) as (opened, kept):
        document = _written(opened, kept, holder, term, since, until)
    if out:
        with writing(out, "the brief"):
            Path(out).write_text(document, encoding="utf-8", errors="replace", newline="\n")
    else:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        click.echo(document, nl=False)
    if out:
        tell(f"Wrote {quoted(out)}.")
    tell(f"Next: onrecord serve{next_options(ledger, dossier)}   to see each passage in its article")
    return 0


def _written(opened: Ledger, kept: Dossier, holder: str | None, term: str | None, since: str | None, until: str | None) -> str:
    """The page that is asked for, as Markdown."""
    from onrecord import queries
    from onrecord.cli.record import id_of
    from onrecord.views import markdown

    names, cited = queries.names_of(opened, kept), queries.cited(opened, kept)
    holder = id_of("actor", holder, names.actors) if holder else None
    term = id_of("term", term, names.terms) if term else None
    if holder and term:
        trail = queries.trail(opened, kept, holder, term, since=since, until=until)
        return markdown.trail(trail, cited) if trail else ""
    if (holder or term) and (since or until):
        raise click.UsageError("For some time only, give both --holder and --term, or neither.")
    if holder:
        actor = queries.actor(opened, kept, holder)
        return markdown.actor(actor, cited) if actor else ""
    if term:
        page = queries.term(opened, kept, term)
        return markdown.term(page, cited) if page else ""
    if since or until:
        return markdown.period(queries.period(opened, kept, since, until), cited)
    return markdown.matrix(queries.matrix(opened, kept), cited)


def _days_of(week: str) -> tuple[str, str]:
    """The first and the last day of a week (ISO 8601: it begins on Monday)."""
    try:
        year, _, number = week.upper().partition("-W")
        day = date.fromisocalendar(int(year), int(number), 1) if number else date.fromisoformat(week)
        first = day - timedelta(days=day.weekday())
        return first.isoformat(), (first + timedelta(days=_DAYS_OF_A_WEEK - 1)).isoformat()
    except (ValueError, OverflowError):
        raise click.UsageError(f"--week: {week!r} is no week. Give it as 2032-W10, or give a day of it as YYYY-MM-DD.") from None
