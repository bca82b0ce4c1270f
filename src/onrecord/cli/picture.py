"""`--picture`: what a command shows, drawn into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import Command
from onrecord.cli.writing import writing

if TYPE_CHECKING:
    from onrecord.views.charts import Sheet

_ENDINGS = (".svg", ".png")


def picture_option(command: Command) -> Command:
    """`--picture`, as `picture`."""
    words = "Draw it into this file instead, for print: an SVG or, with the ending .png, a PNG. Needs the extra onrecord[charts]."
    return click.option("--picture", metavar="FILE.svg|.png", callback=_checked, help=words)(command)


def write_picture(sheet: Sheet, picture: str) -> None:
    """Draw a sheet into a file. OnrecordError where it cannot be written, or the libraries that draw are missing."""
    from onrecord.views.charts import draw, painted

    drawn = draw(sheet)
    content = painted(drawn, sheet.width, sheet.height) if _ending(picture) == ".png" else drawn
    with writing(picture, "the picture"):
        Path(picture).write_bytes(content)
    click.echo(f"Drawn into {picture}.")


def _ending(picture: str) -> str:
    return Path(picture).suffix.lower()


def _checked(_: click.Context, option: click.Parameter, picture: str | None) -> str | None:
    if picture is not None and _ending(picture) not in _ENDINGS:
        raise click.UsageError(f"--{option.name}: {picture!r} ends neither in .svg nor in .png.")
    return picture
