"""Fetching one address politely: as robots.txt allows, after the pause its host asks for, through redirects that lead to allowed addresses."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin

from onrecord.errors import InputError
from onrecord.feeds.addresses import PrivateHosts, host_and_port, tidy
from onrecord.feeds.failures import FetchError
from onrecord.feeds.network import Network, Reply
from onrecord.feeds.pauses import Clock, Pauses, seconds_to_rest
from onrecord.feeds.robots import LARGEST, Kept, Robots

_DONE, _UNCHANGED = 200, 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_BUSY = frozenset({429, 503})
# Without a word on how long, a host that says it has too much to do is left alone for this long.
_REST_WHEN_BUSY = 900.0
_GONE = 410
# These may be otherwise tomorrow; the other answers from 400 to 499 stay as they are.
_PASSING = frozenset({404, 408, 421, 423, 425, 429})
_WORDS = {
    401: "it asks for a password",
    402: "it asks to be paid for",
    403: "it is not shown to programs",
    404: "it is not there",
    _GONE: "it is gone for good",
}


class Fetcher:
    """Fetches addresses, one after the other. `ready` and `robots` are what is known of hosts; the caller keeps them between runs."""

    def __init__(self, network: Network, private: PrivateHosts, ready: dict[str, float], robots: dict[str, Kept], clock: Clock) -> None:
        self._network = network
        self._private = private
        self._clock = clock
        self._pauses = Pauses(ready, clock)
        self._robots = Robots(robots, clock.now, self._robots_text)

    def wait_for(self, address: str) -> float:
        """Seconds until the host of this address may be asked."""
        return self._pauses.wait_for(address)

    def get(self, address: str, most: int, headers: Mapping[str, str] | None = None) -> Reply:
        """The answer of an address: whole, or "unchanged" (304) where `headers` ask for that. Its `address` is the one that gave it.

        Raises InputError (nearly always a FetchError) for any other answer, and for what is not allowed.
        """
        here = tidy(address)
        for _ in range(_MOST_REDIRECTS + 1):
            self._robots.check(here)
            self._pauses.wait(here)
            reply = self._ask(here, most, headers, self._robots.delay(here))
            if reply.status in (_DONE, _UNCHANGED):
                return reply
            if reply.status not in _REDIRECTS:
                raise self._refusal(reply)
            here = _next(reply)
        raise FetchError(address, f"it redirects more than {_MOST_REDIRECTS} times", final=True)

    def _ask(self, address: str, most: int, headers: Mapping[str, str] | None, delay: float | None) -> Reply:
        ours = self._private.allow(*host_and_port(address))
        try:
            return self._network.ask(address, most, headers)
        finally:
            self._pauses.asked(address, delay, ours=ours)

    def _robots_text(self, address: str) -> str:
        """The text of a robots.txt, empty where its host has none. Raises FetchError where the server fails or may not be asked."""
        here = address
        for _ in range(_MOST_REDIRECTS + 1):
            self._pauses.wait(here)
            reply = self._ask(here, LARGEST, None, None)
            if reply.status == _DONE:
                return reply.body.decode("utf-8", "replace")
            if reply.status in _BUSY or reply.status >= 500:  # noqa: PLR2004  a server's errors begin here
                raise self._refusal(reply)
            if reply.status not in _REDIRECTS:
                return ""
            here = _next(reply)
        return ""

    def _refusal(self, reply: Reply) -> FetchError:
        if reply.status in _BUSY:
            rest = seconds_to_rest(reply.headers.get("retry-after"), self._clock.now())
            rest = _REST_WHEN_BUSY if rest is None else rest
            self._pauses.rest(reply.address, rest)
            words = f"its host asks to be left alone for {_span(rest)}"
        else:
            words = _WORDS.get(reply.status, "its server gave no page")
        final = 400 <= reply.status < 500 and reply.status not in _PASSING  # noqa: PLR2004  the range of a client's errors
        return FetchError(reply.address, f"{words} (HTTP {reply.status})", status=reply.status, final=final)


def _next(reply: Reply) -> str:
    """Where a redirect leads. Raises InputError where that is no address to follow."""
    target = reply.headers.get("location", "").strip()
    if not target:
        raise FetchError(reply.address, f"it redirects to nowhere (HTTP {reply.status})", status=reply.status)
    try:
        return tidy(urljoin(reply.address, target))
    except (InputError, ValueError) as error:
        reason = error.reason if isinstance(error, InputError) else "that is no web address"
        raise FetchError(reply.address, f"it redirects to {target[:100]!r}: {reason}", final=True) from None


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} seconds" if minutes < 2 else f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"  # noqa: PLR2004
