"""What the record rests on, as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from importlib import import_module

import httpx
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from onrecord.ledger import Ledger
from onrecord.records import Span, Statement
from onrecord.views import Record
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]


def test_an_outlet_has_a_list_of_its_own(ask: Ask) -> None:
    links = {unescape(link) for link in re.findall(r'href="(/sources\?outlet=[^"]+)"', ask("/sources").text)}
    assert "/sources?outlet=Vel+Herald" in links
    for link in links:
        page = ask(link)
        assert page.status_code == 200
        assert "Back to all sources" in page.text
    shown = ask("/sources.json?outlet=Vel+Herald").json()
    assert ([article["id"] for article in shown["articles"]], shown["total"], shown["families"]) == (["2041-06-02-vel-herald"], 1, [])


def test_articles_that_name_no_outlet_have_one_too(ask: Ask) -> None:
    assert 'href="/sources?unnamed=yes"' in ask("/sources").text
    assert [article["id"] for article in ask("/sources.json?unnamed=yes").json()["articles"]] == ["pilots-letter"]
    assert ask("/sources?outlet=Nobody").status_code == 404


def test_articles_come_in_pages(ask_app: Callable[[Starlette], Ask], ferry_ledger: Ledger, monkeypatch: pytest.MonkeyPatch, ferry: Record) -> None:
    monkeypatch.setattr(import_module("onrecord.queries.sources"), "ARTICLES", 4)
    ask = ask_app(create_app(ferry_ledger, ferry.dossier.id))
    first = ask("/sources").text
    (link,) = re.findall(r'<a rel="next" href="([^"]+)"', first)
    assert link == "/sources?page=2#articles"
    ids = [article["id"] for page in (1, 2) for article in ask(f"/sources.json?page={page}").json()["articles"]]
    assert sorted(ids) == sorted(reading.article.id for reading in ferry.readings)
    assert '<a rel="prev" href="/sources#articles">' in ask(link).text


def test_who_quotes_whom_leads_to_the_words(ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    first = ferry.readings[2]
    words = str(first.article.text)[:10]
    outlet = replace(ferry.readings[4], article=replace(ferry.readings[4].article, outlet=words))
    told = Statement(id="told", mode="indirect", source=Span(0, len(words), words))
    ask = ask_of(Record(dossier=ferry.dossier, readings=(replace(first, statements=(told,), positions=()), outlet)))
    page = ask("/sources").text
    assert "Who quotes whom" in page
    (link,) = {unescape(link) for link in re.findall(r'href="(/sources\?cites=[^"&]+)"', page)}
    citing = ask(link).text
    assert "On the word of" in citing
    assert f'href="/article/{first.article.id}#c0-{len(words)}"' in citing


def test_a_hostile_outlet_shows_as_words(ask: Ask) -> None:
    page = ask("/sources").text
    (link,) = {unescape(link) for link in re.findall(r'href="(/sources\?outlet=%3Cb[^"]+)"', page)}
    shown = ask(link).text
    assert "&lt;b onmouseover=alert(1)&gt;Odd &amp; Co&lt;/b&gt;" in shown
    assert "<b " not in shown
