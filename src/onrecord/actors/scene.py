"""Who is named where in one article, and who speaks or acts in any passage of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.actors.go_betweens import go_between, through
from onrecord.actors.lines import Draft, Line
from onrecord.actors.mentions import Mention
from onrecord.actors.roster import Roster
from onrecord.actors.sources import NOBODY, Voice, all_of, hear
from onrecord.actors.subjects import joined, subject
from onrecord.language.prose import Prose, Sentence
from onrecord.records import Field, Span, Statement, Via


class Scene:
    """The mentions of one article in text order (those of the headline first), and what they answer."""

    def __init__(self, roster: Roster, prose: Prose, lines: list[Line]) -> None:
        """Keep the lines of an article whose drafts are all explained."""
        self._roster, self._prose = roster, prose
        self._headline = [line for line in lines if line.sentence.field == "title"]
        self._lines = [line for line in lines if line.sentence.field == "text"]
        self._starts = [line.sentence.start for line in self._lines]
        self.mentions: tuple[Mention, ...] = tuple(line.mention(draft) for line in lines for draft in line.drafts)

    def resolve(self, span: Span) -> str | None:
        """The actor that a source, a name or a pronoun denotes; for a spokesperson or an unnamed official, the body. None when that is not sure."""
        return self._voice(span).actor

    def resolve_all(self, span: Span) -> tuple[str, ...]:
        """Every actor that a phrase names side by side ("Morn and Ostmark"); one or none where `resolve` has an answer or the phrase names nobody."""
        line = self._line(span.field, span.start)
        one = self.resolve(span)
        return (one,) if one is not None else all_of(line, span.start, span.end) if line is not None else ()

    def via_of(self, span: Span) -> Via:
        """The words of a source as a go-between: the actor it is (the body, for an official), and whether the text leaves it unnamed."""
        return go_between(span, self._voice(span))

    def mentions_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The mentions in one sentence, in order."""
        line = self._line(sentence.field, sentence.start)
        return tuple(line.mention(draft) for draft in line.drafts) if line is not None else ()

    def subject_before(self, sentence: Sentence, offset: int) -> tuple[str | None, Span | None]:
        """The nearest subject before `offset` in this sentence, as (actor, mention)."""
        line = self._line(sentence.field, sentence.start)
        if line is None:
            return None, None
        named = [draft for draft in line.drafts if draft.actor is not None or draft.person]
        before = [draft for draft in named if draft.subject and line.tokens[draft.last].end <= offset]
        return _answer(line, before[-1] if before else None)

    def holder_of(self, sentence: Sentence, start: int, end: int) -> tuple[str | None, Span | None]:
        """Who does what `[start, end)` of this sentence tells, as (actor, mention); (None, mention) for somebody the dossier does not know.

        The subject that opens the passage; else the one behind "by"; else the subject before the passage; else the first one inside.
        """
        line = self._line(sentence.field, sentence.start)
        return _answer(line, subject(line, start, end)) if line is not None else (None, None)

    def holders_of(self, sentence: Sentence, start: int, end: int) -> tuple[tuple[str, Span], ...]:
        """The holder of `[start, end)` and everyone joined to it by commas and "and" ("Morn, Brandt and Ostmark rejected ..."), in text order."""
        line = self._line(sentence.field, sentence.start)
        first = subject(line, start, end) if line is not None else None
        if line is None or first is None:
            return ()
        return tuple((draft.actor, line.mention(draft).span) for draft in joined(line, first) if draft.actor is not None)

    def identify(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """The statements with actor and via: who speaks, and the go-betweens from the outermost inwards."""
        voices = [self._voice(statement.source) if statement.source is not None else NOBODY for statement in statements]
        return through(statements, voices)

    def _voice(self, span: Span) -> Voice:
        line = self._line(span.field, span.start)
        return hear(self._roster, line, span.start, span.end) if line is not None else NOBODY

    def _line(self, field: Field, offset: int) -> Line | None:
        if field == "title":
            return self._headline[0] if self._headline else None
        place = bisect_right(self._starts, offset) - 1
        return self._lines[place] if place >= 0 and offset < self._lines[place].sentence.end else None


def _answer(line: Line, draft: Draft | None) -> tuple[str | None, Span | None]:
    return (draft.actor, line.mention(draft).span) if draft is not None else (None, None)
