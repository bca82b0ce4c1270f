"""Ledgers are found, made, brought up to date, or refused with the reason and the next step."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from onrecord.errors import LedgerError
from onrecord.ledger import Filters, Ledger, open_ledger, opening, schema
from onrecord.records import Judgement, Reader, Reading

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]


def test_a_missing_ledger_is_not_made_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with pytest.raises(LedgerError, match=r"no ledger at .*none\.sqlite.*onrecord read"):
        open_ledger(str(path))
    assert not path.exists()


@pytest.mark.parametrize("name", ["plain.sqlite", "with space.sqlite", "50%20 done?#1.sqlite", "Öst–mark.sqlite"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with open_ledger(str(path), create=True) as ledger:
        assert ledger.name == str(path)
    assert path.is_file()
    with open_ledger(str(path)) as ledger:
        assert ledger.articles(None) == []
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_sqlite_address_names_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger("here.sqlite", create=True), open_ledger(f"sqlite:///{tmp_path}/here.sqlite") as ledger:
        assert ledger.name == f"{tmp_path}/here.sqlite"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://host/ledger", "cannot be kept in 'mysql'"),
        ("://", "no address of a ledger"),
        (":memory:", "a ledger is a file"),
        ("sqlite://", "a ledger is a file"),
        ("", "a ledger is a file"),
        ("no/such/folder/ledger.sqlite", "folder of the ledger .* does not exist"),
    ],
)
def test_an_address_that_cannot_be_is_refused(address: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match=told):
        open_ledger(address, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(str(tmp_path), create=True)


@pytest.mark.parametrize("create", [True, False])
def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path, *, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("The envoy's notes. " * 100)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(str(path), create=create)
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, *, create: bool) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE article (headline TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        open_ledger(str(path), create=create)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    with pytest.raises(LedgerError, match="is empty"):
        open_ledger(str(path))
    with open_ledger(str(path), create=True) as ledger:
        assert ledger.dossiers() == []


def test_an_empty_server_becomes_a_ledger_only_when_asked(postgresql_address: str) -> None:
    with pytest.raises(LedgerError, match="is empty"):
        open_ledger(postgresql_address)
    with open_ledger(postgresql_address, create=True) as ledger:
        assert ledger.dossiers() == []


def test_a_newer_schema_is_refused(ledger: Ledger, address: str) -> None:
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'")  # noqa: S608
        connection.commit()
    with pytest.raises(LedgerError, match=rf"newer onrecord \(schema 9999, here {schema.VERSION}\)\. Upgrade: pip install -U onrecord"):
        open_ledger(address, create=True)


def test_what_the_machine_read_is_found_in_a_ledger_of_before(
    ledger: Ledger, address: str, make_reading: MakeReading, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = make_reading()
    with monkeypatch.context() as before:
        before.setattr("onrecord.ledger.entries.as_the_machine_read", lambda *_: {})
        ledger.store(reading, begin(ledger, reading))
        on = (ledger.judgeable("courier-1", "vel-river")[0].binding,)
        ledger.judge(Judgement(dossier="vel-river", action="reject", by="Ana", on=on))
    asked = Filters(kinds=("position",), machine=True)
    assert len(ledger.search("vel-river", "", asked).hits) < len(reading.positions)
    with ledger._engine.connect() as connection:
        for command in (
            *(f"DROP INDEX {name}" for name in ("entry_by_report", "entry_by_telling", "entry_by_sureness", "entry_by_holder")),
            "ALTER TABLE entry DROP COLUMN sure",
            "CREATE INDEX entry_by_holder ON entry (dossier_id)",
        ):
            connection.exec_driver_sql(command)
        connection.exec_driver_sql("UPDATE cell SET positions = 99, reports = 99")
        connection.exec_driver_sql(f"UPDATE {schema.VERSION_TABLE} SET version_num = '0011'")  # noqa: S608
        connection.commit()
    with open_ledger(address) as opened:
        assert len(opened.search("vel-river", "", asked).hits) == len(reading.positions)
        assert opened.verify() == []


def test_the_migrations_make_the_tables_of_the_schema(ledger: Ledger) -> None:
    def is_of_both_databases(thing: object, name: str | None, kind: str, *_: object) -> bool:
        # Each database has an index of words of its own kind.
        return not (name or "").startswith(("entry_index", "entry_by_vector"))

    options = {"version_table": schema.VERSION_TABLE, "compare_type": True, "include_object": is_of_both_databases}
    with ledger._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


def test_the_schema_names_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.VERSION]


def test_logging_is_left_as_it_was(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.getLogger("alembic").level, logging.getLogger("sqlalchemy").disabled)
    open_ledger(str(tmp_path / "ledger.sqlite"), create=True).close()
    assert before == (list(root.handlers), root.level, logging.getLogger("alembic").level, logging.getLogger("sqlalchemy").disabled)


def test_an_upgrade_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.sqlite"

    def power_cut(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("alembic.command.upgrade", power_cut)
    with pytest.raises(RuntimeError, match="power cut"):
        open_ledger(str(path), create=True)
    monkeypatch.undo()
    with open_ledger(str(path), create=True) as ledger:
        assert ledger.verify() == []


def test_sqlite_logs_ahead_and_holds_keys(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger._engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")]
    assert found == ["wal", 1, 30_000, 1]


@pytest.mark.parametrize("log_left_behind", [False, True])
def test_a_read_only_ledger_can_be_read_but_not_written(
    tmp_path: Path, make_reading: MakeReading, begin: Begin, monkeypatch: pytest.MonkeyPatch, *, log_left_behind: bool
) -> None:
    path = tmp_path / "ledger.sqlite"
    writer = open_ledger(str(path), create=True)
    writer.store(make_reading(), begin(writer, make_reading()))
    if not log_left_behind:
        writer.close()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    if os.geteuid() == 0:
        # Root may write whatever the mode says; it is told what everybody else would be told.
        monkeypatch.setattr("os.access", lambda file, mode: bool(Path(file).stat().st_mode & 0o222) if mode == os.W_OK else True)
    try:
        with open_ledger(str(path)) as ledger:
            assert [article.id for article in ledger.articles("vel-river")] == ["courier-1"]
            assert ledger.verify() == []
            with pytest.raises(LedgerError, match="is read-only"):
                ledger.begin_run(Reader("9"), None, {})
    finally:
        tmp_path.chmod(0o755)
        writer.close()


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.opening.find_spec", lambda _: None)
    with pytest.raises(LedgerError, match=r"pip install 'onrecord\[postgres\]'"):
        open_ledger("postgresql://somewhere/ledger")


def test_what_a_server_refuses_is_told(postgresql_server: Engine) -> None:
    url = postgresql_server.url.set(drivername="postgresql")
    with pytest.raises(LedgerError, match=r"does not exist on that server.*createdb"):
        open_ledger(url.set(database="nowhere").render_as_string(hide_password=False), create=True)
    with pytest.raises(LedgerError, match="cannot be reached"):
        open_ledger("postgresql://onrecord:secret@localhost:1/ledger")
    with pytest.raises(LedgerError) as caught:
        open_ledger("postgresql://onrecord:secret@localhost:1/ledger")
    assert "secret" not in str(caught.value)


def test_a_broken_connection_is_told_and_the_next_call_works(postgresql_address: str, postgresql_server: Engine) -> None:
    def lose_the_connection(ledger: Ledger) -> None:
        with ledger._transaction() as connection:
            (process,) = connection.exec_driver_sql("SELECT pg_backend_pid()").one()
            with postgresql_server.connect() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({process})")
            connection.exec_driver_sql("SELECT 1")

    with open_ledger(postgresql_address, create=True) as ledger:
        with pytest.raises(LedgerError, match=r"connection broke.*Nothing that was stored before is lost"):
            lose_the_connection(ledger)
        assert ledger.dossiers() == []
