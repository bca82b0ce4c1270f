"""A way to ask the pages of the invented dispute (`tests/views/dispute.py`) without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette

from onrecord.views import Record
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]


def asking(load: Callable[[], Record]) -> Ask:
    """Ask the pages of a record. Starlette's own client wants another library than httpx by now."""
    app = create_app(load)

    def ask(path: str, method: str = "GET", headers: dict[str, str] | None = None) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(send())

    return ask


@pytest.fixture(scope="session")
def app(ferry: Record) -> Starlette:
    """The pages of the invented dispute."""
    return create_app(lambda: ferry)


@pytest.fixture(scope="session")
def ask(ferry: Record) -> Ask:
    """Ask the pages of the invented dispute."""
    return asking(lambda: ferry)


@pytest.fixture(scope="session")
def ask_of() -> Callable[[Callable[[], Record]], Ask]:
    """Ask the pages of another record."""
    return asking
