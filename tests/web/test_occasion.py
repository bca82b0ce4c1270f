"""The page of an occasion."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import httpx
from msgspec.structs import replace

from onrecord.records import Occasion, PositionReference, Span
from onrecord.views import Record

Ask = Callable[..., httpx.Response]


def test_the_list_leads_to_the_page(ask: Ask) -> None:
    (link,) = set(re.findall(r'href="(/occasion/[^"]+)"', ask("/occasions").text))
    page = ask(unescape(link))
    assert page.status_code == 200
    for outlet in ("Vel Herald", "The Evening Stage"):
        assert outlet in page.text


def test_every_passage_leads_to_its_article(ask: Ask) -> None:
    page = ask("/occasion/occasion-1").text
    links = {unescape(link) for link in re.findall(r'href="(/article/[^"]+#[^"]+)"', page)}
    assert len(links) >= 4
    for link in links:
        address, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in ask(address).text, link


def test_a_headline_stands_over_its_report(ask: Ask) -> None:
    page = ask("/occasion/occasion-1").text
    assert re.search(r'class="headline-over"[^>]*><a href="/article/evening-stage-refuses">Karsia refuses to drop freight tariff</a>', page)


def test_what_is_no_occasion_is_not_on_record(ask: Ask) -> None:
    for name in ("nothing", "conflict-1", "..%2f"):
        assert ask(f"/occasion/{name}").status_code == 404


def test_it_is_json_too(ask: Ask) -> None:
    shown = ask("/occasion/occasion-1.json").json()
    assert (shown["count"], len(shown["reports"]), shown["places"][0]["term"]) == (2, 2, "tariff")


def test_hostile_words_show_as_words(ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    one = ferry.readings[5]
    (position,) = one.positions
    other = replace(one, article=replace(one.article, id="again", url=None))
    told = tuple(PositionReference(article=name, position=position.id, holder="karsia", term="tariff") for name in (one.article.id, "again"))
    row = Occasion(id='<b id="x">', holders=("karsia",), positions=told)
    page = ask_of(Record(dossier=ferry.dossier, readings=(one, other), comparison=(row,)))("/occasion/%3Cb%20id=%22x%22%3E")
    assert page.status_code == 200
    assert "<script>document" not in page.text
    assert "&lt;script&gt;" in page.text
    assert isinstance(position.evidence[0], Span)
