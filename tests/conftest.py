"""What tests share: two invented disputes, one with articles that were read by hand."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from onrecord.records import Actor, Dossier, DossierReference, Reader, Term

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.views import Record

# Deterministic everywhere: the same examples on every run, and no deadline that a busy machine would miss.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def vel_dossier() -> Dossier:
    """A fictional dispute over a river, small enough to see through."""
    return Dossier(
        id="vel-river",
        title="The Vel river between Karsia and Ostmark",
        terms=(
            Term(id="ceasefire", proposition="A ceasefire takes effect on the Halm ridge."),
            Term(id="open-dam", proposition="Karsia opens the gates of the Sarn dam."),
            Term(id="withdraw", proposition="Ostmark withdraws its troops from the Halm ridge."),
            Term(id="talks", proposition="Karsia and Ostmark negotiate over the river."),
        ),
        actors=(
            Actor(id="karsia", name="Karsia", kind="government", aliases=("Karsia", "Dravik", "the Karsian government"), side=True),
            Actor(id="orlan", name="Mira Orlan", kind="person", aliases=("Mira Orlan", "Orlan", "Karsian President Mira Orlan"), member_of="karsia"),
            Actor(id="ostmark", name="Ostmark", kind="government", aliases=("Ostmark", "Lenne"), side=True),
            Actor(id="tavel", name="Jonas Tavel", kind="person", aliases=("Jonas Tavel", "Tavel", "Prime Minister Jonas Tavel"), member_of="ostmark"),
        ),
    )


@pytest.fixture(scope="session")
def dispute_file() -> Path:
    """The module that makes the dispute over the Vel ferry: a path, since the server that browsers ask runs it in another process."""
    return Path(__file__).parent / "views" / "dispute.py"


@pytest.fixture(scope="session")
def dispute(dispute_file: Path) -> dict[str, Any]:
    """What that module defines."""
    return runpy.run_path(str(dispute_file))


@pytest.fixture(scope="session")
def ferry(dispute: dict[str, Any]) -> Record:
    """The record of the dispute over the Vel ferry. Nobody may change it."""
    record: Record = dispute["record"]()
    return record


@pytest.fixture(scope="session")
def hostile_id(dispute: dict[str, Any]) -> str:
    """The id of the article that tries to be more than text."""
    return str(dispute["HOSTILE_ID"])


@pytest.fixture(scope="session")
def keep(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Record], Ledger]]:
    """Puts a record into a ledger of its own, with the comparison that it comes with."""
    from msgspec.structs import replace  # noqa: PLC0415  as below

    from onrecord.ledger import open_ledger  # noqa: PLC0415  heavy import

    kept: list[Ledger] = []

    def keep_record(record: Record) -> Ledger:
        reference, reader = DossierReference(record.dossier.id, "5ha"), Reader("0.1.0")
        ledger = open_ledger(str(tmp_path_factory.mktemp("kept") / "ledger.sqlite"), create=True)
        kept.append(ledger)
        ledger.add_dossier(record.dossier, reference.sha256)
        run = ledger.begin_run(reader, reference, {})
        for reading in record.readings:
            ledger.store(replace(reading, reader=reader, dossier=reference), run)
        ledger.set_comparison(record.dossier.id, record.comparison)
        return ledger

    yield keep_record
    for ledger in kept:
        ledger.close()


@pytest.fixture(scope="session")
def ferry_ledger(ferry: Record, keep: Callable[[Record], Ledger]) -> Ledger:
    """A ledger with the dispute over the Vel ferry. Nobody may change it."""
    return keep(ferry)
