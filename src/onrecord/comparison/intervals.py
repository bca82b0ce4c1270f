"""When something was said or done, as far as the reports tell: intervals of days, with open ends where nothing is known."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta

from msgspec import Struct

from onrecord.language.partial_dates import first_day, is_partial_date, last_day, last_day_told
from onrecord.language.words import plain_words
from onrecord.records import Article, Days, Position

# What a report tells without a day is this fresh. Measured on the 541 positions in gold/train without a day of their own whose occasion has a
# known one: 98 % of the quoted, 90 % of the paraphrased and 93 % of the narrated ones lie within 14 days before the article appeared; of those
# paraphrased or narrated with a word of RETOLD 86 % and 76 %.
FRESH = timedelta(days=14)
RETOLD = frozenset(
    "abandoned ago already always before begun changed decade decades dropped earlier early first formerly "  # noqa: SIM905  reads as text
    "had initial initially last later long longer months once original originally past previous previously repeatedly reversed since started "
    "switched then turned until used weeks years".split()
)


class Interval(Struct, frozen=True):
    """First and last day, both inclusive. None is an open end."""

    first: date | None = None
    last: date | None = None

    def overlaps(self, other: Interval) -> bool:
        """Whether both could be the same day."""
        return not self.before(other) and not other.before(self)

    def before(self, other: Interval) -> bool:
        """Whether every day of this one lies before every day of the other."""
        return self.last is not None and other.first is not None and self.last < other.first

    def inside(self, other: Interval) -> bool:
        """Whether no day of this one lies outside the other."""
        starts = other.first is None or (self.first is not None and self.first >= other.first)
        return starts and (other.last is None or (self.last is not None and self.last <= other.last))

    def common(self, other: Interval) -> Interval:
        """The days that both have; only meaningful where they overlap."""
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return Interval(max(firsts, default=None), min(lasts, default=None))

    def spanning(self, other: Interval) -> Interval:
        """From the first day of either to the last day of either."""
        firsts, lasts = (self.first, other.first), (self.last, other.last)
        return Interval(None if None in firsts else min(day for day in firsts if day), None if None in lasts else max(day for day in lasts if day))

    def days(self) -> Days:
        """As records write it."""
        return Days(self.first.isoformat() if self.first else None, self.last.isoformat() if self.last else None)


def said(position: Position, article: Article) -> Interval | None:
    """The days that `said_on` covers, none after the article appeared; None where the report does not tell, or writes something that is no day."""
    told = position.said_on
    if told is None or not is_partial_date(told):
        return None
    return Interval(first_day(told), last_day_told(told, article.published, article.not_after))


def appeared(article: Article) -> Interval:
    """The days on which the article can have been published: `published`, else its bounds, either of which may be open."""
    published = _covered(article.published)
    if published:
        return published
    earliest, latest = _covered(article.not_before), _covered(article.not_after)
    return Interval(earliest.first if earliest else None, latest.last if latest else None)


def held(position: Position, article: Article) -> Interval:
    """When a position was taken: `said_on`, else not before the article's lower bound, and not after the article appeared.

    An article whose day of publication is known needs no bound and has none. What it tells without a day is taken to be FRESH then, unless its
    words tell it as old: then its lower end stays open, and it comes after nothing.
    """
    told = said(position, article)
    if told:
        return told
    last = appeared(article).last
    earliest = _covered(article.not_before)
    if earliest:
        return Interval(earliest.first, last)
    published = _covered(article.published)
    if published and published.first and not retold(position, published.first):
        return Interval(published.first - FRESH, last)
    return Interval(None, last)


def retold(position: Position, published: date) -> bool:
    """Whether a position is told as something of the past. Quoted words are not: the past in them is the speaker's."""
    if position.mode in ("direct", "mixed"):
        return False
    words = {word for span in position.evidence for word in plain_words(span.text)}
    return not words.isdisjoint(RETOLD) or any(_year(word) < published.year for word in words)


def _year(word: str) -> int:
    return int(word) if len(word) == len("2024") and word.isdecimal() and word[:2] in ("19", "20") else MAXYEAR


def _covered(value: str | None) -> Interval | None:
    if value is None or not is_partial_date(value):
        return None
    return Interval(first_day(value), last_day(value))
