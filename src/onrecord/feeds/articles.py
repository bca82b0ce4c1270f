"""What was fetched for an entry becomes an article, by the same way as a saved page; so does the text that a feed carries, if it is to."""

from __future__ import annotations

import re
from html import escape

from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.feeds.entries import Entry
from onrecord.feeds.network import Reply
from onrecord.pages import Request, extract
from onrecord.pages.addresses import host_of
from onrecord.pages.decoding import decode
from onrecord.pages.hypertext import looks_like_html
from onrecord.records import Article

# What a page of words weighs at most, its scripts included. (A file may be larger: that one somebody chose.)
LARGEST_PAGE = 10_000_000
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)


def article_of(reply: Reply, entry: Entry) -> Article:
    """The article of a fetched page. Its id is the address that gave it. Raises InputError where the page holds none.

    The page's own address (its canonical one) is believed where it is of the host that gave the page. Where the page tells no day of
    publication, the feed's counts.
    """
    where = reply.address
    served = reply.headers.get("content-type", "")
    kind, charset = served.partition(";")[0].strip().lower(), _CHARSET.search(served)
    named = charset[1] if charset else None
    if not reply.body:
        raise InputError(where, "the page is empty")
    if kind == "text/plain" and not looks_like_html(reply.body):
        article = Article(id=where, text=decode(reply.body, where, charset=named), title=entry.title, url=where)
    elif kind in _PAGES or looks_like_html(reply.body):
        article = _extracted(Request(reply.body, where, where, "page", where, named))
    else:
        raise InputError(where, f"this is no page but {kind[:60]}, which is not read from feeds; save it by hand to read it")
    if host_of(article.url) != host_of(where):
        article = replace(article, url=where)
    return _dated(article, entry)


def article_of_entry(entry: Entry, feed: str) -> Article:
    """The text that a feed itself carries, as an article. Raises InputError where there is none to speak of."""
    where = entry.address or f"{feed}#{entry.key or entry.title}"
    if not entry.text:
        raise InputError(where, "the feed carries no text for it")
    title = f"<title>{escape(entry.title)}</title>" if entry.title else ""
    page = f'<!doctype html><html><head><meta charset="utf-8">{title}</head><body><article><p>{entry.text}</p></article></body></html>'
    article = _extracted(Request(page.encode("utf-8", "replace"), where, where, "page", entry.address, "utf-8"))
    return _dated(replace(article, url=entry.address), entry)


def _extracted(page: Request) -> Article:
    found = extract(page)
    if isinstance(found, InputError):
        raise found
    return found


def _dated(article: Article, entry: Entry) -> Article:
    """The article with the day that the feed tells, where its page tells none to the day."""
    if entry.published is None or article.published_by == "metadata":
        return article
    return replace(article, published=entry.published, published_by="metadata")
