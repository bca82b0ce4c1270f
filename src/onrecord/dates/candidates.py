"""Which dates can be the day of some passages: those of their own sentences and of the sentences around, each with its clues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from onrecord.dates.clues import Passage, of_other, of_own, of_passage, of_value
from onrecord.dates.discourse import Account, account_of, of_far, of_open, of_same_sentence, ways_from
from onrecord.dates.telling import Dated, Told

# How many sentences before and behind a passage may tell its day. On gold/train 96 % of the days that any sentence tells stand within.
_BACK = 40
_AHEAD = 6
# Of more dates than these, the nearest count: an article with so many is a chronicle.
_MOST = 60
# Left out on principle: the day on which somebody else spoke, a day inside what is said, and one that only bounds what is told ("shut since May 8").
# On gold/train and gold/dev it makes no difference, but that three more in a thousand are left open where gold has no day.
_EXCLUDED = frozenset(
    {"back another speaker", "ahead another speaker", "own inside what is said", "own day in a quotation", "other day in a quotation"}
    | {"own bounding", "other bounding"}
)


class Candidate(Struct, frozen=True):
    """A day, month or year that the passages may be of, and the clues for and against it. None: the day is not told."""

    value: str | None
    clues: tuple[str, ...]


def candidates(passages: Sequence[Passage], table: Sequence[Told], source: str, published: str | None) -> list[Candidate]:
    """The candidates for passages that report one utterance or act, clearest first; the first candidate is that the day is not told."""
    first = max(0, min(passage.place for passage in passages) - _BACK)
    last = min(len(table), max(passage.place for passage in passages) + _AHEAD + 1)
    mentions = Counter(dated.value for told in table[first:last] for dated in told.dates)
    views = {passage: _View(passage, table, source, published, (first, last)) for passage in passages}
    found = [Candidate(None, tuple(views[passages[0]].for_open()))]
    dates = [(place, number) for place in range(first, last) for number in range(len(table[place].dates))]
    if len(dates) > _MOST:
        dates = sorted(sorted(dates, key=lambda one: min(abs(passage.place - one[0]) for passage in passages))[:_MOST])
    for place, number in dates:
        passage = passages[0] if len(passages) == 1 else min(passages, key=lambda one: (abs(one.place - place), one.place > place))
        dated = table[place].dates[number]
        clues = views[passage].for_date(dated, number, place)
        if _EXCLUDED.isdisjoint(clues):
            clues += of_value(dated.value, published, mentions[dated.value], only=len(mentions) == 1)
            found.append(Candidate(dated.value, tuple(clues)))
    return found


class _View:
    """The dates of `table[first:last]` as they are seen from one passage."""

    def __init__(self, passage: Passage, table: Sequence[Told], source: str, published: str | None, reach: tuple[int, int]) -> None:
        self._passage = passage
        self._table = table
        self._source = source
        self._names = of_passage(passage, table)
        self._account: Account = account_of(passage, table, source, published)
        self._ways = ways_from(passage, table, *reach)

    def for_open(self) -> list[str]:
        """The clues for leaving the day open."""
        return [*(f"none {name}" for name in self._names), *of_open(self._account)]

    def for_date(self, dated: Dated, number: int, place: int) -> list[str]:
        """The clues for one date."""
        passage, table = self._passage, self._table
        if passage.place == place:
            own = of_own(dated, number, table[place], passage, self._source)
            return [*own, *(f"own {name} passage" for name in self._names), *of_same_sentence(self._account)]
        nearer = _days_between(place, passage.place, table) - {dated.value}
        other = of_other(dated, number, place, passage, table, len(nearer), self._source)
        far = of_far(self._account, dated.value, passage, place, table, main=number == table[place].main)
        return [*other, *(f"other {name} passage" for name in self._names), *far, *self._ways[place]]


def _days_between(place: int, here: int, table: Sequence[Told]) -> frozenset[str]:
    """The days told nearer to the passage than a date is, its own sentence's included."""
    nearer = table[place + 1 : here + 1] if place < here else table[here:place]
    return frozenset[str]().union(*[told.days for told in nearer if told.days])
