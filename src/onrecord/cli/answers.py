"""`onrecord answers`: what was offered or demanded, who answered how, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, machine_option, next_options
from onrecord.cli.telling import plain

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from onrecord.views.answers import AnswerList, ToldOffer

_HOW = {"accepts": "accepts", "rejects": "rejects", "conditional": "sets conditions", "silent": "gave no answer"}


@click.command()
@ledger_option
@kept_dossier_option
@machine_option
@format_option
def answers(ledger: str, dossier: str | None, machine: bool, form: Format) -> int:  # noqa: FBT001
    """List offers and demands with the answers to them, the open ones first, and the questions left open.

    What several reports tell of one day is one offer, with the words of one of them. For a program: a row for each answer, for each offer
    without one, and for each position that leaves a question open.
    """
    from onrecord.cli.record import load_record
    from onrecord.cli.tables import print_rows
    from onrecord.views.answers import answer_list
    from onrecord.views.tables import ANSWERS

    shown = answer_list(load_record(ledger, dossier, machine=machine))
    if form == "table":
        _print(shown)
        options = next_options(ledger, dossier)
        anything = shown.offers or shown.questions
        click.echo(f"Next: onrecord serve{options}   to read the passages in their articles" if anything else f"Next: onrecord matrix{options}")
    else:
        print_rows([*ANSWERS.rows(shown)], ANSWERS.columns, form)
    return 0


def _print(shown: AnswerList) -> None:
    """Print offers with their answers, then open questions."""
    from rich.padding import Padding

    from onrecord.cli.tables import console

    out = console()
    if not shown.offers:
        out.print("No offers: no position was read that depends on another term, or that somebody answered.")
    else:
        out.print(_table(shown))
    for question in shown.questions:
        out.print(f"Left open: {plain(question.proposition)}", style="bold")
        for point in question.points:
            words = plain(point.passages[0].text) if point.passages else ""
            out.print(Padding(f"{plain(point.name or 'somebody')}: {words}", (0, 0, 0, 4), expand=False))


def _table(shown: AnswerList) -> Table:
    from rich.text import Text

    from onrecord.cli.tables import plain_table, stance_mark, unsure_mark
    from onrecord.views.wording import day_in_words

    table = plain_table(f"Offers and answers ({shown.total})", "who, on what", "offered", "answers")
    for one in shown.offers:
        point = one.offer.point
        words = plain(point.passages[0].text) if point.passages else ""
        times = f" ×{one.reports}" if one.reports > 1 else ""
        head = stance_mark(point.stance).append(f"{unsure_mark(point.confidence)}, {day_in_words(point.day)}{times}")
        table.add_row(Text(f"{plain(one.offer.name)}\n{one.offer.term}"), Text("\n").join([head, Text(words)]), _told(one))
    return table


def _told(one: ToldOffer) -> Text:
    """Who answered how and when, each with the words."""
    from rich.text import Text

    from onrecord.cli.tables import unsure_mark
    from onrecord.views.wording import day_in_words

    told = []
    for answer in one.answers:
        unsure = unsure_mark(answer.confidence) if answer.confidence is not None else ""
        told.append(Text(f"{plain(answer.name or answer.actor or 'somebody')}: {_HOW[answer.how]}{unsure}, {day_in_words(answer.day)}"))
        told += [Text(plain(passage.text), style="italic") for passage in answer.passages[:1]]
    return Text("\n").join(told) if told else Text("open")
