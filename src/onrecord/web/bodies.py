"""What a request carries, read up to a limit and handed on."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive, Scope

# The form of a dossier holds all of it: with a thousand actors, some 10,000 fields and half a megabyte.
LARGEST, MOST_FIELDS = 1024 * 1024, 20_000
_SECONDS = 30


async def whole_body(request: Request) -> bytes:
    """All that a request carries. HTTPException where that is more than the limit (413), takes too long (408) or breaks off (400)."""
    told = request.headers.get("content-length", "0")
    if told.isascii() and told.isdecimal() and (len(told) > len(str(LARGEST)) or int(told) > LARGEST):
        raise HTTPException(413)
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            while True:
                message = await request.receive()
                if message["type"] != "http.request":
                    raise HTTPException(400, "The request broke off.")
                body += message.get("body", b"")
                if len(body) > LARGEST:
                    raise HTTPException(413)
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise HTTPException(408) from None


def handed_on(body: bytes, receive: Receive) -> Receive:
    """What tells the body again, and then what is still to come (that the browser went away)."""
    told = False

    async def receive_again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


async def field_of(scope: Scope, body: bytes, receive: Receive, name: str) -> str:
    """A field of the form in a body; empty where there is none. HTTPException (400) where the form cannot be read."""
    # The one form is read here and once more by its route, so that routes need not know of this.
    async with Request(scope, handed_on(body, receive)).form(max_fields=MOST_FIELDS) as form:
        given = form.get(name, "")
    return given if isinstance(given, str) else ""
