"""The tense in which words are told: by their verbs, not by nouns and participles that look like them."""

from __future__ import annotations

import pytest

from onrecord.dates.tenses import first_tense, last_tense


@pytest.mark.parametrize(
    ("words", "tense"),
    [
        ("Morn said that the dam is old", "past"),
        ("Ostmark rejected the map", "past"),
        ("Morn insists on a vote", "present"),
        ("Ostmark has long wanted the map", "perfect"),
        ("Morn had asked for monitors", "pluperfect"),
        ("Ostmark would open the gates", "modal"),
        ("the demand for a vote", None),
        ("a proposed map of the river", None),
        ("her plans", None),
        ("", None),
    ],
)
def test_the_first_verb(words: str, tense: str | None) -> None:
    assert first_tense(words) == tense


def test_the_last_verb() -> None:
    assert last_tense("Morn said that the dam is old") == "present"
    assert last_tense("the map") is None
