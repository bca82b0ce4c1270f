"""The articles that tell something near some days, asked for of many places at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger, open_ledger

COPY, DAY = 8, 740_000


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Of each of ten terms, positions of twenty days in a row, and one of no day; every fifth in a copy."""
    rows = [
        ("karsia", f"term-{term}", day, f"a-{term}-{day}", "p", day, day, "for", 0.9, 0, 0, COPY if day and not day % 5 else 0, f"term-{term}")
        for term in range(10)
        for day in (0, *range(DAY, DAY + 20))
    ]
    with open_ledger(str(tmp_path / "ledger.sqlite"), create=True) as made:
        made.set_comparison(None, [], spread={}, tellings=1, trail=rows)
        yield made


def named(term: int, *days: int) -> set[str]:
    return {f"a-{term}-{DAY + day if day >= 0 else 0}" for day in days}


def test_all_of_several_stretches_are_found_and_what_has_no_day(ledger: Ledger) -> None:
    stretches = {("karsia", f"term-{term}", DAY + term, DAY + term + 1) for term in range(10)} | {("ostmark", "term-0", 1, DAY + 20)}
    wanted = [named(term, -1, *(day for day in (term, term + 1) if day % 5)) for term in range(10)]
    assert ledger.articles_told_on(None, stretches, COPY) == set().union(*wanted)


def test_of_many_only_so_many_from_the_first_on_or_from_the_last_back(ledger: Ledger) -> None:
    stretches = [("karsia", f"term-{term}", DAY, DAY + 19) for term in range(10)]
    assert ledger.articles_told_on(None, stretches, COPY, 3) == set().union(*(named(term, 1, 2, 3) for term in range(10)))
    assert ledger.articles_told_on(None, stretches, COPY, 3, backwards=True) == set().union(*(named(term, 19, 18, 17) for term in range(10)))
    assert ledger.articles_told_on(None, [], COPY, 3) == set()
