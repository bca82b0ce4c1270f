"""A sound ledger gives no line; whatever is tampered with gives one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ledger import Ledger, open_ledger
from onrecord.records import ArticleSpan, Conflict, Difference, Reading, Span

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]


@pytest.fixture
def kept(tmp_path: Path, make_reading: MakeReading, begin: Begin) -> Path:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(str(path), create=True) as ledger:
        for number in (1, 2):
            reading = make_reading(f"courier-{number}", number)
            ledger.store(reading, begin(ledger, reading))
        words = (ArticleSpan("courier-1", Span(0, 5, "LENNE")), ArticleSpan("courier-2", Span(0, 5, "Orlan", "title")))
        ledger.set_comparison("vel-river", [Difference(id="d1", occasion="o1", articles=("courier-1", "courier-2"), what="wording", spans=words)])
        assert ledger.verify() == []
    return path


def _problems_after(path: Path, *statements: str) -> list[str]:
    connection = sqlite3.connect(path)
    for statement in statements:
        assert connection.execute(statement).rowcount > 0, statement
    connection.commit()
    connection.close()
    with open_ledger(str(path)) as ledger:
        return ledger.verify()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE article SET text = replace(text, 'Sarn', 'Sorn')", "text_sha256 is not the hash of the text"),
        ("UPDATE article SET title = 'Orlan offers nothing'", "is not the hash of its article"),
        ("UPDATE passage SET starts = starts + 1, ends = ends + 1 WHERE role = 'evidence' AND owner = 'position'", "position 0 evidence"),
        ("UPDATE statement SET source_text = 'Karsia' WHERE number = 0", "statement 0 source"),
        ("UPDATE position SET stance = 'against' WHERE number = 0", "of a position is not the hash of it"),
        ("UPDATE position SET confidence = 0.99", "its id is not the hash of its rows"),
        ("UPDATE position SET statement = 'nowhere' WHERE number = 0", "points at a statement 'nowhere' that is not there"),
        ("UPDATE statement SET id = 'mine' WHERE number = 1", "of a statement is not the hash of it"),
        ("UPDATE via SET owner_number = 9 WHERE owner = 'position'", "rows of via belong to nothing"),
        ("DELETE FROM passage WHERE role = 'cue'", "its id is not the hash of its rows"),
        ("DELETE FROM run", "belongs to a row of run that is not there"),
        ("DELETE FROM article", "belongs to a row of article that is not there"),
        ("UPDATE run SET version = '7'", "its id is not the hash of what it says"),
        ("UPDATE dossier_revision SET content = '{'", "its content cannot be read"),
        ("UPDATE dossier_revision SET content = replace(content, 'vel-river', 'vel')", "its content is that of vel"),
        ("UPDATE dossier SET sha256 = 'other'", "the revision that it is at is not there"),
        ("UPDATE current_reading SET article_id = 'courier-3' WHERE article_id = 'courier-1'", "one of another article or dossier"),
        ("DELETE FROM current_reading WHERE article_id = 'courier-1'", "1 articles have readings, but no current one"),
        ("UPDATE comparison SET content = '[]'", "its content cannot be read"),
        ("UPDATE comparison SET id = 'd2'", "its content is that of another row"),
        ("UPDATE comparison SET content = replace(content, 'LENNE', 'LENNA')", "no version of courier-1 reads 'LENNA' at 0"),
    ],
)
def test_what_is_tampered_with_is_found(kept: Path, statement: str, told: str) -> None:
    problems = _problems_after(kept, statement)
    assert any(told in problem for problem in problems), problems


def test_an_article_alone_is_found(kept: Path) -> None:
    problems = _problems_after(kept, "INSERT INTO article SELECT 'k', 'alone', title, text_sha256, first_seen, text FROM article LIMIT 1")
    assert problems == ["article alone (k): no reading belongs to it"]


def test_words_of_a_conflict_are_checked_too(sqlite_ledger: Ledger) -> None:
    words = (ArticleSpan("courier-9", Span(0, 5, "LENNE")),)
    row = Conflict(id="x1", type="within-article", holder="orlan", term="talks", positions=(), spans=words, severity=1.0, why="It says both.")
    sqlite_ledger.set_comparison("vel-river", [row])
    assert sqlite_ledger.verify() == ["comparison conflict x1: no version of courier-9 reads 'LENNE' at 0"]
