"""Sets the weights by which actors/evidence.py chooses the holder of a passage: fitted on gold/train, checked on dossiers left out.

    python -m benchmarks.fit_evidence --shared ../shared [--also FOLDER] [--go-betweens] [--write]

A softmax over the mentions in and near each passage of gold evidence, once for each of its gold holders: right is every mention of that one, and
the other holders' mentions are left out. Printed is the share of gold positions whose holder is named, on the dossiers fitted on with each
one's fold left out of the fitting, and on gold/dev. `--also` is a folder of more dossiers to fit on: what `python -m training.unfold` makes of
training/annotations. The weights that stand were fitted with it. `--go-betweens` leaves the weights of holders as they stand, and fits only those by
which a source is a go-between.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from benchmarks.evidence import Asked, asked_in, dossiers_in, has_words, holders_here
from onrecord.actors.evidence import choose
from onrecord.actors.evidence import weights as standing
from onrecord.actors.passing_on import PassedOn
from onrecord.actors.pointing import Pointer
from onrecord.records import Span, side_of

Numbers = NDArray[np.float64]

FOLDS = 6
WEIGHTS = Path(__file__).parents[1] / "src" / "onrecord" / "actors" / "pointing.toml"
# A sign seen in fewer passages than this gets no weight; the strength of the pull towards nought, for holders and for go-betweens. Of pulls between
# 0.0007 and 0.0015 the weakest read gold/dev best, by little, with a hundred dossiers to fit on. For go-betweens rarer signs and a weaker pull are
# better on dossiers left out: their F1 there (all hundred, five folds) is 0.572 with 20 and 0.0015, 0.577 with 10 and 0.0003.
LEAST_SEEN = 20
LEAST_SEEN_PASSED_ON = 10
PULL = 0.0007
PULL_PASSED_ON = 0.0003
ROUNDS = 200
# Weights nearer to nought than this are left out.
LEAST_WEIGHT = 0.03


class Example(Struct):
    """One gold position: its article, its passages, their pointers, its holder, and all who hold the same passages."""

    dossier: str
    asked: Asked
    position: dict[str, Any]
    evidence: list[Span]
    passages: list[list[Pointer]]
    holder: str
    holders: frozenset[str]
    sides: dict[str, str]


def main() -> int:
    """Fit, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--also", type=Path, action="append", default=[], help="a folder of more dossiers to fit on")
    parser.add_argument("--go-betweens", action="store_true", help="leave the weights of holders as they stand")
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    train = [example for folder in (options.shared / "gold" / "train", *options.also) for example in _examples(folder)]
    dev = _examples(options.shared / "gold" / "dev")
    found = [0, 0, 0]
    names = sorted({example.dossier for example in train})
    if not options.write and not options.go_betweens:
        for fold in range(FOLDS):
            left_out = set(names[fold::FOLDS])
            weights = fit([example for example in train if example.dossier not in left_out])
            scored = score([example for example in train if example.dossier in left_out], weights)
            found = [one + other for one, other in zip(found, scored, strict=True)]
        print(f"fitted on, left out: holder {found[0] / found[2]:.4f} side {found[1] / found[2]:.4f}")
    weights = of_holders() if options.go_betweens else fit(train)
    weights |= fit_passed_on(train, weights)
    for name, examples in (("fitted on", train), ("gold/dev", dev)):
        holder, side, whole = score(examples, weights)
        reach = sum(example.holder in {pointer.actor for passage in example.passages for pointer in passage} for example in examples) / whole
        print(f"{name}: holder {holder / whole:.4f} side {side / whole:.4f} within reach {reach:.4f}")
    print(len(weights), "signs")
    if options.write:
        write(weights, len(names))
    return 0


HEAD = """\
# What each sign of actors/pointing.py weighs, in log-odds, for a mention being the holder of a passage. Made by benchmarks/fit_evidence.py on the
# gold positions of {} disputes; not to be changed by hand.
[weights]
"""


def write(weights: dict[str, float], dossiers: int) -> None:
    """Write the weights that matter, and on how many dossiers they were fitted."""
    lines = [f'"{name}" = {value:.2f}' for name, value in sorted(weights.items()) if abs(value) >= LEAST_WEIGHT]
    WEIGHTS.write_text(HEAD.format(dossiers) + "\n".join(lines) + "\n", "utf-8")


def of_holders() -> dict[str, float]:
    """The weights that stand, without those of go-betweens."""
    return {name: value for name, value in standing().items() if name.split(":")[0] not in ("via", "own")}


def _examples(folder: Path) -> list[Example]:
    found = []
    for dossier in dossiers_in(folder):
        for asked, positions in asked_in(dossier):
            sides = {actor.id: side_of(actor.id, asked.dossier) for actor in asked.dossier.actors}
            for position in positions:
                evidence = asked.evidence(position)
                passages = [asked.scene.pointers(span, asked.statements) for span in evidence]
                here = frozenset(holders_here(asked, position, positions))
                found.append(Example(asked.dossier.id, asked, position, evidence, passages, position["holder"], here, sides))
    return found


class Group(Struct):
    """One passage and one of its holders: the pointers that are compared, and which of them name that holder."""

    pointers: list[Pointer]
    right: list[bool]


def groups_of(examples: Sequence[Example]) -> list[Group]:
    """Every passage once for each of its holders, where anybody else is pointed at too."""
    found: dict[tuple[int, int, str], Group] = {}
    for example in examples:
        for span, passage in zip(example.evidence, example.passages, strict=True):
            kept = [pointer for pointer in passage if pointer.actor == example.holder or pointer.actor not in example.holders]
            right = [pointer.actor == example.holder for pointer in kept]
            if any(right) and not all(right):
                found[id(example.asked), span.start, example.holder] = Group(kept, right)
    return list(found.values())


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Gradient descent (Adam) on the softmax over the pointers of each group."""
    groups = groups_of(examples)
    seen = Counter(sign for group in groups for sign in {sign for pointer in group.pointers for sign in pointer.signs})
    names = sorted(sign for sign, count in seen.items() if count >= LEAST_SEEN)
    index = {name: number for number, name in enumerate(names)}
    rows = [[index[sign] for sign in pointer.signs if sign in index] for group in groups for pointer in group.pointers]
    at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    sign = np.array([number for row in rows for number in row])
    of_group = np.repeat(np.arange(len(groups)), [len(group.pointers) for group in groups])
    good = np.array([right for group in groups for right in group.right])
    starts = np.flatnonzero(np.diff(of_group, prepend=-1))

    def slope(weights: Numbers) -> Numbers:
        score = np.bincount(at, weights[sign], minlength=len(rows))
        part = np.exp(score - np.maximum.reduceat(score, starts)[of_group])
        chance = part / np.add.reduceat(part, starts)[of_group]
        posterior = np.where(good, part, 0)
        posterior = posterior / np.add.reduceat(posterior, starts)[of_group]
        return np.bincount(sign, (posterior - chance)[at], minlength=len(names)) / len(groups) - PULL * weights

    return dict(zip(names, climb(slope, len(names)).tolist(), strict=True))


def climb(slope: Callable[[Numbers], Numbers], size: int) -> Numbers:
    """The weights that Adam finds from nought up this slope, with steps that grow shorter."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, ROUNDS + 1):
        now = slope(weights)
        mean = 0.9 * mean + 0.1 * now
        square = 0.99 * square + 0.01 * now**2
        weights = weights + 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8) * (1 - step / (ROUNDS + 1))
    return weights


class PassedOnExample(Struct):
    """One gold position: who may have passed its passages on, and which of them the gold names."""

    passages: list[list[PassedOn]]
    gold: str | None
    right: list[list[bool]]


def passed_on_examples(examples: Sequence[Example], weights: dict[str, float]) -> list[PassedOnExample]:
    """The go-betweens of every gold position whose holder is found by these weights."""
    found = []
    for example in examples:
        asked, position = example.asked, example.position
        one = next((one for one in choose(example.passages, weights) if one.actor == example.holder), None)
        if one is not None:
            passages = asked.scene.go_betweens(one, example.evidence, asked.statements)
            found.append(PassedOnExample(passages, position["via"], [[_is_gold(asked, position, who) for who in passage] for passage in passages]))
    return found


def _is_gold(asked: Asked, position: dict[str, Any], who: PassedOn) -> bool:
    """Whether the words are the gold's, or name the same actor."""
    gold, words = (position["via"] or "").lower(), who.via.span.text.lower()
    if not gold:
        return False
    if has_words(gold, words):
        return True
    start = asked.prose.text.find(position["via"])
    return start >= 0 and who.via.actor is not None and asked.scene.resolve(Span(start, start + len(gold), position["via"])) == who.via.actor


def fit_passed_on(train: Sequence[Example], weights: dict[str, float]) -> dict[str, float]:
    """Logistic regression over all that may have passed a passage on."""
    examples = passed_on_examples(train, weights)
    rows = [
        (who.signs, right)
        for example in examples
        for passage, fates in zip(example.passages, example.right, strict=True)
        for who, right in zip(passage, fates, strict=True)
    ]
    seen = Counter(sign for signs, _ in rows for sign in signs)
    names = sorted(sign for sign, count in seen.items() if count >= LEAST_SEEN_PASSED_ON)
    index = {name: number for number, name in enumerate(names)}
    at = np.array([row for row, (signs, _) in enumerate(rows) for sign in signs if sign in index])
    sign = np.array([index[sign] for signs, _ in rows for sign in signs if sign in index])
    good = np.array([right for _, right in rows], dtype=float)

    def slope(weights: Numbers) -> Numbers:
        chance = 1 / (1 + np.exp(-np.bincount(at, weights[sign], minlength=len(rows))))
        return np.bincount(sign, (good - chance)[at], minlength=len(names)) / len(rows) - PULL_PASSED_ON * weights

    return dict(zip(names, climb(slope, len(names)).tolist(), strict=True))


def score(examples: Sequence[Example], weights: dict[str, float]) -> list[int]:
    """How many holders are named, how many sides, of how many."""
    holder = side = 0
    for example in examples:
        held = choose(example.passages, weights)[: len(example.holders)]
        holder += any(one.actor == example.holder for one in held)
        side += any(one.actor is not None and example.sides[one.actor] == example.sides[example.holder] for one in held)
    return [holder, side, len(examples)]


if __name__ == "__main__":
    sys.exit(main())
