"""`onrecord serve`: the record as pages."""

from __future__ import annotations

import click

from onrecord.cli.options import kept_dossier_option, ledger_option, machine_option


@click.command()
@ledger_option
@kept_dossier_option
@machine_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; only this computer's own are allowed.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
def serve(ledger: str, dossier: str | None, machine: bool, host: str, port: int) -> int:  # noqa: FBT001
    """Show the record as pages in a browser, on this computer only. Stop with Ctrl-C."""
    from onrecord.cli.record import load_record
    from onrecord.web import serve as serve_pages

    load_record(ledger, dossier, machine=machine)  # a ledger that cannot be shown is said here, not on the first page
    serve_pages(lambda: load_record(ledger, dossier, machine=machine), host=host, port=port)
    return 0
