"""`onrecord answers`: what was offered or demanded, who answered how, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, machine_option, next_options
from onrecord.cli.telling import plain

if TYPE_CHECKING:
    from onrecord.views import Record
    from onrecord.views.answers import Offer

_COLUMNS = (
    *("state", "holder", "term", "carries", "confidence", "day", "day_is", "article", "position", "start", "end", "field", "words"),
    *("answer", "answer_by", "answer_article", "answer_start", "answer_end", "answer_field", "answer_words"),
)
_HOW = {"accepts": "accepts", "rejects": "rejects", "conditional": "sets conditions", "silent": "no answer reported"}


@click.command()
@ledger_option
@kept_dossier_option
@machine_option
@format_option
def answers(ledger: str, dossier: str | None, machine: bool, form: Format) -> int:  # noqa: FBT001
    """List offers and demands with the answers to them, the open ones first, and the questions left open."""
    from onrecord.cli.record import load_record
    from onrecord.cli.tables import print_rows
    from onrecord.views.answers import offers

    record = load_record(ledger, dossier, machine=machine)
    if form == "table":
        print_answers(record)
        click.echo(f"Next: onrecord serve{next_options(ledger, dossier)}   to read the passages in their articles")
    else:
        print_rows([row for offer in offers(record) for row in _rows(offer)], _COLUMNS, form)
    return 0


def print_answers(record: Record) -> None:
    """Print offers with their answers, then open questions."""
    from rich.text import Text

    from onrecord.cli.tables import console, plain_table, stance_mark, unsure_mark
    from onrecord.views.answers import offers, questions
    from onrecord.views.wording import day_in_words

    found, asked = offers(record), questions(record)
    out = console()
    if not found:
        out.print("No offers: no position was read that depends on another term, or that somebody answered.")
    else:
        table = plain_table(f"Offers and answers ({len(found)})", "who, on what", "offered", "answers")
        for offer in found:
            words = plain(offer.point.passages[0].text) if offer.point.passages else ""
            head = stance_mark(offer.point.stance).append(f"{unsure_mark(offer.point.confidence)}, {day_in_words(offer.point.day)}")
            told = [f"{plain(answer.name or answer.actor or 'somebody')}: {_HOW[answer.how]}" for answer in offer.answers]
            table.add_row(Text(f"{plain(offer.name)}\n{offer.term}"), Text("\n").join([head, Text(words)]), "\n".join(told) or "open")
        out.print(table)
    for question in asked:
        out.print(f"Left open: {plain(question.proposition)}", style="bold")
        for point in question.points:
            out.print(f"    {plain(point.name or '')}: {plain(point.passages[0].text) if point.passages else ''}")


def _rows(offer: Offer) -> list[dict[str, Any]]:
    passage = offer.point.passages[0] if offer.point.passages else None
    place = {"start": passage.start, "end": passage.end, "field": passage.field, "words": passage.text} if passage else {}
    one: dict[str, Any] = {
        "state": offer.state,
        "holder": offer.holder,
        "term": offer.term,
        "carries": list(offer.carries),
        "confidence": offer.point.confidence,
        "day": offer.point.day.value,
        "day_is": offer.point.day.basis,
        "article": offer.point.article,
        "position": offer.point.position,
        **place,
    }
    rows = []
    for answer in offer.answers:
        told = answer.passages[0] if answer.passages else None
        where = {"answer_start": told.start, "answer_end": told.end, "answer_field": told.field, "answer_words": told.text} if told else {}
        rows.append(one | {"answer": answer.how, "answer_by": answer.actor, "answer_article": answer.article} | where)
    return rows or [one]
