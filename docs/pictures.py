"""Takes the pictures in docs/pictures/ of the pages as they are: `python -m docs.pictures` (needs Chromium).

The example dispute is read into a fresh ledger, served, and looked at in a real browser.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {
    "matrix": "/",
    "today": "/today",
    "trail": "/trail/maddek/open-gates",
    "occasion": "/occasion/",  # the one that most reports tell of
    "article": "/article/2031-11-24-lenne-courier-offer-rejected",
}
# A page of a book: wide enough for the matrix, high enough to see what a page is about.
_WIDTH, _HEIGHT = 1280, 860
_PATIENCE_SECONDS = 20
_QUIET = (
    "--no-sandbox",  # Chromium refuses to run as root with its sandbox; it opens our own pages only
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    """Read, serve, look, and stop serving."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("No Chromium was found; install Debian's package chromium.")
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "vel.sqlite"
        articles = ["--dossier", str(ROOT / "examples" / "dossier.toml"), str(ROOT / "examples" / "articles")]
        subprocess.run([sys.executable, "-m", "onrecord", "read", "--ledger", str(ledger), *articles], check=True)
        port = _free_port()
        serving = subprocess.Popen([sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger), "--port", str(port)])
        try:
            _wait_for(port)
            _take(chromium, port)
        finally:
            serving.terminate()
            serving.wait()


def _take(chromium: str, port: int) -> None:
    (ROOT / "docs" / "pictures").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_QUIET))
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        for name, address in PICTURES.items():
            if name == "occasion":
                told = page.request.get(f"http://127.0.0.1:{port}/occasions.json").json()["occasions"]
                address += max(told, key=lambda occasion: occasion["reports"])["id"]  # noqa: PLW2901  it goes by another name in each reading
            page.goto(f"http://127.0.0.1:{port}{address}")
            page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
        browser.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("The pages did not come up.")


if __name__ == "__main__":
    main()
