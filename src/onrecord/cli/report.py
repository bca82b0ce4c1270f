"""`onrecord report`: the record as one file."""

from __future__ import annotations

import click

from onrecord.cli.options import kept_dossier_option, ledger_option, machine_option


@click.command()
@click.argument("out", metavar="OUT.html")
@ledger_option
@kept_dossier_option
@machine_option
def report(out: str, ledger: str, dossier: str | None, machine: bool) -> int:  # noqa: FBT001
    """Write the record as one HTML file that opens from disk and can be mailed: no network, no script."""
    from onrecord.cli.record import load_record
    from onrecord.reports import write_report

    if not out.lower().endswith((".html", ".htm")):
        raise click.UsageError(f"{out}: give a name that ends in .html.")
    write_report(load_record(ledger, dossier, machine=machine), out)
    click.echo(f"Wrote {out}.")
    click.echo("Next: open it in a browser; every cell of the matrix leads to its words.")
    return 0
