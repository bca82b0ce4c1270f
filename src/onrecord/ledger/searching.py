"""Full text over articles, statements, positions and silences, with filters; the newest first.

What a person types is taken for words, whatever it is: words that must all occur, "words in a row", wor* for a beginning, -word for what
must not occur. Nothing in it is ever read as SQL or as the query language of an index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any, Literal, get_args
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Select, case, select, text

from onrecord.ledger import schema
from onrecord.ledger.counting import members_of
from onrecord.ledger.folding import folded, stem, words_in
from onrecord.ledger.machine_entries import KINDS_READ, MACHINE
from onrecord.ledger.numbering import span_of_ids
from onrecord.ledger.placed import Basis
from onrecord.ledger.rebuilding import Row, fetch
from onrecord.ledger.sides import sides_of
from onrecord.ledger.snippets import Piece, Snippet, Wanted, snippet_of
from onrecord.records import Field, JudgedState, Mode, Span, Stance

Kind = Literal["article", "statement", "position", "silence", "rejected"]

# More words, and longer ones, than anybody types: what comes after them is left out, so that no query takes long.
_MOST_WORDS, _MOST_LETTERS = 24, 80
# Of longer values, such as an outlet's name, the view `entry_words` marks so many letters.
_MARKED = 200
# The index holds stems, and the stem of "negotiation" is shorter than what somebody types before a star: with these endings it is found.
_ENDINGS = ("e", "ion", "ing")
_ALL_KINDS = (*get_args(Kind), *(MACHINE + kind for kind in KINDS_READ))
# What people made of a reading, which the machine did not read so. Its own entries, and those of articles, are left.
_MADE_BY_PEOPLE = (
    "EXISTS (SELECT 1 FROM entry JOIN judged_reading ON judged_reading.reading_id = entry.reading_id "
    "WHERE entry.id = {id} AND entry.kind IN ('statement', 'position', 'silence', 'rejected'))"
)
_TYPED = re.compile(r'(-?)"([^"]*)"?|(\S+)')


class Filters(Struct, frozen=True, kw_only=True):
    """What to look among. `holder` is who said or holds it, `side` the same with all members; days are partial dates, both inclusive.

    `since` and `until` go by the last day that something can be of; undated things are left out by either. `judged` is the state of a
    position, or "unjudged". `machine`: what the machine read, without what people judged, whatever `judged` says.
    """

    kinds: tuple[Kind, ...] = ("article", "statement", "position")
    holder: str | None = None
    side: str | None = None
    term: str | None = None
    stance: Stance | None = None
    mode: Mode | None = None
    outlet: str | None = None
    notice: str | None = None
    judged: JudgedState | Literal["unjudged"] | None = None
    since: str | None = None
    until: str | None = None
    machine: bool = False


class Hit(Struct, frozen=True, kw_only=True):
    """Something that was found. `start` and `end` place what the snippet shows in the article's `field`, `passage` the whole of which it is a part;
    `place` orders in time; `confidence` is the chance that a position is right, None for what is none, or was rejected.
    """

    place: int
    kind: Kind
    article: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    day: str | None
    basis: Basis
    holder: str | None
    term: str | None
    stance: Stance | None
    mode: Mode | None
    judged: JudgedState | None
    confidence: float | None
    start: int
    end: int
    field: Field
    snippet: tuple[Piece, ...]
    passage: tuple[int, int]


class Found(Struct, frozen=True):
    """The newest hits. `older` is the place to go on from, as `before`, where there are more."""

    hits: tuple[Hit, ...]
    older: int | None


class Query(Struct, frozen=True):
    """What was typed, understood: what must occur and what must not."""

    wanted: tuple[Wanted, ...]
    unwanted: tuple[Wanted, ...]


class _Marks(Struct, frozen=True):
    """Properties as words of the index: in each of `all_of` one must be there, and `none_of` may."""

    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...]


def search(connection: Connection, dossier_id: str, typed: str, filters: Filters, *, limit: int, before: int | None) -> Found:
    """What holds all the words typed and passes the filters, the newest first. Without anything typed, all that passes the filters."""
    query = understood(typed)
    if typed.strip() and not query.wanted and not query.unwanted:
        return Found((), None)
    marks = _marks(connection, dossier_id, filters)
    first, last = span_of_ids(filters.since, filters.until)
    last = last if before is None else min(last, before)
    find = _find_in_sqlite if connection.dialect.name == "sqlite" else _find_in_postgresql
    ids = find(connection, query, marks, {"first": first, "last": last, "limit": limit + 1}, machine=filters.machine)
    hits = _hits(connection, ids[:limit], query.wanted)
    return Found(tuple(replace(hit, judged=None) if filters.machine else hit for hit in hits), ids[limit - 1] if len(ids) > limit else None)


def newest_places(connection: Connection, dossier_id: str, filters: Filters, limit: int) -> list[int]:
    """The places of what passes the filters, the newest first, without what stands there."""
    first, last = span_of_ids(filters.since, filters.until)
    find = _find_in_sqlite if connection.dialect.name == "sqlite" else _find_in_postgresql
    return find(connection, Query((), ()), _marks(connection, dossier_id, filters), {"first": first, "last": last, "limit": limit})


def understood(typed: str) -> Query:
    """What a person typed, as words to look for. Whatever it is, it is words: what holds no letter and no digit is left out."""
    wanted: list[Wanted] = []
    unwanted: list[Wanted] = []
    for match in islice(_TYPED.finditer(normalize("NFC", typed)), _MOST_WORDS):
        minus, phrase, word = match.groups()
        excluded = bool(minus) or (word is not None and word.startswith("-"))
        told = phrase if word is None else word
        found = [told[start:end][:_MOST_LETTERS] for start, end, _ in islice(words_in(told), _MOST_WORDS)]
        if found:
            endings = tuple(found[-1] + ending for ending in _ENDINGS) if word is not None and word.endswith("*") else ()
            one = Wanted(tuple(stem(each) for each in found), " ".join(found), endings)
            (unwanted if excluded else wanted).append(one)
    return Query(tuple(wanted), tuple(unwanted))


def _marks(connection: Connection, dossier_id: str, filters: Filters) -> _Marks:
    """The filters as marks, spelled as the view `entry_words` spells them."""
    all_of: list[tuple[str, ...]] = [(_mark("d", dossier_id),)]
    none_of: list[str] = []
    kinds = _kinds(filters)
    others = [kind for kind in _ALL_KINDS if kind not in kinds]
    # The shorter list is the quicker one, and nearly all entries are of the usual kinds: those of the machine's alone weigh nothing.
    if sum(not kind.startswith(MACHINE) for kind in others) < len(filters.kinds):
        none_of += [_mark("k", kind) for kind in others]
    else:
        all_of.append(tuple(_mark("k", kind) for kind in kinds))
    if filters.side is not None:
        all_of.append(tuple(_mark("a", member) for member in members_of(sides_of(connection, dossier_id), filters.side)))
    if filters.judged == "unjudged" and not filters.machine:
        none_of += [_mark("j", state) for state in get_args(JudgedState)]
    given = (("a", filters.holder), ("t", filters.term), ("s", filters.stance), ("m", filters.mode), ("o", filters.outlet), ("n", filters.notice))
    judged = None if filters.judged == "unjudged" or filters.machine else filters.judged
    all_of += [(_mark(letter, value),) for letter, value in (*given, ("j", judged)) if value is not None]
    return _Marks(tuple(all_of), tuple(none_of))


def _kinds(filters: Filters) -> tuple[str, ...]:
    """The kinds of entries to look among: a position that somebody rejected is one of the positions that the machine read."""
    if not filters.machine:
        return filters.kinds
    return (*filters.kinds, *(MACHINE + kind for kind in filters.kinds if kind in KINDS_READ))


def _mark(letter: str, value: str) -> str:
    return f"{letter}{value[:_MARKED].encode('utf-8', 'surrogatepass').hex()}0"


def _find_in_sqlite(connection: Connection, query: Query, marks: _Marks, bounds: dict[str, int], *, machine: bool = False) -> list[int]:
    wanted = [f"words : {_in_sqlite(one)}" for one in query.wanted]
    wanted += [f"marks : ({' OR '.join(_quoted(mark) for mark in some)})" for some in marks.all_of]
    unwanted = [f"words : {_in_sqlite(one)}" for one in query.unwanted] + [f"marks : {_quoted(mark)}" for mark in marks.none_of]
    match = " AND ".join(f"({one})" for one in wanted)
    if unwanted:
        match = f"({match}) NOT ({' OR '.join(f'({one})' for one in unwanted)})"
    by_people = f" AND NOT {_MADE_BY_PEOPLE.format(id='entry_index.rowid')}" if machine else ""
    found = text(
        "SELECT rowid FROM entry_index WHERE entry_index MATCH :match AND rowid >= :first AND rowid < :last"  # noqa: S608  words go in as values
        f"{by_people} ORDER BY rowid DESC LIMIT :limit"
    )
    return list(connection.execute(found, {"match": match, **bounds}).scalars())


def _in_sqlite(wanted: Wanted) -> str:
    if not wanted.endings:
        return _quoted(wanted.typed)
    before = wanted.typed.rpartition(" ")[0]
    return f"({_quoted(wanted.typed)} * OR {' OR '.join(_quoted(f'{before} {ending}') for ending in wanted.endings)})"


def _quoted(words: str) -> str:
    """A string of the index's query language: inside quotation marks all characters but these are plain."""
    return '"' + words.replace('"', '""') + '"'


def _find_in_postgresql(connection: Connection, query: Query, marks: _Marks, bounds: dict[str, int], *, machine: bool = False) -> list[int]:
    """As in SQLite. Words go in as values; what is put together here are names of functions and of those values."""
    values: dict[str, Any] = dict(bounds)
    parts = []
    for number, (one, negated) in enumerate([*((one, "") for one in query.wanted), *((one, "!! ") for one in query.unwanted)]):
        how = "to_tsquery" if one.endings else "phraseto_tsquery"
        values[f"words{number}"] = _begun_in_postgresql(one) if one.endings else folded(one.typed)
        parts.append(f"{negated}{how}('onrecord_words', :words{number})")
    for number, some in enumerate((*marks.all_of, *((mark,) for mark in marks.none_of))):
        negated = "!! " if number >= len(marks.all_of) else ""
        values[f"marks{number}"] = " | ".join(f"'{mark}'" for mark in some)
        parts.append(f"{negated}CAST(:marks{number} AS tsquery)")
    by_people = f" AND NOT {_MADE_BY_PEOPLE.format(id='found.id')}" if machine else ""
    found = text(
        f"SELECT id FROM entry AS found WHERE vector @@ ({' && '.join(parts)}) AND id >= :first AND id < :last{by_people} "  # noqa: S608
        "ORDER BY id DESC LIMIT :limit"
    )
    return list(connection.execute(found, values).scalars())


def _begun_in_postgresql(wanted: Wanted) -> str:
    *before, last = folded(wanted.typed).split()
    return " <-> ".join([*before, f"({' | '.join([f'{last}:*', *(folded(ending) for ending in wanted.endings)])})"])


def _hits(connection: Connection, ids: Sequence[int], wanted: Sequence[Wanted]) -> list[Hit]:
    entry = schema.entry.c
    columns = [column for column in entry if column.name != "vector"]
    entries = {row["id"]: row for row in fetch(connection, select(*columns).where(entry.id.in_(ids)))}
    rows = [entries[each] for each in ids]
    heads = _heads(connection, rows)
    texts = _texts(connection, [heads[row["reading_id"]]["key"] for row in rows if row["kind"] == "article"])
    passages, chances = _passages(connection, ids), _chances(connection, ids)
    found = []
    for row in rows:
        head = heads[row["reading_id"]]
        spans = _of_article(head, texts[head["key"]]) if row["kind"] == "article" else passages.get(row["id"], [])
        snippet = snippet_of(spans, wanted) or Snippet(0, 0, "text", ())
        found.append(_hit(row, head, snippet, chances.get(row["id"])))
    return found


def _hit(row: Row, head: Row, snippet: Snippet, confidence: float | None) -> Hit:
    return Hit(
        place=row["id"],
        article=head["article_id"],
        holder=row["actor"],
        confidence=confidence,
        start=snippet.start,
        end=snippet.end,
        field=snippet.field,
        snippet=snippet.pieces,
        passage=snippet.passage,
        **{name: head[name] for name in ("outlet", "title", "url", "published")},
        kind=row["kind"].removeprefix(MACHINE),
        **{name: row[name] for name in ("day", "basis", "term", "stance", "mode", "judged")},
    )


def _heads(connection: Connection, rows: Sequence[Row]) -> dict[str, Row]:
    reading, article = schema.reading.c, schema.article.c
    columns = (reading.id, article.key, reading.article_id, reading.outlet, article.title, reading.url, reading.published)
    query: Select[Any] = select(*columns).join_from(schema.reading, schema.article, article.key == reading.article_key)
    return {row["id"]: row for row in fetch(connection, query.where(reading.id.in_({row["reading_id"] for row in rows})))}


def _texts(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    article = schema.article.c
    return {row.key: row.text for row in connection.execute(select(article.key, article.text).where(article.key.in_(keys)))} if keys else {}


def _of_article(head: Row, text: str) -> list[Span]:
    title = head["title"] or ""
    return [*([Span(0, len(title), title, "title")] if title else []), Span(0, len(text), text)]


def _chances(connection: Connection, ids: Sequence[int]) -> dict[int, float]:
    """The chance that each position is right, by entry; a rejected one has none."""
    entry, position, follows = schema.entry.c, schema.position.c, schema.judged_reading.c
    stands_in = case((entry.kind == MACHINE + "position", follows.machine_id), else_=entry.reading_id)
    tables = schema.entry.outerjoin(schema.judged_reading, follows.reading_id == entry.reading_id).join(
        schema.position, (position.reading_id == stands_in) & (position.number == entry.number)
    )
    query = select(entry.id, position.confidence).select_from(tables)
    rows = connection.execute(query.where(entry.id.in_(ids), entry.kind.in_(["position", MACHINE + "position"])))
    return {row.id: row.confidence for row in rows}


def _passages(connection: Connection, ids: Sequence[int]) -> dict[int, list[Span]]:
    """The words of statements, positions and silences, by entry. Some, such as a rejected position, stand in the machine's own reading alone."""
    entry, passage, follows = schema.entry.c, schema.passage.c, schema.judged_reading.c
    read_by_machine = {"rejected": "position"} | {MACHINE + kind: kind for kind in KINDS_READ}
    stands_in = case((entry.kind.in_(list(read_by_machine)), follows.machine_id), else_=entry.reading_id)
    owner = case(*((entry.kind == kind, owner) for kind, owner in read_by_machine.items()), else_=entry.kind)
    tables = schema.entry.outerjoin(schema.judged_reading, follows.reading_id == entry.reading_id).join(
        schema.passage,
        (passage.reading_id == stands_in)
        & (passage.owner == owner)
        & (passage.owner_number == entry.number)
        & passage.role.in_(["content", "evidence"]),
    )
    query = select(entry.id, passage.starts, passage.ends, passage.text, passage.field).select_from(tables)
    found: dict[int, list[Span]] = {}
    for row in connection.execute(query.where(entry.id.in_(ids)).order_by(entry.id, passage.role, passage.number)):
        found.setdefault(row.id, []).append(Span(row.starts, row.ends, row.text, "title" if row.field == "title" else "text"))
    return found
