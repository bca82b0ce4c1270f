"""What is said to happen to none at all: "no gate will be opened", "not one of them would", "nobody wants it"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Position

Read = Callable[..., tuple[Position, ...]]


@pytest.mark.parametrize(
    "words",
    [
        "no gate of the Sarn dam would be opened",
        "not one gate of the Sarn dam would be opened",
        "not a single gate of the Sarn dam should be opened",
        "none of the gates of the Sarn dam would be opened",
        "nobody wanted the gates of the Sarn dam opened",
        "no one should open the gates of the Sarn dam",
    ],
)
def test_what_is_to_happen_to_none_is_refused(read: Read, words: str) -> None:
    found = {(one.holder, one.stance) for one in read(f"Hellvik insisted that {words}.", ("Hellvik", words)) if one.term == "open-gates"}
    assert found == {("hellvik", "against")}


@pytest.mark.parametrize(
    "words",
    [
        "no matter what they say, the gates of the Sarn dam should be opened",
        "with no rain in the hills the gates of the Sarn dam should be opened",
        "the gates of the Sarn dam should be opened and none would stay shut",
    ],
)
def test_what_is_to_happen_whatever_else_does_not_is_wanted(read: Read, words: str) -> None:
    found = {(one.holder, one.stance) for one in read(f"Hellvik insisted that {words}.", ("Hellvik", words)) if one.term == "open-gates"}
    assert found == {("hellvik", "for")}
