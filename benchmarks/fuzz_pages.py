"""Hostile input for the readers: mutated pages, rows, tables and archives, which must become articles or InputErrors, soon.

    python -m benchmarks.fuzz_pages [--inputs 10000] [--seed 1]                    mutations of the examples, all readers in turn
    python -m benchmarks.fuzz_pages --atheris READER [--inputs 10000]             guided by coverage (pip install 'onrecord[fuzz]')

Exit code 1 where an input broke a reader, or took over ten seconds; the input is then kept in the file that is named.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import quopri
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.pages import clear, open_articles
from onrecord.pages.decoding import decode
from onrecord.pages.extraction import extract_page
from onrecord.pages.guarding import SECONDS, Request
from onrecord.pages.rows import read_json, read_rows
from onrecord.pages.tables import read_csv, read_parquet
from onrecord.records import Article, Dossier, Event, given_text

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
_DOSSIER = Dossier(id="vel", title="Vel", terms=(), actors=(), events=(Event(id="flood", name="Flood", words=("flood", "river"), on="2030-08-11"),))
_CHUNKS = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n" * 50, b'"' * 50, b"<" * 50, b"</p>", b"<p>" * 200, b"<!--", b"{" * 300, b"[" * 300),
    *(b"By A, B | 4 May 2031", b"(c) 2031 ", b"04/05/2031", b"Read more:", b"PREV ", b"\xc3\xa9", b"\xe2\x80\x9c", b" " * 500, b"a" * 3_000),
    *(
        b"&#xD800;",
        b"Content-Type: text/html; charset=utf-7\r\n\r\n",
        b"=FF" * 30,
        b"\\ud800",
        b'{"uri": "x", "bodies": [{"value": 1}]}',
        b"99999999999999999999",
    ),
)


def main() -> int:
    """Fuzz and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", choices=sorted(_READERS), metavar="READER", help=f"one of {', '.join(sorted(_READERS))}")
    options = parser.parse_args()
    if options.atheris:
        return _guided(options.atheris, options.inputs)
    chance = random.Random(options.seed)  # noqa: S311  no secrets are made
    seeds = _seeds()
    slowest: tuple[float, str] = (0.0, "")
    for number in range(options.inputs):
        name = list(_READERS)[number % len(_READERS)]
        content = _mutated(chance, seeds[name])
        started = time.perf_counter()
        try:
            _READERS[name](content)
        except Exception as error:  # noqa: BLE001  that is what is looked for
            return _kept(name, content, f"{type(error).__name__}: {error}")
        seconds = time.perf_counter() - started
        slowest = max(slowest, (seconds, name))
        if seconds > SECONDS:
            return _kept(name, content, f"took {seconds:.1f} seconds")
    print(f"{options.inputs} inputs for {len(_READERS)} readers, none broke one; the slowest took {slowest[0]:.2f} s ({slowest[1]}).")
    return 0


def _guided(name: str, inputs: int) -> int:
    import atheris  # noqa: PLC0415  an extra, on Linux and macOS only

    folder = Path(tempfile.mkdtemp(prefix="onrecord-corpus-"))
    for number, content in enumerate(_seeds()[name]):
        (folder / str(number)).write_bytes(content)
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], str(folder), f"-runs={inputs}", f"-timeout={SECONDS:.0f}", "-max_len=20000", "-rss_limit_mb=4000"], _READERS[name])
    atheris.Fuzz()
    return 0


def _kept(name: str, content: bytes, told: str) -> int:
    with tempfile.NamedTemporaryFile(prefix=f"onrecord-{name}-", delete=False) as handle:
        handle.write(content)
    print(f"{name}: {told}; the input is kept in {handle.name}")
    return 1


def _checked(articles: Iterable[tuple[str, Article | InputError]]) -> None:
    """What comes out of a reader: articles with words and a name, or errors of one line; and what clearing makes of them."""
    for _, article in articles:
        if isinstance(article, InputError):
            if "\n" in article.reason:
                raise ValueError(f"an error of several lines: {article.reason!r}")
        else:
            _clear(article)


def _clear(article: Article) -> None:
    cleared = clear(article, _DOSSIER)
    evidence = cleared.evidence
    told = (span for notice in cleared.notices for span in notice.evidence)
    for span in (*cleared.dropped, *evidence.published, *evidence.not_before, *evidence.not_after, *told):
        source = cleared.title if span.field == "title" else given_text(cleared)
        if not source or source[span.start : span.end] != span.text:
            raise ValueError(f"a span that is not the text's: {span}")


def _refusing(read: Callable[[bytes], Any]) -> Callable[[bytes], None]:
    def attempt(content: bytes) -> None:
        try:
            article = read(content)
        except InputError as error:
            article = error
        _checked([("", article)])

    return attempt


def _page(content: bytes) -> Article:
    return extract_page(Request(content=content, where="page", name="page", kind="page"))


def _saved_page(content: bytes) -> Article:
    return extract_page(Request(content=content, where="page", name="page", kind="saved-page"))


def _rows_of(read: Callable[..., Any]) -> Callable[[bytes], None]:
    def attempt(content: bytes) -> None:
        try:
            _checked(read(io.BytesIO(content), "rows"))
        except InputError as error:
            _checked([("", error)])

    return attempt


def _file(ending: str) -> Callable[[bytes], None]:
    def attempt(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"any{ending}")
            path.write_bytes(content)
            _checked(("", article) for article in open_articles([str(path)]))

    return attempt


_READERS: dict[str, Callable[[bytes], None]] = {
    "text": _refusing(lambda content: Article(id="text", text=decode(content, "text"))),
    "page": _refusing(_page),
    "saved-page": _refusing(_saved_page),
    "rows": _rows_of(read_rows),
    "json": _rows_of(read_json),
    "csv": _rows_of(read_csv),
    "parquet": _rows_of(read_parquet),
    "zip": _file(".zip"),
    "gzip": _file(".jsonl.gz"),
}


def _seeds() -> dict[str, list[bytes]]:
    """Sound inputs of every reader, made from the examples."""
    texts = [path.read_bytes() for path in sorted(EXAMPLES.glob("*.txt"))] or [b"The council of Karsia met on Monday, 4 May 2031."]
    bodies = [text.decode("utf-8") for text in texts]
    page = "<!DOCTYPE html><html><head><title>Karsia</title></head><body><article>{}</article></body></html>"
    pages = [*(path.read_bytes() for path in sorted(EXAMPLES.glob("*.html"))), *(page.format(_paragraphs(body)).encode() for body in bodies)]
    rows = "\n".join(json.dumps({"id": str(number), "text": body, "title": body[:40]}) for number, body in enumerate(bodies[:4])).encode()
    words = {"pre": "said Jo Brandt,", "quote": "We agree", "post": "on Monday"}
    quotations = {"date": "2031-05-06T10:00:00Z", "url": "https://courier.example/1", "title": "T", "quotes": [words]}
    old = {"uri": "urn:1", "type": "text", "headline": "H", "byline": "Jo", "versioncreated": "2031-05-06T10:00:00Z"}
    old["body_html"] = _paragraphs(bodies[0])
    new = {"uri": "urn:2", "headlines": [{"value": "H"}], "by": "Jo", "bodies": [{"contentType": "text/plain", "value": bodies[0]}]}
    items = [json.dumps(item).encode() for item in (old, new, quotations)]
    table = "id,text,published\n" + "".join(f'{number},"{body[:200]}",2031-05-06\n' for number, body in enumerate(bodies[:4]))
    head = b"MIME-Version: 1.0\r\nSnapshot-Content-Location: https://courier.example/1\r\nContent-Type: multipart/related; "
    head += b'boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return {
        "text": texts,
        "page": pages,
        "saved-page": [head + quopri.encodestring(page) + b"\r\n--B--\r\n" for page in pages[:3]],
        "rows": [rows, *items],
        "json": [*items, b"[" + items[0] + b"," + items[1] + b"]", json.dumps(old, indent=1).encode()],
        "csv": [table.encode()],
        "parquet": _parquet(bodies),
        "zip": [_zip({"a.txt": texts[0], "b.html": pages[0], "c.jsonl": rows})],
        "gzip": [gzip.compress(rows, mtime=0)],
    }


def _paragraphs(body: str) -> str:
    return "".join(f"<p>{line}</p>" for line in body.splitlines())


def _parquet(bodies: list[str]) -> list[bytes]:
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra
        from pyarrow import parquet  # noqa: PLC0415  an extra
    except ImportError:
        return [b"PAR1"]
    stream = io.BytesIO()
    parquet.write_table(pa.table({"id": [str(number) for number in range(len(bodies))], "text": bodies}), stream)
    return [stream.getvalue()]


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def _mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    content = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = chance.randrange(len(content) + 1)
        until = min(len(content), place + chance.choice((1, 1, 8, 100, 2_000)))
        kind = chance.randrange(6)
        if kind == 0:
            content[place:until] = b""
        elif kind == 1:
            content[place:place] = chance.choice(_CHUNKS)
        elif kind == 2:
            content[place:until] = bytes(chance.randrange(256) for _ in range(until - place))
        elif kind == 3:
            content[place:place] = content[place:until] * chance.choice((1, 3, 50))
        elif kind == 4:
            other = chance.choice(seeds)
            content[place:until] = other[chance.randrange(len(other) + 1) :][:500]
        elif place < len(content):
            content[place] ^= 1 << chance.randrange(8)
    return bytes(content)


if __name__ == "__main__":
    sys.exit(main())
