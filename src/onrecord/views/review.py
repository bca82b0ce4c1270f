"""What a person should look at first: the positions that are least sure, or that most depends on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from onrecord.records import Answer, Comparison, Conflict, Copies, JudgedState, Position, Shift

First = Literal["unsure", "consequential"]


class Case(Struct, frozen=True):
    """A position to be looked at. `weight` is how much depends on it, and `reasons` say what that is."""

    article: str
    position: Position
    judged: JudgedState | None = None
    weight: float = 0.0
    reasons: tuple[str, ...] = ()


# What depends on a position, by weight: a dispute between people most, then what a reader would build on. Weights order a list, no more.
_DISPUTED, _CONFLICT, _SHIFT, _ALONE, _ANSWER = 4.0, 3.0, 2.0, 1.5, 1.0


def cases(
    positions: Iterable[tuple[str, Position, JudgedState | None]],
    comparison: Sequence[Comparison],
    first: First = "unsure",
    *,
    judged_too: bool = False,
) -> list[Case]:
    """The positions (article id, position, what people judged) in the order in which to look at them.

    Those that somebody judged are left out unless they are disputed, or `judged_too`. `comparison` says what depends on which.
    """
    given = list(positions)
    depends = _dependants(comparison)
    reports = _reports(given, comparison)
    found = []
    for article, position, judged in given:
        if judged is None or judged == "disputed" or judged_too:
            reasons = list(depends.get((article, position.id), ()))
            if judged == "disputed":
                reasons.append((_DISPUTED, "people disagree on it"))
            if position.holder is not None and reports[position.holder, position.term] == 1:
                reasons.append((_ALONE, "the only report of this holder on this term"))
            ordered = sorted(reasons, reverse=True)
            found.append(Case(article, position, judged, sum(weight for weight, _ in ordered), tuple(dict.fromkeys(words for _, words in ordered))))
    if first == "unsure":
        return sorted(found, key=lambda case: (case.position.confidence, -case.weight, case.article, case.position.id))
    return sorted(found, key=lambda case: (-case.weight, case.position.confidence, case.article, case.position.id))


def _dependants(comparison: Sequence[Comparison]) -> dict[tuple[str, str], list[tuple[float, str]]]:
    """What was built on each position, by article and position id."""
    found: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for row in comparison:
        if isinstance(row, Conflict):
            for one in row.positions:
                found[one.article, one.position].append((_CONFLICT * row.severity, "in a conflict"))
        elif isinstance(row, Shift):
            for end in (row.before, row.after):
                found[end.article, end.position].append((_SHIFT, "an end of a shift"))
        elif isinstance(row, Answer):
            for article, position in ((row.to.article, row.to.position), (row.by.article, row.by.position)):
                if position is not None:
                    found[article, position].append((_ANSWER, "part of an offer and its answer"))
    return found


def _reports(given: Sequence[tuple[str, Position, JudgedState | None]], comparison: Sequence[Comparison]) -> Counter[tuple[str, str]]:
    """How many independent reports there are of each holder on each term: copies count once."""
    stands_for = {article: row.origin or row.articles[0] for row in comparison if isinstance(row, Copies) for article in row.articles}
    told = {(position.holder, position.term, stands_for.get(article, article)) for article, position, _ in given}
    return Counter((holder, term) for holder, term, _ in told if holder is not None)
