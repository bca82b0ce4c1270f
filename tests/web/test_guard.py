from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Message

from onrecord.ledger import Ledger
from onrecord.views import Record
from onrecord.web import create_app
from onrecord.web.access import Entrance
from onrecord.web.guard import is_loopback

Ask = Callable[..., httpx.Response]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8765", "[::1]", "127.9.9.9:80"])
def test_this_computer_is_answered(host: str, ask: Ask) -> None:
    assert ask("/", headers={"host": host}).status_code == 200


FOREIGN = [
    "",
    "evil.example",
    "evil.example:8765",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "10.0.0.1",
    "0.0.0.0",  # noqa: S104
    "[::1].evil.example",
    "[::1]@evil.example",
    "[::1]:8765.evil.example",
    "[::1",
    "[]",
    "[evil.example]",
    "127.0.0.1:8765@evil.example",
    "127.0.0.1:",
    "127.0.0.1:eighty",
    "localhost evil.example",
    "localhost,evil.example",
]


@pytest.mark.parametrize("host", FOREIGN)
def test_foreign_names_are_not(host: str, ask: Ask) -> None:
    answer = ask("/matrix.json", headers={"host": host})
    assert answer.status_code == 421
    assert "ferry" not in answer.text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("hosts", [["127.0.0.1:8765", "127.0.0.1:8765"], ["127.0.0.1:8765", "evil.example"], ["evil.example", "127.0.0.1:8765"], []])
def test_a_request_names_just_one_host(hosts: list[str], app: Starlette) -> None:
    """Which of two would count is anybody's guess; httpx sends one, so this asks the application itself."""
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    headers = [(b"host", host.encode()) for host in hosts]
    asked = {"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": "/", "query_string": b"", "headers": headers}
    asyncio.run(app(asked, receive, send))
    assert told[0]["status"] == 421


def test_every_answer_has_a_strict_policy(ask: Ask) -> None:
    for path in ("/", "/matrix.json", "/static/style.css", "/nothing", "/matrix?by=nobody", "/matrix?by=%00"):
        headers = ask(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' data:;")
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self';" in policy
        assert "form-action 'self';" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_other_names_are_answered_where_they_are_given(ferry: Record, ferry_ledger: Ledger, ask_app: Callable[[Starlette], Ask]) -> None:
    named = ask_app(create_app(ferry_ledger, ferry.dossier.id, Entrance(frozenset({"Ferry.example", "2001:db8::7"}), "a-token-of-the-ferry-desk")))
    for host in ("ferry.example", "FERRY.example:443", "[2001:db8::7]:8765", "localhost"):
        assert named("/sign-in", headers={"host": host}).status_code == 200
    for host in ("x.ferry.example", "2001:db8::7", "evil.example", "ferry.example."):
        assert named("/sign-in", headers={"host": host}).status_code == 421


def test_what_is_this_computer() -> None:
    assert is_loopback("localhost")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")  # noqa: S104
    assert not is_loopback("onrecord.example")
