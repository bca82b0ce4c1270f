"""The place at which a report was written is nobody who does anything in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("HARL, Karsia, May 3 (CNA) - Officials of the council met on Monday.", []),
        ("HARL, Karsia (CNA) — Ostmark closed the river.", ["ostmark"]),
        ("VELBURG -- Ostmark closed the river.", ["ostmark"]),
        ("VELBURG/HARL, Karsia – “The toll must go,” Tomas Brandt said.", ["brandt"]),
    ],
)
def test_the_place_of_a_dateline_is_nobody(ask: Callable[..., Any], text: str, named: list[str]) -> None:
    assert [one.actor for one in ask(text).scene.mentions if one.actor] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # Whoever is named in capitals and told of behind a dash.
        ("KARSIA — the largest of the lands — closed the river.", ["karsia"]),
        ("KARSIA, for the growers, closed the river - again.", ["karsia", "farmers"]),
        ("ADA MORN — The river is ours.", ["morn"]),
        # A dash between two names.
        ("KARSIA - Ostmark talks went on.", ["karsia", "ostmark"]),
    ],
)
def test_other_capitals_before_a_dash_name_somebody(ask: Callable[..., Any], text: str, named: list[str]) -> None:
    assert [one.actor for one in ask(text).scene.mentions if one.actor] == named
