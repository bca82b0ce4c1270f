"""A newsroom's server, a clock that passes by itself, and the two together as a poll sees them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import Struct

from onrecord.errors import InputError
from onrecord.feeds.addresses import PrivateHosts
from onrecord.feeds.fetching import Fetcher
from onrecord.feeds.network import Network
from onrecord.feeds.pauses import Clock
from onrecord.feeds.polling import Poll
from onrecord.feeds.state import State
from onrecord.feeds.subscriptions import Subscription
from onrecord.records import Article
from tests.feeds.site import Site

# The morning of 14 October 2031.
START = 1_949_724_000.0


class Time(Struct):
    """Time that passes only where somebody waits."""

    now: float = START
    waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, sleep=self.sleep)


class Desk(Struct):
    """One reader of feeds: what it remembers, the hosts it may ask, and its clock."""

    time: Time
    private: PrivateHosts
    state: State
    seconds: float = 5.0

    def fetcher(self) -> Fetcher:
        network = Network("onrecord/test (+desk@courier.example)", self.private, seconds=self.seconds)
        return Fetcher(network, self.private, self.state.ready, self.state.robots, self.time.clock())

    def poll(self, *feeds: str, keep: bool = True, feed_text: bool = False) -> tuple[list[Article], list[InputError], Poll]:
        """One poll: the articles, the errors, and the poll itself."""
        poll = Poll([Subscription(feed) for feed in feeds], self.state, self.fetcher(), self.time.clock(), feed_text=feed_text)
        articles: list[Article] = []
        errors: list[InputError] = []
        for found in poll.articles():
            if isinstance(found, InputError):
                errors.append(found)
                continue
            articles.append(found)
            if keep:
                poll.kept(found.id)
        poll.end()
        return articles, errors, poll


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def other_site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def desk(site: Site) -> Desk:
    """A desk that may ask the site, and nothing else of this computer."""
    return Desk(Time(), PrivateHosts([site.name]), State())
