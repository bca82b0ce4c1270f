from __future__ import annotations

import pytest

from onrecord.positions.exceptions import is_left_out
from onrecord.records import Span


@pytest.mark.parametrize(
    ("sentence", "name", "left_out"),
    [
        ("All guilds except Harl want a toll.", "Harl", True),
        ("All guilds except Harl want a toll.", "All guilds except Harl", True),
        ("Apart from Harl, everybody wants a toll.", "Harl", True),
        ("With the sole exception of the Harl guild, they want a toll.", "Harl guild", True),
        ("All but Harl want a toll.", "Harl", True),
        # Whoever is told of goes before whom it leaves out.
        ("Harl, with the exception of Lenne, wants a toll.", "Harl, with the exception of Lenne,", False),
        ("Except for a short break, Harl wants a toll.", "Harl", False),
        # He alone does what nobody else does.
        ("Nobody except Harl wants a toll.", "Harl", False),
        ("They want no toll from anybody other than Harl.", "Harl", False),
    ],
)
def test_whoever_is_left_out_of_all_others(sentence: str, name: str, *, left_out: bool) -> None:
    start = sentence.index(name)
    assert is_left_out(sentence, 0, len(sentence), Span(start=start, end=start + len(name), text=name)) is left_out
