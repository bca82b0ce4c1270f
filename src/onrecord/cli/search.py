"""`onrecord search`: words in articles, statements and positions."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, get_args

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, machine_option, next_options, since_option, until_option
from onrecord.cli.telling import plain, quoted
from onrecord.records import STANCES, Mode

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.ledger import Filters, Found, Hit, Ledger
    from onrecord.records import Dossier

_COLUMNS = (
    *("kind", "day", "day_is", "holder", "term", "stance", "mode", "judged", "confidence", "outlet", "article", "title", "url", "published"),
    *("start", "end", "field", "words", "place"),
)
_KINDS = ("article", "statement", "position", "silence", "rejected")
_STATES = ("accepted", "corrected", "added", "disputed", "rejected", "unjudged")


class _Search(click.Command):
    """A search that tells how a word is left out, where one is taken for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the command line apart; a UsageError says what to type instead."""
        given = [word for word in args if word.startswith("-") and not word.startswith("--")]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            word = next((word for word in given if error.option_name[1:] in word), None)
            if word is None:
                raise
            told = f"No such option: {word}. Words that must not occur go to the end, after --: onrecord search -- {shlex.quote(word)}"
            raise click.UsageError(told, ctx) from None


@click.command(cls=_Search)
@click.argument("words", nargs=-1)
@ledger_option
@kept_dossier_option
@click.option(
    "--in", "kinds", type=click.Choice(_KINDS), multiple=True, help="Only among these; may be given again. Else: article, statement, position."
)
@click.option("--holder", metavar="ACTOR", help="What this actor said or holds.")
@click.option("--side", metavar="ACTOR", help="What this side or one of its members said or holds.")
@click.option("--term", metavar="TERM", help="Positions on this term.")
@click.option("--stance", type=click.Choice(STANCES), help="Positions of this stance.")
@click.option("--mode", type=click.Choice(get_args(Mode)), help="Told in this way.")
@click.option("--outlet", metavar="NAME", help="Told by this outlet.")
@click.option("--notice", metavar="KIND", help="In articles with this notice, such as opinion.")
@click.option("--judged", type=click.Choice(_STATES), help="Positions that people judged so.")
@machine_option
@since_option
@until_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many to show.")
@click.option("--before", type=int, metavar="PLACE", help="Older than this place, which the search before named.")
@format_option
def search(words: tuple[str, ...], ledger: str, dossier: str | None, form: Format, **asked: Any) -> int:
    """Find words in articles, statements and positions, the newest first.

    All WORDS must occur, in any order and with any ending. "words in a row" (quoted within the argument) must follow one another, wor*
    is a beginning, and -word must not occur: such words go to the end, after --, as in `onrecord search gates -- -cranes`. Without
    WORDS, everything that passes the options is listed.
    """
    from onrecord.cli.record import open_kept
    from onrecord.cli.tables import print_rows

    if asked["machine"] and (asked["judged"] or "rejected" in asked["kinds"]):
        raise click.UsageError("--machine leaves out what people judged: give it without --judged and --in rejected.")
    with open_kept(ledger, dossier) as (opened, kept):
        filters = _filters(opened, kept, asked)
        found = opened.search(kept.id, " ".join(words), filters, limit=asked["limit"], before=asked["before"])
    if form == "table":
        _print(found)
        click.echo(_next_step(found, next_options(ledger, dossier)))
    else:
        print_rows([values_of(hit) for hit in found.hits], _COLUMNS, form)
    return 0


def values_of(hit: Hit) -> dict[str, Any]:
    """A hit as flat values."""
    return {
        **{name: getattr(hit, name) for name in ("kind", "day", "holder", "term", "stance", "mode", "judged", "confidence")},
        **{name: getattr(hit, name) for name in ("outlet", "article", "title", "url", "published", "start", "end", "field", "place")},
        "day_is": hit.basis,
        "words": "".join(piece.text for piece in hit.snippet),
    }


def _filters(opened: Ledger, kept: Dossier, asked: dict[str, Any]) -> Filters:
    """The options as filters; actors and terms may be called by any of their names."""
    from onrecord import queries
    from onrecord.cli.record import id_of
    from onrecord.ledger import Filters

    names = queries.names_of(opened, kept) if asked["holder"] or asked["side"] or asked["term"] else None
    given = {name: asked[name] for name in ("stance", "mode", "outlet", "notice", "judged", "since", "until", "machine")}
    for name, kind in (("holder", "actor"), ("side", "actor"), ("term", "term")):
        if asked[name] and names:
            given[name] = id_of(kind, asked[name], names.actors if kind == "actor" else names.terms)
    if asked["judged"] == "rejected" and not asked["kinds"]:
        asked["kinds"] = ("rejected",)
    return Filters(**given, **({"kinds": asked["kinds"]} if asked["kinds"] else {}))


def _print(found: Found) -> None:
    from onrecord.cli.tables import console, plain_table

    out = console()
    if not found.hits:
        out.print("Nothing was found.")
        return
    table = plain_table("", "words", "what")
    for hit in found.hits:
        table.add_row(_words(hit), _what(hit))
    out.print(table)


def _words(hit: Hit) -> Text:
    """The snippet with what was looked for marked, and below it where and when it is told."""
    from rich.text import Text

    from onrecord.views.passages import Day
    from onrecord.views.wording import day_in_words

    words = Text()
    for piece in hit.snippet:
        words.append("".join(letter if letter.isprintable() else " " for letter in piece.text), style="bold reverse" if piece.marked else "")
    title = f": {plain(hit.title)}" if hit.kind != "article" and hit.title else ""
    day = day_in_words(Day(basis=hit.basis, value=hit.day))
    return words.append(f"\n{plain(hit.outlet or hit.article)}, {day}{title}", style="italic")


def _what(hit: Hit) -> Text:
    """What was found: a position's holder, term and stance, else what it is and whose."""
    from rich.text import Text

    from onrecord.cli.tables import stance_mark, unsure_mark

    if hit.stance is None:
        return Text("\n".join(filter(None, [hit.kind, plain(hit.holder)])))
    unsure = unsure_mark(hit.confidence) if hit.confidence is not None else ""
    rejected = "\nrejected" if hit.judged == "rejected" else ""
    return Text(f"{plain(hit.holder) or 'somebody'}\n{hit.term}: ").append(stance_mark(hit.stance)).append(unsure).append(rejected)


def _next_step(found: Found, options: str) -> str:
    if not found.hits:
        return "Next: try fewer words, or fewer options; another ending of a word is found anyway."
    if found.older is not None:
        return f"The newest {len(found.hits)}. Next: the same command with --before {found.older}   for older ones"
    told = next((hit for hit in found.hits if hit.holder and hit.term), None)
    if told:
        return f"Next: onrecord trail {quoted(told.holder or '')} {quoted(told.term or '')}{options}   for all that was said on it"
    return f"Next: onrecord serve{options}   to read the articles"
