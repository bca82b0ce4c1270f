"""Answers: what one side demands or offers, and how another side is said to reply."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import Literal

from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held
from onrecord.identity import digest
from onrecord.language.prose import find_paragraphs, find_sentences
from onrecord.language.words import find_words, stem
from onrecord.records import Answer, AnswerReference, Article, PositionReference, Reading, Span, given_text

How = Literal["accepts", "rejects", "conditional", "silent"]
Key = tuple[str | None, ...]

_HOW: dict[str, How] = {"for": "accepts", "against": "rejects", "conditional": "conditional"}

# Words that tell something as a reply, by their stems; a reply with conditions may use either kind. "Agree" and "approve" are not among them: they
# are mostly said of joint acts.
_REFUSING = frozenset(
    map(stem, ("decline", "denounce", "dismiss", "oppose", "opposition", "rebuff", "refuse", "refusal", "reject", "rejection", "spurn"))
)
_ACCEPTING = frozenset(map(stem, ("accept", "acceptance", "embrace", "endorse", "welcome")))
_REPLYING: dict[How, frozenset[str]] = {"rejects": _REFUSING, "accepts": _ACCEPTING, "conditional": _REFUSING | _ACCEPTING}
# A reply stands within so many characters of what it replies to: some three paragraphs.
NEAR = 1_500
# Whom a reply answers is named within so many words of the reply word ("rejected the offer that Ostmark made").
BESIDE = 8


class Answers:
    """Finds answers. Careful and few: an answer must be told in reply words and name whom it answers, near what it answers."""

    def __init__(self, parties: Parties, report_of: Mapping[str, str]) -> None:
        self._parties = parties
        self._report_of = report_of
        self._sentences = _Sentences()

    def find(self, readings: Iterable[Reading], positions: Sequence[Held]) -> list[Answer]:
        """Each answer of one side to another side's position on one term once, however many reports tell it of the same day."""
        bodies = [held for held in positions if not held.in_title() and not held.circular()]
        own = [held for held in bodies if self._report_of.get(held.article.id, held.article.id) == held.article.id]
        proposals = _proposals(own)
        found: dict[Key, Answer] = {}
        for reply in own:
            for key, answer in self._reply(reply, proposals.get((reply.article.id, reply.position.term), ())):
                found.setdefault(key, answer)
        for reading in readings:
            for key, answer in self._silences(reading, proposals):
                found.setdefault(key, answer)
        return list(found.values())

    def _reply(self, reply: Held, proposals: Sequence[Held]) -> Iterator[tuple[Key, Answer]]:
        how = _HOW.get(reply.position.stance)
        others = [each for each in proposals if self._other_side(each.holder, reply.holder) and not reply.days.before(each.days)]
        near = [each for each in _nearest_first(others, reply.position.evidence) if not _joint(reply, each)]
        if how is None or not near:
            return
        beside = self._beside_reply_words(reply, how)
        for proposal in near:
            if any(f" {name} " in words for name in self._parties.called(proposal.holder) for words in beside):
                by = AnswerReference(article=reply.article.id, actor=reply.holder, position=reply.position.id)
                key = (*self._sides(proposal, reply.holder), reply.position.term, how, reply.position.said_on or reply.article.published)
                yield key, _answer(proposal.reference(), by, how)
                return

    def _beside_reply_words(self, reply: Held, how: How) -> list[str]:
        """The words around each reply word in the sentences of a position, and in a headline that names its holder."""
        passages = self._sentences.around(reply.article, reply.position.evidence)
        title = f" {' '.join(_plain(reply.article.title or ''))} "
        if any(f" {name} " in title for name in self._parties.called(reply.holder)):
            passages.append(reply.article.title or "")
        found = []
        for passage in passages:
            plain = _plain(passage)
            for place, word in enumerate(plain):
                if stem(word) in _REPLYING[how]:
                    found.append(f" {' '.join(plain[max(0, place - BESIDE) : place + BESIDE + 1])} ")
        return found

    def _silences(self, reading: Reading, proposals: Mapping[tuple[str, str], Sequence[Held]]) -> Iterator[tuple[Key, Answer]]:
        for silence in reading.silences:
            actor = silence.actor
            if actor is None or not silence.evidence:
                continue
            for term in silence.terms:
                others = [each for each in proposals.get((reading.article.id, term), ()) if self._other_side(each.holder, actor)]
                for proposal in _nearest_first(others, silence.evidence)[:1]:
                    by = AnswerReference(article=reading.article.id, actor=actor, evidence=silence.evidence)
                    key = (*self._sides(proposal, actor), term, "silent", reading.article.published)
                    yield key, _answer(proposal.reference(), by, "silent")

    def _other_side(self, proposer: str, replier: str) -> bool:
        return self._parties.side(proposer) != self._parties.side(replier)

    def _sides(self, proposal: Held, replier: str) -> tuple[str, str]:
        return self._parties.side(proposal.holder), self._parties.side(replier)


def _proposals(positions: Sequence[Held]) -> dict[tuple[str, str], list[Held]]:
    """What is proposed in each article on each term: positions for it, offers that depend on it, and then what is offered on conditions."""
    depending: dict[tuple[str, str], list[Held]] = defaultdict(list)
    outright: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in positions:
        for term in dict.fromkeys(condition.term for condition in held.position.conditions):
            if term and term != held.position.term:
                depending[held.article.id, term].append(held)
        if held.position.stance in ("for", "conditional"):
            outright[held.article.id, held.position.term].append(held)
    return {place: [*depending[place], *outright[place]] for place in depending.keys() | outright.keys()}


def _nearest_first(proposals: Sequence[Held], evidence: Sequence[Span]) -> list[Held]:
    """Proposals that stand NEAR some passages, the nearest first; an offer before the demand that it carries."""
    distances = [(_distance(proposal.position.evidence, evidence), place) for place, proposal in enumerate(proposals)]
    return [proposals[place] for distance, place in sorted(distances) if distance < NEAR]


def _answer(to: PositionReference, by: AnswerReference, how: How) -> Answer:
    places = [part for span in by.evidence for part in (span.field, span.start, span.end)] if by.position is None else []
    return Answer(id=digest("answer", to.article, to.position, by.article, by.actor, by.position, how, *places), to=to, by=by, how=how)


class _Sentences:
    """The sentences of one article after another: each article is cut once, however many replies it tells."""

    def __init__(self) -> None:
        self._article: Article | None = None
        self._places: list[tuple[int, int]] = []

    def around(self, article: Article, evidence: Sequence[Span]) -> list[str]:
        """The whole sentences that passages of the body stand in; the passages themselves where the text is not at hand."""
        text = given_text(article)
        if not text:
            return [span.text for span in evidence]
        if article is not self._article:
            self._article = article
            self._places = [place for start, end in find_paragraphs(text) for place in find_sentences(text, start, end)]
        found: set[tuple[int, int]] = set()
        for span in evidence:
            if span.field == "text":
                first = bisect_right(self._places, span.start, key=lambda place: place[1])
                found.update(takewhile(lambda place: place[0] < span.end, islice(self._places, first, None)))  # noqa: B023  used at once
        return [text[start:end] for start, end in sorted(found)]


def _plain(words: str) -> list[str]:
    return [word.plain for word in find_words(words)]


def _joint(reply: Held, proposal: Held) -> bool:
    """Whether one passage tells both as taking the same stance together, as in a deal that they reached: nobody answers anybody there."""
    return reply.position.stance == proposal.position.stance and any(
        one.field == other.field and one.start < other.end and other.start < one.end
        for one in reply.position.evidence
        for other in proposal.position.evidence
    )


def _distance(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Characters between the nearest passages of two positions in the body; NEAR where there are none."""
    found = [max(here.start, there.start) - min(here.end, there.end) for here in one for there in other if here.field == there.field == "text"]
    return max(min(found, default=NEAR), 0)
