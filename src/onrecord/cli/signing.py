"""What the commands that judge share: who judges, which position is meant, and which words are marked."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import Command, next_options
from onrecord.cli.telling import plain
from onrecord.records import Condition, Span, given_text

if TYPE_CHECKING:
    from onrecord.ledger import Judgeable, Ledger
    from onrecord.records import Article, Dossier, Judgement

REVIEWER_VARIABLE = "ONRECORD_REVIEWER"
# As much of an id as tells it apart, and as a command takes for it.
SHORT = 8


def by_option(command: Command) -> Command:
    """`--by`: who judges."""
    words = f"Who judges. Also set by {REVIEWER_VARIABLE}; else your name on this computer."
    return click.option("--by", metavar="NAME", envvar=REVIEWER_VARIABLE, help=words)(command)


def why_option(command: Command) -> Command:
    """`--why`: the reason, in the reviewer's words."""
    return click.option("--why", metavar="TEXT", default="", help="The reason, for those who read it later.")(command)


def signed(by: str | None) -> str:
    """Who judges: as told, else the name of the user."""
    if by and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise click.UsageError(f"Say who judges: --by NAME, or set {REVIEWER_VARIABLE}.") from None


def position_meant(ledger: Ledger, dossier_id: str, article_id: str, given: str) -> Judgeable:
    """The position of an article that is named by its id, the beginning of its id, or its number (1, 2 ...) in `onrecord judge positions`."""
    found = ledger.judgeable(article_id, dossier_id)
    if not found:
        ledger.reading(article_id, dossier_id)  # says which articles there are
        raise click.UsageError(f"No position is read from {article_id}. Add one: onrecord judge add")
    if given.isdecimal() and 1 <= int(given) <= len(found):
        return found[int(given) - 1]
    meant = [one for one in found if given and one.position.id.startswith(given)]
    if len(meant) != 1:
        raise click.UsageError(f"{article_id} has no one position {given!r}. List them: onrecord judge positions {article_id}")
    return meant[0]


def marked(article: Article, given: str) -> Span:
    """The characters that somebody marks: START:END in the text, title:START:END, or words that stand in the text exactly once."""
    parts = given.rsplit(":", 2)
    field = "title" if len(parts) == 3 and parts[0] == "title" else "text"  # noqa: PLR2004  title, start, end
    offsets = parts[1:] if field == "title" else parts
    source = (article.title or "") if field == "title" else given_text(article)
    if len(offsets) == 2 and all(each.isdecimal() for each in offsets):  # noqa: PLR2004  start, end
        start, end = (int(each) for each in offsets)
        if not 0 <= start < end <= len(source):
            raise click.UsageError(f"{given}: the {field} of {article.id} has {len(source)} characters.")
        return Span(start, end, source[start:end], "title") if field == "title" else Span(start, end, source[start:end])
    text = given_text(article)
    start = text.find(given)
    if start < 0 or not given.strip():
        raise click.UsageError(f"These words do not stand in the text of {article.id}: {given[:80]!r}. Give them exactly, or as START:END.")
    if text.find(given, start + 1) >= 0:
        raise click.UsageError(f"These words stand in {article.id} more than once: {given[:80]!r}. Mark them as START:END.")
    return Span(start, start + len(given), given)


def as_condition(article: Article, given: str, terms: frozenset[str]) -> Condition:
    """The words of a condition, marked as above; TERM= before them says which term they amount to."""
    name, _, rest = given.partition("=")
    term, words = (name, rest) if name in terms and rest else (None, given)
    span = marked(article, words)
    return Condition(span.start, span.end, span.text, span.field, term=term)


def keep_and_tell(opened: Ledger, kept: Dossier, wanted: Judgement, ledger: str, dossier: str | None) -> None:
    """Keep a judgement, compare again where it changes anything, and say how to take it back."""
    from onrecord.cli.read import compare_all

    done = opened.judge(wanted)
    if done.action != "note":
        compare_all(opened, opened.dossier(kept.id))
    fate = next(found for found in opened.judgements(kept.id) if found.judgement.id == done.id)
    click.echo(f"Kept as {done.id}, by {plain(done.by)}.{f' It is {fate.fate}: {plain(fate.why)}.' if fate.fate != 'stands' else ''}")
    options = next_options(ledger, dossier)
    click.echo(f"Next: onrecord judge list{options}" if done.action == "undo" else f"Next: onrecord judge undo {done.id}{options}   takes it back")
