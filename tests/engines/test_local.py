"""Reading on one process: in order, lazily, and no article stops the others."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator

import pytest

from onrecord.engines import local, read_all
from onrecord.errors import DossierError, InputError, InternalError, OnrecordError
from onrecord.records import Article, Dossier, Reading


def _articles(*names: str) -> list[Article | InputError]:
    return [Article(id=name, text=f"The {name} bridge stays open.") for name in names]


@pytest.fixture
def read_by_name(monkeypatch: pytest.MonkeyPatch) -> dict[str, Exception]:
    """Stands in for the reading of one article: it fails in the way that is put here for the article's id."""
    failures: dict[str, Exception] = {}

    def read(article: Article, dossier: Dossier | None = None, *, fast: bool = False, use: str = "usual") -> Reading:
        if article.id in failures:
            raise failures[article.id]
        return Reading(article=article)

    monkeypatch.setattr(local, "read", read)
    return failures


def _names(results: list[Reading | InputError]) -> list[str]:
    return [result.where if isinstance(result, InputError) else result.article.id for result in results]


def test_readings_come_in_order(read_by_name: dict[str, Exception]) -> None:
    results = list(read_all(_articles("north", "east", "south"), None))
    assert _names(results) == ["north", "east", "south"]
    assert all(isinstance(result, Reading) for result in results)


def test_articles_are_taken_one_at_a_time(read_by_name: dict[str, Exception]) -> None:
    def endless() -> Iterator[Article | InputError]:
        for number in itertools.count():
            yield Article(id=str(number), text="")

    assert _names(list(itertools.islice(read_all(endless(), None), 3))) == ["0", "1", "2"]


def test_what_could_not_be_opened_is_passed_on(read_by_name: dict[str, Exception]) -> None:
    missing = InputError("west.html", "there is no such file. Check the name.")
    assert next(read_all([missing, *_articles("east")], None)) is missing


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OnrecordError("not today"), "not today"),
        (DossierError(["line 3: no term"]), "line 3: no term"),
        (InternalError("an offset is off"), "a bug in onrecord .*InternalError: an offset is off, at engines/local.py:[0-9]+.*Please report"),
        (ValueError("too\nmany lines"), "a bug in onrecord .*ValueError: too, at engines/local.py:[0-9]+"),
        (KeyError(), r"a bug in onrecord .*\(KeyError, at"),
        (MemoryError(), r"a bug in onrecord .*\(MemoryError, at"),
        (RecursionError("deep"), "a bug in onrecord .*RecursionError: deep"),
    ],
)
def test_a_failing_article_does_not_stop_the_others(read_by_name: dict[str, Exception], error: Exception, reason: str) -> None:
    read_by_name["east"] = error
    results = list(read_all(_articles("north", "east", "south"), None))
    assert _names(results) == ["north", "east", "south"]
    assert isinstance(results[1], InputError)
    with pytest.raises(InputError, match=f"east: .*{reason}"):
        raise results[1]
    assert "\n" not in str(results[1])


def test_an_input_error_while_reading_is_given_out_as_it_is(read_by_name: dict[str, Exception]) -> None:
    read_by_name["east"] = InputError("east", "its text is empty.")
    assert list(read_all(_articles("east"), None)) == [read_by_name["east"]]


def test_a_bug_is_logged_with_its_trace(
    read_by_name: dict[str, Exception], caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    read_by_name["east"] = ZeroDivisionError("by nought")
    with caplog.at_level(logging.ERROR):
        list(read_all(_articles("east"), None))
    (record,) = caplog.records
    assert "please report it" in record.getMessage()
    assert record.exc_info is not None
    assert record.exc_info[1] is read_by_name["east"]
    assert capsys.readouterr().err == ""


def test_the_keyboard_stops_it(read_by_name: dict[str, Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(article: Article, dossier: Dossier | None = None, *, fast: bool = False, use: str = "usual") -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(local, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(read_all(_articles("east"), None))


def test_every_result_is_told_before_it_is_given_out(read_by_name: dict[str, Exception]) -> None:
    told: list[Reading | InputError] = []
    read_by_name["east"] = ValueError("odd")
    for result in read_all(_articles("north", "east"), None, on_done=told.append):
        assert told[-1] is result
    assert _names(told) == ["north", "east"]


def test_articles_are_read_with_the_dossier(vel_dossier: Dossier) -> None:
    text = "LENNE — Jonas Tavel said on Friday that Ostmark would talk with Karsia over the river once the gates of the dam were open."
    (result,) = read_all([Article(id="courier-1", text=text)], vel_dossier)
    assert isinstance(result, Reading), result
    assert result.dossier is not None
    assert result.dossier.id == "vel-river"
    assert result.article.text == text
