"""What comparison finds among the articles of the example, retold for articles that grew out of them: occasions, differences, conflicts, answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import msgspec
from msgspec.structs import replace

from benchmarks.growing import Grower
from onrecord.comparison import compare
from onrecord.records import (
    AnswerReference,
    ArticleSpan,
    Comparison,
    Conflict,
    Copies,
    Difference,
    Dossier,
    Occasion,
    Position,
    PositionReference,
    Reading,
    Shift,
)

# So many of the example's positions that differ are called a conflict, so that there is a list of them.
_CONFLICTS = 3


class GrownFindings:
    """Tells of generations of articles (each of the example's grown once) what comparison finds in the example."""

    def __init__(self, grower: Grower, example: list[Reading], dossier: Dossier) -> None:
        self._grower = grower
        self._example = example
        # Copies and shifts go by how often words and days are alike, which growing changes.
        found = (row for row in compare(example, dossier) if not isinstance(row, Copies | Shift))
        self._rows: list[Comparison] = [*found, *_conflicts(example)]

    def of_generation(self, number: int) -> Iterator[Comparison]:
        """The findings of one generation."""
        grown = {one.article.id: self._grower.grown(self._grower.number(place, number)) for place, one in enumerate(self._example)}
        retelling = _Retelling({name: one.article.id for name, one in grown.items()}, self._positions(grown), self._grower, number)
        for row in self._rows:
            told = retelling.anything(row)
            names = {"id": f"{row.id}-{number}", **({"occasion": f"{row.occasion}-{number}"} if isinstance(row, Difference) else {})}
            yield replace(told, **names)

    def _positions(self, grown: Mapping[str, Reading]) -> dict[str, str]:
        """The id of each position now, by its id in the example."""
        found = {}
        for before in self._example:
            for old, new in zip(before.positions, grown[before.article.id].positions, strict=True):
                found[old.id] = new.id
        return found


def _conflicts(example: list[Reading]) -> Iterator[Conflict]:
    told = [(reading.article.id, one) for reading in example for one in reading.positions if one.holder and one.evidence]
    pairs = (pair for pair in combinations(told, 2) if _differ(pair[0][1], pair[1][1]) and pair[0][0] != pair[1][0])
    for number, pair in zip(range(_CONFLICTS), pairs, strict=False):
        yield Conflict(
            id=f"conflict-{number}",
            type="between-articles",
            holder=str(pair[0][1].holder),
            term=pair[0][1].term,
            positions=tuple(PositionReference(article=article, position=one.id, holder=one.holder, term=one.term) for article, one in pair),
            spans=tuple(ArticleSpan(article, one.evidence[0]) for article, one in pair),
            severity=(number + 1) / _CONFLICTS,
            why="Two reports of the same day tell different stances.",
        )


def _differ(one: Position, other: Position) -> bool:
    return (one.holder, one.term) == (other.holder, other.term) and one.stance != other.stance


class _Retelling:
    """The names, places and days of one generation in the place of the example's."""

    def __init__(self, names: Mapping[str, str], positions: Mapping[str, str], grower: Grower, generation: int) -> None:
        self._names = names
        self._positions = positions
        self._moves = {name: grower.move(grower.number(place, generation)) for place, name in enumerate(names)}

    def anything(self, thing: Any) -> Any:
        """The same, of this generation."""
        if isinstance(thing, ArticleSpan):
            return ArticleSpan(self._names[thing.article], self._moves[thing.article].anything(thing.span))
        if isinstance(thing, AnswerReference):
            moved = replace(thing, evidence=self._moves[thing.article].anything(thing.evidence))
            return replace(moved, article=self._names[thing.article], position=self._positions.get(thing.position or ""))
        if isinstance(thing, PositionReference):
            return replace(thing, article=self._names[thing.article], position=self._positions[thing.position])
        if isinstance(thing, Difference):
            thing = replace(thing, articles=tuple(self._names[name] for name in thing.articles))
        elif isinstance(thing, Occasion) and thing.on is not None:
            move = self._moves[thing.positions[0].article]
            thing = replace(thing, on=replace(thing.on, first=move.day(thing.on.first), last=move.day(thing.on.last)))
        if isinstance(thing, tuple):
            return tuple(self.anything(one) for one in thing)
        if isinstance(thing, msgspec.Struct):
            return replace(thing, **{name: self.anything(getattr(thing, name)) for name in thing.__struct_fields__})
        return thing
