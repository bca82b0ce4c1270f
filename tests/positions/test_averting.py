"""What something else is to avert."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.positions.averting import takes_no_side
from onrecord.positions.matching import matcher
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Dossier, Position, Term


@pytest.mark.parametrize(
    "text",
    [
        "Lenne offered a loan to avert an exchange of prisoners.",
        "Lenne said the loan staved off an exchange of prisoners.",
    ],
)
def test_nobody_is_for_what_is_to_be_averted(text: str, read: Callable[..., tuple[Position, ...]]) -> None:
    assert [one for one in read(text) if one.term == "prisoners"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Lenne demanded an exchange of prisoners to avert a war.",
        "To avoid a war, Lenne demanded an exchange of prisoners.",
        "Lenne wants to avoid a delay of the exchange of prisoners.",
    ],
)
def test_what_is_to_avert_it_is_held(text: str, read: Callable[..., tuple[Position, ...]]) -> None:
    assert [one.stance for one in read(text) if one.term == "prisoners"] == ["for"]


def test_a_term_may_ask_to_avert_something() -> None:
    asked = Dossier(id="river", title="River", terms=(Term(id="no-strike", proposition="Karsia and the guild avoid a strike."),), actors=())
    passage = vocabulary().read("Lenne urged both to avoid a strike.")
    match = matcher(asked).match(passage, 0.0)[0]
    assert not takes_no_side(passage, passage.stems.index("strike"), match)
