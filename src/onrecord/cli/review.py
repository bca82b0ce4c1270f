"""`onrecord review`: one position after the other, with single keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import kept_dossier_option, ledger_option, next_options
from onrecord.cli.signing import as_condition, by_option, marked, signed
from onrecord.cli.telling import counted, plain, tell
from onrecord.errors import LedgerError
from onrecord.records import STANCES

if TYPE_CHECKING:
    from onrecord.ledger import Judgeable, Ledger
    from onrecord.records import Article, Dossier, Judgement
    from onrecord.views.review import Case, First

# Characters shown before and after a passage.
_AROUND = 160
_KEYS = "a accept   r reject   c correct   n note   s skip   u undo   q quit"
_HELP = (
    f"{_KEYS}\n"
    "c asks for what is to be read instead: holder=ACTOR, term=TERM, stance=STANCE, day=DAY, evidence=WORDS or condition=WORDS; nothing\n"
    "after the = takes a holder, a day or all conditions away. Several go between semicolons. Words are marked as START:END or given exactly."
)


@click.command()
@ledger_option
@kept_dossier_option
@by_option
@click.option(
    "--first",
    type=click.Choice(["unsure", "consequential"]),
    default="unsure",
    show_default=True,
    help="Begin with what was read with least confidence, or with what most depends on.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop after so many.")
@click.option("--all", "judged_too", is_flag=True, help="Show also what somebody judged before.")
def review(ledger: str, dossier: str | None, by: str | None, first: First, limit: int | None, judged_too: bool) -> int:  # noqa: FBT001
    """Walk through positions and judge them with single keys: accept, reject, correct, note, skip, undo.

    What a key does is kept at once; what the machine read stays as it was, and every judgement can be taken back. Keys may come from
    a pipe, one to a line: `r it was her aide` rejects with a reason.
    """
    from onrecord.cli.read import compare_all
    from onrecord.cli.record import open_kept
    from onrecord.views.review import cases

    with open_kept(ledger, dossier) as (opened, kept):
        given = [(stored.article, stored.position, stored.judged) for stored in opened.positions(kept.id)]
        queue = cases(given, opened.comparison(kept.id), first, judged_too=judged_too)[:limit]
        walk = _Walk(opened, kept, queue, signed(by))
        try:
            walk.go()
        finally:
            if walk.judged:
                click.echo(compare_all(opened, opened.dossier(kept.id)))
    click.echo(f"Judged {counted(len(walk.judged), 'time')}; {counted(len(queue) - walk.place, 'position')} left of {len(queue):,}.")
    click.echo(f"Next: onrecord judge list{next_options(ledger, dossier)}   or: onrecord matrix{next_options(ledger, dossier)}")
    return 0


class _Walk:
    """One session: the queue, the place in it, and what was judged, so that it can be undone."""

    def __init__(self, ledger: Ledger, dossier: Dossier, queue: list[Case], by: str) -> None:
        self.judged: list[tuple[int, Judgement]] = []
        self.place = 0
        self._ledger, self._dossier, self._queue, self._by = ledger, dossier, queue, by
        self._terms = frozenset(term.id for term in dossier.terms)

    def go(self) -> None:
        """Until the queue, the keys or the patience end."""
        while self.place < len(self._queue):
            case = self._queue[self.place]
            found = next((one for one in self._ledger.judgeable(case.article, self._dossier.id) if one.position.id == case.position.id), None)
            if found is None:  # judged away in the meantime
                self.place += 1
                continue
            article = self._ledger.article(case.article)
            self._show(case, article)
            while (answer := _key()) is not None and not self._answered(answer, found, article):
                pass
            if answer is None or answer[0] == "q":
                return

    def _answered(self, answer: tuple[str, str], found: Judgeable, article: Article) -> bool:
        """Do what a key says; False where the same position is asked for again."""
        key, words = answer
        try:
            return self._do(key, words, found, article)
        except (LedgerError, click.UsageError) as error:
            tell(plain(str(error)))
            return not sys.stdin.isatty() and self._skip()  # a line of a pipe that cannot be used is no answer to the next question

    def _do(self, key: str, words: str, found: Judgeable, article: Article) -> bool:
        done = key == "q"
        if key == "s":
            done = self._skip()
        elif key == "u":
            done = self._undo()
        elif key in {"a", "r"}:
            done = self._judge("accept" if key == "a" else "reject", found, why=words)
        elif key == "c":
            words = words or _asked("Read instead (such as stance=against; day=2031-05)")
            done = self._judge("correct", found, fields=self._fields(words, article))
        elif key == "n":
            self._keep("note", found, why=words or _asked("Note"))
        elif key != "q":
            tell(_HELP if key in "?h" else f"There is no key {key!r} here.\n{_HELP}")
        return done

    def _skip(self) -> bool:
        self.place += 1
        return True

    def _judge(self, action: str, found: Judgeable, *, why: str = "", fields: dict[str, Any] | None = None) -> bool:
        self._keep(action, found, why=why, fields=fields)
        return self._skip()

    def _keep(self, action: Any, found: Judgeable, *, why: str = "", fields: dict[str, Any] | None = None) -> None:
        from onrecord.records import Correction, Judgement

        # Who accepts a position that was corrected accepts it as it is shown.
        correction = Correction(**fields) if fields else found.correction if action == "accept" else None
        wanted = Judgement(dossier=self._dossier.id, action=action, by=self._by, why=why, on=(found.binding,), correction=correction)
        self.judged.append((self.place, self._ledger.judge(wanted)))

    def _undo(self) -> bool:
        """Take back the last judgement of this session and go back to it."""
        if not self.judged:
            tell("Nothing was judged in this session. Take back earlier ones with: onrecord judge undo ID")
            return False
        from onrecord.records import Binding, Judgement

        self.place, last = self.judged.pop()
        self._ledger.judge(Judgement(dossier=self._dossier.id, action="undo", by=self._by, on=(Binding(judgement=last.id),)))
        return True

    def _fields(self, words: str, article: Article) -> dict[str, Any]:
        """What `holder=...; stance=...` sets."""
        fields: dict[str, Any] = {}
        for part in filter(None, (each.strip() for each in words.split(";"))):
            name, _, value = (each.strip() for each in part.partition("="))
            if name in {"evidence", "condition"}:
                spans = () if not value else (marked(article, value) if name == "evidence" else as_condition(article, value, self._terms),)
                key = "evidence" if name == "evidence" else "conditions"
                fields[key] = fields.get(key, ()) + spans
            elif name == "stance" and value in STANCES:
                fields["stance"] = value
            elif name in {"holder", "term"}:
                fields[name] = self._id_of(name, value) if value else None
            elif name == "day":
                fields["said_on"] = value or None
            else:
                raise click.UsageError(f"{part!r}: give holder=, term=, stance= ({', '.join(STANCES)}), day=, evidence= or condition=.")
        return fields

    def _id_of(self, name: str, given: str) -> str:
        """The actor or the term that is meant, as `onrecord judge` takes them."""
        from onrecord import queries
        from onrecord.cli.record import id_of

        names = queries.names_of(self._ledger, self._dossier)
        return id_of("actor", given, names.actors) if name == "holder" else id_of("term", given, names.terms)

    def _show(self, case: Case, article: Article) -> None:
        from onrecord.views.passages import day_of
        from onrecord.views.wording import condition_in_words, day_in_words

        position = case.position
        names = {actor.id: actor.name for actor in self._dossier.actors}
        propositions = {term.id: term.proposition for term in self._dossier.terms}
        click.echo()
        _tell_wrapped(f"[{self.place + 1} of {len(self._queue)}] {plain(article.outlet or article.id)}, {plain(article.title or '')}", "")
        holder = names.get(position.holder or "", position.holder or "somebody unknown")
        _tell_wrapped(f"{plain(holder)}: {position.stance}, on {position.term}: {plain(propositions.get(position.term, position.term))}")
        day = day_in_words(day_of(position.said_on, article))
        click.echo(f"  day: {day}   confidence: {position.confidence:.2f}   judged: {case.judged or 'no'}")
        for condition in position.conditions:
            _tell_wrapped(f"{condition_in_words(plain(condition.text))}{f' ({condition.term})' if condition.term else ''}")
        for span in position.evidence:
            source = (article.title or "") if span.field == "title" else str(article.text)
            before, after = source[max(0, span.start - _AROUND) : span.start], source[span.end : span.end + _AROUND]
            _tell_wrapped(f"…{plain(before)} ›{plain(span.text)}‹ {plain(after)}…  [{span.field} {span.start}:{span.end}]")
        if case.reasons:
            _tell_wrapped(plain("; ".join(case.reasons)))
        click.echo(f"  {_KEYS}")


def _tell_wrapped(words: str, indent: str = "  ") -> None:
    """Words broken at the terminal's width, under one another."""
    from onrecord.cli.tables import console

    click.echo(click.wrap_text(words, console().width - 1, indent, indent))


def _key() -> tuple[str, str] | None:
    """The next key, and what was typed after it; None where there is no more."""
    if sys.stdin.isatty():
        try:
            return click.getchar().lower(), ""
        except EOFError:
            return None
    for line in iter(sys.stdin.readline, ""):
        if line.strip():
            return line.strip()[0].lower(), line.strip()[1:].strip()
    return None


def _asked(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False)) if sys.stdin.isatty() else ""
