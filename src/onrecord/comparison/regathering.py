"""Occasions where articles came in: those that they belong to are gathered anew, all others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from msgspec import Struct

from onrecord.comparison.candidates import EVERY
from onrecord.comparison.differences import Differences
from onrecord.comparison.intervals import Interval
from onrecord.comparison.kept import Kept
from onrecord.comparison.likeness import LONG_QUOTATION, Rarity, Spread, reach
from onrecord.comparison.occasions import Gathered, gather_linked, linked_with, links_among
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, Telling, gather_tellings, positions_held
from onrecord.records import Days, Difference, Occasion, Reading

# So many of the articles that share most runs of words with one that quotes at length are looked at, whatever their days.
SHARING = 20
# Where links lead on to more tellings than these, everything is compared.
LARGEST = 400
_Named = tuple[str, str]  # article, position


class Regathered(Struct, frozen=True):
    """The occasions that may change, as they were and as they are now; each position stands in one of them at most."""

    before: tuple[Occasion, ...]
    after: tuple[Gathered, ...]

    def changed(self) -> list[Occasion]:
        """Those of before that go, and those that come."""
        there, now = {one.id: one for one in self.before}, {one.occasion.id: one.occasion for one in self.after}
        return [*(there[name] for name in sorted(there.keys() - now.keys())), *(now[name] for name in sorted(now.keys() - there.keys()))]


class Regathering:
    """Gathers the occasions of articles that came in anew, and finds what their reports have differently.

    `came` are the readings of these articles by id. Everything else was compared with words of such a `spread`, to which words are added.
    """

    def __init__(self, kept: Kept, dossier_id: str | None, parties: Parties, came: Mapping[str, Reading]) -> None:
        self._kept = kept
        self._dossier_id = dossier_id
        self._parties = parties
        self._came = came
        self._spread: dict[str, int] = {}
        self._asked: set[str] = set()
        self._tellings = {name: gather_tellings(positions_held([reading])) for name, reading in sorted(came.items())}

    def occasions(self, tellings_compared: int) -> Regathered | None:
        """The occasions that the articles belong to: those that comparing everything would find with words as rare as they were then.

        Links are looked for from the articles alone. What these are linked with may have links to others, which change nothing as long as it stays
        together and is not of more days than before; where it does not, its links are looked for as well, and so on. None where that led too far.
        """
        rarity = Rarity(Spread(tellings_compared, self._spread))
        inner = self._tellings_of(self._came)
        while len(inner) <= LARGEST:
            known = set(chain.from_iterable(map(_names, inner)))
            others = [one for one in self._candidates(inner) if known.isdisjoint(_names(one))]
            self._ask_for_words([*inner, *others])
            linked = [others[place] for place in sorted(linked_with(inner, others, self._parties, rarity))]
            before = self._touched([*inner, *linked])
            tellings = self._members([*inner, *linked], before)
            if self._kept.articles_judged(self._dossier_id) & {one.article for one in tellings}:
                return None
            self._ask_for_words(tellings)
            after = gather_linked(tellings, links_among(tellings, self._parties, rarity))
            if self._hold(known, before, linked, after, tellings):
                return Regathered(tuple(before), tuple(after))
            inner = tellings
        return None

    def differences(self, regathered: Regathered) -> tuple[list[Difference], list[Difference]]:
        """The differences, as they were and as they are, of occasions that changed or that one of the articles reports, and of those that share
        two reports with one of these: what two reports have differently as a whole is told of the largest occasion that both report.
        """
        gone = {one.id for one in regathered.before} - {one.occasion.id for one in regathered.after}
        reported = [one for one in regathered.after if not self._came.keys().isdisjoint(_articles(one.occasion))]
        changed = [*regathered.changed(), *(one.occasion for one in reported)]
        beside = {one.id: one for one in self._occasions_of(changed) if one.id not in gone}
        beside |= {one.occasion.id: one.occasion for one in regathered.after}
        wanted = {one.id for one in changed if one.id not in gone} | {name for name, one in beside.items() if _share_reports(one, changed)}
        articles = {article for name in wanted for article in _articles(beside[name])}
        readings = self._kept.readings_named(self._dossier_id, articles)
        positions = positions_held(readings)
        by_name = {(held.article.id, held.position.id): held for held in positions}
        gathered = [Gathered(beside[name], tuple(by_name[one.article, one.position] for one in beside[name].positions)) for name in sorted(wanted)]
        beside |= {one.id: one for one in self._occasions_of([beside[name] for name in wanted]) if one.id not in gone and one.id not in beside}
        found = Differences(self._parties, self._kept.reports_of(self._dossier_id, articles))
        there = self._kept.findings_naming(self._dossier_id, articles | {article for one in changed for article in _articles(one)}, "difference")
        before = [row for row in there if isinstance(row, Difference) and row.occasion in wanted | gone]
        return before, found.find_in(gathered, readings, positions, beside.values())

    def _candidates(self, own: Sequence[Telling]) -> list[Telling]:
        """The tellings of other articles that may report what these do: of the same side on the same term next in time, or of the same words."""
        holders: dict[str, set[str]] = {}
        for holder, term in self._kept.position_counts(self._dossier_id):
            holders.setdefault(term, set()).add(holder)
        places = {
            (holder, held.position.term, _day(telling))
            for telling in own
            for held in telling.positions
            for holder in holders.get(held.position.term, ())
            if holder and self._parties.speaks_for(holder, telling.holder)
        }
        names = self._kept.articles_near(self._dossier_id, places, EVERY)
        for article in sorted({one.article for one in own if one.article in self._came and len(one.quoted) >= LONG_QUOTATION - 2}):
            alike = sorted(self._kept.sharing(self._dossier_id, article), key=lambda one: (-one.shared, one.article))
            names.update(one.article for one in alike[:SHARING])
        of = {telling.holder for telling in own}
        return [one for one in self._tellings_of(names - self._came.keys()) if any(self._parties.speaks_for(one.holder, holder) for holder in of)]

    def _touched(self, tellings: Sequence[Telling]) -> list[Occasion]:
        """The occasions that the articles were in, and those that these tellings are in."""
        names = set(chain.from_iterable(map(_names, tellings)))
        rows = self._kept.findings_naming(self._dossier_id, self._came.keys() | {one.article for one in tellings}, "occasion")
        return [
            row
            for row in rows
            if isinstance(row, Occasion) and any(one.article in self._came or (one.article, one.position) in names for one in row.positions)
        ]

    def _members(self, tellings: Iterable[Telling], occasions: Iterable[Occasion]) -> list[Telling]:
        """These tellings, all of the articles, and those in these occasions, in their order."""
        names = {(one.article, one.position) for occasion in occasions for one in occasion.positions} | set(
            chain.from_iterable(map(_names, tellings))
        )
        found = self._tellings_of({article for article, _ in names} | self._came.keys())
        return [one for one in found if one.article in self._came or not names.isdisjoint(_names(one))]

    def _tellings_of(self, articles: Iterable[str]) -> list[Telling]:
        """The tellings of these articles, in their order; of each article they are gathered once."""
        names = sorted(set(articles))
        for reading in self._kept.positions_named(self._dossier_id, [name for name in names if name not in self._tellings]):
            self._tellings[reading.article.id] = gather_tellings(positions_held([reading]))
        return [telling for name in names for telling in self._tellings.get(name, ())]

    def _occasions_of(self, occasions: Iterable[Occasion]) -> list[Occasion]:
        """The occasions of which an article reports that reports one of these."""
        articles = {article for one in occasions for article in _articles(one)}
        return [row for row in self._kept.findings_naming(self._dossier_id, articles, "occasion") if isinstance(row, Occasion)]

    def _ask_for_words(self, tellings: Iterable[Telling]) -> None:
        words = {word for telling in tellings for word in telling.words} - self._asked
        self._spread.update(self._kept.spread_of_words(self._dossier_id, words))
        self._asked |= words

    def _hold(
        self, known: set[_Named], before: Sequence[Occasion], linked: Sequence[Telling], after: Sequence[Gathered], tellings: Sequence[Telling]
    ) -> bool:
        """Whether what was together before still is, and what it is gathered into is of no other days: where not all links are `known`."""
        place = {name: number for number, one in enumerate(after) for name in map(_name, one.positions)}
        days = [_interval(one.occasion.on) for one in after]
        alone = {name: (-number - 1, telling.said or Interval()) for number, telling in enumerate(tellings) for name in _names(telling)}
        groups = [([(one.article, one.position) for one in row.positions if one.article not in self._came], _interval(row.on)) for row in before]
        groups += [(sorted(_names(one)), one.said or Interval()) for one in linked]
        for names, of in groups:
            # What is not read any more is of no days that could be compared.
            now = [(place[name], days[place[name]]) if name in place else alone.get(name, (0, Interval())) for name in names]
            if not known.issuperset(names) and (len({group for group, _ in now}) > 1 or not all(interval.inside(of) for _, interval in now)):
                return False
        return True


def _share_reports(occasion: Occasion, others: Iterable[Occasion]) -> bool:
    articles = _articles(occasion)
    return any(len(articles & _articles(other)) > 1 for other in others)


def _articles(occasion: Occasion) -> set[str]:
    return {one.article for one in occasion.positions}


def _name(held: Held) -> _Named:
    return held.article.id, held.position.id


def _names(telling: Telling) -> set[_Named]:
    return set(map(_name, telling.positions))


def _interval(on: Days | None) -> Interval:
    if on is None:
        return Interval()
    return Interval(date.fromisoformat(on.first) if on.first else None, date.fromisoformat(on.last) if on.last else None)


def _day(telling: Telling) -> int:
    """The middle of the days on which it can meet another telling, counted from the year 1; 0 where they are not known."""
    days = reach(telling)
    if days.first and days.last:
        return (days.first.toordinal() + days.last.toordinal()) // 2
    known = days.last or days.first
    return known.toordinal() if known else 0
