"""`onrecord trail`: one holder, one term, in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from onrecord.cli.options import format_option, kept_dossier_option, ledger_option

if TYPE_CHECKING:
    from onrecord.views.passages import Point
    from onrecord.views.trail import Trail

_COLUMNS = (
    "day",
    "day_is",
    "not_before",
    "not_after",
    "holder",
    "stance",
    "conditions",
    "via",
    "mode",
    "outlet",
    "article",
    "copy_of",
    "start",
    "end",
    "field",
    "words",
)


@click.command()
@click.argument("holder")
@click.argument("term")
@ledger_option
@kept_dossier_option
@click.option(
    "--by", type=click.Choice(["actor", "side"]), default="actor", show_default=True, help="The holder alone, or with all who speak for its side."
)
@format_option
def trail(
    holder: str, term: str, ledger: str, dossier: str | None, by: Literal["actor", "side"], form: Literal["table", "json", "jsonl", "csv"]
) -> int:
    """Show what HOLDER is reported to have said about TERM, in order of time. Both are ids of the dossier."""
    from onrecord.cli.record import check_id, load_record
    from onrecord.cli.tables import print_rows
    from onrecord.views.trail import trail as view

    record = load_record(ledger, dossier)
    check_id("actor", holder, list(record.known_actors))
    check_id("term", term, list(record.known_terms))
    shown = view(record, holder, term, by)
    if shown is None:
        raise click.UsageError(f"Nothing is known of {holder} and {term}.")
    if form == "table":
        _print(shown)
    else:
        print_rows([_values(point) for point in (*shown.points, *shown.undated)], _COLUMNS, form)
    return 0


def _print(shown: Trail) -> None:
    from rich.text import Text

    from onrecord.cli.tables import console, plain_table, safe, stance_mark
    from onrecord.views.wording import counted, day_in_words

    out = console()
    out.print(Text(f"{safe(shown.name)} on: {safe(shown.proposition)}", style="bold"))
    if not shown.points and not shown.undated:
        out.print("Nothing was read. A wider search: onrecord matrix")
        return
    changed = {(change.after_article, change.after_position) for change in shown.changes}
    table = plain_table("", "day", "stance", "words", "outlet")
    for point in (*shown.points, *shown.undated):
        stance = stance_mark(point.stance).append(" *" if (point.article, point.position) in changed else "")
        words = safe(point.passages[0].text) if point.passages else ""
        table.add_row(day_in_words(point.day), stance, Text("\n").join([Text(words), *_details(point)]), safe(point.outlet or point.article))
    out.print(table)
    for silence in shown.silences:
        for passage in silence.passages:
            out.print(f"No answer, as {safe(passage.outlet or passage.article)} reports: {safe(passage.text)}")
    out.print(f"{counted(shown.reports, 'independent report')}. * the stance has changed.")
    out.print("Next: onrecord serve   to see each passage in its article")


def _details(point: Point) -> list[Any]:
    from rich.text import Text

    from onrecord.cli.tables import safe

    lines = [f"if: {safe(condition.passage.text)}{f' ({condition.term})' if condition.term else ''}" for condition in point.conditions]
    lines += [f"via {safe(via.text)}{' (not named)' if via.anonymous else ''}" for via in point.via]
    if point.name and point.copy_of:
        lines.append(f"copy of {safe(point.copy_of)}")
    return [Text(line, style="italic") for line in lines]


def _values(point: Point) -> dict[str, Any]:
    passage = point.passages[0] if point.passages else None
    return {
        "day": point.day.value,
        "day_is": point.day.basis,
        "not_before": point.day.not_before,
        "not_after": point.day.not_after,
        "holder": point.holder,
        "stance": point.stance,
        "conditions": [condition.term or condition.passage.text for condition in point.conditions],
        "via": [via.text for via in point.via],
        "mode": point.mode,
        "outlet": point.outlet,
        "article": point.article,
        "copy_of": point.copy_of,
        **({"start": passage.start, "end": passage.end, "field": passage.field, "words": passage.text} if passage else {}),
    }
