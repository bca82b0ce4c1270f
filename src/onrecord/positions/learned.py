"""What the trained model makes of a term and a sentence: whether anybody takes a side there, which, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.language.encoder import Integers, Numbers, load_model
from onrecord.positions.questions import CONDITION, EVIDENCE, STANCES, Question, ask

NAME = "stances"


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


def answer(question: Question) -> Answer:
    """The model's answer. One question is read at a time, which keeps a processor core busy: nothing is padded, no answer depends on another."""
    asked = ask([question])
    found = load_model(NAME).run(asked.inputs())
    decided, marks = found["decided"][0], found["marks"][0, asked.sentences[0]]
    line = slice(question.line.start, question.line.end)
    return Answer(
        taken=float(decided[0]),
        stances=_shares(decided[1:]),
        starts=question.pieces.starts[line],
        ends=question.pieces.ends[line],
        holders=_shares(marks[:, : 1 + len(STANCES)])[:, 1:],
        evidence=_chances(marks[:, EVIDENCE]),
        conditions=_chances(marks[:, CONDITION]),
    )


def _shares(scores: Numbers) -> Numbers:
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Numbers = weights / weights.sum(-1, keepdims=True)
    return shares


def _chances(scores: Numbers) -> Numbers:
    chances: Numbers = np.reciprocal(1 + np.exp(-scores), dtype=np.float32)
    return chances
