"""HTML: the article of a saved page, with what the page says of itself: title, outlet, address, publication date."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import InputError
from onrecord.language.partial_dates import is_partial_date
from onrecord.pages.addresses import date_in_address
from onrecord.records import Article, PublishedBy

for _name in ("trafilatura", "htmldate"):
    # What a page is missing is said once, by us; without a handler Python would print these libraries' warnings as well.
    logging.getLogger(_name).addHandler(logging.NullHandler())

# JSON-LD nests a few levels deep; a page that nests further is not followed.
_DEEPEST = 12
_MOST_NODES = 5_000
_ARTICLE_TYPES = frozenset(
    {
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
    }
)
_PUBLISHED_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "cxenseparse:recs:publishtime",
    "article.published",
)
_DAY = re.compile(r"\s{0,9}(\d{4}-\d{2}-\d{2})(?!\d)")


def looks_like_html(content: bytes) -> bool:
    """Whether what came without a name is an HTML page."""
    start = content[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml"))


def extract(page: str, where: str, name: str) -> Article:
    """The article of an HTML page: its text with one paragraph a line, and the page's own metadata. Raises InputError where there is none."""
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415  heavy import
    from trafilatura.settings import Document  # noqa: PLC0415  heavy import

    tree = load_html(page)
    if tree is None:
        raise InputError(where, "this is not an HTML page; save the page again, or give its text as .txt")
    linked = list(_linked_articles(tree))
    named = _named_values(tree)
    try:
        document = bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False, "original_date": True}
        )
    except Exception as error:
        raise InputError(where, f"the page could not be taken apart ({type(error).__name__}); give its text as .txt") from error
    text = _plain_lines(document.text if isinstance(document, Document) else None)
    if not isinstance(document, Document) or not text:
        raise InputError(where, "no article was found in this page; check that it holds one, or give its text as .txt")
    address = _plain(document.url)
    published, published_by = _published(linked, named, document.date, address)
    return Article(
        id=name,
        text=text,
        extracted=True,
        title=_plain(document.title),
        outlet=_plain(document.sitename) or _domain(address),
        url=address,
        published=published,
        published_by=published_by,
    )


def _published(linked: list[dict[str, Any]], named: dict[str, str], found: str | None, address: str | None) -> tuple[str | None, PublishedBy | None]:
    """The publication date: what the page declares, else what its address carries, else what is found in its markup."""
    declared = [linked_article.get("datePublished") for linked_article in linked] + [named.get(key) for key in _PUBLISHED_NAMES]
    for value in declared:
        match = _DAY.match(value) if isinstance(value, str) else None
        if match and is_partial_date(match[1]):
            return match[1], "metadata"
    in_address = date_in_address(address)
    if in_address and len(in_address) == len("2024-07-04"):
        return in_address, "url"
    if found and is_partial_date(found):
        return found, "metadata"
    return (in_address, "url") if in_address else (None, None)


def _named_values(tree: Any) -> dict[str, str]:
    """What the page's meta elements say, by property, name or itemprop in small letters; the first of each counts."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                named.setdefault(key.strip().lower(), content)
    return named


def _linked_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes of the page that describe an article."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if not _ARTICLE_TYPES.isdisjoint([kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]):
                yield node


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in JSON data, outermost first, within bounds."""
    waiting = [(data, 0)]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node, depth = waiting.pop(0)
        if isinstance(node, dict):
            yield node
        if depth < _DEEPEST:
            inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
            waiting += [(value, depth + 1) for value in inner if isinstance(value, dict | list)]


def _plain_lines(text: str | None) -> str:
    """The extracted text, one paragraph a line, without white space around it or empty lines."""
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return "\n".join(line for line in lines if line)


def _plain(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _domain(address: str | None) -> str | None:
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
