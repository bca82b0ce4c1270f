"""What a person should look at first: the positions that are least sure, or that most depends on; and what people said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from onrecord.records import (
    Answer,
    Article,
    Comparison,
    Conflict,
    Copies,
    Correction,
    JudgedState,
    Judgement,
    JudgementFate,
    Position,
    Shift,
    Span,
    Stance,
    given_text,
    report_of,
)
from onrecord.views.passages import Passage, Point, passage_of, point_of
from onrecord.views.record import Record
from onrecord.views.wording import condition_in_words, date_in_words, stance_in_words

First = Literal["unsure", "consequential"]

# Characters shown before and after a passage.
_AROUND = 320
_CONDITION_SHOWN = 120
# What depends on a position, by weight: a dispute between people most, then what a reader would build on. Weights order a list, no more.
_DISPUTED, _CONFLICT, _SHIFT, _ALONE, _ANSWER = 4.0, 3.0, 2.0, 1.5, 1.0
_SAID: dict[str, str] = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "note": "noted", "merge": "merged", "split": "split"}


class Case(Struct, frozen=True):
    """A position to be looked at. `weight` is how much depends on it, and `reasons` say what that is."""

    article: str
    position: Position
    judged: JudgedState | None = None
    weight: float = 0.0
    reasons: tuple[str, ...] = ()


class InContext(Struct, frozen=True):
    """A passage with what stands before and after it."""

    before: str
    passage: Passage
    after: str


class ShownJudgement(Struct, frozen=True):
    """What somebody said of what was read, in words, and what became of it. `position` is what it is about as it is shown now, where it is."""

    id: str
    by: str
    at: str
    action: str
    says: str
    why: str
    fate: Literal["stands", "undone", "disputed", "orphaned"]
    fate_why: str
    position: str | None
    passages: tuple[Passage, ...] = ()


class ReviewPage(Struct, frozen=True):
    """One position to be judged, and its place in the walk through all that wait.

    `by` judges. `point` is None where nothing waits. `said_on` is its day as the form gives it, `after` the place to go on from, `earlier` what
    the visitor judged last, the last first.
    """

    first: First
    by: str = ""
    point: Point | None = None
    proposition: str = ""
    said_on: str = ""
    judged: JudgedState | None = None
    reasons: tuple[str, ...] = ()
    contexts: tuple[InContext, ...] = ()
    said: tuple[ShownJudgement, ...] = ()
    after: str = ""
    earlier: tuple[ShownJudgement, ...] = ()


def cases(
    positions: Iterable[tuple[str, Position, JudgedState | None]],
    comparison: Sequence[Comparison],
    first: First = "unsure",
    *,
    judged_too: bool = False,
    once: Iterable[tuple[str, str]] | None = None,
) -> list[Case]:
    """The positions (article id, position, what people judged) in the order in which to look at them.

    Those that somebody judged are left out unless they are disputed, or `judged_too`. `comparison` says what depends on which. Where
    `positions` are not all there are, `once` says of which holders and terms there is one independent report.
    """
    given = list(positions)
    depends = _dependants(comparison)
    alone = _told_once(given, comparison) if once is None else set(once)
    found = []
    for article, position, judged in given:
        if judged is None or judged == "disputed" or judged_too:
            reasons = list(depends.get((article, position.id), ()))
            if judged == "disputed":
                reasons.append((_DISPUTED, "people disagree on it"))
            if (position.holder, position.term) in alone:
                reasons.append((_ALONE, "the only report of this holder on this term"))
            ordered = sorted(reasons, reverse=True)
            found.append(Case(article, position, judged, sum(weight for weight, _ in ordered), tuple(dict.fromkeys(words for _, words in ordered))))
    if first == "unsure":
        return sorted(found, key=lambda case: (case.position.confidence, -case.weight, case.article, case.position.id))
    return sorted(found, key=lambda case: (-case.weight, case.position.confidence, case.article, case.position.id))


def review_page(
    record: Record,
    case: Case | None,
    first: First = "unsure",
    *,
    by: str = "",
    said: Iterable[tuple[JudgementFate, str | None]] = (),
    earlier: Iterable[Judgement] = (),
    after: str = "",
) -> ReviewPage:
    """A position of `record` to be judged (None: none is left), with what people `said` of it (judgement and the position it is about)."""
    before = tuple(shown_judgement(record, JudgementFate(judgement=one)) for one in earlier)
    reading = record.by_article.get(case.article) if case else None
    if case is None or reading is None:
        return ReviewPage(first, by, earlier=before)
    about = [shown_judgement(record, fate, position) for fate, position in said if position == case.position.id]
    return ReviewPage(
        first=first,
        by=by,
        proposition=record.proposition(case.position.term),
        point=point_of(record, reading.article, case.position),
        said_on=case.position.said_on or "",
        judged=case.judged,
        reasons=case.reasons,
        contexts=tuple(in_context(reading.article, span) for span in case.position.evidence),
        said=tuple(about),
        after=after,
        earlier=before,
    )


def in_context(article: Article, span: Span) -> InContext:
    """A passage with the words around it, whole ones."""
    source = (article.title or "") if span.field == "title" else given_text(article)
    first, last = max(0, span.start - _AROUND), min(len(source), span.end + _AROUND)
    before, after = source[first : span.start], source[span.end : last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(source):
        after = after.rpartition(" ")[0] + " …"
    return InContext(before, passage_of(article, span), after)


def shown_judgement(record: Record, found: JudgementFate, position: str | None = None) -> ShownJudgement:
    """A judgement in words."""
    one = found.judgement
    article = next((reading.article for binding in one.on if binding.article and (reading := record.by_article.get(binding.article))), None)
    spans = one.position.evidence if one.position else next((binding.passages for binding in one.on if binding.passages), ())
    return ShownJudgement(
        id=one.id,
        by=one.by,
        at=one.at,
        action=one.action,
        says=_says(record, one),
        why=one.why,
        fate=found.fate,
        fate_why=found.why,
        position=position,
        passages=tuple(passage_of(article, span) for span in spans) if article else (),
    )


def _says(record: Record, one: Judgement) -> str:
    if one.action == "add" and one.position is not None:
        return f"added: {_position(record, one.position.holder, one.position.stance, one.position.term)}"
    said = _SAID.get(one.action, one.action)
    bound = next((binding for binding in one.on if binding.term is not None and binding.stance is not None), None)
    about = f": {_position(record, bound.holder, bound.stance, bound.term)}" if bound and bound.stance and bound.term else ""
    changed = "; ".join(_changes(record, one.correction)) if one.correction else ""
    return f"{said}{about}{f', read as {changed}' if changed else ''}"


def _position(record: Record, holder: str | None, stance: Stance, term: str) -> str:
    return f"{record.actor_name(holder) if holder else 'holder not known'}, {stance_in_words(stance)}, {term}"


def _changes(record: Record, correction: Correction) -> Iterable[str]:
    if isinstance(correction.holder, str) or correction.holder is None:
        yield f"held by {record.actor_name(correction.holder) if correction.holder else 'somebody not known'}"
    if isinstance(correction.term, str):
        yield f"on {correction.term}"
    if isinstance(correction.stance, str):
        yield stance_in_words(correction.stance)
    if isinstance(correction.said_on, str) or correction.said_on is None:
        yield f"of {date_in_words(correction.said_on)}" if correction.said_on else "of no told day"
    if isinstance(correction.conditions, tuple):
        told = (condition_in_words(each.text[:_CONDITION_SHOWN]) for each in correction.conditions)
        yield "; ".join(told) if correction.conditions else "without a condition"
    if isinstance(correction.evidence, tuple):
        yield f"by the words {'; '.join(f'“{each.text[:_CONDITION_SHOWN]}”' for each in correction.evidence)}"


def _dependants(comparison: Sequence[Comparison]) -> Mapping[tuple[str, str], list[tuple[float, str]]]:
    """What was built on each position, by article and position id."""
    found: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for row in comparison:
        if isinstance(row, Conflict):
            for one in row.positions:
                found[one.article, one.position].append((_CONFLICT * row.severity, "in a conflict"))
        elif isinstance(row, Shift):
            for end in (row.before, row.after):
                found[end.article, end.position].append((_SHIFT, "an end of a shift"))
        elif isinstance(row, Answer):
            for article, position in ((row.to.article, row.to.position), (row.by.article, row.by.position)):
                if position is not None:
                    found[article, position].append((_ANSWER, "part of an offer and its answer"))
    return found


def _told_once(given: Sequence[tuple[str, Position, JudgedState | None]], comparison: Sequence[Comparison]) -> set[tuple[str | None, str]]:
    """The holders and terms of which there is one independent report: copies count once."""
    stands_for = report_of(row for row in comparison if isinstance(row, Copies))
    told = {(position.holder, position.term, stands_for.get(article, article)) for article, position, _ in given}
    reports = Counter((holder, term) for holder, term, _ in told if holder is not None)
    return {place for place, number in reports.items() if number == 1}
