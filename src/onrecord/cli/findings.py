"""`onrecord shifts` and `onrecord conflicts`: what comparison found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, machine_option, next_options
from onrecord.cli.telling import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from onrecord.views import Record
    from onrecord.views.shifts import ShownEnd, ShownShift

# As many trails as are named.
_SOME = 5
_VOICES = {"spokesperson": " (told by one who speaks for it)", "others": " (told by others)"}


@click.command()
@ledger_option
@kept_dossier_option
@machine_option
@format_option
def shifts(ledger: str, dossier: str | None, machine: bool, form: Format) -> int:  # noqa: FBT001
    """List changed stances, the latest first.

    A change is listed where every day of one stance lies before every day of the other, and both are read surely: their chances,
    multiplied, reach 0.7, or 0.5 where the words tell a turn. What somebody accepted counts as 1. What a report tells without a day may
    be of any of the 14 days before it. Copies count once, headlines not at all.
    """
    from onrecord.cli.record import load_record
    from onrecord.cli.tables import print_rows
    from onrecord.views.shifts import shifts as view
    from onrecord.views.tables import SHIFTS

    record = load_record(ledger, dossier, machine=machine)
    if form == "table":
        print_shifts(record)
        click.echo(f"Next: onrecord trail ACTOR TERM{next_options(ledger, dossier)}   for all that lies between")
        return 0
    print_rows([*SHIFTS.rows(view(record))], SHIFTS.columns, form)
    return 0


@click.command()
@ledger_option
@kept_dossier_option
@machine_option
@format_option
def conflicts(ledger: str, dossier: str | None, machine: bool, form: Format) -> int:  # noqa: FBT001
    """List reports that cannot all be right, or that contradict themselves, the most severe first."""
    from onrecord.cli.record import load_record
    from onrecord.cli.tables import print_rows
    from onrecord.views.conflicts import conflicts as view
    from onrecord.views.tables import CONFLICTS

    record = load_record(ledger, dossier, machine=machine)
    if form == "table":
        print_conflicts(record)
        click.echo(_next_of(bool(view(record)), next_options(ledger, dossier)))
        return 0
    print_rows([*CONFLICTS.rows(view(record))], CONFLICTS.columns, form)
    return 0


def print_shifts(record: Record) -> None:
    """Print changed stances as a table, and where there is more than one stance without a change that is listed."""
    from onrecord.cli.tables import console
    from onrecord.views.shifts import CONDITIONS, without_shift
    from onrecord.views.shifts import shifts as view

    found = view(record)
    out = console()
    if not found:
        out.print("No shifts: no change of stance is sure enough to be listed.")
    else:
        out.print(_shift_table(found))
    others = without_shift(record)
    if others:
        some = "; ".join(f"{plain(record.actor_name(holder))} on {term}" for holder, term in others[:_SOME])
        more = f"; and {len(others) - _SOME} more" if len(others) > _SOME else ""
        out.print(f"More than one stance is reported, without a change that is listed: {some}{more}. {CONDITIONS}")
        out.print("Look at the trail, and accept or reject both ends: onrecord review")


def _shift_table(found: Sequence[ShownShift]) -> Table:
    from rich.text import Text

    from onrecord.cli.tables import plain_table, stance_mark, unsure_mark
    from onrecord.views.wording import day_in_words

    table = plain_table(f"Shifts ({len(found)})", "who, on what", "from", "to")
    for shift in found:
        ends = [
            Text("\n").join(
                [
                    stance_mark(end.stance).append(
                        f"{unsure_mark(end.point.confidence) if end.point else ''}, {day_in_words(end.day)}{_VOICES.get(end.voice, '')}"
                    ),
                    Text(_quoted(plain(_words(end)))),
                    Text(plain(_outlet(end)), style="italic"),
                ]
            )
            for end in (shift.before, shift.after)
        ]
        table.add_row(Text(f"{plain(shift.name)}\n{shift.term}"), *ends)
    return table


def print_conflicts(record: Record) -> None:
    """Print conflicts, each with its reason and its passages."""
    from rich.padding import Padding

    from onrecord.cli.tables import console
    from onrecord.views.conflicts import conflicts as view

    found = view(record)
    out = console()
    if not found:
        out.print("No conflicts: no two passages were found that cannot both be right.")
        return
    out.print(f"Conflicts ({len(found)})", style="bold")
    for conflict in found:
        out.print(f"- {plain(conflict.why)}")
        for passage in conflict.passages:
            out.print(Padding(f"{_quoted(plain(passage.text))}  [{plain(passage.outlet or passage.article)}]", (0, 0, 0, 4), expand=False))


def _next_of(found: bool, options: str) -> str:  # noqa: FBT001
    return f"Next: onrecord serve{options}   to read the passages in their articles" if found else f"Next: onrecord matrix{options}"


def _words(end: ShownEnd) -> str:
    return end.point.passages[0].text if end.point and end.point.passages else ""


def _outlet(end: ShownEnd) -> str:
    return (end.point.outlet if end.point else None) or end.article


def _quoted(words: str) -> str:
    """A passage in marks of its own, so that it is told apart from our words even where it holds quotation marks itself."""
    return f"› {words} ‹"
