"""Fit the weights by which the day of a passage is chosen (src/onrecord/dates/weights.toml) on annotated articles.

    python -m training.dates --gold ../shared/gold/train UNFOLDED [--check ../shared/gold/dev] [--folds 4] [--write]

UNFOLDED is what `python -m training.unfold` makes of the project's own annotations.

A conditional logistic regression: of each gold position the candidates of its evidence (the dates around it, and that none is told) compete,
and all dates of the gold's value are right together. The holder is given in one position of three, guessed as in reading in the
next and unknown in the last, so that the weights serve all. Positions whose day no candidate has teach nothing, but count as missed. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from onrecord.actors import Cast
from onrecord.dates.candidates import Candidate, candidates
from onrecord.dates.clues import Passage
from onrecord.dates.telling import Told, name_actors, place_of, read_table
from onrecord.dossiers import load
from onrecord.language.prose import prepare
from onrecord.records import Article

WEIGHTS = Path(__file__).parents[1] / "src" / "onrecord" / "dates" / "weights.toml"
# A clue seen in fewer positions teaches nothing that holds elsewhere; smaller weights change no choice worth a line.
LEAST_SEEN = 24
LEAST_WEIGHT = 0.03
PENALTY = 15.0
STEPS = 150
RATE = 0.08

HEADER = """\
# How much each clue (see clues.py) speaks for a date, or for leaving the day open. Written by training/dates.py: a conditional logistic
# regression (L2 penalty {penalty:g}) on the {count} positions of {dossiers} annotated dossiers. Four folds of whole dossiers, each measured with
# weights fitted on the others: {dated:.3f} equal where the gold has a day, {undated:.3f} left open where it has none.
[weights]
"""


class Example(Struct, frozen=True):
    """One gold position: its dossier, its gold day, and the candidates of its evidence, or (`word`) of the middle word of its clearest passage."""

    dossier: str
    said_on: str | None
    choices: list[Candidate]
    word: bool = False


class Table:
    """Examples as flat arrays: every candidate is a row, every clue of it an entry."""

    def __init__(self, examples: Sequence[Example], names: dict[str, int]) -> None:
        """Lay out the candidates of all examples, one after another."""
        rows: list[int] = []
        clues: list[int] = []
        right: list[bool] = []
        self.starts = [0]
        for example in examples:
            for choice in example.choices:
                known = [names[clue] for clue in choice.clues if clue in names]
                rows += [len(right)] * len(known)
                clues += known
                right.append(choice.value == example.said_on)
            self.starts.append(len(right))
        self.rows, self.clues, self.right = np.array(rows), np.array(clues), np.array(right)
        self.owner = np.repeat(np.arange(len(examples)), np.diff(self.starts))
        self.taught = np.bincount(self.owner, weights=self.right)[self.owner] > 0

    def shares(self, weights: np.ndarray) -> np.ndarray:
        """How likely each candidate is among those of its example."""
        scores = np.bincount(self.rows, weights=weights[self.clues], minlength=len(self.right))
        scores = np.exp(scores - np.maximum.reduceat(scores, self.starts[:-1])[self.owner])
        return scores / np.bincount(self.owner, weights=scores)[self.owner]


def main() -> None:
    """Fit, measure, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="+", default=[Path("../shared/gold/train")])
    parser.add_argument("--check", type=Path, help="gold that the fitted weights are measured on")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = [example for gold in options.gold for example in read_examples(gold)]
    dossiers = sorted({example.dossier for example in examples})
    pairs: list[tuple[str | None, str | None]] = []
    for fold in range(options.folds):
        held = set(dossiers[fold :: options.folds])
        weights = fit([example for example in examples if example.dossier not in held])
        pairs += [(example.said_on, choose(example, weights)) for example in examples if example.dossier in held and not example.word]
    folds = figures(pairs)
    print(f"folds of {len(dossiers)} dossiers: dated {folds[0]:.3f} undated {folds[1]:.3f}")
    weights = fit(examples)
    if options.check:
        checked = [example for example in read_examples(options.check) if not example.word]
        dated, undated = figures([(example.said_on, choose(example, weights)) for example in checked])
        print(f"{options.check.name}: dated {dated:.3f} undated {undated:.3f}")
    if options.write:
        header = HEADER.format(penalty=PENALTY, count=len(examples) // 2, dossiers=len(dossiers), dated=folds[0], undated=folds[1])
        lines = [f'"{clue}" = {weight:.2f}' for clue, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT]
        WEIGHTS.write_text(header + "\n".join(lines) + "\n", "utf-8")


def read_examples(gold: Path) -> list[Example]:
    """Every gold position whose evidence stands in the text of its article."""
    return [example for file in sorted(gold.glob("*/dossier.json")) for example in _of_dossier(file.parent)]


def _of_dossier(folder: Path) -> list[Example]:
    dossier = load(folder / "dossier.json")
    cast = Cast(dossier)
    annotations = json.loads((folder / "annotations.json").read_text("utf-8"))
    found = []
    for row in json.loads((folder / "articles.json").read_text("utf-8")):
        text = (folder / "articles" / f"{row['ID']}.txt").read_text("utf-8")
        prose = prepare(Article(id=row["ID"], text=text, title=row.get("title")))
        table = read_table(prose, row.get("date"), dossier)
        name_actors(table, cast.scene(prose).mentions, dossier)
        for number, position in enumerate(annotations[row["ID"]]["positions"]):
            passages = _passages(position, text, table, number % 3)
            for word in (False, True) if passages else ():
                asked = [_middle(passages[0], text)] if word else passages
                found.append(Example(dossier.id, position["said_on"], candidates(asked, table, text, row.get("date")), word))
    return found


def _passages(position: dict[str, Any], text: str, table: Sequence[Told], turn: int) -> list[Passage]:
    """The evidence, with the gold holder at turn 1, whoever acts in the sentence at turn 0, and nobody at turn 2."""
    places = [(text.find(words), len(words)) for words in position["evidence"]]
    found = [(place_of(table, start), start, start + size) for start, size in places if start >= 0]
    return [Passage(place, start, end, (table[place].subject, position["holder"], None)[turn]) for place, start, end in found if place is not None]


def _middle(passage: Passage, text: str) -> Passage:
    """The word in the middle of a passage: in reading, often a single word is what stands for an act."""
    middle = (passage.start + passage.end) // 2
    start = max(passage.start, text.rfind(" ", passage.start, middle) + 1)
    end = text.find(" ", middle, passage.end)
    return Passage(passage.place, start, end if end > start else passage.end, passage.holder)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weight of every clue that LEAST_SEEN examples have, by Adam over all examples at once."""
    seen = Counter(clue for example in examples for clue in {clue for choice in example.choices for clue in choice.clues})
    names = {clue: number for number, clue in enumerate(sorted(clue for clue, count in seen.items() if count >= LEAST_SEEN))}
    table = Table(examples, names)
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        shares = table.shares(weights)
        of_right = np.bincount(table.owner, weights=shares * table.right)[table.owner]
        wanted = np.where(table.right, shares / np.maximum(of_right, 1e-12), 0.0)
        slope = np.where(table.taught, shares - wanted, 0.0)
        gradient = np.bincount(table.clues, weights=slope[table.rows], minlength=len(weights)) + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        rate = RATE if step < STEPS * 0.7 else RATE * 0.3
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, map(float, weights), strict=True))


def choose(example: Example, weights: dict[str, float]) -> str | None:
    """The likeliest value, as onrecord.dates.calendar.likeliest chooses it."""
    scores = np.array([sum(weights.get(clue, 0.0) for clue in choice.clues) for choice in example.choices])
    shares: Counter[str | None] = Counter()
    for choice, share in zip(example.choices, np.exp(scores - scores.max()), strict=True):
        shares[choice.value] += share
    return shares.most_common(1)[0][0]


def figures(pairs: Sequence[tuple[str | None, str | None]]) -> tuple[float, float]:
    """Of (gold, chosen): the share equal where the gold has a day, and the share left open where it has none."""
    dated = [gold == chosen for gold, chosen in pairs if gold is not None]
    undated = [chosen is None for gold, chosen in pairs if gold is None]
    return sum(dated) / max(1, len(dated)), sum(undated) / max(1, len(undated))


if __name__ == "__main__":
    main()
