"""Web archives for tests: records as crawlers write them, and as they should not be."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

PAGE = """\
<html lang="en"><head><title>{title}</title></head><body><nav>Home Water Border</nav><article><h1>{title}</h1>
<p>DRAVIK — Karsian President Mira Orlan said on Monday that Karsia would open the gates of the Sarn dam, page {number}.</p>
<p>Jonas Tavel said Ostmark would withdraw its troops from the Halm ridge once a ceasefire took effect there.</p></article></body></html>
"""


def page(number: int = 1, title: str = "Orlan offers to open the Sarn dam") -> bytes:
    """A page of the dispute."""
    return PAGE.format(number=number, title=title).encode("utf-8")


def record(
    number: int,
    content: bytes | None = None,
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    http: tuple[str, ...] = (),
    warc: tuple[str, ...] = (),
    of: str = "response",
    address: str | None = None,
) -> bytes:
    """One record of an archive, not compressed."""
    body = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *http, "", ""]).encode() + (page(number) if content is None else content)
    headers = [
        "WARC/1.0",
        f"WARC-Type: {of}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>",
        "WARC-Date: 2031-10-14T08:30:00Z",
        f"WARC-Target-URI: {address or f'https://vel.example/news/{number}'}",
        *warc,
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(body)}",
        "",
        "",
    ]
    return "\r\n".join(headers).encode() + body + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """An archive whose records are compressed one by one."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
