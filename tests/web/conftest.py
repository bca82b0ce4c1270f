"""A way to ask the pages of the invented dispute (`tests/views/dispute.py`) without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import httpx
import pytest
from starlette.applications import Starlette

from onrecord.ledger import Ledger
from onrecord.views import Record
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]


def asking(app: Starlette) -> Ask:
    """Ask an application. Starlette's own client wants another library than httpx by now.

    A form is sent as from one of the application's own pages: with the cookie of a browser, and the CSRF token that goes with it.
    """
    browser = "b" * 43

    def ask(path: str, method: str = "GET", headers: dict[str, str] | None = None, form: dict[str, str] | None = None) -> httpx.Response:
        if form is not None and "csrf" not in form:
            headers = {"cookie": f"{app.state.cookies.session}={browser}", **(headers or {})}
            form = {**form, "csrf": app.state.sessions.csrf(browser)}

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as client:
                return await client.request(method, path, headers=headers, data=form)

        return asyncio.run(send())

    return ask


@pytest.fixture(scope="session", autouse=True)
def _unhurried() -> Iterator[None]:
    """Tests search more often than a person: for them, the limit is far away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.web.limits.SEARCH_BURST", 1_000_000)
        yield


@pytest.fixture(scope="session")
def app(ferry: Record, ferry_ledger: Ledger) -> Starlette:
    """The pages of the invented dispute."""
    return create_app(ferry_ledger, ferry.dossier.id)


@pytest.fixture(scope="session")
def ask(app: Starlette) -> Ask:
    """Ask the pages of the invented dispute."""
    return asking(app)


@pytest.fixture(scope="session")
def ask_of(keep: Callable[[Record], Ledger]) -> Callable[[Record], Ask]:
    """Ask the pages of another record."""
    return lambda record: asking(create_app(keep(record), record.dossier.id))


@pytest.fixture(scope="session")
def ask_app() -> Callable[[Starlette], Ask]:
    """Ask another application."""
    return asking
