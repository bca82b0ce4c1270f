"""How much may be asked for at once, and how often. Two limits stand elsewhere: of forms in bodies.py, of tries of passwords in sign_in.py."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from urllib.parse import unquote_to_bytes

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.access import Refusal
from onrecord.web.buckets import Buckets

# An article's id may be an address, and every sign in it three letters long.
LONGEST_PATH, LONGEST_QUERY, MOST_PARAMETERS = 8_000, 8_000, 100
# A person types a search every few seconds at most; a script that follows every key asks a few times a second.
SEARCH_BURST, SEARCHES_A_SECOND = 30, 5.0
_SEARCH = "/search"


class Limits:
    """Refuses what no page of ours leads to: addresses too long, too many parameters, characters that no ledger keeps, too many searches."""

    def __init__(self, app: ASGIApp, refusal: Refusal) -> None:
        self.app = app
        self.refusal = refusal
        self.searches = Buckets(SEARCH_BURST, SEARCHES_A_SECOND)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            try:
                self._check(Request(scope))
            except HTTPException as error:
                await self.refusal(Request(scope), error)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _check(self, request: Request) -> None:
        path, query = request.scope["path"], request.scope["query_string"]
        if len(path.encode("utf-8", "replace")) > LONGEST_PATH or len(query) > LONGEST_QUERY:
            raise HTTPException(414)
        if query.count(b"&") >= MOST_PARAMETERS:
            raise HTTPException(400, f"More than {MOST_PARAMETERS} parameters stand in this address. Take some out.")
        if "\0" in path or b"\0" in unquote_to_bytes(query):
            raise HTTPException(400, "This address holds a character that stands in no text (NUL). Take it out.")
        if path.partition(".")[0] == _SEARCH:
            wait = self.searches.take(client_of(request))
            if wait:
                raise HTTPException(429, f"Too many searches at once. Wait {wait} seconds, then reload.", {"Retry-After": str(wait)})


def client_of(request: Request) -> str:
    """Who asks: an IPv4 address, or the network of an IPv6 address, in which a household has 2^64 of them."""
    # Behind a proxy, this is what somebody wrote into a header.
    host = request.client.host[:64] if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or address.exploded[:19])
    return str(address)
