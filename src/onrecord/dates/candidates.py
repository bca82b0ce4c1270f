"""Which dates can be the day of some passages: those of their own sentences and of the sentences around, each with its clues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from onrecord.dates.clues import Passage, of_other, of_own, of_passage, of_value
from onrecord.dates.telling import Dated, Told

# How many sentences before and behind a passage may tell its day. On gold/train 96 % of the days that any sentence tells stand within.
_BACK = 40
_AHEAD = 6
# Of more dates than these, the nearest count: an article with so many is a chronicle.
_MOST = 60
# Left out on principle: the day on which somebody else spoke, and a day inside what is said. On gold/train it makes no difference.
_EXCLUDED = frozenset(
    {"back another speaker", "ahead another speaker", "own inside what is said", "own day in a quotation", "other day in a quotation"}
)


class Candidate(Struct, frozen=True):
    """A day, month or year that the passages may be of, and the clues for and against it. None: the day is not told."""

    value: str | None
    clues: tuple[str, ...]


def candidates(passages: Sequence[Passage], table: Sequence[Told], source: str, published: str | None) -> list[Candidate]:
    """The candidates for passages that report one utterance or act, clearest first; the first candidate is that the day is not told."""
    manners = {passage: of_passage(passage, table, source) for passage in passages}
    first = max(0, min(passage.place for passage in passages) - _BACK)
    last = min(len(table), max(passage.place for passage in passages) + _AHEAD + 1)
    mentions = Counter(dated.value for told in table[first:last] for dated in told.dates)
    found = [Candidate(None, tuple(f"none {name}" for name in manners[passages[0]]))]
    dates = [(place, number) for place in range(first, last) for number in range(len(table[place].dates))]
    if len(dates) > _MOST:
        dates = sorted(sorted(dates, key=lambda one: min(abs(passage.place - one[0]) for passage in passages))[:_MOST])
    told_so = {(manner, passage): [f"{manner} {name} passage" for name in names] for passage, names in manners.items() for manner in ("own", "other")}
    for place, number in dates:
        passage = passages[0] if len(passages) == 1 else min(passages, key=lambda one: (abs(one.place - place), one.place > place))
        dated = table[place].dates[number]
        clues = _clues(dated, number, place, passage, table, source)
        if _EXCLUDED.isdisjoint(clues):
            clues += told_so["own" if passage.place == place else "other", passage]
            clues += of_value(dated.value, published, mentions[dated.value], only=len(mentions) == 1)
            found.append(Candidate(dated.value, tuple(clues)))
    return found


def _clues(dated: Dated, number: int, place: int, passage: Passage, table: Sequence[Told], source: str) -> list[str]:
    if passage.place == place:
        return of_own(dated, number, table[place], passage, source)
    nearer = _days_between(place, passage.place, table) - {dated.value}
    return of_other(dated, number, place, passage, table, len(nearer), source)


def _days_between(place: int, here: int, table: Sequence[Told]) -> frozenset[str]:
    """The days told nearer to the passage than a date is, its own sentence's included."""
    nearer = table[place + 1 : here + 1] if place < here else table[here:place]
    return frozenset[str]().union(*[told.days for told in nearer if told.days])
