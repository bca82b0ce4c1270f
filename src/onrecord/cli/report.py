"""`onrecord report`: the record as one file, or as a folder of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import kept_dossier_option, ledger_option, machine_option, since_option, until_option
from onrecord.cli.telling import counted, quoted

if TYPE_CHECKING:
    from onrecord.reports import Narrowing, Written
    from onrecord.views import Record

# Whoever asks for vel.pdf would not look for a folder.
_LIKE_A_FILE = re.compile(r"\.[A-Za-z]{2,5}$")
# Articles that are named one by one.
_NAMED = 5


@click.command()
@click.argument("out", metavar="OUT.html|FOLDER")
@click.option("--folder", "as_folder", is_flag=True, help="A folder, though the name ends like that of a file.")
@since_option
@until_option
@click.option("--holder", "holders", metavar="ACTOR", multiple=True, help="Only what this actor, and its members, hold. May be given again.")
@click.option("--term", "terms", metavar="TERM", multiple=True, help="Only this term. May be given again.")
@click.option("--without-text", is_flag=True, help="Of articles only the passages that the record rests on, with a few words around each.")
@click.option("--without-pictures", is_flag=True, help="Draw no pictures: faster, where there are many trails.")
@click.option("--png", is_flag=True, help="In a folder, pictures of trails as PNG beside SVG; those of the matrix are there in both.")
@click.option("--force", is_flag=True, help="Take the place of a folder that holds something else; that is renamed and kept.")
@ledger_option
@kept_dossier_option
@machine_option
def report(
    out: str,
    as_folder: bool,  # noqa: FBT001
    since: str | None,
    until: str | None,
    holders: tuple[str, ...],
    terms: tuple[str, ...],
    without_text: bool,  # noqa: FBT001
    without_pictures: bool,  # noqa: FBT001
    png: bool,  # noqa: FBT001
    force: bool,  # noqa: FBT001
    ledger: str,
    dossier: str | None,
    machine: bool,  # noqa: FBT001
) -> int:
    """Write the record as one HTML file that can be mailed, or as a folder of files: both open from disk, without network or script.

    A name that ends in .html makes one file, another one a folder, with data as JSON and CSV beside each page.
    """
    from onrecord.cli.record import load_record
    from onrecord.reports import narrowed, write_folder, write_report
    from onrecord.views.charts import can_draw

    one_file = out.lower().endswith((".html", ".htm")) and not as_folder
    if not one_file and not as_folder and _LIKE_A_FILE.search(out):
        raise click.UsageError(f"{out}: a report is one file that ends in .html, or a folder. For a folder of this name, give --folder.")
    if one_file and (force or png):
        raise click.UsageError("--force and --png are for folders. A file of that name is replaced without --force.")
    record = load_record(ledger, dossier, machine=machine)
    narrowing = _narrowing(record, since, until, holders, terms)
    shown = narrowed(record, narrowing)
    if record.readings and not shown.readings:
        raise click.UsageError(f"Nothing on record is of {'; '.join(narrowing.in_words(record))}. No report was written.")
    told = _told(record, narrowing, without_text=without_text, machine=machine)
    if one_file:
        written = write_report(shown, out, with_text=not without_text, pictures=not without_pictures, told=told)
    else:
        written = write_folder(shown, out, with_text=not without_text, pictures=not without_pictures, png=png, told=told, force=force)
    _say(out, written, len(shown.readings), one_file=one_file)
    if not without_pictures and not can_draw():
        click.echo("No pictures were drawn: that needs Altair and vl-convert. Install them with: pip install 'onrecord[charts]'")
    return 0


def _narrowing(record: Record, since: str | None, until: str | None, holders: tuple[str, ...], terms: tuple[str, ...]) -> Narrowing:
    from onrecord.cli.record import id_of
    from onrecord.reports import Narrowing

    actors = {name: (name,) for name in record.known_actors} | {one.id: (one.id, one.name, *one.aliases) for one in record.dossier.actors}
    known_terms = {name: (name,) for name in record.known_terms}
    return Narrowing(
        since,
        until,
        tuple(id_of("actor", holder, actors) for holder in holders),
        tuple(id_of("term", term, known_terms) for term in terms),
    )


def _told(record: Record, narrowing: Narrowing, *, without_text: bool, machine: bool) -> list[str]:
    """What a reader of the report must know of how it was made."""
    told = [f"A part of the record: {'; '.join(narrowing.in_words(record))}."] if narrowing.in_words(record) else []
    if without_text:
        told.append("Articles are shown by the passages that the record rests on, not whole.")
    if machine:
        told.append("As the machine read it, without what people judged.")
    return told


def _say(out: str, written: Written, articles: int, *, one_file: bool) -> None:
    size = f"{written.size / 1_000_000:,.1f} MB"
    files = "" if one_file else f"{counted(written.files, 'file')}, "
    click.echo(f"Wrote {out}: {counted(articles, 'article')}, {files}{size}.")
    if written.kept:
        click.echo(f"What stood there is now {written.kept}.")
    if written.shares:
        shown, words = (sum(getattr(share, name) for share in written.shares.values()) for name in ("shown", "words"))
        click.echo(f"Of the articles' {words:,} words it shows {shown:,}.")
        if most := [article for article, share in written.shares.items() if share.most()]:
            named = ", ".join(quoted(article) for article in most[:_NAMED]) + (f" and {len(most) - _NAMED} more" if len(most) > _NAMED else "")
            click.echo(f"More than half is shown of {named}.")
    page = out if one_file else f"{out.rstrip('/')}/index.html"
    click.echo(f"Next: open {page} in a browser; every cell of the matrix leads to its words.")
