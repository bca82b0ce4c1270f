"""Titles of other reports that a site puts into its sentences behind a name."""

from __future__ import annotations

import pytest

from onrecord.language.inserts import find_inserts

_INSERT = " Adelina (Ada) MornHarvest comes early, Brandt says Ferries wait: 'Nobody came' MORE"


def _inserts(text: str) -> list[str]:
    return [text[start:end] for start, end in find_inserts(text).within(0, len(text))]


def test_an_insert_runs_from_behind_the_name_to_its_last_word() -> None:
    text = f"Foreign Minister Ada Morn{_INSERT} (K-Vel) rejected the map."
    assert _inserts(text) == [_INSERT]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Morn said Morn MORE",
        "Morn asked Brandt, and MornAir flew MORE often.",
        "Ada Morn Adelina MornHarvest comes early\nNobody asks for MORE",
        "Ada Morn Adelina MornHarvest comes early and has no end.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert _inserts(text) == []


def test_those_within_a_range_are_found() -> None:
    text = f"Ada Morn{_INSERT} agreed. Tomas Brandt Tomas Emil BrandtMills stand still MORE refused."
    inserts = find_inserts(text)
    first, second = inserts.within(0, len(text))
    assert inserts.within(0, first[1]) == [first]
    assert inserts.within(first[1], len(text)) == [second]
