"""Whose act the outlet tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Ostmark rejected the map.", "Ostmark rejected the map", "ostmark"),
        ("On Monday the Vel River Council voted for the dam.", "voted for the dam", "council"),
        ("The map was rejected by Ostmark.", "was rejected by Ostmark", "ostmark"),
        ("Brandt, who has refused talks, left.", "who has refused talks", "brandt"),
        ("Nobody welcomed Karsia’s refusal to close the dam.", "Karsia’s refusal to close the dam", "karsia"),
        ("Talks ended after Ostmark walked out.", "Ostmark walked out", "ostmark"),
        ("It rained on the bridge.", "rained on the bridge", None),
        # Where a report was written acts in nothing.
        ("HOLM, Ostmark (CP) — A court opened the dam.", "opened the dam", None),
        ("VELBURG (CP) - A court opened the dam.", "opened the dam", None),
        ("OSTMARK (CP) — Karsia opened the dam.", "opened the dam", "karsia"),
        ("Four of Brandt's deputies voted for the dam.", "voted for the dam", None),
    ],
)
def test_holders(ask: Callable[..., Any], text: str, words: str, actor: str | None) -> None:
    assert ask(text).holder(words) == actor


def test_a_list_of_holders(ask: Callable[..., Any]) -> None:
    asked = ask("Ada Morn (P-Velburg), Tomas Brandt and Foreign Minister Ivo Dell rejected the map.")
    holders = asked.scene.held_in([asked.span("rejected the map")], ())
    assert {held.actor for held in holders} == {"morn", "brandt", "dell"}
    assert all(asked.text[held.mention.start : held.mention.end] == held.mention.text for held in holders)


def test_nobody_in_an_empty_scene(ask: Callable[..., Any]) -> None:
    asked = ask("It rained.")
    sentence = asked.prose.sentences[0]
    assert asked.scene.holder_of(sentence, 0, 4) == (None, None)
