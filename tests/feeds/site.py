"""A newsroom's server for tests: it answers as it is told, which may be very badly, and keeps what it was asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from typing import Any

from msgspec import Struct


class Request(Struct, frozen=True):
    """What the server was asked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class Answer(Struct, frozen=True):
    """What it answers. `headers` may repeat nothing; Content-Length is added."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}


# Called with the connection, to which it may write whatever it wants, and with what was asked; gives an answer to be sent, or None.
Page = Answer | Callable[[Any, Request], Answer | None]


class Site:
    """Pages by path. Anything else is not found."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Request] = []
        self._open: set[socket] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                site._open.add(self.request)
                super().setup()

            def finish(self) -> None:
                with suppress(OSError):
                    super().finish()
                site._open.discard(self.request)

            def do_GET(self) -> None:
                self.close_connection = True
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                request = Request(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)
                site.asked.append(request)
                page = site.pages.get(self.path, Answer(b"not here", 404))
                with suppress(OSError):
                    answer = page if isinstance(page, Answer) else page(self.wfile, request)
                    if answer is not None:
                        self._send(answer)

            do_POST = do_GET  # noqa: N815  http.server's name

            def _send(self, answer: Answer) -> None:
                self.send_response(answer.status)
                for name, value in ({"Content-Length": str(len(answer.body))} | answer.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that leaves in the middle is what is tested
        if tls is not None:
            # The handshake waits for the first read, which is in the connection's own thread.
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        """Stop, and end the connections that are open."""
        self._server.shutdown()
        self._thread.join()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
        self._server.server_close()

    @property
    def name(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    def at(self, path: str) -> str:
        """The address of a page."""
        return f"http://{self.name}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        return [request.path for request in self.asked if request.path != "/robots.txt"]


def html(body: str, title: str = "Karsia offers to open the dam", head: str = "") -> Answer:
    """A page of the newsroom, with a menu and a footer around the article."""
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article><h1>{title}</h1>{body}</article></main>
<footer>The Vel Courier</footer></body></html>"""
    return Answer(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def rss(*items: str, title: str = "The Vel Courier") -> Answer:
    """A feed of RSS 2.0."""
    content = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    return Answer(content.encode(), headers={"Content-Type": "application/rss+xml"})


def item(link: str, guid: str = "", published: str = "Tue, 14 Oct 2031 10:00:00 GMT", text: str = "") -> str:
    """An item of a feed of RSS 2.0."""
    parts = {"link": link, "guid": guid, "pubDate": published, "description": text}
    return f"<item><title>News of the dam</title>{''.join(f'<{name}>{value}</{name}>' for name, value in parts.items() if value)}</item>"
