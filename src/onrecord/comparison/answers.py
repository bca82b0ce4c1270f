"""Answers: what one side demands or offers, and how another side is said to reply."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, takewhile

from onrecord.comparison.parties import Parties
from onrecord.comparison.replies import REPLYING, How, is_about_an_offer
from onrecord.comparison.tellings import Held
from onrecord.comparison.trail import CIRCULAR, COPY, DEPENDS, TITLE, Named, Trailed
from onrecord.identity import digest
from onrecord.language.prose import find_paragraphs, find_sentences
from onrecord.language.words import plain_words, stem
from onrecord.records import Answer, AnswerReference, Article, PositionReference, Reading, Silence, Span, given_text

Key = tuple[str | None, ...]
Proposals = Mapping[tuple[str, str], Sequence[Held]]  # by article and term
Elsewhere = Mapping[str, Sequence[Trailed]]  # by term, in the order of their first days

_HOW: dict[str, How] = {"for": "accepts", "against": "rejects", "conditional": "conditional"}

# A reply stands within so many characters of what it replies to: some three paragraphs.
NEAR = 1_500
# What another article proposed is answered within so many days of it. A reply that comes later is to something newer.
ANSWERED_WITHIN = 30
# What may be of any of more days than these is answered in its own article alone.
MOST_DAYS = 62
# Whom a reply answers is named within so many words of the reply word ("rejected the offer that Ostmark made").
BESIDE = 8
# So many proposals of one term are looked at for a reply, the latest first.
MOST = 50


class Answers:
    """Finds answers. Careful and few: an answer must be told in reply words and name whom it answers, near what it answers.

    `report_of` maps a copy to the article that stands for its family.
    """

    def __init__(self, parties: Parties, report_of: Mapping[str, str]) -> None:
        self._parties = parties
        self.report_of = report_of
        self._sentences = _Sentences()
        # Of replies, the words around their reply words, in so far as they were asked for.
        self._beside: dict[Named, list[str]] = {}

    def find(self, readings: Iterable[Reading], positions: Sequence[Held], trail: Iterable[Trailed]) -> list[Answer]:
        """Each answer of one side to another side's position on one term once, however many reports tell it of the same day.

        `trail` are the same positions as trails have them.
        """
        own = self.own(positions)
        told = self.told(own, readings, proposals_in(own), elsewhere_in(trail))
        return list(first_of_each(told).values())

    def own(self, positions: Sequence[Held]) -> list[Held]:
        """The positions that can be answers or be answered: those of the bodies of reports, copies left out."""
        bodies = [held for held in positions if not held.in_title() and not held.circular()]
        return [held for held in bodies if self.report_of.get(held.article.id, held.article.id) == held.article.id]

    def replying(self, positions: Iterable[Held]) -> tuple[set[Named], set[Named]]:
        """Those of some positions beside which reply words stand, and those of these that name an offer there. Articles are best given whole."""
        beside = {_name(held): self._beside_reply_words(held, how) for held in positions if (how := how_it_replies(held))}
        return {name for name, words in beside.items() if words}, {name for name, words in beside.items() if any(map(is_about_an_offer, words))}

    def told(self, replies: Iterable[Held], readings: Iterable[Reading], proposals: Proposals, elsewhere: Elsewhere) -> Iterator[tuple[Key, Answer]]:
        """Every answer that these replies, and the silences in these readings, are told to be; what is told twice has the same key.

        `proposals` are those of the same articles, `elsewhere` those of all by term.
        """
        for reply in replies:
            yield from self._reply(reply, proposals.get((reply.article.id, reply.position.term), ()), elsewhere.get(reply.position.term, ()))
        for reading in readings:
            yield from self._silences(reading, proposals)

    def key_of(self, answer: Answer, reply: Held) -> Key:
        """The key of an answer, given the position that replies."""
        sides = (self._parties.side(answer.to.holder or ""), self._parties.side(reply.holder))
        return (*sides, reply.position.term, answer.how, reply.position.said_on or reply.article.published)

    def _reply(self, reply: Held, proposals: Sequence[Held], elsewhere: Sequence[Trailed]) -> Iterator[tuple[Key, Answer]]:
        """The answer that a position is: to what the same article proposes near it, else to what another article did before."""
        how = how_it_replies(reply)
        if how is None:
            return
        others = [each for each in proposals if self._other_side(each.holder, reply.holder) and not reply.days.before(each.days)]
        near = [each for each in _nearest_first(others, reply.position.evidence) if not _joint(reply, each)]
        beside = self._beside_reply_words(reply, how)
        if not beside:
            return
        here = next((each for each in near if self._named(each.holder, beside)), None)
        proposal = here.reference() if here else self._proposed_elsewhere(reply, elsewhere, beside)
        if proposal is not None:
            by = AnswerReference(article=reply.article.id, actor=reply.holder, position=reply.position.id)
            answer = _answer(proposal, by, how)
            yield self.key_of(answer, reply), answer

    def _named(self, holder: str, beside: Sequence[str]) -> bool:
        return any(f" {name} " in words for name in self._parties.called(holder) for words in beside)

    def looks_elsewhere(self, reply: Held) -> bool:
        """Whether a reply may be to what another article proposed: it names an offer, and about when it was made is known."""
        said, how = reply.days.first or reply.days.last, how_it_replies(reply)
        if said is None or how is None or ((reply.days.last or said) - said).days > MOST_DAYS:
            return False
        return any(map(is_about_an_offer, self._beside_reply_words(reply, how)))

    def _proposed_elsewhere(self, reply: Held, elsewhere: Sequence[Trailed], beside: Sequence[str]) -> PositionReference | None:
        """The latest proposal of another article, not long before the reply, whose holder is named beside the reply words together with an offer."""
        said = reply.days.first or reply.days.last
        if said is None or not self.looks_elsewhere(reply):
            return None
        until = bisect_right(elsewhere, (reply.days.last or date.max).toordinal(), key=_first_day)
        since = bisect_left(elsewhere, said.toordinal() - ANSWERED_WITHIN, key=_first_day)
        for proposal in islice(reversed(elsewhere[since:until]), MOST):
            other = proposal.article != reply.article.id and self._other_side(proposal.holder, reply.holder)
            if other and not reply.days.before(proposal.days()) and self._named(proposal.holder, beside):
                return proposal.reference()
        return None

    def _beside_reply_words(self, reply: Held, how: How) -> list[str]:
        """The words around each reply word in the sentences of a position, and in a headline that names its holder."""
        name = _name(reply)
        if name not in self._beside:
            self._beside[name] = list(self._around_reply_words(reply, how))
        return self._beside[name]

    def _around_reply_words(self, reply: Held, how: How) -> Iterator[str]:
        passages = self._sentences.around(reply.article, reply.position.evidence)
        title = f" {' '.join(_plain(reply.article.title or ''))} "
        if any(f" {name} " in title for name in self._parties.called(reply.holder)):
            passages.append(reply.article.title or "")
        for passage in passages:
            plain = _plain(passage)
            for place, word in enumerate(plain):
                if stem(word) in REPLYING[how]:
                    yield f" {' '.join(plain[max(0, place - BESIDE) : place + BESIDE + 1])} "

    def _silences(self, reading: Reading, proposals: Proposals) -> Iterator[tuple[Key, Answer]]:
        for silence in reading.silences:
            actor = silence.actor
            if actor is None or not silence.evidence:
                continue
            for term in silence.terms or self._offered_terms(reading, silence, proposals):
                others = [each for each in proposals.get((reading.article.id, term), ()) if self._other_side(each.holder, actor)]
                for proposal in _nearest_first(others, silence.evidence)[:1]:
                    by = AnswerReference(article=reading.article.id, actor=actor, evidence=silence.evidence)
                    key = (*self._sides(proposal, actor), term, "silent", reading.article.published)
                    yield key, _answer(proposal.reference(), by, "silent")

    def _offered_terms(self, reading: Reading, silence: Silence, proposals: Proposals) -> list[str]:
        """What a silence on "the proposal" is about: the terms of what its article tells that another side, named there, offered."""
        words = [f" {' '.join(_plain(span.text))} " for span in silence.evidence if is_about_an_offer(span.text)]
        replier = silence.actor or ""
        found = []
        for term in sorted({one.term for one in reading.positions}):
            offers = [each for each in proposals.get((reading.article.id, term), ()) if self._other_side(each.holder, replier)]
            if any(self._named(offer.holder, words) for offer in offers):
                found.append(term)
        return found

    def _other_side(self, proposer: str, replier: str) -> bool:
        return self._parties.side(proposer) != self._parties.side(replier)

    def _sides(self, proposal: Held, replier: str) -> tuple[str, str]:
        return self._parties.side(proposal.holder), self._parties.side(replier)


def proposals_in(positions: Sequence[Held]) -> Proposals:
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


def first_of_each(told: Iterable[tuple[Key, Answer]]) -> dict[Key, Answer]:
    """The first answer of each key."""
    found: dict[Key, Answer] = {}
    for key, answer in told:
        found.setdefault(key, answer)
    return found


def how_it_replies(reply: Held) -> How | None:
    """What a position is where it is a reply."""
    return _HOW.get(reply.position.stance)


def proposes(one: Trailed) -> bool:
    """Whether what another article tells may answer a position: what is for its term, or depends on it, and is known to be of about these days."""
    return (
        bool(one.first)
        and one.day - one.first <= MOST_DAYS
        and not one.has(TITLE | CIRCULAR | COPY)
        and (one.has(DEPENDS) or one.stance in ("for", "conditional"))
    )


def elsewhere_in(trail: Iterable[Trailed]) -> dict[str, list[Trailed]]:
    """What is proposed on each term, by the first day that it can be of."""
    found: dict[str, list[Trailed]] = defaultdict(list)
    for one in trail:
        if proposes(one):
            found[one.term].append(one)
    return {term: sorted(some, key=lambda one: (one.first, one.order())) for term, some in found.items()}


def _first_day(one: Trailed) -> int:
    return one.first


def _name(held: Held) -> Named:
    return held.article.id, held.position.id


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
    return plain_words(words)


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
