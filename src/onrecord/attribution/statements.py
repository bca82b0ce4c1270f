"""From prose to statements by rules: the drafts of every passage, quotations that go on after them, and what each rule is worth."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.attribution.drafts import Draft
from onrecord.attribution.rules import read_passage
from onrecord.attribution.tokens import Passage, find_passages
from onrecord.language.prose import Prose
from onrecord.records import CueClass, Mode, Statement

# Share of each rule's statements that PolNeAR's annotators have too (content overlapping by half or more, and the same source), on its 840
# training articles. A rule that serves several classes of cue is given by class.
_CONFIDENCE: dict[str, float] = {
    "inverted": 0.92,
    "aside": 0.91,
    "according": 0.77,
    "quoted": 0.75,
    "colon": 0.61,
    "announced": 0.75,
    "held": 0.46,
    "asked": 0.47,
    "noun": 0.35,
}
_CONFIDENCE_OF_CLAUSE: dict[CueClass, float] = {
    "saying": 0.79,
    "refusing": 0.62,
    "asking": 0.62,
    "agreeing": 0.59,
    "offering": 0.55,
    "showing": 0.74,
    "believing": 0.41,
    "demanding": 0.41,
}
_CONFIDENCE_OF_OBJECT: dict[CueClass, float] = {
    "asking": 0.68,
    "saying": 0.62,
    "refusing": 0.51,
    "showing": 0.5,
    "demanding": 0.43,
    "offering": 0.43,
    "believing": 0.35,
    "agreeing": 0.3,
}


def find_by_rules(prose: Prose) -> tuple[Statement, ...]:
    """Every statement of the title and of the kept paragraphs, in text order.

    Each has one cue, its source or None, and one or more parts of content with the spans of `prose`; ids, actors, go-betweens and days are
    left for later stages. `confidence` is the share right of the rule that found it, measured on PolNeAR's training articles.
    """
    drafts: list[Draft] = []
    speaking: Draft | None = None
    for passage in find_passages(prose):
        if speaking is not None and _goes_on(passage, speaking):
            speaking.content.append((passage.start, passage.end))
            speaking.reaches = passage.paragraph
            continue
        found = read_passage(passage)
        drafts.extend(found)
        quoting = [draft for draft in found if not draft.content or _mode(draft) != "indirect"]
        if quoting:
            speaking = quoting[-1]
        elif found or speaking is None or passage.paragraph != speaking.reaches:
            speaking = None
    return tuple(_statement(prose, draft) for draft in drafts if draft.content)


def _goes_on(passage: Passage, speaking: Draft) -> bool:
    """Whether a passage is nothing but quotation, in the paragraph of the one before it or in the next: the same speaker goes on."""
    tokens = passage.tokens
    if passage.field != speaking.passage.field or passage.paragraph - speaking.reaches > 1:
        return False
    return any(token.kind == "quotation" for token in tokens) and all(token.kind in ("quotation", "mark") for token in tokens)


def _mode(draft: Draft) -> Mode:
    """Direct if all content stands in quotation marks, mixed if some does. Content of later passages is all quotation."""
    quotations = [token for token in draft.passage.tokens if token.kind == "quotation"]
    starts = [quotation.start for quotation in quotations]
    whole, some = True, False
    for start, end in draft.content:
        if start >= draft.passage.end:
            some = True
            continue
        place = bisect_left(starts, start)
        held = place < len(quotations) and quotations[place].start == start and end <= quotations[place].end
        whole = whole and held
        some = some or (place < len(quotations) and quotations[place].end <= end)
    return "direct" if whole else "mixed" if some else "indirect"


def _statement(prose: Prose, draft: Draft) -> Statement:
    field = draft.passage.field
    return Statement(
        mode=_mode(draft),
        source=None if draft.source is None else prose.span(*draft.source, field),
        cue=(prose.span(*draft.cue, field),),
        cue_class=draft.cue_class,
        content=tuple(prose.span(*part, field) for part in draft.content),
        confidence=_confidence(draft),
    )


def _confidence(draft: Draft) -> float:
    if draft.rule == "clause":
        return _CONFIDENCE_OF_CLAUSE[draft.cue_class]
    if draft.rule == "object":
        return _CONFIDENCE_OF_OBJECT[draft.cue_class]
    return _CONFIDENCE[draft.rule]
