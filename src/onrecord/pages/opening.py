"""Opening: paths become articles as given, one at a time, and what cannot be read becomes one clear line."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.pages.archives import opened
from onrecord.pages.decoding import decode
from onrecord.pages.files import STANDARD_INPUT, File, Kind, find_files, name_articles
from onrecord.pages.guarding import EXTRACTOR, Request
from onrecord.pages.hypertext import looks_like_html
from onrecord.pages.rows import LARGEST_ARTICLE, TOO_LARGE, Found, lines_of, read_json, read_rows
from onrecord.pages.tables import read_csv, read_parquet
from onrecord.records import Article

_STANDARD_INPUT_ID = "stdin"
_BLANK = b"\xef\xbb\xbf \t\r\n"
# A .parquet file inside a .zip file is held whole, since its reader jumps about in it.
_LARGEST_TABLE = 500_000_000


def open_articles(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | InputError]:
    """Every article that the paths name, as given, in order and one at a time.

    A path is a file (.txt, .html, .mhtml, .jsonl, .json, .csv, .parquet, .zip of these, or .gz of one), a folder of such files, or "-"
    for `stdin` (JSON rows, or one text or HTML page). An InputError is yielded, never raised, for each file or row that cannot be read;
    the rest is read all the same.
    """
    found = find_files(paths)
    names = name_articles([entry for entry in found if isinstance(entry, File) and entry.holds_one])
    seen: set[str] = set()
    input_left = True
    for entry in found:
        if entry is None:
            articles = _from_input(stdin if input_left else None)
            input_left = False
        elif isinstance(entry, InputError):
            articles = iter([(entry.where, entry)])
        else:
            articles = _from_file(entry, names.get(entry, ""))
        yield from _each_once(articles, seen)


def _each_once(articles: Iterator[Found], seen: set[str]) -> Iterator[Article | InputError]:
    """The articles, with an error in place of one whose id came before or cannot be written."""
    for where, article in articles:
        if isinstance(article, InputError):
            yield article
        elif not article.id.isprintable():
            yield InputError(where, "its name is not UTF-8, or holds control characters, so that it can be no id; rename it")
        elif article.id in seen:
            yield InputError(where, f"the id {article.id!r} was given before; give each article an id of its own")
        else:
            seen.add(article.id)
            yield article


def _from_file(file: File, name: str) -> Iterator[Found]:
    """The articles of a file; `name` is the id of the one in a file that holds one."""
    where = file.where
    try:
        if file.kind == "parquet" and file.member is None:
            yield from read_parquet(file.path, where)
            return
        with opened(file.path, file.member, compressed=file.compressed, where=where) as stream:
            yield from _in_stream(stream, file, where, name)
    except InputError as error:
        yield error.where, error


def _in_stream(stream: BinaryIO, file: File, where: str, name: str) -> Iterator[Found]:
    match file.kind:
        case "rows":
            yield from read_rows(stream, where)
        case "json":
            yield from read_json(stream, where, asked_for=file.asked_for)
        case "csv":
            yield from read_csv(stream, where)
        case "parquet":
            yield from read_parquet(io.BytesIO(stream.read(_LARGEST_TABLE)), where)
        case kind:
            yield where, _article(stream.read(LARGEST_ARTICLE + 1), where, name, kind)


def _article(content: bytes, where: str, name: str, kind: Kind) -> Article:
    """One text or one page as an article; raises InputError."""
    if not content:
        raise InputError(where, "this file is empty; remove it, or save the page again")
    if len(content) > LARGEST_ARTICLE:
        raise InputError(where, TOO_LARGE)
    if kind == "page" or kind == "saved-page":  # noqa: PLR1714  so that mypy sees which kinds are left
        return EXTRACTOR.extract(Request(content=content, where=where, name=name, kind=kind))
    return Article(id=name, text=decode(content, where))


def _from_input(stdin: BinaryIO | None) -> Iterator[Found]:
    """The articles of standard input: rows where its first character is an opening brace or bracket, else one text or page."""
    if stdin is None:
        yield STANDARD_INPUT, InputError(STANDARD_INPUT, "there is no standard input left to read; give - once, or files and folders")
        return
    first = _start_of(stdin)
    if first.lstrip(_BLANK).startswith(b"{"):
        yield from read_rows(stdin, STANDARD_INPUT, first)
        return
    if first.lstrip(_BLANK).startswith((b"[{", b"[\n", b"[\r\n")):
        yield from read_json(stdin, STANDARD_INPUT, first)
        return
    content = first + stdin.read(max(0, LARGEST_ARTICLE + 1 - len(first)))
    try:
        kind: Kind = "page" if looks_like_html(content) else "text"
        yield STANDARD_INPUT, _article(content, STANDARD_INPUT, _STANDARD_INPUT_ID, kind)
    except InputError as error:
        yield STANDARD_INPUT, error


def _start_of(stdin: BinaryIO) -> bytes:
    """What comes up to the end of the first line with something on it."""
    first = stdin.readline(LARGEST_ARTICLE + 1)
    while first and not first.strip(_BLANK) and len(first) < LARGEST_ARTICLE:
        more = stdin.readline(LARGEST_ARTICLE + 1 - len(first))
        first += more
        if not more:
            break
    return first


def open_lines(path: str) -> Iterator[tuple[str, bytes | InputError]]:
    """The lines of a .jsonl or .jsonl.gz file that have something on them, each with where it stands ("file:line"), within the limits of articles.

    An InputError is yielded, never raised, for a line that is too long and for a file that cannot be read (on).
    """
    try:
        with opened(Path(path), None, compressed=path.lower().endswith(".gz"), where=path) as stream:
            for number, line in enumerate(lines_of(stream), start=1):
                if line is None or line.strip():
                    yield f"{path}:{number}", InputError(f"{path}:{number}", TOO_LARGE) if line is None else line
    except InputError as error:
        yield path, error
