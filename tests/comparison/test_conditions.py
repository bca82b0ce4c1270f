"""Conditions added and dropped between two positions."""

from __future__ import annotations

import pytest

from onrecord.comparison.conditions import added_in, change_of
from onrecord.records import Condition, Position, Span


def conditional(*conditions: tuple[str, str | None]) -> Position:
    return Position(
        holder="maddek",
        term="open-gates",
        stance="conditional",
        conditions=tuple(Condition(0, len(words), words, term=term) for words, term in conditions),
        evidence=(Span(0, 1, "x"),),
        mode="indirect",
    )


LEAVE, PAY = ("Ostmark leaves the ridge", "withdrawal"), ("the barges pay the toll", None)


@pytest.mark.parametrize(
    ("earlier", "later", "change"),
    [
        ([LEAVE], [LEAVE, PAY], "hardened"),
        ([LEAVE, PAY], [PAY], "softened"),
        ([LEAVE], [PAY], "other"),
        ([LEAVE], [("its soldiers go home", "withdrawal")], "same"),
        ([PAY], [("if the barges would pay a toll", None)], "same"),
        ([], [], "same"),
    ],
)
def test_how_conditions_change(earlier: list[tuple[str, str | None]], later: list[tuple[str, str | None]], change: str) -> None:
    assert change_of(conditional(*earlier), conditional(*later)) == change


def test_added_conditions_are_told_by_their_words() -> None:
    assert [span.text for span in added_in(conditional(LEAVE, PAY), conditional(LEAVE))] == [PAY[0]]
