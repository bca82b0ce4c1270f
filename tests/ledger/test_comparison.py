"""What comparison found, in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.errors import InternalError
from onrecord.ledger import Ledger
from onrecord.records import (
    Answer,
    AnswerReference,
    ArticleSpan,
    Comparison,
    Conflict,
    Copies,
    Days,
    Difference,
    Occasion,
    PositionReference,
    Question,
    Shift,
    ShiftEnd,
    Span,
)

Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]

_POSITION = PositionReference(article="courier-1", position="p1", holder="orlan", term="open-dam")
_WORDS = ArticleSpan("courier-1", Span(4, 9, "gates", "title"))
ROWS: list[Comparison] = [
    Copies(id="c1", articles=("courier-1", "gazette-1"), origin=None),
    Occasion(id="o1", holders=("orlan",), on=Days("2031-05-01", None), positions=(_POSITION,)),
    Difference(id="d1", occasion="o1", articles=("courier-1", "gazette-1"), what="number", spans=(_WORDS,)),
    Shift(
        id="s1",
        holder="orlan",
        term="open-dam",
        before=ShiftEnd(stance="against", said_on=None, article="gazette-1", position="p2"),
        after=ShiftEnd(stance="for", said_on="2031-05", article="courier-1", position="p1", days=Days("2031-05-01", "2031-05-31")),
    ),
    Conflict(
        id="x1",
        type="between-articles",
        holder="orlan",
        term="open-dam",
        positions=(_POSITION,),
        spans=(_WORDS,),
        severity=0.3,
        why="One says the gates open, one that they stay shut — on the same day.",
    ),
    Answer(id="a1", to=_POSITION, by=AnswerReference(article="gazette-1", actor="tavel", evidence=(Span(0, 2, "He"),)), how="silent"),
    Question(id="q1", term="talks", positions=()),
]


def test_rows_of_every_kind_come_back_in_order(ledger: Ledger) -> None:
    ledger.set_comparison("vel-river", ROWS)
    assert ledger.comparison("vel-river") == ROWS
    for row in ROWS:
        assert ledger.comparison("vel-river", str(type(row).__struct_config__.tag)) == [row]
    assert ledger.comparison("vel-fishery") == []
    assert ledger.comparison("vel-river", "nonsense") == []


def test_equal_rows_stay_untouched(ledger: Ledger, dump: Dump) -> None:
    ledger.set_comparison("vel-river", ROWS)
    before = dump(ledger)
    ledger.set_comparison("vel-river", list(ROWS))
    assert dump(ledger) == before


def test_only_what_changed_is_written(ledger: Ledger, dump: Dump) -> None:
    ledger.set_comparison("vel-river", ROWS)
    ledger.set_comparison("vel-fishery", ROWS[:1])
    before = {row[:2]: row for row in dump(ledger)["comparison"]}
    question = Question(id="q1", term="ceasefire", positions=())
    ledger.set_comparison("vel-river", [*ROWS[:5], question])
    after = {row[:2]: row for row in dump(ledger)["comparison"]}
    assert ledger.comparison("vel-river") == [*ROWS[:5], question]
    assert {key for key, row in after.items() if before[key] != row} == {("vel-river", "q1")}
    assert before.keys() - after.keys() == {("vel-river", "a1")}
    assert ledger.comparison("vel-fishery") == ROWS[:1]


def test_none_clears_them(ledger: Ledger) -> None:
    many: list[Comparison] = [Question(id=f"q{number}", term="talks", positions=()) for number in range(1200)]
    ledger.set_comparison(None, many)
    assert ledger.comparison(None) == many
    ledger.set_comparison(None, [])
    assert ledger.comparison(None) == []


def test_one_id_for_two_rows_is_a_bug_and_changes_nothing(ledger: Ledger) -> None:
    ledger.set_comparison("vel-river", ROWS)
    twice = replace(ROWS[-1], id="c1")
    with pytest.raises(InternalError, match="2 rows only 1 different ids"):
        ledger.set_comparison("vel-river", [ROWS[0], twice])
    assert ledger.comparison("vel-river") == ROWS
