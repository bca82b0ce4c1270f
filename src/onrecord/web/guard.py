"""What stands between the network and the pages: by which names they answer, and what browsers may do with the answer."""

from __future__ import annotations

import re
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Pages need our own style sheets, scripts and pictures, and nothing else; whatever an article's text manages to be, a browser runs and loads
# nothing of it. Their forms go to us alone.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-cache",
}


# "host", "host:8765", "[::1]" or "[::1]:8765", and nothing before or after it.
_HOST = re.compile(r"(?:\[([^\]]+)\]|([^:\[\]]+))(?::[0-9]+)?")


class Guard:
    """Answers only requests that name this computer, or one of `names`, and sets the security headers on every answer.

    A page elsewhere can point its own host name at 127.0.0.1 and then read what it gets as if it were its own (DNS rebinding); such a
    request names the foreign host.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str] = frozenset()) -> None:
        self.app = app
        self.names = frozenset(name.lower() for name in names)

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
        if len(hosts) == 1 and self._is_ours(_host_name(hosts[0])):
            await self.app(scope, receive, send_guarded)
        else:
            known = "by the names that --name gives" if self.names else "on this computer's own address, such as http://127.0.0.1:8765/"
            await PlainTextResponse(f"These pages answer only {known}.\n", status_code=421)(scope, receive, send_guarded)

    def _is_ours(self, name: str) -> bool:
        return name.lower() in self.names or is_loopback(name)


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
