"""Conditions: which of those that one position states another one does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from onrecord.comparison.tellings import content_words
from onrecord.records import Condition, Position, Span

Change = Literal["hardened", "softened", "other", "same"]

# Conditions that share this part of the shorter one's content words are one condition in two wordings.
SAME_WORDS = 0.5


def added_in(later: Position, earlier: Position) -> Iterator[Span]:
    """The conditions of `later` that `earlier` does not state: neither the same term nor the same words."""
    for condition in later.conditions:
        if not any(same_condition(condition, other) for other in earlier.conditions):
            yield Span(condition.start, condition.end, condition.text, condition.field)


def change_of(earlier: Position, later: Position) -> Change:
    """How the conditions of two conditional positions differ: some added (hardened), some dropped (softened), both (other) or neither (same)."""
    added, dropped = any(True for _ in added_in(later, earlier)), any(True for _ in added_in(earlier, later))
    if added and dropped:
        return "other"
    if added:
        return "hardened"
    return "softened" if dropped else "same"


def same_condition(one: Condition, other: Condition) -> bool:
    """Whether two conditions are one: the same term or, where one of them is none, much the same words."""
    if one.term is not None and other.term is not None:
        return one.term == other.term
    here, there = content_words(one.text), content_words(other.text)
    return bool(here and there) and len(here & there) >= SAME_WORDS * min(len(here), len(there))
