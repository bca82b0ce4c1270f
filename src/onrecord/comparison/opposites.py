"""Opposites: pairs of positions that cannot both hold, found in time that grows with the positions and not with their pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from onrecord.comparison.intervals import Interval
from onrecord.comparison.tellings import Held
from onrecord.language.words import find_words, stem
from onrecord.records import Span, Stance

OPPOSED = frozenset({"for", "against"})
# Words by which reports tell that something was otherwise before, or became otherwise.
_CHANGE = frozenset(
    "abandon abandoned begun changed changing dropped earlier early formerly initial initially later longer once "  # noqa: SIM905  reads as text
    "original originally previous previously reversed started switched then turned used".split()
)

# The day that is told, or None where both reports tell none.
_Moment = Interval | None


def opposite_inside(group: Sequence[Held]) -> tuple[Held, Held] | None:
    """The first position for and the first against, of one article, that are told as held at once by passages of their own.

    The same passage read both ways says more about the reading than about the report.
    """
    refusing: dict[_Moment, list[Held]] = defaultdict(list)
    for moment, other in _told_at(group, "against"):
        refusing[moment].append(other)
    for moment, one in _told_at(group, "for"):
        for other in refusing[moment]:
            if not (_act(one) and _act(other)) and not overlap(one.position.evidence, other.position.evidence):
                return one, other
    return None


def opposite_between(group: Sequence[Held], occasion_of: Mapping[tuple[str, str], str] | None = None) -> tuple[Held, Held] | None:
    """The first position for and the first against, of two articles and not of one known occasion, that are told as held at once."""
    known = occasion_of or {}
    refusing: dict[tuple[_Moment, bool], list[Held]] = defaultdict(list)
    seen: Counter[tuple[_Moment, bool, str | None]] = Counter()
    named: set[tuple[_Moment, bool, str | None, str]] = set()
    for moment, other in _told_at(group, "against"):
        occasion = known.get(_place(other))
        # Under True is what an act may be held against: anything but another act.
        for against_act in (False,) if _act(other) else (False, True):
            # Two articles of each occasion are enough: whatever has a partner at all has its first partner among them.
            key = (moment, against_act, occasion)
            if seen[key] < 2 and (*key, other.article.id) not in named:  # noqa: PLR2004  see above
                seen[key] += 1
                named.add((*key, other.article.id))
                refusing[moment, against_act].append(other)
    for moment, one in _told_at(group, "for"):
        occasion = known.get(_place(one))
        for other in refusing[moment, _act(one)]:
            if _apart(one, other) and (occasion is None or occasion != known.get(_place(other))):
                return one, other
    return None


def denied(group: Sequence[Held]) -> tuple[Held, Held] | None:
    """The first position that a denial can deny, and the denial: opposite stances in two reports, the denial not certainly told earlier."""
    opposed = [(held, _denies(held)) for held in group if held.position.stance in OPPOSED]
    deniable: dict[Stance, list[Held]] = {"for": [], "against": []}
    for held, denies in opposed:
        if not denies:
            deniable[held.position.stance].append(held)
    earliest = {stance: _earliest_of_two(others) for stance, others in deniable.items()}
    for denial, denies in opposed:
        contrary: Stance = "against" if denial.position.stance == "for" else "for"
        if denies and any(_can_deny(denial, held) for held in earliest[contrary]):
            return next(held for held in deniable[contrary] if _can_deny(denial, held)), denial
    return None


def changing(held: Held) -> bool:
    """Whether a passage speaks of change: what it tells was otherwise before, or became otherwise."""
    return any(word.plain in _CHANGE for span in held.position.evidence for word in find_words(span.text))


def exact(held: Held) -> bool:
    """Whether the report tells the very day."""
    return held.position.said_on is not None and held.days.first is not None and held.days.first == held.days.last


def overlap(one: Iterable[Span], other: Sequence[Span]) -> bool:
    """Whether any two passages share characters."""
    return any(here.field == there.field and here.start < there.end and there.start < here.end for here in one for there in other)


def _told_at(group: Iterable[Held], stance: Stance) -> Iterator[tuple[_Moment, Held]]:
    """The positions of one stance, each with when it is told; two with one moment are told as held at the same time.

    A report that tells how a stance changed is no conflict. So both must be of one told day and not both acts (two acts of one day follow each
    other), or both without a day and neither an act, and neither passage may speak of change. Of 24 pairs in gold/train that had opposite stances
    and nothing more, 4 were conflicts when read by eye.
    """
    for held in group:
        if held.position.stance == stance:
            undated = held.position.said_on is None and not _act(held)
            if (undated or exact(held)) and not changing(held):
                yield (None if undated else held.days), held


def _earliest_of_two(group: Sequence[Held]) -> list[Held]:
    """The position that may be the earliest, and the same of the other articles: if any can be denied from an article, one of these can."""
    ordered = sorted(group, key=lambda held: held.days.first or date.min)
    return [*ordered[:1], *[held for held in ordered if _apart(held, ordered[0])][:1]]


def _can_deny(denial: Held, held: Held) -> bool:
    return _apart(held, denial) and not denial.days.before(held.days)


def _denies(held: Held) -> bool:
    """Whether a passage is told as a denial ("denied that", "agreed to no such thing")."""
    for span in held.position.evidence:
        plain = [word.plain for word in find_words(span.text)]
        if any(stem(word) in ("deni", "denial") for word in plain) or ("no", "such") in pairwise(plain):
            return True
    return False


def _act(held: Held) -> bool:
    return held.position.mode == "narrated"


def _apart(one: Held, other: Held) -> bool:
    return one.article.id != other.article.id


def _place(held: Held) -> tuple[str, str]:
    return held.article.id, held.position.id
