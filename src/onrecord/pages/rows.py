"""JSONL: one article a line, as {"id", "text", "title"?, "outlet"?, "url"?, "published"?}."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import Struct

from onrecord.errors import InputError
from onrecord.language.partial_dates import is_partial_date
from onrecord.pages.decoding import problem_of
from onrecord.records import Article

# One article's limit, in bytes: a book is 1 MB; what is larger is no news report.
LARGEST_ARTICLE = 20_000_000
TOO_LARGE = f"it is larger than {LARGEST_ARTICLE // 1_000_000} MB, the limit for one article; cut it into articles"


class _Row(Struct, frozen=True):
    """A row as it comes in; fields of other names are ignored."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


_decoder = msgspec.json.Decoder(_Row)


def read_rows(stream: BinaryIO, where: str, first: bytes = b"") -> Iterator[tuple[str, Article | InputError]]:
    """Each line of a stream ("file:line") and its article, or why there is none; one line is held at a time.

    `first` is what was already read of the stream.
    """
    some = False
    for number, line in enumerate(_lines(stream, first), start=1):
        here = f"{where}:{number}"
        if line is None:
            yield here, InputError(here, TOO_LARGE)
        elif line.strip():
            yield here, _article(line, here)
        some = some or line is None or bool(line.strip())
    if not some:
        yield where, InputError(where, "there is nothing in it; remove it, or write its articles again")


def _lines(stream: BinaryIO, first: bytes) -> Iterator[bytes | None]:
    """The lines of a stream, without its byte-order mark; None for one that is over the limit."""
    line = first if first.endswith(b"\n") else first + stream.readline(LARGEST_ARTICLE + 1)
    line = line.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) > LARGEST_ARTICLE and not line.endswith(b"\n"):
            yield None
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST_ARTICLE + 1)
        else:
            yield line
        line = stream.readline(LARGEST_ARTICLE + 1)


def _article(line: bytes, where: str) -> Article | InputError:
    try:
        row = _decoder.decode(line)
    except msgspec.ValidationError as error:
        return InputError(where, f'{_plainly(error)}; a row needs "id" and "text", and all fields are strings')
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return InputError(where, f"this line is not JSON in UTF-8 ({_plainly(error)}); write one object a line")
    problem = _problem(row)
    if problem is not None:
        return InputError(where, problem)
    return Article(
        id=row.id,
        text=row.text,
        title=row.title or None,
        outlet=row.outlet or None,
        url=row.url or None,
        published=row.published or None,
        published_by="metadata" if row.published else None,
    )


def _problem(row: _Row) -> str | None:
    """What keeps a well-formed row from being an article."""
    if not row.id.strip() or not row.id.isprintable():
        return 'its "id" is empty or holds control characters; give each article a name of its own'
    if "\x00" in (row.title or "") + (row.outlet or "") + (row.url or ""):
        return "a field holds NUL characters, which no text does; remove them"
    if row.published and not is_partial_date(row.published):
        return f'its "published" is {row.published[:40]!r}; write a day, month or year as YYYY-MM-DD, YYYY-MM or YYYY'
    return problem_of(row.text)


def _plainly(error: Exception) -> str:
    words = " ".join(str(error).split()).replace(" - at `$.", " in `")
    return words[:1].lower() + words[1:200]
