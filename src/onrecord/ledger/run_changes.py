"""What one reading of an article has otherwise than another: positions added, gone and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from msgspec import Struct

from onrecord.records import Position, Reading, Span

# What a reader sees of a position, by the field that tells it. Its id, its confidence, and at which characters its words stand are not seen.
_SEEN: dict[str, Callable[[Position], Any]] = {
    "holder": lambda one: one.holder,
    "stance": lambda one: one.stance,
    "said_on": lambda one: one.said_on,
    "conditions": lambda one: {(condition.text, condition.term) for condition in one.conditions},
    "evidence": lambda one: ([span.text for span in one.evidence[:1]], {span.text for span in one.evidence}),
    "mode": lambda one: one.mode == "narrated",  # done, rather than said
    "via": lambda one: [(via.span.text, via.actor, via.anonymous) for via in one.via],
}


class Change(Struct, frozen=True, kw_only=True):
    """One position that two readings of an article do not have in common; of one that changed, `fields` says in what a reader sees it."""

    article: str
    what: Literal["added", "gone", "changed"]
    before: Position | None = None
    after: Position | None = None
    fields: tuple[str, ...] = ()


class Changes(Struct, frozen=True):
    """The changes that a reader sees, in the order of the article; `unseen` counts positions that changed in something else only."""

    seen: tuple[Change, ...]
    unseen: int


def changes_between(before: Reading, after: Reading) -> Changes:
    """What a reading has otherwise than an earlier one. Positions on one term whose passages overlap are one position, the most alike first."""
    article = after.article.id
    pairs, gone, added = _paired(before.positions, after.positions)
    changes = [
        Change(article=article, what="changed", before=one, after=other, fields=fields) for one, other in pairs if (fields := _differing(one, other))
    ]
    changes += [Change(article=article, what="gone", before=position) for position in gone]
    changes += [Change(article=article, what="added", after=position) for position in added]
    unseen = sum(one != other and not _differing(one, other) for one, other in pairs)
    return Changes(tuple(sorted(changes, key=_place)), unseen)


def _paired(before: Sequence[Position], after: Sequence[Position]) -> tuple[list[tuple[Position, Position]], list[Position], list[Position]]:
    likeness = [
        (_likeness(one, other), -first, -second)
        for first, one in enumerate(before)
        for second, other in enumerate(after)
        if one.term == other.term and _overlap(one.evidence, other.evidence)
    ]
    left, right = dict(enumerate(before)), dict(enumerate(after))
    pairs = []
    for _, first, second in sorted(likeness, reverse=True):
        if -first in left and -second in right:
            pairs.append((left.pop(-first), right.pop(-second)))
    return pairs, list(left.values()), list(right.values())


def _likeness(one: Position, other: Position) -> tuple[bool, int, bool, bool]:
    return (one.id == other.id, len(set(one.evidence) & set(other.evidence)), one.holder == other.holder, one.stance == other.stance)


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(here.field == there.field and here.start < there.end and there.start < here.end for here in one for there in other)


def _differing(one: Position, other: Position) -> tuple[str, ...]:
    return tuple(name for name, seen in _SEEN.items() if seen(one) != seen(other))


def _place(change: Change) -> tuple[str, int, str, str]:
    position = change.after or change.before
    first = position.evidence[0] if position and position.evidence else None
    return (first.field if first else "", first.start if first else 0, change.what, position.id if position else "")
