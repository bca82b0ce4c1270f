"""JSON-LD: what a page says of its article in schema.org's words, however carelessly it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

# JSON-LD nests a few levels deep; a page that nests further is not followed.
_DEEPEST = 12
_MOST_NODES = 5_000
_MOST_VALUES = 50
_LONGEST = 2_000_000
_ARTICLE_TYPES = frozenset(
    {
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "AdvertiserContentArticle",
        "SatiricalArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "Report",
    }
)
# What pages wrap around the data, and the comma that a template leaves behind the last value.
_WRAPPING = re.compile(r"\A(?://\s{0,9})?(?:<!--|<!\[CDATA\[)|(?://\s{0,9})?(?:-->|\]\]>)\s{0,9};?\Z|;\Z")
_LAST_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_DECODER = json.JSONDecoder(strict=False)


def linked_articles(scripts: Iterator[str]) -> list[dict[str, Any]]:
    """The nodes that describe an article, outermost first; `scripts` are the contents of the page's JSON-LD elements."""
    nodes = [node for script in scripts for value in _values(script) for node in _nodes(value)]
    named = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    return [{name: _resolved(value, named) for name, value in node.items()} for node in nodes if _is_article(node)]


def article_for(articles: list[dict[str, Any]], address: str | None) -> dict[str, Any]:
    """The one that says it is of this page, else the first; an empty one where there is none. A page may describe those it links to."""
    for article in articles:
        if address and address.rstrip("/") in (_address(article.get(name)).rstrip("/") for name in ("url", "mainEntityOfPage", "@id")):
            return article
    return articles[0] if articles else {}


def names_in(value: Any) -> list[str]:
    """The names in an author, a publisher or the like: a text, an object with a name, or a list of these."""
    values = value if isinstance(value, list) else [value]
    found = [part.get("name") if isinstance(part, dict) else part for part in values[:_MOST_VALUES]]
    flat = [name for part in found for name in (part if isinstance(part, list) else [part])]
    return [" ".join(name.split()) for name in flat if isinstance(name, str) and name.strip() and not name.startswith(("http://", "https://"))]


def text_in(value: Any) -> str | None:
    """A text, be it plain, in a list, or an object's `@value`."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) else None


def types_of(node: dict[str, Any]) -> list[str]:
    """The types of a node, without what names the vocabulary: "schema:NewsArticle" and "https://schema.org/NewsArticle" are the same."""
    kinds = node.get("@type")
    return [re.split(r"[:/#]", kind)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _values(script: str) -> Iterator[Any]:
    """The values of one element: one after the other where there are several, none from where it is broken."""
    text = _WRAPPING.sub("", script[:_LONGEST].strip()).strip("\ufeff \t\r\n")
    for attempt in (text, _LAST_COMMA.sub("", text)):
        place, found = 0, []
        try:
            while place < len(attempt):
                value, place = _DECODER.raw_decode(attempt, place)
                found.append(value)
                place += len(attempt[place:]) - len(attempt[place:].lstrip(" \t\r\n,;"))
                if len(found) > _MOST_VALUES:
                    break
        except (ValueError, RecursionError):
            pass
        if found:
            yield from found
            return


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in JSON data, outermost first, within bounds."""
    level = [data]
    seen = 0
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for node in level:
            seen += 1
            if seen > _MOST_NODES:
                return
            if isinstance(node, dict):
                yield node
            inner += (value for value in _children(node) if isinstance(value, dict | list))
        level = inner


def _children(node: Any) -> Any:
    return node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()


def _is_article(node: dict[str, Any]) -> bool:
    return not _ARTICLE_TYPES.isdisjoint(types_of(node))


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """The node that a mere reference points at."""
    if isinstance(value, list):
        return [_resolved(part, named) for part in value[:_MOST_VALUES] if not isinstance(part, list)]
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) else ""
