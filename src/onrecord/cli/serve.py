"""`onrecord serve`: the record as pages."""

from __future__ import annotations

import click

from onrecord.cli.options import kept_dossier_option, ledger_option


@click.command()
@ledger_option
@kept_dossier_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; only this computer's own are allowed.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
def serve(ledger: str, dossier: str | None, host: str, port: int) -> int:
    """Show the record as pages in a browser, on this computer only. Stop with Ctrl-C."""
    from onrecord.cli.record import open_kept
    from onrecord.web import serve as serve_pages

    with open_kept(ledger, dossier) as (opened, kept):
        serve_pages(opened, kept.id, host=host, port=port)
    return 0
