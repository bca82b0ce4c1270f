"""Conflicts inside one report: for and against, headline or summary against text, silence beside an answer, a denial beside what it denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from textwrap import shorten

from onrecord.comparison.denials_told import ToldDenial, find_told_denials
from onrecord.comparison.found_conflicts import TAKES, Finder, Found, weighed
from onrecord.comparison.headlines import unconditional_heads
from onrecord.comparison.opposites import OPPOSED, opposite_inside, overlap, surely, tells_of_change
from onrecord.comparison.parties import Parties
from onrecord.comparison.passages import passages_of
from onrecord.comparison.replies import is_about_an_offer, is_to_reporters, replied_by
from onrecord.comparison.summaries import in_summary, summary_of
from onrecord.comparison.tellings import Held, clearest
from onrecord.records import ArticleSpan, Reading, Silence, Span

# A silence beside a reported answer may be a later report; a headline that drops a condition is sharper than its text, not contrary to it. What is
# denied is told as a denial: who reads it knows of both already, and of no term it is farther from the dispute.
SILENT_YET_ANSWERED = 0.6
HEAD_OPPOSITE = 0.6
HEAD_SHARPER = 0.4
DENIED_IN_IT = 0.5
OF_NO_TERM = 0.35

# A condition that a headline leaves out must be read this surely: of three found in some 2,900 reports, by eye the one above this was right.
READ = 0.4
# Of the words of a denial, so many characters are told as the reason; the passages have them all.
LONGEST = 160


class Inside:
    """Finds the conflicts of one report with itself."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._finder = Finder(parties)

    def find(self, reading: Reading, own: Sequence[Held]) -> Iterator[Found]:
        """Those of a report with these positions, in which no group takes part: its members may differ."""
        groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
        for held in own:
            groups[held.holder, held.position.term].append(held)
        summary = summary_of(reading.article) if groups else ()
        for _, group in sorted(groups.items()):
            yield from self._stances(group, summary)
        answers: set[ArticleSpan] = set()
        for silence in reading.silences:
            if silence.actor is not None and silence.evidence and not _to_reporters(silence):
                found = [one for one in self._silent(reading, own, silence, silence.actor) if one.spans[0] not in answers]
                answers.update(one.spans[0] for one in found)
                yield from found
        yield from (self._denied(reading, told) for told in find_told_denials(reading, self._parties) if not self._parties.is_group(told.holder))

    def _stances(self, group: Sequence[Held], summary: Sequence[Span]) -> Iterator[Found]:
        """One holder, one term: for and against without a day that keeps them apart, or a headline or a summary against the text."""
        above = {"headline": [held for held in group if held.in_title()], "summary": [held for held in group if in_summary(held, summary)]}
        body = [held for held in group if not held.in_title() and held not in above["summary"]]
        # A report that tells the holder to be undecided as well tells what is said on either side of it.
        undecided = any(held.position.stance == "undecided" for held in group)
        opposite = None if undecided else opposite_inside([held for held in group if not held.in_title()], self._parties)
        if opposite:
            yield self._finder.opposite("within-article", opposite, 0.0, "The same report")
        stances = {held.position.stance for held in body}
        for where, heads in above.items():
            for head in heads[:1]:
                told = opposite is not None and head in opposite
                below = max(body, key=lambda held: held.position.confidence, default=None)
                if below and not told and head.position.stance not in stances and surely(head, below):
                    severity = HEAD_OPPOSITE if {head.position.stance, below.position.stance} == OPPOSED else HEAD_SHARPER
                    yield self._finder.between("within-article", (head, below), severity, self._why_head(where, head, below))
        if body and not any(above.values()):
            yield from self._unconditional(body, summary)

    def _unconditional(self, body: Sequence[Held], summary: Sequence[Span]) -> Iterator[Found]:
        """A headline or a line of the summary that tells a stance without the condition on which the text makes it depend."""
        for held, head in islice(unconditional_heads([held for held in body if held.position.confidence >= READ], summary, self._parties), 1):
            where = "headline" if head.field == "title" else "summary"
            why = f"The {where} tells no condition; the text below it says that {self._finder.takes(held)}."
            spans = (ArticleSpan(held.article.id, head), ArticleSpan(held.article.id, clearest([held])))
            yield Found("within-article", held.holder, held.position.term, (held,), weighed(HEAD_SHARPER, (held,)), why, spans)

    def _silent(self, reading: Reading, own: Sequence[Held], silence: Silence, actor: str) -> Iterator[Found]:
        """An actor's answer, in a report that says that there has been none."""
        # A dated answer may be older than the silence.
        answers = [held for held in own if held.holder == actor and held.position.said_on is None and held.position.stance in OPPOSED]
        given = [held for held in answers if not overlap(held.position.evidence, silence.evidence)]
        found = False
        for held, passage in self._answered(given, silence):
            found = True
            why = f"The same report says that {self._finder.takes(held)} and that there has been no answer."
            spans = _both(reading, passage, silence.evidence[0])
            yield Found("within-article", actor, held.position.term, (held,), weighed(SILENT_YET_ANSWERED, (held,)), why, spans)
        if not found and any(is_about_an_offer(span.text) for span in silence.evidence):
            yield from self._replied(reading, silence, actor)

    def _answered(self, given: Sequence[Held], silence: Silence) -> list[tuple[Held, Span]]:
        """The answers that a silence denies, each with a passage that tells of no change: one on each of its terms; where it names an offer and no
        term, the first that is told as the actor's reply.
        """
        on_offer = not silence.terms and any(is_about_an_offer(span.text) for span in silence.evidence)
        found = []
        for term in silence.terms or ((None,) if on_offer else ()):
            passages = (
                (held, span)
                for held in given
                for span in held.position.evidence
                if not tells_of_change(span) and (held.position.term == term or (term is None and self._replies(held.holder, span)))
            )
            found += list(islice(passages, 1))
        return found

    def _replied(self, reading: Reading, silence: Silence, actor: str) -> Iterator[Found]:
        """The first sentence that tells the actor's reply to an offer, whatever was read out of it: the term is what is offered there."""
        sentences = [sentence.span for sentence in passages_of(reading.article).sentences]
        title = [Span(0, len(reading.article.title), reading.article.title, "title")] if reading.article.title else []
        replies = (
            span
            for span in (*title, *sentences)
            if self._replies(actor, span)
            and (is_about_an_offer(span.text) or self._tells_of_others(reading, span, actor))
            and not tells_of_change(span)
            and not overlap([span], silence.evidence)
        )
        for reply in islice(replies, 1):
            summed = any(overlap([reply], [line]) for line in summary_of(reading.article))
            where = "headline" if reply.field == "title" else "summary" if summed else ""
            name = self._parties.name(actor)
            why = f"The same report says that {name} has answered, and that there has been no answer."
            why = f"The {where} says that {name} has answered; the text below it says that there has been no answer." if where else why
            spans = _both(reading, reply, silence.evidence[0])
            yield Found("within-article", actor, _term_of(reading, [reply]), (), SILENT_YET_ANSWERED, why, spans)

    def _tells_of_others(self, reading: Reading, passage: Span, actor: str) -> bool:
        """Whether a sentence was read to tell what another side would do, and so what the actor replies to."""
        told = (position.holder for position in reading.positions if overlap(position.evidence, [passage]))
        return any(holder is not None and self._parties.side(holder) != self._parties.side(actor) for holder in told)

    def _replies(self, actor: str, passage: Span) -> bool:
        return replied_by(self._parties.called(actor), passage.text)

    def _denied(self, reading: Reading, told: ToldDenial) -> Found:
        term = _term_of(reading, told.passages())
        words = f"“{shorten(told.words, LONGEST, placeholder=' …')}”"
        words = {"denies": words, "denies it": f"{words} it", "says": f"says {words}"}[told.how]
        others = ": a contradiction in itself, as the report tells it." if told.own else "; the same report tells what others say."
        why = f"{self._parties.name(told.holder)} {words}{others}"
        spans = tuple(ArticleSpan(reading.article.id, passage) for passage in told.passages())
        return Found("within-article", told.holder, term, (), DENIED_IN_IT if term else OF_NO_TERM, why, spans)

    def _why_head(self, where: str, head: Held, body: Held) -> str:
        tells = f"{self._parties.name(head.holder)} {TAKES[body.position.stance]} it"
        return f"The {where} says that {self._finder.takes(head)}; the text below it says that {tells}."


def _term_of(reading: Reading, passages: Sequence[Span]) -> str | None:
    """The term of the position that is read most surely out of some passages."""
    read = [position for position in reading.positions if overlap(position.evidence, passages)]
    return max(read, key=lambda position: (position.confidence, position.id)).term if read else None


def _both(reading: Reading, one: Span, other: Span) -> tuple[ArticleSpan, ArticleSpan]:
    return ArticleSpan(reading.article.id, one), ArticleSpan(reading.article.id, other)


def _to_reporters(silence: Silence) -> bool:
    """Whether the silence is towards the outlet ("did not respond to a request for comment"): who has answered the other side may keep it."""
    return all(is_to_reporters(span.text) for span in silence.evidence)
