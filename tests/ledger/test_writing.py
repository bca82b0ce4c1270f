"""An article is stored whole or not at all, whatever happens and whoever else is writing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import onrecord
from onrecord.errors import InputError, LedgerError
from onrecord.ledger import Ledger, open_ledger, schema
from onrecord.records import Article, Reader, Reading, text_sha256

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]
Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]


def _untimed(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, set[tuple[Any, ...]]]:
    """The rows without their times, which differ between two ledgers however equal these are."""
    years = tuple(f"{year}-" for year in range(2024, 2100) if year != 2031)

    def is_time(value: object) -> bool:
        return isinstance(value, str) and value.endswith("Z") and value.startswith(years)

    return {table: {tuple("" if is_time(value) else value for value in row) for row in found} for table, found in rows.items()}


@pytest.mark.parametrize("table", [part.name for part in schema.PARTS] + ["current_reading"])
def test_an_error_in_the_middle_leaves_nothing(ledger: Ledger, make_reading: MakeReading, begin: Begin, dump: Dump, table: str) -> None:
    first, second = make_reading("courier-1"), make_reading("courier-2", 1)
    run = begin(ledger, first)
    ledger.store(first, run)
    before = dump(ledger)
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql(_trap(table, connection.dialect.name))
        connection.commit()
    with pytest.raises(LedgerError, match="trapped"):
        ledger.store(second, run)
    assert dump(ledger) == before
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER trap" + (f" ON {table}" if connection.dialect.name == "postgresql" else ""))
        connection.commit()
    assert ledger.store(second, run) == "new"
    assert ledger.verify() == []


def _trap(table: str, dialect: str) -> str:
    if dialect == "sqlite":
        return f"CREATE TRIGGER trap BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'trapped'); END"
    function = "CREATE OR REPLACE FUNCTION trap() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'trapped'; END $$ LANGUAGE plpgsql;"
    return f"{function} CREATE TRIGGER trap BEFORE INSERT ON {table} EXECUTE FUNCTION trap()"


# Runs the helpers of conftest.py in a process of its own: python -c CODE ADDRESS CONFTEST FIRST LAST
_WRITER = textwrap.dedent("""
    import importlib.util, sys
    from msgspec.structs import replace
    spec = importlib.util.spec_from_file_location("invented", sys.argv[2])
    invented = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(invented)
    from onrecord.records import text_sha256
    from onrecord.ledger import open_ledger
    from onrecord.records import Article, Dossier, DossierReference, Reader
    with open_ledger(sys.argv[1], create=True) as ledger:
        ledger.add_dossier(Dossier(id="vel-river", title="Vel", terms=(), actors=()), "5ha")
        reader, reference = Reader("0.1.0"), DossierReference("vel-river", "5ha")
        run = ledger.begin_run(reader, reference, {})
        for number in range(int(sys.argv[3]), int(sys.argv[4])):
            body = f"{invented.BODY} Edition {number}"
            article = Article(id=f"courier-{number}", title=invented.TITLE, text=body, text_sha256=text_sha256(body))
            print(ledger.store(invented._filled(article, reader, reference), run), flush=True)
""")


def _writer(address: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, address, str(Path(__file__).parent / "conftest.py"), str(first), str(last)]
    environment = {**os.environ, "PYTHONPATH": str(Path(onrecord.__file__).parent.parent)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _finish(writer: subprocess.Popen[str]) -> list[str]:
    told, errors = writer.communicate(timeout=100)
    assert (writer.returncode, errors) == (0, "")
    return told.split()


def test_two_processes_write_one_ledger_at_once(address: str) -> None:
    # Neither finds a ledger there: they make it at the same time, too. Some articles are read by both.
    writers = [_writer(address, 0, 60), _writer(address, 40, 100)]
    told = [outcome for writer in writers for outcome in _finish(writer)]
    assert sorted(set(told)) == ["new", "unchanged"]
    assert told.count("new") == 100
    with open_ledger(address) as ledger:
        assert len(ledger.articles("vel-river")) == 100
        assert ledger.verify() == []


def test_a_killed_run_started_again_gives_the_ledger_of_an_undisturbed_one(tmp_path: Path, dump: Dump) -> None:
    disturbed, undisturbed = str(tmp_path / "disturbed.sqlite"), str(tmp_path / "undisturbed.sqlite")
    for done in (1, 7, 30):
        writer = _writer(disturbed, 0, 100_000)
        assert writer.stdout is not None
        for _ in range(done):
            writer.stdout.readline()
        # Somewhere in the middle of an article, which takes a few milliseconds.
        time.sleep(done / 7_000)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert writer.returncode == -signal.SIGKILL
        with open_ledger(disturbed) as ledger:
            read = len(ledger.articles("vel-river"))
            assert read >= done
            assert ledger.verify() == []
    assert set(_finish(_writer(disturbed, 0, read + 20))) == {"new", "unchanged"}
    assert set(_finish(_writer(undisturbed, 0, read + 20))) == {"new"}
    with open_ledger(disturbed) as one, open_ledger(undisturbed) as other:
        assert _untimed(dump(one)) == _untimed(dump(other))


def test_threads_share_one_ledger(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    readings = [make_reading(f"courier-{number}", number) for number in range(40)]
    run = begin(ledger, readings[0])
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda reading: ledger.store(reading, run), [*readings, *readings]))
    assert told.count("new") == 40
    assert list(ledger.readings("vel-river")) == sorted(readings, key=lambda reading: reading.article.id)


def test_readings_are_those_of_when_the_iteration_began(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    readings = [make_reading(f"courier-{number}", number) for number in range(3)]
    run = begin(ledger, readings[0])
    for reading in readings[:2]:
        ledger.store(reading, run)
    seen = []
    for reading in ledger.readings("vel-river"):
        seen.append(reading)
        ledger.store(readings[2], run)
    assert seen == readings[:2]


def test_characters_that_cannot_be_kept_are_an_error_of_the_article(ledger: Ledger) -> None:
    run = ledger.begin_run(Reader(), None, {})

    def store(text: str) -> Reading:
        reading = Reading(article=Article(id="odd", text=text, text_sha256=text_sha256(text)))
        ledger.store(reading, run)
        return reading

    with pytest.raises(InputError, match="odd: it holds characters that the ledger cannot keep"):
        store("half of a pair: \ud83d")
    if ledger._engine.dialect.name == "sqlite":
        stored = store("nothing\x00more")
        assert ledger.reading("odd", None) == stored
    else:
        with pytest.raises(InputError, match="odd: it holds characters that the ledger cannot keep"):
            store("nothing\x00more")
    assert ledger.verify() == []


def test_a_full_disk_is_told_and_loses_nothing(sqlite_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    first = make_reading()
    run = begin(sqlite_ledger, first)
    sqlite_ledger.store(first, run)
    big = "water " * 200_000
    reading = replace(first, article=Article(id="big", text=big, text_sha256=text_sha256(big)), statements=(), positions=(), silences=())
    with sqlite_ledger._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        # The limit belongs to the connection, which goes back to the pool and is taken from there for the next call.
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match=r"the disk is full.*Nothing that was stored before is lost"):
        sqlite_ledger.store(reading, run)
    assert sqlite_ledger.reading("courier-1", "vel-river") == first
    assert sqlite_ledger.verify() == []


def test_a_writer_that_never_ends_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.opening._PATIENCE_SECONDS", 0.05)
    path = str(tmp_path / "ledger.sqlite")
    with open_ledger(path, create=True) as one, open_ledger(path) as other, one._transaction():
        with pytest.raises(LedgerError, match="being written by another program"):
            other.begin_run(Reader("0.1.0"), None, {})
        assert other.dossiers() == []
