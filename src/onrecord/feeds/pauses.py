"""How long a host is left alone between two requests, and for how long it asked to be left alone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime

from msgspec import Struct

from onrecord.feeds.addresses import host_and_port

# A person who reads one page after the other is not faster.
PAUSE = 2.0
# A host that asks for more than a week is taken to mean a week.
_LONGEST_REST = 7 * 86_400.0
_SECONDS = re.compile(r"[0-9]{1,9}")


class Clock(Struct, frozen=True):
    """What time it is (seconds since 1970), and how to wait: a test has its own."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], object] = time.sleep


class Pauses:
    """When each host may be asked again. `ready` (host to time) is kept by the caller between runs."""

    def __init__(self, ready: dict[str, float], clock: Clock, pause: float = PAUSE) -> None:
        self._ready = ready
        self._clock = clock
        self._pause = pause

    def wait_for(self, address: str) -> float:
        """Seconds until the host of this address may be asked."""
        return max(0.0, self._ready.get(host_and_port(address)[0], 0.0) - self._clock.now())

    def wait(self, address: str) -> None:
        """Wait until the host of this address may be asked."""
        seconds = self.wait_for(address)
        if seconds > 0:
            self._clock.sleep(seconds)

    def asked(self, address: str, delay: float | None, *, ours: bool = False) -> None:
        """The host was asked just now; `delay` is the pause that its robots.txt asks for. A host of one's `own` network needs none by itself."""
        pause = max(0.0 if ours else self._pause, delay or 0.0)
        self.rest(address, pause)

    def rest(self, address: str, seconds: float) -> None:
        """Leave the host of this address alone for so long."""
        host = host_and_port(address)[0]
        self._ready[host] = max(self._ready.get(host, 0.0), self._clock.now() + min(seconds, _LONGEST_REST))


def seconds_to_rest(value: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or as a date (RFC 9110, 10.2.3); None where it says neither."""
    value = (value or "").strip()
    if _SECONDS.fullmatch(value):
        return min(float(value), _LONGEST_REST)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    try:
        return min(max(0.0, when.timestamp() - now), _LONGEST_REST)
    except (ValueError, OverflowError):
        return None
