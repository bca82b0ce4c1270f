"""One poll: every feed that is due is asked, and every article that is new in them is fetched, host by host as each may be asked."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from onrecord.errors import InputError
from onrecord.feeds.addresses import host_and_port
from onrecord.feeds.articles import LARGEST_PAGE, article_of, article_of_entry
from onrecord.feeds.entries import Entry, entries_of
from onrecord.feeds.failures import FetchError
from onrecord.feeds.fetching import Fetcher
from onrecord.feeds.pauses import Clock
from onrecord.feeds.state import EntryState, FeedState, State
from onrecord.feeds.subscriptions import Subscription
from onrecord.identity import digest
from onrecord.records import Article

_LARGEST_FEED = 10_000_000
# A feed names some 20 to 100 articles. What one poll leaves, the next one takes.
_MOST_NEW = 100
# A host that wants a longer pause than this is left for the next poll, so that the others need not wait for it.
_LONGEST_WAIT = 300.0
# A feed that fails is asked after a quarter of an hour, then half an hour, an hour ... a day.
_FIRST_BACK_OFF, _LONGEST_BACK_OFF = 900.0, 86_400.0
_MOST_TRIES = 5
# An article that its feed calls changed is fetched again, but not more often than this: some feeds call all of them changed each time.
_AGAIN_SECONDS = 86_400.0
_UNCHANGED = 304
_GONE = 410
_FEEDS = "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
_ARTICLES = "text/html, application/xhtml+xml, text/plain;q=0.5"


class Counts(Struct):
    """What one poll came to: feeds asked, those not due yet, those unchanged, articles new in them, and articles left for the next poll."""

    asked: int = 0
    not_due: int = 0
    next_due: float | None = None  # seconds since 1970: when the first of those not due yet may be asked
    unchanged: int = 0
    new: int = 0
    left: int = 0
    from_feed: int = 0


class _Task(Struct, frozen=True):
    """A feed to ask, or an article to fetch for one. `name` is what is remembered of it goes by: its address, or the feed's where it has none."""

    address: str
    feed: str
    entry: Entry | None = None
    name: str = ""


class Poll:
    """One poll of some feeds. Iterate over `articles`, and say of each that is in the ledger that it is `kept`.

    `feed_text`: where a page cannot be had or read, the text that its feed carries is taken. `on_task` is called with each address before it
    is asked.
    """

    def __init__(
        self,
        subscriptions: Sequence[Subscription],
        state: State,
        fetcher: Fetcher,
        clock: Clock,
        *,
        feed_text: bool = False,
        on_task: Callable[[str], object] = lambda _: None,
    ) -> None:
        self.counts = Counts()
        self._subscriptions = subscriptions
        self._state = state
        self._fetcher = fetcher
        self._clock = clock
        self._feed_text = feed_text
        self._on_task = on_task
        self._tasks: dict[str, deque[_Task]] = defaultdict(deque)
        self._under_way: dict[str, str] = {}
        self._silent: set[str] = set()
        self._validators: dict[str, tuple[str | None, str | None]] = {}
        self._named: dict[str, list[str]] = defaultdict(list)

    def articles(self) -> Iterator[Article | InputError]:
        """Each article that is new, once it is fetched; an InputError for each feed or article that cannot be had. Nothing is raised for these."""
        for subscription in self._subscriptions:
            if self._is_due(subscription.address):
                self._add(_Task(subscription.address, subscription.address))
        while (task := self._next()) is not None:
            self._on_task(task.address)
            article = None
            try:
                if task.entry is None:
                    self._ask_feed(task.address)
                else:
                    article = self._article(task, task.entry)
            except InputError as error:
                if isinstance(error, FetchError) and error.unreachable:
                    self._silent.add(host_and_port(task.address)[0])
                yield error
            if article is not None:
                yield article

    def end(self) -> None:
        """All that was given is dealt with: a feed all of whose articles are may say "unchanged" the next time."""
        for feed, (etag, modified) in self._validators.items():
            entries = [self._state.entries[name] for name in self._named[feed] if name in self._state.entries]
            if all(entry.kept or entry.given_up for entry in entries):
                self._state.feeds[feed].etag, self._state.feeds[feed].modified = etag, modified

    def kept(self, article: str) -> None:
        """Take note that an article that `articles` gave is in the ledger."""
        state = self._state.entries.get(self._under_way.pop(article, ""))
        if state is not None:
            state.kept, state.tries, state.not_before = True, 0, 0.0

    def _is_due(self, address: str) -> bool:
        state = self._state.feeds.setdefault(address, FeedState())
        due = state.not_before <= self._clock.now()
        if not due:
            self.counts.not_due += 1
            self.counts.next_due = min(state.not_before, self.counts.next_due or state.not_before)
        return due

    def _add(self, task: _Task) -> None:
        self._tasks[host_and_port(task.address)[0]].append(task)

    def _next(self) -> _Task | None:
        """A task of the host that may be asked soonest; None where there is none left that can be waited for."""
        waiting = [(self._fetcher.wait_for(tasks[0].address), host) for host, tasks in self._tasks.items() if tasks and host not in self._silent]
        soonest, host = min(waiting, default=(0.0, None))
        if host is not None and soonest <= _LONGEST_WAIT:
            return self._tasks[host].popleft()
        left = [task for tasks in self._tasks.values() for task in tasks]
        self.counts.left += sum(task.entry is not None for task in left)
        self.counts.not_due += sum(task.entry is None for task in left)
        return None

    def _ask_feed(self, address: str) -> None:
        """Ask a feed, and add tasks for what is new in it."""
        state = self._state.feeds[address]
        if state.gone:
            raise InputError(address, "this feed is gone for good (HTTP 410); take it out of your list")
        self.counts.asked += 1
        try:
            reply = self._fetcher.get(address, _LARGEST_FEED, {"Accept": _FEEDS, **_asked_before(state)})
            entries = () if reply.status == _UNCHANGED else entries_of(reply, address).entries
        except InputError as error:
            raise self._failed(address, state, error) from error
        state.failures, state.not_before = 0, 0.0
        if reply.status == _UNCHANGED:
            self.counts.unchanged += 1
            return
        state.etag = state.modified = None
        if self._take(address, entries):
            self._validators[address] = reply.headers.get("etag"), reply.headers.get("last-modified")

    def _failed(self, address: str, state: FeedState, error: InputError) -> InputError:
        """Leave a feed alone for a while, and say so."""
        if isinstance(error, FetchError) and error.status == _GONE:
            state.gone = True
            return InputError(address, "this feed is gone for good (HTTP 410) and will not be asked again; take it out of your list")
        if isinstance(error, FetchError) and not error.asked and host_and_port(error.where) == host_and_port(address):
            # Nobody was asked, so nobody is to be spared: once it is allowed, it is asked at once.
            return FetchError(address, error.reason, final=error.final, asked=False)
        state.failures += 1
        rest = min(_LONGEST_BACK_OFF, _FIRST_BACK_OFF * 2 ** min(state.failures - 1, 10))
        state.not_before = self._clock.now() + rest
        until = minute_of(state.not_before)
        where = "" if error.where == address else f"{error.where}: "
        reason = f"{where}{error.reason}; it is not asked again before {until}"
        if isinstance(error, FetchError):
            return FetchError(address, reason, status=error.status, unreachable=error.unreachable)
        return InputError(address, reason)

    def _take(self, feed: str, entries: Sequence[Entry]) -> bool:
        """Add a task for each entry that is to be fetched; whether there is one for all of them."""
        now, taken = self._clock.now(), 0
        for entry in entries:
            name = entry.address or f"{feed}#{digest('entry', entry.key, entry.title)}"
            state = self._state.entries.setdefault(name, EntryState(named=now))
            state.named = now
            self._named[feed].append(name)
            if not _is_wanted(state, entry, now):
                continue
            if taken == _MOST_NEW:
                self.counts.left += 1
                continue
            taken += 1
            self.counts.new += not state.kept
            self._add(_Task(entry.address or feed, feed, entry, name))
        return taken < _MOST_NEW

    def _article(self, task: _Task, entry: Entry) -> Article | None:
        """Fetch the article of an entry; None where it is as it was."""
        state = self._state.entries[task.name]
        try:
            if entry.address is None:
                raise InputError(task.feed, f"its entry {entry.title or entry.key or 'without a title'!r} names no address of an article")  # noqa: TRY301
            reply = self._fetcher.get(entry.address, LARGEST_PAGE, {"Accept": _ARTICLES, **(_asked_before(state) if state.kept else {})})
            state.fetched, state.updated = self._clock.now(), entry.updated
            if reply.status == _UNCHANGED:
                return None
            state.etag, state.modified = reply.headers.get("etag"), reply.headers.get("last-modified")
            article = article_of(reply, entry)
        except InputError as error:
            article = self._instead(task, entry, state, error)
        self._under_way[article.id] = task.name
        return article

    def _instead(self, task: _Task, entry: Entry, state: EntryState, error: InputError) -> Article:
        """What the feed carries of an article that cannot be had, if that was asked for; else the error is raised."""
        state.tries += 1
        state.given_up = state.tries >= _MOST_TRIES or not isinstance(error, FetchError) or (error.final and error.asked)
        state.not_before = self._clock.now() + min(_LONGEST_BACK_OFF, _FIRST_BACK_OFF * 2 ** (state.tries - 1))
        if not (self._feed_text and state.given_up and entry.text and not state.kept):
            raise error
        article = article_of_entry(entry, task.feed)
        self.counts.from_feed += 1
        return article


def minute_of(moment: float) -> str:
    """A time (seconds since 1970) in words."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _is_wanted(state: EntryState, entry: Entry, now: float) -> bool:
    """Whether an article is to be fetched: it is new, or failed and is due again, or its feed calls it changed."""
    if state.given_up or state.not_before > now:
        return False
    return not state.kept or (entry.updated != state.updated and now - state.fetched > _AGAIN_SECONDS)


def _asked_before(state: FeedState | EntryState) -> dict[str, str]:
    """The headers that ask for an answer only where something has changed since."""
    validators = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in validators.items() if value is not None}
