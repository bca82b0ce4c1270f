"""Conflicts: reports that cannot all be right, and reports that contradict themselves. They are shown, and nobody is said to be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from onrecord.comparison.intervals import Interval
from onrecord.comparison.opposites import CLAIMED as CLAIMED_TOGETHER
from onrecord.comparison.opposites import (
    OPPOSED,
    SURE,
    denied,
    denies,
    exact,
    opposite_between,
    opposite_claims,
    opposite_inside,
    overlap,
    surely,
    tells_of_change,
)
from onrecord.comparison.parties import Parties
from onrecord.comparison.replies import is_about_an_offer, tells_a_stance
from onrecord.comparison.tellings import Held, clearest
from onrecord.comparison.trail import ACT, CHANGING, DENIES, EXACT, OTHERS, SAID, Trailed
from onrecord.comparison.voices import differ, voice_of
from onrecord.identity import digest
from onrecord.language.words import find_words
from onrecord.records import Article, ArticleSpan, Conflict, Occasion, PositionReference, Reading, Silence, Span, Stance

Kind = Literal["within-article", "between-articles", "within-holder"]

# Severity sorts conflicts; it is no probability. For and against cannot both hold; what others claim of a holder is less than what it says; a
# silence beside a reported answer may be a later report; a headline that drops a condition is sharper than its body, not contrary to it.
# Reports of one utterance that differ weigh more than reports of one day, and the holder's own quoted words more than a paraphrase. What is
# read with no confidence at all weighs half of what is read surely.
OPPOSITE = 0.7
CLAIMED = 0.65
UNSURE = 0.5
SILENT_YET_ANSWERED = 0.6
DENIED = 0.9
HEADLINE_OPPOSITE = 0.6
HEADLINE_SHARPER = 0.4
SAME_OCCASION = 0.2
OWN_WORDS = 0.1
# A denial is one of what is held on the days next to its own, or so many days before. What is of no day is denied by none, and what was told more
# than this before or after is another affair: so an article changes conflicts near it in time and nothing else. Days of reports are as far apart.
DENIED_WITHIN = timedelta(days=14)
# Of conflicts of one holder on one term, what reports of one occasion differ in is told first, then what is denied, then what others claim; where one
# was told, no other of these kinds is told of so many days around.
SAME_AFFAIR = 7

_TAKES = {"for": "is for", "against": "is against", "conditional": "sets conditions for", "undecided": "has not decided on"}
_TO_REPORTERS = frozenset({"comment", "comments", "interview", "call", "calls", "question", "questions", "email", "emails", "message", "messages"})


class _Found(Struct, frozen=True):
    kind: Kind
    holder: str
    term: str
    held: tuple[Held, ...]
    severity: float
    why: str
    spans: tuple[ArticleSpan, ...]


class Conflicts:
    """Finds conflicts in one set of readings. `report_of` maps a copy to the article that stands for its family."""

    def __init__(self, parties: Parties, report_of: Mapping[str, str]) -> None:
        self._parties = parties
        self._report_of = report_of

    def find(self, readings: Iterable[Reading], positions: Sequence[Held], occasions: Sequence[Occasion]) -> list[Conflict]:
        """Every conflict once, however many copies carry it. A group is never in conflict with itself: its members may differ."""
        rows = {row.id: row for row in (*self.inside(readings, positions), *self.between(positions, occasions))}
        return list(rows.values())

    def inside(self, readings: Iterable[Reading], positions: Sequence[Held]) -> list[Conflict]:
        """The conflicts of reports with themselves."""
        own = self._own(positions)
        silences = [(reading.article, silence) for reading in readings if self._stands_for_family(reading.article) for silence in reading.silences]
        return list({row.id: row for row in map(_row, (*self._inside(own), *self._silent(own, silences)))}.values())

    def between(self, positions: Sequence[Held], occasions: Sequence[Occasion]) -> list[Conflict]:
        """The conflicts between reports: what there is of one holder on one term hangs on its positions there alone, and on their occasions."""
        return list({row.id: row for row in map(_row, self._between(self._own(positions), occasions))}.values())

    def _own(self, positions: Sequence[Held]) -> list[Held]:
        return [held for held in positions if self._stands_for_family(held.article) and not self._parties.is_group(held.holder)]

    def _stands_for_family(self, article: Article) -> bool:
        return self._report_of.get(article.id, article.id) == article.id

    def _inside(self, own: Sequence[Held]) -> Iterator[_Found]:
        """One report, one holder, one term: for and against without a day that keeps them apart, or a headline against its body."""
        for _, group in _by(own, lambda held: (held.article.id, held.holder, held.position.term)):
            titles = [held for held in group if held.in_title()]
            body = [held for held in group if not held.in_title()]
            stances = {held.position.stance for held in body}
            opposite = opposite_inside(body, self._parties)
            if opposite:
                yield self._opposite("within-article", opposite, 0.0, "The same report")
            for title in titles[:1]:
                if body and title.position.stance not in stances and surely(title, body[0]):
                    contrary = _contrary(title.position.stance, stances)
                    severity = HEADLINE_OPPOSITE if contrary else HEADLINE_SHARPER
                    yield self._found("within-article", (title, body[0]), severity, self._why_headline(title, body[0]))

    def _silent(self, own: Sequence[Held], silences: Sequence[tuple[Article, Silence]]) -> Iterator[_Found]:
        """One report that gives an actor's answer and says that there has been none."""
        answers: dict[tuple[str, str], list[Held]] = defaultdict(list)
        for held in own:
            # A dated answer may be older than the silence.
            if held.position.said_on is None and held.position.stance in OPPOSED:
                answers[held.article.id, held.holder].append(held)
        for article, silence in silences:
            if silence.actor is None or not silence.evidence or _to_reporters(silence):
                continue
            own_answers = answers[article.id, silence.actor]
            given = [held for held in own_answers if not overlap(held.position.evidence, silence.evidence)]
            for held, passage in _answered(given, silence):
                name, proposition = self._parties.name(silence.actor), self._parties.proposition(held.position.term)
                why = f"The same report says that {name} {_TAKES[held.position.stance]} “{proposition}” and that there has been no answer."
                found = self._found("within-article", (held,), SILENT_YET_ANSWERED, why)
                own_answers.remove(held)
                yield replace(found, spans=(ArticleSpan(article.id, passage), ArticleSpan(article.id, silence.evidence[0])))

    def _between(self, own: Sequence[Held], occasions: Sequence[Occasion]) -> Iterator[_Found]:
        """Reports of one occasion, or of one day, that give opposite stances of one holder on one term."""
        occasion_of = {(one.article, one.position): occasion.id for occasion in occasions for one in occasion.positions}
        bodies = [held for held in own if not held.in_title()]
        for _, group in _by(bodies, lambda held: ("", held.holder, held.position.term)):
            told: list[tuple[int, ...]] = []
            gathered = [held for held in group if (held.article.id, held.position.id) in occasion_of]
            for _, reports in _by(gathered, lambda held: (occasion_of[held.article.id, held.position.id], "", "")):
                pair = opposite_between(reports, self._parties)
                if pair:
                    told.append(_days_of(pair))
                    yield self._opposite("between-articles", pair, SAME_OCCASION, "Reports of the same occasion")
            opposed = [held for held in group if held.position.stance in OPPOSED]
            denials = list(self._denied(opposed, told))
            yield from denials
            yield from self._claimed(opposed, [*told, *(_days_of(found.held) for found in denials)])
            for (day, _, _), of_day in _by([held for held in opposed if exact(held)], lambda held: (held.position.said_on or "", "", "")):
                # What is of one occasion is a conflict of its reports already.
                pair = opposite_between(of_day, self._parties, occasion_of)
                if pair:
                    kind: Kind = "within-holder" if _own_words(pair) else "between-articles"
                    yield self._opposite(kind, pair, 0.0, f"Reports of {day}")

    def _claimed(self, opposed: Sequence[Held], told: Sequence[tuple[int, ...]]) -> Iterator[_Found]:
        """Reports of the same or the next day of which one has the holder's stance from others, and the other has the contrary from the holder."""
        by_day: dict[int, list[Held]] = defaultdict(list)
        for held in opposed:
            if held.position.said_on is None and held.days.last and held.position.mode != "narrated":
                by_day[held.days.last.toordinal()].append(held)
        for day, here in sorted(by_day.items()):
            beside = [held for each in (day - 1, day, day + 1) for held in by_day.get(each, ()) if held.position.stance == "against"]
            claims = [held for held in here if held.position.stance == "for"]
            pair = opposite_claims(sorted((*claims, *beside), key=Held.order), self._parties) if claims and beside else None
            if pair and not _told_near(pair, told):
                yield self._opposite("between-articles", pair, 0.0, "Reports that appeared together")

    def _denied(self, opposed: Sequence[Held], told: Sequence[tuple[int, ...]]) -> Iterator[_Found]:
        """A stance that one report gives and another reports to be denied, whether both are of one day or not: once for each day of denials."""
        denying = [held for held in opposed if denies(held, self._parties)]
        others = [held for held in opposed if held not in denying] if denying else []
        for (_, holder, term), denials in _by(denying, lambda held: (f"{_day(held):07}", held.holder, held.position.term)):
            near = [held for held in others if any(may_deny(denial.days, held.days) for denial in denials)]
            pair = denied(sorted((*denials, *near), key=Held.order), self._parties) if near else None
            if pair and not _told_near(pair, told):
                held, denial = pair
                name, proposition = self._parties.name(holder), self._parties.proposition(term)
                why = f"One report says that {name} {_TAKES[held.position.stance]} “{proposition}”; another reports that this is denied."
                yield self._found("between-articles", (held, denial), DENIED, why)

    def _opposite(self, kind: Kind, pair: tuple[Held, Held], more: float, where: str) -> _Found:
        """A pair for and against: between what others claim and what the holder says, or between two reports of what it says."""
        told_apart = differ(*pair, self._parties)
        severity = (CLAIMED if told_apart else OPPOSITE) + more + _own_words(pair)
        return self._found(kind, pair, severity, self._why_both(pair, where, told_apart=told_apart))

    def _found(self, kind: Kind, held: Sequence[Held], severity: float, why: str) -> _Found:
        spans = tuple(ArticleSpan(one.article.id, clearest([one])) for one in held)
        sureness = UNSURE + (1 - UNSURE) * min(one.position.confidence for one in held)
        return _Found(kind, held[0].holder, held[0].position.term, tuple(held), round(min(severity * sureness, 1.0), 2), why, spans)

    def _why_both(self, pair: tuple[Held, Held], where: str, *, told_apart: bool) -> str:
        name, proposition = self._parties.name(pair[0].holder), self._parties.proposition(pair[0].position.term)
        says = "says" if where.startswith("The") else "say"
        if not told_apart:
            return f"{where} {says} both that {name} is for “{proposition}” and that it is against."
        sources = [self._source(held) for held in pair]
        return f"{where} {says} both that {name} is for “{proposition}”, {sources[0]}, and that it is against, {sources[1]}."

    def _source(self, held: Held) -> str:
        """On whose word a position is told."""
        if voice_of(held, self._parties) != "others":
            return "as the report tells" if held.position.mode == "narrated" else f"as {self._parties.name(held.holder)} says"
        nearest = held.position.via[-1]
        return f"as {self._parties.name(nearest.actor) if nearest.actor else nearest.span.text} says"

    def _why_headline(self, title: Held, body: Held) -> str:
        name, proposition = self._parties.name(title.holder), self._parties.proposition(title.position.term)
        says, tells = _TAKES[title.position.stance], _TAKES[body.position.stance]
        return f"The headline says that {name} {says} “{proposition}”; the text below it says that {name} {tells} it."


def _row(found: _Found) -> Conflict:
    references: tuple[PositionReference, ...] = tuple(held.reference() for held in found.held)
    places = [part for passage in found.spans for part in (passage.article, passage.span.field, passage.span.start, passage.span.end)]
    return Conflict(
        id=digest("conflict", found.kind, found.holder, found.term, *places),
        type=found.kind,
        holder=found.holder,
        term=found.term,
        positions=references,
        spans=found.spans,
        severity=found.severity,
        why=found.why,
    )


def _by(held: Iterable[Held], key: Callable[[Held], tuple[str, str, str]]) -> list[tuple[tuple[str, str, str], list[Held]]]:
    groups: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for one in held:
        groups[key(one)].append(one)
    return sorted(groups.items(), key=lambda item: item[0])


def _answered(given: Sequence[Held], silence: Silence) -> list[tuple[Held, Span]]:
    """The answers that a silence denies, each with a passage that tells of no change: one on each of its terms; where it names an offer and no
    term, the first that is told as a reply.
    """
    on_offer = not silence.terms and any(is_about_an_offer(span.text) for span in silence.evidence)
    found = []
    for term in silence.terms or ((None,) if on_offer else ()):
        passages = (
            (held, span)
            for held in given
            for span in held.position.evidence
            if not tells_of_change(span) and (held.position.term == term or (term is None and tells_a_stance(span.text)))
        )
        found += list(islice(passages, 1))
    return found


def may_conflict(one: Trailed, other: Trailed) -> bool:
    """Whether two positions of a holder on a term may be told to conflict, of whatever occasions they are; if not, they are not."""
    if one.article == other.article or {one.stance, other.stance} != OPPOSED:
        return False
    together = one.confidence * other.confidence
    claimed = together >= CLAIMED_TOGETHER
    if claimed and one.has(DENIES) != other.has(DENIES):
        denial, held = (one, other) if one.has(DENIES) else (other, one)
        if may_deny(denial.days(), held.days()):
            return True
    if one.has(CHANGING) or other.has(CHANGING):
        return False
    by_others = claimed and (one.has(OTHERS) or other.has(OTHERS))
    if one.has(EXACT) and other.has(EXACT):
        return one.day == other.day and (by_others or (together >= SURE and not (one.vias and other.vias)))
    return by_others and not (one.has(SAID | ACT) or other.has(SAID | ACT)) and abs(one.last - other.last) <= 1


def may_deny(denial: Interval, held: Interval) -> bool:
    """Whether a denial of some days is near enough to what is held on others to be one of it. What has no day is near nothing."""
    if denial == Interval() or held == Interval():
        return False
    since = denial.first or denial.last or date.min
    last = held.last or (held.first + 2 * DENIED_WITHIN if held.first else date.max)
    return since <= last + DENIED_WITHIN and last <= (denial.last or since) + 2 * DENIED_WITHIN


def _day(held: Held) -> int:
    known = held.days.last or held.days.first
    return known.toordinal() if known else 0


def _days_of(pair: Iterable[Held]) -> tuple[int, ...]:
    return tuple(map(_day, pair))


def _told_near(pair: tuple[Held, Held], told: Sequence[tuple[int, ...]]) -> bool:
    """Whether a conflict of about these days was told already."""
    return any(abs(day - other) <= SAME_AFFAIR for days in told for other in days for day in _days_of(pair))


def _contrary(stance: Stance, others: set[Stance]) -> bool:
    return stance in OPPOSED and bool(others & (OPPOSED - {stance}))


def _to_reporters(silence: Silence) -> bool:
    """Whether the silence is towards the outlet ("did not respond to a request for comment"): who has answered the other side may keep it."""
    return any(word.plain in _TO_REPORTERS for span in silence.evidence for word in find_words(span.text))


def _own_words(pair: Iterable[Held]) -> float:
    return OWN_WORDS if all(held.position.mode == "direct" for held in pair) else 0.0
