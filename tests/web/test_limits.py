"""How much may be asked for at once, and how often."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from onrecord.ledger import Ledger
from onrecord.views import Record
from onrecord.web import create_app
from onrecord.web.bodies import LARGEST, MOST_FIELDS, whole_body
from onrecord.web.buckets import Buckets
from onrecord.web.limits import LONGEST_PATH, LONGEST_QUERY, MOST_PARAMETERS, SEARCH_BURST, client_of

Ask = Callable[..., httpx.Response]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/article/" + "x" * LONGEST_PATH, 414),
        ("/article/" + "x" * 4000, 404),
        ("/article?id=" + "x" * LONGEST_QUERY, 414),
        ("/conflicts.json?" + "&".join(["a=b"] * MOST_PARAMETERS), 200),
        ("/conflicts.json?" + "&".join(["a=b"] * (MOST_PARAMETERS + 1)), 400),
        ("/article/%00", 400),
        ("/article.json?id=a%00b", 400),
    ],
)
def test_addresses_have_limits(path: str, status: int, ask: Ask) -> None:
    answer = ask(path)
    assert answer.status_code == status
    assert "Content-Security-Policy" in answer.headers


def test_what_is_refused_early_is_told_in_the_form_that_was_asked_for(ask: Ask) -> None:
    assert ask("/article.json?id=%00").json()["error"] == {
        "status": 400,
        "title": "Not possible",
        "message": "This address holds a character that stands in no text (NUL). Take it out.",
    }


def test_a_form_has_a_limit(ask: Ask) -> None:
    assert ask("/", "POST", form={"words": "x" * (LARGEST + 1)}).status_code == 413
    assert ask("/", "POST", form={"words": "x" * (LARGEST // 2)}).status_code == 405


def test_a_form_that_cannot_be_read_is_refused(ask: Ask) -> None:
    headers = {"content-type": "multipart/form-data"}
    assert ask("/", "POST", headers, {"words": "no boundary"}).status_code == 400
    assert ask("/", "POST", form={str(number): "" for number in range(MOST_FIELDS + 1)}).status_code == 400


def body(*messages: Message, length: str = "") -> bytes:
    """What is read of a body that comes in these messages."""
    waiting = list(messages)

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(60)
        return waiting.pop(0)

    headers = [(b"content-length", length.encode())] if length else []
    return asyncio.run(whole_body(Request({"type": "http", "headers": headers}, receive)))


def part(content: bytes, *, more: bool = True) -> Message:
    return {"type": "http.request", "body": content, "more_body": more}


def test_a_body_is_read_up_to_a_limit_whatever_it_says_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert body(part(b"a"), part(b"b", more=False)) == b"ab"
    assert body(part(b"a", more=False), length="many") == b"a"
    monkeypatch.setattr("onrecord.web.bodies._SECONDS", 0.01)
    refusals = [
        (413, [], "9" * 5000),
        (413, [], str(LARGEST + 1)),
        (413, [part(b"x" * LARGEST), part(b"x")], "2"),
        (400, [part(b"a"), {"type": "http.disconnect"}], ""),
        (408, [part(b"a")], ""),
    ]
    for status, messages, length in refusals:
        with pytest.raises(HTTPException) as refused:
            body(*messages, length=length)
        assert refused.value.status_code == status


def test_searches_are_limited(monkeypatch: pytest.MonkeyPatch, ferry: Record, ferry_ledger: Ledger, ask_app: Callable[[Starlette], Ask]) -> None:
    monkeypatch.setattr("onrecord.web.limits.SEARCH_BURST", SEARCH_BURST)
    monkeypatch.setattr("onrecord.web.limits.Buckets", partial(Buckets, clock=lambda: 0.0))
    asked = ask_app(create_app(ferry_ledger, ferry.dossier.id))
    answers = [asked(f"/search{ending}?q=ferry") for ending in [*[".json"] * (SEARCH_BURST - 1), "", "", ".json"]]
    assert [answer.status_code for answer in answers] == [200] * SEARCH_BURST + [429] * 2
    assert answers[-1].headers["retry-after"] == "1"
    assert asked("/conflicts.json").status_code == 200


def test_a_bucket_fills_again() -> None:
    now = 100.0
    buckets = Buckets(burst=2, a_second=0.5, clock=lambda: now)
    assert [buckets.take("a"), buckets.take("a"), buckets.take("a"), buckets.take("b")] == [0, 0, 2, 0]
    now += 2
    assert [buckets.take("a"), buckets.take("a")] == [0, 2]
    now += 1000
    assert [buckets.take("a"), buckets.take("a"), buckets.take("a")] == [0, 0, 2]


def test_buckets_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.buckets._MOST_BUCKETS", 2)
    buckets = Buckets(burst=1, a_second=0.001)
    for whose in ("a", "b", "c"):
        assert buckets.take(whose) == 0
    assert buckets.take("c") > 0
    assert buckets.take("a") == 0


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
        ("x" * 999, "x" * 64),
    ],
)
def test_a_household_is_one_client(host: str, client: str) -> None:
    assert client_of(Request({"type": "http", "client": (host, 1), "headers": []})) == client
