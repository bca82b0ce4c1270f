"""What the passages of one position tell together."""

from __future__ import annotations

from onrecord.positions.finding import Finding
from onrecord.positions.grouping import group
from onrecord.records import Span, Via

_GUARD = Via(Span(60, 67, "a guard"), None, anonymous=True)


def finding(start: int, odds: float, via: tuple[Via, ...]) -> Finding:
    return Finding(
        holder="karsia",
        mention=None,
        term="ceasefire",
        stance="for",
        conditions=(),
        evidence=Span(start, start + 4, "they"),
        mode="narrated",
        via=via,
        said_on=None,
        statement=None,
        odds=odds,
    )


def test_whoever_passed_a_position_on_may_be_told_behind_its_clearest_passage() -> None:
    (position,) = group([finding(0, 2.0, ()), finding(50, 1.0, (_GUARD,))])
    assert [span.start for span in position.evidence] == [0, 50]
    assert position.via == (_GUARD,)
