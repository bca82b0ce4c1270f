"""A real browser, the pages served by the real server, and a report on disk: all of the invented dispute of `tests/views/dispute.py`."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from onrecord.ledger import Ledger
from onrecord.reports import write_folder, write_report
from onrecord.views import Record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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
from onrecord.web import Entrance, Place, serve
with open_ledger(sys.argv[1]) as ledger:
    serve(ledger, sys.argv[2], Place(port=0), Entrance(token=sys.argv[3]))
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


class Visit:
    """A page that notes whatever goes wrong on it, and every address it asks for."""

    def __init__(self, browser: Browser, width: int = 1440, scheme: Literal["light", "dark"] = "light", *, script: bool = True) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", java_script_enabled=script
        )
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def see(self, address: str) -> Page:
        """Go there."""
        self.page.goto(address)
        return self.page

    def target_words(self) -> str:
        """The words of the element that the address points at, once it is in view."""
        self.page.wait_for_function(
            "() => { const one = document.querySelector(':target'); if (!one) return false;"
            " const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
        )
        return str(self.page.evaluate("document.querySelector(':target').textContent"))

    def focused(self) -> str:
        """The words of what has the focus."""
        return str(self.page.evaluate("document.activeElement.textContent"))


@pytest.fixture(scope="module")
def begin(browser: Browser) -> Callable[..., Visit]:
    """Begins a visit as one likes: `width`, `scheme`, `script`."""
    return lambda **how: Visit(browser, **how)


@pytest.fixture
def visits(begin: Callable[..., Visit]) -> Iterator[Callable[..., Visit]]:
    """Begins visits on which nothing may go wrong."""
    made: list[Visit] = []

    def begun(**how: Any) -> Visit:
        made.append(begin(**how))
        return made[-1]

    yield begun
    for one in made:
        one.context.close()
    assert [one.wrong for one in made] == [[] for _ in made]


@pytest.fixture
def visit(visits: Callable[..., Visit]) -> Visit:
    """A visit on a wide screen, by day."""
    return visits()


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Serves the pages of a ledger as long as its context lasts, to all or to those with a token."""

    @contextmanager
    def served(ledger: Ledger, dossier_id: str, token: str = "") -> Iterator[str]:
        server = subprocess.Popen([sys.executable, "-c", _SERVER, ledger.name, dossier_id, token], stderr=subprocess.PIPE, text=True)
        try:
            yield _address(server)
        finally:
            server.terminate()
            server.communicate(timeout=60)

    return served


@pytest.fixture(scope="session")
def site(ferry: Record, ferry_ledger: Ledger, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """The address of the pages, without a slash at its end."""
    with serving(ferry_ledger, ferry.dossier.id) as address:
        yield address


@pytest.fixture(scope="session")
def report(ferry: Record, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report on disk."""
    path = tmp_path_factory.mktemp("report") / "ferry.html"
    write_report(ferry, path, pictures=False)
    return path.as_uri()


@pytest.fixture(scope="session")
def folder(ferry: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report as a folder."""
    path = tmp_path_factory.mktemp("report") / "ferry"
    write_folder(ferry, path)
    return path


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
