"""Dossiers in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.records import Dossier, Event, Term

Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]


def test_a_dossier_comes_back(ledger: Ledger, vel_dossier: Dossier) -> None:
    full = replace(
        vel_dossier,
        summary="Two states, one river 🌊",
        terms=(*vel_dossier.terms, Term(id="flood-levy", proposition="Karsia pays a levy.", replaces="levy", codes=("PA-X Eco",))),
        events=(Event(id="halm-fair", name="The Halm fair", words=("the fair",), on="2031-04"),),
    )
    ledger.add_dossier(full, "5ha")
    assert ledger.dossier("vel-river") == ledger.dossier() == full
    assert ledger.verify() == []


def test_adding_it_again_changes_nothing(ledger: Ledger, vel_dossier: Dossier, dump: Dump) -> None:
    ledger.add_dossier(vel_dossier, "5ha")
    before = dump(ledger)
    ledger.add_dossier(vel_dossier, "5ha")
    assert dump(ledger) == before


def test_the_one_that_is_meant_must_be_clear(ledger: Ledger, vel_dossier: Dossier) -> None:
    with pytest.raises(LedgerError, match=r"holds no dossier.*onrecord read --dossier"):
        ledger.dossier()
    ledger.add_dossier(vel_dossier, "5ha")
    ledger.add_dossier(replace(vel_dossier, id="vel-fishery"), "5hb")
    assert [dossier.id for dossier in ledger.dossiers()] == ["vel-fishery", "vel-river"]
    with pytest.raises(LedgerError, match="several dossiers: vel-fishery, vel-river"):
        ledger.dossier()
    with pytest.raises(LedgerError, match="no dossier 'vel', but: vel-fishery, vel-river"):
        ledger.dossier("vel")


def test_sides_stand_in_the_table(ledger: Ledger, vel_dossier: Dossier) -> None:
    ledger.add_dossier(vel_dossier, "5ha")
    with ledger._engine.connect() as connection:
        sides = connection.execute(text("SELECT id, side FROM actor ORDER BY number")).all()
    assert [tuple(row) for row in sides] == [("karsia", "karsia"), ("orlan", "karsia"), ("ostmark", "ostmark"), ("tavel", "ostmark")]


def test_a_dossier_without_terms_or_actors(ledger: Ledger) -> None:
    bare = Dossier(id="bare", title="Nothing yet", terms=(), actors=())
    ledger.add_dossier(bare, "5ha")
    assert ledger.dossier() == bare
