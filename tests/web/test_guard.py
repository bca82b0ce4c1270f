from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from onrecord.web.guard import is_loopback

Ask = Callable[..., httpx.Response]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8765", "[::1]", "127.9.9.9:80"])
def test_this_computer_is_answered(host: str, ask: Ask) -> None:
    assert ask("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "localhost.evil.example", "10.0.0.1", "0.0.0.0", "", "127.0.0.1.evil.example"])  # noqa: S104
def test_foreign_names_are_not(host: str, ask: Ask) -> None:
    answer = ask("/matrix.json", headers={"host": host})
    assert answer.status_code == 421
    assert "ferry" not in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_every_answer_has_a_strict_policy(ask: Ask) -> None:
    for path in ("/", "/matrix.json", "/static/style.css", "/nothing"):
        headers = ask(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' data:;")
        assert "frame-ancestors 'none'" in policy
        assert "script" not in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_what_is_this_computer() -> None:
    assert is_loopback("localhost")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")  # noqa: S104
    assert not is_loopback("onrecord.example")
