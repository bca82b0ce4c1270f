"""`onrecord dossier`: check a dossier, start one, or find out whom it lacks."""

from __future__ import annotations

import click

from onrecord.cli.groups import Part
from onrecord.cli.suggest import suggest
from onrecord.cli.telling import counted, plain, quoted


@click.group(cls=Part)
def dossier() -> None:
    """Check a dossier, start a new one, or find speakers whom it lacks.

    A dossier names one dispute: the actors who hold positions and the terms that they argue about.
    """


@dossier.command()
@click.argument("file")
def check(file: str) -> int:
    """Check FILE and name everything that is wrong with it, with the key to change.

    A file that holds nothing yet but the example that `onrecord dossier new` writes is told as such, with exit code 1.
    """
    from onrecord.dossiers import left_of_the_example, load, shared_names

    loaded = load(file)
    example = left_of_the_example(loaded)
    if len(example) == len(loaded.terms) + len(loaded.actors):
        click.echo(f"{plain(file)} is well formed, but these are still the example's terms and actors: replace {plain(', '.join(example))}.")
        click.echo(f"Next: fill in your dispute, then: onrecord dossier check {quoted(file)}")
        return 1
    parts = ", ".join([counted(len(loaded.terms), "term"), counted(len(loaded.actors), "actor"), counted(len(loaded.events), "event")])
    click.echo(f"{plain(file)} is sound: {plain(loaded.title)} ({parts}).")
    for name in shared_names(loaded.actors):
        click.echo(f"Note: {plain(name)}.")
    if example:
        click.echo(f"Note: still the example's: {plain(', '.join(example))}. Replace what is not of your dispute.")
    click.echo(f"Next: onrecord read --dossier {quoted(file)} PATH...")
    return 0


@dossier.command()
@click.argument("file")
def new(file: str) -> int:
    """Write a commented dossier to FILE (.toml), to be filled in."""
    from onrecord.dossiers import write_template

    write_template(file)
    click.echo(f"Wrote {plain(file)}. Put the terms and actors of your dispute in the place of the example's.")
    click.echo(f"Next: onrecord dossier check {quoted(file)}")
    return 0


dossier.add_command(suggest)
