"""`onrecord extract`: articles in, readings out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import dossier_option, fast_option, touching_option, use_options, workers_option
from onrecord.cli.progress import Tally, watched
from onrecord.cli.telling import quoted, tell

if TYPE_CHECKING:
    from onrecord.positions import Use


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@dossier_option(required=False)
@fast_option
@use_options
@touching_option
@workers_option(default=1)
@click.option("--with-text", is_flag=True, help="Print the article's text too (that of HTML pages is always printed).")
def extract(
    paths: tuple[str, ...],
    dossier: str | None,
    fast: bool,  # noqa: FBT001
    use: Use,
    touching: bool,  # noqa: FBT001
    workers: int,
    with_text: bool,  # noqa: FBT001
) -> int:
    """Print what articles say as readings, one JSON object a line, in the order of the input.

    PATH is a file of articles (.txt, .html, .mhtml, .jsonl, .json, .csv, .parquet, .warc; .gz or .zip of those), a folder of them,
    or - for standard input. A JSONL file holds one article a line: {"id", "text", "title"?, "outlet"?, "url"?,
    "published"?}. Nothing is stored.
    """
    import msgspec

    from onrecord.cli.cluster import passed_over_lines
    from onrecord.dossiers import Relevance, load
    from onrecord.engines import read_all
    from onrecord.pages import Screen, open_pages, own_table
    from onrecord.records import without_text

    if touching and dossier is None:
        raise click.UsageError("--touching needs --dossier FILE: it tells what is to be touched.")
    loaded = load(dossier) if dossier else None
    own_table()  # one that cannot be read is said once, not at every article
    tally = Tally()
    encode = msgspec.json.Encoder().encode
    screen = Screen(Relevance(loaded) if loaded else None, every_file=touching)
    pages = open_pages(paths, stdin=sys.stdin.buffer, screen=screen)
    for reading in watched(read_all(pages, loaded, fast=fast, use=use, workers=workers, screen=screen), tally):
        sys.stdout.buffer.write(encode(reading if with_text else without_text(reading)) + b"\n")
    sys.stdout.buffer.flush()
    for line in [*tally.lines(), *passed_over_lines(screen.passed_over)]:
        tell(line)
    if not tally.read:
        return tally.exit_code()
    if loaded is None:
        tell("Next: name actors and terms in a dossier to read positions too: onrecord dossier new my-dispute.toml")
    else:
        tell(f"Next: keep them in a ledger: onrecord read --dossier {quoted(str(dossier))} PATH...")
    return tally.exit_code()
