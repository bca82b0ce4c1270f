"""Steps of confidence."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from training.confidence import FEWEST_IN_STEP, curve, rising_steps

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=400)


@given(JUDGED)
def test_steps_rise(judged: list[tuple[float, bool]]) -> None:
    steps = rising_steps(judged)
    assert [share for share, _ in steps] == sorted(share for share, _ in steps)
    assert all(before < after for (_, before), (_, after) in pairwise(steps))
    assert all(0 <= right <= 1 for _, right in steps)


def drawn(seed: int) -> list[tuple[float, bool]]:
    chance = random.Random(seed)  # noqa: S311  a test's dice
    return [(share, chance.random() < share) for share in (chance.random() for _ in range(40 * FEWEST_IN_STEP))]


def test_stated_confidence_holds_on_what_it_was_not_made_from() -> None:
    for stated, count, right in curve([drawn(1), drawn(2)]):
        assert count < 5 or abs(stated - right) < 0.12
