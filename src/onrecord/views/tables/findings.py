"""Tables of what comparison found: shifts, conflicts, occasions, and what is new of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.views.answers import AnswerList, ShownQuestion, ToldOffer
from onrecord.views.conflicts import ShownConflict
from onrecord.views.occasion import OccasionPage
from onrecord.views.occasions import ListedOccasion, OccasionList
from onrecord.views.passages import Point
from onrecord.views.shifts import ShownEnd, ShownShift
from onrecord.views.tables.table import DAY, PLACE, POINT, Table, Values, day_values, of_kind, place_of, point_rows, values
from onrecord.views.today import Today

# Of the words of an answer, besides its article.
_REPLY = ("outlet", "url", "start", "end", "field", "words")
_END = ("stance", "confidence", *DAY, "voice", "position", *PLACE)


def end_rows(end: ShownEnd) -> Iterator[Values]:
    """One end of a shift, with its clearest words."""
    point = end.point
    told = {**values(end, "article", "voice", "stance"), **(values(point, "position", "confidence") if point else {}), **day_values(end.day)}
    yield {**told, **place_of(point.passages[0] if point and point.passages else None)}


def conflict_rows(conflict: ShownConflict) -> Iterator[Values]:
    """A conflict: a row for each of its passages."""
    told = values(conflict, "id", "severity", "type", "holder", "name", "term", "why")
    return ({**told, **place_of(passage)} for passage in conflict.passages or (None,))


def _shifts(shown: Iterable[ShownShift]) -> Iterator[Values]:
    for shift in shown:
        ends = (("from", shift.before), ("to", shift.after))
        yield {
            **values(shift, "id", "holder", "name", "term"),
            **{f"{end}_{name}": value for end, told in ends for row in end_rows(told) for name, value in row.items()},
            "added": [passage.text for passage in shift.added],
            "dropped": [passage.text for passage in shift.dropped],
        }


# A row for each change, with the words at both ends.
SHIFTS: Table[Iterable[ShownShift]] = Table(
    ("id", "holder", "name", "term", *(f"{end}_{name}" for end in ("from", "to") for name in _END), "added", "dropped"), _shifts
)

# A row for each passage of each conflict.
CONFLICTS: Table[Iterable[ShownConflict]] = Table(
    ("id", "severity", "type", "holder", "name", "term", "why", *PLACE),
    lambda shown: (row for conflict in shown for row in conflict_rows(conflict)),
)


def _answers(shown: AnswerList) -> Iterator[Values]:
    for offer in shown.offers:
        yield from _offer(offer)
    for question in shown.questions:
        yield from _question(question)


def _offer(one: ToldOffer) -> Iterator[Values]:
    """An offer: a row for each answer to it, or one where there is none."""
    offer = one.offer
    told = {"state": offer.state, "proposition": offer.proposition, "carries": list(offer.carries), "reports": one.reports, **_clearest(offer.point)}
    for answer in one.answers:
        place = place_of(answer.passages[0] if answer.passages else None)
        by: Values = {"answer": answer.how, "answer_by": answer.actor, "answer_name": answer.name, "answer_article": answer.article}
        by |= {"answer_confidence": answer.confidence, "answer_day": answer.day.value, "answer_day_is": answer.day.basis}
        yield {**told, **by, **{f"answer_{name}": place[name] for name in _REPLY if name in place}}
    if not one.answers:
        yield told


def _question(one: ShownQuestion) -> Iterator[Values]:
    """A term left open: a row for each position that leaves it so."""
    return ({"state": "left open", "proposition": one.proposition, **_clearest(point)} for point in one.points)


def _clearest(point: Point) -> Values:
    told = values(point, "holder", "name", "term", "stance", "confidence", "position", "article", "outlet", "title", "published")
    return {**told, "day": point.day.value, "day_is": point.day.basis, **place_of(point.passages[0] if point.passages else None)}


# A row for each answer, for each offer without one, and for each position that leaves a term open.
ANSWERS: Table[AnswerList] = Table(
    (
        *("state", "holder", "name", "term", "proposition", "stance", "carries", "reports", "confidence", "day", "day_is", "position", *PLACE),
        *("answer", "answer_by", "answer_name", "answer_confidence", "answer_day", "answer_day_is", "answer_article"),
        *(f"answer_{name}" for name in _REPLY),
    ),
    _answers,
)


def _listed(one: ListedOccasion) -> Iterator[Values]:
    told = {**values(one, "id", "reports"), "first": one.first, "last": one.last, "differ": list(one.differ)}
    return ({**told, **row} for point in one.points for row in point_rows(point))


# A row for each passage that the list shows of each occasion.
OCCASIONS: Table[OccasionList] = Table(
    ("id", "first", "last", "reports", "differ", "outlets", *POINT),
    lambda shown: ({**row, "outlets": list(one.outlets)} for one in shown.occasions for row in _listed(one)),
)


def _occasion(shown: OccasionPage) -> Iterator[Values]:
    for report in shown.reports:
        yield {"kind": "report", **values(report, "article", "outlet", "title", "published")}
        yield from ({"kind": "copy", "copy_of": report.article, **values(copy, "article", "outlet", "title")} for copy in report.copies)
    for place in shown.places:
        for telling in place.tellings:
            yield from (row for point in telling.points for row in of_kind("position", point_rows(point)))
            yield from ({"kind": "cue", "what": cue.kind, "term": place.term, **place_of(cue.passage)} for cue in telling.cues)
    for one in shown.differences:
        found = one.difference
        yield from ({"kind": "difference", "id": found.id, "what": found.what, **place_of(passage)} for passage in found.passages)


# A row for each passage of what the page shows.
OCCASION: Table[OccasionPage] = Table(("kind", "id", "what", *POINT), _occasion)


def _today(shown: Today) -> Iterator[Values]:
    for shift in shown.shifts:
        for kind, end in (("shift from", shift.before), ("shift to", shift.after)):
            yield from of_kind(kind, end_rows(end), **values(shift, "id", "holder", "name", "term"))
    for conflict in shown.conflicts:
        yield from of_kind("conflict", conflict_rows(conflict))
    for occasion in shown.occasions:
        yield from of_kind("occasion", _listed(occasion))
    for article in shown.articles:
        told = values(article, "outlet", "title", "published", "not_before", "not_after", "copy_of")
        yield {"kind": "article", "article": article.id, **told, **place_of(article.cited)}
    for edit in shown.edits:
        told = {"kind": "edit", "article": edit.article, "outlet": edit.outlet, "url": edit.url, "at": edit.seen_after}
        if edit.headline:
            yield {**told, "what": "headline", "before": edit.headline[0], "after": edit.headline[1]}
        yield from ({**told, "what": "quotation", **values(quotation, "before", "after")} for quotation in edit.quotations)
        if not edit.headline and not edit.quotations:
            yield {**told, "what": "text"}
    for judgement in shown.judgements:
        told = values(judgement, "id", "by", "at", "why", "name", "term", "article")
        yield {"kind": "judgement", "what": judgement.action, **told, **place_of(judgement.passage)}


# A row for each passage of what is new; of an edit, the words before and after.
TODAY: Table[Today] = Table(
    (
        *("kind", "id", "what", "by", "at", "why", "severity", "type", "voice", "reports", "first", "last", "differ", "before", "after"),
        *POINT,
    ),
    _today,
)
