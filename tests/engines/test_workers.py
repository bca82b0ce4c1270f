"""Reading on several processes: the readings of one, in its order, whatever becomes of a worker."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.dossiers import Relevance
from onrecord.engines import cores, read_all
from onrecord.engines import workers as crew
from onrecord.errors import InputError, OnrecordError
from onrecord.pages import Given, Screen, open_pages
from onrecord.records import Article, Dossier, Reading
from tests.pages.archive_making import packed, page, record

TEXT = """\
Karsian President Mira Orlan said on Monday that Karsia would open the gates of the Sarn dam if Ostmark withdraws its troops. "We want
the water to flow," she said. Prime Minister Jonas Tavel rejected a ceasefire on the Halm ridge, report {number}.
"""


def articles(count: int) -> Iterator[Given]:
    """Articles of the dispute, and among them an input that could not be opened."""
    for number in range(count):
        yield Article(id=f"gates-{number}", text=TEXT.format(number=number), published="2031-10-14")
        if number == 3:
            yield InputError("west.html", "there is no such file; check the path")


def written(results: Iterator[Reading | InputError]) -> list[bytes]:
    """Results as they would be printed."""
    return [msgspec.json.encode(result) if isinstance(result, Reading) else str(result).encode() for result in results]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A web archive: pages of the dispute, one of something else whose menus speak of it, and one that holds no article."""
    menu = b"<nav>Karsia opens the gates of the Sarn dam</nav>"
    fair = b"<p>The bakers of Lower Isen held their yearly fair on Sunday. Nobody spoke of anything but bread, and the weather held.</p>"
    pages = [page(number) for number in range(20)] + [menu + fair, b"<html>Karsia: gates, Sarn</html>"]
    path = tmp_path / "vel.warc.gz"
    path.write_bytes(packed(record(number, content) for number, content in enumerate(pages)))
    return path


def test_two_workers_read_what_one_process_does(vel_dossier: Dossier) -> None:
    one = written(read_all(articles(40), vel_dossier, fast=True))
    assert written(read_all(articles(40), vel_dossier, fast=True, workers=2)) == one
    assert len(one) == 41


def test_the_trained_models_read_the_same_on_workers(vel_dossier: Dossier) -> None:
    assert written(read_all(articles(17), vel_dossier, workers=2)) == written(read_all(articles(17), vel_dossier))


def test_pages_are_taken_apart_by_the_workers(archive: Path, vel_dossier: Dossier) -> None:
    def run(workers: int) -> tuple[list[bytes], dict[str, int]]:
        screen = Screen(Relevance(vel_dossier))
        results = written(read_all(open_pages([str(archive)], screen=screen), vel_dossier, fast=True, workers=workers, screen=screen))
        return results, dict(screen.passed_over)

    one, two = run(1), run(2)
    assert one == two
    assert len(one[0]) == 21
    assert "no article was found in this page" in str(one[0][-1])
    assert one[1] == {"pages that do not touch the dossier": 1}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_archives_below_a_name_that_is_no_text_are_screened_all_the_same(archive: Path, vel_dossier: Dossier, tmp_path: Path) -> None:
    unnameable = tmp_path / os.fsdecode(b"gates-\xff")
    unnameable.mkdir()
    archive.rename(unnameable / archive.name)

    def told(workers: int) -> tuple[list[str], dict[str, int]]:
        screen = Screen(Relevance(vel_dossier))
        pages = open_pages([str(unnameable / archive.name)], screen=screen)
        results = read_all(pages, vel_dossier, fast=True, workers=workers, screen=screen)
        return [each.article.id if isinstance(each, Reading) else each.reason for each in results], dict(screen.passed_over)

    assert told(2) == told(1)
    assert told(2)[1]


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(vel_dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = written(read_all(articles(40), vel_dossier, fast=True))
    sent = itertools.count()

    class Killed(crew.Worker):
        def send(self, frame: bytes) -> None:
            super().send(frame)
            if next(sent) in (1, 3, 4):
                self._process.kill()

    monkeypatch.setattr(crew, "Worker", Killed)
    assert written(read_all(articles(40), vel_dossier, fast=True, workers=2)) == expected
    assert next(sent) > 8


def test_an_article_that_no_worker_survives_is_named_and_left_out(vel_dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    class Fragile(crew.Worker):
        def send(self, frame: bytes) -> None:
            super().send(frame)
            if b"gates-5" in frame:
                self._process.kill()

    monkeypatch.setattr(crew, "Worker", Fragile)
    results = list(read_all(articles(17), vel_dossier, fast=True, workers=2))
    names = [result.where if isinstance(result, InputError) else result.article.id for result in results]
    assert names == ["gates-0", "gates-1", "gates-2", "gates-3", "west.html", *(f"gates-{number}" for number in range(4, 17))]
    (error,) = [result for result in results if isinstance(result, InputError) and result.where == "gates-5"]
    assert "ended the program that read it, three times over" in str(error)


def test_no_more_is_read_ahead_than_the_workers_need(vel_dossier: Dossier) -> None:
    taken = 0

    def endless() -> Iterator[Given]:
        nonlocal taken
        for taken in itertools.count():
            yield Article(id=str(taken), text=TEXT.format(number=taken))

    results = read_all(endless(), vel_dossier, fast=True, workers=2)
    assert [result.article.id for result in itertools.islice(results, 20) if isinstance(result, Reading)] == [str(number) for number in range(20)]
    assert taken <= 200
    results.close()  # type: ignore[attr-defined]  # it is a generator


def test_what_the_articles_raise_ends_the_run_and_the_workers(vel_dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[crew.Worker] = []

    class Known(crew.Worker):
        def __init__(self) -> None:
            super().__init__()
            started.append(self)

    def broken() -> Iterator[Given]:
        yield from articles(20)
        raise KeyboardInterrupt

    monkeypatch.setattr(crew, "Worker", Known)
    with pytest.raises(KeyboardInterrupt):
        list(read_all(broken(), vel_dossier, fast=True, workers=2))
    assert started
    assert all(worker._process.poll() is not None for worker in started)


def test_a_few_articles_are_read_here(vel_dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "Worker", None)
    assert len(list(read_all(articles(14), vel_dossier, fast=True, workers=2))) == 15


def test_where_no_process_can_be_started_it_is_said(vel_dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(OnrecordError, match="--workers 1"):
        list(read_all(articles(20), vel_dossier, fast=True, workers=2))


def test_half_a_character_cannot_be_sent_and_is_read_here(vel_dossier: Dossier) -> None:
    odd = [*articles(20), Article(id="odd", text="Orlan said \ud800 on Monday.")]
    results = list(read_all(odd, vel_dossier, fast=True, workers=2))
    assert isinstance(results[-1], Reading | InputError)
    assert len(results) == 22


def test_there_is_a_core() -> None:
    assert cores() >= 1
