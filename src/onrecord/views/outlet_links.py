"""Links out of the record, to the pages of outlets. Addresses come with articles, so only those that are safe to follow are linked."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from onrecord.language.fragments import fragment_link
from onrecord.records import Article, Span, given_text

_CONTROL = re.compile(r"[\x00-\x20\x7f]")
# As many links as the pages of one morning show.
_LINKS = 10_000


@lru_cache(_LINKS)
def web_address(url: str | None) -> str | None:
    """The address of an article where it is safe to link to: http or https with a host, and no control characters; else None."""
    if url is None or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def at_outlet(article: Article, span: Span) -> str | None:
    """The address of the words on the page that the article came from, where that has a web address.

    A browser finds the words by their wording, so the link is only as good as the page is unchanged.
    """
    address = web_address(article.url)
    if address is None:
        return None
    source = (article.title or "") if span.field == "title" else given_text(article)
    if source[span.start : span.end] == span.text:
        return fragment_link(address, source, span.start, span.end)
    return _by_words(address, span.text)


@lru_cache(_LINKS)
def _by_words(address: str, words: str) -> str | None:
    """The text did not come along: the words alone have to do. Pages show the same passages again and again."""
    return fragment_link(address, words, 0, len(words))
