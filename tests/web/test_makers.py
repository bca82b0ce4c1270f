"""Pages are made by other processes where people wait for each other, and are the same pages, whoever makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from onrecord.ledger import Ledger
from onrecord.views import Record
from onrecord.web import apart, create_app
from onrecord.web.answering import Answering
from onrecord.web.apart import Apart, Work, work_of
from onrecord.web.app import PAGES
from onrecord.web.cache import MAKERS, Made
from onrecord.web.makers import Makers
from onrecord.web.page import Form, Page
from onrecord.web.visitor import Visitor

Ask = Callable[..., httpx.Response]

HERE, THERE = Made(b"here", {}), Made(b"there", {})
_BY_PATH = {page.path: page for page in PAGES}


class Helping:
    """Makes what it is given, at once, until it is not there any more."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.can = True
        self.asked = 0
        self.closed = False

    def make(self, work: Work) -> Made | None:  # noqa: ARG002  whatever it is
        self.asked += 1
        return THERE if self.can and self.is_there else None

    def close(self) -> None:
        self.closed = True


class Office:
    """Makers with helpers that can be looked at, and a clock that can be set."""

    def __init__(self, most: int, found: list[Helping]) -> None:
        self.now = 0.0
        self.found = found
        self.came = 0
        self.makers = Makers(self._find, most, lambda: self.now)

    def _find(self) -> Helping:
        self.came += 1
        return self.found[self.came - 1]

    def crowd(self, times: int) -> None:
        """So many pages are asked for while as many as can be made at once are being made."""
        opened, begun = Event(), [Event() for _ in range(MAKERS - 1)]

        def slow(number: int) -> Made:
            begun[number].set()
            assert opened.wait(10)
            return HERE

        with ThreadPoolExecutor(MAKERS) as threads:
            waiting = [threads.submit(self.make, partial(slow, number)) for number in range(MAKERS - 1)]
            assert all(event.wait(10) for event in begun)
            for _ in range(times):
                self.make()
            opened.set()
            assert all(one.result(10) in (HERE, THERE) for one in waiting)
        if (finding := self.makers._finding) is not None:
            finding.join(10)

    def make(self, here: Callable[[], Made] = lambda: HERE) -> Made:
        return self.makers.make(lambda: Work("/", "html", Visitor("reader"), {}), here)


def test_whoever_reads_alone_pays_for_no_other_process() -> None:
    office = Office(3, [Helping()])
    for _ in range(200):
        assert office.make() == HERE
    assert office.came == 0


def test_where_pages_wait_for_each_other_a_helper_is_found() -> None:
    office = Office(1, [Helping(), Helping()])
    office.crowd(30)
    assert office.came == 1
    assert office.make() == THERE
    assert office.make() == THERE, "it is free again"
    assert office.found[0].asked >= 2
    office.makers.close()
    assert office.found[0].closed


def test_a_crowd_now_and_then_is_no_reason() -> None:
    office = Office(1, [Helping()])
    for _ in range(10):
        office.crowd(5)
        office.now += 600
    assert office.came == 0


def test_a_helper_can_be_found_before_anybody_waits() -> None:
    office = Office(1, [Helping()])
    office.makers.begin()
    if (finding := office.makers._finding) is not None:
        finding.join(10)
    assert office.came == 1
    assert office.make() == THERE
    office.makers.begin()
    assert office.came == 1, "there is room for one"


def test_on_one_core_nobody_would_help() -> None:
    office = Office(0, [])
    office.makers.begin()
    office.crowd(100)
    assert office.came == 0


def test_what_a_helper_cannot_make_is_made_here() -> None:
    office = Office(1, [Helping()])
    office.crowd(30)
    office.found[0].can = False
    assert office.make() == HERE

    def broken() -> Made:
        raise ValueError("told here")

    with pytest.raises(ValueError, match="told here"):
        office.make(broken)
    office.found[0].can = True
    assert office.make() == THERE


def test_a_helper_that_is_gone_is_replaced_when_one_is_needed_again() -> None:
    office = Office(1, [Helping(), Helping()])
    office.crowd(30)
    office.found[0].is_there = False
    assert [office.make() for _ in range(3)] == [HERE] * 3
    office.crowd(30)
    assert office.came == 2
    assert office.make() == THERE


def test_one_that_cannot_start_is_not_tried_again() -> None:
    office = Office(2, [Helping(is_there=False)])
    office.crowd(60)
    office.crowd(60)
    assert office.came == 1
    assert office.make() == HERE


# The process itself


@pytest.fixture(scope="module")
def helper(ferry: Record, ferry_ledger: Ledger) -> Iterator[Apart]:
    made = Apart(ferry_ledger.address, ferry.dossier.id)
    yield made
    made.close()


def request_for(path: str, query: str = "", **parts: str) -> Request:
    where = {"path": path, "raw_path": path.encode(), "query_string": query.encode(), "path_params": parts}
    host = {"scheme": "http", "server": ("127.0.0.1", 8765), "headers": [(b"host", b"127.0.0.1:8765")]}
    return Request({"type": "http", "method": "GET", **host, **where})


@pytest.mark.parametrize("form", ["html", "json", "csv", "md"])
@pytest.mark.parametrize("page", ["/matrix", "/trail/{holder}/{term}", "/search"])
def test_it_is_the_same_page_whoever_makes_it(helper: Apart, ferry: Record, ferry_ledger: Ledger, form: Form, page: str) -> None:
    holder, term = ferry_ledger.matrix_places(ferry.dossier.id)[0]
    asked = {
        "/matrix": request_for("/", "by=side&since=2031"),
        "/trail/{holder}/{term}": request_for(f"/trail/{holder}/{term}", holder=holder, term=term),
        "/search": request_for("/search", "q=%22the+ferry%22"),
    }[page]
    visitor = Visitor("reviewer", "Ann", "a" * 64)
    here = Answering(ferry_ledger, ferry.dossier.id).make(Request({**asked.scope, "state": {"visitor": visitor}}), _BY_PATH[page], form)
    assert helper.make(work_of(asked, _BY_PATH[page], form, visitor)) == here


def test_what_is_not_there_is_left_to_the_server(helper: Apart) -> None:
    nobody = request_for("/actor/nobody", actor="nobody")
    assert helper.make(work_of(nobody, _BY_PATH["/actor/{actor}"], "html", Visitor("reader"))) is None
    assert helper.is_there
    unknown = Page(path="/nowhere", words="", template="problem_page.html", shows=dict, make=lambda asked: None)  # noqa: ARG005  never made
    assert helper.make(work_of(nobody, unknown, "html", Visitor("reader"))) is None
    assert helper.is_there


def test_one_that_nobody_asks_or_that_is_killed_is_not_there_any_more(ferry: Record, ferry_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    work = work_of(request_for("/today"), _BY_PATH["/today"], "json", Visitor("reader"))
    monkeypatch.setattr(apart, "IDLE_SECONDS", 0.0)
    idle = Apart(ferry_ledger.address, ferry.dossier.id)
    idle._process.join(10)
    assert idle._process.exitcode == 0
    assert (idle.make(work), idle.is_there) == (None, False)
    monkeypatch.undo()
    killed = Apart(ferry_ledger.address, ferry.dossier.id)
    assert killed.make(work) is not None
    killed._process.kill()
    killed._process.join(10)
    assert (killed.make(work), killed.is_there) == (None, False)
    killed.close()


def test_without_its_ledger_it_does_not_start(tmp_path: Any, capfd: pytest.CaptureFixture[str]) -> None:
    lost = Apart(str(tmp_path / "nowhere.sqlite"), "vel-ferry")
    assert not lost.is_there
    assert "there is no ledger" in capfd.readouterr().err


def test_pages_hold_the_token_of_whoever_asks_when_another_process_makes_them(
    ferry: Record, ferry_ledger: Ledger, helper: Apart, ask_app: Callable[[Starlette], Ask], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Always:
        def make(self, work: Callable[[], Work], here: Callable[[], Made]) -> Made:  # noqa: ARG002  nothing is made here
            asked.append(work())
            made = helper.make(work())
            assert made is not None
            return made

    monkeypatch.setattr("onrecord.web.answering.Makers", lambda *_: Always())
    app = create_app(ferry_ledger, ferry.dossier.id)
    browser = "c" * 43
    page = ask_app(app)("/review", headers={"cookie": f"{app.state.cookies.session}={browser}"})
    assert len(asked) == 1
    assert f'value="{app.state.sessions.csrf(browser)}"' in page.text
    assert page.headers["etag"]


@pytest.mark.parametrize(("articles", "helpers"), [(1, 1), (1_000_000, 0)])
def test_the_pages_of_a_large_record_are_made_by_two_from_the_start(
    ferry: Record, ferry_ledger: Ledger, monkeypatch: pytest.MonkeyPatch, articles: int, helpers: int
) -> None:
    found: list[Helping] = []

    def find(*_: str) -> Helping:
        found.append(Helping())
        return found[-1]

    monkeypatch.setattr("onrecord.web.answering.Apart", find)
    monkeypatch.setattr("onrecord.web.answering.other_cores", lambda: 1)
    monkeypatch.setattr("onrecord.web.answering._MANY_ARTICLES", articles)
    answering = Answering(ferry_ledger, ferry.dossier.id)
    answering.begin()
    answering.close()
    assert [helper.closed for helper in found] == [True] * helpers
