"""Offices, nationalities and nominal mentions, taught by aliases and by the article itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Ada Morn flew home. The president was tired.", "The president", "morn"),
        ("Ostmark Chancellor Tomas Brandt flew home. The chancellor was tired.", "The chancellor", "brandt"),
        ("Ostmark Chancellor Tomas Brandt flew home. The Ostmark leader was tired.", "The Ostmark leader", "brandt"),
        ("Ivo Dell flew home. The foreign minister was tired.", "The foreign minister", "dell"),
        ("Ivo Dell flew home. The finance minister was tired.", "The finance minister", None),
        ("Ada Morn flew home. The vice president was tired.", "The vice president", None),
        ("Tomas Brandt (P-Holm) flew home. The Holm P member stayed.", "The Holm P", "brandt"),
        ("The Vel River Council met. The council rejected the map.", "The council", "council"),
        ("Ostmark's defence minister spoke. The defence minister left.", "The defence minister", "ostmark"),
        ("Ostmark Secretary of State Ivo Dell left.", "Ostmark Secretary of State Ivo Dell", "dell"),
        ("Ada Morn flew home. Then the president's Vel Courier interview was printed.", "the president", "morn"),
        ("A senior Ostmark official spoke. The official left.", "The official", "ostmark"),
        ("Ada Morn spoke. Her government signed.", "Her government", "karsia"),
        ("The Karsian signed the map.", "The Karsian", "karsia"),
        ("Ostmark and Karsian negotiators met.", "Ostmark", "ostmark"),
    ],
)
def test_offices(ask: Callable[..., Any], text: str, words: str, actor: str | None) -> None:
    assert ask(text).who(words) == actor


def test_an_apposition_teaches_an_office(ask: Callable[..., Any]) -> None:
    asked = ask("Tomas Brandt, the negotiator of Ostmark, said no. Later the negotiator left.")
    assert asked.who("the negotiator", 1) == "brandt"
