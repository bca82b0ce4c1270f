"""What comes into a ledger that was compared changes its comparison as comparing everything would, with words as rare as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord import comparing
from onrecord.cli.demo import find_examples
from onrecord.comparing import bring_up_to_date, compare_whole
from onrecord.comparison import Spread, acts, compare_with, likeness
from onrecord.comparison.points_known import points_known
from onrecord.comparison.tellings import gather_tellings, positions_held
from onrecord.dossiers import digest, load
from onrecord.ledger import Ledger, open_ledger
from onrecord.pages import open_articles
from onrecord.reading import read
from onrecord.records import Article, Comparison, Copies, Dossier, DossierReference, Judgement, Occasion, Reading, given_text, text_sha256


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(find_examples() / "dossier.toml")


@pytest.fixture(scope="module")
def readings(dossier: Dossier) -> list[Reading]:
    articles = open_articles([str(find_examples() / "articles")])
    return [read(article, dossier, fast=True) for article in articles if isinstance(article, Article)]


@pytest.fixture
def empty(tmp_path: Path, dossier: Dossier) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "ledger.sqlite"), create=True) as ledger:
        ledger.add_dossier(dossier, digest(dossier))
        yield ledger


@pytest.fixture
def whole(empty: Ledger, dossier: Dossier, readings: list[Reading]) -> Ledger:
    """A ledger with all articles of the example, compared."""
    for reading in readings:
        store(empty, dossier, reading)
    compare_whole(empty, dossier.id)
    return empty


def store(ledger: Ledger, dossier: Dossier, reading: Reading) -> None:
    ledger.store(reading, ledger.begin_run(reading.reader, DossierReference(dossier.id, digest(dossier)), {}))


def with_text(reading: Reading, text: str, name: str | None = None) -> Article:
    """The article as it came in, with another text."""
    return Article(id=name or reading.article.id, outlet="Lenne Post", published=reading.article.published, text=text, text_sha256=text_sha256(text))


def compared(ledger: Ledger, dossier: Dossier) -> list[Comparison]:
    """What comparing everything finds with words as rare as the ledger keeps them."""
    readings = list(ledger.readings(dossier.id))
    words = {word for telling in gather_tellings(positions_held(readings)) for word in telling.words}
    spread = Spread(ledger.tellings_compared(dossier.id, points_known()) or 0, ledger.spread_of_words(dossier.id, words))
    return by_id(compare_with(readings, dossier, spread).rows)


def by_id(rows: list[Comparison]) -> list[Comparison]:
    return sorted(rows, key=lambda row: row.id)


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_articles_one_by_one_in_any_order(empty: Ledger, dossier: Dossier, readings: list[Reading], seed: int) -> None:
    ordered = list(readings)
    Random(seed).shuffle(ordered)  # noqa: S311  an order, not a secret
    for reading in ordered[:3]:
        store(empty, dossier, reading)
    assert not bring_up_to_date(empty, dossier.id)
    for reading in ordered[3:]:
        store(empty, dossier, reading)
        assert bring_up_to_date(empty, dossier.id)
        assert by_id(empty.comparison(dossier.id)) == compared(empty, dossier)
    assert {"copies", "occasion", "difference", "shift", "answer"} <= empty.count_findings(dossier.id).keys()


def test_articles_that_come_in_anew_with_less_text(whole: Ledger, dossier: Dossier, readings: list[Reading]) -> None:
    for reading in readings[2:10:2]:
        text = given_text(reading.article)
        store(whole, dossier, read(with_text(reading, text[: len(text) // 3]), dossier, fast=True))
    assert bring_up_to_date(whole, dossier.id)
    assert by_id(whole.comparison(dossier.id)) == compared(whole, dossier)


def test_what_is_copied_counts_once_from_then_on(whole: Ledger, dossier: Dossier, readings: list[Reading]) -> None:
    before = whole.comparison(dossier.id, "copies")
    for number, reading in enumerate(readings[:6]):
        text = f"{given_text(reading.article)}\n\nRead more in edition {number}."
        store(whole, dossier, read(with_text(reading, text, f"reprint-{number}"), dossier, fast=True))
        assert bring_up_to_date(whole, dossier.id)
        assert by_id(whole.comparison(dossier.id)) == compared(whole, dossier)
    families = [row for row in whole.comparison(dossier.id, "copies") if isinstance(row, Copies)]
    assert len(families) > len(before)
    assert whole.uncompared(dossier.id) == []


def test_a_denial_comes_and_goes_with_the_report_that_tells_it(whole: Ledger, dossier: Dossier, readings: list[Reading]) -> None:
    one, other = (actor.name for actor in dossier.actors if actor.side)
    denial = f"{one} has accused {other} of shutting the sluice at Tolm.\n{other} has denied any involvement."
    conflicts = whole.comparison(dossier.id, "conflict")
    for text in (denial, f"{one} has accused {other} of shutting the sluice at Tolm.", denial):
        store(whole, dossier, read(with_text(readings[0], text, "denial"), dossier, fast=True))
        assert bring_up_to_date(whole, dossier.id)
        assert by_id(whole.comparison(dossier.id)) == compared(whole, dossier)
        assert len(whole.comparison(dossier.id, "conflict")) == len(conflicts) + (text == denial)
        assert len(whole.find_findings(dossier.id, "conflict").rows) == len(conflicts) + (text == denial)
        assert "" not in whole.places_of_findings(dossier.id)[1]
    assert whole.verify() == []


def test_nothing_changes_where_nothing_came_in(whole: Ledger, dossier: Dossier) -> None:
    before = whole.comparison(dossier.id)
    assert bring_up_to_date(whole, dossier.id)
    assert whole.comparison(dossier.id) == before


def test_lists_and_cells_are_as_after_comparing_everything(whole: Ledger, dossier: Dossier, readings: list[Reading]) -> None:
    text = f"{given_text(readings[0].article)}\n\nRead more."
    store(whole, dossier, read(with_text(readings[0], text, "reprint"), dossier, fast=True))
    assert bring_up_to_date(whole, dossier.id)

    def shown() -> list[object]:
        found = [whole.find_findings(dossier.id, kind) for kind in ("shift", "conflict", "occasion")]
        return [whole.matrix_cells(dossier.id), whole.side_reports(dossier.id), whole.count_citations(dossier.id), *found]

    before = shown()
    assert whole.verify() == []
    whole.set_comparison(dossier.id, whole.comparison(dossier.id))
    assert shown() == before


def test_everything_is_compared_where_people_brought_reports_together(whole: Ledger, dossier: Dossier, readings: list[Reading]) -> None:
    gathered = [row for row in whole.comparison(dossier.id, "occasion") if isinstance(row, Occasion)]
    apart = [next(one for one in row.positions) for row in gathered[:2]]
    bindings = [each.binding for one in apart for each in whole.judgeable(one.article, dossier.id) if each.position.id == one.position]
    whole.judge(Judgement(dossier=dossier.id, action="merge", subject="occasion", by="reader", on=tuple(bindings)))
    assert not bring_up_to_date(whole, dossier.id)
    merged = [row for row in whole.comparison(dossier.id, "occasion") if isinstance(row, Occasion) and set(apart) <= set(row.positions)]
    assert len(merged) == 1
    # An article that has to do with the same occasion has everything compared; the occasion stays as it was judged.
    reading = next(one for one in readings if one.article.id == apart[0].article)
    store(whole, dossier, read(with_text(reading, f"{given_text(reading.article)}\n\nUpdated."), dossier, fast=True))
    assert not bring_up_to_date(whole, dossier.id)
    names = {one.article for one in apart}
    kept = [row for row in whole.comparison(dossier.id, "occasion") if isinstance(row, Occasion) and names <= {one.article for one in row.positions}]
    assert kept


@pytest.mark.parametrize(("module", "name", "value"), [(likeness, "SAME_HOLDER", 1.2), (likeness, "TOLD_BY_NONE", ()), (acts, "_ONCE", frozenset())])
def test_everything_is_compared_where_it_was_by_other_points(
    whole: Ledger, dossier: Dossier, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, value: object
) -> None:
    assert bring_up_to_date(whole, dossier.id)
    monkeypatch.setattr(module, name, value)
    assert not bring_up_to_date(whole, dossier.id)
    assert bring_up_to_date(whole, dossier.id)


def test_everything_is_compared_where_the_ledger_does_not_say_with_what_it_was(
    whole: Ledger, dossier: Dossier, monkeypatch: pytest.MonkeyPatch, readings: list[Reading]
) -> None:
    whole.forget(readings[0].article.id, by="editor", why="a court said so")
    assert not bring_up_to_date(whole, dossier.id)
    revised = replace(dossier, actors=dossier.actors[:-1])
    whole.add_dossier(revised, digest(revised))
    assert not bring_up_to_date(whole, dossier.id)
    whole.set_comparison(dossier.id, [])
    assert not bring_up_to_date(whole, dossier.id)
    monkeypatch.setattr(comparing, "MOST", 0)
    store(whole, dossier, read(with_text(readings[1], "A short note. Nothing was said."), dossier, fast=True))
    assert not bring_up_to_date(whole, dossier.id)
    assert bring_up_to_date(whole, dossier.id)
