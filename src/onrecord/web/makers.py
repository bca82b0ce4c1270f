"""Who makes pages: threads of this process and, once people wait for each other's pages, further processes as far as there are cores.

A page is made by Python, of which one process runs one thread at a time. Only the making is handed over: who has signed in, what was asked for how
often and which pages are kept stays in one process, and needs not be shared. Whoever reads a small record alone never asks for so much at once that
another process would help, and so pays for none, in memory or in time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic
from typing import Protocol

from onrecord.web.apart import Work
from onrecord.web.cache import MAKERS, Made

# People wait for each other where so many pages of the last seconds were asked for while so many others were being made.
_CROWD, _CROWDED, _SECONDS = 2, 20, 60.0


class Helper(Protocol):
    """A process that makes pages, one at a time."""

    is_there: bool

    def make(self, work: Work) -> Made | None:
        """A page; None where it was not made."""

    def close(self) -> None:
        """End it."""


def other_cores() -> int:
    """How many processes besides this one could run at the same time: those that this one may use, not all that the computer has."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MAKERS) - 1


class Makers:
    """Has each page made by whoever is free, and finds helpers where there are too few."""

    def __init__(self, find: Callable[[], Helper], most: int, clock: Callable[[], float] = monotonic) -> None:
        self._find = find
        self._most = most
        self._clock = clock
        self._changed = Condition()
        self._helpers: list[Helper] = []
        self._free: list[Helper] = []
        self._here = self._under_way = 0
        self._crowded: deque[float] = deque(maxlen=_CROWDED)
        self._finding: Thread | None = None

    def make(self, work: Callable[[], Work], here: Callable[[], Made]) -> Made:
        """A page, made by a helper where one is free, else here. What a helper cannot make is made here, so that what goes wrong is raised."""
        helper = self._turn()
        try:
            made = helper.make(work()) if helper else None
            return here() if made is None else made
        finally:
            self._done(helper)

    def begin(self) -> None:
        """Find a helper before people wait for each other."""
        with self._changed:
            self._find_another()

    def close(self) -> None:
        """Let all helpers go, and find no more."""
        with self._changed:
            self._most, finding = 0, self._finding
        if finding:
            finding.join()
        for helper in self._helpers:
            helper.close()

    def _turn(self) -> Helper | None:
        """Wait until somebody is free: a helper, or this process (None)."""
        with self._changed:
            self._look_around()
            self._under_way += 1
            # Beside helpers, this process makes one page at a time, so that it answers for all of them without delay.
            self._changed.wait_for(lambda: self._free or self._here < (1 if self._helpers else MAKERS))
            if self._free:
                return self._free.pop()
            self._here += 1
            return None

    def _done(self, helper: Helper | None) -> None:
        with self._changed:
            self._under_way -= 1
            if helper is None:
                self._here -= 1
            elif helper.is_there:
                self._free.append(helper)
            else:
                self._helpers.remove(helper)
            self._changed.notify_all()

    def _look_around(self) -> None:
        if self._under_way < _CROWD:
            return
        now = self._clock()
        self._crowded.append(now)
        if len(self._crowded) == _CROWDED and now - self._crowded[0] <= _SECONDS:
            self._crowded.clear()
            self._find_another()

    def _find_another(self) -> None:
        if self._finding or len(self._helpers) >= self._most:
            return
        self._finding = Thread(target=self._find_one, name="maker", daemon=True)
        self._finding.start()

    def _find_one(self) -> None:
        helper = self._find()
        with self._changed:
            self._finding = None
            if helper.is_there:
                self._helpers.append(helper)
                self._free.append(helper)
            else:
                # What cannot start now will not start the next time.
                self._most = 0
            self._changed.notify_all()
