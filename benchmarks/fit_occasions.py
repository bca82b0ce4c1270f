"""Fits the points of comparison/likeness.py: prints them, for a person to round and write there.

    python -m benchmarks.fit_occasions --shared ../shared --readings FOLDER [--annotated FOLDER]

Pairs are of two positions on one term, in different articles, of holders that speak for each other, whose days do not rule each other out; right are
those of one occasion. They come out of gold/train and of the project's own annotations (`--annotated`: what `training.unfold` writes), and once
more out of what is read there (`--readings`: what `benchmarks.occasions --split train --readings` keeps), where a position has the occasion of the
annotated one that it matches. LEFT_OUT and gold/dev have no part: benchmarks.occasions measures on what the points have never seen.

NEEDED is less what `always` says, less half a point: from half of the F1 that is reached on, a link does more good than harm. As of what is read less
is found, more is added for it than `read` says, and less taken away than `sureness` says: F1 on gold/train is 0.331 with READ 2.4 and SURENESS 0.8
(64 % of the links right), 0.346 with 2.9 and 0.8 (60 %), 0.334 with 3.2 and 0.8 (52 %), 0.331 with 2.9 and 1.0 (61 %), 0.333 with 2.9 and 0.6 (51 %);
on the project's own disputes 0.228, 0.246, 0.240, 0.233 and 0.239. READ is 2.4 all the same: with 2.9 occasions of a record of 100,000 reports grow
into one another (39,719 with 225,467 differences), so far that articles which come in have everything compared again.

Tried on the same pairs without gain, by the likelihood of each dossier's pairs out of the points of the others: how many further terms two tellings,
or two articles, tell of the same holder, with the same stance or any; the words of all that a holder says in two articles, of the whole articles, and
of what stands around the passages; whether both articles name the same summit, hearing or interview (of the pairs that do 0.36 are of one occasion,
of the others 0.21, but their days and words tell as much); how far up in their articles both passages stand, whether they share a number or five
words in a row, and whether others pass both on. Nor did it help to join groups by the mean or the least of their links, to join none whose holders do
not speak for each other, or to leave out of a group what is read least surely. Nor, of what is read, to take the chance that both are right times
the chance that they are of one occasion then, or to leave out what was barely read and only comes along with what links two reports.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import log, sqrt
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from benchmarks.occasions import gold_of, matched
from onrecord.comparison.likeness import (
    LEAST_SURE,
    ONE_WORDING,
    TOLD_BY_NONE,
    TOLD_BY_ONE,
    Aspect,
    Rarity,
    aspect_of,
    on_one_day,
    one_tweeted,
    opposed,
    points,
    same_act,
    spread_of,
)
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, Telling, gather_tellings, positions_held
from onrecord.dossiers import load
from onrecord.records import Dossier, Reading

# The last three of gold/train by name.
LEFT_OUT = frozenset({"taliban-2018", "tax-2017", "ustrade-china"})
ROUNDS = 30
# The strength of the pull towards nought.
PULL = 1.0

Signs = dict[str, float]


class Pair(Struct, frozen=True):
    """What is seen of two positions, and whether they are of one occasion."""

    signs: Signs
    right: bool


def main() -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with eval and gold")
    parser.add_argument("--annotated", type=Path, help="further dossiers, in the form of gold")
    parser.add_argument("--readings", type=Path, required=True, help="what is read, a file for each dossier")
    options = parser.parse_args()
    folders = [*(options.shared / "gold" / "train").iterdir(), *(options.annotated.iterdir() if options.annotated else ())]
    pairs: list[Pair] = []
    for folder in sorted(folder for folder in folders if folder.is_dir() and folder.name not in LEFT_OUT):
        dossier = load(folder / "dossier.json")
        perfect, occasion_of = gold_of(options.shared, folder)
        if not occasion_of:
            continue  # nobody said what is of one occasion
        pairs += pairs_in(perfect, occasion_of, dossier)
        kept = options.readings / f"{folder.name}.jsonl"
        if kept.is_file():
            read = [msgspec.json.decode(line, type=Reading) for line in kept.read_bytes().splitlines()]
            pairs += pairs_in(read, matched(perfect, read, occasion_of, dossier), dossier)
    fitted = fit(pairs)
    print(f"{len(pairs)} pairs, {sum(pair.right for pair in pairs)} of one occasion")
    for name, value in fitted.items():
        print(f"{name:24} {value:6.2f}")
    return 0


def pairs_in(readings: Sequence[Reading], occasion_of: Mapping[tuple[str, str], str], dossier: Dossier) -> list[Pair]:
    """The pairs of one dossier. Of positions of one telling that count alike, the first."""
    parties = Parties(dossier)
    tellings = gather_tellings(positions_held(sorted(readings, key=lambda reading: reading.article.id)))
    rarity = Rarity(spread_of(tellings))
    members: dict[str, dict[tuple[int, str, bool], tuple[Telling, Held]]] = defaultdict(dict)
    for number, telling in enumerate(tellings):
        for held in telling.positions:
            alike = (number, held.position.stance, held.position.mode == "narrated")
            members[held.position.term].setdefault(alike, (telling, held))
    return list(_pairs([list(each.values()) for each in members.values()], occasion_of, parties, rarity))


def _pairs(
    groups: Sequence[Sequence[tuple[Telling, Held]]], occasion_of: Mapping[tuple[str, str], str], parties: Parties, rarity: Rarity
) -> Iterator[Pair]:
    for (one, first), (other, second) in (pair for group in groups for pair in combinations(group, 2)):
        if one.article == other.article or not parties.speaks_for(one.holder, other.holder):
            continue
        aspects = aspect_of(one, first.position, parties), aspect_of(other, second.position, parties)
        if points(*aspects, rarity) is not None:
            occasions = [occasion_of.get((held.article.id, held.position.id)) for held in (first, second)]
            yield Pair(signs_of(*aspects, rarity), occasions[0] is not None and occasions[0] == occasions[1])


def signs_of(first: Aspect, second: Aspect, rarity: Rarity) -> Signs:
    """What `points` weighs, each by a name."""
    one, other = first.telling, second.telling
    sureness = first.confidence * second.confidence
    narrated = first.narrated and second.narrated
    share = rarity.share(one.words, other.words)
    return {
        _days(one, other): 1.0,
        "same words": sqrt(share),
        "same quotation": not one.quoted.isdisjoint(other.quoted),
        "same stance": first.stance == second.stance,
        "opposite stances": opposed(first, second),
        "both narrated": narrated,
        "same act": same_act(first, second),
        "one tweeted": one_tweeted(first, second),
        "one quotes": first.quotes != second.quotes,
        "same holder": one.holder == other.holder,
        "two bodies": first.body and second.body,
        "lasting": first.lasts + second.lasts,
        "read": sureness < 1,
        "read of told days": sureness < 1 and bool(one.said and other.said),
        "read narrated": sureness < 1 and narrated,
        "read opposite": sureness < 1 and opposed(first, second),
        "read same act": sureness < 1 and same_act(first, second),
        "read beside": (sureness < 1) * (first.beside + second.beside),
        "read of one wording": sureness < 1 and share > ONE_WORDING,
        "sureness": log(max(sureness, LEAST_SURE)),
        "always": 1.0,
    }


def _days(one: Telling, other: Telling) -> str:
    if one.said and other.said:
        return "same day" if on_one_day(one, other) else "days overlap"
    told, untold = (one, other) if one.said else (other, one)
    since, steps = (told.said, TOLD_BY_ONE) if told.said else (told.appeared, TOLD_BY_NONE)
    if since.last is None or untold.appeared.first is None or untold.appeared.last is None:
        return "days unknown"
    apart = (untold.appeared.last - since.last).days
    most = next(most for most, _ in steps if (apart if told.said else abs(apart)) <= most)
    return f"told by {'one' if told.said else 'none'}, {most} days"


def fit(pairs: Sequence[Pair]) -> Signs:
    """Logistic regression by Newton's method; `always` is not pulled."""
    names = sorted({name for pair in pairs for name in pair.signs})
    seen = np.array([[float(pair.signs.get(name, 0.0)) for name in names] for pair in pairs])
    right = np.array([pair.right for pair in pairs], float)
    pull = np.array([0.0 if name == "always" else PULL for name in names])
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (likely - right) + pull * weights
        bend = (seen.T * (likely * (1 - likely))) @ seen + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(names, weights.tolist(), strict=True))


if __name__ == "__main__":
    sys.exit(main())
