"""The dossier as a page: its terms and actors with what is read for them, who speaks without being in it, and what a change would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from onrecord.records import Actor, ActorKind, Article, Dossier, Event, Span, Term, side_of
from onrecord.views.passages import Passage, passage_of
from onrecord.views.record import Record
from onrecord.views.wording import counted


class ShownTerm(Struct, frozen=True):
    """A term, and how many positions are read on it."""

    id: str
    proposition: str
    replaces: str | None
    codes: tuple[str, ...]
    positions: int


class ShownActor(Struct, frozen=True):
    """An actor, the side it is gathered under, and how many positions it holds."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    member_of: str | None
    side: bool
    gathered: str
    positions: int


class Proposed(Struct, frozen=True):
    """Somebody who speaks in articles and is not in the dossier."""

    actor: Actor
    statements: int
    articles: int
    example: Passage


class DossierPage(Struct, frozen=True):
    """A dossier. `strangers` are holders whom only positions name, `not_known` counts positions whose holder is not known.

    `proposed` are speakers whom it lacks, in the latest `looked_through` articles; None where they were not looked for.
    """

    id: str
    title: str
    summary: str
    terms: tuple[ShownTerm, ...]
    actors: tuple[ShownActor, ...]
    events: tuple[Event, ...]
    strangers: dict[str, int]
    not_known: int
    proposed: tuple[Proposed, ...] | None = None
    looked_through: int = 0


class Named(Struct, frozen=True):
    """An article in which words were found; `words` are some of it, each with whether they are what was looked for."""

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    words: tuple[tuple[str, bool], ...]


class Change(Struct, frozen=True):
    """Something that a draft changes, in words; `articles` are some of those that it would touch, `more` says that there are others."""

    words: str
    articles: tuple[Named, ...] = ()
    more: bool = False


class Preview(Struct, frozen=True):
    """What a changed dossier changes: some of it as soon as it is kept, the rest when its articles are read again."""

    at_once: tuple[Change, ...]
    by_reading: tuple[Change, ...]


def dossier_page(
    record: Record,
    counts: Mapping[tuple[str, str], int] | None = None,
    proposed: Iterable[tuple[Actor, int, int, Article, Span]] | None = None,
    looked_through: int = 0,
) -> DossierPage:
    """The page of a dossier; `counts` are numbers of positions by holder (empty: not known) and term, where `record` does not hold them all."""
    told = _counts(record) if counts is None else counts
    terms, actors = Counter[str](), Counter[str]()
    for (holder, term), number in told.items():
        terms[term] += number
        actors[holder] += number
    dossier = record.dossier
    return DossierPage(
        id=dossier.id,
        title=dossier.title,
        summary=dossier.summary,
        terms=tuple(ShownTerm(one.id, one.proposition, one.replaces, one.codes, terms[one.id]) for one in dossier.terms),
        actors=tuple(
            ShownActor(
                *(one.id, one.name, one.kind, one.aliases, one.member_of, one.side),
                record.actor_name(side_of(one.id, dossier)),
                actors[one.id],
            )
            for one in dossier.actors
        ),
        events=dossier.events,
        strangers={name: number for name, number in sorted(actors.items()) if name and name not in record.actors},
        not_known=actors[""],
        proposed=None
        if proposed is None
        else tuple(Proposed(actor, said, of, passage_of(article, span)) for actor, said, of, article, span in proposed),
        looked_through=looked_through,
    )


def acting_at_once(before: Dossier, after: Dossier, counts: Mapping[tuple[str, str], int]) -> Iterator[Change]:
    """What changes as soon as the changed dossier is kept: how what is read already is shown."""
    old, new = {one.id: one for one in before.actors}, {one.id: one for one in after.actors}
    if (before.title, before.summary) != (after.title, after.summary):
        yield Change("The dispute is called otherwise, or summed up otherwise.")
    for name, actor in new.items():
        if name in old and old[name].name != actor.name:
            yield Change(f"{old[name].name} is shown as {actor.name}.")
        if name in old and side_of(name, before) != side_of(name, after):
            yield Change(f"{actor.name} is gathered under {_name(new, side_of(name, after))}, no longer under {_name(old, side_of(name, before))}.")
    for name in old.keys() - new.keys():
        held = sum(number for (holder, _), number in counts.items() if holder == name)
        yield Change(f"{old[name].name} is not named any more: {_stay(held)} under the id {name} until the articles are read again.")
    terms = {one.id for one in after.terms}
    for gone in (one for one in before.terms if one.id not in terms):
        held = sum(number for (_, term), number in counts.items() if term == gone.id)
        yield Change(f"The term {gone.id} is not asked for any more: {_stay(held)} under its old words until the articles are read again.")
    for term in (one for one in after.terms if one.id not in {known.id for known in before.terms}):
        yield Change(f"The term {term.id} stands in the matrix, without a position yet.")


def new_names(before: Dossier, after: Dossier) -> Iterator[tuple[Actor, str]]:
    """The names by which articles are to be read anew: those of new actors, and new ones of known actors."""
    old = {one.id: {one.name, *one.aliases} for one in before.actors}
    for actor in after.actors:
        yield from ((actor, name) for name in dict.fromkeys((actor.name, *actor.aliases)) if name not in old.get(actor.id, set()))


def lost_names(before: Dossier, after: Dossier) -> Iterator[tuple[Actor, str]]:
    """The names that known actors bear no more."""
    new = {one.id: {one.name, *one.aliases} for one in after.actors}
    for actor in before.actors:
        if actor.id in new:
            yield from ((actor, name) for name in dict.fromkeys((actor.name, *actor.aliases)) if name not in new[actor.id])


def new_terms(before: Dossier, after: Dossier) -> Iterator[Term]:
    """The terms on which nothing was read yet."""
    known = {one.id for one in before.terms}
    yield from (one for one in after.terms if one.id not in known)


def _counts(record: Record) -> Counter[tuple[str, str]]:
    return Counter((position.holder or "", position.term) for reading in record.readings for position in reading.positions)


def _name(actors: Mapping[str, Actor], name: str) -> str:
    return actors[name].name if name in actors else name


def _stay(number: int) -> str:
    return f"{counted(number, 'position')} {'stays' if number == 1 else 'stay'}" if number else "nothing was read of it; what is read stays"
