"""Whose words tell a position."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, positions_held
from onrecord.comparison.voices import differ, voice_of
from onrecord.records import Dossier, Span, Via

SAYS = "The ridge will be held."


def held(write: Any, *via: tuple[str, str | None]) -> Held:
    passed_on = tuple(Via(Span(0, len(words), words), actor) for words, actor in via)
    reading = write("a", SAYS, {"holder": "hellvik", "term": "withdrawal", "stance": "against", "says": SAYS, "via": passed_on})
    return positions_held([reading])[0]


@pytest.mark.parametrize(
    ("via", "voice"),
    [
        ((), "holder"),
        ((("Ostmark", "ostmark"),), "spokesperson"),
        ((("her spokeswoman", None),), "spokesperson"),
        ((("Maddek", "maddek"),), "others"),
        ((("two delegates", None),), "others"),
        ((("two delegates", None), ("her office", None)), "spokesperson"),
        ((("an elder in the movement", None),), "spokesperson"),
        ((("an elder close to the movement", None),), "others"),
    ],
)
def test_the_nearest_go_between_decides(write: Any, dossier: Dossier, via: tuple[tuple[str, str | None], ...], voice: str) -> None:
    assert voice_of(held(write, *via), Parties(dossier)) == voice


def test_voices_differ_where_others_tell_one_of_two(write: Any, dossier: Dossier) -> None:
    own, claimed, also_claimed = held(write), held(write, ("two delegates", None)), held(write, ("Maddek", "maddek"))
    parties = Parties(dossier)
    assert differ(own, claimed, parties)
    assert differ(claimed, also_claimed, parties)
    assert not differ(claimed, claimed, parties)
    assert not differ(own, held(write, ("her spokeswoman", None)), parties)
