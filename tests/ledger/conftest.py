"""Ledgers to test on: a SQLite file, and a PostgreSQL server of the test run's own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, create_engine, inspect, text

from onrecord.identity import article_key, position_id, statement_id
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import (
    Article,
    Condition,
    DateEvidence,
    Dossier,
    DossierReference,
    Dropped,
    Field,
    Notice,
    Position,
    Reader,
    Reading,
    Silence,
    Span,
    Statement,
    Via,
    text_sha256,
)

Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]
MakeReading = Callable[..., Reading]

TITLE = "Orlan offers water, “not ground”"
BODY = (
    "LENNE, 3 May 2031 — Karsia’s president said on Friday that the gates of the Sarn dam would open if Ostmark’s guns left the ridge.\r\n"
    "“We shall share the river, but no one shares a ridge under fire,” Mira Orlan told the Vel Courier through an aide.\n\n"
    "Two officials in Lenne 🏔️ called the offer late. Jonas Tavel has not replied.\n"
    "Sign up for the river letter"
)


@pytest.fixture(scope="session")
def make_reading() -> MakeReading:
    """A reading that fills every field there is; `article_id` and `number` make it another article."""

    def make(article_id: str = "courier-1", number: int = 0, *, reader: Reader | None = None, dossier: DossierReference | None = None) -> Reading:
        body = BODY if number == 0 else f"{BODY}\nEdition {number}"
        article = Article(
            id=article_id,
            title=TITLE,
            outlet="Vel Courier",
            url=f"https://courier.example/{article_id}",
            language="en",
            text_sha256=text_sha256(body),
            text=body,
            published="2031-05-03",
            published_by="text",
            not_after="2031-05-09",
            evidence=DateEvidence(published=(_span("3 May 2031"),), not_after=(_span("Friday"), _span("3 May"))),
            dropped=(Dropped(*_place("Sign up for the river letter"), reason="furniture"),),
            notices=(Notice("generated", (_span("river letter"),)), Notice("undated")),
        )
        return _filled(article, reader or Reader("0.1.0", {"cues": "ab12"}), dossier or DossierReference("vel-river", "5ha"))

    return make


def _filled(article: Article, reader: Reader, dossier: DossierReference) -> Reading:
    key = article_key(article)
    aide = Via(_span("an aide"), None, anonymous=True)
    first = Statement(
        mode="indirect",
        source=_span("Karsia’s president"),
        actor="orlan",
        cue=(_span("said"),),
        content=(_span("the gates of the Sarn dam would open if Ostmark’s guns left the ridge"),),
        said_on="2031-05-02",
        confidence=0.8125,
    )
    second = Statement(
        mode="direct",
        source=_span("Mira Orlan"),
        actor="orlan",
        cue=(_span("told"), _span("through")),
        cue_class="offering",
        content=(_span("We shall share the river"), _span("no one shares a ridge under fire")),
        via=(Via(_span("the Vel Courier"), None, anonymous=False), aide),
        confidence=1 / 3,
    )
    third = Statement(mode="narrated", source=None, content=(_span("Orlan offers water", "title"),))
    statements = tuple(replace(statement, id=statement_id(key, statement)) for statement in (first, second, third))
    offer = Position(
        holder="orlan",
        mention=_span("Karsia’s president"),
        term="open-dam",
        stance="conditional",
        conditions=(Condition(*_place("Ostmark’s guns left the ridge"), term="withdraw"), Condition(*_place("under fire"), term=None)),
        evidence=(_span("the gates of the Sarn dam would open"), _span("We shall share the river")),
        mode="mixed",
        via=(aide, Via(_span("Two officials"), "ostmark", None)),
        said_on="2031-05",
        statement=statements[0].id,
        confidence=0.1,
    )
    headline = Position(holder=None, term="withdraw", stance="for", evidence=(_span("not ground", "title"),), mode="narrated")
    positions = tuple(replace(position, id=position_id(key, dossier.id, position)) for position in (offer, headline))
    silences = (Silence("tavel", ("open-dam", "talks"), (_span("Jonas Tavel has not replied"),)), Silence(None, (), ()))
    return Reading(article=article, reader=reader, dossier=dossier, statements=statements, positions=positions, silences=silences)


def _place(words: str, field: Field = "text") -> tuple[int, int, str, Field]:
    start = (TITLE if field == "title" else BODY).index(words)
    return start, start + len(words), words, field


def _span(words: str, field: Field = "text") -> Span:
    return Span(*_place(words, field))


@pytest.fixture(scope="session")
def begin(vel_dossier: Dossier) -> Callable[[Ledger, Reading], str]:
    """The run that a reading is of, begun; its dossier is added first."""

    def begin_run_of(ledger: Ledger, reading: Reading) -> str:
        if reading.dossier:
            ledger.add_dossier(replace(vel_dossier, id=reading.dossier.id), reading.dossier.sha256)
        return ledger.begin_run(reading.reader, reading.dossier, {})

    return begin_run_of


@pytest.fixture(scope="session")
def dump() -> Dump:
    """Every row of every table, times included."""

    def dump_all(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
        with ledger._engine.connect() as connection:
            names = inspect(connection).get_table_names()
            return {name: sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))), key=repr) for name in names}  # noqa: S608

    return dump_all


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger can be made: once as a file, once on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger of the Vel.sqlite")
    fresh: str = request.getfixturevalue("postgresql_address")
    return fresh


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    with open_ledger(address, create=True) as opened:
        yield opened


@pytest.fixture
def sqlite_ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "ledger.sqlite"), create=True) as opened:
        yield opened


# A PostgreSQL server

_SCHEMAS = count()


@pytest.fixture
def postgresql_address(postgresql_server: Engine) -> str:
    """An empty schema of its own, which is made in a fraction of the time that a database takes."""
    name = f"ledger_{next(_SCHEMAS)}"
    with postgresql_server.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    url = postgresql_server.url.set(drivername="postgresql").update_query_dict({"options": f"-csearch_path={name}"})
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Engine]:
    """A server of our own on a socket in a temporary folder, for as long as the test run lasts."""
    if find_spec("psycopg") is None:
        _skip("psycopg is not installed: pip install 'onrecord[postgres]'")
    programs = _postgresql_programs()
    if programs is None:
        _skip("no PostgreSQL server found (initdb in PATH or in /usr/lib/postgresql/*/bin); on Debian: apt-get install postgresql")
    assert programs is not None
    # A short path of its own: a socket's name may have about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir="/tmp"))
    user = _server_user()
    if user:
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
    folder.chmod(0o755)
    try:
        _run_as(user, programs / "initdb", "-D", folder / "data", "-U", "onrecord", "--auth=trust", "-E", "UTF8", "--no-sync")
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        _run_as(user, programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", settings, "start")
        engine = create_engine(f"postgresql+psycopg://onrecord@/postgres?host={folder}", isolation_level="AUTOCOMMIT")
        yield engine
        engine.dispose()
        _run_as(user, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _skip(reason: str) -> None:
    if os.environ.get("ONRECORD_ALLOW_NO_SKIPS") == "1":
        pytest.fail(f"{reason} (and ONRECORD_ALLOW_NO_SKIPS=1 asks for every test)")
    pytest.skip(reason)


def _postgresql_programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def _server_user() -> str | None:
    """The server refuses to run as root; root runs it as somebody else."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _run_as(user: str | None, *command: str | Path) -> None:
    words = [str(word) for word in command]
    if user:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/", user=user, group=pwd.getpwnam(user).pw_gid, extra_groups=[])
    else:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")
