"""Feeds (RSS, Atom, RDF; whole or broken) to entries with the addresses of their articles."""

from __future__ import annotations

import os
import subprocess
import sys
from email.utils import parsedate_tz
from urllib.parse import urljoin

import msgspec
from msgspec import Struct

from onrecord.errors import InputError
from onrecord.feeds.addresses import tidy
from onrecord.feeds.failures import FetchError
from onrecord.feeds.network import Reply
from onrecord.feeds.parsing import SECONDS, Feed, Question
from onrecord.feeds.parsing import Entry as Written
from onrecord.language.partial_dates import is_partial_date

_decode = msgspec.msgpack.Decoder(Feed).decode
_encode = msgspec.msgpack.Encoder().encode
_NO_FEED = "this is no feed (RSS or Atom); look on the site for the address of its feed"
_TOO_MUCH = f"taking this feed apart took over {SECONDS} seconds or too much memory, so it was given up"


class Entry(Struct, frozen=True, kw_only=True):
    """One article that a feed names: its tidy address, or None with what there is in its place.

    `key` is the feed's own name for it. `published` is a day, where the feed tells one; `updated` is whatever the feed says of the last change,
    to be compared with what it said before and no more than that. `text` is HTML.
    """

    address: str | None
    key: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    text: str | None = None


class Entries(Struct, frozen=True):
    """The entries of a feed, as it orders them, each address once."""

    title: str | None
    entries: tuple[Entry, ...]
    problem: str | None = None


def entries_of(reply: Reply, where: str, *, seconds: float = SECONDS) -> Entries:
    """The entries of a fetched feed. Raises InputError for what is no feed, and for one that cannot be taken apart."""
    feed = _parse(Question(reply.body, reply.address, reply.headers.get("content-type", "")), where, seconds)
    if not feed.version and not feed.entries:
        raise FetchError(where, _NO_FEED if feed.problem is None else f"{_NO_FEED} ({feed.problem[:200]})", status=reply.status)
    found: dict[str, Entry] = {}
    for written in feed.entries:
        entry = _entry(written, reply.address)
        found.setdefault(entry.address or f"\n{entry.key or entry.title}", entry)
    return Entries(feed.title, tuple(found.values()), feed.problem)


def _parse(question: Question, where: str, seconds: float) -> Feed:
    command = [sys.executable, "-P", "-m", "onrecord.feeds.parsing"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(  # noqa: S603  our own program, without a shell
            command, input=_encode(question), capture_output=True, env=environment, timeout=seconds, check=True
        )
        return _decode(done.stdout)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, msgspec.DecodeError):
        raise FetchError(where, _TOO_MUCH, final=True) from None


def _entry(written: Written, base: str) -> Entry:
    # A guid without a word to the contrary is the article's address, where it is an address at all (RSS 2.0); a tag: or urn: is refused by `tidy`.
    addresses = (_address(written.link, base), _address(written.key, base) if (written.key or "").startswith(("http://", "https://")) else None)
    return Entry(
        address=next(filter(None, addresses), None),
        key=written.key,
        title=written.title,
        published=day_of(written.published),
        updated=written.updated or written.published,
        text=written.text,
    )


def _address(link: str | None, base: str) -> str | None:
    try:
        return tidy(urljoin(base, link)) if link else None
    except (InputError, ValueError):
        return None


def day_of(written: str | None) -> str | None:
    """The day that a date of a feed names, in the zone that it is written in ("Mon, 14 Oct 2031 23:30:00 -0500", "2031-10-14T23:30:00-05:00")."""
    written = (written or "").strip()
    parts = None if written[:4].isdigit() else parsedate_tz(written)
    day = f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}" if parts else written[:10]
    return day if len(day) == len("2031-10-14") and is_partial_date(day) else None
