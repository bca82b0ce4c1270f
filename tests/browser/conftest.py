"""A real browser, the pages served by the real server, and a report on disk: all of the invented dispute of `tests/views/dispute.py`."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import Ledger
from onrecord.reports import write_report
from onrecord.views import Record

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SERVER = """
import sys
from onrecord.ledger import open_ledger
from onrecord.web import serve
with open_ledger(sys.argv[1]) as ledger:
    serve(ledger, sys.argv[2], port=0)
"""
_START_SECONDS = 30.0


def unavailable(reason: str) -> None:
    """Skip for this reason, or fail where nothing may be skipped."""
    if os.environ.get("ONRECORD_ALLOW_NO_SKIPS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, where the machine has one. Not for the session: Playwright's event loop would stand in the way of other tests' own."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        unavailable("no chromium on the PATH")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  it may be missing
    except ImportError:
        unavailable("playwright is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(ferry: Record, ferry_ledger: Ledger) -> Iterator[str]:
    """The address of the pages, without a slash at its end."""
    server = subprocess.Popen([sys.executable, "-c", _SERVER, ferry_ledger.name, ferry.dossier.id], stderr=subprocess.PIPE, text=True)
    try:
        yield _address(server)
    finally:
        server.terminate()
        server.communicate(timeout=10)


@pytest.fixture(scope="session")
def report(ferry: Record, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report on disk."""
    path = tmp_path_factory.mktemp("report") / "ferry.html"
    write_report(ferry, path)
    return path.as_uri()


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stderr is not None
    told = ""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        ready, _, _ = select.select([server.stderr], [], [], 0.5)
        line = server.stderr.readline() if ready else ""
        told += line
        if "http://" in line:
            return "http://" + line.partition("http://")[2].split("/")[0]
    raise AssertionError(f"the server did not start: {told}")
