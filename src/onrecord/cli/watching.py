"""One poll of `onrecord watch`: articles into the ledger by the same way as `onrecord read`, and what changed to whoever wants it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from onrecord.cli.options import Format, next_options
from onrecord.cli.progress import CLEAR_LINE, Tally, watched
from onrecord.cli.read import begin, compare_all
from onrecord.cli.telling import counted, plain, tell
from onrecord.errors import InputError, InternalError, LedgerError
from onrecord.feeds.addresses import PrivateHosts
from onrecord.feeds.atom import atom_of
from onrecord.feeds.changes import day_in_words, find_changes, new_positions, remember
from onrecord.feeds.fetching import Fetcher
from onrecord.feeds.network import Network
from onrecord.feeds.pauses import Clock
from onrecord.feeds.polling import Poll, minute_of
from onrecord.feeds.state import Change, Quoted, State, load_state, save_state, write_whole
from onrecord.feeds.subscriptions import Subscription
from onrecord.feeds.webhook import deliver

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier, Reading

_OF_CHANGE = ("kind", "id", "at", "holder", "name", "term", "stance", "before", "day", "day_is", "why", "copy_of")
_OF_PASSAGE = ("article", "outlet", "start", "end", "field", "words", "link")


class Settings(Struct, frozen=True, kw_only=True):
    """What to read, where to keep it, and whom to tell. `options` are those of a run of the reader."""

    dossier: Dossier
    ledger: str
    options: dict[str, str]
    network: Network
    private: PrivateHosts
    state_file: Path
    atom: Path | None = None
    webhook: str | None = None
    feed_text: bool = False
    fast: bool = False
    form: Format = "table"
    clock: Clock = Clock()


class Watcher:
    """Polls feeds for one dossier into one ledger, and remembers in between."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._state = load_state(settings.state_file)
        if "://" not in settings.ledger and not Path(settings.ledger).exists():
            # What was fetched for a ledger that is gone has to be fetched again; what hosts asked for still holds.
            self._state = State(ready=self._state.ready, robots=self._state.robots)

    def poll(self, found: Sequence[Subscription | InputError]) -> int:
        """Ask the feeds, read what is new, tell what changed; the exit code: 0, 1 where something was skipped, 3 where that was a bug of ours."""
        tally = Tally()
        for one in found:
            if isinstance(one, InputError):
                tally.skip(one)
        subscriptions = [one for one in found if isinstance(one, Subscription)]
        settings, state = self._settings, self._state
        fetcher = Fetcher(settings.network, settings.private, state.ready, state.robots, settings.clock)
        poll = Poll(subscriptions, state, fetcher, settings.clock, feed_text=settings.feed_text, on_task=_show)
        at = datetime.fromtimestamp(settings.clock.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            fates = self._read(poll, tally)
            poll.end()
            self._say(_asked(poll), *(_summary(poll, tally, fates) if fates else tally.lines()[1:]))
            changes = self._compare(at) if fates or state.new_positions else []
        finally:
            self._save()
        self._tell(changes, at, tally)
        return 3 if tally.bugs else 1 if tally.skipped else 0

    def _read(self, poll: Poll, tally: Tally) -> Counter[str]:
        """Read what the feeds have and keep it. The ledger is opened, and made where there is none, only once there is something to keep."""
        from onrecord.engines import read_all
        from onrecord.ledger import open_ledger

        settings = self._settings
        readings = watched(read_all(poll.articles(), settings.dossier, fast=settings.fast), tally)
        first = next(readings, None)
        if first is None:
            return Counter()
        with open_ledger(settings.ledger, create=True) as opened:
            if self._state.known is None:
                self._state.known = {row.id for kind in ("shift", "conflict") for row in opened.comparison(settings.dossier.id, kind)}
            run = begin(opened, settings.dossier, settings.options, fast=settings.fast)
            try:
                return self._keep(opened, run, chain((first,), readings), poll, tally)
            except KeyboardInterrupt:
                tell("Stopped. What was read so far is kept and now compared; what is new in it is told at the next poll.")
                compare_all(opened, settings.dossier)
                raise

    def _keep(self, ledger: Ledger, run: str, readings: Iterable[Reading], poll: Poll, tally: Tally) -> Counter[str]:
        """Store readings as they come, and remember of each what is new in it and that it is kept."""
        fates: Counter[str] = Counter()
        for reading in readings:
            before = None
            with suppress(LedgerError):
                before = ledger.reading(reading.article.id, self._settings.dossier.id)
            # Noted first: what is then not stored is not told, but what is stored and not noted never would be.
            self._state.new_positions += new_positions(before, reading)
            self._save()
            try:
                fates[ledger.store(reading, run)] += 1
            except (InputError, InternalError) as error:
                tally.not_kept(reading, error)
            else:
                poll.kept(reading.article.id)
        return fates

    def _compare(self, at: str) -> list[Change]:
        """What is new in the record, once it is compared; from now on it counts as told."""
        from onrecord.cli.record import load_record
        from onrecord.ledger import open_ledger

        state, settings = self._state, self._settings
        with open_ledger(settings.ledger) as opened:
            self._say(compare_all(opened, settings.dossier))
        record = load_record(settings.ledger, settings.dossier.id)
        changes = find_changes(record, state, at)
        remember(state, record, changes, to_send=settings.webhook is not None)
        return changes

    def _tell(self, changes: list[Change], at: str, tally: Tally) -> None:
        settings = self._settings
        if settings.form == "table":
            _print(changes)
            click.echo(f"Next: onrecord shifts{next_options(settings.ledger)}   or, in a browser: onrecord serve{next_options(settings.ledger)}")
        else:
            from onrecord.cli.tables import print_rows

            print_rows([_row(change) for change in changes], (*_OF_CHANGE, *_OF_PASSAGE), settings.form)
        sys.stdout.flush()
        if settings.atom is not None and (changes or not settings.atom.exists()):
            write_whole(settings.atom, atom_of(settings.dossier, self._state.told, at))
        if settings.webhook is not None and self._state.unsent:
            try:
                lost = deliver(settings.network, settings.webhook, settings.dossier, self._state.unsent)
                if lost:
                    tell(f"The webhook was away for so long that {counted(len(lost), 'change')} will not reach it; the ledger has them.")
            except InputError as error:
                tally.skip(error)
            finally:
                self._save()

    def _say(self, *lines: str) -> None:
        """The summary: beside a table; where rows are printed for a program, on stderr."""
        for line in lines:
            if self._settings.form == "table":
                click.echo(line)
            else:
                tell(line)

    def _save(self) -> None:
        save_state(self._state, self._settings.state_file, self._settings.clock.now())


_FATES = {"new": "new", "reread": "read again", "revised": "in a new version", "unchanged": "unchanged"}


def _asked(poll: Poll) -> str:
    counts = poll.counts
    due = f"more not due before {minute_of(counts.next_due)}" if counts.next_due else "more not due yet"
    aside = [f"{number:,} {words}" for number, words in ((counts.unchanged, "unchanged"), (counts.not_due, due)) if number]
    asked = f"Asked {counted(counts.asked, 'feed')}" + (f" ({', '.join(aside)})" if aside else "")
    left = f" {counted(counts.left, 'article')} left for the next poll." if counts.left else ""
    return f"{asked}: {counted(counts.new, 'new article')}.{left}"


def _summary(poll: Poll, tally: Tally, fates: Counter[str]) -> Iterator[str]:
    yield from tally.lines()
    if poll.counts.from_feed:
        yield f"Of these, {counted(poll.counts.from_feed, 'article')} as the feed tells it, since the page could not be read."
    yield f"In the ledger: {', '.join(f'{fates[fate]:,} {words}' for fate, words in _FATES.items())}."


def _show(address: str) -> None:
    """What is asked for just now, on a terminal only."""
    if sys.stderr.isatty():
        tell(f"{CLEAR_LINE}asking {plain(address)[:70]}", nl=False)


def _print(changes: Sequence[Change]) -> None:
    from rich.text import Text

    from onrecord.cli.tables import console, plain_table, stance_mark

    out = console()
    if not changes:
        out.print("Nothing new.")
        return
    table = plain_table(f"New ({len(changes)})", "what", "who", "on what", "day", "words", "outlet")
    for change in changes:
        passage = _news(change)
        stances = [Text(change.kind)] if change.kind != "position" else []
        stances += [stance_mark(stance) for stance in (change.before, change.stance) if stance is not None]
        where = plain(passage.outlet or passage.article) if passage else ""
        copied = f"{where}\nsame report as {plain(change.copy_of)}" if change.copy_of else where
        words = Text(plain(passage.words) if passage else "")
        table.add_row(Text("\n").join(stances), plain(change.name), change.term or "", day_in_words(change), words, Text(copied))
    out.print(table)


def _news(change: Change) -> Quoted | None:
    """The passage that is the news: of a shift the later one, else the clearest."""
    return change.passages[-1 if change.kind == "shift" else 0] if change.passages else None


def _row(change: Change) -> dict[str, Any]:
    """A change as one flat row."""
    passage = _news(change)
    row: dict[str, Any] = {name: getattr(change, name) for name in _OF_CHANGE}
    if passage is not None:
        row |= {name: getattr(passage, name) for name in _OF_PASSAGE}
    return row
