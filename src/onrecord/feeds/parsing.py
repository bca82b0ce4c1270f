"""The process that takes a feed apart (`python -m onrecord.feeds.parsing`): its bytes come in, its entries go out as JSON.

feedparser makes sense of nearly everything that calls itself a feed, broken XML included, and can be kept busy for hours by one made for that.
So it works in a process of its own, which may take only so much time and memory.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

# A feed of 1 MB takes one to two seconds and 80 MB.
SECONDS = 30
_MEGABYTES = 1_000
# More entries than a feed of a newsroom holds; what comes after them is old.
_MOST_ENTRIES = 1_000
_LONGEST_FIELD = 2_000
_LONGEST_TEXT = 500_000
# References to halves of surrogate pairs, by which some sites write what needs more than 16 bits. XML has none (1.0, 4.1); feedparser ends at one.
_HALVES = re.compile(rb"&#(?:[xX]0{0,9}[dD][89a-fA-F][0-9a-fA-F]{2}|0{0,9}(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));")


class Question(Struct, frozen=True):
    """A feed's bytes, the address that gave them, and the Content-Type they came with."""

    content: bytes
    address: str
    kind: str


class Entry(Struct, frozen=True, omit_defaults=True):
    """One entry as the feed has it: `link` as written there, the days as written there, and its text as HTML."""

    link: str | None = None
    key: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    text: str | None = None


class Feed(Struct, frozen=True, omit_defaults=True):
    """A feed. `version` is empty where the bytes are no feed; `problem` says what is wrong with its XML, where something is."""

    version: str = ""
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    problem: str | None = None


def parse(question: Question) -> Feed:
    """Take a feed apart."""
    import feedparser  # noqa: PLC0415  heavy import

    # As a stream: bytes would be taken for the name of a file or an address to fetch, where they are one.
    found = feedparser.parse(
        io.BytesIO(_HALVES.sub(b"&#xFFFD;", question.content)),
        response_headers={"content-location": question.address, **({"content-type": question.kind} if question.kind else {})},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    problem = found.get("bozo_exception") if found.get("bozo") else None
    return Feed(
        version=found.get("version") or "",
        title=_field(found.feed.get("title")),
        entries=tuple(_entry(entry, found.get("version") or "") for entry in found.entries[:_MOST_ENTRIES]),
        problem=_field(str(problem)) if problem else None,
    )


def _entry(entry: Any, version: str) -> Entry:
    texts: Sequence[Any] = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    text = max((str(one.get("value") or "") for one in texts), key=len)
    updated = entry.get("updated") if "updated" in entry else None  # asked for without looking, it is the day of publication
    link = entry.get("feedburner_origlink") or entry.get("link")
    return Entry(
        link=_field(link),
        key=_field(entry.get("id")),
        title=_field(entry.get("title")),
        # In feeds of RDF, dc:date is the day of publication, which feedparser calls the last change.
        published=_field(entry.get("published") or (updated if version.startswith(("rss090", "rss10")) else None)),
        updated=_field(updated),
        text=text[:_LONGEST_TEXT] or None,
    )


def _field(value: object) -> str | None:
    words = " ".join(str(value or "").split())[:_LONGEST_FIELD]
    return words or None


def _limit_itself() -> None:
    try:
        import resource  # noqa: PLC0415  Windows has none: there the parent's clock must do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEGABYTES * 1_000_000, resource.RLIM_INFINITY))


def main() -> None:
    """Answer one question."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    _limit_itself()
    sys.setrecursionlimit(10_000)
    question = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Question)
    answers.write(msgspec.msgpack.encode(parse(question)))
    answers.flush()


if __name__ == "__main__":
    main()
