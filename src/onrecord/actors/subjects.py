# ruff: noqa: SIM905  word lists read better as text
"""Whose act a passage tells: the subject of its words."""

from __future__ import annotations

from itertools import pairwise

from onrecord.actors.lines import Draft, Line

# A name within so many words of the start of a passage is taken for its subject; an owner ("Morn's refusal") must stand nearer.
_OPENING = 6
_OPENING_OWNER = 3
_RELATIVE = frozenset({"who", "which", "whose"})
_JOINING = frozenset({"and", "or", "nor", "along", "well"})
# People whom somebody has, and who act for themselves ("nine of her deputies voted against it").
_PEOPLE_OWNED = frozenset(
    """allies backbenchers backers colleagues councillors critics deputies followers lawmakers
    legislators members mps opponents partners predecessor predecessors rebels rivals senators successor supporters voters""".split()
)


def subject(line: Line, start: int, end: int) -> Draft | None:
    """The draft of whoever does what `[start, end)` of the line tells; None where nobody is named who could.

    The subject that opens the passage; else an owner that opens it ("Morn's refusal"); else whoever stands before "who"; else the one
    behind "by"; else the nearest subject before the passage, the first inside, and last a lone name of the line, unless right before the passage
    it only owns people ("her deputies voted").
    """
    named = [draft for draft in line.drafts if not draft.bystander and (draft.actor is not None or draft.person)]
    inside = [
        draft for draft in named if draft.first < len(line.tokens) and line.tokens[draft.last].end > start and line.tokens[draft.first].start < end
    ]
    opening = next((place for place, token in enumerate(line.tokens) if token.end > start), len(line.tokens))
    subjects = [draft for draft in inside if draft.subject]
    if subjects and subjects[0].first - opening <= _OPENING:
        return subjects[0]
    owners = [draft for draft in inside if draft.owner and line.tokens[draft.last].possessive]
    if owners and owners[0].first - opening <= _OPENING_OWNER:
        return owners[0]
    before = [draft for draft in named if line.tokens[draft.last].end <= start]
    if before and _relative(line, before[-1], opening):
        return before[-1]
    agents = [draft for draft in inside if draft.first > 0 and line.tokens[draft.first - 1].plain == "by" and not draft.owner]
    found = _first(agents, [draft for draft in reversed(before) if draft.subject], subjects, owners)
    return found or (None if before and owns_people(line, before[-1]) else _alone(named))


def joined_to(line: Line, draft: Draft) -> list[Draft]:
    """A draft and those joined to it by commas and "and", before it and behind it, in text order."""
    found = [draft]
    for other in reversed(line.drafts):
        if other.last < found[0].first and not other.owner and not other.adjective and line.joins(other, found[0]):
            found.insert(0, other)
    for other in line.drafts:
        if other.first > found[-1].last and not other.owner and not other.adjective and line.joins(found[-1], other):
            found.append(other)
    return found if len(found) > 1 else []


def side_by_side(line: Line, draft: Draft) -> list[Draft]:
    """A draft and those named with it in one breath; empty where it is named alone.

    As `joined_to`, but a comma joins nobody unless an "and" follows in the list ("At the League, Morn said"), and whoever qualifies a body's
    people is named with it ("Karsian and Ostmark officials").
    """
    qualifying = [other for other in line.drafts if other.adjective and other.last < draft.first and line.joins(other, draft)]
    listed = joined_to(line, draft) or [*qualifying, draft]
    joints = [place for place, (one, other) in enumerate(pairwise(listed), 1) if _joined_by_a_word(line, one, other)]
    found = listed[: joints[-1] + 1] if joints else []
    return found if draft in found else []


def _joined_by_a_word(line: Line, before: Draft, draft: Draft) -> bool:
    return any(token.plain in _JOINING for token in line.tokens[before.last + 1 : draft.first])


def _first(*choices: list[Draft]) -> Draft | None:
    return next((drafts[0] for drafts in choices if drafts), None)


def _relative(line: Line, draft: Draft, opening: int) -> bool:
    """Whether the passage begins at, or right behind, a "who" that takes up this draft."""
    behind = [token.plain for token in line.tokens[draft.last + 1 : opening + 1]]
    return bool(behind) and behind[0] in _RELATIVE


def owns_people(line: Line, draft: Draft) -> bool:
    """Whether the words right behind a draft name people whom it has, who act for themselves."""
    return draft.owner and line.beside(draft.last + 1) and line.tokens[draft.last + 1].plain in _PEOPLE_OWNED


def _alone(named: list[Draft]) -> Draft | None:
    """The one somebody whom a line names, where it names no other."""
    known = {draft.who or draft.actor for draft in named}
    return named[0] if len(known) == 1 else None
