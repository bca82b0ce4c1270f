"""`onrecord shifts` and `onrecord conflicts`: what comparison found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from onrecord.cli.options import format_option, kept_dossier_option, ledger_option, machine_option, next_options
from onrecord.cli.telling import plain

if TYPE_CHECKING:
    from onrecord.views import Record
    from onrecord.views.shifts import ShownEnd

_VOICES = {"spokesperson": " (told by one who speaks for it)", "others": " (told by others)"}
Format = Literal["table", "json", "jsonl", "csv"]


@click.command()
@ledger_option
@kept_dossier_option
@machine_option
@format_option
def shifts(ledger: str, dossier: str | None, machine: bool, form: Format) -> int:  # noqa: FBT001
    """List changed stances, the latest first."""
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
        click.echo(f"Next: onrecord serve{next_options(ledger, dossier)}   to read the passages in their articles")
        return 0
    print_rows([*CONFLICTS.rows(view(record))], CONFLICTS.columns, form)
    return 0


def print_shifts(record: Record) -> None:
    """Print changed stances as a table."""
    from rich.text import Text

    from onrecord.cli.tables import console, plain_table, stance_mark
    from onrecord.views.shifts import shifts as view
    from onrecord.views.wording import day_in_words

    found = view(record)
    out = console()
    if not found:
        out.print("No shifts: no stance is reported to have changed between two days that can be told apart.")
        return
    table = plain_table(f"Shifts ({len(found)})", "who, on what", "from", "to")
    for shift in found:
        ends = [
            Text("\n").join(
                [
                    stance_mark(end.stance).append(f", {day_in_words(end.day)}{_VOICES.get(end.voice, '')}"),
                    Text(_quoted(plain(_words(end)))),
                    Text(plain(_outlet(end)), style="italic"),
                ]
            )
            for end in (shift.before, shift.after)
        ]
        table.add_row(Text(f"{plain(shift.name)}\n{shift.term}"), *ends)
    out.print(table)


def print_conflicts(record: Record) -> None:
    """Print conflicts, each with its reason and its passages."""
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
            out.print(f"    {_quoted(plain(passage.text))}  [{plain(passage.outlet or passage.article)}]")


def _words(end: ShownEnd) -> str:
    return end.point.passages[0].text if end.point and end.point.passages else ""


def _outlet(end: ShownEnd) -> str:
    return (end.point.outlet if end.point else None) or end.article


def _quoted(words: str) -> str:
    """A passage in marks of its own, so that it is told apart from our words even where it holds quotation marks itself."""
    return f"› {words} ‹"
