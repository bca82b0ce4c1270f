"""Pages saved whole (.mhtml): the HTML among their parts, and the address that they were saved from.

Source: RFC 2557 (MHTML); browsers write `Snapshot-Content-Location` or `Content-Location` with the address.
"""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from onrecord.errors import InputError
from onrecord.pages.decoding import decode

# A page has some hundred parts, nearly all of them pictures.
_MOST_PARTS = 10_000


def page_of(content: bytes, where: str) -> tuple[str, str | None]:
    """The HTML of a saved page as text, and its address where it tells one. Raises InputError where it holds none."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        parts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if _is_page(part)]
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise InputError(where, f"this is not a saved page ({type(error).__name__}); save it again, or give its HTML") from error
    root = next((part for part in parts if str(part.get("Content-ID", "")) == str(message.get_param("start", None))), None)
    part = root or (parts[0] if parts else None)
    if part is None:
        raise InputError(where, "no HTML is in this saved page; save it again, or give its text as .txt")
    address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    return _text_of(part, where), address if address.startswith(("http://", "https://")) else None


def _is_page(part: Message) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")


def _text_of(part: Message, where: str) -> str:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError) as error:
        raise InputError(where, f"its HTML cannot be unpacked ({type(error).__name__}); save it again") from error
    if not isinstance(payload, bytes) or not payload.strip():
        raise InputError(where, "its HTML is empty; save the page again")
    declared = part.get_content_charset()
    if declared:
        try:
            return payload.decode(declared)
        except (LookupError, ValueError):
            # A page may declare another encoding than its envelope; then its bytes decide.
            pass
    return decode(payload, where, markup=True)
