"""Today: what is new since the last visit, since a moment, or of the last week on record."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from importlib import import_module

import httpx
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from onrecord import queries
from onrecord.ledger import Ledger
from onrecord.records import DossierReference, Judgement, Reader, text_sha256
from onrecord.views import Record
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]
Keep = Callable[[Record], Ledger]


def test_a_first_visit_shows_the_last_week_on_record(ask: Ask) -> None:
    page = ask("/today").text
    assert "You have not been here before, so this is the last week on record: what is of 28 May 2041 or later." in page
    shown = ask("/today.json").json()
    assert (shown["since"]["how"], shown["since"]["day"]) == ("first", "2041-05-28")
    assert [article["published"] for article in shown["articles"]] == ["2041-06-04", "2041-06-03", "2041-06-02"]
    assert (shown["all_shifts"], shown["all_conflicts"], shown["all_occasions"]) == (1, 1, 1)


def test_what_came_in_after_a_moment_is_new(ferry: Record, keep: Keep, ask_app: Callable[[Starlette], Ask]) -> None:
    ledger = keep(replace(ferry, readings=ferry.readings[:3], comparison=()))
    before = ledger.last_times(ferry.dossier.id)[0] or ""
    run = ledger.runs(ferry.dossier.id)[0]
    for reading in ferry.readings[3:]:
        ledger.store(replace(reading, reader=Reader(run.version), dossier=DossierReference(ferry.dossier.id, run.dossier_sha256 or "")), run.id)
    ledger.set_comparison(ferry.dossier.id, ferry.comparison)
    shown = ask_app(create_app(ledger, ferry.dossier.id))(f"/today.json?since={before}").json()
    assert {article["id"] for article in shown["articles"]} == {reading.article.id for reading in ferry.readings[3:]}
    # The shift is told by articles that were there before; one report of the occasion, and both of the conflict, are new.
    assert (shown["all_shifts"], shown["all_conflicts"], shown["all_occasions"]) == (0, 1, 1)
    assert (shown["all_articles"], shown["reports"]) == (3, 3)


def test_nothing_new_is_told_in_words(ask: Ask) -> None:
    page = ask("/today?since=3000-01-01").text
    assert "Since 1 January 3000, 00:00 UTC." in page
    assert "Nothing is new. The last article came in" in page


@pytest.mark.parametrize("moment", ["2000-01-01", "2000", "2000-01-01T09:00Z", "2000-01-01T09:00:00.5+02:00", "2000-01-01T09:00"])
def test_a_moment_may_be_written_in_several_ways(ask: Ask, moment: str) -> None:
    shown = ask(f"/today.json?since={moment.replace('+', '%2B')}").json()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", shown["since"]["moment"])
    assert shown["all_articles"] == 6


@pytest.mark.parametrize("moment", ["monday", "2041-13-01", "2041-06-01T25:00Z", "0001-01-01T00:00+14:00"])
def test_what_is_no_moment_is_refused(ask: Ask, moment: str) -> None:
    assert ask(f"/today?since={moment.replace('+', '%2B')}").status_code == 400


def test_the_rest_is_a_link_away(ask_app: Callable[[Starlette], Ask], ferry_ledger: Ledger, ferry: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("onrecord.queries.today"), "ARTICLES", 2)
    ask = ask_app(create_app(ferry_ledger, ferry.dossier.id))
    page = ask("/today?since=2000-01-01").text
    (link,) = re.findall(r'<a href="([^"]+)">and 4 more articles</a>', page)
    assert ask(unescape(link).replace("/sources", "/sources.json")).json()["total"] == 6


def test_everything_shown_leads_to_its_words(ask: Ask) -> None:
    page = ask("/today?since=2000-01-01").text
    for place in ("shifts", "conflicts", "occasions"):
        section = page[page.index(f'<section id="{place}"') :].partition('class="sheet"')[2].partition("<section id=")[0]
        assert re.search(r'href="/article/[^"]+#[ct]\d+-\d+"', section), place


def test_an_edit_shows_what_became_of_headline_and_quotations(ferry: Record, keep: Keep, ask_app: Callable[[Starlette], Ask]) -> None:
    ledger = keep(ferry)
    before = ledger.last_times(ferry.dossier.id)[0] or ""
    first, run = ferry.readings[0], ledger.runs(ferry.dossier.id)[0]
    text = f"{first.article.text} “The <b>ferry</b> sails,” she said."
    article = replace(first.article, title="Ferry & all", text=text, text_sha256=text_sha256(text))
    reference = DossierReference(ferry.dossier.id, run.dossier_sha256 or "")
    ledger.store(replace(first, article=article, reader=Reader(run.version), dossier=reference, positions=(), statements=(), silences=()), run.id)
    page = ask_app(create_app(ledger, ferry.dossier.id))(f"/today?since={before}").text
    assert "<ins><bdi>Ferry &amp; all</bdi></ins>" in page
    assert "<ins>The &lt;b&gt;ferry&lt;/b&gt; sails,</ins>" in page
    assert "no correction note" in page


def test_judgements_of_others_are_told(ferry: Record, keep: Keep) -> None:
    ledger = keep(ferry)
    binding = ledger.judgeable("evening-stage-refuses", ferry.dossier.id)[0].binding
    ledger.judge(Judgement(dossier=ferry.dossier.id, action="accept", by="Ana", why="as it <stands>", on=(binding,)))
    ledger.judge(Judgement(dossier=ferry.dossier.id, action="accept", by="Bo", on=(binding,)))
    moment = "2000-01-01T00:00:00.000000Z"
    told = queries.today(ledger, ferry.dossier, visit=moment, name="Bo")
    assert ([one.by for one in told.judgements], told.all_judgements) == (["Ana"], 1)
    assert told.judgements[0].passage is not None
    assert queries.today(ledger, ferry.dossier, visit=moment).all_judgements == 2


def test_an_empty_record_has_a_today(ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    page = ask_of(Record(dossier=ferry.dossier))("/today").text
    assert "Nothing with a day has been read yet." in page
    assert "Nothing is new." in page
