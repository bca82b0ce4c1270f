from __future__ import annotations

import pytest

from onrecord.positions.shares import is_of_other_shares


@pytest.mark.parametrize(
    ("proposition", "words", "other"),
    [
        ("The fee rises by seven per cent.", "The board offered 4%.", True),
        ("The fee rises by seven per cent.", "The board offered four percent, then 5.5 per cent.", True),
        ("The fee rises by a 5-percent surcharge.", "The board wants a six-per-cent surcharge.", True),
        ("The fee rises by seven per cent.", "Not 4% but 7% is what the guild wants.", False),
        ("The fee rises by seven per cent.", "The guild wants a higher fee.", False),
        ("The fee rises by seven per cent.", "The guild wants 7.0 per cent.", False),
        ("The fee rises.", "The board offered 4%.", False),
        ("The fee rises by seven per cent.", "The guild, with 40 per cent of the boats, wants the higher fee.", False),
        # A border leaves room on one side.
        ("The fee rises by more than seven per cent.", "The guild wants nine per cent.", False),
        ("The fee is cut from 35 percent.", "The guild wants it cut to 20 percent.", False),
    ],
)
def test_of_other_shares(proposition: str, words: str, other: bool) -> None:  # noqa: FBT001
    assert is_of_other_shares(proposition, words) is other
