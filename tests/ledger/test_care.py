"""Care of a ledger: forgetting, backing up, compacting, upgrading, and what happens when disk, process or server fail."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, text

import onrecord
from onrecord.errors import InputError, LedgerError
from onrecord.ledger import Filters, Ledger, open_ledger, schema
from onrecord.records import ArticleSpan, Conflict, Copies, Difference, Judgement, Reading, Span

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]
Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def filled(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> Ledger:
    for number in range(3):
        reading = make_reading(f"courier-{number}", number)
        ledger.store(reading, begin(ledger, reading))
    spans = (ArticleSpan("courier-1", Span(0, 5, "LENNE")), ArticleSpan("courier-2", Span(0, 5, "LENNE")))
    ledger.set_comparison(
        "vel-river",
        [
            Copies(id="c1", articles=("courier-0", "courier-2"), origin="courier-2"),
            Difference(id="d1", occasion="o1", articles=("courier-1", "courier-2"), what="wording", spans=spans),
            Conflict(id="x1", type="within-article", holder="orlan", term="talks", positions=(), spans=spans[1:], severity=0.5, why="It says both."),
        ],
    )
    return ledger


# Forgetting


def test_nothing_but_a_tombstone_is_left_of_a_forgotten_article(filled: Ledger, dump: Dump) -> None:
    (offer, _) = filled.judgeable("courier-1", "vel-river")
    judged = filled.judge(Judgement(dossier="vel-river", action="correct", by="reader", on=(offer.binding,), correction=_stance("against")))
    gone = filled.forget("courier-1", by="editor", why="a court said so")
    assert (gone.articles, gone.versions, gone.readings, gone.findings, gone.judgements) == (("courier-1",), 1, 2, 1, 1)
    rows = [(table, row) for table, found in dump(filled).items() for row in found if "courier-1" in repr(row) or judged.id in repr(row)]
    assert [table for table, _ in rows] == ["tombstone"]
    assert rows[0][1][1:2] + rows[0][1][3:] == ("courier-1", "editor", "a court said so")
    assert [article.id for article in filled.articles("vel-river")] == ["courier-0", "courier-2"]
    assert filled.verify() == []


def test_its_words_are_not_found_and_not_counted_any_more(filled: Ledger, make_reading: MakeReading) -> None:
    before = filled.search("vel-river", "gates", Filters(kinds=("article",))).hits
    filled.forget("courier-1", by="editor")
    assert {hit.article for hit in filled.search("vel-river", "gates", Filters(kinds=("article",))).hits} == {"courier-0", "courier-2"}
    assert len(before) == 3
    (cell,) = (cell for cell in filled.matrix_cells("vel-river") if cell.holder == "orlan")
    assert (cell.positions, cell.reports) == (2, 1)


def test_a_forgotten_article_is_kept_out(filled: Ledger, make_reading: MakeReading, begin: Begin, dump: Dump) -> None:
    filled.forget("courier-1", by="editor")
    before = dump(filled)
    for number in (1, 7):
        reading = make_reading("courier-1", number)
        with pytest.raises(InputError, match="courier-1: it was forgotten in this ledger, and is kept out"):
            filled.store(reading, begin(filled, reading))
    assert dump(filled) == before


def test_all_versions_and_names_of_a_page_go(filled: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    edited = make_reading("courier-1", 9)
    filled.store(edited, begin(filled, edited))
    other = replace(make_reading("courier-1", 1), positions=(), statements=(), silences=())
    other = replace(other, article=replace(other.article, id="saved-twice"))
    filled.store(other, begin(filled, other))
    gone = filled.forget("courier-1", by="editor")
    assert (gone.articles, gone.versions) == (("courier-1", "saved-twice"), 2)
    assert filled.verify() == []


def test_what_is_not_here_cannot_be_forgotten(filled: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"holds no article 'courier-9'\. Give an id"):
        filled.forget("courier-9", by="editor")
    filled.forget("courier-1", by="editor")
    with pytest.raises(LedgerError, match=r"holds no article 'courier-1'\. It was forgotten before"):
        filled.forget("courier-1", by="editor")


def test_the_file_does_not_hold_the_words_any_more(sqlite_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    for number in (0, 1):
        reading = make_reading(f"courier-{number}", 0 if number else 5150)
        sqlite_ledger.store(reading, begin(sqlite_ledger, reading))
    path = Path(sqlite_ledger.name)
    assert b"5150" in path.read_bytes() + Path(f"{path}-wal").read_bytes()
    sqlite_ledger.forget("courier-0", by="editor")
    left = path.read_bytes() + Path(f"{path}-wal").read_bytes()
    assert b"5150" not in left
    assert b"Sarn dam" in left


# Backups and room


def test_a_backup_is_a_whole_ledger(filled: Ledger, tmp_path: Path, dump: Dump) -> None:
    path = tmp_path / "backup of the Vel.sqlite"
    filled.backup(str(path))
    with open_ledger(str(path)) as copy:
        assert list(copy.readings("vel-river")) == list(filled.readings("vel-river"))
        assert copy.comparison("vel-river") == filled.comparison("vel-river")
        assert copy.verify() == []
    assert {entry.name for entry in tmp_path.iterdir() if "backup" in entry.name} == {path.name}
    with pytest.raises(LedgerError, match="is there already"):
        filled.backup(str(path))
    with pytest.raises(LedgerError, match=r"does not exist\. Make it first: mkdir"):
        filled.backup(str(tmp_path / "nowhere" / "backup.sqlite"))


def test_a_backup_is_taken_while_somebody_writes(sqlite_ledger: Ledger, make_reading: MakeReading, begin: Begin, tmp_path: Path) -> None:
    reading = make_reading()
    run = begin(sqlite_ledger, reading)
    sqlite_ledger.store(reading, run)
    with open_ledger(sqlite_ledger.name) as other, other._transaction() as connection:
        connection.exec_driver_sql("UPDATE run SET version = '9'")
        sqlite_ledger.backup(str(tmp_path / "backup.sqlite"))
    with open_ledger(str(tmp_path / "backup.sqlite")) as copy:
        assert copy.verify() == []
        assert list(copy.readings("vel-river")) == [reading]


def test_compacting_gives_room_back_and_changes_no_row(filled: Ledger, make_reading: MakeReading, begin: Begin, dump: Dump) -> None:
    reading = make_reading("big", 0)
    body = f"{reading.article.text}\n{'water ' * 20_000}"
    big = replace(reading, article=replace(reading.article, text=body, text_sha256=onrecord.records.text_sha256(body)))
    filled.store(replace(big, positions=(), statements=(), silences=()), begin(filled, big))
    filled.forget("big", by="editor")
    before = {name: rows for name, rows in dump(filled).items() if not name.startswith(("entry_index", "sqlite_stat"))}
    large, small = filled.compact()
    assert small < large
    assert {name: rows for name, rows in dump(filled).items() if not name.startswith(("entry_index", "sqlite_stat"))} == before
    assert filled.verify() == []


# Other schemas


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("schema-*.sql")), ids=lambda path: path.stem)
def test_a_ledger_of_every_released_schema_is_upgraded(tmp_path: Path, fixture: Path) -> None:
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(fixture.read_bytes().decode())
    tables = ("article", "reading", "statement", "position", "condition", "via", "silence", "passage", "comparison", "run")
    # Later schemas may have more columns; what is in these stays.
    columns = {table: ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({table})")) for table in tables}
    before = {table: sorted(connection.execute(f"SELECT {columns[table]} FROM {table}"), key=repr) for table in tables}  # noqa: S608
    connection.close()
    with open_ledger(str(path)) as ledger:
        assert ledger.verify() == []
        assert [article.id for article in ledger.articles("vel-river")] == ["courier-1", "courier-2", "gazette-1"]
        assert ledger.article("courier-2").text != ledger.article("courier-1").text
        hits = ledger.search("vel-river", "sarn dam", Filters(kinds=("position",), holder="orlan")).hits
        assert {hit.article for hit in hits} == {"courier-1", "courier-2", "gazette-1"}
        (cell,) = (cell for cell in ledger.matrix_cells("vel-river") if cell.holder == "orlan")
        # Two of the three are copies of one another.
        assert (cell.positions, cell.reports) == (3, 2)
    connection = sqlite3.connect(path)
    assert {table: sorted(connection.execute(f"SELECT {columns[table]} FROM {table}"), key=repr) for table in tables} == before  # noqa: S608
    assert connection.execute(f"SELECT version_num FROM {schema.VERSION_TABLE}").fetchall() == [(schema.VERSION,)]  # noqa: S608
    connection.close()


# Failing disks, processes and servers

# Stores invented readings and compares them, in a process of its own: python -c CODE ADDRESS CONFTEST HOW_MANY [BYTES]
_READ = textwrap.dedent("""
    import importlib.util, resource, signal, sys
    spec = importlib.util.spec_from_file_location("invented", sys.argv[2])
    invented = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(invented)
    from onrecord.errors import LedgerError
    from onrecord.ledger import open_ledger
    from onrecord.records import Article, Copies, Dossier, DossierReference, Reader, text_sha256
    if len(sys.argv) > 4:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
    names = [f"courier-{number:04}" for number in range(int(sys.argv[3]))]
    try:
        with open_ledger(sys.argv[1], create=True) as ledger:
            ledger.add_dossier(Dossier(id="vel-river", title="Vel", terms=(), actors=()), "5ha")
            reader, reference = Reader("0.1.0"), DossierReference("vel-river", "5ha")
            run = ledger.begin_run(reader, reference, {})
            for name in names:
                body = f"{invented.BODY} Edition {name}"
                article = Article(id=name, title=invented.TITLE, text=body, text_sha256=text_sha256(body), published="2031-05-03")
                print(ledger.store(invented._filled(article, reader, reference), run), flush=True)
            ledger.set_comparison("vel-river", [Copies(id="c", articles=tuple(names[:9]), origin=names[3])])
    except LedgerError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
""")


def _reader(address: str, how_many: int, *limit: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _READ, address, str(Path(__file__).parent / "conftest.py"), str(how_many), *map(str, limit)]
    environment = {**os.environ, "PYTHONPATH": str(Path(onrecord.__file__).parent.parent)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _timeless(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, set[tuple[Any, ...]]]:
    """The rows of record without their times. The index of words lies on disk as its writes came."""

    def bare(value: object) -> object:
        return "" if isinstance(value, str) and len(value) == 27 and value.endswith("Z") else value

    return {name: {tuple(map(bare, row)) for row in found} for name, found in rows.items() if not name.startswith("entry_index")}


def test_killed_at_random_moments_a_read_started_again_ends_as_if_undisturbed(tmp_path: Path, dump: Dump) -> None:
    disturbed, undisturbed = str(tmp_path / "disturbed.sqlite"), str(tmp_path / "undisturbed.sqlite")
    moments = random.Random(8)  # noqa: S311  repeatable, not secret
    for _ in range(3):
        reader = _reader(disturbed, 60)
        assert reader.stdout is not None
        for _ in range(moments.randrange(2, 20)):
            reader.stdout.readline()
        time.sleep(moments.random() / 50)
        reader.send_signal(signal.SIGKILL)
        reader.communicate()
    for path in (disturbed, undisturbed):
        told, errors = _reader(path, 60).communicate(timeout=100)
        assert (len(told.split()), errors) == (60, "")
    with open_ledger(disturbed) as one, open_ledger(undisturbed) as other:
        assert _timeless(dump(one)) == _timeless(dump(other))
        assert one.verify() == []


def test_a_disk_that_fills_up_is_told_and_the_same_command_goes_on(tmp_path: Path, dump: Dump) -> None:
    path = str(tmp_path / "ledger.sqlite")
    with open_ledger(path, create=True):
        pass
    reader = _reader(path, 400, Path(path).stat().st_size + 300_000)
    told, errors = reader.communicate(timeout=100)
    assert reader.returncode == 2
    assert "the disk is full" in errors or "the disk reports an error" in errors
    stored = told.split().count("new")
    with open_ledger(path) as ledger:
        assert len(ledger.articles("vel-river")) == stored > 0
        assert ledger.verify() == []
    told, errors = _reader(path, stored + 5).communicate(timeout=100)
    assert (told.split().count("unchanged"), told.split().count("new"), errors) == (stored, 5, "")


def test_eight_writers_at_once_on_a_server(postgresql_address: str) -> None:
    readers = [_reader(postgresql_address, 12) for _ in range(8)]
    told = []
    for reader in readers:
        out, errors = reader.communicate(timeout=200)
        assert (reader.returncode, errors) == (0, "")
        told += out.split()
    assert (told.count("new"), told.count("unchanged")) == (12, 84)
    with open_ledger(postgresql_address) as ledger:
        assert len(ledger.articles("vel-river")) == 12
        assert ledger.verify() == []


def test_a_connection_lost_in_the_middle_of_an_article_loses_nothing_kept(
    postgresql_address: str, postgresql_server: Engine, make_reading: MakeReading, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_reading("courier-1", 1), make_reading("courier-2", 2)

    def cut(connection: Any, *_: object) -> None:
        (process,) = connection.exec_driver_sql("SELECT pg_backend_pid()").one()
        with postgresql_server.connect() as other:
            other.execute(text(f"SELECT pg_terminate_backend({process})"))

    with open_ledger(postgresql_address, create=True) as ledger:
        run = begin(ledger, first)
        ledger.store(first, run)
        with monkeypatch.context() as patched:
            patched.setattr("onrecord.ledger.following.replace_entries", cut)
            with pytest.raises(LedgerError, match=r"connection broke.*Nothing that was stored before is lost"):
                ledger.store(second, run)
        assert [article.id for article in ledger.articles("vel-river")] == ["courier-1"]
        assert ledger.store(second, run) == "new"
        assert ledger.verify() == []


def test_checking_tells_each_problem_as_it_comes(filled: Ledger) -> None:
    with filled._engine.connect() as connection:
        connection.execute(text("UPDATE run SET version = '7'"))
        connection.commit()
    problems = filled.find_problems()
    assert "its id is not the hash of what it says" in next(problems)
    problems.close()  # type: ignore[attr-defined]
    assert filled.verify()


def _stance(stance: Any) -> Any:
    from onrecord.records import Correction  # noqa: PLC0415

    return Correction(stance=stance)
