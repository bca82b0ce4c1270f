"""`onrecord explain`: why a passage was read as a position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, next_options
from onrecord.cli.signing import SHORT, position_meant
from onrecord.cli.telling import plain, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.positions import Explanation
    from onrecord.records import Dossier, Position, Reading

_COLUMNS = ("position", "holder", "term", "stance", "chance", "start", "end", "field", "words", "stances", "reasons", "others")
_LISTED = ("number", "position", "holder", "term", "stance", "confidence", "start", "end", "field", "words")
# Of the other terms, those that are told: a sentence is read with many, most of which it does not come near.
_NEAREST = 3


@click.command()
@click.argument("article")
@click.argument("position", required=False)
@ledger_option
@kept_dossier_option
@format_option
def explain(article: str, position: str | None, ledger: str, dossier: str | None, form: Format) -> int:
    """Tell why the passages of a POSITION in an ARTICLE are read as they are: what spoke for it, what against, and which other terms are near.

    ARTICLE is an article's id in the ledger; POSITION a position's number in the list, its id, or how that begins. Without POSITION, the
    positions of the article are listed.
    """
    from onrecord.cli.record import open_kept
    from onrecord.cli.tables import print_rows
    from onrecord.reading import explain as explained

    with open_kept(ledger, dossier) as (opened, kept):
        reading = opened.reading(article, kept.id)
        if position is None:
            return _list(reading, kept, form, next_options(ledger, dossier))
        meant = position_meant(opened, kept.id, article, position)
    one = meant.position
    told = explained(reading.article, kept, one)
    if form != "table":
        print_rows([_values(one, explanation) for explanation in told], _COLUMNS, form)
        return 0
    if told and meant.state == "corrected":
        click.echo("People corrected this position: below is why its words are read as they are without that.\n")
    _print(one, kept, told)
    options = next_options(ledger, dossier)
    trail = f"onrecord trail {one.holder} {one.term}{options}   to see it among the others of this holder"
    click.echo(f"Next: {trail if one.holder else f'onrecord review{options}   to say whose it is'}")
    return 0


def _list(reading: Reading, dossier: Dossier, form: Format, options: str) -> int:
    from rich.text import Text

    from onrecord.cli.tables import console, plain_table, print_rows, stance_mark, unsure_mark

    if form != "table":
        print_rows([_listed(number, one) for number, one in enumerate(reading.positions, 1)], _LISTED, form)
        return 0
    if not reading.positions:
        click.echo(f"No position is read from {plain(reading.article.id)}.\nNext: onrecord judge add --help   to add one")
        return 0
    table = plain_table(plain(reading.article.id), "", "who, on what", "stance", "words", "id")
    names = {actor.id: actor.name for actor in dossier.actors}
    for number, one in enumerate(reading.positions, 1):
        table.add_row(
            str(number),
            Text(f"{plain(names.get(one.holder or '', one.holder)) or 'holder not known'}\n{one.term}"),
            stance_mark(one.stance).append(unsure_mark(one.confidence)),
            plain(one.evidence[0].text),
            one.id[:SHORT],
        )
    console().print(table)
    click.echo(f"Next: onrecord explain {quoted(reading.article.id)} 1{options}   or another number")
    return 0


def _listed(number: int, position: Position) -> dict[str, Any]:
    passage = position.evidence[0]
    said = (number, position.id, position.holder, position.term, position.stance, position.confidence)
    return dict(zip(_LISTED, (*said, passage.start, passage.end, passage.field, passage.text), strict=True))


def _print(position: Position, dossier: Dossier, told: Sequence[Explanation]) -> None:
    from rich.text import Text

    from onrecord.cli.tables import console

    names = {actor.id: actor.name for actor in dossier.actors}
    terms = {term.id: term.proposition for term in dossier.terms}
    out = console()
    out.print(
        Text(
            f"{plain(names.get(position.holder or '', position.holder)) or 'holder not known'}, {position.stance}: {plain(terms.get(position.term))}",
            style="bold",
        )
    )
    if not told:
        out.print("The trained model does not look at these passages now: they come from the rules, from another version, or from a person.")
    for explanation in told:
        out.print(Text(f"\n{plain(explanation.passage.text)}", style="italic"))
        for line in _lines(explanation, names, terms):
            out.print(Text(line))


def _lines(explanation: Explanation, names: dict[str, str], terms: dict[str, str]) -> list[str]:
    from onrecord.positions import MEANING

    shares = ", ".join(f"{stance} {share:.0%}" for stance, share in explanation.stances.items())
    lines = [
        f"held by {plain(names.get(explanation.holder, explanation.holder))}; chance that it is a position on this term: {explanation.chance:.0%}",
        f"the model's stances: {shares}; with the rules: {explanation.stance}",
    ]
    for wanted, heading in ((1, "for it:"), (-1, "against it:")):
        reasons = [reason for reason in explanation.reasons if reason.points * wanted > 0 and reason.sign != "always"]
        if reasons:
            lines += [heading, *(f"  {reason.points:+.2f}  {_meant(MEANING[reason.sign], wanted)}" for reason in reasons)]
    near = explanation.others[:_NEAREST]
    lines.append("nearest other terms:" if near else "no other term of the dossier comes near these words")
    return [*lines, *(f"  {other.chance:.0%}  {plain(terms.get(other.term, other.term))}" for other in near)]


def _meant(words: str, wanted: int) -> str:
    return words if wanted > 0 else f"less so than usual, or counted against it: {words}"


def _values(position: Position, explanation: Explanation) -> dict[str, Any]:
    passage = explanation.passage
    return {
        "position": position.id,
        "holder": explanation.holder,
        "term": position.term,
        "stance": explanation.stance,
        "chance": explanation.chance,
        "start": passage.start,
        "end": passage.end,
        "field": passage.field,
        "words": passage.text,
        "stances": explanation.stances,
        "reasons": {reason.sign: reason.points for reason in explanation.reasons},
        "others": {other.term: other.chance for other in explanation.others},
    }
