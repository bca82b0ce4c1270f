from __future__ import annotations

import pytest

from onrecord.positions.polls import is_polled
from onrecord.records import Span


@pytest.mark.parametrize(
    ("sentence", "name", "polled"),
    [
        ("Some 51 percent of the islanders support a toll.", "the islanders", True),
        ("Some 51 percent of the islanders support a toll.", "51 percent of the islanders", True),
        ("Only 48% of Karsia's harbour workers said they support a toll.", "they", True),
        ("Under the plan 5 percent would go, the islanders said.", "the islanders", False),
        ("In the end 61 percent of the islanders voted for a toll.", "the islanders", False),
        ("The islanders support a toll of 5 percent.", "The islanders", False),
        # Whoever had them asked.
        ("A survey by Vel University last month found 58 percent of residents in favor of a toll.", "Vel University", True),
        ("A survey by Vel University last month found 58 percent of residents in favor of a toll.", "A survey by Vel University last month", True),
        ("The harbour guild's latest poll showed that most islanders back a toll.", "The harbour guild", True),
        ("The harbour guild found a survey by the council wanting and backs a toll.", "The harbour guild", False),
        ("Citing a survey, the harbour guild asked for a toll of 5 percent.", "the harbour guild", False),
    ],
)
def test_a_share_of_people_was_polled(sentence: str, name: str, *, polled: bool) -> None:
    start = sentence.index(name)
    assert is_polled(sentence, 0, len(sentence), Span(start=start, end=start + len(name), text=name)) is polled
