"""What holds certain words, asked of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.language.fragments import fragment_link
from onrecord.ledger import Filters, Hit, Ledger
from onrecord.queries.matrix import names_of
from onrecord.records import Dossier, Span, side_of
from onrecord.views.outlet_links import web_address
from onrecord.views.paging import Named
from onrecord.views.passages import Day, anchor_of
from onrecord.views.search import Search, SearchChoices, ShownHit, SnippetPiece, Sought

# As many hits as one page shows.
HITS = 20
# Fragments are the same for every page.
_SOME_PAGE = "https://page.example/"


def search(ledger: Ledger, dossier: Dossier, sought: Sought, *, before: int | None = None, limit: int = HITS) -> Search:
    """What holds all the words that are sought and passes the filters, the newest first; nothing where nothing is sought."""
    choices = _choices(ledger, dossier)
    if not sought.anything:
        return Search(sought, choices, (), before, None)
    filters = Filters(**{name: getattr(sought, name) for name in Filters.__struct_fields__})
    found = ledger.search(dossier.id, sought.words, filters, limit=limit, before=before)
    names = {one.id: one.name for one in choices.holders}
    return Search(sought, choices, tuple(_shown(hit, names) for hit in found.hits), before, found.older)


def _choices(ledger: Ledger, dossier: Dossier) -> SearchChoices:
    known = names_of(ledger, dossier)
    names = {actor.id: actor.name for actor in dossier.actors}
    sides = dict.fromkeys(side_of(actor, dossier) for actor in known.actors)
    return SearchChoices(
        holders=tuple(Named(actor, names.get(actor, actor)) for actor in known.actors),
        sides=tuple(Named(side, names.get(side, side)) for side in sides),
        terms=tuple(Named(term, term) for term in known.terms),
    )


def _shown(hit: Hit, names: Mapping[str, str]) -> ShownHit:
    pieces = tuple(SnippetPiece(piece.text, piece.marked) for piece in hit.snippet)
    words = "".join(piece.text for piece in pieces)
    # The marks of omission around a snippet are none of its words.
    given = words.removeprefix("… ").removesuffix(" …")
    return ShownHit(
        day=Day(basis=hit.basis, value=hit.day),
        name=names.get(hit.holder or "", hit.holder),
        anchor=None if hit.kind == "article" else anchor_of(Span(*hit.passage, "", hit.field)),
        fragment=_fragment(words, pieces),
        live=fragment_link(web_address(hit.url), given, 0, len(given)),
        snippet=pieces,
        **{name: getattr(hit, name) for name in ("kind", "holder", "term", "stance", "mode", "judged", "confidence")},
        **{name: getattr(hit, name) for name in ("article", "outlet", "title", "published", "start", "end", "field")},
    )


def _fragment(words: str, pieces: Iterable[SnippetPiece]) -> str:
    """What leads a browser to the first words that are marked, on a page that shows the article."""
    start = 0
    for piece in pieces:
        if piece.marked:
            found = fragment_link(_SOME_PAGE, words, start, start + len(piece.text))
            return "" if found is None else found.removeprefix(_SOME_PAGE)
        start += len(piece.text)
    return ""
