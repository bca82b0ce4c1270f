"""Denials, and the stance that they deny."""

from __future__ import annotations

import pytest

from onrecord.comparison.denials import find_denial


@pytest.mark.parametrize(
    ("passage", "stance"),
    [
        ("Hellvik denied reports that Karsia had agreed to open the gates.", "for"),
        ("The envoy rejected the claim that Dravik had accepted the toll.", "for"),
        ("Maddek's denial that he refused the talks came late.", "against"),
        ("Karsia has agreed to no such thing, said Maddek.", "for"),
        ("Hellvik rejected the offer that Karsia had agreed with its allies.", None),
        ("Karsia denied any part in the fire at Tolm.", None),
        ("", None),
    ],
)
def test_what_is_denied(passage: str, stance: str | None) -> None:
    denial = find_denial(passage)
    assert (denial.stance if denial else None) == stance
