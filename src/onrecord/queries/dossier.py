"""A dossier with what is read for it, and what a change of it would change, asked of a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, islice

from onrecord.actors import Proposals
from onrecord.dossiers import telling_words
from onrecord.language.words import find_words
from onrecord.ledger import Filters, Hit, Ledger
from onrecord.records import Actor, Article, Dossier, Span, Term
from onrecord.views import Record
from onrecord.views import dossier as views
from onrecord.views.dossier import Change, DossierPage, Named, Preview

# Speakers are looked for in so many articles: in each of them, all names are found and followed anew.
LOOKED_THROUGH = 30
_ARTICLES = Filters(kinds=("article",))
# Articles shown for a name or a term, and those asked for: an index finds words by their stems, so some are not quite what is looked for.
_SHOWN, _ASKED = 10, 25
# Names, and terms, that are looked up: a person changes a few at a time.
_LOOKED_UP = 40
# Of a term, the words that tell most stand first; so many of them make pairs enough.
_WORDS_OF_TERM = 5


def dossier(ledger: Ledger, dossier_id: str, *, with_proposals: bool = False) -> DossierPage:
    """The page of a dossier, as it was added: what people merged and split is kept as their judgements."""
    kept = ledger.dossier(dossier_id, machine=True)
    latest = ledger.search(dossier_id, "", _ARTICLES, limit=LOOKED_THROUGH).hits if with_proposals else ()
    proposed = list(_proposed(ledger, kept, latest)) if with_proposals else None
    return views.dossier_page(Record(dossier=kept), ledger.position_counts(dossier_id), proposed, len(latest))


def preview(ledger: Ledger, before: Dossier, after: Dossier) -> Preview:
    """What a changed dossier would change: what is shown otherwise at once, and which articles may be read otherwise."""
    return Preview(
        at_once=tuple(views.acting_at_once(before, after, ledger.position_counts(before.id))),
        by_reading=tuple(_by_reading(ledger, before, after)),
    )


def _by_reading(ledger: Ledger, before: Dossier, after: Dossier) -> Iterator[Change]:
    gained = [(name, f"“{name}” means {actor.name}") for actor, name in views.new_names(before, after)]
    lost = [(name, f"“{name}” does not mean {actor.name} any more") for actor, name in views.lost_names(before, after)]
    for name, words in (*gained, *lost)[:_LOOKED_UP]:
        hits, more = _naming(ledger, before.id, name)
        yield _change(words, hits, more=more, what="named")
    if len(gained) + len(lost) > _LOOKED_UP:
        yield Change(f"{len(gained) + len(lost) - _LOOKED_UP} more names are new or gone; they are not looked up here.")
    names = {word.plain for actor in after.actors for name in (actor.name, *actor.aliases) for word in find_words(name)}
    for term in islice(views.new_terms(before, after), _LOOKED_UP):
        hits, more = _speaking_of(ledger, before.id, term, names)
        yield _change(f"Positions on “{term.proposition}” are looked for", hits, more=more, what="spoken of")


def _change(words: str, hits: list[Hit], *, more: bool, what: str) -> Change:
    named = tuple(
        Named(hit.article, hit.outlet, hit.title, hit.published, tuple((piece.text, piece.marked) for piece in hit.snippet)) for hit in hits[:_SHOWN]
    )
    return Change(f"{words}." if hits else f"{words}. No article here has it {what} in these words.", named, more or len(hits) > _SHOWN)


def _naming(ledger: Ledger, dossier_id: str, name: str) -> tuple[list[Hit], bool]:
    """Articles that bear a name, letter for letter but for capitals."""
    quoted = name.replace('"', " ").strip()
    if not quoted:
        return [], False
    found = ledger.search(dossier_id, f'"{quoted}"', _ARTICLES, limit=_ASKED)
    plain = " ".join(name.casefold().split())
    exact = [hit for hit in found.hits if any(plain in " ".join(piece.text.casefold().split()) for piece in hit.snippet if piece.marked)]
    return exact, found.older is not None


def _speaking_of(ledger: Ledger, dossier_id: str, term: Term, names: set[str]) -> tuple[list[Hit], bool]:
    """Articles that have two telling words of a term, those that have most of them first."""
    words = telling_words(term.proposition, names)[:_WORDS_OF_TERM]
    pairs: list[tuple[str, ...]] = [*combinations(words, 2)] or [(word,) for word in words]
    first: dict[str, Hit] = {}
    counts, more = Counter[str](), False
    for pair in pairs:
        found = ledger.search(dossier_id, " ".join(f'"{word}"' for word in pair), _ARTICLES, limit=_SHOWN)
        more = more or found.older is not None
        for hit in found.hits:
            first.setdefault(hit.article, hit)
            counts[hit.article] += 1
    return [first[article] for article, _ in counts.most_common()], more


def _proposed(ledger: Ledger, kept: Dossier, latest: tuple[Hit, ...]) -> Iterator[tuple[Actor, int, int, Article, Span]]:
    proposals = Proposals(kept)
    readings = {reading.article.id: reading for reading in ledger.readings_named(kept.id, [hit.article for hit in latest])}
    for hit in latest:
        proposals.add(readings[hit.article])
    for one in proposals.proposals():
        yield one.actor, one.statements, one.articles, readings[one.article].article, one.example
