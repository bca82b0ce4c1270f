"""The position to judge next, asked of a ledger."""

from __future__ import annotations

import math
import re

from onrecord.ledger import Ledger
from onrecord.records import Article, Dossier, Reading
from onrecord.views import Record
from onrecord.views import review as views
from onrecord.views.review import Case, First, ReviewPage

# Where a walk goes on: behind this weight (0 where confidence alone counts), confidence and position id.
_PLACE = re.compile(r"(\d{1,6}(?:\.\d{1,20})?)_(\d(?:\.\d{1,20})?(?:e-\d{1,3})?)_([0-9a-f]{1,40})")
_EARLIER = 5

Place = tuple[float, float, str]


def review(ledger: Ledger, dossier: Dossier, first: First = "unsure", after: str = "", *, by: str = "") -> ReviewPage:
    """The next position that waits, behind `after`, which another such page gave; `by` is who judges. ValueError where it is no such place."""
    place = _place_of(after) if after else None
    case = _next_unsure(ledger, dossier, place) if first == "unsure" else _next_consequential(ledger, dossier, place)
    return _page(ledger, dossier, case, first, by, _place_told(case, first) if case else "")


def review_of(
    ledger: Ledger, dossier: Dossier, article: str, position: str, first: First = "unsure", after: str = "", *, by: str = ""
) -> ReviewPage | None:
    """The same for this position, whoever judged it before; None where it is not there. The walk goes on behind `after`, else behind it."""
    if after:
        _place_of(after)
    found = next((one for one in ledger.judgeable(article, dossier.id) if one.position.id == position), None)
    return _page(ledger, dossier, Case(article, found.position, found.state), first, by, after) if found else None


def _next_unsure(ledger: Ledger, dossier: Dossier, place: Place | None) -> Case | None:
    found = next(iter(ledger.least_sure(dossier.id, place[1:] if place else None)), None)
    return None if found is None else Case(found.article, found.position, found.judged)


def _next_consequential(ledger: Ledger, dossier: Dossier, place: Place | None) -> Case | None:
    """What something depends on, most first; then the others, the least sure first."""
    depended = ledger.depended_on(dossier.id)
    given = [(one.article, one.position, one.judged) for one in depended.waiting]
    weighed = views.cases(given, depended.findings, "consequential", once=depended.once)
    found = sorted((case for case in weighed if case.weight), key=_order)
    left = [case for case in found if place is None or _order(case) > _key(place)]
    if left:
        return left[0]
    known = {(case.article, case.position.id) for case in found}
    behind = place[1:] if place and not place[0] else None
    for one in ledger.least_sure(dossier.id, behind, len(known) + 1):
        if (one.article, one.position.id) not in known:
            return Case(one.article, one.position, one.judged)
    return None


def _page(ledger: Ledger, dossier: Dossier, case: Case | None, first: First, by: str, after: str) -> ReviewPage:
    earlier = ledger.last_judgements(dossier.id, by, _EARLIER) if by else []
    articles = ledger.articles_named(dossier.id, {binding.article for one in earlier for binding in one.on if binding.article})
    reading = ledger.reading(case.article, dossier.id) if case else None
    position = next((one for one in reading.positions if one.id == case.position.id), None) if reading and case else None
    if case is None or reading is None or position is None:
        return views.review_page(Record(dossier=dossier, readings=tuple(map(_bare, articles))), None, first, by=by, earlier=earlier)
    findings = ledger.findings_naming(dossier.id, [case.article])
    reports = ledger.reports(dossier.id, position.holder, position.term) if position.holder else 0
    once = [(position.holder, position.term)] if position.holder and reports == 1 else []
    (looked_at,) = views.cases([(case.article, position, case.judged)], findings, first, judged_too=True, once=once)
    others = (_bare(article) for article in articles if article.id != case.article)
    return views.review_page(
        Record(dossier=dossier, readings=(reading, *others), comparison=tuple(findings)),
        looked_at,
        first,
        by=by,
        said=((one.found, one.position) for one in ledger.judgements_on(case.article, dossier.id)),
        earlier=earlier,
        after=after or _place_told(looked_at, first),
    )


def _bare(article: Article) -> Reading:
    return Reading(article=article)


def _order(case: Case) -> Place:
    return (-case.weight, case.position.confidence, case.position.id)


def _key(place: Place) -> Place:
    return (-place[0], place[1], place[2])


def _place_told(case: Case, first: First) -> str:
    return f"{float(case.weight if first == 'consequential' else 0)!r}_{case.position.confidence!r}_{case.position.id}"


def _place_of(after: str) -> Place:
    found = _PLACE.fullmatch(after)
    if found is None or not math.isfinite(float(found[2])):
        raise ValueError(after)
    return float(found[1]), float(found[2]), found[3]
