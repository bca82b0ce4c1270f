"""The ids of entries: numbers in the order of time, so that what is newest is found first and a span of days is a span of ids."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from sqlalchemy import BigInteger, Connection, bindparam, func, select, text

from onrecord.language.partial_dates import first_day, last_day, last_day_told
from onrecord.ledger import schema
from onrecord.ledger.rebuilding import Row

# An id is the last day that the entry can be of, counted from the year 1, times this, plus a number within the day.
OF_A_DAY = 1 << 32
# Any number of our own. On PostgreSQL, one writer at a time numbers entries and counts cells; on SQLite there is only one writer anyway.
_ENTRY_LOCK = 0x6F6E7266
# More different days than a record has.
_DAYS = 50_000


def lock(connection: Connection) -> None:
    """Have other writers of entries and cells wait until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ENTRY_LOCK})


@lru_cache(_DAYS)
def last_ordinal(day: str | None) -> int:
    """The last day that a partial date covers, counted from the year 1; 0 where there is none."""
    return last_day(day).toordinal() if day else 0


@lru_cache(_DAYS)
def first_ordinal(day: str | None) -> int:
    """The first day that a partial date covers, counted from the year 1; 0 where there is none."""
    return first_day(day).toordinal() if day else 0


def first_id(day: str | None, published: str | None, not_after: str | None) -> int:
    """The first id of the last day that an entry can be of, which is none after its article appeared; 0 where it has no day."""
    return last_day_told(day, published, not_after).toordinal() * OF_A_DAY if day else 0


def span_of_ids(since: str | None, until: str | None) -> tuple[int, int]:
    """The ids, first inclusive and last exclusive, of entries between two partial dates, both inclusive. With either, undated ones are out."""
    first = first_ordinal(since) if since else int(until is not None)
    return first * OF_A_DAY, (last_ordinal(until) + 1) * OF_A_DAY if until else 1 << 62


def number_of(name: str) -> int:
    """A number for a name, to count different ones by: 60 bits of its hash, so that two of a million being equal is less likely than 1 in 10^6."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 4


# Put together once: an article has entries of several days, and composing a query takes as long as running it.
_LAST_OF_DAY = select(func.max(schema.entry.c.id)).where(
    schema.entry.c.id >= bindparam("first", type_=BigInteger), schema.entry.c.id < bindparam("beyond", type_=BigInteger)
)


def number_entries(connection: Connection, rows: Iterable[Row]) -> None:
    """Give each row its id: the next one of its day, of which it has the first."""
    following: dict[int, int] = {}
    for row in rows:
        day = row["id"] // OF_A_DAY
        if day not in following:
            last = connection.execute(_LAST_OF_DAY, {"first": day * OF_A_DAY, "beyond": (day + 1) * OF_A_DAY}).scalar()
            following[day] = last + 1 if last is not None else day * OF_A_DAY
        row["id"] = following[day]
        following[day] += 1
