"""What a report holds: the same views as the web pages, each a section of the one file or a file of the folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.records import Difference, Occasion
from onrecord.reports.excerpts import Share, passages_alone, without_statements
from onrecord.views import Record
from onrecord.views.actor import actor_page
from onrecord.views.answers import answer_list
from onrecord.views.article import article_page
from onrecord.views.conflicts import ConflictList, conflicts
from onrecord.views.matrix import matrix
from onrecord.views.occasion import occasion_page
from onrecord.views.occasions import OccasionList, listed_occasions, occasions
from onrecord.views.shifts import ShiftList, shifts
from onrecord.views.sources import sources
from onrecord.views.term import term_page
from onrecord.views.trail import trail

Key = tuple[str, ...]
# Of an occasion, as many positions as its entry in the list shows, as on the web page.
_LISTED = 4
# The key of what there is one of.
ALONE: Key = ()


@dataclass(frozen=True)
class Part:
    """A part of a report: all that is shown in one way, which is a macro of `sections.html` that is called like its `kind`.

    `keys` say of what there is one: of the whole record (`ALONE`), of each article, of each holder and term. `make` makes the view of one;
    None where there is nothing to show. `words` stand in the navigation, where it is named there. What is not `in_one_file` is only in folders.
    """

    kind: str
    words: str
    title: str
    keys: Callable[[Record], Iterable[Key]]
    make: Callable[..., Any]
    in_one_file: bool = True


@dataclass(frozen=True)
class Sheet:
    """One section or page. `share` says how much of an article it shows, where that is not the whole."""

    part: Part
    key: Key
    shown: Any
    share: Share | None = None


@dataclass(frozen=True)
class Written:
    """What was written: bytes, files, where what stood there before is `kept`, and how much of each article is shown where not all is."""

    size: int
    files: int = 1
    kept: Path | None = None
    shares: dict[str, Share] = field(default_factory=dict)


class Contents:
    """All that a report of one record holds; each view is made when it is asked for, since all of them together may be large.

    `shares` tells, once the articles were made, how much of each is shown where that is not the whole.
    """

    def __init__(self, record: Record, *, with_text: bool = True) -> None:
        self.record = record
        self.keys = {part.kind: tuple(part.keys(record)) for part in PARTS}
        self.shares: dict[str, Share] = {}
        self._articles = record if with_text else without_statements(record)
        self._with_text = with_text
        self._differences: dict[str, list[Difference]] = defaultdict(list)
        for row in record.comparison:
            if isinstance(row, Difference):
                self._differences[row.occasion].append(row)
        self._occasions = {row.id: row for row in record.comparison if isinstance(row, Occasion)}

    def sheets(self, part: Part) -> Iterator[Sheet]:
        """The sections or pages of one part, in their order."""
        for key in self.keys[part.kind]:
            shown = part.make(self._record_of(part.kind, key), *key)
            if part.kind == "article" and not self._with_text:
                shown, share = passages_alone(shown)
                self.shares[shown.id] = share
                yield Sheet(part, key, shown, share)
            elif shown is not None:
                yield Sheet(part, key, shown)

    def _record_of(self, kind: str, key: Key) -> Record:
        """What a view is made from: of one occasion only what belongs to it, since there are many, and each looks through all that it is given."""
        if kind == "article":
            return self._articles
        if kind != "occasion":
            return self.record
        row, record = self._occasions[key[0]], self.record
        articles = sorted({one.article for one in row.positions} & record.by_article.keys())
        copies = {record.family[article].id: record.family[article] for article in articles if article in record.family}
        return Record(
            dossier=record.dossier,
            readings=tuple(record.by_article[article] for article in articles),
            comparison=(*copies.values(), row, *self._differences[row.id]),
        )


def _alone(_: Record) -> Iterable[Key]:
    return (ALONE,)


def _trails(record: Record) -> Iterator[Key]:
    """The places of the matrix by actor, in its order."""
    for members in record.members.values():
        for holder in members:
            held = {position.term for _, position in record.by_holder.get(holder, ())}
            yield from ((holder, term) for term in record.known_terms if term in held)


def _sides(record: Record) -> Iterator[Key]:
    """One matrix by side, where that differs from the one by actor."""
    if any(len(members) > 1 for members in record.members.values()):
        yield ALONE


def _side_trails(record: Record) -> Iterator[Key]:
    """The places of the matrix by side where others than the side itself speak; the trail by actor does for the rest."""
    for side, members in record.members.items():
        spoken = {position.term for _, position in record.held(members[1:])}
        yield from ((side, term) for term in record.known_terms if term in spoken)


def _occasions(record: Record) -> Iterator[Key]:
    """Occasions that more than one independent report tells of, the latest first."""
    yield from ((occasion.id,) for occasion in occasions(record))


def _terms(record: Record) -> Iterator[Key]:
    """Every term of the dossier, for the matrix leads to each."""
    yield from ((term,) for term in record.known_terms)


def _actors(record: Record) -> Iterator[Key]:
    """Those of whom something was read, and those whose members are such."""
    heard = {*record.by_holder, *(silence.actor for reading in record.readings for silence in reading.silences)}
    for members in record.members.values():
        yield from ((actor,) for number, actor in enumerate(members) if actor in heard or (number == 0 and heard.intersection(members)))


def _shift_list(record: Record) -> ShiftList:
    found = shifts(record)
    return ShiftList(total=len(found), shifts=found)


def _conflict_list(record: Record) -> ConflictList:
    found = conflicts(record)
    return ConflictList(total=len(found), conflicts=found)


def _occasion_list(record: Record) -> OccasionList:
    found = listed_occasions(record, _LISTED)
    return OccasionList(total=len(found), occasions=found)


PARTS = (
    Part("matrix", "Matrix", "Who stands where", _alone, matrix),
    Part("sides", "By side", "Who stands where, by side", _sides, lambda record: matrix(record, "side"), in_one_file=False),
    Part("shifts", "Shifts", "Stances that changed", _alone, _shift_list),
    Part("conflicts", "Conflicts", "Reports that cannot all be right", _alone, _conflict_list),
    Part("answers", "Answers", "Offered or demanded, and answered", _alone, answer_list),
    Part("occasions", "Occasions", "Told by several reports", _alone, _occasion_list, in_one_file=False),
    Part("occasion", "Occasions", "Told by several reports", _occasions, occasion_page),
    Part("term", "Terms", "Terms", _terms, term_page),
    Part("actor", "Actors", "Actors", _actors, actor_page),
    Part("trail", "Trails", "Trails", _trails, trail),
    Part("side-trail", "", "Trails by side", _side_trails, lambda record, side, term: trail(record, side, term, "side"), in_one_file=False),
    Part("sources", "Sources", "What the record rests on", _alone, sources),
    Part("article", "Articles", "Articles", lambda record: ((article,) for article in record.by_article), article_page),
)
