"""The page of an actor."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


def test_the_page_tells_who_where_and_in_whose_words(ask: Ask) -> None:
    page = ask("/actor/hask").text
    assert page.count("<h1") == 1
    for address in ("/actor/ostmark", "/term/guards", "/trail/hask/guards"):
        assert f'href="{address}"' in page
    assert "he would withdraw the guards once the first ferry had landed" in page


def test_each_introduction_leads_to_its_passage(ask: Ask) -> None:
    page = ask("/actor/hask").text
    found = re.search(r'<a href="(/article/lower-bank-stopped)#([^"]+)"><bdi>Ostmark&#39;s river minister, Teodor Hask</bdi>', page)
    assert found is not None
    assert f'id="{found[2]}"' in ask(found[1]).text


def test_go_betweens_and_silences_stand_on_it(ask: Ask) -> None:
    assert "An official in Lenne" in ask("/actor/ostmark").text
    assert "has not said whether its members would work at night" in ask("/actor/ferrymen").text
    silences = json.loads(ask("/actor/ferrymen.json").content)["silences"]
    assert [silence["terms"] for silence in silences] == [["night-sailings"]]


def test_hostile_words_are_text(ask: Ask) -> None:
    page = ask("/actor/karsia").text
    assert "&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;" in page
    assert "<script>document" not in page


@pytest.mark.parametrize("path", ["/actor/nobody", "/actor/nobody.json", "/actor/"])
def test_nobody_is_not_found(ask: Ask, path: str) -> None:
    assert ask(path).status_code == 404


def test_a_trail_longer_than_a_page_is_turned(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.routes.trail.POINTS", 1)
    seen, address = [], "/trail/hask/guards"
    for _ in range(3):
        page = ask(f"{address}{'&' if '?' in address else '?'}by=actor").text
        seen.append(re.findall(r'<time datetime="([^"]+)"', page))
        earlier = re.search(r'rel="prev" href="([^"]+)"', page)
        address = earlier[1] if earlier else ""
    assert seen == [["2041-06-02"], ["2041-05-08"], ["2041-05-07"]]
    assert not address
    assert 'rel="next"' in page
    assert 'rel="last"' in page
    later = re.search(r'rel="next" href="([^"]+)"', page)
    assert later is not None
    assert '<time datetime="2041-05-08"' in ask(later[1]).text
