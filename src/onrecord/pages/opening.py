"""Opening: paths become articles as given, one at a time, and what cannot be read becomes one clear line."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.pages.archives import opened
from onrecord.pages.decoding import decode
from onrecord.pages.files import STANDARD_INPUT, File, Kind, find_files, name_articles
from onrecord.pages.guarding import EXTRACTOR, Request
from onrecord.pages.hypertext import looks_like_html
from onrecord.pages.rows import LARGEST_ARTICLE, TOO_LARGE, lines_of, read_json, read_rows
from onrecord.pages.screening import REPEATED, Screen, words_of
from onrecord.pages.tables import read_csv, read_parquet
from onrecord.pages.web_archives import name_of, read_web_archive
from onrecord.records import Article

T = TypeVar("T")

# What a file, a row or a record gives: an article, a page that is one once it is taken apart, or why there is none; and where it was found.
Given = Article | Request | InputError
Placed = tuple[str, Given]

_STANDARD_INPUT_ID = "stdin"
# Enough of a page's hash to tell it from an earlier one at the same address.
_DIGEST = 8
_BLANK = b"\xef\xbb\xbf \t\r\n"
# A .parquet file inside a .zip file is held whole, since its reader jumps about in it.
_LARGEST_TABLE = 500_000_000


class Piece(Struct, frozen=True):
    """A file to read, or the bytes of a web archive from `start` to `end`; `name` is the id of its article where it holds one."""

    file: File
    name: str
    start: int = 0
    end: int | None = None


def open_articles(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | InputError]:
    """Every article that the paths name, as given, in order and one at a time.

    A path is a file (.txt, .html, .mhtml, .jsonl, .json, .csv, .parquet, .warc, .zip of these, or .gz of one), the address of such a file
    ("s3://...", "https://..."), a folder of such files, or "-" for `stdin` (JSON rows, or one text or HTML page). An InputError is yielded,
    never raised, for each file, row or record that cannot be read; the rest is read all the same.
    """
    for found in open_pages(paths, stdin=stdin):
        yield extract(found) if isinstance(found, Request) else found


def extract(page: Request) -> Article | InputError:
    """Take a page apart, in the process that is there for it."""
    try:
        return EXTRACTOR.extract(page)
    except InputError as error:
        return error


def open_pages(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, screen: Screen | None = None, starts: Mapping[str, int] | None = None
) -> Iterator[Given]:
    """What `open_articles` gives, but with HTML pages still to be taken apart, so that others can do so side by side.

    `screen` passes over what need not be read. `starts` says for web archives, by their own names, from which byte on they are read.
    """
    screen = screen or Screen()
    once = Once(screen)
    input_left = True
    pieces = find_pieces(paths)
    starts = _starts(pieces, starts or {})
    for entry in pieces:
        if entry is None:
            found = _screened(_from_input(stdin if input_left else None), screen)
            input_left = False
        elif isinstance(entry, InputError):
            found = iter([(entry.where, entry)])
        else:
            found = _from_file(replace(entry, start=starts.get(name_of(entry.file.where), 0)), screen)
        for where, page in found:
            yield from once.given(where, page)


def _starts(pieces: Sequence[Piece | InputError | None], starts: Mapping[str, int]) -> dict[str, int]:
    """From which byte on the archives are read; those of one name in several places are read from their start."""
    archives = Counter(name_of(piece.file.where) for piece in pieces if isinstance(piece, Piece) and piece.file.kind == "web-archive")
    return {name: start for name, start in starts.items() if archives[name] == 1}


def find_pieces(paths: Sequence[str]) -> list[Piece | InputError | None]:
    """The files that the paths name, each with the id of the article in it where it holds one; None stands for standard input."""
    found = find_files(paths)
    names = name_articles([entry for entry in found if isinstance(entry, File) and entry.holds_one])
    return [Piece(entry, names.get(entry, "")) if isinstance(entry, File) else entry for entry in found]


def open_pieces(pieces: Iterable[Piece], screen: Screen) -> Iterator[Placed]:
    """What is in some files, each with where it was found. Ids that are given twice are for the caller to find (`Once`)."""
    for piece in pieces:
        yield from _from_file(piece, screen)


class Once:
    """Sees to it that each id is given once."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._seen: dict[str, bytes] = {}

    def given(self, where: str, page: Given) -> Iterator[Given]:
        """The page; or an error in its place if its id came before or cannot be written; or nothing, if an archive has the very page again."""
        if isinstance(page, InputError):
            yield page
            return
        name = page.name if isinstance(page, Request) else page.id
        # A crawler comes to a page again: what it finds changed by then is another version of the article, and no mistake.
        content = sha256(page.content).digest()[:_DIGEST] if isinstance(page, Request) and page.capture else b""
        yield from self.checked(where, name, content, page)

    def checked(self, where: str, name: str, content: bytes, given: T) -> Iterator[T | InputError]:
        """The same for what goes by `name`; `content` tells captures of it apart, and is empty for what is none."""
        before = self._seen.get(name)
        if not name.isprintable():
            yield InputError(where, "its name is not UTF-8, or holds control characters, so that it can be no id; rename it")
        elif before is None or (before and content and before != content):
            self._seen[name] = content
            yield given
        elif before and content:
            self._screen.passed_over[REPEATED] += 1
        else:
            yield InputError(where, f"the id {name!r} was given before; give each article an id of its own")


def _from_file(piece: Piece, screen: Screen) -> Iterator[Placed]:
    """The articles and pages of a file."""
    file, where = piece.file, piece.file.where
    try:
        if file.kind == "parquet" and file.member is None and file.address is None:
            yield from _screened(read_parquet(file.path, where), screen)
            return
        compressed = file.compressed and file.kind != "web-archive"
        with opened(file.path, file.member, compressed=compressed, where=where, address=file.address) as stream:
            if file.kind == "web-archive":
                stream.seek(piece.start)
                yield from read_web_archive(stream, where, screen, compressed=file.compressed, start=piece.start, end=piece.end)
            else:
                yield from _screened(_in_stream(stream, file, where, piece.name), screen)
    except InputError as error:
        yield error.where, error


def _screened(found: Iterator[Placed], screen: Screen) -> Iterator[Placed]:
    for where, page in found:
        if isinstance(page, InputError) or not screen.refuses_file(page.content if isinstance(page, Request) else words_of(page)):
            yield where, page


def _in_stream(stream: BinaryIO, file: File, where: str, name: str) -> Iterator[Placed]:
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


def _article(content: bytes, where: str, name: str, kind: Kind) -> Article | Request:
    """One text as an article, or one page; raises InputError."""
    if not content:
        raise InputError(where, "this file is empty; remove it, or save the page again")
    if len(content) > LARGEST_ARTICLE:
        raise InputError(where, TOO_LARGE)
    if kind == "page" or kind == "saved-page":  # noqa: PLR1714  so that mypy sees which kinds are left
        return Request(content=content, where=where, name=name, kind=kind)
    return Article(id=name, text=decode(content, where))


def _from_input(stdin: BinaryIO | None) -> Iterator[Placed]:
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
