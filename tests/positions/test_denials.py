from __future__ import annotations

import time

import pytest

from onrecord.positions.denials import find_denials
from onrecord.positions.vocabulary import vocabulary


def denied_in(sentence: str) -> list[str]:
    passage = vocabulary().read(sentence)
    return [sentence[passage.starts[denial.first] : passage.ends[denial.last - 1]] for denial in find_denials(passage)]


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("Lenne denied that Karsia had agreed, and left.", ["that Karsia had agreed"]),
        ("Lenne denies having agreed to a truce.", ["having agreed to a truce"]),
        ("Lenne denied Karsia had agreed, and left.", ["Karsia had agreed"]),
        ("Lenne dismissed reports according to which Karsia had agreed.", ["which Karsia had agreed"]),
        ("Reports that Karsia had agreed are false.", ["that Karsia had agreed are"]),
        ("Rumours of a truce are groundless.", ["of a truce are"]),
        ("Lenne scotched reports that Karsia had agreed.", ["that Karsia had agreed"]),
        # A person, a right or a report that tells nothing here is no report denied.
        ("Lenne dismissed the envoy.", []),
        ("Lenne denied the barges passage.", []),
        ("Lenne denied visas to those who had crossed.", []),
        ("Lenne disputes that report, but Karsia agreed that it would leave.", []),
    ],
)
def test_what_is_said_not_to_be_so(sentence: str, denied: list[str]) -> None:
    assert denied_in(sentence) == denied


def test_a_long_line_takes_no_more_than_its_length() -> None:
    passage = vocabulary().read("denied reports that false " * 20_000)
    begun = time.process_time()
    find_denials(passage)
    assert time.process_time() - begun < 5
