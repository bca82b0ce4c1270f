"""`onrecord occasions`: what several independent reports tell, and in what they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, next_options, since_option
from onrecord.cli.telling import counted, plain

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier
    from onrecord.views.occasions import ListedOccasion, OccasionList
    from onrecord.views.paging import Chosen

_DIFFERENCES = ("wording", "omission", "stance", "number", "date", "name", "headline", "summary")
# More than anybody reads on a screen at once, and as many as are asked of the ledger in one go.
_ON_A_SCREEN, _AT_ONCE = 50, 200


@click.command()
@ledger_option
@kept_dossier_option
@click.option("--holder", metavar="ACTOR", help="Only what this actor said or did.")
@click.option("--term", metavar="TERM", help="Only what concerns this term.")
@click.option("--differ", type=click.Choice(_DIFFERENCES), help="Only those whose reports differ in this.")
@since_option
@click.option("--last", type=click.IntRange(1), help=f"The last so many. Without it, a table shows {_ON_A_SCREEN}, other formats all.")
@format_option
def occasions(
    ledger: str,
    dossier: str | None,
    holder: str | None,
    term: str | None,
    differ: str | None,
    since: str | None,
    last: int | None,
    form: Format,
) -> int:
    """List utterances and acts that more than one independent report tells of, the latest first.

    Each with its day, whose it is, the terms, how many independent reports tell of it, their outlets, and in what they differ. Reports
    that reprint one another count once. For a program: a row for each passage, those of the first reports.
    """
    from onrecord import queries
    from onrecord.cli.record import id_of, open_kept
    from onrecord.cli.tables import print_rows
    from onrecord.views.paging import Chosen
    from onrecord.views.tables import OCCASIONS

    with open_kept(ledger, dossier) as (opened, kept):
        names = queries.names_of(opened, kept)
        chosen = Chosen(
            holder=id_of("actor", holder, names.actors) if holder else None,
            term=id_of("term", term, names.terms) if term else None,
            kind=differ,
            since=since,
        )
        most = last or (_ON_A_SCREEN if form == "table" else None)
        shown = _listed(opened, kept, chosen, most)
    if form == "table":
        _print(shown, next_options(ledger, dossier))
    else:
        print_rows([*OCCASIONS.rows(shown)], OCCASIONS.columns, form)
    return 0


def _listed(opened: Ledger, kept: Dossier, chosen: Chosen, most: int | None) -> OccasionList:
    """The first page of the list with as many occasions as are wanted (None: all), asked for page by page."""
    from onrecord import queries

    page = queries.occasion_list(opened, kept, chosen, limit=_AT_ONCE)
    found = list(page.occasions)
    for number in range(2, page.pages + 1):
        if most is not None and len(found) >= most:
            break
        found += queries.occasion_list(opened, kept, chosen, number, limit=_AT_ONCE).occasions
    return replace(page, occasions=tuple(found[:most]))


def _print(shown: OccasionList, options: str) -> None:
    from onrecord.cli.tables import console, plain_table
    from onrecord.views.paging import Chosen
    from onrecord.views.wording import between_in_words

    out, found, anything = console(), shown.occasions, shown.chosen == Chosen()
    if not found:
        out.print(f"No occasions: nothing {'is' if anything else 'that passes these options is'} told by more than one independent report.")
    else:
        table = plain_table(f"Occasions told by several independent reports ({shown.total:,})", "day", "who, on what", "told by", "they differ in")
        for one in found:
            who = f"{plain(', '.join(one.names)) or 'holder not known'}\n{', '.join(one.terms)}"
            table.add_row(between_in_words(one.first, one.last), who, _told_by(one), ", ".join(one.differ))
        out.print(table)
    if len(found) < shown.total:
        out.print(f"The last {len(found):,} of {shown.total:,}. All of them: --last {shown.total}, or --format csv")
    if shown.unread:
        out.print(f"{counted(shown.unread, 'judgement')} not taken in yet: onrecord compare --keep{options}")
    if found:
        click.echo(f"Next: onrecord serve{options}   to read the reports of an occasion side by side")
    else:
        click.echo(f"Next: onrecord matrix{options}" if anything else "Next: the same command with fewer options")


def _told_by(one: ListedOccasion) -> str:
    unnamed = [f"{counted(one.unnamed, 'article')} whose outlet is not named"] if one.unnamed else []
    return f"{counted(one.reports, 'report')}\n{plain(', '.join([*one.outlets, *unnamed]))}"
