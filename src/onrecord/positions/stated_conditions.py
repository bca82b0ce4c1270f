"""Which conditions a passage states for a position that is taken there, and which terms these conditions speak of."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.language.prose import Prose, Sentence
from onrecord.positions.asked_first import find_asked_first, tells_an_order
from onrecord.positions.conditions import Clause, announced_at, find_clauses, is_of_another_clause, is_waited_for, tells_how
from onrecord.positions.depending import depends
from onrecord.positions.matching import Matcher
from onrecord.positions.sightings import Sighting
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Condition, Span, Stance

# A condition is linked to the term that its words match at least so well.
LEAST_LINK = 0.5
# These open a condition only of what is refused ("no deal without", "will not sign until", "not before").
_ONLY_AFTER_NO = frozenset(["without", "once", "until", "before"])
_AND = re.compile(r",? and ")


class Conditions:
    """The conditions that the sentences of one article state."""

    def __init__(self, prose: Prose, matcher: Matcher) -> None:
        """Look at an article; the matcher knows the terms that conditions may speak of."""
        self._prose, self._matcher = prose, matcher

    def of(self, sighting: Sighting, stance: Stance, term: str, word: int) -> tuple[Condition, ...]:
        """What the sentence makes a stance depend on, taken on a term by a word. Two demands joined by "and" are two conditions where each is a
        term of its own.

        Where the word stands behind what is asked for first, that is the condition; within another conditional clause it has none.
        """
        if stance == "undecided":
            return ()
        found: list[Condition] = []
        sentence, proposition = sighting.sentence, self._matcher.proposition_of(term)
        text = self._prose.title if sentence.field == "title" else self._prose.text
        inside = sighting.clause_at(word)
        first = self._asked_first(sighting, term, word) if stance == "for" else ()
        if first or inside:
            return first
        for clause in sighting.clauses:
            if not depends(text, sentence.start, sentence.end, sighting.passage, word, clause, proposition):
                continue
            waited_for = clause.opener == "once" and is_waited_for(sighting.passage, word, clause)
            if (clause.opener in _ONLY_AFTER_NO and stance != "against" and not waited_for) or is_of_another_clause(sighting.passage, word, clause):
                continue
            if clause.opener == "without" and tells_how(sighting.passage, word, clause):
                continue
            if clause.opener == "unless" and stance != "against":
                found.append(self._exception(clause, sighting.sentence, term))
                continue
            # Nothing depends on itself: what looks like the very term is a part of it ("the pact ends if Karsia breaks it").
            if self._term_of(self._prose.span(clause.start, clause.end, sentence.field)) == term:
                continue
            parts = self._parts(clause, sighting.sentence)
            terms = [self._term_of(part) for part in parts]
            if len(set(terms)) < len(terms) or None in terms:
                parts = [self._prose.span(clause.start, clause.end, sighting.sentence.field)]
            found += [self._condition(part, term) for part in parts if part.text]
        return tuple(found) if found or stance != "for" else self._announced(sighting.sentence, term)

    def _asked_first(self, sighting: Sighting, term: str, word: int) -> tuple[Condition, ...]:
        """What the sentence asks for before what the word speaks of is done."""
        sentence = sighting.sentence
        text = self._prose.title if sentence.field == "title" else self._prose.text
        if tells_an_order(self._matcher.proposition_of(term)):
            return ()
        found = find_asked_first(text, sentence.start, sentence.end, sighting.passage.starts[word])
        part = self._prose.span(*found, sentence.field) if found else None
        return (self._condition(part, term),) if part and self._term_of(part) != term else ()

    def _announced(self, sentence: Sentence, term: str) -> tuple[Condition, ...]:
        """The condition that "but on one condition" announces: what follows the colon, else the next sentence, or the conditional clause there."""
        text = self._prose.title if sentence.field == "title" else self._prose.text
        start, end = announced_at(text, sentence.start, sentence.end), sentence.end
        if start is not None and start >= end:
            following = self._behind(sentence)
            clause = next(iter(find_clauses(text, following.start, following.end)), following) if following else None
            start, end = (clause.start, clause.end) if clause else (None, end)
        if start is None:
            return ()
        return (self._condition(self._prose.span(start, end, sentence.field), term),)

    def _behind(self, sentence: Sentence) -> Sentence | None:
        """The next sentence of the same paragraph."""
        sentences = self._prose.sentences if sentence.field == "text" else ()
        place = bisect_right(sentences, sentence.start, key=lambda one: one.start)
        return sentences[place] if place < len(sentences) and sentences[place].paragraph == sentence.paragraph else None

    def _exception(self, clause: Clause, sentence: Sentence, term: str) -> Condition:
        """What keeps somebody from doing it, with its "unless": "not, unless" is "only if", but "we will, unless" is "if not"."""
        return self._condition(self._prose.span(clause.opened, clause.end, sentence.field), term)

    def _condition(self, part: Span, term: str) -> Condition:
        """A passage as the condition of a stance on a term, linked to the term that it speaks of where that is another."""
        linked = self._term_of(part)
        return Condition(start=part.start, end=part.end, text=part.text, field=part.field, term=None if linked == term else linked)

    def _parts(self, clause: Clause, sentence: Sentence) -> list[Span]:
        text = self._prose.title if sentence.field == "title" else self._prose.text
        joints = [(match.start(), match.end()) for match in _AND.finditer(text, clause.start, clause.end)]
        starts, ends = [clause.start, *(end for _, end in joints)], [*(start for start, _ in joints), clause.end]
        return [self._prose.span(start, end, sentence.field) for start, end in zip(starts, ends, strict=True)]

    def _term_of(self, condition: Span) -> str | None:
        linked = self._matcher.match(vocabulary().read(condition.text), LEAST_LINK)
        return linked[0].topic.term if linked else None
