"""The matrix of a period is counted in memory: it must tell what the positions of that period tell, one by one."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from onrecord import queries
from onrecord.identity import article_key, position_id
from onrecord.ledger import Ledger
from onrecord.queries.partial import record_of
from onrecord.records import Copies, Reading, Stance
from onrecord.views import matrix as views
from onrecord.views.matrix import By, Matrix

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]

_ARTICLES = 60
_PERIODS = [("2031", None), (None, "2031-06"), ("2031-04", "2031-07"), ("2031-05-03", "2031-05-03"), ("2030", "2032"), ("2040", None), (None, "2020")]
_STANCES: tuple[Stance, ...] = ("for", "conditional", "against", "undecided")


@pytest.fixture
def grown(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> Ledger:
    """Positions of a few holders on a few terms, told of days, months and years, or merely reported on a day, many of them unsure; some articles are
    copies.
    """
    chance = random.Random(5)  # noqa: S311  repeatable, not secret
    for number in range(_ARTICLES):
        reading = make_reading(f"courier-{number}", number)
        day = f"2031-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}"
        article = replace(reading.article, published=chance.choice((day, day, day, None)))
        # One holder is only told of days at first, and merely reported later: what was told is looked for behind all that.
        only_reported = number > _ARTICLES // 3
        told = None if only_reported and chance.random() < 0.9 else chance.choice((day, day[:7], "2031", f"2031-0{chance.randint(1, 9)}-04", None))
        offer = replace(
            reading.positions[0],
            holder=chance.choice(("orlan", "orlan", "karsia", "ostmark", "tavel")),
            term=chance.choice(("open-dam", "withdraw")),
            stance=chance.choice(_STANCES),
            said_on=told,
            confidence=chance.choice((0.3, 0.3, 0.3, 0.7)),
        )
        unplaced = replace(reading.positions[1], said_on=told)
        made = replace(reading, article=article, positions=(offer, unplaced))
        key = article_key(made.article)
        named = tuple(replace(one, id=position_id(key, "vel-river", one)) for one in made.positions)
        made = replace(made, positions=named)
        ledger.store(made, begin(ledger, made))
    ledger.set_comparison(
        "vel-river", [Copies(id="c1", articles=tuple(f"courier-{number}" for number in range(0, _ARTICLES, 4)), origin="courier-0")]
    )
    return ledger


def told(shown: Matrix) -> dict[tuple[str, str], object]:
    """What the cells of a matrix tell."""
    return {
        (row.actor, term.id): (cell.reports, cell.undated, cell.last_day, cell.split, [(one.stance, one.day, one.names) for one in cell.stances])
        for row in shown.rows
        for term, cell in zip(shown.terms, row.cells, strict=True)
        if cell
    }


@pytest.mark.parametrize("few", [1, 16])
@pytest.mark.parametrize("by", ["actor", "side"])
def test_a_period_tells_what_its_positions_tell(grown: Ledger, by: By, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # However few entries are looked at first, the latest are found: told ones also behind many that are merely reported.
    for module in ("cells", "periods"):
        monkeypatch.setattr(f"onrecord.ledger.{module}.FEW", few)
    (dossier,) = grown.dossiers()
    for since, until in _PERIODS:
        positions = grown.list_positions("vel-river", since=since, until=until)
        shown = queries.matrix(grown, dossier, by, since=since, until=until)
        assert told(shown) == told(views.matrix(record_of(dossier, positions), by)), (since, until)
        assert shown.unplaced == sum(one.position.holder is None for one in positions)
    assert len(told(queries.matrix(grown, dossier, by, since="2031"))) > 3


def test_what_came_in_since_is_counted(grown: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    def count() -> int:
        return sum(cell.positions for cell in grown.matrix_cells("vel-river", since="2031-05-02", until="2031-05-02"))

    before, late = count(), make_reading("courier-99", 99)
    moved = replace(late.positions[0], said_on="2031-05-02")
    late = replace(late, positions=(replace(moved, id=position_id(article_key(late.article), "vel-river", moved)), *late.positions[1:]))
    grown.store(late, begin(grown, late))
    assert count() == before + 1
