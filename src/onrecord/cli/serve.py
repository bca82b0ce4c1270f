"""`onrecord serve`: the record as pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import kept_dossier_option, ledger_option
from onrecord.cli.telling import quoted, tell

if TYPE_CHECKING:
    from onrecord.web import Entrance

TOKEN_VARIABLE = "ONRECORD_TOKEN"  # noqa: S105  the name of a variable
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@ledger_option
@kept_dossier_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on. Any but this computer's own needs a token or passwords."
)
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--name", "names", metavar="HOST", multiple=True, help="A name by which people call the pages, where it is not the --host. Repeatable.")
@click.option(
    "--token",
    metavar="FILE",
    type=_FILE,
    help=f"Demand the token in this file; whoever has it may judge. One is made where there is no such file. Also set, itself, by {TOKEN_VARIABLE}.",
)
@click.option("--passwords", metavar="FILE", type=_FILE, help="Demand a name and password of this file, which `onrecord password` makes.")
@click.option("--proxy", metavar="ADDRESS", help="Serve for a proxy at this address, and believe it when it tells who asks, and over HTTPS or not.")
@click.option("--certificate", metavar="FILE", type=_FILE, help="Serve over HTTPS with this certificate (PEM).")
@click.option("--certificate-key", metavar="FILE", type=_FILE, help="The certificate's key, where it is in another file.")
def serve(
    ledger: str,
    dossier: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    token: Path | None,
    passwords: Path | None,
    proxy: str | None,
    certificate: Path | None,
    certificate_key: Path | None,
) -> int:
    """Show the record as pages in a browser. Stop with Ctrl-C.

    On this computer they need no password, and nobody else reaches them. With another --host they do: --token or --passwords.
    """
    from onrecord.cli.record import open_kept
    from onrecord.web import Place
    from onrecord.web import serve as serve_pages

    entrance = _entrance(names, token, passwords)
    with open_kept(ledger, dossier) as (opened, kept):
        serve_pages(opened, kept.id, Place(host, port, proxy, certificate, certificate_key), entrance)
    return 0


def _entrance(names: tuple[str, ...], token_file: Path | None, passwords_file: Path | None) -> Entrance:
    from onrecord.web import Entrance
    from onrecord.web.passwords import checked_token, others_may_read, read_passwords, read_token

    token = ""
    if token_file is not None:
        token, is_new = read_token(token_file)
        if is_new:
            tell(f"A token was made. It stands in {token_file}; give it to those who may read and judge.")
    elif os.environ.get(TOKEN_VARIABLE):
        token = checked_token(os.environ[TOKEN_VARIABLE].strip(), TOKEN_VARIABLE)
    passwords = None if passwords_file is None else read_passwords(passwords_file)
    for file in filter(None, (token_file, passwords_file)):
        if others_may_read(file):
            tell(f"{file}: other accounts of this computer may open this file. Take that from them: chmod 600 {quoted(str(file))}")
    return Entrance(frozenset(names), token, passwords)
