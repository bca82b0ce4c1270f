"""The words around a mention, and which of the words that take a side it leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.actors.evidence import choose
from onrecord.actors.pointing import Pointer
from onrecord.records import Span


def _signs(asked: Any, actor: str) -> set[str]:
    passage = Span(0, len(asked.text), asked.text)
    return {sign for pointer in asked.scene.pointers(passage, ()) if pointer.actor == actor for sign in pointer.signs}


@pytest.mark.parametrize(
    ("text", "actor", "sign"),
    [
        ("Brandt wants the map.", "brandt", "in:subject:leads:only"),
        ("Brandt wants the map.", "brandt", "untold:subject:minded:minded"),
        ("Brandt opposed the map.", "brandt", "untold:subject:minded:unminded"),
        ("Brandt must accept the map.", "brandt", "untold:subject:minded:obliged-minded"),
        ("Morn asked why Brandt wants the map.", "morn", "in:subject:leads:first"),
        ("Morn asked why Brandt wants the map.", "brandt", "in:subject:leads:last"),
        ("Morn saw Brandt.", "brandt", "in:object:leads:none"),
        ("The map was a blow to the Ostmark side.", "ostmark", "in:prev:to"),
        ("Morn urged Brandt to leave.", "brandt", "in:prev:siding:next:to"),
        ("Brandt, who left, was glad.", "brandt", "in:prev:end:next:mark"),
    ],
)
def test_signs(ask: Callable[..., Any], text: str, actor: str, sign: str) -> None:
    assert sign in _signs(ask(text), actor)


def test_the_clearest_passage_counts_most() -> None:
    words = Span(0, 4, "Morn")
    likely, unlikely = frozenset({"likely"}), frozenset({"unlikely"})
    first = [Pointer("morn", words, likely), Pointer("brandt", words, unlikely)]
    further = [Pointer("morn", words, unlikely), Pointer("brandt", words, likely)]
    assert [held.actor for held in choose([first, further], {"likely": 1.0})] == ["morn", "brandt"]
    assert [held.actor for held in choose([further, first], {"likely": 1.0})] == ["brandt", "morn"]
