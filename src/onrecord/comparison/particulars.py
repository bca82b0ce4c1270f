"""Particulars: numbers, names and days that differ between sentences of two reports on the same matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol, TypeVar

from onrecord.comparison.amounts import find_amounts
from onrecord.comparison.days import NamedDay, find_days
from onrecord.comparison.names import Name, find_names
from onrecord.comparison.passages import Passage, Passages
from onrecord.records import Article, Span

# A sentence with more amounts or names is a table or a list.
MANY = 12
# Names and days are compared where two sentences say the same: one event has several days and many names, and what a number counts stands beside
# it. Of 18 pairs of days in gold/train and further dossiers with half of the words in common, by eye two in three were of two events.
SAME_WORDS = 6
SAME_SENTENCE = 0.7

What = Literal["number", "name", "date"]
Found = tuple[What, Span, Span]


class _Comparable(Protocol):
    @property
    def span(self) -> Span: ...


One = TypeVar("One", bound=_Comparable)


def find_particulars(one: Article, here: Passages, other: Article, there: Passages) -> Iterator[Found]:
    """What differs, each number, name or day of the first report once."""
    shown: set[tuple[What, Span]] = set()
    for sentence, counterpart in here.beside(there):
        differing = [*_numbers(sentence, counterpart)]
        if _same(sentence, counterpart):
            differing += _days(find_days(sentence.span, one), find_days(counterpart.span, other))
            differing += _names(find_names(sentence.span), find_names(counterpart.span), here, there)
        for found in differing:
            if found[:2] not in shown:
                shown.add(found[:2])
                yield found


def _same(sentence: Passage, counterpart: Passage) -> bool:
    common = len(sentence.words & counterpart.words)
    return common >= max(SAME_WORDS, SAME_SENTENCE * min(len(sentence.words), len(counterpart.words)))


def _numbers(sentence: Passage, counterpart: Passage) -> Iterator[Found]:
    """Numbers that differ, where each has one counterpart and no more in the other sentence."""
    amounts, others = _few(find_amounts(sentence.span)), _few(find_amounts(counterpart.span))
    for amount in amounts:
        same = [other for other in others if amount.counts_with(other)]
        rivals = [one for one in amounts if any(one.counts_with(other) for other in same)]
        if len(same) == 1 and len(rivals) == 1 and amount.differs(same[0]):
            yield "number", amount.span, same[0].span


def _days(days: Sequence[NamedDay], others: Sequence[NamedDay]) -> Iterator[Found]:
    """Days that differ, where each sentence names one and no more: of several, one cannot tell which is meant."""
    if len(days) == len(others) == 1 and days[0].differs(others[0]):
        yield "date", days[0].span, others[0].span


def _names(names: Sequence[Name], others: Sequence[Name], here: Passages, there: Passages) -> Iterator[Found]:
    """Names in one role that differ, where neither report has a word of the other's name anywhere."""
    names, others = _few(names), _few(others)
    for name in names:
        rivals, same = [one for one in names if one.role == name.role], [one for one in others if one.role == name.role]
        if len(rivals) == len(same) == 1 and name.differs(same[0]) and name.words.isdisjoint(there.words) and same[0].words.isdisjoint(here.words):
            yield "name", name.span, same[0].span


def _few(found: Sequence[One]) -> Sequence[One]:
    return found if len(found) <= MANY else ()
