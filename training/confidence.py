"""What the model's own share of certainty is worth: a table of steps, and the curve that shows whether it holds."""

from __future__ import annotations

from bisect import bisect_right

FEWEST_IN_STEP = 60


def rising_steps(judged: list[tuple[float, bool]]) -> list[list[float]]:
    """[share from which on, part of those that are right]: never falling (isotonic regression by pooling neighbours), no step of a few."""
    pools: list[list[float]] = []
    ordered = sorted(judged)
    for place in range(0, len(ordered), FEWEST_IN_STEP):
        group = ordered[place : place + FEWEST_IN_STEP]
        pools.append([group[0][0], sum(right for _, right in group), len(group)])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            _, right, count = pools.pop()
            pools[-1][1] += right
            pools[-1][2] += count
    return [[round(share, 6), round(right / count, 3)] for share, right, count in pools]


def curve(halves: list[list[tuple[float, bool]]]) -> list[list[float]]:
    """[stated confidence in tenths, how many, part right], each half judged by the other's table."""
    stated: dict[float, list[bool]] = {}
    for own, other in ((0, 1), (1, 0)):
        steps = rising_steps(halves[other])
        borders = [step[0] for step in steps]
        for share, right in halves[own]:
            confidence = steps[max(0, bisect_right(borders, share) - 1)][1]
            stated.setdefault(round(confidence, 1), []).append(right)
    return [[tenth, len(rights), round(sum(rights) / len(rights), 3)] for tenth, rights in sorted(stated.items())]
