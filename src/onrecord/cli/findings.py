"""`onrecord shifts` and `onrecord conflicts`: what comparison found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from onrecord.cli.options import format_option, kept_dossier_option, ledger_option, machine_option, next_options
from onrecord.cli.telling import plain

if TYPE_CHECKING:
    from onrecord.views import Record
    from onrecord.views.shifts import ShownEnd

_ENDS = ("stance", "day", "day_is", "not_before", "not_after", "voice", "article", "position", "start", "end", "field", "words")
_SHIFT_COLUMNS = ("holder", "term", *(f"{end}_{name}" for end in ("from", "to") for name in _ENDS), "added", "dropped")
_VOICES = {"spokesperson": " (told by one who speaks for it)", "others": " (told by others)"}
_CONFLICT_COLUMNS = ("id", "severity", "type", "holder", "term", "why", "articles", "starts", "ends", "fields", "words")
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

    record = load_record(ledger, dossier, machine=machine)
    if form == "table":
        print_shifts(record)
        click.echo(f"Next: onrecord trail ACTOR TERM{next_options(ledger, dossier)}   for all that lies between")
        return 0
    rows = [
        {"holder": shift.holder, "term": shift.term}
        | {f"{name}_{key}": value for name, end in (("from", shift.before), ("to", shift.after)) for key, value in _end_values(end).items()}
        | {"added": [passage.text for passage in shift.added], "dropped": [passage.text for passage in shift.dropped]}
        for shift in view(record)
    ]
    print_rows(rows, _SHIFT_COLUMNS, form)
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

    record = load_record(ledger, dossier, machine=machine)
    if form == "table":
        print_conflicts(record)
        click.echo(f"Next: onrecord serve{next_options(ledger, dossier)}   to read the passages in their articles")
        return 0
    rows = [
        {
            "id": conflict.id,
            "severity": conflict.severity,
            "type": conflict.type,
            "holder": conflict.holder,
            "term": conflict.term,
            "why": conflict.why,
            "articles": [passage.article for passage in conflict.passages],
            "starts": [passage.start for passage in conflict.passages],
            "ends": [passage.end for passage in conflict.passages],
            "fields": [passage.field for passage in conflict.passages],
            "words": [passage.text for passage in conflict.passages],
        }
        for conflict in view(record)
    ]
    print_rows(rows, _CONFLICT_COLUMNS, form)
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


def _end_values(end: ShownEnd) -> dict[str, Any]:
    passage = end.point.passages[0] if end.point and end.point.passages else None
    told = {"stance": end.stance, "day": end.day.value, "day_is": end.day.basis, "not_before": end.day.not_before, "not_after": end.day.not_after}
    place = {"start": passage.start, "end": passage.end, "field": passage.field, "words": passage.text} if passage else {}
    return {**told, "voice": end.voice, "article": end.article, "position": end.point.position if end.point else None, **place}


def _words(end: ShownEnd) -> str:
    return end.point.passages[0].text if end.point and end.point.passages else ""


def _outlet(end: ShownEnd) -> str:
    return (end.point.outlet if end.point else None) or end.article


def _quoted(words: str) -> str:
    """A passage in marks of its own, so that it is told apart from our words even where it holds quotation marks itself."""
    return f"› {words} ‹"
