"""What lists show is asked a page at a time, and is the same after an upgrade."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from msgspec.structs import replace
from sqlalchemy import create_engine

from onrecord.ledger import Choice, Ledger, open_ledger, opening
from onrecord.records import (
    ArticleSpan,
    Comparison,
    Conflict,
    Copies,
    Days,
    Difference,
    Notice,
    Occasion,
    PositionReference,
    Reader,
    Reading,
    Shift,
    ShiftEnd,
    Span,
    text_sha256,
)

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]
Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]

NAMES = ("courier-1", "gazette-1", "mirror-1", "post-1")
OUTLETS = ("Vel Courier", "The Gazette", "Gazette", None)


@pytest.fixture
def listed(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> Ledger:
    """Four articles, two of them copies, and two findings of each kind that is listed."""
    for number, (name, outlet) in enumerate(zip(NAMES, OUTLETS, strict=True)):
        made = make_reading(name, number)
        notices = (Notice("agency-credited", (Span(0, 5, "LENNE"),)),) if name == "post-1" else ()
        article = replace(made.article, outlet=outlet, published=f"2031-05-0{number + 3}", notices=notices)
        reading = replace(made, article=article)
        ledger.store(reading, begin(ledger, reading))
    ledger.set_comparison("vel-river", found(ledger))
    return ledger


def reference(ledger: Ledger, name: str) -> PositionReference:
    position = ledger.judgeable(name, "vel-river")[0].position
    return PositionReference(article=name, position=position.id, holder=position.holder, term=position.term)


def found(ledger: Ledger) -> list[Comparison]:
    told = {name: reference(ledger, name) for name in NAMES}
    words = tuple(ArticleSpan(name, Span(0, 5, "LENNE")) for name in NAMES)

    def end(name: str, day: str) -> ShiftEnd:
        return ShiftEnd(stance="for", said_on=day, article=name, position=told[name].position, voice="spokesperson" if name == "post-1" else "holder")

    def conflict(name: str, severity: float) -> Conflict:
        return Conflict(
            id=name,
            type="between-articles",
            holder="orlan",
            term="open-dam",
            positions=(told["courier-1"],),
            spans=words[:1],
            severity=severity,
            why="They differ.",
        )

    return [
        Copies(id="copies", articles=("gazette-1", "mirror-1"), origin="gazette-1"),
        Occasion(id="told-thrice", holders=("orlan",), on=Days("2031-05-02", "2031-05-02"), positions=tuple(told[name] for name in NAMES[:3])),
        Occasion(id="of-copies", holders=("orlan",), positions=(told["gazette-1"], told["mirror-1"])),
        Occasion(id="without-a-day", holders=("orlan",), positions=(told["courier-1"], told["post-1"])),
        Difference(id="worded", occasion="told-thrice", articles=("courier-1", "gazette-1"), what="wording", spans=words[:2]),
        Shift(id="early", holder="orlan", term="open-dam", before=end("courier-1", "2031-03"), after=end("gazette-1", "2031-04")),
        Shift(id="late", holder="tavel", term="talks", before=end("courier-1", "2031-05-01"), after=end("post-1", "2031-05-06"), added=words[3:]),
        conflict("slight", 0.2),
        conflict("sharp", 0.9),
    ]


def names(ledger: Ledger, kind: Any, choice: Choice = Choice(), **page: int) -> list[str]:  # noqa: B008  frozen
    return [row.id for row in ledger.find_findings("vel-river", kind, choice, **page).rows]


def test_findings_come_in_the_order_of_their_list(listed: Ledger) -> None:
    assert names(listed, "shift") == ["late", "early"]
    assert names(listed, "conflict") == ["sharp", "slight"]
    assert names(listed, "occasion") == ["told-thrice", "without-a-day"], "copies are one report, and no occasion"


def test_a_page_brings_what_it_shows_and_counts_all(listed: Ledger) -> None:
    page = listed.find_findings("vel-river", "conflict", limit=1, offset=1)
    assert ([row.id for row in page.rows], page.total) == (["slight"], 2)
    (occasion,) = listed.find_findings("vel-river", "occasion", limit=1).rows
    told = listed.find_findings("vel-river", "occasion", limit=1)
    assert (told.reports[occasion.id], told.marks[occasion.id]) == (2, ("wording",))


@pytest.mark.parametrize(
    ("kind", "choice", "wanted"),
    [
        ("shift", Choice(holder="tavel"), ["late"]),
        ("shift", Choice(term="open-dam"), ["early"]),
        ("shift", Choice(holder="tavel", term="open-dam"), []),
        ("shift", Choice(mark="added"), ["late"]),
        ("shift", Choice(mark="spokesperson"), ["late"]),
        ("shift", Choice(mark="own"), ["early"]),
        ("shift", Choice(mark="%"), []),
        ("shift", Choice(since="2031-05"), ["late"]),
        ("shift", Choice(since="2031-04-30"), ["late", "early"]),
        ("conflict", Choice(mark="between-articles"), ["sharp", "slight"]),
        ("conflict", Choice(since="2032"), []),
        ("occasion", Choice(mark="wording"), ["told-thrice"]),
        ("occasion", Choice(holder="orlan", term="open-dam"), ["told-thrice", "without-a-day"]),
        ("occasion", Choice(after="2000-01-01T00:00:00.000000Z"), ["told-thrice", "without-a-day"]),
        ("occasion", Choice(after="3000-01-01T00:00:00.000000Z"), []),
    ],
)
def test_a_list_can_be_narrowed(listed: Ledger, kind: str, choice: Choice, wanted: list[str]) -> None:
    assert names(listed, kind, choice) == wanted


def test_a_finding_is_as_new_as_the_last_of_its_articles(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    moments = []
    for number, name in enumerate(NAMES):
        reading = make_reading(name, number)
        ledger.store(reading, begin(ledger, reading))
        moments.append(ledger.last_times("vel-river")[0] or "")
    ledger.set_comparison("vel-river", found(ledger))
    again = replace(make_reading(NAMES[0]), reader=Reader("0.2.0"))
    ledger.store(again, begin(ledger, again))  # reading an article anew makes nothing new
    ledger.set_comparison("vel-river", found(ledger))
    assert names(ledger, "occasion", Choice(after=moments[1])) == ["told-thrice", "without-a-day"]
    assert names(ledger, "occasion", Choice(after=moments[2])) == ["without-a-day"]
    assert [row.id for row in ledger.find_articles("vel-river", Choice(after=moments[1]))] == ["post-1", "mirror-1"]
    assert names(ledger, "occasion", Choice(after=moments[3])) == []


def test_whom_a_list_is_about(listed: Ledger) -> None:
    assert listed.places_of_findings("vel-river") == (["orlan", "tavel"], ["open-dam", "talks"])
    assert listed.places_of_findings("vel-fishery") == ([], [])


def test_articles_are_listed_latest_first_and_by_outlet(listed: Ledger) -> None:
    everything = listed.find_articles("vel-river", limit=3)
    assert ([row.id for row in everything], listed.count_articles("vel-river")) == (["post-1", "mirror-1", "gazette-1"], (4, 3))
    assert [(row.statements, row.positions, row.report) for row in everything[:2]] == [(3, 2, "post-1"), (3, 2, "gazette-1")]
    assert [row.id for row in listed.find_articles("vel-river", Choice(outlet="Gazette"))] == ["mirror-1"]
    assert [row.id for row in listed.find_articles("vel-river", Choice(outlet=""))] == ["post-1"]
    assert [row.id for row in listed.find_articles("vel-river", Choice(since="2031-05-05"))] == ["post-1", "mirror-1"]


def test_outlets_are_counted(listed: Ledger) -> None:
    rows = {row.name: (row.articles, row.reports, row.statements, row.positions, row.first) for row in listed.count_outlets("vel-river")}
    assert rows["Gazette"] == (1, 0, 3, 2, "2031-05-05")
    assert rows["Vel Courier"] == (1, 1, 3, 2, "2031-05-03")
    assert list(rows)[-1] is None
    assert listed.count_articles("vel-river", Choice(outlet="Gazette")) == (1, 0)
    assert listed.count_articles("vel-river", Choice(cites="Vel Courier")) == (3, 2)
    assert [(version, count) for version, _, count in listed.count_readers("vel-river")] == [("0.1.0", 4)]


def test_who_quotes_whom_is_counted_by_independent_reports(listed: Ledger) -> None:
    # Every article tells something by way of "the Vel Courier"; an outlet does not quote itself, and copies count once.
    rows = [(row.cited, row.outlet, row.reports, row.together) for row in listed.count_citations("vel-river")]
    assert rows == [
        ("Vel Courier", None, 2, True),
        ("Vel Courier", "Gazette", 1, False),
        ("Vel Courier", "The Gazette", 1, False),
        ("Vel Courier", None, 1, False),
    ]
    citing = listed.find_articles("vel-river", Choice(cites="Vel Courier", outlet="Gazette"))
    (row,) = citing
    assert row.cited is not None
    assert (row.id, row.cited.text) == ("mirror-1", "the Vel Courier")


def test_an_edit_is_another_text_under_the_same_id_or_address(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    first = make_reading("courier-1")
    ledger.store(first, begin(ledger, first))
    before = ledger.last_times("vel-river")[0] or ""
    assert ledger.find_edited("vel-river", "") == ([], 0)
    second = make_reading("courier-1", 2)
    ledger.store(second, begin(ledger, second))
    assert ledger.find_edited("vel-river", before) == (["courier-1"], 1)
    elsewhere = make_reading("courier-9", 3)
    moved = replace(elsewhere, article=replace(elsewhere.article, url=first.article.url))
    ledger.store(moved, begin(ledger, moved))
    assert ledger.find_edited("vel-river", before) == (["courier-9", "courier-1"], 2)


def test_an_occasion_comes_with_what_its_reports_have_differently(listed: Ledger) -> None:
    found_one = listed.find_occasion("vel-river", "told-thrice")
    assert found_one is not None
    occasion, beside = found_one
    assert (occasion.id, [row.id for row in beside]) == ("told-thrice", ["copies", "worded"])
    assert listed.find_occasion("vel-river", "sharp") is None


def test_what_is_taken_out_is_listed_no_more(listed: Ledger) -> None:
    rows = [row for row in found(listed) if row.id not in {"sharp", "late"}]
    listed.set_comparison("vel-river", rows)
    assert (names(listed, "conflict"), names(listed, "shift")) == (["slight"], ["early"])
    listed.change_comparison("vel-river", ["copies"], [])
    assert names(listed, "occasion") == ["told-thrice", "of-copies", "without-a-day"], "they are two reports now"
    listed.forget("courier-1", by="editor")
    assert names(listed, "occasion") == ["of-copies"]
    assert listed.verify() == []


def test_lists_are_made_anew(listed: Ledger, dump: Dump) -> None:
    before = {name: rows for name, rows in dump(listed).items() if name in _LISTS}
    assert all(before.values())
    listed.reindex()
    assert {name: sorted(rows, key=repr) for name, rows in dump(listed).items() if name in _LISTS} == {
        name: sorted(rows, key=repr) for name, rows in before.items()
    }


_LISTS = ("finding", "finding_place", "citation")
_COLUMNS = ("article", "outlet", "statements", "positions", "arrived", "edited")


def test_a_ledger_of_the_schema_before_is_filled(listed: Ledger, make_reading: MakeReading, begin: Begin, tmp_path: Path) -> None:
    edited = make_reading("courier-1", 7)
    listed.store(edited, begin(listed, edited))
    listed.set_comparison("vel-river", found(listed))
    now, before = tmp_path / "now.sqlite", tmp_path / "before.sqlite"
    listed.backup(str(now))
    _as_of_schema("0005", now, before)
    with open_ledger(str(before)) as ledger:
        assert ledger.verify() == []
    assert all(_kept(now).values())
    assert _kept(before) == _kept(now)


def _as_of_schema(version: str, source: Path, target: Path) -> None:
    """A ledger of an earlier schema with the rows of this one, as far as it had them."""
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{target}")
    with engine.begin() as migrated:
        config.attributes["connection"] = migrated
        command.upgrade(config, version)
    engine.dispose()
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("ATTACH ? AS source", (str(source),))
        names = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")]
        for name in names:
            if not name.startswith(("entry_index", "sqlite_", "onrecord_version")):
                columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({name})"))
                connection.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM source.{name}")  # noqa: S608
        connection.execute("INSERT INTO entry_index (entry_index) VALUES ('rebuild')")


def _kept(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What lists are made of."""
    columns = {**dict.fromkeys(_LISTS, "*"), "entry": f"id, {', '.join(_COLUMNS)}"}
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(f"SELECT {told} FROM {name}"), key=repr) for name, told in columns.items()}  # noqa: S608


def test_a_name_of_any_length_can_be_listed(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    made = make_reading()
    long = replace(made, article=replace(made.article, outlet="Vel " * 5_000, url=f"https://courier.example/{'a' * 9_000}", text_sha256=""))
    reading = replace(long, article=replace(long.article, text_sha256=text_sha256(str(long.article.text))))
    assert ledger.store(reading, begin(ledger, reading)) == "new"
    (row,) = ledger.count_outlets("vel-river")
    assert row.name == ("Vel " * 50)
    assert [article.id for article in ledger.find_articles("vel-river", Choice(outlet=row.name))] == ["courier-1"]
