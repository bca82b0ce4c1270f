"""Occasions that people merge and split: comparison is kept as they judge it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.records import (
    ArticleSpan,
    Binding,
    Comparison,
    Copies,
    Days,
    Difference,
    Judgement,
    JudgementAction,
    Occasion,
    PositionReference,
    Reader,
    Reading,
    Span,
)

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]

NAMES = ("courier-1", "gazette-1", "mirror-1", "post-1")


@pytest.fixture
def read_ledger(sqlite_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> Ledger:
    for name in NAMES:
        reading = make_reading(name)
        sqlite_ledger.store(reading, begin(sqlite_ledger, reading))
    return sqlite_ledger


def reference(ledger: Ledger, name: str) -> PositionReference:
    position = ledger.judgeable(name, "vel-river")[0].position
    return PositionReference(article=name, position=position.id, holder=position.holder, term=position.term)


def occasion(ledger: Ledger, *names: str, on: Days | None = None, inferred: tuple[str, ...] = ()) -> Occasion:
    positions = tuple(reference(ledger, name) for name in names)
    return Occasion(id="-".join(names), holders=("orlan",), on=on, positions=positions, inferred=tuple(reference(ledger, name) for name in inferred))


def difference(of: str, *names: str) -> Difference:
    spans = tuple(ArticleSpan(name, Span(0, 5, "LENNE")) for name in names)
    return Difference(id=f"{of} {names}", occasion=of, articles=names, what="wording", spans=spans)  # type: ignore[arg-type]


def judge(ledger: Ledger, action: JudgementAction, *names: str, by: str = "Ana") -> Judgement:
    on = tuple(ledger.judgeable(name, "vel-river")[0].binding for name in names)
    return ledger.judge(Judgement(dossier="vel-river", action=action, subject="occasion", by=by, on=on))


def gathered(rows: list[Comparison]) -> list[list[str]]:
    return [[one.article for one in row.positions] for row in rows if isinstance(row, Occasion)]


def test_a_merge_brings_occasions_and_reports_of_none_together(read_ledger: Ledger) -> None:
    first = occasion(read_ledger, *NAMES[:2], on=Days("2031-05-01", "2031-05-01"), inferred=NAMES[:1])
    second = occasion(read_ledger, *NAMES[2:], on=Days("2031-05-02", None))
    between = difference(first.id, *NAMES[:2])
    rows: list[Comparison] = [Copies(id="c", articles=NAMES[:2]), first, second, between]
    assert read_ledger.judged_comparison("vel-river", rows) == rows
    judge(read_ledger, "merge", NAMES[0], NAMES[2])
    read_ledger.set_comparison("vel-river", rows)
    copies, whole, moved = read_ledger.comparison("vel-river")
    assert isinstance(whole, Occasion)
    assert gathered([whole]) == [list(NAMES)]
    assert (whole.on, whole.inferred) == (Days("2031-05-01", None), (reference(read_ledger, NAMES[0]),))
    assert (copies, moved) == (rows[0], replace(between, occasion=whole.id))
    assert read_ledger.verify() == []


def test_reports_that_comparison_kept_apart_become_an_occasion(read_ledger: Ledger) -> None:
    judge(read_ledger, "merge", *NAMES[:2])
    assert gathered(read_ledger.judged_comparison("vel-river", [])) == [list(NAMES[:2])]


def test_a_split_takes_reports_apart_with_their_differences(read_ledger: Ledger) -> None:
    whole = occasion(read_ledger, *NAMES)
    rows: list[Comparison] = [whole, difference(whole.id, NAMES[0], NAMES[1]), difference(whole.id, NAMES[1], NAMES[2])]
    kept = judge(read_ledger, "split", *NAMES[:2])
    apart = read_ledger.judged_comparison("vel-river", rows)
    assert sorted(gathered(apart)) == [list(NAMES[:2]), list(NAMES[2:])]
    (difference_left,) = [row for row in apart if isinstance(row, Difference)]
    assert difference_left.occasion == next(row.id for row in apart if isinstance(row, Occasion) and row.positions[0].article == NAMES[0])
    judge(read_ledger, "split", NAMES[3])
    assert gathered(read_ledger.judged_comparison("vel-river", rows)) == [list(NAMES[:2])], "one report is no occasion"
    read_ledger.judge(Judgement(dossier="vel-river", action="reject", by="Ben", on=(Binding(judgement=kept.id),)))
    assert gathered(read_ledger.judged_comparison("vel-river", rows)) == [list(NAMES[:3])]


def test_a_merge_survives_a_newer_model_and_is_undone(read_ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    kept = judge(read_ledger, "merge", *NAMES[:2])
    newer = make_reading(NAMES[0], reader=Reader("0.2.0"))
    newer = replace(newer, positions=(replace(newer.positions[0], confidence=0.9), *newer.positions[1:]))
    read_ledger.store(newer, begin(read_ledger, newer))
    assert gathered(read_ledger.judged_comparison("vel-river", [])) == [list(NAMES[:2])]
    read_ledger.judge(Judgement(dossier="vel-river", action="undo", by="Ana", on=(Binding(judgement=kept.id),)))
    assert read_ledger.judged_comparison("vel-river", []) == []
