"""Of whom a speaker tells: of himself, of whoever stands above him, of somebody else, with what kind of verb, and as whose mouthpiece he speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.actors.lines import Draft, Line
from onrecord.actors.roles import Role
from onrecord.actors.roster import Roster
from onrecord.records import Span, Statement

# So many words into what is said, a name is what it is told of.
_OPENING_WORDS = 6
_OF_ONESELF = frozenset({"i", "we", "our", "my", "ours", "me", "us"})
# Offices of those who speak or act for whoever stands above them.
_MOUTHPIECES = frozenset({"spokesman", "attorney", "lawyer", "counsel", "counselor"})
_HELPERS = frozenset({"adviser", "aide", "ambassador", "deputy", "envoy", "negotiator", "strategist", "vice-president"})


def trades_of(roles: Mapping[str, Sequence[Role]]) -> dict[str, str]:
    """Who speaks for another by office ("mouthpiece"), and who serves another ("helper")."""
    found: dict[str, str] = {}
    for who, held in roles.items():
        heads = {role.head for role in held} | {"spokesman" for role in held if role.head == "secretary" and "press" in role.modifiers}
        if heads & _MOUTHPIECES:
            found[who] = "mouthpiece"
        elif heads & _HELPERS or any("deputy" in role.modifiers or "vice" in role.modifiers for role in held):
            found[who] = "helper"
    return found


def oneself(line: Line, passage: Span) -> str:
    """Whether the words of a passage speak in the first person, and whether they do so inside quotation marks."""
    for token in line.tokens:
        if token.end > passage.start and token.start < passage.end and token.plain.partition("'")[0].partition("’")[0] in _OF_ONESELF:
            if token.text == "US":
                continue
            return "quoted" if any(first <= token.start < last for first, last in line.quoted) else "plain"
    return "none"


def stands_to(roster: Roster, speaker: str | None, other: str | None) -> str:
    """How somebody of whom is told stands to the speaker: himself, above him, of his body, of his side, another."""
    if speaker is None or other is None:
        return "unknown" if speaker is None else "stranger"
    if speaker == other:
        return "self"
    if other in roster.upward(speaker):
        return "above"
    if speaker in roster.upward(other):
        return "under"
    if roster.actors[speaker].member_of is not None and roster.actors[speaker].member_of in roster.upward(other):
        return "beside"
    return "own-side" if roster.sides[speaker] == roster.sides[other] else "other"


def opening_subject(line: Line, statement: Statement) -> Draft | None:
    """Of whom the words of a statement begin to tell: the subject among their first words in this line."""
    for content in statement.content:
        if content.field != line.sentence.field or content.end <= line.sentence.start or content.start >= line.sentence.end:
            continue
        first = next((place for place, token in enumerate(line.tokens) if token.start >= content.start), len(line.tokens))
        for draft in line.drafts:
            if draft.subject and first <= draft.first < first + _OPENING_WORDS and line.tokens[draft.first].start < content.end:
                return draft
        return None
    return None
