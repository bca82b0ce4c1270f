"""Rows of JSON: one article a line, as {"id", "text", "title"?, "outlet"?, "byline"?, "url"?, "published"?}.

News items (ninjs) and rows of quotations (GDELT) are read where they stand among them.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from onrecord.errors import InputError
from onrecord.language.partial_dates import is_partial_date
from onrecord.pages.decoding import problem_of
from onrecord.pages.news_items import article_of_item, is_news_item
from onrecord.pages.quotation_rows import article_of_quotations, is_quotation_row
from onrecord.records import Article

# One article's limit, in bytes: a book is 1 MB; what is larger is no news report.
LARGEST_ARTICLE = 20_000_000
TOO_LARGE = f"it is larger than {LARGEST_ARTICLE // 1_000_000} MB, the limit for one article; cut it into articles"
NOTHING = "there is nothing in it; remove it, or write its articles again"
_NOT_A_ROW = 'a row needs "id" and "text", and all fields are strings'

# Where an article was found ("file", or "file:line"), and the article or why there is none.
Found = tuple[str, Article | InputError]


class Row(Struct, frozen=True):
    """A row as it comes in; fields of other names are ignored."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None


_decoder = msgspec.json.Decoder(Row)


def read_rows(stream: BinaryIO, where: str, first: bytes = b"") -> Iterator[Found]:
    """Each line of a stream ("file:line") and its article, or why there is none; one line is held at a time.

    `first` is what was already read of the stream.
    """
    some = False
    for number, line in enumerate(lines_of(stream, first), start=1):
        here = f"{where}:{number}"
        if line is None:
            yield here, InputError(here, TOO_LARGE)
        elif line.strip():
            yield here, _article(line, here)
        some = some or line is None or bool(line.strip())
    if not some:
        yield where, InputError(where, NOTHING)


def read_json(stream: BinaryIO, where: str, first: bytes = b"", *, asked_for: bool = True) -> Iterator[Found]:
    """The articles of a .json file: one object, a list of them, or one a line.

    In a folder there are .json files of all kinds: where the file was not `asked_for`, one that holds no articles gives nothing.
    """
    start = _first_line(stream, first)
    if _is_whole(start):
        if asked_for or _kind_known(_decoded(start)):
            yield from read_rows(stream, where, start)
        return
    content = start + stream.read(max(0, LARGEST_ARTICLE + 1 - len(start)))
    if len(content) > LARGEST_ARTICLE:
        if asked_for:
            yield where, InputError(where, f"it is larger than {LARGEST_ARTICLE // 1_000_000} MB; write one object a line, as .jsonl")
        return
    value = _decoded(content)
    items = value if isinstance(value, list) else [value]
    if not asked_for and not (items and _kind_known(items[0])):
        return
    if value is None or not items:
        yield where, InputError(where, "this is not JSON in UTF-8; write one object a line" if content.strip() else NOTHING)
    for number, item in enumerate(items if value is not None else [], start=1):
        here = f"{where}:{number}" if isinstance(value, list) else where
        yield here, _article(msgspec.json.encode(item), here)


def article_of_row(row: Row, where: str) -> Article | InputError:
    """The article of a well-formed row."""
    problem = _problem(row)
    if problem is not None:
        return InputError(where, problem)
    return Article(
        id=row.id,
        text=row.text,
        title=row.title or None,
        outlet=row.outlet or None,
        byline=row.byline or None,
        url=row.url or None,
        published=row.published or None,
        published_by="metadata" if row.published else None,
    )


def lines_of(stream: BinaryIO, first: bytes = b"") -> Iterator[bytes | None]:
    """The lines of a stream, without its byte-order mark; None for one that is over the limit."""
    *whole, last = first.removeprefix(codecs.BOM_UTF8).split(b"\n")
    for line in whole:
        yield line + b"\n"
    line = last + stream.readline(LARGEST_ARTICLE + 1)
    line = line if first else line.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) > LARGEST_ARTICLE and not line.endswith(b"\n"):
            yield None
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST_ARTICLE + 1)
        else:
            yield line
        line = stream.readline(LARGEST_ARTICLE + 1)


def _first_line(stream: BinaryIO, first: bytes) -> bytes:
    """What was read, up to the end of the first line with something on it."""
    start = first
    while len(start) <= LARGEST_ARTICLE and not (start.strip(b"\xef\xbb\xbf \t\r\n") and start.endswith(b"\n")):
        more = stream.readline(LARGEST_ARTICLE + 1 - len(start))
        if not more:
            break
        start += more
    return start


def _is_whole(line: bytes) -> bool:
    """Whether a first line is an object by itself, so that more may follow, one a line."""
    return isinstance(_decoded(line), dict)


def _kind_known(value: Any) -> bool:
    return isinstance(value, dict) and (is_news_item(value) or is_quotation_row(value) or {"id", "text"} <= value.keys())


def _decoded(content: bytes) -> Any:
    """The value of a JSON text, or None where it is none."""
    try:
        return msgspec.json.decode(content.removeprefix(codecs.BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _article(line: bytes, where: str) -> Article | InputError:
    try:
        return article_of_row(_decoder.decode(line), where)
    except msgspec.ValidationError as error:
        value = _decoded(line)
        if isinstance(value, dict) and is_quotation_row(value):
            return article_of_quotations(value, where)
        if isinstance(value, dict) and is_news_item(value):
            return article_of_item(value, where)
        return InputError(where, f"{_plainly(error)}; {_NOT_A_ROW}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return InputError(where, f"this line is not JSON in UTF-8 ({_plainly(error)}); write one object a line")


def _problem(row: Row) -> str | None:
    """What keeps a well-formed row from being an article."""
    if not row.id.strip() or not row.id.isprintable():
        return 'its "id" is empty or holds control characters; give each article a name of its own'
    if "\x00" in "".join(filter(None, (row.title, row.outlet, row.byline, row.url))):
        return "a field holds NUL characters, which no text does; remove them"
    if row.published and not is_partial_date(row.published):
        return f'its "published" is {row.published[:40]!r}; write a day, month or year as YYYY-MM-DD, YYYY-MM or YYYY'
    return problem_of(row.text)


def _plainly(error: Exception) -> str:
    words = " ".join(str(error).split()).replace(" - at `$.", " in `")
    return words[:200] if words[1:2].isupper() else words[:1].lower() + words[1:200]
