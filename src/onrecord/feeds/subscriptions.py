"""What is to be watched: addresses of feeds, and lists of them (OPML) as feed readers write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from onrecord.errors import InputError
from onrecord.feeds.addresses import tidy

_LARGEST_LIST = 10_000_000
_MOST_FEEDS = 10_000


class Subscription(Struct, frozen=True):
    """A feed to watch: its tidy address, and the name that the list gives it."""

    address: str
    title: str | None = None


def find_subscriptions(given: Sequence[str]) -> list[Subscription | InputError]:
    """The feeds that addresses and OPML files name, in order and each once; an InputError for each that cannot be used."""
    found: dict[str, Subscription | InputError] = {}
    for name in given:
        for one in [_single(name, None)] if "://" in name else _listed(name):
            found.setdefault(one.address if isinstance(one, Subscription) else str(one), one)
    return list(found.values())


def _single(address: str, title: str | None) -> Subscription | InputError:
    try:
        return Subscription(tidy(address), title)
    except InputError as error:
        return error


def _listed(path: str) -> Iterator[Subscription | InputError]:
    try:
        content = _content(path)
        outlines = list(_outlines(content, path))
    except InputError as error:
        yield error
        return
    if not outlines:
        yield InputError(path, "this list names no feed: no outline in it has an xmlUrl; export the list from your feed reader again")
    for address, title in outlines[:_MOST_FEEDS]:
        yield _single(address, title)


def _content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            content = file.read(_LARGEST_LIST + 1)
    except OSError as error:
        words = "there is no such file" if isinstance(error, FileNotFoundError) else f"it cannot be opened ({error.strerror})"
        raise InputError(path, f"{words}; give an OPML file, or the address of a feed (https://...)") from None
    if len(content) > _LARGEST_LIST:
        raise InputError(path, f"it is larger than {_LARGEST_LIST // 1_000_000} MB, so it is no list of feeds")
    return content


def _outlines(content: bytes, path: str) -> Iterator[tuple[str, str | None]]:
    """The address and the name of each feed in an OPML file, also of those in folders."""
    from lxml import etree  # noqa: PLC0415  heavy import

    # Lists come from anywhere. They need no entities but those of XML itself, and what declares some is refused before it is expanded;
    # the zeros are those of UTF-16 and UTF-32.
    if b"<!ENTITY" in content.replace(b"\x00", b""):
        raise InputError(path, "it declares entities, which no list of feeds needs; export the list from your feed reader again")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(path, f"this is no OPML file ({error}); give one, or the address of a feed (https://...)") from None
    if root.tag != "opml":
        raise InputError(
            path,
            f"this is no OPML file: it begins with <{str(root.tag)[:40]}>; give the address of a feed (https://...), or export your list as OPML",
        )
    for outline in root.iter("outline"):
        address = outline.get("xmlUrl") or outline.get("xmlurl")
        if address:
            yield address, outline.get("title") or outline.get("text")
