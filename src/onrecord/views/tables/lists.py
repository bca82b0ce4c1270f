"""Tables of what the record rests on, of what was found in it, and of what waits to be judged."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.dossier import DossierPage
from onrecord.views.review import ReviewPage
from onrecord.views.search import Search
from onrecord.views.sources import Sources
from onrecord.views.tables.table import PLACE, POINT, Table, Values, day_values, of_kind, place_of, point_rows, values


def _sources(shown: Sources) -> Iterator[Values]:
    for outlet in shown.outlets:
        yield {"kind": "outlet", "outlet": outlet.name, **values(outlet, "articles", "reports", "positions", "first", "last")}
    for family in shown.families:
        for member in family.articles:
            origin = None if member.id == family.origin else family.origin
            yield {"kind": "copy", "id": family.id, "article": member.id, "copy_of": origin, **values(member, "outlet", "title", "published")}
    for cited in shown.cited:
        for citing in cited.by:
            yield {"kind": "quoted", "name": cited.name, "outlet": citing.outlet, "reports": citing.reports}
    for article in shown.articles:
        told = values(article, "title", "outlet", "published", "not_before", "not_after", "copy_of", "statements", "positions")
        place = place_of(article.cited)
        yield {"kind": "article", **place, "article": article.id, **told, "notices": list(article.notices)}


# A row for each outlet, for each article of a family of copies, for each outlet that quotes another, and for each article.
SOURCES: Table[Sources] = Table(
    (
        *("kind", "id", "name", "articles", "reports", "statements", "positions", "first", "last", "not_before", "not_after"),
        *("copy_of", "notices", *PLACE),
    ),
    _sources,
)


def _search(shown: Search) -> Iterator[Values]:
    for hit in shown.hits:
        told = values(hit, "kind", "holder", "name", "term", "stance", "mode", "judged", "confidence")
        place = values(hit, "article", "outlet", "title", "published", "start", "end", "field", "words")
        yield {**told, **day_values(hit.day), **place, "url": hit.live}


# A row for each hit; `words` are its snippet.
SEARCH: Table[Search] = Table(("kind", "day", "day_is", "holder", "name", "term", "stance", "mode", "judged", "confidence", *PLACE), _search)


def _review(shown: ReviewPage) -> Iterator[Values]:
    if shown.point:
        yield from of_kind("position", point_rows(shown.point), judged=shown.judged, reasons=list(shown.reasons))
    for said in (*shown.said, *shown.earlier):
        told = {"kind": "judgement", "id": said.id, "position": said.position, **values(said, "by", "at", "says", "why", "fate")}
        yield from ({**told, **place_of(passage)} for passage in said.passages or (None,))


# The position that is shown, a row for each passage; and what people said of it, and last.
REVIEW: Table[ReviewPage] = Table(("kind", "id", "judged", "reasons", "by", "at", "says", "why", "fate", *POINT), _review)


def _dossier(shown: DossierPage) -> Iterator[Values]:
    for term in shown.terms:
        yield {"kind": "term", **values(term, "id", "proposition", "replaces", "positions"), "codes": list(term.codes)}
    for actor in shown.actors:
        told = values(actor, "id", "name", "member_of", "side", "gathered", "positions")
        yield {"kind": actor.kind, **told, "aliases": list(actor.aliases)}
    for event in shown.events:
        yield {"kind": "event", "id": event.id, "name": event.name, "on": event.on, "aliases": list(event.words)}
    for holder, positions in shown.strangers.items():
        yield {"kind": "not in the dossier", "id": holder, "positions": positions}
    for one in shown.proposed or ():
        told = {"kind": f"proposed {one.actor.kind}", **values(one.actor, "id", "name"), **values(one, "statements", "articles")}
        yield {**told, "aliases": list(one.actor.aliases), **place_of(one.example)}


# A row for each term, actor and event, and for each speaker whom the dossier lacks.
DOSSIER: Table[DossierPage] = Table(
    (
        *("kind", "id", "name", "proposition", "replaces", "codes", "aliases", "member_of", "side", "gathered", "on"),
        *("positions", "statements", "articles", *PLACE),
    ),
    _dossier,
)
