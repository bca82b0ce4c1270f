"""Who is named in one breath with somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "words", "actor", "others"),
    [
        ("Karsia and Ostmark rejected the map.", "Karsia", "karsia", ["ostmark"]),
        ("Ada Morn, Tomas Brandt and Foreign Minister Ivo Dell rejected the map.", "Tomas Brandt", "brandt", ["morn", "dell"]),
        ("Karsian and Ostmark officials rejected the map.", "Ostmark officials", "ostmark", ["karsia"]),
        ("The map was rejected by Karsia and by Ostmark.", "Karsia", "karsia", ["ostmark"]),
        ("Neither Karsia nor Ostmark signed.", "Ostmark", "ostmark", ["karsia"]),
        # A comma alone joins nobody: what stands before it tells where or under whom.
        ("In Karsia, Tomas Brandt rejected the map.", "Tomas Brandt", "brandt", []),
        ("Led by Tomas Brandt, Ostmark rejected the map.", "Ostmark", "ostmark", []),
        ("Ostmark rejected the map and Karsia closed the dam.", "Karsia", "karsia", []),
        ("It rained on Karsia.", "rained", "karsia", []),
    ],
)
def test_side_by_side(ask: Callable[..., Any], text: str, words: str, actor: str, others: list[str]) -> None:
    asked = ask(text)
    assert [mention.actor for mention in asked.scene.beside(asked.span(words), actor)] == others
