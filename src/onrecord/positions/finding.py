"""From sentences to stances: who takes which side on which term where, one passage at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct, structs

from onrecord.language.prose import Prose, Sentence
from onrecord.positions.agents import who_does
from onrecord.positions.around_names import FIRST_PERSON, end_of, from_a_denial, is_named_at, is_named_in, is_told, words_up_to
from onrecord.positions.asking import is_in_question
from onrecord.positions.averting import takes_no_side
from onrecord.positions.conditions import Clause, find_clauses, is_unwanted
from onrecord.positions.cues import Cue, dates_something_else, find_cues, tells_when
from onrecord.positions.dating import only_dates
from onrecord.positions.exceptions import is_left_out
from onrecord.positions.following_suit import find_followers
from onrecord.positions.holding import Holders, Holding
from onrecord.positions.judging import Case, Surroundings, Use, Weighing, is_promising, least_odds, named_by, signs_before, signs_of, stance_of
from onrecord.positions.learned import Answer, answer
from onrecord.positions.matching import Match, Matcher, led_by_its_clause, led_from_outside, shares_of_best
from onrecord.positions.pairs import Look, Seen, look_at, nearest
from onrecord.positions.polls import is_polled
from onrecord.positions.references import SENTENCES_BACK, PutForward, find_answers, terms_meant
from onrecord.positions.relatives import side_in
from onrecord.positions.shares import is_of_other_shares
from onrecord.positions.sightings import Sighting
from onrecord.positions.silences import is_asked_in_vain
from onrecord.positions.stance import take_side
from onrecord.positions.stated_conditions import Conditions
from onrecord.positions.taking_up import find_side_behind
from onrecord.positions.vocabulary import Passage, vocabulary
from onrecord.positions.weighing import Setting, weigh
from onrecord.records import Condition, Mode, Span, Stance, Via

# The least match that is looked at, and the least log-odds (see `weighing`) that make a position of the text and of the title: set on
# gold/train and gold/dev, where the F1 of detection is flat between -1.3 and -0.75 while its precision rises (on gold/dev from 0.47 to 0.55):
# precision goes before recall. Stated conditions show that a side is taken, so that less will do; what a title says and its body does not is
# seldom a position.
LEAST_MATCH = 0.45
LEAST_ODDS = -0.75
LEAST_ODDS_WITH_CONDITION = -1.2
LEAST_ODDS_TITLE = 0.4
# Added to those by what the record is for.
_BY_USE: dict[Use, float] = {"strict": 1.5, "usual": 0.0, "wide": -0.75}
# A sentence that matches a term so well counts for how much the article speaks of it.
_SPOKEN_OF = 0.8
# Log-odds given to an answer to "these terms": four of the eleven found in the gold dossiers are right.
_ODDS_OF_ANSWER = -0.56
_CONTRARY_OF: dict[Stance, Stance] = {"for": "against", "against": "for", "conditional": "conditional", "undecided": "undecided"}


class Calendar(Protocol):
    """What positions need to know of the days in an article."""

    def said_on(self, prose: Prose, sentence: Sentence, start: int, end: int, holder: str | None = None) -> str | None:
        """The day, month or year on which the words `[start, end)` were said or done by the holder."""
        ...


class Finding(Struct, frozen=True, kw_only=True):
    """One passage in which a holder takes a stance on a term, with its log-odds of being one."""

    holder: str
    mention: Span | None
    term: str
    stance: Stance
    conditions: tuple[Condition, ...]
    evidence: Span
    mode: Mode
    via: tuple[Via, ...]
    said_on: str | None
    statement: str | None
    odds: float


class Finder:
    """Looks at the sentences of one article."""

    def __init__(self, prose: Prose, matcher: Matcher, holders: Holders, calendar: Calendar, *, fast: bool, use: Use = "usual") -> None:
        """Look at an article; `fast` leaves the trained model out, `use` says how sure a position has to be."""
        self._prose, self._matcher, self._holders, self._calendar, self._fast = prose, matcher, holders, calendar, fast
        self._conditions = Conditions(prose, matcher)
        self._use: Use = use
        self._least = 0.0 if fast else least_odds(use)
        self._spoken_of: Counter[str] = Counter()
        self._held: dict[tuple[str, int], Holding | None] = {}

    def findings(self) -> Iterator[Finding]:
        """What is held in the text, sentence by sentence, and last in the title."""
        put_forward: list[PutForward] = []
        before: tuple[Sentence, list[Finding]] | None = None
        for place, (sighting, read) in enumerate(self._seen_by_rules() if self._fast else self._seen_with_the_model()):
            found = [*read, *self._following_suit(sighting.sentence, read, before)]
            before = sighting.sentence, read
            put_forward = [one for one in put_forward if place - one.sentence <= SENTENCES_BACK] + list(_put_forward(found, place))
            yield from found
            yield from self._answers(sighting, place, put_forward, {one.term for one in found if one.stance == "against"})

    def _sightings(self) -> list[Sighting]:
        """The sentences of the text, and the title behind them."""
        sightings = self._sight(self._prose.sentences)
        self._spoken_of.update(match.topic.term for sighting in sightings for match in sighting.matches if match.score >= _SPOKEN_OF)
        return [*sightings, *self._sight([self._prose.headline])] if self._prose.headline else sightings

    def _sight(self, sentences: Sequence[Sentence]) -> list[Sighting]:
        """What each sentence may speak to."""
        texts = [self._prose.title if sentence.field == "title" else self._prose.text for sentence in sentences]
        passages = [vocabulary().read(text, sentence.start, sentence.end) for text, sentence in zip(texts, sentences, strict=True)]
        matches = [self._matcher.match(passage, 0.0) for passage in passages]
        cues = [self._holders.outside_names(sentence, passage, find_cues(passage)) for sentence, passage in zip(sentences, passages, strict=True)]
        looks = [{} for _ in sentences] if self._fast else self._look_at(sentences, matches, cues)
        return [self._sighting(*given) for given in zip(texts, sentences, passages, matches, cues, looks, strict=True)]

    def _sighting(self, text: str, sentence: Sentence, passage: Passage, matches: list[Match], cues: list[Cue], looks: dict[str, Look]) -> Sighting:
        telling = tuple(match for match in matches if match.score >= LEAST_MATCH)
        if not telling and not looks:
            return Sighting(sentence, passage, (), cues, [], [], looks)
        clauses = find_clauses(text, sentence.start, sentence.end)
        sources = frozenset(word for word, start in enumerate(passage.starts) if self._holders.source_holds(sentence.field, start, start))
        telling = tuple(led_from_outside(led_by_its_clause(match, passage, clauses), sources) for match in telling)
        return Sighting(sentence, passage, telling, cues, clauses, self._holders.named_in(sentence, passage), looks)

    def _look_at(self, sentences: Sequence[Sentence], matches: Sequence[list[Match]], cues: Sequence[list[Cue]]) -> list[dict[str, Look]]:
        topics = self._matcher.topics
        places = {topic.term: place for place, topic in enumerate(topics)}
        seen = [
            Seen(sentence, {places[match.topic.term]: match.score for match in matched}, bool(found))
            for sentence, matched, found in zip(sentences, matches, cues, strict=True)
        ]
        looks = look_at(self._prose, [topic.words for topic in topics], seen, of_title=bool(sentences) and sentences[0].field == "title")
        return [{topics[place].term: look for place, look in one.items()} for one in looks]

    def _seen_with_the_model(self) -> Iterator[tuple[Sighting, list[Finding]]]:
        """Each sentence with whoever takes a side there, as the trained model and the rules see it together."""
        for sighting, weighings in self._read():
            yield sighting, [self._taken(sighting, weighing) for weighing in weighings if weighing.odds >= self._least]

    def _taken(self, sighting: Sighting, weighing: Weighing) -> Finding:
        case = weighing.case
        stance = stance_of(weighing.answer, case.by_rules)
        conditions = self._conditions.of(sighting, stance, case.term, case.word)
        return self._finding(sighting, case.holding, case.term, "conditional" if conditions else stance, conditions, weighing.odds)

    def weighings(self) -> Iterator[tuple[Sentence, Weighing]]:
        """Every pair that the model has read, whether it makes a position or not, with the sentence that it stands in."""
        for sighting, weighings in self._read():
            yield from ((sighting.sentence, weighing) for weighing in weighings)

    def cases(self) -> Iterator[tuple[Sentence, Case]]:
        """Every pair that somebody may hold, and that a rule matches unless all is wanted, whether the model reads it or not, with its sentence."""
        for sighting, cases in self._cases():
            yield from ((sighting.sentence, case) for case in cases)

    def _cases(self) -> Iterator[tuple[Sighting, list[Case]]]:
        before = None
        for sighting in self._sightings():
            yield sighting, [case for term, look in sighting.looks.items() for case in self._cases_of(sighting, term, look, before)]
            before = sighting

    def _read(self) -> Iterator[tuple[Sighting, list[Weighing]]]:
        """What the model makes of the pairs that are worth it."""
        for sighting, cases in self._cases():
            worth = {case.term for case in cases if is_promising(case, self._use)}
            answers = {term: answer(look.question) for term, look in sighting.looks.items() if term in worth}
            yield sighting, [self._weighing(sighting, case, answers[case.term]) for case in cases if case.term in answers]

    def _weighing(self, sighting: Sighting, case: Case, told: Answer) -> Weighing:
        mention = case.holding.mention
        named = named_by(told, mention) if mention is not None and mention.field == sighting.sentence.field else 0.0
        return Weighing(case, told, signs_of(case, told, named))

    def _cases_of(self, sighting: Sighting, term: str, look: Look, before: Sighting | None) -> Iterator[Case]:
        """Everybody who may take a side on a term that the sentence may speak to; only where a rule matches, unless all is wanted."""
        match = next((match for match in sighting.matches if match.topic.term == term), None)
        if not sighting.passage.starts or not (match or self._use == "wide"):
            return
        word = match.anchors[0].word if match else max(0, bisect_right(sighting.passage.starts, nearest(look.question)) - 1)
        if self._is_no_stance(sighting, term, word, match):
            return
        clause = sighting.clause_at(word)
        for holding in self._may_hold(sighting, word, clause, match.topic.agent if match else None):
            rules = self._by_rules(sighting, match, holding, clause, before) if match else None
            if rules or self._use == "wide":
                around = self._surroundings(sighting, look, holding, rules[0] if rules else None)
                yield Case(term, holding, word, clause, rules[1] if rules else None, signs_before(around))

    def _may_hold(self, sighting: Sighting, word: int, clause: Clause | None, agent: str | None) -> list[Holding]:
        """Who holds what a word speaks of, or else whoever most likely holds the whole sentence."""
        holdings = self._holders.of(sighting.sentence, sighting.passage, sighting.cues, word, clause, agent)
        likeliest = None if holdings else self._likeliest(sighting.sentence)
        asked = (sighting.sentence, sighting.passage, sighting.cues, word)
        if likeliest is None or self._is_of_the_writer(sighting, likeliest, word):
            return holdings
        if self._holders.holds_nothing(likeliest, *asked):
            return holdings
        if clause is None and is_named_in(sighting.clauses, likeliest.mention, sighting.sentence):
            return holdings
        # Of what the outlet tells without naming him there, nine in 58 were his in the gold dossiers and others like them.
        if self._use != "wide" and likeliest.statement is None and not is_named_at(likeliest.mention, sighting.sentence):
            return holdings
        return self._holders.with_those_beside([likeliest])

    def _is_of_the_writer(self, sighting: Sighting, likeliest: Holding, word: int) -> bool:
        """Whether whoever writes speaks there as "I" or "we": what "I think" tells, or a sentence of his own that names no such holder."""
        sentence, passage, mention = sighting.sentence, sighting.passage, likeliest.mention
        speaks = [start for start, stem in zip(passage.starts, passage.stems, strict=True) if stem in FIRST_PERSON and not self._is_quoted(start)]
        if not speaks or sentence.field == "title":
            return False
        here = mention is not None and mention.field == "text" and sentence.start <= mention.start < sentence.end
        source = self._holders.source_at(sentence, passage, sighting.cues, word)
        if source is None or mention is None:
            return not here
        # A message that is quoted whole has its writer's name behind it: "I want the toll gone. — Jorun Maddek".
        signed = here and self._prose.text[sentence.start : mention.start].rstrip().endswith(("—", "–", "--"))
        return source.start in speaks and not signed

    def _is_quoted(self, offset: int) -> bool:
        place = bisect_right(self._prose.quotations, offset, key=lambda one: one.start) - 1
        return place >= 0 and offset < self._prose.quotations[place].end

    def _likeliest(self, sentence: Sentence) -> Holding | None:
        """Who most likely holds a whole sentence: asked once, however many terms it is read with."""
        key = (sentence.field, sentence.start)
        if key not in self._held:
            self._held[key] = self._holders.of_passage(self._prose.span(sentence.start, sentence.end, sentence.field))
        return self._held[key]

    def _surroundings(self, sighting: Sighting, look: Look, holding: Holding, rules: float | None) -> Surroundings:
        likeliest = self._likeliest(sighting.sentence)
        return Surroundings(
            prospect=look.prospect,
            rules=rules,
            stated=holding.statement is not None,
            passed_on=bool(holding.via),
            person=self._holders.is_person(holding.holder),
            title=sighting.sentence.field == "title",
            cued=bool(sighting.cues),
            likely=likeliest is not None and self._holders.side(likeliest.holder) == self._holders.side(holding.holder),
            direct=holding.statement is not None and holding.statement.mode == "direct",
        )

    def _seen_by_rules(self) -> Iterator[tuple[Sighting, list[Finding]]]:
        before = None
        for sighting in self._sightings():
            yield sighting, list(self._look_by_rules(sighting, before))
            before = sighting

    def _look_by_rules(self, sighting: Sighting, before: Sighting | None) -> Iterator[Finding]:
        for match in sighting.matches:
            clause = sighting.clause_at(match.anchors[0].word)
            word, agent = match.anchors[0].word, match.topic.agent
            for holding in self._holders.of(sighting.sentence, sighting.passage, sighting.cues, word, clause, agent):
                yield from self._weigh(sighting, match, holding, clause, before)

    def _weigh(self, sighting: Sighting, match: Match, holding: Holding, clause: Clause | None, before: Sighting | None) -> Iterator[Finding]:
        word = match.anchors[0].word
        if self._is_no_stance(sighting, match.topic.term, word, match):
            return
        weighed = self._by_rules(sighting, match, holding, clause, before)
        if weighed is None:
            return
        odds, stance = weighed
        conditions = self._conditions.of(sighting, stance, match.topic.term, word)
        if odds >= self._least_odds(sighting, conditions):
            yield self._finding(sighting, holding, match.topic.term, "conditional" if conditions else stance, conditions, odds)

    def _by_rules(
        self, sighting: Sighting, match: Match, holding: Holding, clause: Clause | None, before: Sighting | None
    ) -> tuple[float, Stance] | None:
        """The log-odds of a position by the rules, and its stance; None where they rule it out."""
        passage, word = sighting.passage, match.anchors[0].word
        cues = [cue for cue in sighting.cues if cue not in holding.apart]
        if self._is_of_another(sighting, match, holding) or (holding.statement is None and not clause and tells_when(passage, cues, word)):
            return None
        if holding.statement is not None and not clause and only_dates(passage, sighting.named, word, self._holders.side(holding.holder)):
            return None
        if (not clause and dates_something_else(passage, word)) or self._takes_no_part(sighting, holding.mention, word):
            return None
        after = words_up_to(passage, end_of(holding.mention, sighting.sentence))
        relative = find_side_behind(passage, cues, word, holding.mention, after) if after > word and not clause else None
        setting = Setting(
            shares=shares_of_best(match, sighting.alongside(clause)),
            before=before.score_of(match.topic.term) if before else 0.0,
            share_of_article=self._spoken_of[match.topic.term] / max(self._spoken_of.values(), default=1),
            after=after,
            stated=holding.statement is not None,
            person=self._holders.is_person(holding.holder),
            passed_on=bool(holding.via),
            behind=relative.cues if relative else (),
        )
        if relative:
            return weigh(passage, cues, match, setting), side_in(passage, cues, match, relative)
        # What a condition asks for is wanted, whatever the main clause says; who holds it may be named before or behind it.
        own = 0 if holding.is_named_within(sighting.sentence) else from_a_denial(passage, holding.mention, sighting.sentence, after)
        begins = (own, words_up_to(passage, clause.start)) if clause else (own,)
        reaching = [cue for cue in cues if clause.opened <= passage.starts[cue.first]] if clause else cues
        stance = take_side(passage, reaching, match, max((place for place in begins if place <= word), default=0))
        turned = holding.turned or (clause is not None and is_unwanted(passage, cues, clause, stance))
        return weigh(passage, cues, match, setting), _CONTRARY_OF[stance] if turned else stance

    def _is_of_another(self, sighting: Sighting, match: Match, holding: Holding) -> bool:
        """Whether the sentence tells that another side does what the term asks of its agent, and another term asks that of that side."""
        siblings = [other for other in sighting.matches if match.topic.is_asked_of_another_in(other.topic)]
        if not siblings:
            return False
        anchor = next((anchor for anchor in match.anchors if anchor.part is match.topic.verb), match.anchors[0])
        speaker = self._holders.side(holding.statement.actor) if holding.statement and holding.statement.actor else None
        agent = who_does(sighting.passage, sighting.cues, anchor.word, sighting.named, speaker)
        return any(agent == other.topic.agent for other in siblings)

    def _takes_no_part(self, sighting: Sighting, mention: Span | None, word: int) -> bool:
        """Whether whoever holds it is a share of people whom a poll asked, or whom all others are told of without, or only hears it."""
        text, sentence = self._prose.title if sighting.sentence.field == "title" else self._prose.text, sighting.sentence
        if mention is None or mention.field != sentence.field:
            return False
        place = text, sentence.start, sentence.end, mention
        return is_polled(*place) or is_left_out(*place) or is_told(sighting.passage, mention, word)

    def _only_names_a_source(self, sighting: Sighting, match: Match) -> bool:
        """Whether all words that match a term only say who speaks: "Kell, the head of the harbour board, said"."""
        places = [sighting.passage.starts[anchor.word] for anchor in match.anchors]
        return self._holders.source_holds(sighting.sentence.field, min(places), max(places))

    def _is_no_stance(self, sighting: Sighting, term: str, word: int, match: Match | None) -> bool:
        """Whether the sentence names what another term is about or another share, only says who speaks, asks, alleges, or tells of no answer."""
        if self._matcher.is_named_for_another(term, sighting.passage) or (match is not None and self._only_names_a_source(sighting, match)):
            return True
        sentence, text = sighting.sentence, self._prose.title if sighting.sentence.field == "title" else self._prose.text
        if match is not None and is_of_other_shares(match.topic.words, text[sentence.start : sentence.end]):
            return True
        at = sighting.passage.starts[word]
        asked = is_in_question(text, at, sentence.end) or is_asked_in_vain(text, sentence.start, sentence.end, at)
        return asked or takes_no_side(sighting.passage, word, match)

    def _answers(self, sighting: Sighting, place: int, put_forward: list[PutForward], said: set[str]) -> Iterator[Finding]:
        """What is answered to terms that the sentence does not name ("rejected these terms")."""
        for reply in find_answers(sighting.passage, sighting.cues):
            for holding in self._holders.of(sighting.sentence, sighting.passage, sighting.cues, reply.word, None):
                others = [one for one in put_forward if self._holders.another_side(one.holder, holding.holder)]
                for term in terms_meant(others, place):
                    if term not in said and LEAST_ODDS + _BY_USE[self._use] <= _ODDS_OF_ANSWER:
                        yield self._finding(sighting, holding, term, reply.stance, (), _ODDS_OF_ANSWER)

    def _following_suit(self, sentence: Sentence, found: list[Finding], before: tuple[Sentence, list[Finding]] | None) -> Iterator[Finding]:
        """What whoever "does the same" holds: what the last subject up to there does, or that of the sentence before if the sentence opens so."""
        text = self._prose.title if sentence.field == "title" else self._prose.text
        for follower in find_followers(text, sentence.start, sentence.end, self._holders.actors_in(sentence)):
            here = follower.begins > sentence.start + 1
            if not here and (before is None or before[0].field != sentence.field):
                continue
            where, told = (sentence, found) if here or before is None else before
            followed = self._holders.last_subjects(where, follower.begins if here else where.end)
            each = self._holders.with_those_beside([Holding(follower.actor, follower.mention, None)])
            for one in (one for one in told if one.holder in followed):
                yield from (self._follows(other, one, sentence, here=here) for other in each if other.holder not in followed)

    def _follows(self, other: Holding, one: Finding, sentence: Sentence, *, here: bool) -> Finding:
        """The finding of whoever does the same; its own sentence shows it. A sentence further on, nothing tells that it was the same day."""
        return structs.replace(
            one,
            holder=other.holder,
            mention=other.mention,
            evidence=self._prose.span(sentence.start, sentence.end, sentence.field),
            mode="narrated" if one.mode == "narrated" else "indirect",
            via=one.via if here else (),
            said_on=one.said_on if here else None,
            statement=None,
        )

    def _finding(self, sighting: Sighting, holding: Holding, term: str, stance: Stance, conditions: tuple[Condition, ...], odds: float) -> Finding:
        sentence = sighting.sentence
        evidence = self._prose.span(sentence.start, sentence.end, sentence.field)
        return Finding(
            holder=holding.holder,
            mention=holding.mention,
            term=term,
            stance=stance,
            conditions=conditions,
            evidence=evidence,
            mode=holding.statement.mode if holding.statement else "narrated",
            via=self._holders.passed_on(holding, evidence),
            said_on=self._said_on(holding, sentence),
            statement=(holding.statement.id or None) if holding.statement else None,
            odds=odds,
        )

    def _least_odds(self, sighting: Sighting, conditions: tuple[Condition, ...]) -> float:
        if sighting.sentence.field == "title":
            return LEAST_ODDS_TITLE + _BY_USE[self._use]
        return (LEAST_ODDS_WITH_CONDITION if conditions else LEAST_ODDS) + _BY_USE[self._use]

    def _said_on(self, holding: Holding, sentence: Sentence) -> str | None:
        if sentence.field == "title" or holding.owned:
            return None
        if holding.statement and holding.statement.said_on:
            return holding.statement.said_on
        return self._calendar.said_on(self._prose, sentence, sentence.start, sentence.end, holding.holder)


def _put_forward(found: list[Finding], place: int) -> Iterator[PutForward]:
    """What the findings of one sentence put forward: the terms that they name, and those that they make conditions of."""
    conditional = any(one.conditions for one in found)
    for one in found:
        yield PutForward(one.holder, one.term, one.stance, place, conditional)
        for condition in one.conditions:
            if condition.term:
                yield PutForward(one.holder, condition.term, "for", place, conditional)
