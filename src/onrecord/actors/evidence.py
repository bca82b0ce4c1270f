"""Who holds what a passage says: the speaker of the words in it, or whoever the outlet tells of, and who passed it on."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct

from onrecord.actors.passing_on import PassedOn
from onrecord.actors.pointing import Pointer
from onrecord.records import Span, Statement, Via

# Added to the chance of every holder in every passage, so that one passage cannot rule out whom the others name.
_FLOOR = 0.1
# The clearest passage comes first; each further one counts for so much of it.
_FURTHER = 0.6
# Others are named behind the likeliest holder where they are at least so likely as this share of it. In dossiers left out of the fitting more of the
# passages with several holders have all of them named than at 0.25; whoever takes the first answer alone sees no difference.
_NEXT = 0.1
# The log-odds that make a source a go-between: on gold/dev the F1 of go-betweens is 0.70 to 0.72 from -1.2 to -0.8, their precision 0.77; on dossiers
# of gold/train left out of the fitting the F1 is 0.63 there, by 461 go-betweens.
LEAST_ODDS = -1.0
# Log-odds that some source of a passage must have where a rule names its go-between: on every fourth dossier of gold/train the F1 of go-betweens end
# to end rises from 0.623 to 0.644 by it, on gold/dev it is the same.
LEAST_ODDS_BY_RULE = -2.0
# Log-odds of a go-between whom no rule names: of eleven on gold/train whom the rules miss and the weighing gives so much, eight are right.
LEAST_ODDS_ALONE = 0.5


class Held(Struct, frozen=True):
    """An actor, the words that name it, the go-betweens from the outermost inwards, and the statement (None for an act told by the outlet)."""

    actor: str | None
    mention: Span | None = None
    via: tuple[Via, ...] = ()
    statement: Statement | None = None
    chance: float = 0.0
    pointer: Pointer | None = None


@cache
def weights() -> Mapping[str, float]:
    """The weight of each sign, in log-odds."""
    table = tomllib.loads(files("onrecord.actors").joinpath("pointing.toml").read_text("utf-8"))
    return {name: float(value) for name, value in table["weights"].items()}


def touching(passage: Span, statements: Sequence[Statement]) -> list[Statement]:
    """The statements whose content shares characters with a passage: those that share most first, among equals the shortest content first."""
    found = [(-shared, _size(statement), at, statement) for at, statement in enumerate(statements) if (shared := _shared(passage, statement))]
    return [statement for *_, statement in sorted(found, key=lambda one: one[:3])]


def choose(passages: Sequence[Sequence[Pointer]], weighing: Mapping[str, float] | None = None) -> tuple[Held, ...]:
    """The likeliest holders of a position, whose passages have these pointers."""
    weighing = weights() if weighing is None else weighing
    total: dict[str, float] = {}
    best: dict[str, tuple[float, Pointer]] = {}
    chances = [_chances(pointers, weighing) for pointers in passages if pointers]
    for told in chances:
        for actor, (_, pointer, weight) in told.items():
            if actor not in best or weight > best[actor][0]:
                best[actor] = (weight, pointer)
    for actor in best:
        shares = (math.log((told[actor][0] if actor in told else 0.0) + _FLOOR) for told in chances)
        total[actor] = sum(share * (_FURTHER if number else 1.0) for number, share in enumerate(shares))
    if not total:
        return ()
    first = min(total, key=lambda actor: (-total[actor], actor))
    # Whoever is named side by side with the likeliest holder holds it too: in dossiers left out of the fitting 14 more are found so.
    beside = best[first][1].beside
    held = []
    for actor in sorted(total, key=lambda actor: (actor != first, actor not in beside, -total[actor], actor)):
        chance = math.exp(total[actor] - total[first])
        if chance >= _NEXT or actor in beside:
            pointer = best[actor][1]
            held.append(Held(pointer.actor, pointer.mention, (), pointer.statement, round(chance, 4), pointer))
    return tuple(held)


def _chances(pointers: Sequence[Pointer], weighing: Mapping[str, float]) -> dict[str, tuple[float, Pointer, float]]:
    """For everyone pointed at: the chance to be the holder of one passage, and the best of the mentions with its weight."""
    # In one order, so that the sum is the same to the last digit; what has no weight adds nothing.
    known = weighing.keys()
    scored = [(sum([weighing[sign] for sign in sorted(known & pointer.signs)]), pointer) for pointer in pointers]
    most = max(score for score, _ in scored)
    parts = [(math.exp(score - most), score, pointer) for score, pointer in scored]
    whole = sum(part for part, _, _ in parts)
    found: dict[str, tuple[float, Pointer, float]] = {}
    for part, score, pointer in parts:
        # Somebody whom the dossier does not know is told apart by the words that name him.
        who = pointer.actor if pointer.actor is not None else "?" + pointer.mention.text
        share, chosen, weight = found.get(who, (0.0, pointer, -math.inf))
        found[who] = (share + part / whole, pointer if score > weight else chosen, max(score, weight))
    return found


def passed_on(passages: Sequence[Sequence[PassedOn]], weighing: Mapping[str, float] | None = None, least: float = LEAST_ODDS) -> tuple[Via, ...]:
    """The go-betweens of a position, from the outermost inwards: of the passage that has the likeliest one all that are likely enough, with who
    stands before them, and whom they cite.
    """
    weighing = weights() if weighing is None else weighing
    scored = [[(_odds(one, weighing), one) for one in passage] for passage in passages if passage]
    if not scored:
        return ()
    best = max(scored, key=lambda passage: max(score for score, _ in passage))
    likely = sorted((one for score, one in best if score > least), key=lambda one: -one.reach)
    chain: list[Via] = []
    for via in (via for one in likely for via in (*one.outer, one.via, *one.cited)):
        if not any(via.span == other.span or (via.actor is not None and via.actor == other.actor) for other in chain):
            chain.append(via)
    return tuple(chain)


def pointer_to(actor: str, pointers: Sequence[Pointer]) -> Pointer | None:
    """The mention of an actor that most likely names the holder of a passage."""
    told = _chances(pointers, weights()).get(actor) if pointers else None
    return told[1] if told is not None else None


def confirm(chain: tuple[Via, ...], sources: Sequence[PassedOn]) -> tuple[Via, ...]:
    """The chain that a rule gives a passage, unless the odds speak against each of its sources; where it gives none, whoever the odds alone name."""
    weighing = weights()
    if not chain:
        return passed_on([sources], weighing, LEAST_ODDS_ALONE)
    return chain if any(_odds(one, weighing) > LEAST_ODDS_BY_RULE for one in sources) else ()


def _odds(one: PassedOn, weighing: Mapping[str, float]) -> float:
    return sum(weighing.get(sign, 0.0) for sign in sorted(one.signs))


def _shared(passage: Span, statement: Statement) -> int:
    shared = 0
    for part in statement.content:
        if part.field == passage.field and part.start < passage.end and passage.start < part.end:
            shared += min(passage.end, part.end) - max(passage.start, part.start)
    return shared


def _size(statement: Statement) -> int:
    return sum(content.end - content.start for content in statement.content)
