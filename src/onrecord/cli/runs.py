"""`onrecord runs`: which versions and dossiers read what, what another one would change, and which counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, next_options
from onrecord.cli.signing import SHORT
from onrecord.cli.telling import counted, plain, tell

if TYPE_CHECKING:
    from onrecord.ledger import Change, Run, RunDifference
    from onrecord.records import Condition, Position

_RUN_COLUMNS = ("id", "started", "version", "models", "dossier", "dossier_sha256", "options", "articles", "counting", "on_trial", "adopted")
_SIDES = ("holder", "stance", "said_on", "conditions", "words")
_CHANGE_COLUMNS = ("article", "what", "term", "fields", *(f"{side}_{name}" for side in ("before", "after") for name in _SIDES))


@click.group(invoke_without_command=True)
@ledger_option
@format_option
@click.pass_context
def runs(context: click.Context, ledger: str, form: Format) -> int:
    """List the runs of a ledger: which version read, with which models and dossier, how many articles, and for how many it counts.

    To try a newer version or a changed dossier before it counts: onrecord read --trial, then `onrecord runs diff current RUN`, then
    `onrecord runs adopt RUN`.
    """
    if context.invoked_subcommand is not None:
        context.obj = ledger
        return 0
    from onrecord.ledger import open_ledger

    with open_ledger(ledger) as opened:
        found = opened.runs()
    if form == "table":
        _print_runs(found)
        options = next_options(ledger)
        compare = f"onrecord runs diff {_worth_comparing(found)}{options}   to see what one reads otherwise than another"
        click.echo(f"Next: {compare if len(found) > 1 else f'onrecord matrix{options}'}")
    else:
        from onrecord.cli.tables import print_rows

        print_rows([{name: getattr(run, name) for name in _RUN_COLUMNS} for run in found], _RUN_COLUMNS, form)
    return 0


@runs.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@ledger_option
@kept_dossier_option
@format_option
@click.pass_context
def diff(context: click.Context, before: str, after: str, ledger: str, dossier: str | None, form: Format) -> int:
    """Show which positions run B has added, lost or changed against run A, in the articles that both read.

    Positions that changed in nothing that a reader sees are counted: their words are the same, and the reader was more or less sure.
    A run is named by its id or the beginning of it; `current` is what counts now, as it was read, without judgements.
    """
    from onrecord.cli.record import open_kept

    ledger = _ledger_of(context, ledger)
    with open_kept(ledger, dossier) as (opened, kept):
        found = opened.diff_runs(before, after, kept.id)
    if form == "table":
        _print_difference(found)
        click.echo(f"Next: onrecord runs adopt {found.after}{next_options(ledger, dossier)}   to have queries answer from it")
    else:
        from onrecord.cli.tables import print_rows

        print_rows([_as_row(change) for change in found.changes], _CHANGE_COLUMNS, form)
    return 0


@runs.command()
@click.argument("run")
@ledger_option
@click.pass_context
def adopt(context: click.Context, run: str, ledger: str) -> int:
    """Have queries answer from what RUN read. An earlier run can be adopted too: so is an adoption taken back.

    Nothing is deleted. Judgements are bound anew, by their exact words; those that find them no more are listed as orphaned.
    """
    from onrecord.cli.read import compare_all
    from onrecord.ledger import open_ledger

    ledger = _ledger_of(context, ledger)
    with open_ledger(ledger) as opened:
        done = opened.adopt_run(run)
        dossier_id = next(each.dossier for each in opened.runs() if each.id == done.run)
        click.echo(f"Adopted {done.run}: queries answer from it for {counted(done.articles, 'article')}.")
        if done.kept:
            click.echo(f"{counted(len(done.kept), 'article')} left as read since, in a newer version: {plain(', '.join(done.kept[:5]))}.")
        if dossier_id is not None:
            click.echo(compare_all(opened, opened.dossier(dossier_id)))
            _say_orphans(sum(fate.fate == "orphaned" for fate in opened.judgements(dossier_id)), ledger)
    click.echo(f"Next: onrecord matrix{next_options(ledger)}")
    return 0


def _ledger_of(context: click.Context, ledger: str) -> str:
    """`--ledger` may stand before the subcommand or after it."""
    told = context.get_parameter_source("ledger") is not click.core.ParameterSource.DEFAULT
    return ledger if told or context.obj is None else str(context.obj)


def _say_orphans(orphans: int, ledger: str) -> None:
    if orphans:
        tell(f"{counted(orphans, 'judgement')} without the words that it was about. Next: onrecord judge list --fate orphaned{next_options(ledger)}")


def _worth_comparing(found: list[Run]) -> str:
    waiting = [run for run in found if run.on_trial]
    return f"current {waiting[-1].id[:SHORT]}" if waiting else " ".join(run.id[:SHORT] for run in found[-2:])


def _print_runs(found: list[Run]) -> None:
    from onrecord.cli.tables import console, plain_table

    table = plain_table("Runs", "run", "started", "version", "models", "dossier", "articles", "counts for", "")
    for run in found:
        models = ", ".join(f"{name} {sha256[:8]}" for name, sha256 in sorted(run.models.items())) or "rules alone"
        dossier = f"{run.dossier} {(run.dossier_sha256 or '')[:8]}" if run.dossier else "none"
        state = "on trial" if run.on_trial else f"adopted {run.adopted[:16]}" if run.adopted else ""
        table.add_row(run.id[:SHORT], run.started[:16], run.version, models, plain(dossier), f"{run.articles:,}", f"{run.counting:,}", state)
    console().print(table)


def _print_difference(found: RunDifference) -> None:
    from rich.text import Text

    from onrecord.cli.tables import console, plain_table

    out = console()
    kinds = Counter(change.what for change in found.changes)
    told = ", ".join(f"{kinds[what]:,} {what}" for what in ("added", "gone", "changed"))
    out.print(f"{found.before} against {found.after}: {counted(found.articles, 'article')} read by both. Positions: {told}.")
    for names, what in ((found.only_before, f"read by {found.before} alone"), (found.only_after, f"read by {found.after} alone")):
        if names:
            out.print(f"{counted(len(names), 'article')} {what}.")
    if found.edited:
        out.print(f"{counted(len(found.edited), 'article')} read in another version of the text: what changed there may be the outlet's doing.")
    if found.unseen:
        out.print(f"{counted(found.unseen, 'position')} changed in nothing that a reader sees: the same words, read more or less surely.")
    if not found.changes:
        return
    table = plain_table("", "", "before", "after")
    for change in found.changes:
        position = change.after or change.before
        head = f"{change.what}: {position.term if position else ''}\n{plain(change.article)}"
        table.add_row(Text(head), *(Text(_in_words(side, change)) for side in (change.before, change.after)))
    out.print(table)


def _in_words(position: Position | None, change: Change) -> str:
    """Who, how and when, by which words; of a change in something else, that too."""
    if position is None:
        return ""
    lines = [f"{plain(position.holder) or 'unknown'}: {position.stance}{f', {position.said_on}' if position.said_on else ''}"]
    if "mode" in change.fields:
        lines.append("told as done" if position.mode == "narrated" else "told as said")
    if "conditions" in change.fields:
        lines += [_condition(condition) for condition in position.conditions] or ["if: nothing"]
    if "via" in change.fields:
        lines += [f"via {plain(via.span.text)}{' (not named)' if via.anonymous else ''}" for via in position.via] or ["via nobody"]
    passages = position.evidence if "evidence" in change.fields else position.evidence[:1]
    return "\n".join([*lines, *(f"›\N{NO-BREAK SPACE}{plain(span.text)}\N{NO-BREAK SPACE}‹" for span in passages)])


def _condition(condition: Condition) -> str:
    from onrecord.views.wording import condition_in_words

    return f"{condition_in_words(plain(condition.text))}{f' ({condition.term})' if condition.term else ''}"


def _as_row(change: Change) -> dict[str, Any]:
    position = change.after or change.before
    row: dict[str, Any] = {"article": change.article, "what": change.what, "term": position.term if position else None, "fields": list(change.fields)}
    for side, one in (("before", change.before), ("after", change.after)):
        if one is not None:
            told = {"holder": one.holder, "stance": one.stance, "said_on": one.said_on, "conditions": [each.text for each in one.conditions]}
            row |= {f"{side}_{name}": value for name, value in told.items()}
            row[f"{side}_words"] = one.evidence[0].text if one.evidence else None
    return row
