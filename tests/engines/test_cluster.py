"""Reading on a Ray cluster: a real one of two workers on this computer, and the readings that one process would have read."""

from __future__ import annotations

import json
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

from onrecord.dossiers import Relevance
from onrecord.engines import cluster as engine
from onrecord.engines import read_all
from onrecord.engines.cluster import Outcome, Part, cut_into_parts, read_on_cluster
from onrecord.engines.shards import open_shards, readings_in
from onrecord.errors import InputError, OnrecordError
from onrecord.pages import Piece, Screen, open_pages
from onrecord.records import Dossier, Reading
from tests.pages.archive_making import packed, page, record

TEXT = "Karsian President Mira Orlan said on Monday that Karsia would open the gates of the Sarn dam, report {}."
pytestmark = pytest.mark.filterwarnings("default")  # Ray's own code warns of itself


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """A cluster of two workers."""
    if find_spec("ray") is None:
        reason = "Ray is not installed: pip install 'onrecord[ray]'"
        if os.environ.get("ONRECORD_ALLOW_NO_SKIPS") == "1":
            pytest.fail(f"{reason} (and ONRECORD_ALLOW_NO_SKIPS=1 asks for every test)")
        pytest.skip(reason)
    import ray  # noqa: PLC0415  heavy, and not installed everywhere

    os.environ.update(RAY_USAGE_STATS_ENABLED="0", RAY_worker_niceness="0")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    yield
    ray.shutdown()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Input of all kinds: a web archive, rows, tables, texts, and files that cannot be read."""
    given = tmp_path / "given"
    given.mkdir()
    pages = [page(number) for number in range(8)] + [b"<html><p>Bread.</p></html>"]
    (given / "a.warc.gz").write_bytes(packed(record(number, content) for number, content in enumerate(pages)))
    rows = [{"id": f"row-{number}", "text": TEXT.format(number), "published": "2031-10-14"} for number in range(6)]
    (given / "b.jsonl").write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"id": "row-2", "text": "Again."}]), "utf-8")
    (given / "c.jsonl").write_text(json.dumps({"id": "row-3", "text": "In another file."}) + "\nnot JSON\n", "utf-8")
    for name in ("d", "e"):
        (given / f"{name}.txt").write_text(TEXT.format(name), "utf-8")
    (given / "f.txt").write_bytes(b"")
    return given


def in_one_go(paths: list[str], dossier: Dossier) -> list[bytes]:
    """What one process reads."""
    screen = Screen(Relevance(dossier))
    return [written(result) for result in read_all(open_pages(paths, screen=screen), dossier, fast=True, screen=screen)]


def in_shards(folder: Path) -> list[bytes]:
    """What stands in shards."""
    return [written(result) for _, result in readings_in(open_shards([str(folder)]))]


def written(result: Reading | InputError) -> bytes:
    return msgspec.json.encode(result) if isinstance(result, Reading) else str(result).encode()


def on_cluster(given: Path, dossier: Dossier, into: Path) -> list[Outcome]:
    into.mkdir(exist_ok=True)
    return list(read_on_cluster([str(given)], dossier, str(into), fast=True, screen=Screen(Relevance(dossier)), workers=2))


def test_a_cluster_reads_what_one_process_does(cluster: None, folder: Path, tmp_path: Path, vel_dossier: Dossier) -> None:
    outcomes = on_cluster(folder, vel_dossier, tmp_path / "shards")
    expected = in_one_go([str(folder)], vel_dossier)
    assert in_shards(tmp_path / "shards") == expected
    assert len(expected) == 8 + 7 + 2 + 3
    assert sum(outcome.read for outcome in outcomes) == 8 + 6 + 1 + 2
    assert not list((tmp_path / "shards").glob("*.part"))

    again = on_cluster(folder, vel_dossier, tmp_path / "shards")
    assert all(outcome.before for outcome in again)
    assert len(again) == len(outcomes)


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(cluster: None, tmp_path: Path, vel_dossier: Dossier) -> None:
    given, into = tmp_path / "given", tmp_path / "shards"
    given.mkdir()
    for number in range(4):
        rows = [json.dumps({"id": f"{number}-{each}", "text": TEXT.format(each) * 5}) for each in range(60)]
        (given / f"{number}.jsonl").write_text("\n".join(rows), "utf-8")
    killed: list[int] = []

    def kill_one() -> None:
        # The shard that is being written bears its worker's number in its name.
        until = time.monotonic() + 60
        while not killed and time.monotonic() < until:
            for part in into.glob("*.part"):
                killed.append(int(part.name.split(".")[-2]))
                os.kill(killed[0], signal.SIGKILL)
                return
            time.sleep(0.005)

    into.mkdir()
    killer = threading.Thread(target=kill_one)
    killer.start()
    on_cluster(given, vel_dossier, into)
    killer.join()
    assert killed
    assert in_shards(into) == in_one_go([str(given)], vel_dossier)


def test_a_large_archive_is_cut_and_small_files_are_gathered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.engines.cluster._BYTES", 1_000)
    size = (folder / "a.warc.gz").stat().st_size
    parts = cut_into_parts([str(folder), str(folder / "none.txt")])
    pieces = [[entry for entry in part.entries if isinstance(entry, Piece)] for part in parts]
    assert [(piece[0].start, piece[0].end) for piece in pieces if piece[0].file.kind == "web-archive"] == [
        (start, start + 1_000) for start in range(0, size, 1_000)
    ]
    assert [piece.name for piece in pieces[-1]] == ["d", "e", "f"]
    assert parts[-1].entries[-1] == (str(folder / "none.txt"), "there is no such file; check the path")
    assert [part.number for part in parts] == list(range(len(parts)))


def test_parts_of_an_archive_give_what_the_whole_does(folder: Path, tmp_path: Path, vel_dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_BYTES", 700)
    screen = Screen(Relevance(vel_dossier))
    plan = engine.plan_of(vel_dossier, str(tmp_path), fast=True, screen=screen)
    parts = cut_into_parts([str(folder)])
    assert len(parts) > 6
    for part in parts:
        engine.read_part(part, plan)
    assert in_shards(tmp_path) == in_one_go([str(folder)], vel_dossier)


def test_standard_input_is_not_for_a_cluster() -> None:
    with pytest.raises(OnrecordError, match="standard input"):
        cut_into_parts(["-"])


def test_another_input_or_dossier_has_shards_of_other_names(folder: Path, vel_dossier: Dossier) -> None:
    (first, *_) = cut_into_parts([str(folder)])
    names = {
        part.name(engine.plan_of(dossier, "out", fast=True).origin)
        for part in (first, Part(0, (("x", "y"),)))
        for dossier in (vel_dossier, msgspec.structs.replace(vel_dossier, title="Another"))
    }
    assert len(names) == 4
