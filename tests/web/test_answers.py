"""The page of offers and answers: what is open, what is answered and how, what is left open."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from onrecord import queries
from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.comparison_rows import read_comparison
from onrecord.records import Answer, AnswerReference, Position, PositionReference, Question
from onrecord.views import Record
from onrecord.views.paging import Chosen
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]
Keep = Callable[[Record], Ledger]


def place(record: Record, holder: str, term: str) -> tuple[str, Position]:
    """A position of a holder on a term, with its article."""
    found = ((one.article.id, each) for one in record.readings for each in one.positions if (each.holder, each.term) == (holder, term))
    return next(found)


@pytest.fixture(scope="module")
def answered(ferry: Record, keep: Keep) -> Ledger:
    """The dispute with an answer by Hask to what Vorn says of the tariff, and a question left open."""
    offer, reply = place(ferry, "vorn", "tariff"), place(ferry, "hask", "guards")
    to, by = (PositionReference(article=name, position=one.id, holder=one.holder, term=one.term) for name, one in (offer, reply))
    answer = Answer(
        id="answer-1", to=to, by=AnswerReference(article=by.article, actor="hask", position=by.position, evidence=reply[1].evidence), how="rejects"
    )
    question = Question(id="question-1", term="ferry", positions=(by,))
    return keep(replace(ferry, comparison=(*ferry.comparison, answer, question)))


@pytest.fixture(scope="module")
def ask_answered(answered: Ledger, ferry: Record, ask_app: Callable[[Starlette], Ask]) -> Ask:
    return ask_app(create_app(answered, ferry.dossier.id))


def test_an_offer_stands_beside_its_answer_with_the_words_of_both(ask_answered: Ask, ferry: Record) -> None:
    page = ask_answered("/answers").text
    _, reply = place(ferry, "hask", "guards")
    assert "answered" in page
    assert "rejects" in page
    assert reply.evidence[0].text in page
    assert 'href="/actor/vorn"' in page
    assert 'href="/trail/vorn/tariff"' in page
    assert 'Left open: <a href="/term/ferry">ferry</a>' in page


def test_the_navigation_leads_to_it(ask: Ask) -> None:
    assert '<a href="/answers">Answers</a>' in ask("/").text
    assert '<a href="/answers" aria-current="page">Answers</a>' in ask("/answers").text


@pytest.mark.parametrize(
    ("query", "states"),
    [
        ("kind=answered", {"answered"}),
        ("kind=rejects", {"answered"}),
        ("kind=accepts", set()),
        ("kind=open", {"open"}),
        ("holder=hask&term=tariff", {"answered"}),
        ("since=2099", set()),
    ],
)
def test_the_list_can_be_narrowed(ask_answered: Ask, query: str, states: set[str]) -> None:
    shown = ask_answered(f"/answers.json?{query}").json()
    assert {one["offer"]["state"] for one in shown["offers"]} == states
    assert shown["total"] == len(shown["offers"])
    assert not shown["questions"], "questions are offered and answered by nobody"


def test_nothing_that_passes_is_said_with_a_way_on(ask_answered: Ask) -> None:
    page = ask_answered("/answers?kind=accepts").text
    assert "No offer is on record that passes what is chosen" in page
    assert '<select id="choose-kind"' in page
    assert '<a href="/">the matrix</a>' in page


def test_offers_come_in_pages_and_questions_on_the_first(
    ask_answered: Ask, ask_app: Callable[[Starlette], Ask], answered: Ledger, ferry: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ask_answered("/answers.json").json()
    assert whole["total"] > 1
    monkeypatch.setattr("onrecord.web.lists.FINDINGS", 1)
    asked = ask_app(create_app(answered, ferry.dossier.id))
    pages: list[dict[str, Any]] = [asked(f"/answers.json?page={number}").json() for number in range(1, whole["total"] + 1)]
    assert [one for page in pages for one in page["offers"]] == whole["offers"]
    assert [len(page["questions"]) for page in pages] == [1, *([0] * (whole["total"] - 1))]
    assert 'rel="next" href="/answers?page=2"' in asked("/answers").text


def test_of_many_offers_the_newest_are_looked_at_and_that_is_said(
    ask_answered: Ask, ask_app: Callable[[Starlette], Ask], answered: Ledger, ferry: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ask_answered("/answers.json").json()
    assert not whole["older"]
    monkeypatch.setattr("onrecord.queries.answers.NEWEST", 1)
    asked = ask_app(create_app(answered, ferry.dossier.id))
    assert 0 < asked("/answers.json").json()["total"] < whole["total"]
    assert "Only the newest offers are looked at here" in asked("/answers").text


def test_what_was_answered_is_looked_through_once_for_all_pages(answered: Ledger, ferry: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str | None] = []

    def look(connection: Any, dossier_id: str, kind: str | None) -> Any:
        looked.append(kind)
        return read_comparison(connection, dossier_id, kind)

    monkeypatch.setattr("onrecord.ledger.newest.read_comparison", look)
    with open_ledger(answered.name) as opened:
        for chosen in (Chosen(), Chosen(kind="open"), Chosen(holder="hask")):
            shown = queries.answer_list(opened, ferry.dossier, chosen)
            assert shown.offers == queries.answer_list(opened, ferry.dossier, chosen, limit=None).offers
    assert looked == ["answer"] * 4, "once for pages, and each time for all of it"


def test_a_table_has_a_row_for_each_answer(ask_answered: Ask, ferry: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(ask_answered("/answers.csv").text)))
    (row,) = (one for one in rows if one["answer"])
    _, reply = place(ferry, "hask", "guards")
    assert (row["holder"], row["term"], row["answer"], row["answer_by"]) == ("vorn", "tariff", "rejects", "hask")
    assert row["answer_words"] == reply.evidence[0].text
    assert {one["state"] for one in rows} == {"open", "answered", "left open"}
    assert "answered by" in ask_answered("/answers.md").text


@pytest.mark.parametrize("query", ["kind=odd", "since=monday", "page=0"])
def test_what_cannot_be_asked_is_refused(ask: Ask, query: str) -> None:
    assert ask(f"/answers?{query}").status_code == 400


def test_the_page_does_not_read_the_whole_record(ask_app: Callable[[Starlette], Ask], answered: Ledger, ferry: Record, monkeypatch: Any) -> None:
    def too_much(*_: object, **__: object) -> None:
        raise AssertionError("the whole record was asked for")

    for name in ("readings", "articles", "positions", "list_positions"):
        monkeypatch.setattr(f"onrecord.ledger.Ledger.{name}", too_much)
    assert ask_app(create_app(answered, ferry.dossier.id))("/answers").status_code == 200
