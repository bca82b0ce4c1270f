"""What is asked of a ledger piece by piece is what the views make of the whole record."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from onrecord import queries
from onrecord.comparison import compare
from onrecord.ledger import Ledger
from onrecord.records import Dossier, DossierReference, Occasion, Reader
from onrecord.views import Record
from onrecord.views.actor import actor_page
from onrecord.views.answers import answer_list
from onrecord.views.conflicts import conflicts
from onrecord.views.matrix import matrix
from onrecord.views.occasion import occasion_page
from onrecord.views.occasions import occasions
from onrecord.views.shifts import shifts
from onrecord.views.sources import sources
from onrecord.views.term import term_page
from onrecord.views.trail import trail


class Kept(msgspec.Struct):
    """A ledger and the record that it holds."""

    ledger: Ledger
    dossier: Dossier
    record: Record


@pytest.fixture(scope="module")
def ferry_kept(ferry: Record, ferry_ledger: Ledger) -> Kept:
    """The dispute over the ferry, with the comparison that was written for it."""
    return _kept(ferry_ledger, ferry)


@pytest.fixture(scope="module")
def compared(ferry: Record, keep: Callable[[Record], Ledger]) -> Kept:
    """The same articles as comparison finds them."""
    record = Record(dossier=ferry.dossier, readings=ferry.readings, comparison=tuple(compare(list(ferry.readings), ferry.dossier)))
    return _kept(keep(record), record)


def _kept(ledger: Ledger, record: Record) -> Kept:
    """What the ledger holds, in its order."""
    return Kept(ledger, record.dossier, replace(record, readings=tuple(ledger.readings(record.dossier.id))))


def _bare(shown: Any) -> bytes:
    """As JSON, without the links into outlets' pages: these are as long as the text around is at hand."""
    return re.sub(rb'"live":("[^"]*"|null)', b'"live":null', msgspec.json.encode(shown))


@pytest.mark.parametrize("which", ["ferry_kept", "compared"])
@pytest.mark.parametrize("by", ["actor", "side"])
def test_matrix_and_trails_are_those_of_the_whole_record(request: pytest.FixtureRequest, which: str, by: Any) -> None:
    kept: Kept = request.getfixturevalue(which)
    assert _bare(queries.matrix(kept.ledger, kept.dossier, by)) == _bare(matrix(kept.record, by))
    names = queries.names_of(kept.ledger, kept.dossier)
    assert (tuple(names.actors), tuple(names.terms)) == (kept.record.known_actors, kept.record.known_terms)
    pages = 0
    for holder, term in product(names.actors, names.terms):
        page = queries.trail(kept.ledger, kept.dossier, holder, term, by)
        assert page is not None
        assert _bare(page) == _bare(trail(kept.record, holder, term, by))
        pages += bool(page.positions)
    assert pages > 5


@pytest.mark.parametrize("which", ["ferry_kept", "compared"])
def test_shifts_and_conflicts_are_those_of_the_whole_record(request: pytest.FixtureRequest, which: str) -> None:
    kept: Kept = request.getfixturevalue(which)
    assert _bare(queries.shifts(kept.ledger, kept.dossier)) == _bare(shifts(kept.record))
    assert _bare(queries.conflicts(kept.ledger, kept.dossier)) == _bare(conflicts(kept.record))


@pytest.mark.parametrize("which", ["ferry_kept", "compared"])
def test_offers_and_answers_are_those_of_the_whole_record(request: pytest.FixtureRequest, which: str) -> None:
    kept: Kept = request.getfixturevalue(which)
    shown = queries.answer_list(kept.ledger, kept.dossier)
    assert shown.offers
    assert _bare(shown) == _bare(answer_list(kept.record))


@pytest.mark.parametrize("which", ["ferry_kept", "compared"])
def test_terms_and_actors_are_those_of_the_whole_record(request: pytest.FixtureRequest, which: str) -> None:
    kept: Kept = request.getfixturevalue(which)
    for term in kept.record.known_terms:
        assert _bare(queries.term(kept.ledger, kept.dossier, term)) == _bare(term_page(kept.record, term))
    for actor in kept.record.known_actors:
        assert _bare(queries.actor(kept.ledger, kept.dossier, actor)) == _bare(actor_page(kept.record, actor))
    assert queries.term(kept.ledger, kept.dossier, "nothing") is None
    assert queries.actor(kept.ledger, kept.dossier, "nobody") is None


def test_a_trail_comes_in_pages(ferry_kept: Kept) -> None:
    whole = max(
        (queries.trail(ferry_kept.ledger, ferry_kept.dossier, *place) for place in ferry_kept.ledger.matrix_places(ferry_kept.dossier.id)),
        key=lambda page: len(page.points) if page else 0,
    )
    assert whole is not None
    assert len(whole.points) > 2
    seen: list[Any] = []
    before = None
    while True:
        place = (whole.holder, whole.term)
        page = queries.trail(ferry_kept.ledger, ferry_kept.dossier, *place, limit=2, before=before)
        assert page is not None
        assert (page.positions, page.reports) == (whole.positions, whole.reports)
        seen = [*page.points, *seen]
        before = page.earlier
        if before is None:
            break
    assert seen == list(whole.points)


def test_nobody_knows_of_a_stranger(ferry_kept: Kept) -> None:
    assert queries.trail(ferry_kept.ledger, ferry_kept.dossier, "stranger", "ferry") is None


def test_a_period_shows_only_what_is_of_it(ferry_kept: Kept) -> None:
    days = sorted(one.day for one in ferry_kept.ledger.list_positions(ferry_kept.dossier.id) if one.day and len(one.day) == len("2031-01-01"))
    middle = days[len(days) // 2]
    until = queries.matrix(ferry_kept.ledger, ferry_kept.dossier, until=middle)
    since = queries.matrix(ferry_kept.ledger, ferry_kept.dossier, since=middle, by="side")
    told = [cell.last_day.value for row in until.rows for cell in row.cells if cell]
    assert told
    assert max(day for day in told if day) == middle
    assert min(cell.last_day.value or "" for row in since.rows for cell in row.cells if cell) >= middle[:4]
    (cells,) = {len(row.cells) for row in since.rows}
    assert cells >= len(ferry_kept.dossier.terms)


def test_what_changes_is_shown_before_anything_is_compared_again(ferry: Record, keep: Callable[[Record], Ledger]) -> None:
    ledger = keep(replace(ferry, comparison=()))
    last = ferry.readings[-1]
    run = ledger.begin_run(Reader("0.2.0"), DossierReference(ferry.dossier.id, "5ha"), {})
    bare = replace(last, reader=Reader("0.2.0"), dossier=DossierReference(ferry.dossier.id, "5ha"), positions=())
    assert ledger.store(bare, run) == "reread"
    record = Record(dossier=ferry.dossier, readings=tuple(ledger.readings(ferry.dossier.id)))
    for by in ("actor", "side"):
        assert _bare(queries.matrix(ledger, ferry.dossier, by)) == _bare(matrix(record, by))


def test_a_dossier_that_gathers_its_actors_otherwise_is_followed(ferry: Record, keep: Callable[[Record], Ledger]) -> None:
    ledger = keep(ferry)
    moved = replace(ferry.dossier, actors=tuple(replace(actor, member_of=None) for actor in ferry.dossier.actors))
    ledger.add_dossier(moved, "5hb")
    record = Record(dossier=moved, readings=tuple(ledger.readings(moved.id)), comparison=ferry.comparison)
    assert _bare(queries.matrix(ledger, moved, "side")) == _bare(matrix(record, "side"))


def test_inferred_days_order_a_trail(compared: Kept) -> None:
    inferred = [one for row in compared.record.comparison if isinstance(row, Occasion) for one in row.inferred]
    placed = {one.position.id: one for one in compared.ledger.list_positions(compared.dossier.id)}
    assert {one.position for one in inferred} == {name for name, one in placed.items() if one.basis == "inferred"}


@pytest.mark.parametrize("which", ["ferry_kept", "compared"])
def test_occasions_and_sources_are_those_of_the_whole_record(request: pytest.FixtureRequest, which: str) -> None:
    kept: Kept = request.getfixturevalue(which)
    listed = queries.occasion_list(kept.ledger, kept.dossier).occasions
    assert [(one.id, one.reports) for one in listed] == [(one.id, one.reports) for one in occasions(kept.record)]
    assert listed
    for one in listed:
        assert msgspec.json.encode(queries.occasion(kept.ledger, kept.dossier, one.id)) == msgspec.json.encode(occasion_page(kept.record, one.id))
    shown = queries.sources(kept.ledger, kept.dossier)
    assert shown is not None
    whole = sources(kept.record)
    assert [article.published for article in shown.articles] == [article.published for article in whole.articles]
    assert replace(shown, articles=()) == replace(whole, articles=())
    assert sorted(shown.articles, key=lambda article: article.id) == sorted(whole.articles, key=lambda article: article.id)
