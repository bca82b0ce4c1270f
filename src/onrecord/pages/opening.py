"""Opening: paths become articles as given, one at a time, and what cannot be read becomes one clear line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.pages.decoding import decode
from onrecord.pages.files import PAGE_ENDINGS, STANDARD_INPUT, File, find_files, name_articles
from onrecord.pages.hypertext import extract, looks_like_html
from onrecord.pages.rows import LARGEST_ARTICLE, TOO_LARGE, read_rows
from onrecord.records import Article

_STANDARD_INPUT_ID = "stdin"

# Where something was found, and the article or why there is none.
_Found = tuple[str, Article | InputError]


def open_articles(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | InputError]:
    """Every article that the paths name, as given, in order and one at a time.

    A path is a file (.txt, .html, .htm, .jsonl, .jsonl.gz), a folder of such files, or "-" for `stdin` (JSONL rows, or one text or
    HTML page). An InputError is yielded, never raised, for each file or row that cannot be read; the rest is read all the same.
    """
    found = find_files(paths)
    names = name_articles([entry for entry in found if isinstance(entry, File) and not entry.holds_rows])
    seen: set[str] = set()
    input_left = True
    for entry in found:
        if entry is None:
            articles = _from_input(stdin if input_left else None)
            input_left = False
        elif isinstance(entry, InputError):
            articles = iter([(entry.where, entry)])
        elif entry.holds_rows:
            articles = _from_rows(entry)
        else:
            articles = iter([(str(entry.path), _from_file(entry, names[entry]))])
        yield from _each_once(articles, seen)


def _each_once(articles: Iterator[_Found], seen: set[str]) -> Iterator[Article | InputError]:
    """The articles, with an error in place of one whose id came before."""
    for where, article in articles:
        if isinstance(article, InputError):
            yield article
        elif article.id in seen:
            yield InputError(where, f"the id {article.id!r} was given before; give each article an id of its own")
        else:
            seen.add(article.id)
            yield article


def _from_file(file: File, name: str) -> Article | InputError:
    where = str(file.path)
    try:
        with file.path.open("rb") as stream:
            content = stream.read(LARGEST_ARTICLE + 1)
        return _article(content, where, name, markup=file.path.name.lower().endswith(PAGE_ENDINGS))
    except OSError as error:
        return InputError(where, f"it cannot be read ({error.strerror or error}); check its permissions")
    except InputError as error:
        return error


def _article(content: bytes, where: str, name: str, *, markup: bool) -> Article:
    """One text or one HTML page as an article; raises InputError."""
    if not content:
        raise InputError(where, "this file is empty; remove it, or save the page again")
    if len(content) > LARGEST_ARTICLE:
        raise InputError(where, TOO_LARGE)
    text = decode(content, where, markup=markup)
    return extract(text, where, name) if markup else Article(id=name, text=text)


def _from_rows(file: File) -> Iterator[_Found]:
    where = str(file.path)
    try:
        with file.path.open("rb") as raw:
            if file.path.name.lower().endswith(".gz"):
                with gzip.open(raw) as stream:
                    yield from read_rows(stream, where)  # type: ignore[arg-type]  # a GzipFile reads as BinaryIO does
            else:
                yield from read_rows(raw, where)
    except (EOFError, zlib.error):
        yield where, InputError(where, "the compressed file ends too early or is damaged; fetch it again (what came before was read)")
    except gzip.BadGzipFile as error:
        yield where, InputError(where, f"this is not a gzip file ({error}); rename it, or compress it again")
    except OSError as error:
        yield where, InputError(where, f"it cannot be read ({error.strerror or error}); check its permissions")


def _from_input(stdin: BinaryIO | None) -> Iterator[_Found]:
    """The articles of standard input: rows where its first character is an opening brace, else one text or page."""
    if stdin is None:
        yield STANDARD_INPUT, InputError(STANDARD_INPUT, "there is no standard input left to read; give - once, or files and folders")
        return
    first = stdin.readline(LARGEST_ARTICLE + 1)
    while first and not first.strip(b"\xef\xbb\xbf \t\r\n") and len(first) < LARGEST_ARTICLE:
        more = stdin.readline(LARGEST_ARTICLE + 1 - len(first))
        first += more
        if not more:
            break
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from read_rows(stdin, STANDARD_INPUT, first)
        return
    content = first + stdin.read(max(0, LARGEST_ARTICLE + 1 - len(first)))
    try:
        yield STANDARD_INPUT, _article(content, STANDARD_INPUT, _STANDARD_INPUT_ID, markup=looks_like_html(content))
    except InputError as error:
        yield STANDARD_INPUT, error
