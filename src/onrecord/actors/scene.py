"""Who is named where in one article, and who speaks or acts in any passage of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from msgspec.structs import replace

from onrecord.actors.evidence import Held, choose, confirm, passed_on, pointer_to, touching
from onrecord.actors.go_betweens import go_between, through
from onrecord.actors.lines import Draft, Line
from onrecord.actors.mentions import Mention
from onrecord.actors.passing_on import PassedOn, go_betweens
from onrecord.actors.people import People
from onrecord.actors.pointing import Pointer, Setting, pointers
from onrecord.actors.roster import Roster
from onrecord.actors.source_words import can_take_up
from onrecord.actors.sources import NOBODY, Voice, all_of, hear
from onrecord.actors.subjects import side_by_side, subject
from onrecord.actors.telling import trades_of
from onrecord.actors.unknown import Unknown, own_name, unknown_speaker
from onrecord.actors.vocabulary import ANONYMOUS, PRONOUNS
from onrecord.language.prose import Prose, Sentence
from onrecord.records import Field, Span, Statement, Via

# How many sentences back the name of a pronoun's person is looked for.
_FARTHEST_NAME = 12
# What stands between the marks of an aside before whom it names, who does something else than what the sentence goes on to tell.
_ASIDE = re.compile(r", (?:opposed|supported|backed|seconded|joined|echoed|flanked|accompanied|followed) by (?:the )?\Z")
_LONGEST_ASIDE = 30
_NAMING_NOBODY = frozenset({"i", "we", "who", "which", "that"})


class Scene:
    """The mentions of one article in text order (those of the headline first), and what they answer."""

    def __init__(self, roster: Roster, prose: Prose, lines: list[Line], people: People) -> None:
        """Keep the lines of an article whose drafts are all explained."""
        self._roster, self._prose = roster, prose
        self._headline = [line for line in lines if line.sentence.field == "title"]
        self._lines = [line for line in lines if line.sentence.field == "text"]
        self._starts = [line.sentence.start for line in self._lines]
        counts = Counter(draft.actor for line in lines for draft in line.drafts if draft.actor is not None)
        in_title = frozenset(draft.actor for line in self._headline for draft in line.drafts if draft.actor is not None)
        self._setting = Setting(roster, self._lines, self._headline, counts, roster.sides, in_title, trades_of(people.roles))
        self.mentions: tuple[Mention, ...] = tuple(line.mention(draft) for line in lines for draft in line.drafts)

    def resolve(self, span: Span) -> str | None:
        """The actor that a source, a name or a pronoun denotes; for a spokesperson or an unnamed official, the body. None when that is not sure."""
        return self._voice(span).actor

    def resolve_all(self, span: Span) -> tuple[str, ...]:
        """Every actor that a phrase names side by side ("Morn and Ostmark"); one or none where `resolve` has an answer or the phrase names nobody."""
        line = self._line(span.field, span.start)
        one = self.resolve(span)
        return (one,) if one is not None else all_of(line, span.start, span.end) if line is not None else ()

    def beside(self, span: Span, actor: str) -> tuple[Mention, ...]:
        """Everybody else whom the words name side by side with an actor that `span` names: "Morn" for Ostmark in "Morn and Ostmark said"."""
        line = self._line(span.field, span.start)
        own = next((draft for draft in line.drafts if draft.actor == actor and _touches(line, draft, span)), None) if line is not None else None
        if line is None or own is None:
            return ()
        return tuple(line.mention(draft) for draft in side_by_side(line, own) if draft.actor is not None and draft.actor != actor)

    def go_between(self, source: Span) -> Via:
        """The source of a statement as somebody who passes words on."""
        return go_between(source, self._voice(source))

    def mentions_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The mentions in one sentence, in order."""
        line = self._line(sentence.field, sentence.start)
        return tuple(line.mention(draft) for draft in line.drafts) if line is not None else ()

    def holder_of(self, sentence: Sentence, start: int, end: int) -> tuple[str | None, Span | None]:
        """Who does what `[start, end)` of this sentence tells, as (actor, mention); (None, mention) for somebody the dossier does not know.

        The subject that opens the passage; else the one behind "by"; else the subject before the passage; else the first one inside.
        """
        line = self._line(sentence.field, sentence.start)
        return _answer(line, subject(line, start, end)) if line is not None else (None, None)

    def pointers(self, passage: Span, statements: Sequence[Statement]) -> list[Pointer]:
        """Every mention in or near a passage that may name its holder, with what speaks for it; `statements` come from `identify`."""
        lines = self._headline if passage.field == "title" else self._lines
        number = 0 if passage.field == "title" else bisect_right(self._starts, passage.start) - 1
        if not 0 <= number < len(lines):
            return []
        return pointers(self._setting, number, passage.field, passage, touching(passage, statements))

    def held_in(self, evidence: Sequence[Span], statements: Sequence[Statement]) -> tuple[Held, ...]:
        """Who holds what the passages of one position say, surest first; `statements` come from `identify`. Empty where nobody is known to."""
        found = choose([self.pointers(passage, statements) for passage in evidence])
        return tuple(replace(held, via=self._named(passed_on(self.go_betweens(held, evidence, statements)), statements)) for held in found)

    def go_betweens(self, held: Held, evidence: Sequence[Span], statements: Sequence[Statement]) -> list[list[PassedOn]]:
        """Who may have passed on each passage of a position whose holder is known."""
        if held.pointer is None:
            return []
        return [
            go_betweens(self._setting, held.pointer, passage, touching(passage, statements), self._voice, place)
            for place, passage in enumerate(evidence)
        ]

    def confirmed(self, chain: tuple[Via, ...], passage: Span, holder: str, statements: Sequence[Statement]) -> tuple[Via, ...]:
        """The go-betweens that a rule gives a passage of this holder, by name, confirmed by the weighing; its own where a rule gives none."""
        chain = self._but_himself(chain, holder)
        pointer = pointer_to(holder, self.pointers(passage, statements))
        if pointer is not None:
            chain = confirm(chain, go_betweens(self._setting, pointer, passage, touching(passage, statements), self._voice, 0))
        named = self._named(self._but_himself(chain, holder), statements)
        return tuple(via for place, via in enumerate(named) if all(via.span != other.span for other in named[:place]))

    def _but_himself(self, chain: tuple[Via, ...], holder: str) -> tuple[Via, ...]:
        """Nobody passes on his own words; an unnamed official of a body, though, stands for it and is told."""
        return tuple(via for via in chain if via.anonymous or via.actor != holder or not self._roster.is_person(holder))

    def _named(self, chain: tuple[Via, ...], statements: Sequence[Statement]) -> tuple[Via, ...]:
        """The go-betweens, each by the last words that name it where the source is only a pronoun; one that takes up nobody known names nobody."""
        named = [self._by_name(via, statements) if _takes_up(via.span.text) else via for via in chain]
        return tuple(via for via in named if via.span.text.lower() not in PRONOUNS | _NAMING_NOBODY)

    def _by_name(self, via: Via, statements: Sequence[Statement]) -> Via:
        """Whom a pronoun takes up: the last speaker, where he is nobody of the dossier or "it" said something; else whoever it means."""
        speaker = self._last_speaker(via.span, statements)
        voice = self._voice(speaker) if speaker is not None else NOBODY
        body = voice.actor is not None and not self._roster.is_person(voice.actor) and via.span.text.lower() in ("it", "they")
        if speaker is not None and (voice.actor is None or body):
            return Via(speaker, voice.actor, voice.unnamed)
        return replace(via, span=self._antecedent(via.span))

    def _last_speaker(self, pronoun: Span, statements: Sequence[Statement]) -> Span | None:
        """The last source before a pronoun in its paragraph that names somebody, where the pronoun can take it up."""
        line = self._line(pronoun.field, pronoun.start)
        if line is None or pronoun.field == "title":
            return None
        start = self._prose.paragraphs[line.sentence.paragraph].start
        sources = [one.source for one in statements if one.source is not None and one.source.field == "text"]
        before = [source for source in sources if start <= source.start < pronoun.start]
        naming = [source for source in before if not _takes_up(source.text) and source.text.lower() not in _NAMING_NOBODY]
        last = max(naming, key=lambda source: source.start, default=None)
        return last if last is not None and can_take_up(pronoun.text, last.text) else None

    def _antecedent(self, span: Span) -> Span:
        """The nearest words before a pronoun that mean the same, a name rather than an office; the pronoun itself where there are none."""
        line = self._line(span.field, span.start)
        draft = next((draft for draft in line.drafts if line.tokens[draft.first].start == span.start), None) if line is not None else None
        if line is None or draft is None or (draft.who is None and draft.actor is None):
            return span
        lines = self._headline if span.field == "title" else self._lines
        number = bisect_right(self._starts, span.start) - 1 if span.field == "text" else 0
        alike = [
            (other.speaks_for if draft.speaks_for else other.kind == "name" and not other.speaks_for, words)
            for back in range(number, max(-1, number - _FARTHEST_NAME), -1)
            for other in reversed(lines[back].drafts)
            if (other.who or other.actor) == (draft.who or draft.actor) and other.kind != "pronoun" and not other.adjective
            for words in (lines[back].mention(other).span,)
            if words.start < span.start and not _takes_up(words.text)
        ]
        return next((words for fitting, words in alike if fitting), alike[0][1] if alike else span)

    def identify(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """The statements with actor and via: who speaks, and the go-betweens from the outermost inwards."""
        statements = [self._without_aside(statement) for statement in statements]
        voices = [self._voice(statement.source) if statement.source is not None else NOBODY for statement in statements]
        return through(statements, voices)

    def _without_aside(self, statement: Statement) -> Statement:
        """The statement; of "Karsia, opposed by Ostmark, called for a map" whoever stands before the aside is the source, not who is in it."""
        source = statement.source
        line = self._line(source.field, source.start) if source is not None and statement.cue else None
        if source is None or line is None or statement.cue[0].start < source.end:
            return statement
        aside = _ASIDE.search(line.source, max(line.sentence.start, source.start - _LONGEST_ASIDE), source.start)
        named = next((draft for draft in line.drafts if aside and line.tokens[draft.last].end == aside.start()), None)
        speaker = subject(line, aside.start(), aside.start()) if aside and named is not None else None
        return replace(statement, source=line.mention(speaker).span) if speaker is not None else statement

    def unknown(self, statements: Sequence[Statement]) -> tuple[Unknown, ...]:
        """The named speakers whom the dossier does not know, one for each statement of theirs, each under the fullest name that the article has."""
        found = []
        for statement in statements:
            source = statement.source
            line = self._line(source.field, source.start) if source is not None else None
            one = unknown_speaker(line, source, self._full_names) if source is not None and line is not None else None
            if one is not None:
                found.append(one)
        return tuple(found)

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """The longest name that the article gives to each person whom the dossier does not know."""
        names: dict[str, str] = {}
        for line in (*self._headline, *self._lines):
            for draft in line.drafts:
                if draft.kind == "name" and draft.who is not None and draft.who.startswith("?"):
                    names[draft.who] = max(names.get(draft.who, ""), own_name(line, draft), key=len)
        return names

    def _voice(self, span: Span) -> Voice:
        line = self._line(span.field, span.start)
        return hear(self._roster, line, span.start, span.end) if line is not None else NOBODY

    def _line(self, field: Field, offset: int) -> Line | None:
        if field == "title":
            return self._headline[0] if self._headline else None
        place = bisect_right(self._starts, offset) - 1
        return self._lines[place] if place >= 0 and offset < self._lines[place].sentence.end else None


def _takes_up(words: str) -> bool:
    """Whether words only take up somebody named before ("he", "the official")."""
    plain = words.lower()
    return plain in PRONOUNS or (plain.startswith("the ") and plain[4:] in ANONYMOUS)


def _touches(line: Line, draft: Draft, span: Span) -> bool:
    return line.tokens[draft.first].start < span.end and line.tokens[draft.last].end > span.start


def _answer(line: Line, draft: Draft | None) -> tuple[str | None, Span | None]:
    return (draft.actor, line.mention(draft).span) if draft is not None else (None, None)
