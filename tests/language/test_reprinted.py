"""Reprints have words in common, whatever dateline and quotation marks each outlet gives them."""

from __future__ import annotations

import pytest

from onrecord.language.reprinted import reprinted_words

TELLING = reprinted_words("Ostmark’s minister said “nobody leaves a stage”.")


@pytest.mark.parametrize(
    "passage",
    [
        'LENNE/DRAVIK, Sept 30, 2031 (Corvane News Agency) - Ostmark\'s minister said "nobody leaves a stage"',
        "LENNE (CNA) — Ostmark's minister said 'nobody leaves a stage'.",
        "PORT ISEN - OSTMARK'S minister said: nobody\nleaves a stage.",
    ],
)
def test_the_same_words_are_the_same(passage: str) -> None:
    assert reprinted_words(passage) == TELLING


@pytest.mark.parametrize(
    "passage",
    [
        "Ostmark’s minister said nobody leaves the stage.",
        "Ostmark’s minister said nobody leaves a stage, Lenne wrote.",
        "In Lenne - Ostmark’s minister said “nobody leaves a stage”.",
        "",
    ],
)
def test_other_words_are_others(passage: str) -> None:
    assert reprinted_words(passage) != TELLING


def test_a_passage_without_words_is_itself() -> None:
    assert reprinted_words("🏔️ …") == ("🏔️ …",) != reprinted_words("…")
