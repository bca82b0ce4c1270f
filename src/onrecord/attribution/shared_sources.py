"""Sources that two verbs share: a word has one role, so the model leaves the second verb without ("Orlan refused, saying ...")."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.language.prose import Prose, Sentence
from onrecord.records import Span, Statement

# The words behind which a second verb has the subject of the first.
_JOINING = frozenset(["and", "but", "or", "then", "also", "later", "while", "before", "after", "when"])
# A noun ("the warning of") has no subject.
_BEFORE_NOUNS = frozenset(["a", "an", "the", "his", "her", "its", "their", "this", "that", "of", "no", "any"])


def share_sources(prose: Prose, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, in the order of their cues; those whose verb joins another of its sentence get that one's source."""
    shared = list(statements)
    for place, statement in enumerate(shared):
        if statement.source is not None or not statement.cue:
            continue
        cue = statement.cue[0]
        sentence = prose.sentence_at(cue.start)
        if sentence is None:
            continue
        participle, joined = _how_it_stands(prose, sentence, cue)
        giver = _before(shared[:place], sentence, cue) if participle or joined else None
        if giver is None and participle:
            giver = _behind(shared[place + 1 :], sentence)
        if giver is not None and not _overlaps(giver, statement.content):
            shared[place] = replace(statement, source=giver)
    return shared


def _how_it_stands(prose: Prose, sentence: Sentence, cue: Span) -> tuple[bool, bool]:
    """Whether a cue is a participle ("saying"), and whether a joining word stands right before it."""
    words = prose.text[sentence.start : cue.start].split()
    before = words[-1].strip(",;—–-").lower() if words else ""
    participle = cue.text.split()[0].lower().endswith("ing") and before not in _BEFORE_NOUNS
    return participle, before in _JOINING


def _before(statements: Sequence[Statement], sentence: Sentence, cue: Span) -> Span | None:
    """The source of the nearest statement before, in the same sentence."""
    for statement in reversed(statements):
        if statement.cue and statement.cue[0].start < sentence.start:
            return None
        if statement.source is not None and statement.cue and statement.cue[0].end <= cue.start:
            return statement.source if sentence.start <= statement.source.start < cue.start else None
    return None


def _behind(statements: Sequence[Statement], sentence: Sentence) -> Span | None:
    """The source of the next statement of the sentence ("Saying ..., Orlan refused")."""
    for statement in statements:
        if statement.cue and statement.cue[0].start >= sentence.end:
            return None
        if statement.source is not None:
            return statement.source if sentence.start <= statement.source.start < sentence.end else None
    return None


def _overlaps(source: Span, content: Sequence[Span]) -> bool:
    return any(part.start < source.end and source.start < part.end for part in content)
