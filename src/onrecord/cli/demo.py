"""`onrecord demo`: the example dispute, read in front of you."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from onrecord.cli.options import quoted
from onrecord.errors import OnrecordError


@click.command()
@click.option("--folder", default="demo", show_default=True, help="Where to put the ledger and the report. Made afresh each time.")
def demo(folder: str) -> int:
    """Read the example dispute, show what was found, and write a report.

    A fictional dispute over a river, in fourteen articles. All people, places and outlets are invented.
    """
    from onrecord.cli.findings import print_conflicts, print_shifts
    from onrecord.cli.matrix import print_matrix
    from onrecord.cli.read import read_into
    from onrecord.cli.record import load_record
    from onrecord.dossiers import load
    from onrecord.ledger import open_ledger
    from onrecord.reports import write_report

    examples = find_examples()
    made = _fresh(Path(folder))
    ledger, report = str(made / "vel.sqlite"), str(made / "report.html")
    click.echo(f"Reading {examples / 'articles'} with {examples / 'dossier.toml'}")
    with open_ledger(ledger, create=True) as opened:
        tally = read_into(opened, load(examples / "dossier.toml"), [str(examples / "articles")])
    record = load_record(ledger, None)
    for show in (print_matrix, print_shifts, print_conflicts):
        click.echo()
        show(record)
    write_report(record, report)
    click.echo()
    click.echo(f"Wrote {report}: the whole record in one file. Open it in a browser.")
    click.echo(f"Next: onrecord serve --ledger {quoted(ledger)}")
    return 1 if tally.skipped else 0


def find_examples() -> Path:
    """The example dispute: it travels inside the installed package; in a checkout it lies beside `src`."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / "dossier.toml").is_file():
            return folder
    raise OnrecordError("The example dispute is missing from this installation. Install onrecord again, or clone it and run 'make demo'.")


def _fresh(folder: Path) -> Path:
    """An empty folder for the demo. One that holds anything but an earlier demo is left alone."""
    if folder.exists() and {entry.name.split(".")[0] for entry in folder.iterdir()} - {"vel", "report"}:
        raise click.UsageError(f"{folder} holds other files; name another folder with --folder.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
