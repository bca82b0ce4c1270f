"""What is asked for twice is made once, what is made for one visitor never shows another's, and nothing outlives a change of the record."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response

from onrecord.ledger import Ledger
from onrecord.records import Judgement
from onrecord.views import Record
from onrecord.web.answering import Answering
from onrecord.web.cache import Cache, Made
from onrecord.web.page import Asked, Page
from onrecord.web.visitor import Visitor

Ask = Callable[..., httpx.Response]


class Counted:
    """A page that counts how often it is made, and shows all that it is told."""

    def __init__(self, *, personal: bool = False) -> None:
        self.made = 0
        self.found = True
        self.seconds = 0.0
        self.page = Page(path="/counted", words="Shows.", template="problem_page.html", shows=dict, make=self.make, personal=personal)

    def make(self, asked: Asked) -> dict[str, Any] | None:
        self.made += 1
        time.sleep(self.seconds)
        told = {"made": self.made, "csrf": asked.visitor.csrf, "role": asked.visitor.role, "name": asked.visitor.name}
        return {**told, "last_visit": asked.visitor.last_visit, "query": dict(asked.query)} if self.found else None


def app_of(ledger: Ledger, dossier_id: str, page: Page) -> Starlette:
    """One page alone. Who asks is told by headers."""

    async def let_in(request: Request, call_next: RequestResponseEndpoint) -> Response:
        said = request.headers
        role, last = "reviewer" if said.get("role") == "reviewer" else "reader", said.get("last")
        request.state.visitor = Visitor(role, said.get("name", ""), said.get("browser", ""), last)  # type: ignore[arg-type]
        return await call_next(request)

    answering = Answering(ledger, dossier_id)
    app = Starlette(routes=[*answering.routes(page)], exception_handlers={Exception: answering.failed})
    app.add_middleware(BaseHTTPMiddleware, dispatch=let_in)
    return app


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def ask_counted(counted: Counted, ferry: Record, ferry_ledger: Ledger, ask_app: Callable[[Starlette], Ask]) -> Ask:
    return ask_app(app_of(ferry_ledger, ferry.dossier.id, counted.page))


def test_what_is_asked_for_twice_is_made_once(ask_counted: Ask, counted: Counted) -> None:
    first, again = ask_counted("/counted.json?a=1"), ask_counted("/counted.json?a=1")
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert first.headers == again.headers
    assert first.headers["content-type"] == "application/json"
    assert counted.made == 1
    assert ask_counted("/counted.json?a=2").json()["query"] == {"a": "2"}
    assert ask_counted("/counted.json?a=1", headers={"host": "localhost:8765"}).json()["made"] == 3, "whole addresses may stand in pages"


def test_a_browser_that_has_the_page_is_told_so(ask_counted: Ask, counted: Counted) -> None:
    tag = ask_counted("/counted.json").headers["etag"]
    answer = ask_counted("/counted.json", headers={"if-none-match": f'"other", {tag}'})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert ask_counted("/counted.json", headers={"if-none-match": '"other"'}).status_code == 200
    assert ask_counted("/counted.json?a=1", headers={"if-none-match": tag}).status_code == 200
    assert ask_counted("/counted.json", headers={"if-none-match": tag, "browser": "b"}).status_code == 200
    assert counted.made == 2


def test_whatever_is_written_makes_pages_anew(counted: Counted, ferry: Record, keep: Callable[[Record], Ledger], ask_app: Callable[..., Ask]) -> None:
    ledger = keep(ferry)
    ask = ask_app(app_of(ledger, ferry.dossier.id, counted.page))
    tag = ask("/counted.json").headers["etag"]
    article = next(reading.article.id for reading in ferry.readings if reading.positions)
    binding = ledger.judgeable(article, ferry.dossier.id)[0].binding
    ledger.judge(Judgement(dossier=ferry.dossier.id, action="reject", by="Vera", on=(binding,)))
    answer = ask("/counted.json", headers={"if-none-match": tag})
    assert (answer.status_code, answer.json()["made"]) == (200, 2)
    assert answer.headers["etag"] != tag


def test_everybody_gets_their_own_csrf_token(ask_counted: Ask, counted: Counted) -> None:
    tokens = [ask_counted("/counted.json", headers={"browser": name}).json()["csrf"] for name in ("b1", "b2", "b1")]
    assert tokens == ["b1", "b2", "b1"]
    assert counted.made == 1


def test_roles_and_names_share_nothing(ask_counted: Ask, counted: Counted) -> None:
    visitors = [{"role": "reader"}, {"role": "reviewer"}, {"role": "reviewer", "name": "Ana"}, {"role": "reviewer", "name": "Ben"}]
    for visitor in visitors * 2:
        told = ask_counted("/counted.json", headers=visitor).json()
        assert {name: told[name] for name in visitor} == visitor
    assert counted.made == len(visitors)


@pytest.mark.parametrize("personal", [False, True])
def test_only_a_personal_page_is_told_of_the_last_visit(
    ferry: Record, ferry_ledger: Ledger, ask_app: Callable[[Starlette], Ask], *, personal: bool
) -> None:
    counted = Counted(personal=personal)
    ask = ask_app(app_of(ferry_ledger, ferry.dossier.id, counted.page))
    days = ["2032-03-04", "2032-03-05", "2032-03-04"]
    told = [ask("/counted.json", headers={"last": day}).json()["last_visit"] for day in days]
    assert told == (days if personal else [None] * 3)
    assert counted.made == (2 if personal else 1)


def test_many_who_ask_at_once_wait_for_one_maker(counted: Counted, ferry: Record, ferry_ledger: Ledger) -> None:
    counted.seconds = 0.05
    app = app_of(ferry_ledger, ferry.dossier.id, counted.page)

    async def ask_all() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return await asyncio.gather(*(client.get("/counted.json") for _ in range(12)))

    answers = asyncio.run(ask_all())
    assert {answer.json()["made"] for answer in answers} == {1}
    assert counted.made == 1


def test_what_is_not_there_is_looked_for_again(ask_counted: Ask, counted: Counted) -> None:
    counted.found = False
    assert ask_counted("/counted.json").status_code == 404
    counted.found = True
    assert ask_counted("/counted.json").status_code == 200


def test_without_a_token_nothing_is_kept(ask_counted: Ask, counted: Counted, ferry_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ferry_ledger, "token", lambda: None)
    answers = [ask_counted("/counted.json") for _ in range(2)]
    assert [answer.json()["made"] for answer in answers] == [1, 2]
    assert "etag" not in answers[0].headers


@pytest.mark.parametrize(("most", "room", "kept"), [(3, 10_000, 3), (100, 1_000, 10), (100, 799, 0)])
def test_it_keeps_no_more_than_it_may(most: int, room: int, kept: int) -> None:
    cache = Cache(most, room)
    made: list[int] = []

    def make(key: int) -> Made:
        made.append(key)
        return Made(b"x" * 100, {})

    async def ask(keys: list[int]) -> None:
        for key in keys:
            await cache.give(key, lambda: make(key))  # noqa: B023  it is called before the next turn

    asyncio.run(ask([*range(20)]))
    made.clear()
    asyncio.run(ask([*range(19, -1, -1)]))
    assert 20 - len(made) == kept
    assert set(range(20)) - set(made) == set(range(20 - kept, 20)), "what was asked for last stays"
