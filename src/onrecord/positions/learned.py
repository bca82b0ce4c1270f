"""What the trained model makes of a term and a sentence: whether anybody takes a side there, which, and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.language.encoder import Integers, Model, Numbers, load_model
from onrecord.positions.questions import CONDITION, EVIDENCE, STANCES, Question, ask

NAME = "stances"
# Pieces that the model reads at a time: enough to keep it busy, few enough to stay in the processor's cache.
_AT_ONCE = 1_600


@dataclass(frozen=True)
class Answer:
    """`taken`: log-odds that a side is taken. `stances` (4): the chance of each, if one is. `starts`, `ends` (pieces): offsets into the text.

    `holders` (pieces, 4): the chance that a piece names who takes each stance; `evidence`, `conditions` (pieces): that it belongs to either.
    """

    taken: float
    stances: Numbers
    starts: Integers
    ends: Integers
    holders: Numbers
    evidence: Numbers
    conditions: Numbers


def answer(questions: Sequence[Question]) -> list[Answer]:
    """The model's answers, in the order of the questions; those of like length are read together."""
    model = load_model(NAME)
    found: dict[int, Answer] = {}
    order = sorted(range(len(questions)), key=lambda place: questions[place].length)
    for places in _batches(order, questions):
        found |= zip(places, _read(model, [questions[place] for place in places]), strict=True)
    return [found[place] for place in range(len(questions))]


def _batches(order: Sequence[int], questions: Sequence[Question]) -> Iterator[list[int]]:
    batch: list[int] = []
    for place in order:
        if batch and (len(batch) + 1) * questions[place].length > _AT_ONCE:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _read(model: Model, questions: Sequence[Question]) -> Iterator[Answer]:
    asked = ask(questions)
    found = model.run(asked.inputs())
    for question, decided, marks, sentence in zip(questions, found["decided"], found["marks"], asked.sentences, strict=True):
        own, line = marks[sentence], question.line
        yield Answer(
            float(decided[0]),
            _shares(decided[1:]),
            question.pieces.starts[line.start : line.end],
            question.pieces.ends[line.start : line.end],
            _shares(own[:, : 1 + len(STANCES)])[:, 1:],
            _chances(own[:, EVIDENCE]),
            _chances(own[:, CONDITION]),
        )


def _shares(scores: Numbers) -> Numbers:
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Numbers = weights / weights.sum(-1, keepdims=True)
    return shares


def _chances(scores: Numbers) -> Numbers:
    chances: Numbers = np.reciprocal(1 + np.exp(-scores), dtype=np.float32)
    return chances
