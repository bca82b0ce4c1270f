"""Tellings as a ledger keeps them: what occasions are gathered by comes back."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from onrecord.comparison.likeness import spread_of
from onrecord.comparison.tellings import gather_tellings, positions_held
from onrecord.comparison.told import Weights, kept_again, kept_tellings, told_again


def test_what_is_kept_of_tellings_comes_back(write: Any) -> None:
    lasting, said = "Maddek insists that the gates stay shut.", "Maddek announced that a truce was near."
    positions = [
        {"holder": "maddek", "term": "open-gates", "stance": "against", "says": lasting},
        {"holder": "maddek", "term": "ceasefire", "stance": "for", "says": said},
    ]
    reading = write("a", f"{lasting} {said}", *positions, {**positions[1], "term": "toll"}, published="2032-03-04")
    *rest, unsure = reading.positions
    tellings = gather_tellings(positions_held([replace(reading, positions=(*rest, replace(unsure, confidence=0.2)))]))
    weights = Weights(spread_of(tellings))
    (article, content), *_ = kept_tellings(tellings, weights)
    (before,), (again,) = tellings, [told_again(article, told, weights) for told in kept_again(content)]
    assert again.lasting == before.lasting == {"a-0"}
    assert again.acts == before.acts == {"a-1": {"announc"}, "a-2": {"announc"}}
    assert again.beside == before.beside == {"a-2"}
    assert (again.words, again.quoted, again.appeared) == (before.words, before.quoted, before.appeared)
    assert [held.position.id for held in again.positions] == ["a-0", "a-1", "a-2"]
