"""Points for two tellings: what cannot come to enough is not weighed word by word, and nothing else is left out for it."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from onrecord.comparison.likeness import Aspect, Rarity, aspect_of, points, spread_of
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import gather_tellings, positions_held

SAYINGS = (
    "Maddek said that the gates stay shut.",
    "Maddek insisted that the gates stay shut until the barges leave.",
    "Maddek said the toll was fair.",
    "“A truce is near,” Maddek said.",
)


class Weighing(Rarity):
    """Counts how often the words of two tellings are weighed against each other."""

    shares = 0

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        self.shares += 1
        return super().share(one, other)


@pytest.fixture
def told(write: Any) -> tuple[list[Aspect], Weighing]:
    readings = [
        write(f"{day}-{number}", says, {"holder": "maddek", "term": "open-gates", "stance": stance, "says": says}, published=f"2032-03-{day:02}")
        for day in (4, 5, 9, 20)
        for number, says in enumerate(SAYINGS)
        for stance in (("for", "against")[number % 2],)
    ]
    tellings = gather_tellings(positions_held(readings))
    aspects = [aspect_of(telling, telling.positions[0].position, Parties(None)) for telling in tellings]
    return aspects, Weighing(spread_of(tellings))


def test_points_that_are_enough_are_the_same_whatever_is_asked_for(told: tuple[list[Aspect], Weighing]) -> None:
    aspects, rarity = told
    for one, other in combinations(aspects, 2):
        given = points(one, other, rarity)
        for least in (-2.0, 0.0, 2.0, 3.5, 5.0):
            wanted = points(one, other, rarity, least)
            assert wanted == given or (wanted is None and given is not None and given < least)


def test_words_are_not_weighed_where_they_could_not_make_enough(told: tuple[list[Aspect], Weighing]) -> None:
    aspects, rarity = told
    assert [points(one, other, rarity, 50.0) for one, other in combinations(aspects, 2)] == [None] * (len(aspects) * (len(aspects) - 1) // 2)
    assert not rarity.shares
