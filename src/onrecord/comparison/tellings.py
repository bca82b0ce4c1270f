"""Tellings: what one article reports of one utterance or act of one holder, gathered from its positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from onrecord.comparison.acts import acts_told
from onrecord.comparison.groups import Groups
from onrecord.comparison.intervals import Interval, appeared, held, said
from onrecord.comparison.lasting import tells_what_lasts
from onrecord.language.quotations import find_quotations
from onrecord.language.words import WORD, plain_of, plain_words, stem
from onrecord.records import Article, Position, PositionReference, Reading, Span

# Characters between two passages of one telling where no day is told. Measured on gold/train: of positions of one holder without a day, less than
# 300 characters apart, 59 % belong to one occasion; farther apart 23 %.
NEAR = 300

# A position that is less than this times as sure as another one of the same passage was read beside it.
BESIDE = 0.6

# Words that say nothing of what was said: articles, pronouns, auxiliaries, prepositions, cues.
EMPTY = frozenset(
    "a about after also an and any are as at be been before being but by can could did do does for from had "  # noqa: SIM905  reads as text
    "has have he her here him his how i if in into is it its just may me might more my no nor not of on or our over said say saying says shall she "
    "should so some such tell telling than that the their them then there these they this those to told too us was we were what when where which "
    "while who whom why will with would you your".split()
)


class Held(Struct, frozen=True):
    """One position whose holder is known, with the article that reports it and the days on which it can have been taken."""

    article: Article
    position: Position
    holder: str
    days: Interval

    def reference(self) -> PositionReference:
        """How a comparison points at it."""
        return PositionReference(article=self.article.id, position=self.position.id, holder=self.holder, term=self.position.term)

    def in_title(self) -> bool:
        """Whether the position stands in the headline and nowhere else."""
        return all(span.field == "title" for span in self.position.evidence)

    def circular(self) -> bool:
        """Whether it was read as depending on its own term alone, or as passed on by its own holder: neither tells a stance to build on."""
        depends_on = {condition.term for condition in self.position.conditions}
        return depends_on == {self.position.term} or any(via.actor == self.holder for via in self.position.via)

    def order(self) -> tuple[str, int, str]:
        """Sorts positions by article, then by place."""
        first = self.position.evidence[0].start if self.position.evidence else 0
        return self.article.id, first, self.position.id


class Telling(Struct, frozen=True):
    """Positions of one holder in one article that belong to one utterance or act.

    `said` are the days that the article tells for it (None: none told); `appeared` when the article came out. `words` are stems of its
    evidence, `quoted` every three words in a row inside quotation marks; `lasting` are the ids of the positions that are told as lasting;
    `acts` are those that the positions tell of, by id, where they do; `beside` are the ids of those read out of a passage that says
    something else much more surely.
    """

    article: str
    holder: str
    positions: tuple[Held, ...]
    said: Interval | None
    appeared: Interval
    words: frozenset[str]
    quoted: frozenset[tuple[str, ...]]
    lasting: frozenset[str] = frozenset()
    acts: Mapping[str, frozenset[str]] = {}
    beside: frozenset[str] = frozenset()


def clearest(held: Iterable[Held]) -> Span:
    """The first passage of the position that was read with most confidence."""
    return max(held, key=lambda one: (one.position.confidence, -one.position.evidence[0].start)).position.evidence[0]


def positions_held(readings: Iterable[Reading]) -> list[Held]:
    """Every position with a known holder and some evidence, by article and place."""
    found = [
        Held(reading.article, position, position.holder, held(position, reading.article))
        for reading in readings
        for position in reading.positions
        if position.holder is not None and position.evidence
    ]
    return sorted(found, key=Held.order)


def gather_tellings(positions: Sequence[Held]) -> list[Telling]:
    """The tellings of every article, in order."""
    by_holder: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in positions:
        by_holder[one.article.id, one.holder].append(one)
    return [_telling(group) for own in by_holder.values() for group in _split(own)]


def _split(own: Sequence[Held]) -> list[list[Held]]:
    """Positions of one holder in one article, apart by day; without a day, apart by place."""
    groups: Groups[int] = Groups()
    for number in range(len(own)):
        groups.find(number)
    by_day: dict[str | None, list[int]] = defaultdict(list)
    for number, one in enumerate(own):
        by_day[one.position.said_on].append(number)
    for day, numbers in by_day.items():
        if day is not None and len(day) == len("2024-07-04"):
            for before, after in pairwise(numbers):
                groups.join(before, after)
    places = sorted((span.field, span.start, span.end, number) for number, one in enumerate(own) for span in one.position.evidence)
    for (field, _, end, before), (next_field, start, _, after) in pairwise(places):
        if field == next_field and (start < end or (start - end < NEAR and own[before].position.said_on == own[after].position.said_on)):
            groups.join(before, after)
    return [[own[number] for number in group] for group in groups.groups()]


def _telling(group: Sequence[Held]) -> Telling:
    article = group[0].article
    days = [interval for interval in (said(one.position, article) for one in group) if interval]
    evidence = [span for one in group for span in one.position.evidence]
    return Telling(
        article=article.id,
        holder=group[0].holder,
        positions=tuple(group),
        said=_narrowest(days),
        appeared=appeared(article),
        words=frozenset(word for span in evidence for word in content_words(span.text)),
        quoted=frozenset(run for one in group for span in one.position.evidence for run in _quoted(span, one.position)),
        lasting=frozenset(one.position.id for one in group if tells_what_lasts(one.position)),
        acts={one.position.id: acts for one in group if (acts := acts_told(one.position))},
        beside=_read_beside([one.position for one in group]),
    )


def _read_beside(positions: Iterable[Position]) -> frozenset[str]:
    surest: dict[tuple[str, int, int], float] = defaultdict(float)
    placed = [(position, [(span.field, span.start, span.end) for span in position.evidence]) for position in positions]
    for position, places in placed:
        for place in places:
            surest[place] = max(surest[place], position.confidence)
    return frozenset(
        position.id for position, places in placed if position.confidence < BESIDE * max((surest[place] for place in places), default=0.0)
    )


def _narrowest(days: Sequence[Interval]) -> Interval | None:
    return min(days, key=lambda each: ((each.last or date.max) - (each.first or date.min), each.first or date.min), default=None)


def content_words(words: str) -> set[str]:
    """Stems of the words that carry what is said: names, acts, things, numbers."""
    return set(map(_content_of, WORD.findall(words))) - _NOTHING


_NOTHING = frozenset({""})


@lru_cache(maxsize=65_536)
def _content_of(word: str) -> str:
    """The stem of a word as it stands; empty where it carries nothing."""
    plain = plain_of(word)
    return "" if plain in EMPTY else stem(plain)


def quoted_words(words: str) -> list[str]:
    """The stretches inside quotation marks of one passage. A double mark that is not closed in it quotes the rest."""
    stretches, opened = [], -1
    for place, character in enumerate(words):
        if character in "“„«" or (character == '"' and opened < 0):
            opened = place + 1
        elif character in '”»"' and opened >= 0:
            stretches.append(words[opened:place])
            opened = -1
    if opened >= 0:
        stretches.append(words[opened:])
    return stretches or [words[quotation.inner_start : quotation.inner_end] for quotation in find_quotations(words, [(0, len(words))])]


def _quoted(span: Span, position: Position) -> Iterable[tuple[str, ...]]:
    stretches = [span.text] if position.mode == "direct" else quoted_words(span.text)
    for stretch in stretches:
        plain = plain_words(stretch)
        yield from zip(plain, plain[1:], plain[2:], strict=False)
