"""HTML: the article of a saved page, with what the page says of itself: title, outlet, byline, address, publication date."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from msgspec import Struct

from onrecord.errors import InputError
from onrecord.language.full_dates import find_full_dates
from onrecord.language.partial_dates import is_partial_date
from onrecord.pages.addresses import date_in_address, host_of, page_address
from onrecord.pages.decoding import problem_of
from onrecord.pages.labels_by_headline import labels_by_headline
from onrecord.pages.linked_data import article_for, linked_articles, names_in, text_in, types_of
from onrecord.pages.markup_dates import date_in_markup, load_library
from onrecord.pages.site_names import outlet_on
from onrecord.records import Article, Notice, PublishedBy

for _name in ("trafilatura", "htmldate"):
    # What a page is missing is said once, by us; without a handler Python would print these libraries' warnings as well.
    logging.getLogger(_name).addHandler(logging.NullHandler())

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
_AUTHOR_NAMES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_OUTLET_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher")
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title")
# Types of schema.org and names of sections that say what a reader should know about the article.
_KINDS = {"OpinionNewsArticle": "opinion", "AdvertiserContentArticle": "sponsored", "LiveBlogPosting": "live-blog"}
_SECTIONS = dict.fromkeys(("opinion", "opinions", "commentary", "editorial", "editorials", "op-ed", "columnists"), "opinion")
_DAY = re.compile(r"\s{0,9}(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)")
# The web is younger than this; an earlier day is the zero of somebody's clock.
_EARLIEST = "1990-01-01"
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?=$|[-_])")
_BY = re.compile(r"[Bb][Yy]\s(?=[A-Z])")
# A page without an article still has words, of its menus: an article has a line that is a sentence, or is as long as one.
_FEWEST_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]{0,3}$")
# A title may end in the outlet's name: "Barges pass again | The Vel Courier".
_SITE_AT_END = re.compile(r"\s[|–—-]\s([^|–—]{2,60})$")
_LONGEST_TITLE = 500
_LONGEST_NAME = 200


class _Facts(Struct, frozen=True):
    """What a page says of its article."""

    title: str | None
    outlet: str | None
    byline: str | None
    address: str | None
    language: str | None
    published: str | None
    published_by: PublishedBy | None
    notices: tuple[Notice, ...]


def looks_like_html(content: bytes) -> bool:
    """Whether what came without a name is an HTML page."""
    start = content[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml"))


def load_libraries() -> None:
    """Load what taking pages apart needs, so that the first page does not pay for it."""
    import trafilatura  # noqa: F401, PLC0415  heavy import

    load_library()


def extract(page: str, where: str, name: str, address: str | None = None) -> Article:
    """The article of an HTML page: its text with one paragraph a line, and the page's own metadata.

    `address` is where the page was saved from, for pages that do not tell. Raises InputError where the page holds no article.
    """
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415  heavy import
    from trafilatura.settings import Document  # noqa: PLC0415  heavy import

    tree = load_html(page)
    if tree is None:
        raise InputError(where, "this is not an HTML page; save the page again, or give its text as .txt")
    facts = _facts(tree, page, address)
    try:
        # The fast way (no second and third extractor) scores above the slow one on the 181 pages of the article-extraction benchmark.
        document = bare_extraction(tree, fast=True, include_comments=False)
    except MemoryError:
        raise
    except Exception as error:
        raise InputError(where, f"the page could not be taken apart ({type(error).__name__}); give its text as .txt") from error
    lines = _plain_lines(document.text if isinstance(document, Document) else None)
    if not any(len(line.split()) >= _FEWEST_WORDS or _SENTENCE_END.search(line) for line in lines):
        raise InputError(where, "no article was found in this page; check that it holds one, or give its text as .txt")
    text = "\n".join(lines)
    problem = problem_of(text)
    if problem is not None:
        raise InputError(where, problem)
    return Article(
        id=name,
        text=text,
        extracted=True,
        title=facts.title,
        outlet=facts.outlet,
        byline=facts.byline,
        url=facts.address,
        language=facts.language,
        published=facts.published,
        published_by=facts.published_by,
        notices=facts.notices,
    )


def _facts(tree: Any, page: str, saved_from: str | None) -> _Facts:
    named = _named_values(tree)
    address = _address(tree, named) or page_address(saved_from)
    scripts = (element.text or "" for element in tree.iter("script") if "ld+json" in (element.get("type") or "").lower())
    linked = article_for(linked_articles(scripts), address)
    window = next((_plain(element.text_content()) for element in tree.iter("title")), None)
    outlet = _outlet(linked, named) or outlet_on(tree, window, address)
    published, published_by = _published(linked, named, address, page)
    language = _LANGUAGE.match(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return _Facts(
        title=_title(tree, linked, named, window, outlet),
        outlet=outlet or host_of(address),
        byline=_byline(linked, named),
        address=address,
        language=language[0].lower() if language else None,
        published=published,
        published_by=published_by,
        notices=_notices(tree, linked, named),
    )


def _address(tree: Any, named: dict[str, str]) -> str | None:
    """The page's own address: the canonical one first, which an AMP page has in common with the page that it is made from."""
    canonical = [element.get("href") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"]
    for given in (*canonical, named.get("og:url"), named.get("twitter:url")):
        address = page_address(given)
        if address:
            return address
    return None


def _title(tree: Any, linked: dict[str, Any], named: dict[str, str], window: str | None, outlet: str | None) -> str | None:
    """The headline: by JSON-LD, by the page's only main heading, by its meta elements, by the name of the window."""
    headings = [words for words in (_plain(heading.text_content()) for heading in tree.iter("h1")) if words]
    given = (text_in(linked.get("headline")), *(headings if len(headings) == 1 else ()), *_first(named, _TITLE_NAMES), window)
    for words in map(_plain, given):
        if words and len(words) <= _LONGEST_TITLE:
            at_end = _SITE_AT_END.search(words)
            ours = at_end is not None and outlet is not None and at_end[1].casefold() == outlet.casefold()
            return words[: at_end.start()] if at_end and ours else words
    return None


def _outlet(linked: dict[str, Any], named: dict[str, str]) -> str | None:
    for words in map(_plain, (*_first(named, _OUTLET_NAMES[:1]), *names_in(linked.get("publisher"))[:1], *_first(named, _OUTLET_NAMES[1:]))):
        if words and len(words) <= _LONGEST_NAME and page_address(words) is None:
            return words
    return None


def _byline(linked: dict[str, Any], named: dict[str, str]) -> str | None:
    """Who wrote it, as the page says; several names between commas."""
    names = names_in(linked.get("author")) or names_in(linked.get("creator")) or names_in(list(_first(named, _AUTHOR_NAMES)))
    byline = ", ".join(dict.fromkeys(_BY.sub("", _plain(name) or "") for name in names))
    return byline if byline and len(byline) <= _LONGEST_NAME else None


def _notices(tree: Any, linked: dict[str, Any], named: dict[str, str]) -> tuple[Notice, ...]:
    """What kind of article the page declares it to be, by its type in JSON-LD, its section, or the line above or below its headline."""
    declared = (*names_in(linked.get("articleSection")), *_first(named, ("article:section",)))
    sections = {name.casefold() for name in declared} | labels_by_headline(tree)
    kinds = {_KINDS[name] for name in types_of(linked) if name in _KINDS} | {_SECTIONS[name] for name in sections if name in _SECTIONS}
    return tuple(Notice(kind) for kind in sorted(kinds))


def _published(linked: dict[str, Any], named: dict[str, str], address: str | None, page: str) -> tuple[str | None, PublishedBy | None]:
    """The publication date: what the page declares, else what its address carries, else what htmldate finds in its markup."""
    for value in (text_in(linked.get("datePublished")), *(named.get(key) for key in _PUBLISHED_NAMES)):
        day = _day_in(value)
        if day:
            return day, "metadata"
    in_address = date_in_address(address)
    if in_address and len(in_address) == len("2024-07-04"):
        return in_address, "url"
    found = _day_in(date_in_markup(page))
    if found:
        return found, "metadata"
    return (in_address, "url") if in_address else (None, None)


def _day_in(value: str | None) -> str | None:
    """The day that a date and time begin with, or that the words name without doubt."""
    match = _DAY.match(value or "")
    day = f"{match[1]}-{match[2]}-{match[3]}" if match else ""
    if not is_partial_date(day):
        worded = find_full_dates((value or "")[:_LONGEST_NAME])
        day = (worded[0].value if len(worded) == 1 else None) or ""
    return day if day > _EARLIEST else None


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


def _first(named: dict[str, str], keys: Iterable[str]) -> Iterable[str]:
    return (named[key] for key in keys if named.get(key, "").strip())


def _plain_lines(text: str | None) -> list[str]:
    """The extracted text's lines, without white space around them or empty ones among them."""
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return [line for line in lines if line]


def _plain(words: str | None) -> str | None:
    # Templates write entities into attributes and data that know none, so they come out as they went in.
    return " ".join(unescape(words).split()) or None if words else None
