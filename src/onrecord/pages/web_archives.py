"""Web archives (WARC, as Common Crawl's news, web recorders and national libraries write them): their pages, one record at a time.

Cheap tests come first (`screening`); what passes them is handed on as a page still to be taken apart, with its place in the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError
from onrecord.pages.guarding import Request
from onrecord.pages.members import DAMAGED, TOO_LARGE, Member, find_members
from onrecord.pages.rows import LARGEST_ARTICLE
from onrecord.pages.screening import NO_PAGE, Screen
from onrecord.records import Capture

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

NO_READER = "reading web archives needs fastwarc; install it with: pip install 'onrecord[archives]'"
_TRUNCATED = "its crawler stopped in the middle of this page (WARC-Truncated), so it was passed over; there is no more of it in this archive"
_INCOMPLETE = "less of this page came than its server announced, so it was passed over; there is no more of it in this archive"
_LONGEST_ADDRESS = 2_000
_READ_AT_ONCE = 1 << 20
_LONGEST_NUMBER = 18
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z", re.ASCII)


def read_web_archive(
    stream: BinaryIO, where: str, screen: Screen, *, compressed: bool, start: int = 0, end: int | None = None
) -> Iterator[tuple[str, Request | InputError]]:
    """The pages of an archive ("file@offset") that pass the screen, or why one cannot be read; one record is held at a time.

    The stream stands at byte `start`; where that is amid a record, the next one is the first. Records that begin at `end` or later are left out.
    """
    try:
        import fastwarc  # noqa: F401, PLC0415  not installed everywhere
    except ImportError:
        yield where, InputError(where, NO_READER)
        return
    for member in find_members(stream, start, compressed=compressed):
        if end is not None and member.offset >= end:
            return
        here = f"{where}@{member.offset}"
        try:
            request = _page(_record(member, here), where, member.offset, screen)
        except InputError as error:
            yield here, error
        else:
            if request is not None:
                yield here, request


def _record(member: Member, here: str) -> WarcRecord:
    from fastwarc.warc import WarcRecord  # noqa: PLC0415  not installed everywhere

    if member.problem is not None:
        raise InputError(here, member.problem)
    try:
        return WarcRecord.from_bytes(member.content)
    except (OSError, ValueError) as error:
        raise InputError(here, DAMAGED) from error


def _page(record: WarcRecord, where: str, offset: int, screen: Screen) -> Request | None:
    """The page of a record, where it holds one that passes the screen. Raises InputError for one that is damaged or not whole."""
    from fastwarc.warc import WarcRecordType  # noqa: PLC0415  not installed everywhere

    here = f"{where}@{offset}"
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        screen.passed_over[NO_PAGE] += 1
        return None
    kind, charset, status, language = _served(record, here)
    if screen.refuses_answer(status, kind):
        return None
    content = _content(record, here)
    if screen.refuses_page(content, language):
        return None
    _make_sure_it_is_whole(record, content, here)
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    identifier = (record.record_id or "").strip("<>")
    name = address if address and address.isprintable() and len(address) <= _LONGEST_ADDRESS else identifier
    date = record.headers.get("WARC-Date") or ""
    capture = Capture(archive=name_of(where), record=identifier, offset=offset, captured=date if _TIME.fullmatch(date) else None)
    return Request(content, here, name or here, "page", address, charset, capture)


def _served(record: WarcRecord, here: str) -> tuple[str | None, str | None, int | None, str | None]:
    """Content type, character set, status and language, as the server named them; a resource was not served, and has the first alone."""
    if not record.is_http:
        return (record.headers.get("Content-Type") or "").partition(";")[0].strip(), None, None, None
    try:
        record.parse_http(auto_decode="all")
        headers = record.http_headers
        return record.http_content_type, record.http_charset, headers.status_code or 0, headers.get("Content-Language")
    except (OSError, ValueError) as error:
        raise InputError(here, DAMAGED) from error


def _content(record: WarcRecord, here: str) -> bytes:
    """The page's bytes, unpacked up to the limit on one article and no further."""
    pieces = []
    left = LARGEST_ARTICLE + 1
    try:
        while left > 0 and (piece := record.reader.read(min(left, _READ_AT_ONCE))):
            pieces.append(piece)
            left -= len(piece)
    except (OSError, ValueError) as error:
        raise InputError(here, DAMAGED) from error
    if left <= 0:
        raise InputError(here, TOO_LARGE)
    return b"".join(pieces)


def _make_sure_it_is_whole(record: WarcRecord, content: bytes, here: str) -> None:
    if record.headers.get("WARC-Truncated"):
        raise InputError(here, _TRUNCATED)
    if not record.is_http:
        return
    headers = record.http_headers
    announced = headers.get("Content-Length") or ""
    packed = headers.get("Content-Encoding") or headers.get("Transfer-Encoding")
    if not packed and announced.isascii() and announced.isdigit() and len(content) < int(announced[:_LONGEST_NUMBER]):
        raise InputError(here, _INCOMPLETE)


def name_of(where: str) -> str:
    """An archive's own name, wherever it lies."""
    return where.replace("\\", "/").rpartition("/")[2]
