"""What changed, as an Atom feed (RFC 4287) in a file, for any reader of feeds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from onrecord.feeds.changes import day_in_words, in_words
from onrecord.feeds.state import Change, Quoted
from onrecord.records import Dossier
from onrecord.version import __version__

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def atom_of(dossier: Dossier, changes: Sequence[Change], at: str) -> bytes:
    """The feed, latest change first as given. `at` is the time of the poll, for a feed without entries (ISO 8601, UTC)."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]  # None is lxml's name for no prefix
    _add(feed, "id", _id("dossier", dossier.id))
    _add(feed, "title", f"{dossier.title}: what changed in the record")
    _add(feed, "updated", max((change.at for change in changes), default=at))
    _add(_add(feed, "author"), "name", "onrecord")
    _add(feed, "generator", "onrecord", version=__version__)
    for change in changes:
        _entry(feed, dossier, change)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(feed: etree._Element, dossier: Dossier, change: Change) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _id("change", dossier.id, change.id))
    _add(entry, "title", in_words(change))
    _add(entry, "updated", change.at)
    _add(entry, "category", term=change.kind)
    links = dict.fromkeys(passage.link for passage in change.passages if passage.link)
    for number, link in enumerate(links):
        # One alternate link at most of a kind (RFC 4287, 4.1.2): the last passage of a shift is the news, that of a position its clearest.
        first = number == (len(links) - 1 if change.kind == "shift" else 0)
        _add(entry, "link", rel="alternate" if first else "related", href=link)
    _add(entry, "content", _content(change), type="html")


def _content(change: Change) -> str:
    """What a reader of feeds shows: words from articles, escaped, with where they stand. No markup of theirs gets through."""
    day = day_in_words(change)
    lines = [change.why or "", day[:1].upper() + day[1:] + ("." if day else ""), f"Copy of {change.copy_of}." if change.copy_of else ""]
    told = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return told + "".join(_passage(passage) for passage in change.passages)


def _passage(passage: Quoted) -> str:
    title = passage.title if passage.field == "text" else None
    where = escape(", ".join(filter(None, (passage.outlet or passage.article, title, passage.published))))
    source = f'<a href="{escape(passage.link)}">{where}</a>' if passage.link else where
    return f"<blockquote>{escape(passage.words)}</blockquote><p>{source}</p>"


def _add(parent: etree._Element, name: str, words: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", {key: _clean(value) for key, value in attributes.items()})
    if words is not None:
        element.text = _clean(words)
    return element


def _clean(words: str) -> str:
    """Without the characters that XML cannot hold (XML 1.0, 2.2)."""
    return _NOT_IN_XML.sub("", words)


def _id(*fields: str) -> str:
    """A name of its own for a feed or an entry, the same wherever the same thing is told."""
    return uuid5(NAMESPACE_URL, "onrecord:" + ":".join(f"{len(field)}:{field}" for field in fields)).urn
