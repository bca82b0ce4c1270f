"""Labels in a row, and the parts that they tell of."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.attribution.chain import Chain, Part, find_parts, role_shares
from onrecord.attribution.labels import ALLOWED, BEGIN, END, INSIDE, LABELS, SINGLE, label_of

CHAIN = Chain(np.zeros((len(LABELS), len(LABELS)), np.float32))
SCORES = arrays.arrays(np.float32, st.tuples(st.integers(0, 30), st.just(len(LABELS))), elements=st.floats(-20, 20, width=32))


@given(SCORES)
def test_only_allowed_labels_follow_each_other(scores: np.ndarray) -> None:
    labels = CHAIN.best(scores)
    assert len(labels) == len(scores)
    if len(labels):
        assert ALLOWED[-1][labels[0]]
        assert all(ALLOWED[before][after] for before, after in pairwise(labels))
        assert (labels[-1] - 1) % 4 + 1 in (END, SINGLE) or labels[-1] == 0


@given(SCORES)
def test_parts_hold_the_labelled_words_and_no_others(scores: np.ndarray) -> None:
    labels = CHAIN.best(scores)
    covered = [place for part in find_parts(labels) for place in range(part.start, part.end)]
    assert covered == np.flatnonzero(labels).tolist()


def test_a_part_is_found_between_its_ends() -> None:
    content = [label_of("content", place) for place in (BEGIN, INSIDE, END)]
    labels = np.array([label_of("source", SINGLE), label_of("cue", SINGLE), *content])
    assert find_parts(labels) == [Part("source", 0, 1), Part("cue", 1, 2), Part("content", 2, 5)]


def test_what_was_learned_of_transitions_decides_between_equals() -> None:
    following = np.zeros((len(LABELS), len(LABELS)), np.float32)
    following[label_of("source", SINGLE), label_of("cue", SINGLE)] = 1.0
    scores = np.zeros((2, len(LABELS)), np.float32)
    assert find_parts(Chain(following).best(scores)) == [Part("source", 0, 1), Part("cue", 1, 2)]


@given(SCORES)
def test_shares_of_roles_add_up_to_one(scores: np.ndarray) -> None:
    assert np.allclose(role_shares(scores).sum(1), 1, atol=1e-5)


def test_paragraphs_that_are_gone_through_abreast_are_labelled_as_each_alone() -> None:
    random = np.random.default_rng(7)
    borders = [0, 0, 5, 5, 6, 40, 41, 80, 300]
    scores = random.normal(size=(borders[-1], len(LABELS))).astype(np.float32)
    chain = Chain(random.normal(size=(len(LABELS), len(LABELS))).astype(np.float32))
    paragraphs = list(pairwise(borders))
    alone = [label for start, end in paragraphs for label in chain.best(scores[start:end]).tolist()]
    assert chain.best_of_each(scores, paragraphs).tolist() == alone
