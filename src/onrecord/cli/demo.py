"""`onrecord demo`: the example dispute, read in front of you."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import next_options
from onrecord.cli.progress import Tally
from onrecord.errors import OnrecordError

LEDGER, REPORT = "vel.sqlite", "report.html"
# All that the demo ever writes; SQLite keeps two more files beside a ledger while it is open.
_MADE = frozenset({LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm", REPORT})


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
    from onrecord.reports import write_report

    examples = find_examples()
    made = _fresh(Path(folder))
    ledger, report = str(made / LEDGER), str(made / REPORT)
    click.echo(f"Reading {examples / 'articles'} with {examples / 'dossier.toml'}")
    tally = Tally()
    read_into(ledger, load(examples / "dossier.toml"), [str(examples / "articles")], tally)
    record = load_record(ledger, None)
    for show in (print_matrix, print_shifts, print_conflicts):
        click.echo()
        show(record)
    write_report(record, report)
    click.echo()
    click.echo(f"Wrote {report}: the whole record in one file. Open it in a browser.")
    options = next_options(ledger)
    click.echo(f"Next: onrecord serve{options}   or: onrecord trail maddek open-gates{options}")
    return tally.exit_code()


def find_examples() -> Path:
    """The example dispute: it travels inside the installed package; in a checkout it lies beside `src`."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / "dossier.toml").is_file():
            return folder
    raise OnrecordError("The example dispute is missing from this installation. Install onrecord again, or clone it and run 'make demo'.")


def _fresh(folder: Path) -> Path:
    """A folder without an earlier demo. One that holds anything else is left alone, whatever it is called."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = list(folder.iterdir())
        if any(entry.name not in _MADE or not entry.is_file() for entry in found):
            raise click.UsageError(f"{folder} holds other files; name another folder with --folder.")
        for entry in found:
            entry.unlink()
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be used ({error.strerror}); name another folder with --folder.") from None
    return folder
