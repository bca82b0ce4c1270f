"""Pages that were made already, kept as long as nothing was written to the ledger, so that what is asked for twice is made once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from msgspec import Struct

# So many pages are made at the same time: more would only share the same two or four cores, and the ledger's connections.
MAKERS = 4
# As many pages as one morning asks for, and as much memory as they may take. A page that takes more than its share is made each time.
_MOST, _ROOM = 1_000, 64 * 2**20
_SHARE = 8


class Made(Struct, frozen=True):
    """A page as it was made, in one of its forms, and the headers that go with it."""

    body: bytes
    headers: dict[str, str]


class Cache:
    """Makes pages, a few at a time, and keeps those that have a key. Equal keys must mean equal pages, whoever asks and whenever."""

    def __init__(self, most: int = _MOST, room: int = _ROOM) -> None:
        self._most = most
        self._room = room
        self._makers = ThreadPoolExecutor(MAKERS, thread_name_prefix="page")
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._taken = 0
        self._making: dict[Hashable, Future[Made]] = {}

    async def give(self, key: Hashable | None, make: Callable[[], Made]) -> Made:
        """The page of this key: as it is kept, else made now, by one maker however many ask. What raises is kept by nobody."""
        with self._lock:
            if key is None:
                future = self._makers.submit(make)
            elif key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            elif key in self._making:
                future = self._making[key]
            else:
                future = self._making[key] = self._makers.submit(self._make, key, make)
        # Somebody who stops waiting does not stop the others.
        return await asyncio.shield(asyncio.wrap_future(future))

    def _make(self, key: Hashable, make: Callable[[], Made]) -> Made:
        try:
            made = make()
            self._keep(key, made)
        finally:
            with self._lock:
                del self._making[key]
        return made

    def _keep(self, key: Hashable, made: Made) -> None:
        if len(made.body) * _SHARE > self._room:
            return
        with self._lock:
            self._kept[key] = made
            self._taken += len(made.body)
            while len(self._kept) > self._most or self._taken > self._room:
                _, dropped = self._kept.popitem(last=False)
                self._taken -= len(dropped.body)
