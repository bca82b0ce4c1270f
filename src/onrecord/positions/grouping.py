"""One position per holder, term, stance and day: passages that say the same are gathered as its evidence, clearest first."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.positions.finding import Finding
from onrecord.positions.weighing import chance
from onrecord.records import Position, Span


def group(findings: Iterable[Finding]) -> tuple[Position, ...]:
    """Positions in the order of their first passage; those of the title last, and only where the body does not say the same."""
    body: dict[tuple[str, str, str, str | None], list[Finding]] = {}
    title: list[Finding] = []
    for finding in findings:
        if finding.evidence.field == "title":
            title.append(finding)
        else:
            body.setdefault(_key(finding), []).append(finding)
    _join_undated(body)
    said = {(holder, term, stance) for holder, term, stance, _ in body}
    groups = [*body.values(), *([finding] for finding in title if (finding.holder, finding.term, finding.stance) not in said)]
    return tuple(_position(group) for group in groups)


def _key(finding: Finding) -> tuple[str, str, str, str | None]:
    return finding.holder, finding.term, finding.stance, finding.said_on


def _join_undated(body: dict[tuple[str, str, str, str | None], list[Finding]]) -> None:
    """Passages without a day join the one position of the same holder, term and stance that has a day, where there is but one."""
    for key in [key for key in body if key[3] is None]:
        dated = [other for other in body if other[:3] == key[:3] and other[3] is not None]
        if len(dated) == 1:
            body[dated[0]] += body.pop(key)


def _position(passages: list[Finding]) -> Position:
    clearest = sorted(passages, key=lambda finding: (-finding.odds, finding.evidence.start))
    first = clearest[0]
    return Position(
        holder=first.holder,
        mention=first.mention,
        term=first.term,
        stance=first.stance,
        conditions=tuple(dict.fromkeys(condition for finding in clearest for condition in finding.conditions)),
        evidence=_each_once(finding.evidence for finding in clearest),
        mode=first.mode,
        # From whom an outlet knows it may stand in another passage; whose own words it has needs nobody between.
        via=first.via if first.mode == "direct" else next((finding.via for finding in clearest if finding.via), ()),
        said_on=first.said_on,
        statement=first.statement,
        confidence=round(chance(first.odds), 3),
    )


def _each_once(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(spans))
