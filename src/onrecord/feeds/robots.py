"""robots.txt: what a host lets programs fetch, and the pause that it asks them for (RFC 9309; Crawl-delay as it is commonly meant)."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from protego import Protego

from onrecord.feeds.addresses import origin_of
from onrecord.feeds.failures import FetchError

NAME = "onrecord"
# RFC 9309, 2.4 and 2.5: the file is asked for again after a day at the latest, and at least 500 KiB of it count.
_FRESH_SECONDS = 86_400.0
LARGEST = 512_000
# Where the file cannot be had because its server fails, nothing may be fetched; that is looked at again after an hour.
_FAILED_SECONDS = 3_600.0
# A pause longer than this is taken to mean that programs are not welcome; of the hosts that name one, nearly all name less than a minute.
_LONGEST_DELAY = 3_600.0
_AGENT = re.compile(r"\s{0,20}user[- ]?agent\b[\s:]{0,20}", re.IGNORECASE)


class Kept(Struct, forbid_unknown_fields=True):
    """A host's robots.txt as it was fetched. `text` is None where its server failed: then nothing may be fetched."""

    text: str | None
    fetched: float


class Robots:
    """The rules of hosts, by origin. `kept` is held by the caller between runs; `fetch` gives the text of a file, empty where there is none."""

    def __init__(self, kept: dict[str, Kept], now: Callable[[], float], fetch: Callable[[str], str]) -> None:
        self._kept = kept
        self._now = now
        self._fetch = fetch
        self._rules: dict[str, tuple[Kept, Protego | None]] = {}

    def check(self, address: str) -> None:
        """Raise FetchError where the host does not let programs fetch this address."""
        rules = self._rules_for(address)
        if rules is None:
            raise FetchError(address, "its host's robots.txt cannot be had because the server fails; it is asked again later")
        if not rules.can_fetch(address, NAME) or (rules.crawl_delay(NAME) or 0.0) > _LONGEST_DELAY:
            raise FetchError(address, "its host's robots.txt does not let programs fetch it; save the page by hand to read it", final=True)

    def delay(self, address: str) -> float | None:
        """The seconds between two requests that the host asks for, where it does."""
        rules = self._rules_for(address)
        return rules.crawl_delay(NAME) if rules is not None else None

    def _rules_for(self, address: str) -> Protego | None:
        origin = origin_of(address)
        kept = self._kept.get(origin)
        if kept is None or self._now() - kept.fetched > (_FRESH_SECONDS if kept.text is not None else _FAILED_SECONDS) or kept.fetched > self._now():
            kept = self._kept[origin] = Kept(self._ask(origin), self._now())
        known = self._rules.get(origin)
        if known is None or known[0] is not kept:
            known = self._rules[origin] = kept, None if kept.text is None else Protego.parse(_for_us(kept.text))
        return known[1]

    def _ask(self, origin: str) -> str | None:
        """The file's text, empty where there is none; None where the server fails. Raises FetchError where the host cannot or may not be asked."""
        try:
            return self._fetch(f"{origin}/robots.txt")
        except FetchError as error:
            if error.unreachable or not error.asked:
                raise FetchError(origin, error.reason, final=error.final, unreachable=error.unreachable, asked=error.asked) from error
            return None


def _for_us(text: str) -> str:
    """The file with all names of other programs made one: rules for a thousand of them would otherwise be held a thousand times."""
    lines = []
    for line in text.splitlines():
        named = _AGENT.match(line)
        name = line[named.end() :].partition("#")[0].strip().lower() if named else ""
        lines.append(f"User-agent: {name if name in ('*', NAME) else 'another'}" if named else line)
    return "\n".join(lines)
