"""How often something may be done: a token bucket for each who does it."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable
from time import monotonic

_MOST_BUCKETS = 10_000


class Buckets:
    """Each bucket holds `burst` tokens and gets `a_second` new ones. The buckets that were used least lately are forgotten first."""

    def __init__(self, burst: int, a_second: float, clock: Callable[[], float] = monotonic) -> None:
        self._burst = burst
        self._a_second = a_second
        self._clock = clock
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, whose: Hashable) -> int:
        """Take one token. 0 where there was one, else after how many seconds there is one."""
        now = self._clock()
        held, when = self._buckets.get(whose, (float(self._burst), now))
        held = min(self._burst, held + (now - when) * self._a_second)
        wait = 0 if held >= 1 else math.ceil((1 - held) / self._a_second)
        self._buckets[whose] = (held if wait else held - 1, now)
        self._buckets.move_to_end(whose)
        if len(self._buckets) > _MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return wait
