"""Lists of shifts, conflicts and occasions: narrowed, in pages, and honest about what is not in them yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import httpx
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from onrecord.ledger import Ledger
from onrecord.records import Conflict, Judgement
from onrecord.views import Record
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]
Keep = Callable[[Record], Ledger]


@pytest.fixture(scope="module")
def many(ferry: Record, ask_of: Callable[[Record], Ask]) -> Ask:
    """The same conflict five times over, each less severe than the one before."""
    (one,) = (row for row in ferry.comparison if isinstance(row, Conflict))
    rows = [replace(one, id=f"conflict-{number}", severity=0.9 - number / 10) for number in range(5)]
    return ask_of(replace(ferry, comparison=tuple(rows)))


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.lists.FINDINGS", 2)


@pytest.mark.parametrize(
    ("path", "total"),
    [
        ("/shifts.json", 1),
        ("/shifts.json?holder=vorn&term=ferry", 1),
        ("/shifts.json?holder=karsia", 0),
        ("/shifts.json?kind=own", 1),
        ("/shifts.json?kind=added", 0),
        ("/shifts.json?since=2041-06", 1),
        ("/shifts.json?since=2041-06-02", 0),
        ("/shifts.json?since=", 1),
        ("/conflicts.json?kind=within-article&holder=vorn", 1),
        ("/conflicts.json?kind=within-holder", 0),
        ("/conflicts.json?after=2000-01-01T00:00Z", 1),
        ("/conflicts.json?after=3000-01-01", 0),
        ("/occasions.json?kind=wording&term=tariff", 1),
        ("/occasions.json?kind=number", 0),
    ],
)
def test_a_list_can_be_narrowed(ask: Ask, path: str, total: int) -> None:
    shown = ask(path).json()
    assert shown["total"] == total
    assert len(shown[path.partition(".")[0].strip("/")]) == total


@pytest.mark.parametrize("query", ["kind=odd", "since=monday", "page=0", "page=x", "after=soon", "after=2041-13-01T00:00Z", "page=1000000"])
def test_what_cannot_be_asked_is_refused(ask: Ask, query: str) -> None:
    assert ask(f"/conflicts?{query}").status_code == 400


def test_a_list_says_what_it_is_narrowed_to(ask: Ask) -> None:
    page = ask("/shifts?holder=vorn&kind=own").text
    assert re.search(r'<option value="vorn" selected>Ilse Vorn</option>', page)
    assert re.search(r'<option value="own" selected>', page)
    nothing = ask("/shifts?holder=karsia").text
    assert "No change of stance is on record that passes what is chosen." in nothing
    assert '<a href="/">The matrix</a> leads to trails' in nothing
    assert "No conflict between reports is on record that passes what is chosen." in ask("/conflicts?holder=karsia").text
    assert '<select id="choose-holder"' in nothing, "the way back to the whole list"


def test_every_finding_stands_on_one_page(many: Ask, small_pages: None) -> None:
    seen = []
    for page in _pages(many, "/conflicts"):
        seen += re.findall(r'<section class="row" id="conflict-(conflict-\d)">', page)
    assert seen == [f"conflict-{number}" for number in range(5)]


def _pages(ask: Ask, path: str) -> Iterator[str]:
    link: str | None = path
    while link:
        page = ask(unescape(link)).text
        yield page
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        link = following[1] if following else None


def test_a_page_beyond_the_last_is_empty(many: Ask) -> None:
    assert many("/conflicts.json?page=9").json()["conflicts"] == []


def test_pages_keep_what_is_chosen(many: Ask, small_pages: None) -> None:
    page = many("/conflicts?holder=vorn&page=2").text
    assert 'href="/conflicts?holder=vorn"' in page
    assert 'href="/conflicts?holder=vorn&amp;page=3"' in page
    assert "page 2 of 3" in page


def test_a_table_has_all_rows(many: Ask, small_pages: None) -> None:
    assert len(many("/conflicts.csv").text.splitlines()) == 1 + 5 * 2, "a row for each passage"


@pytest.mark.parametrize("path", ["/today", "/shifts", "/conflicts", "/occasions", "/occasion/occasion-1", "/sources", "/sources?outlet=Vel+Herald"])
def test_no_list_reads_the_whole_record(monkeypatch: pytest.MonkeyPatch, ask_app: Any, ferry: Record, ferry_ledger: Ledger, path: str) -> None:
    def too_much(*_: object, **__: object) -> None:
        raise AssertionError("the whole record was asked for")

    for name in ("readings", "comparison", "articles", "positions"):
        monkeypatch.setattr(f"onrecord.ledger.Ledger.{name}", too_much)
    assert ask_app(create_app(ferry_ledger, ferry.dossier.id))(path).status_code == 200


@pytest.fixture
def judged(ferry: Record, keep: Keep) -> Ledger:
    """A ledger in which somebody judged after the record was compared."""
    ledger = keep(ferry)
    binding = ledger.judgeable("evening-stage-refuses", ferry.dossier.id)[0].binding
    ledger.judge(Judgement(dossier=ferry.dossier.id, action="reject", by="Ana", on=(binding,)))
    return ledger


def test_judgements_are_taken_in_where_that_is_soon_done(judged: Ledger, ferry: Record, ask_app: Callable[[Starlette], Ask]) -> None:
    page = ask_app(create_app(judged, ferry.dossier.id))("/conflicts").text
    assert "not taken in" not in page
    assert judged.is_compared(ferry.dossier.id)


def test_where_it_would_take_long_the_page_says_what_is_missing(
    judged: Ledger, ferry: Record, ask_app: Callable[[Starlette], Ask], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.queries.findings.SOON_COMPARED", 1)
    ask = ask_app(create_app(judged, ferry.dossier.id))
    for path in ("/conflicts", "/shifts", "/occasions", "/today"):
        page = ask(path).text
        assert "<strong>1 judgement</strong> since the record was last compared is not taken in here yet" in page
        assert "onrecord compare --keep" in page
    assert ask("/conflicts.json").json()["total"] == 1
    assert not judged.is_compared(ferry.dossier.id)
