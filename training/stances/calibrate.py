"""Fit what is not learned by the network, and write it beside the exported weights: `calibrate --train FOLDER... --dev FOLDER... [--unseen FILE]`.

The weights of the cheap look, and of what shows before the model reads whether a pair is worth it, come from the training dossiers. How the model's
answers are weighed with the rules comes from the development dossiers, by logistic regression: the network has seen the training dossiers, so what
it says of them is too sure. The figures that are printed are those of each development dossier by the weights of the others.

The rules were made while development and training dossiers were read, so they are righter there than elsewhere. `--unseen` takes in further
dossiers, of which neither the rules nor the network knew anything: before it learns from them, `calibrate --dev FOLDER... --keep FILE` writes
what was judged in them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.dossiers import load as load_dossier
from onrecord.language.encoder import WEIGHTS, load_model, pieces_of
from onrecord.language.prose import Prose, Sentence, prepare
from onrecord.pages import clear
from onrecord.positions import finder_of
from onrecord.positions.candidates import SIGNS, alike, signs
from onrecord.positions.cues import find_cues
from onrecord.positions.finding import Finder
from onrecord.positions.judging import Case, Weighing, is_promising, stance_of
from onrecord.positions.learned import NAME
from onrecord.positions.matching import matcher
from onrecord.positions.questions import lines_of
from onrecord.positions.vocabulary import vocabulary
from onrecord.reading import understand
from onrecord.records import Article, Dossier, side_of

Row = dict[str, Any]
TARGET = WEIGHTS / "stances.json"
# The pull of the weights towards nought.
PULL = 2.0
STEPS = 40
# Of the training pairs, the share that is looked at more closely, by the rules, and the share that the model then reads. On gold/dev 0.034 gives the
# same F1 of positions as 0.06 at two thirds of the time, 0.03 a hundredth less.
LOOKED_AT = 0.135
READ = 0.034
# Of the bars whose F1 is within this share of the best one's, the highest is taken: precision goes before recall.
AS_GOOD = 0.995
# A position needs but one of its passages: on gold/dev the F1 of whole positions is best so much below the bar for single pairs.
LOWER = 0.75
STRICT_PRECISION, WIDE_PRECISION = 0.9, 0.3


@dataclass(frozen=True)
class Annotated:
    """One annotated article."""

    article: Article
    dossier: Dossier
    positions: list[Row]


@dataclass(frozen=True)
class Judged:
    """A weighing, and whether an annotated position of this side is on this term in this sentence, with the stance that is taken for it."""

    dossier: str
    weighing: Weighing
    right: bool


def load(folders: Sequence[Path]) -> list[Annotated]:
    """The articles of annotated dossiers (folders as in gold/train)."""
    found = []
    for folder in folders:
        dossier = load_dossier(str(folder / "dossier.json"))
        annotations: dict[str, Row] = json.loads((folder / "annotations.json").read_text("utf-8"))
        known = {row["ID"]: row for row in json.loads((folder / "articles.json").read_text("utf-8"))}
        for name, annotation in annotations.items():
            text, row = (folder / "articles" / f"{name}.txt").read_text("utf-8"), known.get(name, {})
            article = Article(id=name, text=text, title=row.get("title") or None, published=row.get("date") or None)
            found.append(Annotated(clear(article, dossier), dossier, annotation["positions"]))
    return found


def fit(values: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression, by Newton's method."""
    weights = np.zeros(values.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chance - right) + PULL * weights
        curve = (values.T * (chance * (1 - chance))) @ values + PULL * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def places_of(prose: Prose, position: Row) -> list[tuple[str, int, int]]:
    """Where the passages of an annotated position stand: field, start, end."""
    found = []
    for passage in position["evidence"]:
        for field, words in (("text", prose.text), ("title", prose.title)):
            start = words.find(passage)
            if start >= 0:
                found.append((field, start, start + len(passage)))
                break
    return found


def candidates_of(one: Annotated) -> tuple[np.ndarray, np.ndarray]:
    """The signs of every pair of an article (pairs, signs), and which of them an annotated position lies in."""
    prose, terms = prepare(one.article), [term.id for term in one.dossier.terms]
    pieces = pieces_of(prose)
    lines = lines_of(prose.sentences, pieces)
    shared, right = np.zeros((len(lines), len(terms)), np.float32), np.zeros((len(lines), len(terms)))
    sides, quoted = [], []
    passages = [(place, position["term"]) for position in one.positions for place in places_of(prose, position)]
    for place, sentence in enumerate(prose.sentences):
        passage = vocabulary().read(prose.text, sentence.start, sentence.end)
        for match in matcher(one.dossier).match(passage, 0.0):
            shared[place, terms.index(match.topic.term)] = match.score
        sides.append(bool(find_cues(passage)))
        quoted.append(any(quotation.start < sentence.end and quotation.end > sentence.start for quotation in prose.quotations))
        for (field, start, end), term in passages:
            if field == "text" and start < sentence.end and end > sentence.start:
                right[place, terms.index(term)] = 1
    likeness = alike(pieces, lines, [term.proposition for term in one.dossier.terms])
    found = signs(shared, likeness, sides, quoted, [line.end - line.start for line in lines])
    return found.reshape(-1, len(SIGNS)), right.ravel()


def fit_candidates(articles: Sequence[Annotated]) -> Row:
    """The weights of the cheap look, and the log-odds from which a pair is read."""
    parts = [candidates_of(one) for one in articles if prepare(one.article).sentences]
    values, right = (np.concatenate(column).astype(float) for column in zip(*parts, strict=True))
    weights = fit(values, right).round(3)
    least = float(np.quantile(values @ weights, 1 - LOOKED_AT))
    return {"candidates": dict(zip(SIGNS, weights.tolist(), strict=True)), "least candidate": round(least, 3)}


def finder_in(one: Annotated) -> tuple[Prose, Finder]:
    """An article, and what looks for its positions."""
    understood = understand(one.article, one.dossier, fast=False)
    prose = understood.prose
    return prose, finder_of(prose, one.dossier, understood.statements, understood.scene, understood.calendar, fast=False, use="wide")


def stances_of(one: Annotated, prose: Prose, cases: Iterable[tuple[Sentence, Case]]) -> Iterator[set[str]]:
    """Of each case, the stances of the annotated positions of this side that are on this term in this sentence; conditional ones are for."""
    places = [(position, place) for position in one.positions for place in places_of(prose, position)]
    for sentence, case in cases:
        side = side_of(case.holding.holder, one.dossier)
        yield {
            "for" if position["stance"] == "conditional" else position["stance"]
            for position, (field, start, end) in places
            if position["term"] == case.term
            and (field, True) == (sentence.field, start < sentence.end and end > sentence.start)
            and side_of(position["holder"], one.dossier) == side
        }


def fit_promise(articles: Sequence[Annotated]) -> Row:
    """The weights of what is known of a pair that the rules match before the model reads it, and the log-odds from which it is read."""
    signs_found: list[dict[str, float]] = []
    right: list[bool] = []
    keys: list[tuple[int, str, int, str]] = []
    pairs = 0
    for number, one in enumerate(articles):
        prose, finder = finder_in(one)
        cases = [(sentence, case) for sentence, case in finder.cases() if case.by_rules is not None]
        signs_found += [case.signs for _, case in cases]
        right += map(bool, stances_of(one, prose, cases))
        keys += [(number, sentence.field, sentence.start, case.term) for sentence, case in cases]
        pairs += len(prose.sentences) * len(one.dossier.terms)
    names = [name for name in signs_found[0] if name != "no rule"]
    values = np.array([[signs[name] for name in names] for signs in signs_found])
    weights = fit(values, np.array(right, float)).round(3)
    best: dict[tuple[int, str, int, str], float] = {}
    for key, odds in zip(keys, (values @ weights).tolist(), strict=True):
        best[key] = max(odds, best.get(key, odds))
    least = sorted(best.values(), reverse=True)[int(READ * pairs)]
    return {"promise": dict(zip(names, weights.tolist(), strict=True)), "least promise": round(least, 3)}


def judge(one: Annotated) -> list[Judged]:
    """Every case of an article that the model reads, against the annotation."""
    prose, finder = finder_in(one)
    read = list(finder.weighings())
    annotated = stances_of(one, prose, ((sentence, weighing.case) for sentence, weighing in read))
    return [
        Judged(one.dossier.id, weighing, stance_of(weighing.answer, weighing.case.by_rules) in stances)
        for (_, weighing), stances in zip(read, annotated, strict=True)
    ]


def keep(judged: Iterable[Judged], path: Path) -> None:
    """Write the signs of what was judged, and whether it is right, as JSON lines."""
    rows = ({"signs": one.weighing.signs, "right": one.right} for one in judged)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def fit_positions(judged: Sequence[Judged], unseen: Sequence[Row] = ()) -> Row:
    """The weights of the signs, from all that was looked at, and the log-odds that each use asks for, from what is read for it.

    `unseen`: rows as `keep` writes them. They give weights and no bars: those are of the development dossiers.
    """
    names = list(judged[0].weighing.signs)
    values = np.array([[one.weighing.signs[name] for name in names] for one in judged])
    right = np.array([float(one.right) for one in judged])
    dossiers = np.array([one.dossier for one in judged])
    further = np.array([[row["signs"][name] for name in names] for row in unseen]).reshape(-1, len(names))
    further_right = np.array([float(row["right"]) for row in unseen])

    def fit_on(kept: np.ndarray) -> np.ndarray:
        return fit(np.concatenate([values[kept], further]), np.concatenate([right[kept], further_right]))

    odds = np.zeros(len(judged))
    for dossier in sorted(set(dossiers)):
        left_out = dossiers == dossier
        odds[left_out] = values[left_out] @ fit_on(~left_out)
    read = np.array([is_promising(one.weighing.case, "usual") for one in judged])
    least = {
        "strict": least_for(odds[read], right[read], STRICT_PRECISION),
        "usual": round(best_least(odds[read], right[read]) - LOWER, 3),
        "wide": least_for(odds, right, WIDE_PRECISION),
    }
    weights = fit_on(np.full(len(judged), True)).round(3)
    return {"position": dict(zip(names, weights.tolist(), strict=True)), "least odds": least}


def best_least(odds: np.ndarray, right: np.ndarray) -> float:
    """The highest log-odds from which the F1 of pairs is about as good as it gets."""
    order = np.argsort(-odds)
    found = right[order].cumsum()
    f1 = 2 * found / (np.arange(1, len(odds) + 1) + right.sum())
    best = int(np.flatnonzero(f1 >= AS_GOOD * f1.max())[0])
    print(f"pairs {len(odds)}, right {int(right.sum())}, F1 {f1[best]:.3f} (best {f1.max():.3f}), precision {found[best] / (best + 1):.3f}")
    return round(float(odds[order][best]), 3)


def least_for(odds: np.ndarray, right: np.ndarray, precision: float) -> float:
    """The lowest log-odds above which so many are right."""
    order = np.argsort(-odds)
    share = right[order].cumsum() / np.arange(1, len(odds) + 1)
    last = int(np.flatnonzero(share >= precision).max(initial=0))
    return round(float(odds[order][last]), 3)


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, nargs="+", default=[])
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--unseen", type=Path, help="what was judged in further dossiers, as --keep wrote it")
    parser.add_argument("--keep", type=Path, help="write what is judged in --dev by the weights that stand, and fit nothing")
    arguments = parser.parse_args()
    if arguments.keep:
        keep((judged for one in load(arguments.dev) for judged in judge(one)), arguments.keep)
        return
    unseen = [json.loads(line) for line in arguments.unseen.read_text("utf-8").splitlines()] if arguments.unseen else []
    train = load(arguments.train)
    settings = fit_candidates(train) | {"promise": {}, "least promise": 0.0, "position": {}, "least odds": {"strict": 0.0, "usual": 0.0, "wide": 0.0}}
    load_model(NAME).settings.update(settings)
    settings |= fit_promise(train)
    load_model(NAME).settings.update(settings)
    settings |= fit_positions([judged for one in load(arguments.dev) for judged in judge(one)], unseen)
    TARGET.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
