"""The search page: found words marked, each hit leading to its passage, whatever is typed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote, unquote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from starlette.applications import Starlette

from onrecord import queries
from onrecord.ledger import Ledger
from onrecord.records import Judgement, given_text
from onrecord.views import Record
from onrecord.views.search import Sought
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]
ODD = st.sampled_from(['"', "-", "*", "ferry", " ", "AND", "(", "'", "%", "\ud800"])
TYPED = st.one_of(st.text(max_size=30), st.lists(ODD, max_size=9).map("".join))


def found(ask: Ask, **asked: str) -> list[dict[str, Any]]:
    answer = ask(f"/search.json?{urlencode(asked)}")
    assert answer.status_code == 200
    hits: list[dict[str, Any]] = answer.json()["hits"]
    return hits


def test_an_empty_search_shows_how_to_search(ask: Ask) -> None:
    page = ask("/search").text
    assert "How to search" in page
    assert '<ol class="hits">' not in page
    assert ask("/search.json").json()["hits"] == []
    assert ask("/search?q=&holder=&since=").text.count("How to search") == 1


def test_a_position_that_is_likely_misread_bears_the_mark(ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    doubted = (replace(one, positions=tuple(replace(each, confidence=0.3) for each in one.positions)) for one in ferry.readings)
    ask = ask_of(replace(ferry, readings=tuple(doubted)))
    page = ask("/search?q=guards&in=position&in=statement").text
    assert page.count('<span class="unsure" title="unsure: read with a chance of 0.30') == page.count('<span class="tag">position</span>') > 0
    assert {hit["confidence"] for hit in found(ask, q="guards", **{"in": "position"})} == {0.3}


def test_what_is_found_is_marked_and_leads_to_its_place_on_the_article_s_page(ask: Ask) -> None:
    page = ask("/search?q=guards").text
    links = [unescape(link) for link in re.findall(r'<blockquote class="words" dir="auto"><a href="([^"]+)">', page)]
    assert len(links) > 5
    assert "<mark>guards</mark>" in page
    for link in links:
        address, _, fragment = link.partition("#")
        article = ask(address)
        assert article.status_code == 200
        if not fragment.startswith(":~:"):
            assert f'id="{unquote(fragment)}"' in article.text


def test_every_hit_stands_where_it_says(ask: Ask, ferry: Record) -> None:
    sources = {reading.article.id: {"text": given_text(reading.article), "title": reading.article.title or ""} for reading in ferry.readings}
    for word in ("guards", "ferry", "script"):
        rows = list(csv.DictReader(io.StringIO(ask(f"/search.csv?q={word}").text, newline="")))
        assert rows
        for row in rows:
            words = row["words"].removeprefix("… ").removesuffix(" …")
            assert words == sources[row["article"]][row["field"]][int(row["start"]) : int(row["end"])].removeprefix("'")


def test_hostile_words_show_as_text(ask: Ask) -> None:
    page = ask("/search?q=script+title").text
    assert "<script" not in page
    assert "&lt;<mark>script</mark>&gt;" in page
    assert ask("/search?q=%3Cscript%3E").text.count("<script") == 0
    assert 'value="&#34;&gt;&lt;b&gt;"' in ask("/search?q=%22%3E%3Cb%3E").text


def test_filters_narrow_what_is_found(ask: Ask) -> None:
    assert {hit["holder"] for hit in found(ask, q="ferry", holder="vorn")} == {"vorn"}
    assert {hit["stance"] for hit in found(ask, stance="against")} == {"against"}
    assert {hit["outlet"] for hit in found(ask, q="ferry", outlet="Vel Herald")} == {"Vel Herald"}
    assert {hit["kind"] for hit in found(ask, **{"in": "silence"})} == {"silence"}
    assert {hit["holder"] for hit in found(ask, side="ostmark", term="guards")} == {"hask", "lumen"}
    assert all(hit["day"]["value"] >= "2041-06" for hit in found(ask, q="ferry", since="2041-06"))
    assert found(ask, q="ferry", holder="nobody") == []
    page = ask("/search?q=ferry&holder=vorn&stance=for&since=2041-05").text
    assert '<option value="vorn" selected>' in page
    assert 'value="2041-05"' in page
    assert "<details open>" in page


def test_older_ones_follow_page_by_page(ferry_ledger: Ledger, ferry: Record, ask: Ask) -> None:
    sought = Sought(words="ferry")
    everything = queries.search(ferry_ledger, ferry.dossier, sought, limit=100).hits
    seen: list[Any] = []
    before: int | None = None
    while True:
        part = queries.search(ferry_ledger, ferry.dossier, sought, before=before, limit=3)
        seen += part.hits
        before = part.older
        if before is None:
            break
    assert len(everything) > 6
    assert tuple(seen) == everything
    asked_for = queries.search(ferry_ledger, ferry.dossier, sought, limit=3).older
    page = ask(f"/search?q=ferry&before={asked_for}").text
    assert "Older ones" in page
    assert f'href="/search?{urlencode(sought.parameters())}"' in page


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(TYPED, TYPED)
def test_whatever_is_typed_is_answered(ask: Ask, words: str, other: str) -> None:
    typed, filtered = (quote(each, errors="surrogatepass") for each in (words, other))
    answer = ask(f"/search?q={typed}&holder={filtered}&outlet={filtered}&term={filtered}&in={filtered}")
    assert answer.status_code == (400 if "\0" in words + other else 200)
    assert ask(f"/search.csv?q={typed}&since={filtered}").status_code in (200, 400)


@pytest.mark.parametrize("query", ["stance=firm", "since=soon", "before=-1", f"before={1 << 63}", "judged=maybe"])
def test_what_cannot_be_is_told(ask: Ask, query: str) -> None:
    answer = ask(f"/search?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.text


def test_what_the_machine_read_is_shown_on_request(ask_app: Callable[[Starlette], Ask], keep: Callable[[Record], Ledger], ferry: Record) -> None:
    ledger = keep(ferry)
    ask = ask_app(create_app(ledger, ferry.dossier.id))
    before = found(ask, q="ferry", view="machine")
    assert before == found(ask, q="ferry") == found(ask, q="ferry", view="judged")
    article = next(hit["article"] for hit in before if hit["kind"] == "position")
    for one in ledger.judgeable(article, ferry.dossier.id):
        ledger.judge(Judgement(dossier=ferry.dossier.id, action="reject", by="A. Reader", on=(one.binding,)))
    assert (article, "position") not in {(hit["article"], hit["kind"]) for hit in found(ask, q="ferry")}
    assert (article, "position") in {(hit["article"], hit["kind"]) for hit in found(ask, q="ferry", view="machine")}
    page = ask("/search?q=ferry&view=machine").text
    assert "As the machine read it, without what people judged." in page
    assert '<input type="hidden" name="view" value="machine">' in page
    for also in ("judged=accepted", "in=rejected"):
        assert ask(f"/search?view=machine&{also}").status_code == 400


def test_a_search_is_copied_with_its_filters(ask: Ask) -> None:
    told = ask("/search.md?q=ferry&holder=vorn&since=2041-05").text
    assert told.startswith("# Search: ferry\n\nOnly holder: vorn; not before: 2041-05.\n")
    assert re.search(r"(?m)^    > the ferry would sail on Sunday, guards or no guards\[\^\d+\]$", told)
