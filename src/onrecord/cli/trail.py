"""`onrecord trail`: one holder, one term, in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, machine_option, next_options, since_option, until_option
from onrecord.cli.picture import picture_option, write_picture
from onrecord.cli.signing import SHORT
from onrecord.cli.telling import counted, plain, quoted

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier
    from onrecord.views.matrix import By
    from onrecord.views.passages import Point
    from onrecord.views.trail import Trail

# More than anybody reads on a screen at once, and more than one picture tells apart.
_ON_A_SCREEN, _IN_A_PICTURE = 100, 200
# Below so many characters a line, outlets stand under the words, which else would have no room.
_NARROW = 90


@click.command()
@click.argument("holder")
@click.argument("term")
@ledger_option
@kept_dossier_option
@click.option(
    "--by", type=click.Choice(["actor", "side"]), default="actor", show_default=True, help="The holder alone, or with all who speak for its side."
)
@since_option
@until_option
@click.option("--last", type=click.IntRange(1), help="The last so many points. Without it, a table shows 100, a picture 200, other formats all.")
@machine_option
@picture_option
@format_option
def trail(
    holder: str,
    term: str,
    ledger: str,
    dossier: str | None,
    by: By,
    since: str | None,
    until: str | None,
    last: int | None,
    machine: bool,  # noqa: FBT001
    picture: str | None,
    form: Format,
) -> int:
    """Show what HOLDER is reported to have said about TERM, in order of time.

    HOLDER is an actor's id, name or alias, TERM a term's id, as in the dossier.
    """
    from onrecord import queries
    from onrecord.cli.record import id_of, open_kept
    from onrecord.cli.tables import print_rows
    from onrecord.views.tables import TRAIL

    with open_kept(ledger, dossier) as (opened, kept):
        names = queries.names_of(opened, kept)
        holder, term = id_of("actor", holder, names.actors), id_of("term", term, names.terms)
        limit = last or (_IN_A_PICTURE if picture else _ON_A_SCREEN if form == "table" else None)
        shown = None if machine else queries.trail(opened, kept, holder, term, by, since=since, until=until, limit=limit)
        members = by == "actor" and shown is not None and not shown.positions and _members_speak(opened, kept, holder, term)
    if machine:
        shown = _as_the_machine_read(ledger, dossier, holder, term, by, bounded=bool(since or until or last))
    if shown is None:
        raise click.UsageError(f"Nothing is known of {holder} and {term}.")
    if picture is not None:
        from onrecord.views.charts import trail_sheet

        write_picture(trail_sheet(shown), picture)
    elif form == "table":
        _print(shown)
        if shown.earlier is not None:
            click.echo(f"The last {len(shown.points):,} of {shown.positions:,} positions. All of them: --last {shown.positions}, or --format csv")
        click.echo(_next_step(shown, next_options(ledger, dossier), members=members))
    else:
        print_rows([*TRAIL.rows(shown)], TRAIL.columns, form)
    return 0


def _members_speak(opened: Ledger, kept: Dossier, holder: str, term: str) -> bool:
    """Whether something is on record of a side's members, where nothing is of the side itself."""
    from onrecord import queries

    found = queries.trail(opened, kept, holder, term, "side", limit=1)
    return found is not None and found.positions > 0


def _next_step(shown: Trail, options: str, *, members: bool) -> str:
    if shown.points or shown.undated:
        last = (*shown.undated, *shown.points)[-1]
        explained = f"onrecord explain {quoted(last.article)} {last.position[:SHORT]}{options}"
        return f"Next: onrecord serve{options}   to see each passage in its article\nor, why the last of these is read so: {explained}"
    if shown.positions:
        return "Next: the same command without --since and --until"
    if members:
        return f"Next: onrecord trail {shown.holder} {shown.term} --by side{options}   for what its members said"
    return f"Next: onrecord matrix{options}   for who speaks to which term"


def _as_the_machine_read(ledger: str, dossier: str | None, holder: str, term: str, by: By, *, bounded: bool) -> Trail | None:
    """The trail without what people judged, which is asked for seldom: it is put together from all readings."""
    from onrecord.cli.record import load_record
    from onrecord.views.trail import trail as view

    if bounded:
        raise click.UsageError("--machine shows all that was read: give it without --since, --until and --last.")
    return view(load_record(ledger, dossier, machine=True), holder, term, by)


def _print(shown: Trail) -> None:
    from rich.text import Text

    from onrecord.cli.tables import console, plain_table, stance_mark, unsure_mark
    from onrecord.views.sureness import UNSURE_MEANS, is_unsure
    from onrecord.views.wording import BASES, day_in_words

    out = console()
    out.print(Text(f"{plain(shown.name)} on: {plain(shown.proposition)}", style="bold"))
    points = (*shown.points, *shown.undated)
    if not points:
        out.print("No position is of these days." if shown.positions else "No position was read.")
    changed = {(change.after_article, change.after_position) for change in shown.changes}
    narrow = out.width < _NARROW
    table = plain_table("", "day", "stance", *(["words and outlet"] if narrow else ["words", "outlet"]))
    for point in points:
        stance = stance_mark(point.stance).append(" *" if (point.article, point.position) in changed else "").append(unsure_mark(point.confidence))
        words = plain(point.passages[0].text) if point.passages else ""
        outlet = Text(plain(point.outlet or point.article))
        told = [Text(words), *_details(point)]
        table.add_row(day_in_words(point.day), stance, Text("\n").join([*told, outlet] if narrow else told), *([] if narrow else [outlet]))
    if points:
        out.print(table)
    for silence in shown.silences:
        for passage in silence.passages:
            out.print(f"No answer, as {plain(passage.outlet or passage.article)} reports: {plain(passage.text)}")
    starred = any((point.article, point.position) in changed for point in points)
    legend = " * = the stance differs from an earlier day's." if starred else ""
    if points:
        out.print(f"{counted(shown.reports, 'independent report')}.{legend}")
    if any(is_unsure(point.confidence) for point in points):
        out.print(f"unsure: {UNSURE_MEANS}")
    for basis, meaning in BASES.items():
        if any(point.day.basis == basis and point.day.value for point in points):
            out.print(f"{basis}: {meaning}")


def _details(point: Point) -> list[Any]:
    from rich.text import Text

    from onrecord.views.wording import condition_in_words

    told = ((condition_in_words(plain(condition.passage.text)), condition.term) for condition in point.conditions)
    lines = [f"{words} ({term})" if term else words for words, term in told]
    lines += [f"via {plain(via.text)}{' (not named)' if via.anonymous else ''}" for via in point.via]
    if point.name and point.copy_of:
        lines.append(f"same report as {plain(point.copy_of)}")
    return [Text(line, style="italic") for line in lines]
