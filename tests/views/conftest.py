"""The invented dispute of `tests/views/dispute.py`, for the tests beside."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from onrecord.views import Record

DISPUTE = runpy.run_path(str(Path(__file__).parents[1] / "views" / "dispute.py"))


@pytest.fixture(scope="session")
def ferry() -> Record:
    """A record that nobody may change."""
    record: Record = DISPUTE["record"]()
    return record


@pytest.fixture(scope="session")
def hostile_id() -> str:
    """The id of the article that tries to be more than text."""
    return str(DISPUTE["HOSTILE_ID"])
