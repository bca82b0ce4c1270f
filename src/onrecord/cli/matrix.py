"""`onrecord matrix`: who stands where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, machine_option, next_options, since_option, until_option
from onrecord.cli.picture import picture_option, write_picture
from onrecord.cli.telling import counted, plain

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.views import Record
    from onrecord.views.matrix import By, Cell, Matrix

# Characters that a term takes, and a stance with its count.
_TERM_WIDTH, _CELL_WIDTH = 22, 16
# Between two columns.
_GAP = 2


@click.command()
@ledger_option
@kept_dossier_option
@click.option(
    "--by", type=click.Choice(["actor", "side"]), default="actor", show_default=True, help="A row for each actor, or for each side with its members."
)
@since_option
@until_option
@machine_option
@picture_option
@format_option
def matrix(
    ledger: str,
    dossier: str | None,
    by: By,
    since: str | None,
    until: str | None,
    machine: bool,  # noqa: FBT001
    picture: str | None,
    form: Format,
) -> int:
    """Show who stands where: actors or sides by terms, as last reported.

    ×3 says that three independent reports tell of the holder on the term, of whatever stance, surely read or not: reports that
    reprint one another count once. `*` marks a cell whose stance differs from an earlier day's, `?` a stance that is unsure: the surest
    report of it was read with a chance of less than 0.5 of being right, and nobody checked it.
    """
    from onrecord import queries
    from onrecord.cli.record import open_kept
    from onrecord.cli.tables import print_rows
    from onrecord.views.tables import MATRIX

    if machine:
        from onrecord.cli.record import load_record
        from onrecord.views.matrix import matrix as view

        if since or until:
            raise click.UsageError("--machine shows all that was read: give it without --since and --until.")
        shown = view(load_record(ledger, dossier, machine=True), by)
    else:
        with open_kept(ledger, dossier) as (opened, kept):
            shown = queries.matrix(opened, kept, by, since=since, until=until)
    if picture is not None:
        from onrecord.views.charts import matrix_sheet

        write_picture(matrix_sheet(shown), picture)
    elif form == "table":
        if (since or until) and not shown.rows:
            click.echo(_nothing_of_these_days(shown))
            return 0
        _print(shown)
        click.echo(_next_step(shown, next_options(ledger, dossier)))
    else:
        print_rows([*MATRIX.rows(shown)], MATRIX.columns, form)
    return 0


def print_matrix(record: Record, by: By = "actor") -> None:
    """Print the matrix of a record that is loaded already."""
    from onrecord.views.matrix import matrix as view

    _print(view(record, by))


def _print(shown: Matrix) -> None:
    """Print the matrix as a table: terms down, holders across, since there are more words in a term than in a name."""
    from onrecord.cli.tables import console, plain_table
    from onrecord.views.sureness import UNSURE_MEANS

    out = console()
    if not shown.rows:
        out.print(f"{plain(shown.title)}: no positions were read.")
        return
    for first in range(0, len(shown.rows), _rows_that_fit(out.width)):
        rows = shown.rows[first : first + _rows_that_fit(out.width)]
        table = plain_table(plain(shown.title) if first == 0 else "", "term", *(plain(row.name) for row in rows))
        table.columns[0].min_width = min(_TERM_WIDTH - _GAP, max(len(term.id) for term in shown.terms))
        for number, term in enumerate(shown.terms):
            cells = [row.cells[number] for row in rows]
            if any(cells):
                table.add_row(term.id, *(_cell(cell) if cell else "" for cell in cells))
        out.print(table)
        out.print()
    out.print("● for   ◐ for, if a condition is met   ✕ against   ○ undecided")
    out.print(f"? unsure: {UNSURE_MEANS}; of several reports, the surest counts, and it is shown only where nothing is surely read")
    out.print("| reports differ   split: members of a side differ   * the stance differs from an earlier day's")
    whom = "side" if shown.by == "side" else "holder"
    out.print(f"×3: three independent reports tell of this {whom} on this term, of whatever stance, surely read or not")
    for line in _notes(shown):
        out.print(line)


def _nothing_of_these_days(shown: Matrix) -> str:
    from onrecord.views.wording import between_in_words

    days = between_in_words(shown.choices.first, shown.choices.last)
    return f"{plain(shown.title)}: no position is of these days. Those with a day are of {days}.\nNext: the same command without --since and --until"


def _rows_that_fit(width: int) -> int:
    """How many holders fit beside the column of terms."""
    return max(1, (width - _TERM_WIDTH) // _CELL_WIDTH)


def _cell(cell: Cell) -> Text:
    from rich.text import Text

    from onrecord.cli.tables import stance_mark
    from onrecord.views.sureness import is_unsure

    stances = [stance_mark(told.stance).append("?" if is_unsure(told.confidence) else "") for told in cell.stances]
    marked = Text("split: " if cell.split else "") + Text(" | ").join(stances)
    return marked.append(f" ×{cell.reports}{' *' if cell.changed else ''}")


def _notes(shown: Matrix) -> Iterator[str]:
    if shown.without:
        yield f"No position read of: {plain(', '.join(shown.without))}."
    if shown.unplaced:
        yield f"{counted(shown.unplaced, 'position')} without a known holder in no row."


def _next_step(shown: Matrix, options: str) -> str:
    for row in shown.rows:
        for term, cell in zip(shown.terms, row.cells, strict=True):
            if cell:
                by_side = " --by side" if shown.by == "side" else ""
                return f"Next: onrecord trail {row.actor} {term.id}{by_side}{options}   for the words behind a cell, this one or another"
    return "Next: look whether the dossier has the names that the articles use, and the terms that they argue about; then read them again."
