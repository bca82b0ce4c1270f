"""`onrecord extract`: articles in, readings out."""

from __future__ import annotations

import sys

import click

from onrecord.cli.options import dossier_option, fast_option
from onrecord.cli.progress import Tally, watched
from onrecord.cli.telling import quoted, tell


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@dossier_option(required=False)
@fast_option
@click.option("--with-text", is_flag=True, help="Print the article's text too (that of HTML pages is always printed).")
def extract(paths: tuple[str, ...], dossier: str | None, fast: bool, with_text: bool) -> int:  # noqa: FBT001
    """Print what articles say as readings, one JSON object a line, in the order of the input.

    PATH is a file of articles (.txt, .html, .mhtml, .jsonl, .json, .csv, .parquet; .gz or .zip of those), a folder of them,
    or - for standard input. A JSONL file holds one article a line: {"id", "text", "title"?, "outlet"?, "url"?,
    "published"?}. Nothing is stored.
    """
    import msgspec

    from onrecord.dossiers import load
    from onrecord.engines import read_all
    from onrecord.pages import open_articles, own_table
    from onrecord.records import without_text

    loaded = load(dossier) if dossier else None
    own_table()  # one that cannot be read is said once, not at every article
    tally = Tally()
    encode = msgspec.json.Encoder().encode
    for reading in watched(read_all(open_articles(paths, stdin=sys.stdin.buffer), loaded, fast=fast), tally):
        sys.stdout.buffer.write(encode(reading if with_text else without_text(reading)) + b"\n")
    sys.stdout.buffer.flush()
    for line in tally.lines():
        tell(line)
    if not tally.read:
        return tally.exit_code()
    if loaded is None:
        tell("Next: name actors and terms in a dossier to read positions too: onrecord dossier new my-dispute.toml")
    else:
        tell(f"Next: keep them in a ledger: onrecord read --dossier {quoted(str(dossier))} PATH...")
    return tally.exit_code()
