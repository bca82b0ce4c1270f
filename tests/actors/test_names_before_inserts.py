"""Names in sentences into which a site puts titles of other reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_INSERT = " Adelina (Ada) MornHarvest comes early, Brandt says Ferries wait: 'Nobody came' MORE"


def test_names_stand_as_if_the_insert_were_not_there(ask: Callable[..., Any]) -> None:
    text = "Foreign Minister Ada Morn{} (K-Vel) said the map was old, and Ostmark must wait."
    plain, mixed = (ask(text.format(insert)) for insert in ("", _INSERT))
    assert [(one.span.text, one.actor) for one in mixed.scene.mentions] == [(one.span.text, one.actor) for one in plain.scene.mentions]


def test_whoever_is_named_before_an_insert_is_the_source(ask: Callable[..., Any]) -> None:
    asked = ask(f"Foreign Minister Ada Morn{_INSERT} said the map was old.")
    assert asked.scene.resolve(asked.span(f"Foreign Minister Ada Morn{_INSERT}")) == "morn"
