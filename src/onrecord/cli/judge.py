"""`onrecord judge`: what people say of what was read, one judgement at a time, and in files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from onrecord.cli.judge_groups import merge, split
from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, next_options
from onrecord.cli.signing import SHORT, as_condition, by_option, keep_and_tell, marked, position_meant, signed, why_option
from onrecord.cli.telling import counted, plain, quoted, tell
from onrecord.cli.writing import writing
from onrecord.records import STANCES

if TYPE_CHECKING:
    from onrecord.ledger import Judgeable, Ledger
    from onrecord.records import Dossier, Judgement, JudgementAction, JudgementFate

_COLUMNS = ("id", "fate", "fate_why", "at", "by", "action", "subject", "article", "term", "of_judgement", "says", "why", "words")
_POSITION_COLUMNS = (
    "number",
    "position",
    "judged",
    "holder",
    "term",
    "stance",
    "said_on",
    "conditions",
    "confidence",
    "start",
    "end",
    "field",
    "words",
)


@click.group()
def judge() -> None:
    """Accept, reject, correct or add positions, merge and split actors and occasions, note; list, take back, export, import.

    What the machine read stays as it is. Every command shows what people judged, unless it is asked for --machine. To walk through
    positions with single keys: onrecord review.
    """


@judge.command()
@click.argument("article")
@ledger_option
@kept_dossier_option
@format_option
def positions(article: str, ledger: str, dossier: str | None, form: Format) -> int:
    """List the positions of ARTICLE as they are judged now, with the numbers and ids by which the other commands name them."""
    from rich.text import Text

    from onrecord.cli.record import open_kept
    from onrecord.cli.tables import console, plain_table, print_rows, unsure_mark

    with open_kept(ledger, dossier) as (opened, kept):
        opened.reading(article, kept.id)  # says which articles there are, where this is none
        rows = [_position_row(number, one) for number, one in enumerate(opened.judgeable(article, kept.id), 1)]
    if form != "table":
        print_rows(rows, _POSITION_COLUMNS, form)
        return 0
    table = plain_table(plain(article), "", "words", "position", "id")
    for row in rows:
        lines = (
            plain(row["holder"]) or "holder not known",
            f"{row['term']}: {row['stance']}",
            unsure_mark(row["confidence"]).removeprefix(", "),
            row["said_on"],
            row["judged"],
        )
        words = f"{plain(row.get('words'))} [{row.get('start')}:{row.get('end')}]" if "words" in row else ""
        table.add_row(str(row["number"]), Text(words), Text("\n".join(line for line in lines if line)), row["position"][:SHORT])
    console().print(table)
    click.echo(f"Next: onrecord judge accept {quoted(article)} 1{next_options(ledger, dossier)}   or: reject, correct, note")
    return 0


def _on_position(action: JudgementAction, words: str) -> click.Command:
    """A command that judges one position as a whole."""

    @click.command(name=action, help=words)
    @click.argument("article")
    @click.argument("position")
    @ledger_option
    @kept_dossier_option
    @by_option
    @why_option
    def command(article: str, position: str, ledger: str, dossier: str | None, by: str | None, why: str) -> int:
        from onrecord.cli.record import open_kept
        from onrecord.records import Judgement

        with open_kept(ledger, dossier) as (opened, kept):
            meant = position_meant(opened, kept.id, article, position)
            correction = meant.correction if action == "accept" else None
            wanted = Judgement(dossier=kept.id, action=action, by=signed(by), why=why, on=(meant.binding,), correction=correction)
            keep_and_tell(opened, kept, wanted, ledger, dossier)
        return 0

    return command


judge.add_command(_on_position("accept", "Say that POSITION of ARTICLE is right as it is shown."))
judge.add_command(_on_position("reject", "Say that POSITION of ARTICLE is not there: it is shown no more."))
judge.add_command(_on_position("note", "Note something (--why) on POSITION of ARTICLE. It changes nothing."))


@judge.command()
@click.argument("article")
@click.argument("position")
@click.option("--holder", metavar="ACTOR", help="Who holds it, by id, name or alias; an empty name says that this is not known.")
@click.option("--term", metavar="TERM")
@click.option("--stance", type=click.Choice(STANCES))
@click.option("--day", metavar="DAY", help="When it was said; empty: not told.")
@click.option("--condition", "conditions", multiple=True, metavar="WORDS", help="[TERM=]WORDS that it depends on; all of them. Empty: none.")
@click.option("--evidence", multiple=True, metavar="WORDS", help="The passages that show it, clearest first; all of them.")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def correct(article: str, position: str, ledger: str, dossier: str | None, by: str | None, why: str, **parts: Any) -> int:
    """Say what POSITION of ARTICLE should read. What is not named stays as it is. WORDS are given exactly, or as START:END."""
    from onrecord.cli.record import open_kept
    from onrecord.records import Correction, Judgement

    with open_kept(ledger, dossier) as (opened, kept):
        meant = position_meant(opened, kept.id, article, position)
        correction = Correction(**_parts(opened, kept, article, parts))
        wanted = Judgement(dossier=kept.id, action="correct", by=signed(by), why=why, on=(meant.binding,), correction=correction)
        keep_and_tell(opened, kept, wanted, ledger, dossier)
    return 0


@judge.command()
@click.argument("article")
@click.option("--holder", metavar="ACTOR", help="Who holds it, by id, name or alias; left out where that is not known.")
@click.option("--term", metavar="TERM", required=True)
@click.option("--stance", type=click.Choice(STANCES), required=True)
@click.option("--day", metavar="DAY", help="When it was said, where the article tells it.")
@click.option("--condition", "conditions", multiple=True, metavar="WORDS", help="[TERM=]WORDS that it depends on.")
@click.option("--evidence", multiple=True, required=True, metavar="WORDS", help="The words that show it, clearest first.")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def add(article: str, ledger: str, dossier: str | None, by: str | None, why: str, **parts: Any) -> int:
    """Add a position that was missed in ARTICLE by marking its words: given exactly, or as START:END (title:START:END in the headline)."""
    from onrecord.cli.record import open_kept
    from onrecord.identity import article_key
    from onrecord.records import Binding, Judgement, Position

    with open_kept(ledger, dossier) as (opened, kept):
        reading = opened.reading(article, kept.id)
        fields: dict[str, Any] = {"holder": None, **_parts(opened, kept, article, parts)}
        first = fields["evidence"][0]
        beside = next(
            (one for one in reading.statements if any(first.field == span.field and span.start <= first.start < span.end for span in one.content)),
            None,
        )
        told: dict[str, Any] = {"mode": beside.mode, "via": beside.via, "statement": beside.id} if beside else {"mode": "narrated"}
        position = Position(**fields, **told, confidence=1.0)
        on = (Binding(article_key=article_key(reading.article), article=article),)
        keep_and_tell(opened, kept, Judgement(dossier=kept.id, action="add", by=signed(by), why=why, on=on, position=position), ledger, dossier)
    return 0


@judge.command(name="undo")
@click.argument("judgement")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def undo(judgement: str, ledger: str, dossier: str | None, by: str | None, why: str) -> int:
    """Take back JUDGEMENT, which you made: what it changed is as it was. That too is kept, with who and when."""
    _answer("undo", judgement, ledger, dossier, by, why)
    return 0


@judge.command(name="agree")
@click.argument("judgement")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def agree(judgement: str, ledger: str, dossier: str | None, by: str | None, why: str) -> int:
    """Say that JUDGEMENT, an addition or a merge by somebody else, is right."""
    _answer("accept", judgement, ledger, dossier, by, why)
    return 0


@judge.command(name="disagree")
@click.argument("judgement")
@ledger_option
@kept_dossier_option
@by_option
@why_option
def disagree(judgement: str, ledger: str, dossier: str | None, by: str | None, why: str) -> int:
    """Say that JUDGEMENT, an addition or a merge by somebody else, is wrong. Both are kept; until you agree it changes nothing."""
    _answer("reject", judgement, ledger, dossier, by, why)
    return 0


@judge.command(name="list")
@click.option("--fate", type=click.Choice(["stands", "undone", "disputed", "orphaned"]), help="Only those that became this.")
@ledger_option
@kept_dossier_option
@format_option
def listing(fate: str | None, ledger: str, dossier: str | None, form: Format) -> int:
    """List judgements in order of time, with what became of them: they stand, were undone, are disputed, or lost their words (orphaned)."""
    from rich.text import Text

    from onrecord.cli.record import open_kept
    from onrecord.cli.tables import console, plain_table, print_rows

    with open_kept(ledger, dossier) as (opened, kept):
        rows = [_row(found) for found in opened.judgements(kept.id) if fate in {None, found.fate}]
    if form != "table":
        print_rows(rows, _COLUMNS, form)
        return 0
    options = next_options(ledger, dossier)
    if not rows:
        click.echo(f"{'No judgements yet' if fate is None else 'No judgement became this'}.\nNext: onrecord review{options}")
        return 0
    table = plain_table(f"Judgements ({len(rows)})", "what", "who, when", "id")
    for row in rows:
        why = [f"{label}: {plain(row[name])}" for label, name in (("why", "why"), (row["fate"], "fate_why")) if row[name]]
        lines = (
            plain(row["says"]),
            f"›\N{NO-BREAK SPACE}{plain(row['words'])}\N{NO-BREAK SPACE}‹" if row["words"] else "",
            plain(row["article"]),
            *why,
        )
        who = f"{plain(row['by'])}\n{row['at'][:10]} {row['at'][11:16]}\n{row['fate']}"
        table.add_row(Text("\n".join(filter(None, lines))), Text(who), row["id"][:SHORT])
    console().print(table)
    click.echo(f"Next: onrecord judge undo ID{options}   or: onrecord judge export FILE.jsonl{options}   or: onrecord review{options}")
    return 0


@judge.command(name="export")
@click.argument("out", metavar="FILE.jsonl", default="-")
@ledger_option
@kept_dossier_option
def export(out: str, ledger: str, dossier: str | None) -> int:
    """Write every judgement to FILE.jsonl, those taken back included, one JSON object a line; `-` is standard output."""
    from onrecord.cli.record import open_kept

    with open_kept(ledger, dossier) as (opened, kept):
        lines = [msgspec.json.encode(found.judgement) + b"\n" for found in opened.judgements(kept.id)]
    with writing(out, "the judgements"):
        opened_file = click.open_file(out, "wb")
    with opened_file as stream:
        stream.writelines(lines)
    tell(f"{counted(len(lines), 'judgement')}. Next: onrecord judge import {quoted(out) if out != '-' else 'FILE.jsonl'} --ledger OTHER")
    return 0


@judge.command(name="import")
@click.argument("source", metavar="FILE.jsonl")
@ledger_option
@kept_dossier_option
def bring_in(source: str, ledger: str, dossier: str | None) -> int:
    """Take in judgements that were made in another ledger; `-` is standard input. Those that are here already change nothing."""
    from onrecord.cli.read import compare_all
    from onrecord.cli.record import open_kept
    from onrecord.errors import InputError

    found, skipped = [], 0
    for result in _judgements_in(source):
        if isinstance(result, InputError):
            tell(f"skipped {plain(str(result))}")
            skipped += 1
        else:
            found.append(result)
    with open_kept(ledger, dossier) as (opened, kept):
        new = opened.bring_in(found)
        click.echo(f"Took in {counted(new, 'judgement')}; {len(found) - new:,} were here before.")
        if new:
            click.echo(compare_all(opened, opened.dossier(kept.id)))
    click.echo(f"Next: onrecord judge list{next_options(ledger, dossier)}")
    return 1 if skipped else 0


judge.add_command(merge)
judge.add_command(split)


def _answer(action: JudgementAction, given: str, ledger: str, dossier: str | None, by: str | None, why: str) -> None:
    """Judge a judgement, named by its id or the beginning of it."""
    from onrecord.cli.record import open_kept
    from onrecord.records import Binding, Judgement

    with open_kept(ledger, dossier) as (opened, kept):
        meant = [found.judgement for found in opened.judgements(kept.id) if found.judgement.id.startswith(given)]
        if len(meant) != 1:
            raise click.UsageError(f"There is no one judgement {given!r}. List them: onrecord judge list{next_options(ledger, dossier)}")
        on = (Binding(judgement=meant[0].id),)
        keep_and_tell(opened, kept, Judgement(dossier=kept.id, action=action, by=signed(by), why=why, on=on), ledger, dossier)


def _parts(opened: Ledger, kept: Dossier, article: str, parts: dict[str, Any]) -> dict[str, Any]:
    """The parts of a position that options name, as the records have them."""
    from onrecord import queries
    from onrecord.cli.record import id_of

    text = opened.reading(article, kept.id).article
    terms = frozenset(term.id for term in kept.terms)
    names = queries.names_of(opened, kept)
    found: dict[str, Any] = {"stance": parts["stance"]} if parts["stance"] else {}
    for part, kind, known in (("holder", "actor", names.actors), ("term", "term", names.terms)):
        if parts[part] is not None:
            found[part] = id_of(kind, parts[part], known) if parts[part] else None
    if parts["day"] is not None:
        found["said_on"] = parts["day"] or None
    if parts["conditions"]:
        found["conditions"] = tuple(as_condition(text, words, terms) for words in parts["conditions"] if words)
    if parts["evidence"]:
        found["evidence"] = tuple(marked(text, words) for words in parts["evidence"])
    return found


def _judgements_in(source: str) -> Iterator[Any]:
    """The judgements of a file, or an InputError for a line that is none. Files come from anywhere: each is checked."""
    from onrecord.errors import InputError
    from onrecord.ledger.judgement_rows import named
    from onrecord.ledger.judging import problem_of
    from onrecord.records import Judgement

    decoder = msgspec.json.Decoder(Judgement)
    try:
        with click.open_file(source, "rb") as stream:
            lines = stream.read().splitlines()
    except OSError as error:
        raise click.UsageError(f"{source} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(lines, 1):
        where = f"{source}:{number}"
        try:
            judgement = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield InputError(where, f"not a judgement ({error}); write judgements with 'onrecord judge export'")
            continue
        problem = problem_of(judgement)
        if problem is None and named(judgement).id != judgement.id:
            problem = "its id is not the hash of what it says: it was changed after it was made. Judge anew instead."
        yield InputError(where, problem) if problem else judgement


def _row(found: JudgementFate) -> dict[str, Any]:
    one = found.judgement
    first = one.on[0] if one.on else None
    marked_here = one.position.evidence if one.position else first.passages if first else ()
    return {
        "id": one.id,
        "fate": found.fate,
        "fate_why": found.why,
        "at": one.at,
        "by": one.by,
        "action": one.action,
        "subject": one.subject,
        "article": first.article if first else None,
        "term": one.position.term if one.position else first.term if first else None,
        "of_judgement": first.judgement if first else None,
        "says": _in_words(one),
        "why": one.why,
        "words": next((span.text for span in marked_here), None),
    }


def _in_words(one: Judgement) -> str:
    """What a judgement says, as short as it can be said."""
    first = one.on[0] if one.on else None
    if one.position is not None:
        return f"add: {one.position.holder or '?'} {one.position.stance} on {one.position.term}"
    if one.actors:
        return f"merge: {', '.join(one.actors[1:])} into {one.actors[0]}"
    if first is not None and first.judgement is not None and one.correction is None:
        return f"{one.action} {first.judgement[:SHORT]}"
    about = f" {first.holder or '?'} {first.stance} on {first.term}" if first and first.term else ""
    if one.actor is not None:
        return f"split:{about}, and {len(one.on) - 1} more, are of {one.actor.id}" if len(one.on) > 1 else f"split:{about} is of {one.actor.id}"
    changes = msgspec.to_builtins(one.correction) if one.correction else {}
    told = "; ".join(f"{name}={value if isinstance(value, str) or value is None else len(value)}" for name, value in changes.items())
    return f"{one.action}:{about}{f' -> {told}' if told else ''}"


def _position_row(number: int, one: Judgeable) -> dict[str, Any]:
    position, first = one.position, one.position.evidence[0] if one.position.evidence else None
    return {
        "number": number,
        "position": position.id,
        "judged": one.state,
        "holder": position.holder,
        "term": position.term,
        "stance": position.stance,
        "said_on": position.said_on,
        "conditions": [condition.text for condition in position.conditions],
        "confidence": position.confidence,
        **({"start": first.start, "end": first.end, "field": first.field, "words": first.text} if first else {}),
    }
