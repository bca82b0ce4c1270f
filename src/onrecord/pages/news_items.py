"""News items in ninjs, the IPTC's standard for news in JSON: versions 1.x (`headline`, `body_text`) and 2.x to 3.x (`headlines`, `bodies`).

Source: the schemas at iptc.org/std/ninjs, versions 1.0 to 1.4 and 2.0 to 3.1.
"""

from __future__ import annotations

from typing import Any

from onrecord.errors import InputError
from onrecord.language.partial_dates import is_partial_date
from onrecord.pages.decoding import problem_of
from onrecord.pages.markup import text_of_markup
from onrecord.records import Article

_MARKS = frozenset(
    {"versioncreated", "versionCreated", "firstcreated", "firstCreated", "bodies", "headlines", "headline", "byline", "pubstatus", "pubStatus"}
)
_TEXTS = frozenset({"text", "composite", "component"})
_TIMES = ("firstcreated", "firstCreated", "versioncreated", "versionCreated")
_DAY = len("2024-07-04")


def is_news_item(value: dict[str, Any]) -> bool:
    """Whether an object of JSON is one of these: it is named by a `uri`, and has what only they have."""
    if "text" in value or not isinstance(value.get("uri"), str):
        return False
    return not _MARKS.isdisjoint(value) or any(name.startswith("body_") for name in value)


def article_of_item(item: dict[str, Any], where: str) -> Article | InputError:
    """The article of a news item; its id is the item's `uri`, its day that of the first version."""
    name = item["uri"].strip()
    if not name or not name.isprintable():
        return InputError(where, 'its "uri" is empty or holds control characters; it is what names the article')
    kind = item.get("type", "text")
    if kind not in _TEXTS:
        return InputError(where, f"this news item is of the type {str(kind)[:40]!r}, not a text; leave it out")
    if _either(item, "pubstatus", "pubStatus") == "canceled":
        return InputError(where, "its publisher has cancelled this news item; leave it out")
    text, marked_up = _body(item)
    problem = problem_of(text)
    if problem is not None:
        return InputError(where, problem)
    published = next((day for day in (_day(item.get(name)) for name in _TIMES) if day), None)
    return Article(
        id=name,
        text=text,
        extracted=marked_up,
        title=_headline(item),
        outlet=_outlet(item),
        byline=_words(_either(item, "byline", "by")),
        url=name if name.startswith(("http://", "https://")) else None,
        published=published,
        published_by="metadata" if published else None,
    )


def _body(item: dict[str, Any]) -> tuple[str, bool]:
    """The words of the item, and whether they were taken out of markup. A body in markup goes first, since it keeps its paragraphs."""
    bodies = [(_is_markup(body), str(body["value"])) for body in _parts(item, "bodies")]
    bodies += [("html" in name, value) for name, value in item.items() if name.startswith("body_") and isinstance(value, str)]
    for marked_up, value in sorted(bodies, key=lambda body: not body[0]):
        text = text_of_markup(value) if marked_up else value
        if text.strip():
            return text, marked_up
    return "", False


def _is_markup(body: dict[str, Any]) -> bool:
    kind = body.get("contentType")
    if isinstance(kind, str) and kind:
        return "html" in kind.lower()
    return str(body["value"]).lstrip().startswith("<")


def _headline(item: dict[str, Any]) -> str | None:
    """The main headline: the one that says so, else the first."""
    headlines = sorted(_parts(item, "headlines"), key=lambda part: part.get("role") != "main")
    return _words(item.get("headline") or item.get("headline_main") or (headlines[0]["value"] if headlines else None) or item.get("title"))


def _outlet(item: dict[str, Any]) -> str | None:
    """Who published it: the copyright's holder, else the party that it names as its source."""
    sources = item.get("infosource", item.get("infoSources"))
    named = [source.get("name") for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    return _words(_either(item, "copyrightholder", "copyrightHolder")) or next((name for name in map(_words, named) if name), None)


def _parts(item: dict[str, Any], name: str) -> list[dict[str, Any]]:
    parts = item.get(name)
    return [part for part in parts if isinstance(part, dict) and isinstance(part.get("value"), str)] if isinstance(parts, list) else []


def _either(item: dict[str, Any], old: str, new: str) -> Any:
    return item.get(old) or item.get(new)


def _day(value: Any) -> str | None:
    day = value[:_DAY] if isinstance(value, str) else ""
    return day if is_partial_date(day) else None


def _words(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
