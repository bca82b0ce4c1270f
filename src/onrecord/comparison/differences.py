"""Differences: what one report of an occasion has that another leaves out or words otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from onrecord.comparison.headlines import unconditional_heads
from onrecord.comparison.intervals import said
from onrecord.comparison.occasions import Gathered
from onrecord.comparison.particulars import find_particulars
from onrecord.comparison.parties import Parties
from onrecord.comparison.passages import Passages, passages_of
from onrecord.comparison.summaries import in_summary, summary_of
from onrecord.comparison.tellings import Held, clearest, content_words
from onrecord.comparison.wording import find_rewordings, words_left_out
from onrecord.identity import digest
from onrecord.records import Article, ArticleSpan, CueClass, Difference, Occasion, Reading, Span, Stance

# Up to so many independent reports of an occasion are compared each with each; beyond that, each with the fullest one.
EACH_WITH_EACH = 12
# Words that stand together, to this share, in one sentence of a report are not left out of it.
TOLD = 0.5

What = Literal["wording", "omission", "stance", "number", "date", "name", "headline", "summary"]
Place = tuple[str, str]  # holder, term
Pair = tuple[str, str]  # two articles
Known = Mapping[tuple[str, Pair], Sequence[Difference]]  # by occasion and the reports that are compared


class _Report(Struct, frozen=True):
    """One article's account of an occasion."""

    article: Article
    held: tuple[Held, ...]
    passages: Passages

    def places(self) -> dict[Place, list[Held]]:
        found: dict[Place, list[Held]] = defaultdict(list)
        for held in self.held:
            found[held.holder, held.position.term].append(held)
        return found


class Differences:
    """Finds differences occasion by occasion. `report_of` maps a copy to the article that stands for its family."""

    def __init__(self, parties: Parties, report_of: Mapping[str, str]) -> None:
        self._parties = parties
        self._report_of = report_of
        self._passages: dict[str, Passages] = {}
        self._spoken_to: set[tuple[str, str, str]] = set()
        self._first: dict[Pair, str] = {}
        self._known: Known = {}
        self._cues: dict[tuple[str, str], tuple[CueClass, Span]] = {}

    def find(self, readings: Iterable[Reading], positions: Sequence[Held], occasions: Sequence[Gathered]) -> list[Difference]:
        """The differences of every occasion, each once; those of whole articles under the largest occasion that both report."""
        return self.find_in(occasions, readings, positions, [each.occasion for each in occasions])

    def find_in(
        self,
        wanted: Sequence[Gathered],
        readings: Iterable[Reading],
        positions: Sequence[Held],
        beside: Iterable[Occasion],
        known: Known | None = None,
    ) -> list[Difference]:
        """The differences of some occasions. `beside` are all, or at least those that share reports with them; `readings` and `positions` at least
        those of their articles. What is `known` of an occasion and two of its reports is not looked for.
        """
        self._cues = {
            (reading.article.id, statement.id): (statement.cue_class, statement.cue[0])
            for reading in readings
            for statement in reading.statements
            if statement.cue
        }
        self._spoken_to = {(held.article.id, self._parties.side(held.holder), held.position.term) for held in positions}
        self._first = self.largest_of_pairs(beside)
        self._known = known or {}
        found: dict[str, Difference] = {}
        for gathered in sorted(wanted, key=lambda each: _size(each.occasion)):
            found.update((difference.id, difference) for difference in self._inside(gathered))
        return sorted(found.values(), key=lambda difference: (difference.occasion, difference.articles, difference.id))

    def largest_of_pairs(self, occasions: Iterable[Occasion]) -> dict[Pair, str]:
        """Of every two reports that are compared, the id of the largest occasion that both are of."""
        found: dict[Pair, str] = {}
        for occasion in sorted(occasions, key=_size):
            for pair in self.pairs_of(occasion):
                found.setdefault(pair, occasion.id)
        return found

    def pairs_of(self, occasion: Occasion) -> list[Pair]:
        """The reports of an occasion that are compared, by two articles; each of them with itself, too, headline and body."""
        counts = Counter(one.article for one in occasion.positions)
        reports = self._independent(counts)
        return [*((one, one) for one in reports), *_pairs(reports, counts)]

    def _inside(self, gathered: Gathered) -> Iterator[Difference]:
        by_article: dict[str, list[Held]] = defaultdict(list)
        for held in gathered.positions:
            by_article[held.article.id].append(held)
        reports: dict[str, _Report] = {}
        for pair in self.pairs_of(gathered.occasion):
            known = self._known.get((gathered.occasion.id, pair))
            if known is not None:
                yield from known
                continue
            for article in pair:
                if article not in reports:
                    reports[article] = self._report(by_article[article])
            one, other = (reports[article] for article in pair)
            yield from self._between(gathered, one, other) if one is not other else self._within(gathered, one)

    def _independent(self, articles: Iterable[str]) -> list[str]:
        """One of each family of copies among some articles, which are in order."""
        families: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            families[self._report_of.get(article, article)].append(article)
        return [family if family in members else members[0] for family, members in sorted(families.items())]

    def _report(self, held: Sequence[Held]) -> _Report:
        article = held[0].article
        if article.id not in self._passages:
            self._passages[article.id] = passages_of(article)
        return _Report(article, tuple(held), self._passages[article.id])

    def _between(self, gathered: Gathered, one: _Report, other: _Report) -> Iterator[Difference]:
        here, there = one.places(), other.places()
        for place in sorted(here.keys() & there.keys()):
            yield from _rows(gathered, one, other, "stance", _stance(here[place], there[place]))
            yield from _rows(gathered, one, other, "date", _date(here[place], there[place]))
            yield from _rows(gathered, one, other, "omission", _condition_left_out(here[place], there[place], other))
            yield from _rows(gathered, other, one, "omission", _condition_left_out(there[place], here[place], one))
            yield from _rows(gathered, one, other, "wording", _words(here[place], there[place], other))
            yield from _rows(gathered, other, one, "wording", _words(there[place], here[place], one))
            yield from _rows(gathered, one, other, "wording", self._cue(here[place], there[place]))
        yield from _rows(gathered, one, other, "omission", self._left_out(one, other))
        yield from _rows(gathered, other, one, "omission", self._left_out(other, one))
        if self._first[one.article.id, other.article.id] == gathered.occasion.id:
            for what, here_words, there_words in find_particulars(one.article, one.passages, other.article, other.passages):
                yield from _rows(gathered, one, other, what, [(here_words, there_words)])
            yield from _rows(gathered, one, other, "wording", find_rewordings(one.passages.quotations, other.passages.quotations))

    def _within(self, gathered: Gathered, report: _Report) -> Iterator[Difference]:
        """The headline and the summary of a report against its text: a stance that the text does not give, or one without its condition."""
        summary = summary_of(report.article)
        for _, held in sorted(report.places().items()):
            titles = [one for one in held if one.in_title()]
            summed = [one for one in held if in_summary(one, summary)]
            bodies = [one for one in held if one not in titles and one not in summed]
            stances = {one.position.stance for one in bodies}
            heads: tuple[tuple[What, list[Held]], ...] = (("headline", titles), ("summary", summed))
            for what, above in heads:
                if bodies and above and not stances & {one.position.stance for one in above}:
                    yield from _rows(gathered, report, report, what, [(clearest(above), clearest(bodies))])
            if not titles and not summed:
                for one, head in islice(unconditional_heads(bodies, summary, self._parties), 1):
                    yield from _rows(gathered, report, report, "headline" if head.field == "title" else "summary", [(head, clearest([one]))])

    def _cue(self, here: Sequence[Held], there: Sequence[Held]) -> Iterator[tuple[Span, Span]]:
        """The words by which two reports attribute the same stance, where they are of different classes ("said", "threatened")."""
        cues = [
            [self._cues[key] for held in each if (key := (held.article.id, held.position.statement or "")) in self._cues] for each in (here, there)
        ]
        classes = [{kind for kind, _ in each} for each in cues]
        if all(cues) and not classes[0] & classes[1]:
            yield cues[0][0][1], cues[1][0][1]

    def _left_out(self, one: _Report, other: _Report) -> Iterator[tuple[Span, None]]:
        """Quoted positions of the occasion on terms to which the other report has that side say nothing, and whose words it does not tell."""
        for held in one.held:
            spoken_to = (other.article.id, self._parties.side(held.holder), held.position.term) in self._spoken_to
            if spoken_to or held.position.mode not in ("direct", "mixed") or not other.passages.sentences:
                continue
            span = held.position.evidence[0]
            words = frozenset(content_words(span.text))
            if words and not other.passages.tell(words, TOLD):
                yield span, None


def _size(occasion: Occasion) -> tuple[int, str]:
    """Sorts occasions, the largest first."""
    return -len(occasion.positions), occasion.id


def _pairs(articles: Sequence[str], counts: Mapping[str, int]) -> Iterable[tuple[str, str]]:
    """The reports that are compared, by their articles, of which so many positions each are of the occasion."""
    if len(articles) <= EACH_WITH_EACH:
        return combinations(articles, 2)
    fullest = max(articles, key=lambda article: (counts[article], article))
    return [(fullest, article) for article in articles if article != fullest]


def _rows(gathered: Gathered, one: _Report, other: _Report, what: What, pairs: Iterable[tuple[Span, Span | None]]) -> Iterator[Difference]:
    for here, there in pairs:
        spans = (ArticleSpan(one.article.id, here), *((ArticleSpan(other.article.id, there),) if there else ()))
        articles = one.article.id, other.article.id
        yield Difference(
            id=_name(gathered.occasion.id, what, articles, spans),
            occasion=gathered.occasion.id,
            articles=articles,
            what=what,
            spans=spans,
        )


def of_occasion(difference: Difference, occasion: str) -> Difference:
    """The same difference, told of another occasion."""
    return replace(difference, id=_name(occasion, difference.what, difference.articles, difference.spans), occasion=occasion)


def _name(occasion: str, what: What, articles: Sequence[str], spans: Sequence[ArticleSpan]) -> str:
    places = [part for passage in spans for part in (passage.article, passage.span.field, passage.span.start, passage.span.end)]
    return digest("difference", occasion, what, *articles, *places)


def _stance(here: Sequence[Held], there: Sequence[Held]) -> Iterator[tuple[Span, Span]]:
    """Bodies that give different stances: none of the stances in the one is in the other."""
    bodies = [[held for held in each if not held.in_title()] for each in (here, there)]
    stances = [{held.position.stance for held in body} for body in bodies]
    if all(stances) and not stances[0] & stances[1]:
        yield clearest(bodies[0]), clearest(bodies[1])


def _date(here: Sequence[Held], there: Sequence[Held]) -> Iterator[tuple[Span, Span]]:
    """Days told by both that cannot be one."""
    told = [[(held, days) for held in each if (days := said(held.position, held.article))] for each in (here, there)]
    if all(told) and not any(one.overlaps(other) for _, one in told[0] for _, other in told[1]):
        yield clearest([held for held, _ in told[0]]), clearest([held for held, _ in told[1]])


def _condition_left_out(here: Sequence[Held], there: Sequence[Held], other: _Report) -> Iterator[tuple[Span, Span]]:
    """Conditions that one report has, where the other gives the stance without any and no sentence of it tells them."""
    if any(held.position.conditions for held in there) or not other.passages.sentences:
        return
    for condition in dict.fromkeys(condition for held in here for condition in held.position.conditions):
        words = frozenset(content_words(condition.text))
        if words and not other.passages.tell(words, TOLD):
            yield Span(condition.start, condition.end, condition.text, condition.field), clearest(there)


def _words(here: Sequence[Held], there: Sequence[Held], other: _Report) -> Iterator[tuple[Span, Span]]:
    """Words that one report quotes singly and the other does not have, beside its conditions, or else what it tells of the stance."""
    conditions: dict[Stance, list[Span]] = defaultdict(list)
    passages: dict[Stance, list[Span]] = defaultdict(list)
    for held in there:
        conditions[held.position.stance] += [Span(each.start, each.end, each.text, each.field) for each in held.position.conditions]
        passages[held.position.stance] += held.position.evidence
    for held in here:
        if held.position.mode == "mixed":
            others = (conditions[held.position.stance], passages[held.position.stance])
            yield from words_left_out(held.position.evidence, others, other.passages.words)
