"""An actor: who that is, where they stand, what they said last, who speaks for them, and how each outlet introduces them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records import ActorKind, Article, Span, Via
from onrecord.views.matrix import Cell, TermHead, matrix
from onrecord.views.passages import Passage, Point, ShownSilence, first_told, in_time_order, passage_of, point_of, shown_silence
from onrecord.views.record import Record

# As many of each as the page shows. Names and go-betweens are counted in the newest statements and positions, NEWEST of each.
MOST_SAID, MOST_SILENCES, MOST_SPEAKERS, MOST_OUTLETS, MOST_NAMES = 12, 10, 15, 40, 5
NEWEST = 150
# Words that point back at a name given before: they introduce nobody.
_POINTERS = frozenset({"he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "who", "i", "we", "you", "both", "all"})


class Member(Struct, frozen=True):
    """Somebody who belongs to the actor, and how many positions of theirs were read."""

    id: str
    name: str
    positions: int


class Standing(Struct, frozen=True):
    """The latest that is reported of the actor on one term."""

    term: TermHead
    cell: Cell


class Speaker(Struct, frozen=True):
    """Whoever passes on what the actor says: the words that name them, their name where they are in the dossier, in how many independent reports,
    and one passage that names them.
    """

    words: str
    actor: str | None
    name: str | None
    anonymous: bool | None
    reports: int
    passage: Passage


class Introduction(Struct, frozen=True):
    """Words by which the actor is introduced, in how many independent reports, and one of the passages."""

    words: str
    reports: int
    passage: Passage


class OutletNames(Struct, frozen=True):
    """How one outlet introduces the actor, the most usual words first; `reports` counts all its independent reports that name the actor."""

    outlet: str | None
    reports: int
    introductions: tuple[Introduction, ...]


class ActorPage(Struct, frozen=True):
    """One actor. `kind` is None for a holder that the dossier does not name. `said` are the newest positions, the last first."""

    actor: str
    name: str
    kind: ActorKind | None
    aliases: tuple[str, ...]
    wikidata: str | None
    member_of: str | None
    member_of_name: str | None
    side: str
    side_name: str
    members: tuple[Member, ...]
    standings: tuple[Standing, ...]
    said: tuple[Point, ...]
    speakers: tuple[Speaker, ...]
    outlets: tuple[OutletNames, ...]
    silences: tuple[ShownSilence, ...]


def actor_page(record: Record, actor: str) -> ActorPage | None:
    """The page of an actor; None where the record knows nobody of this id."""
    if actor not in record.known_actors:
        return None
    known = record.actors.get(actor)
    above = known.member_of if known else None
    side = next((side for side, members in record.members.items() if actor in members), actor)
    points = in_time_order(first_told(point_of(record, article, position) for article, position in record.held((actor,))))
    return ActorPage(
        actor=actor,
        name=record.actor_name(actor),
        kind=known.kind if known else None,
        aliases=known.aliases if known else (),
        wikidata=known.wikidata if known else None,
        member_of=above,
        member_of_name=record.actor_name(above) if above else None,
        side=side,
        side_name=record.actor_name(side),
        members=tuple(_member(record, one.id) for one in record.dossier.actors if one.member_of == actor),
        standings=tuple(_standings(record, actor)),
        said=tuple(reversed([point for point in points if point.day.value][-MOST_SAID:])),
        speakers=tuple(_speakers(record, actor)[:MOST_SPEAKERS]),
        outlets=tuple(_outlets(record, actor)[:MOST_OUTLETS]),
        silences=tuple(_silences(record, actor)[:MOST_SILENCES]),
    )


def _member(record: Record, member: str) -> Member:
    return Member(member, record.actor_name(member), len(record.by_holder.get(member, ())))


def _standings(record: Record, actor: str) -> Iterator[Standing]:
    shown = matrix(record)
    for row in shown.rows:
        if row.actor == actor:
            for term, cell in zip(shown.terms, row.cells, strict=True):
                if cell:
                    yield Standing(term, replace(cell, offer=None, answers=()))


def _speakers(record: Record, actor: str) -> list[Speaker]:
    """Go-betweens of the actor, those of the most reports first. Whoever the dossier names is one, by whatever words."""
    groups: dict[tuple[str | None, str], list[tuple[Article, Via]]] = defaultdict(list)
    for article, via in _passed_on(record, actor):
        if via.actor != actor:
            groups[via.actor, "" if via.actor else via.span.text.casefold()].append((article, via))
    found = []
    for (speaker, _), told in groups.items():
        article, via = told[-1]
        found.append(
            Speaker(
                words=via.span.text,
                actor=speaker,
                name=None if speaker is None else record.actor_name(speaker),
                anonymous=via.anonymous,
                reports=_reports(record, (each for each, _ in told)),
                passage=passage_of(article, via.span),
            )
        )
    return sorted(found, key=lambda one: (-one.reports, one.name or one.words))


def _passed_on(record: Record, actor: str) -> Iterator[tuple[Article, Via]]:
    """The go-betweens of each report, each place of the text once."""
    for reading in record.readings:
        chains = [one.via for one in reading.positions if one.holder == actor] + [one.via for one in reading.statements if one.actor == actor]
        places = {(via.span.field, via.span.start): via for chain in chains for via in chain}
        yield from ((reading.article, via) for _, via in sorted(places.items(), key=lambda place: place[0]))


def _outlets(record: Record, actor: str) -> list[OutletNames]:
    """How each outlet introduces the actor: of each report, the longest words that name it."""
    by_outlet: dict[str | None, list[tuple[Article, Span]]] = defaultdict(list)
    for article, span in _introduced(record, actor):
        by_outlet[article.outlet].append((article, span))
    found = [OutletNames(outlet, _reports(record, (each for each, _ in told)), _introductions(record, told)) for outlet, told in by_outlet.items()]
    return sorted(found, key=lambda one: (-one.reports, one.outlet or "\uffff"))


def _introductions(record: Record, told: Sequence[tuple[Article, Span]]) -> tuple[Introduction, ...]:
    by_words: dict[str, list[tuple[Article, Span]]] = defaultdict(list)
    for article, span in told:
        by_words[" ".join(span.text.casefold().split())].append((article, span))
    found = [Introduction(alike[-1][1].text, _reports(record, (each for each, _ in alike)), passage_of(*alike[-1])) for alike in by_words.values()]
    return tuple(sorted(found, key=lambda one: (-one.reports, -len(one.words), one.words))[:MOST_NAMES])


def _introduced(record: Record, actor: str) -> Iterator[tuple[Article, Span]]:
    for reading in record.readings:
        named = [one.mention for one in reading.positions if one.holder == actor and one.mention]
        named += [one.source for one in reading.statements if one.actor == actor and one.source]
        telling = [span for span in named if span.text.casefold().strip() not in _POINTERS]
        if telling:
            yield reading.article, max(telling, key=lambda span: (len(span.text), -span.start))


def _reports(record: Record, articles: Iterable[Article]) -> int:
    return len({record.report(article.id) for article in articles})


def _silences(record: Record, actor: str) -> list[ShownSilence]:
    """The newest first."""
    found = [shown_silence(record, reading.article, one) for reading in record.readings for one in reading.silences if one.actor == actor]
    return sorted(found, key=lambda one: one.day.value or "", reverse=True)
