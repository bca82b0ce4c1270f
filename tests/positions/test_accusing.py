"""What somebody is accused of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Position


@pytest.mark.parametrize(
    "text",
    [
        "Lenne accused Dravik of blocking an exchange of prisoners.",
        "Lenne was accused of opposing an exchange of prisoners.",
        "Lenne has long accused Dravik and her ministers of wanting no exchange of prisoners.",
    ],
)
def test_nobody_takes_a_side_by_what_is_alleged(text: str, read: Callable[..., tuple[Position, ...]]) -> None:
    assert [one for one in read(text) if one.term == "prisoners"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Lenne, who was accused of theft, demanded an exchange of prisoners.",
        "Accused of theft, Lenne demanded an exchange of prisoners.",
        "Lenne demanded an exchange of prisoners who are accused of theft.",
    ],
)
def test_what_is_told_beside_it_is_held(text: str, read: Callable[..., tuple[Position, ...]]) -> None:
    assert [one.stance for one in read(text) if one.term == "prisoners" and one.holder == "ostmark"] == ["for"]
