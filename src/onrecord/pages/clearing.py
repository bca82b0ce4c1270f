"""Clearing an article: what on its page is not the article's own, its title, its date, and what a reader should know about it."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.language.detection import language_of
from onrecord.language.partial_dates import first_day, is_partial_date, last_day
from onrecord.pages.addresses import date_in_address, host_of
from onrecord.pages.boilerplate import find_dropped, find_furniture
from onrecord.pages.bounds import Bounds, find_bounds
from onrecord.pages.headline import headline_of
from onrecord.pages.lines import Line, cut
from onrecord.pages.notices import find_notices
from onrecord.pages.outlets import find_outlet
from onrecord.pages.publication import Publication, find_publication_dates, publication_of
from onrecord.records import Article, DateEvidence, Dossier, given_text, text_sha256

# Lines whose dates are another story's, or a photograph's.
_FOREIGN = frozenset({"teaser", "caption", "bio", "sign-up"})


def clear(article: Article, dossier: Dossier | None = None) -> Article:
    """The article with all filled in that its page tells: dropped passages with their reasons, title, outlet, publication date or its
    bounds, language, notices and the hash of its text.

    What came as metadata stays. `dossier` gives the dated events by which an undated article may be bounded. Pure but for the table of
    state media, and clearing twice changes nothing. An article without its text is returned as it is.
    """
    if not isinstance(article.text, str):
        return article
    text = article.text
    lines = cut(text)
    furniture = find_furniture(lines)
    dates, datelines = find_publication_dates(text, [line for line in lines if furniture.get(line.number) not in _FOREIGN])
    title = article.title or headline_of(lines, datelines)
    dropped = find_dropped(lines, title, furniture, datelines)
    named = find_outlet(text, lines, datelines)
    outlet = article.outlet or (named.text if named else host_of(article.url))
    # A text too short to tell its language is in the one that its page declares, if it does.
    language = language_of(text) or article.language

    article = replace(article, title=title, outlet=outlet, text_sha256=text_sha256(text), language=language, dropped=dropped)
    article = _dated(article, publication_of(dates), lines, dossier)
    return replace(article, notices=find_notices(article, lines, named))


def _dated(article: Article, told: Publication, lines: list[Line], dossier: Dossier | None) -> Article:
    """The article with its publication date: as given, else by its text, else by its address, else the days between which it lies."""
    # A bound with words for evidence was read from them, and is read again; one without came with the article.
    not_before = article.not_before if not article.evidence.not_before else None
    not_after = article.not_after if not article.evidence.not_after else None
    undated = replace(article, published_by=None, published=None, not_before=not_before, not_after=not_after, evidence=DateEvidence())
    dated = replace(undated, not_before=None, not_after=None)
    given = article.published if article.published_by != "text" else None
    if given is not None and (article.published_by != "url" or len(given) == len("2024-07-04")):
        return replace(dated, published=given, published_by=article.published_by or "metadata")

    by_address = given if given and is_partial_date(given) else date_in_address(article.url)
    fits = (
        told.day is not None
        and (by_address is None or _within(told.day, by_address))
        and (not_before or told.day) <= told.day <= (not_after or told.day)
    )
    if fits:
        return replace(dated, published=told.day, published_by="text", evidence=DateEvidence(published=told.evidence))
    if by_address:
        return replace(dated, published=by_address, published_by="url")
    if told.not_before or told.not_after:
        bounds = Bounds(told.not_before, told.not_after, told.evidence if told.not_before else (), told.evidence if told.not_after else ())
        return _with_bounds(undated, bounds)
    gone = {passage.start for passage in article.dropped}
    return _with_bounds(undated, find_bounds(given_text(article), [line for line in lines if line.start not in gone], dossier))


def _within(day: str, span: str) -> bool:
    return first_day(span) <= first_day(day) <= last_day(span)


def _with_bounds(article: Article, bounds: Bounds) -> Article:
    """The article with the bounds that its text supports, where they are narrower than those it came with and leave a day between them."""
    first = max(filter(None, (article.not_before, bounds.not_before)), default=None)
    last = min(filter(None, (article.not_after, bounds.not_after)), default=None)
    if first and last and first > last:
        return article
    evidence = DateEvidence(
        not_before=bounds.before_evidence if first != article.not_before else (),
        not_after=bounds.after_evidence if last != article.not_after else (),
    )
    return replace(article, not_before=first, not_after=last, evidence=evidence)
