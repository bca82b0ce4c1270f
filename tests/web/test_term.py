"""The page of a term."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


def test_the_page_leads_to_holders_trails_and_words(ask: Ask) -> None:
    page = ask("/term/guards").text
    assert page.count("<h1") == 1
    assert "Ostmark withdraws its guards from the landing stages." in page
    for address in ("/actor/hask", "/actor/lumen", "/trail/hask/guards", "/term/ferry", "/article/2041-06-02-vel-herald#"):
        assert f'href="{address}' in page
    assert "the guards were there to stay" in page


def test_offers_conflicts_and_shifts_stand_on_it(ask: Ask) -> None:
    tariff = ask("/term/tariff").text
    assert "only if an inspection of the stages began first" in tariff
    assert "The headline says that Ilse Vorn is against" in tariff
    assert 'id="shift-shift-1"' in ask("/term/ferry").text


def test_what_depends_on_it_is_told(ask: Ask) -> None:
    shown = json.loads(ask("/term/inspection.json").content)
    assert {(point["holder"], point["term"]) for point in shown["depending"]} == {("vorn", "tariff")}


def test_hostile_words_are_text(ask: Ask) -> None:
    page = ask("/term/tariff").text
    assert "&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;" in page
    assert "<script>document" not in page


@pytest.mark.parametrize("path", ["/term/nothing", "/term/nothing.json", "/term/"])
def test_an_unknown_term_is_not_found(ask: Ask, path: str) -> None:
    assert ask(path).status_code == 404
