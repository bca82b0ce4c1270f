"""What stands between the network and the pages: who may ask, and what browsers may do with the answer."""

from __future__ import annotations

import re
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Pages need a style sheet and nothing else; whatever an article's text manages to be, a browser runs and loads nothing of it.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


# "host", "host:8765", "[::1]" or "[::1]:8765", and nothing before or after it.
_HOST = re.compile(r"(?:\[([^\]]+)\]|([^:\[\]]+))(?::[0-9]+)?")


class Guard:
    """Answers only requests that name this computer, and sets the security headers on every answer.

    A page elsewhere can point its own host name at 127.0.0.1 and then read what it gets as if it were its own (DNS rebinding); such a
    request names the foreign host.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        hosts = Headers(scope=scope).getlist("host")
        if len(hosts) == 1 and is_loopback(_host_name(hosts[0])):
            await self.app(scope, receive, send_guarded)
        else:
            refusal = PlainTextResponse("These pages answer only on this computer's own address, such as http://127.0.0.1:8765/.\n", status_code=421)
            await refusal(scope, receive, send_guarded)


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this computer: localhost, 127.0.0.0/8 or ::1."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _host_name(header: str) -> str:
    """The host of a Host header, without its port and the brackets around an IPv6 address; empty where the header is of another form."""
    match = _HOST.fullmatch(header)
    return match[1] or match[2] if match else ""
