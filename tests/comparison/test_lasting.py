"""What is told as lasting, and what as said or done once."""

from __future__ import annotations

import pytest

from onrecord.comparison.lasting import tells_what_lasts
from onrecord.records import Mode, Position, Span


def lasts(words: str, mode: Mode = "indirect") -> bool:
    return tells_what_lasts(Position(id="p", holder="karsia", term="open-gates", stance="against", evidence=(Span(0, len(words), words),), mode=mode))


@pytest.mark.parametrize(
    "words",
    [
        "Karsia insists that the gates stay shut.",
        "Karsia has long and consistently opposed any opening of the gates.",
        "Shut gates are needed and welcomed in the view of Karsia.",
        "a hundred boatmen who want the red gates shut",
        "Karsia has said that it wants the gates shut.",
        "Boatmen have also repeatedly called for shut gates.",
        "Karsia has been urged to open the gates, and often demanded a toll.",
    ],
)
def test_what_is_held_lasts(words: str) -> None:
    assert lasts(words)
    assert not lasts(words, "mixed")


@pytest.mark.parametrize(
    "words",
    [
        "Karsia said that the gates stay shut.",
        "Karsia has offered to open the gates.",
        "Karsia has said that it wants them shut, and locked the gates.",
        "Karsia had said that the gates stay shut.",
        "Karsia has no key, and said that the gates stay shut.",
        "Karsia opposed any opening of the gates.",
        "Karsia is against it, and again locked the gates.",
        "Karsia knew of no gate that opens.",
    ],
)
def test_what_is_said_or_done_once_does_not_last(words: str) -> None:
    assert not lasts(words)
