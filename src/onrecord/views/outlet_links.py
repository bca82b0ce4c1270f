"""Links out of the record, to the pages of outlets. Addresses come with articles, so only those that are safe to follow are linked."""

from __future__ import annotations

from urllib.parse import urlsplit

from onrecord.language.fragments import fragment_link
from onrecord.records import Article, Span, given_text


def web_address(url: str | None) -> str | None:
    """The address of an article where it is safe to link to: http or https with a host, and no control characters; else None."""
    if url is None or any(character <= " " or character == "\x7f" for character in url):
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
    # The text did not come along: the words alone have to do.
    return fragment_link(address, span.text, 0, len(span.text))
