"""Conflicts: reports that cannot all be right, and reports that contradict themselves. They are shown, and nobody is said to be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from onrecord.comparison.occasions import Gathered
from onrecord.comparison.opposites import OPPOSED, changing, denied, exact, opposite_between, opposite_inside, overlap
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, clearest
from onrecord.identity import digest
from onrecord.language.words import find_words
from onrecord.records import Article, ArticleSpan, Conflict, PositionReference, Reading, Silence, Stance

Kind = Literal["within-article", "between-articles", "within-holder"]

# Severity sorts conflicts; it is no probability. For and against cannot both hold; a silence beside a reported answer may be a later report;
# a headline that drops a condition is sharper than its body, not contrary to it. Reports of one utterance that differ weigh more
# than reports of one day, and the holder's own quoted words more than a paraphrase.
OPPOSITE = 0.7
SILENT_YET_ANSWERED = 0.6
DENIED = 0.9
HEADLINE_OPPOSITE = 0.6
HEADLINE_SHARPER = 0.4
SAME_OCCASION = 0.2
OWN_WORDS = 0.1

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

    def find(self, readings: Iterable[Reading], positions: Sequence[Held], occasions: Sequence[Gathered]) -> list[Conflict]:
        """Every conflict once, however many copies carry it. A group is never in conflict with itself: its members may differ."""
        own = [held for held in positions if self._stands_for_family(held.article) and not self._parties.is_group(held.holder)]
        silences = [(reading.article, silence) for reading in readings if self._stands_for_family(reading.article) for silence in reading.silences]
        found = [*self._inside(own), *self._silent(own, silences), *self._between(own, occasions)]
        rows = {row.id: row for row in map(_row, found)}
        return list(rows.values())

    def _stands_for_family(self, article: Article) -> bool:
        return self._report_of.get(article.id, article.id) == article.id

    def _inside(self, own: Sequence[Held]) -> Iterator[_Found]:
        """One report, one holder, one term: for and against without a day that keeps them apart, or a headline against its body."""
        for (_, holder, term), group in _by(own, lambda held: (held.article.id, held.holder, held.position.term)):
            titles = [held for held in group if held.in_title()]
            body = [held for held in group if not held.in_title()]
            stances = {held.position.stance for held in body}
            opposite = opposite_inside(body)
            if opposite:
                yield self._found("within-article", opposite, OPPOSITE + _own_words(opposite), self._why_both(holder, term, "The same report"))
            for title in titles[:1]:
                if body and title.position.stance not in stances:
                    contrary = _contrary(title.position.stance, stances)
                    severity = HEADLINE_OPPOSITE if contrary else HEADLINE_SHARPER
                    yield self._found("within-article", (title, body[0]), severity, self._why_headline(title, body[0]))

    def _silent(self, own: Sequence[Held], silences: Sequence[tuple[Article, Silence]]) -> Iterator[_Found]:
        """One report that gives an actor's answer and says that there has been none."""
        answers: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
        for held in own:
            # A dated answer may be older than the silence.
            if held.position.said_on is None and held.position.stance in OPPOSED:
                answers[held.article.id, held.holder, held.position.term].append(held)
        for article, silence in silences:
            if silence.actor is None or not silence.evidence or _to_reporters(silence):
                continue
            for term in silence.terms:
                own_answers = answers.pop((article.id, silence.actor, term), [])
                given = [held for held in own_answers if not changing(held) and not overlap(held.position.evidence, silence.evidence)]
                if given:
                    name, proposition = self._parties.name(silence.actor), self._parties.proposition(term)
                    why = f"The same report says that {name} {_TAKES[given[0].position.stance]} “{proposition}” and that there has been no answer."
                    found = self._found("within-article", (given[0],), SILENT_YET_ANSWERED, why)
                    yield _with_spans(found, [ArticleSpan(article.id, silence.evidence[0])])

    def _between(self, own: Sequence[Held], occasions: Sequence[Gathered]) -> Iterator[_Found]:
        """Reports of one occasion, or of one day, that give opposite stances of one holder on one term."""
        occasion_of = {(held.article.id, held.position.id): gathered.occasion.id for gathered in occasions for held in gathered.positions}
        bodies = [held for held in own if not held.in_title()]
        shown: set[tuple[str, str]] = set()
        gathered = [held for held in bodies if (held.article.id, held.position.id) in occasion_of]
        for (_, holder, term), group in _by(gathered, lambda held: (occasion_of[held.article.id, held.position.id], held.holder, held.position.term)):
            pair = opposite_between(group)
            if pair:
                severity = OPPOSITE + SAME_OCCASION + _own_words(pair)
                shown.add((holder, term))
                yield self._found("between-articles", pair, severity, self._why_both(holder, term, "Reports of the same occasion"))
        yield from self._denied([held for held in bodies if (held.holder, held.position.term) not in shown])
        for (day, holder, term), group in _by(
            [held for held in bodies if exact(held)], lambda held: (held.position.said_on or "", held.holder, held.position.term)
        ):
            # What is of one occasion is a conflict of its reports already.
            pair = opposite_between(group, occasion_of)
            if pair:
                kind: Kind = "within-holder" if _own_words(pair) else "between-articles"
                yield self._found(kind, pair, OPPOSITE + _own_words(pair), self._why_both(holder, term, f"Reports of {day}"))

    def _denied(self, bodies: Sequence[Held]) -> Iterator[_Found]:
        """A stance that one report gives and another reports to be denied, whether both are of one day or not."""
        for (_, holder, term), group in _by(bodies, lambda held: ("", held.holder, held.position.term)):
            pair = denied(group)
            if pair:
                held, denial = pair
                name, proposition = self._parties.name(holder), self._parties.proposition(term)
                why = f"One report says that {name} {_TAKES[held.position.stance]} “{proposition}”; another reports that this is denied."
                yield self._found("between-articles", (held, denial), DENIED, why)

    def _found(self, kind: Kind, held: Sequence[Held], severity: float, why: str) -> _Found:
        spans = tuple(ArticleSpan(one.article.id, clearest([one])) for one in held)
        return _Found(kind, held[0].holder, held[0].position.term, tuple(held), round(min(severity, 1.0), 2), why, spans)

    def _why_both(self, holder: str, term: str, where: str) -> str:
        says = "says" if where.startswith("The") else "say"
        return f"{where} {says} both that {self._parties.name(holder)} is for “{self._parties.proposition(term)}” and that it is against."

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


def _with_spans(found: _Found, spans: Sequence[ArticleSpan]) -> _Found:
    return _Found(found.kind, found.holder, found.term, found.held, found.severity, found.why, (*found.spans, *spans))


def _by(held: Iterable[Held], key: Callable[[Held], tuple[str, str, str]]) -> list[tuple[tuple[str, str, str], list[Held]]]:
    groups: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for one in held:
        groups[key(one)].append(one)
    return sorted(groups.items(), key=lambda item: item[0])


def _contrary(stance: Stance, others: set[Stance]) -> bool:
    return stance in OPPOSED and bool(others & (OPPOSED - {stance}))


def _to_reporters(silence: Silence) -> bool:
    """Whether the silence is towards the outlet ("did not respond to a request for comment"): who has answered the other side may keep it."""
    return any(word.plain in _TO_REPORTERS for span in silence.evidence for word in find_words(span.text))


def _own_words(pair: Iterable[Held]) -> float:
    return OWN_WORDS if all(held.position.mode == "direct" for held in pair) else 0.0
