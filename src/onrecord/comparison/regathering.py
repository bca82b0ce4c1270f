"""Occasions where articles came in: those that they belong to are gathered anew, all others stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from itertools import chain

from msgspec import Struct

from onrecord.comparison.candidates import EVERY
from onrecord.comparison.differences import Differences, Pair, of_occasion
from onrecord.comparison.joined import Named, StoodTogether, name_of, names_in
from onrecord.comparison.kept import Kept, Stretch
from onrecord.comparison.likeness import LONG_QUOTATION, Spread, reach
from onrecord.comparison.occasions import Gathered, gather_linked, gathered_of, links_among, links_with
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, Telling, gather_tellings, positions_held
from onrecord.comparison.told import Sought, Told, Weights, kept_again, kept_tellings, numbers_of, told_again
from onrecord.comparison.trail import DEPENDS, Place
from onrecord.records import Difference, Occasion, Reading

# So many of the articles that share most runs of words with one that quotes at length are looked at, whatever their days.
SHARING = 20
# What is told of a month, or in a report of which only the month is known, stands in its trail so many days later at most.
WIDE = 45
# What is told of a year stands so many days before or after any of its days at most.
WIDEST = 366
# Where links lead on to more tellings than these, everything is compared.
LARGEST = 400
# The last day of the calendar.
_LAST = date.max.toordinal()


class Regathered(Struct, frozen=True):
    """The occasions that may change, as they were and as they are now; each position stands in one of them at most. `held` are all positions in them
    that are read now.
    """

    before: tuple[Occasion, ...]
    after: tuple[Gathered, ...]
    held: Mapping[tuple[str, str], Held]

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
        self._weights = Weights(Spread(0, self._spread))
        self._own = {name: gather_tellings(positions_held([reading])) for name, reading in sorted(came.items())}
        # Of other articles, what is kept of their tellings; and those that were put together again, by article and number.
        self._told: dict[str, tuple[Told, ...]] = {}
        self._again: dict[tuple[str, int], Telling] = {}

    def occasions(self, tellings_compared: int) -> Regathered | None:
        """The occasions that the articles belong to: those that comparing everything would find with words as rare as they were then.

        Links are looked for from the articles alone. What these are linked with may have links to others, which change nothing as long as it stays
        together and can be of no days that it could not be of before; where that is not so, its links are looked for as well, and so on. None where
        that led too far.
        """
        self._weights = rarity = Weights(Spread(tellings_compared, self._spread))
        inner, known = self._tellings_of(self._came), set[Named]()
        # Where one of the articles was in an occasion before, what was together with it may belong elsewhere now.
        left = self._touched([])
        inner = self._members(inner, left) if left else inner
        linked: list[Telling] = []
        while len(inner) <= LARGEST:
            fresh = [one for one in inner if known.isdisjoint(names_in(one))]
            known = set(chain.from_iterable(map(names_in, inner)))
            others = [one for one in self._candidates(fresh) if known.isdisjoint(names_in(one))]
            # What these have in common with others are words of theirs; what all words of others weigh together is kept.
            self._ask_for_words(fresh)
            found = links_with(fresh, others, self._parties, rarity)
            linked = [one for one in linked if known.isdisjoint(names_in(one))]
            linked += [others[place] for place in sorted({link.other - len(fresh) for link in found})]
            before = self._touched([*inner, *linked])
            tellings = self._members([*inner, *linked], before)
            if self._kept.articles_judged(self._dossier_id) & {one.article for one in tellings}:
                return None
            stood = StoodTogether(tellings, before, self._came)
            # Only where nothing but one new article came in are all links known that count; else they are looked for.
            simple = len(self._came) == 1 and not left and fresh == inner
            joined, others = stood.joined(fresh, others, found) if simple else ([], tellings)
            self._ask_for_words(others)
            after = [*gathered_of(joined), *gather_linked(others, links_among(others, self._parties, rarity))]
            moved = stood.moved(known, linked, after)
            if not moved:
                held = {name_of(one): one for telling in tellings for one in telling.positions}
                return Regathered(tuple(before), tuple(after), held)
            wider = [one for one in tellings if not known.isdisjoint(names_in(one)) or not moved.isdisjoint(names_in(one))]
            if len(wider) == len(inner):
                break
            inner = wider
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
        beside |= {one.id: one for one in self._occasions_of([beside[name] for name in wanted]) if one.id not in gone and one.id not in beside}
        articles = {article for name in wanted for article in _articles(beside[name])}
        found = Differences(self._parties, self._kept.reports_of(self._dossier_id, articles))
        there = self._kept.findings_naming(self._dossier_id, articles | {article for one in changed for article in _articles(one)}, "difference")
        before = [row for row in there if isinstance(row, Difference) and row.occasion in wanted | gone]
        known = self._known(found, [beside[name] for name in sorted(wanted)], [*beside.values()], regathered, before)
        needed = {article for name in wanted for pair in found.pairs_of(beside[name]) if (name, pair) not in known for article in pair}
        readings = self._kept.accounts_named(self._dossier_id, needed)
        positions = [*positions_held(readings), *(held for one in self._tellings_of(articles - needed) for held in one.positions)]
        by_name = {name_of(held): held for held in positions}
        gathered = [Gathered(beside[name], tuple(by_name[one.article, one.position] for one in beside[name].positions)) for name in sorted(wanted)]
        return before, found.find_in(gathered, readings, positions, beside.values(), known)

    def _known(
        self, found: Differences, wanted: Sequence[Occasion], beside: Sequence[Occasion], regathered: Regathered, rows: Iterable[Difference]
    ) -> dict[tuple[str, Pair], list[Difference]]:
        """What two reports have differently that are of an occasion as they were of one before, as it was found then. Where the articles that came in
        had been in occasions before, nothing is.
        """
        if not self._came.keys().isdisjoint(article for one in regathered.before for article in _articles(one)):
            return {}
        now = {one.occasion.id for one in regathered.after}
        earlier = [*regathered.before, *(one for one in beside if one.id not in now)]
        then, since = found.largest_of_pairs(earlier), found.largest_of_pairs(beside)
        by_pair: dict[tuple[str, Pair], list[Difference]] = defaultdict(list)
        for row in rows:
            by_pair[row.occasion, (min(row.articles), max(row.articles))].append(row)
        told: dict[tuple[Pair, frozenset[str]], str] = {(pair, _told(one, pair)): one.id for one in earlier for pair in found.pairs_of(one)}
        known = {}
        for occasion in wanted:
            for pair in found.pairs_of(occasion):
                before = told.get((pair, _told(occasion, pair)))
                if before is not None and (then[pair] == before) == (since[pair] == occasion.id):
                    known[occasion.id, pair] = [of_occasion(row, occasion.id) for row in by_pair[before, (min(pair), max(pair))]]
        return known

    def told(self) -> Iterator[tuple[str, bytes]]:
        """What the articles tell from now on, as it is kept."""
        own = self._tellings_of(self._came)
        self._ask_for_words(own)
        return kept_tellings(own, self._weights)

    def _candidates(self, own: Sequence[Telling]) -> list[Telling]:
        """The tellings of other articles that may report what these do: of the same side on the same term next in time, or of the same words. They
        are given without their passages.
        """
        names = self._articles_around(own)
        for article in sorted({one.article for one in own if one.article in self._came and _quotes_at_length(one)}):
            names.update(self._kept.most_alike(self._dossier_id, article, SHARING))
        sought = Sought(
            holders=frozenset(other for other, _ in self._counts if any(self._parties.speaks_for(other, telling.holder) for telling in own)),
            terms=frozenset(held.position.term for telling in own for held in telling.positions),
            spans=tuple({numbers_of(reach(telling)) for telling in own}),
            runs=frozenset(chain.from_iterable(telling.quoted for telling in own)),
        )
        others = names - self._came.keys()
        told_in = self._told_in(others)
        return [told_again(name, told, self._weights, sought) for name in sorted(others) for told in told_in[name] if sought.may_have(told)]

    def _speaking_for(self, holder: str, term: str) -> list[str]:
        """Those who speak to a term and for a holder, or for whom it speaks."""
        return [other for other, on in self._counts if on == term and other and self._parties.speaks_for(other, holder)]

    def _articles_around(self, own: Iterable[Telling]) -> set[str]:
        """The articles that tell something on the places of these tellings and may meet their days, or of any day where long quotations are the same:
        all where they are few; else those of EVERY position before and after (of open days, around the end that is known, or the last of all), and as
        many of no day.
        """
        whole, before, after = set[Stretch](), set[Stretch](), set[Stretch]()
        for telling in own:
            days = reach(telling)
            since, until = (day.toordinal() if day else 0 for day in (days.first, days.last))
            middle = (since + until) // 2 if since and until else until or since or _LAST
            places = {(holder, held.position.term) for held in telling.positions for holder in self._speaking_for(telling.holder, held.position.term)}
            for place in places:
                if self._counts.get(place, 0) <= 2 * EVERY:
                    anywhere = _quotes_at_length(telling) or not (since and until)
                    whole.add((*place, 0, _LAST) if anywhere else (*place, since - WIDEST, until + WIDEST))
                else:
                    bounds = (since, until + WIDE) if since and until else (1, _LAST)
                    before |= {(*place, bounds[0], middle - 1), (*place, 0, 0)}
                    after.add((*place, middle, bounds[1]))
        told_on, dossier_id = self._kept.articles_told_on, self._dossier_id
        return {
            *told_on(dossier_id, whole, DEPENDS),
            *told_on(dossier_id, before, DEPENDS, EVERY, backwards=True),
            *told_on(dossier_id, after, DEPENDS, EVERY),
        }

    @cached_property
    def _counts(self) -> Mapping[Place, int]:
        """How many positions there are of each holder on each term."""
        return self._kept.positions_counted(self._dossier_id)

    def _touched(self, tellings: Sequence[Telling]) -> list[Occasion]:
        """The occasions that the articles were in, and those that these tellings are in."""
        names = set(chain.from_iterable(map(names_in, tellings)))
        rows = self._kept.findings_naming(self._dossier_id, self._came.keys() | {one.article for one in tellings}, "occasion")
        return [
            row
            for row in rows
            if isinstance(row, Occasion) and any(one.article in self._came or (one.article, one.position) in names for one in row.positions)
        ]

    def _members(self, tellings: Iterable[Telling], occasions: Iterable[Occasion]) -> list[Telling]:
        """These tellings, all of the articles, and those in these occasions, in their order."""
        names = {(one.article, one.position) for occasion in occasions for one in occasion.positions} | set(
            chain.from_iterable(map(names_in, tellings))
        )
        return self._tellings_of({article for article, _ in names} | self._came.keys(), names)

    def _tellings_of(self, articles: Iterable[str], names: AbstractSet[Named] | None = None) -> list[Telling]:
        """The tellings of these articles, in their order; of articles that did not come in without passages, and only those that have one of these
        positions, where given.
        """
        found, wanted = list[Telling](), set(articles)
        told_in = self._told_in(wanted)
        for article in sorted(wanted):
            found += self._own.get(article, ())
            for number, told in enumerate(told_in.get(article, ())):
                if names is None or not names.isdisjoint([(article, position[0]) for position in told.positions]):
                    found.append(self._put_together(article, number, told))
        return found

    def _put_together(self, article: str, number: int, told: Told) -> Telling:
        if (article, number) not in self._again:
            self._again[article, number] = told_again(article, told, self._weights)
        return self._again[article, number]

    def _told_in(self, articles: AbstractSet[str]) -> Mapping[str, tuple[Told, ...]]:
        """What is kept of the tellings of articles that did not come in: of these, and of all that were asked for before."""
        missing = articles - self._came.keys() - self._told.keys()
        if missing:
            contents = self._kept.told_in(self._dossier_id, missing)
            self._told |= {name: kept_again(contents[name]) if name in contents else () for name in missing}
        return self._told

    def _occasions_of(self, occasions: Iterable[Occasion]) -> list[Occasion]:
        """The occasions of which an article reports that reports one of these."""
        articles = {article for one in occasions for article in _articles(one)}
        return [row for row in self._kept.findings_naming(self._dossier_id, articles, "occasion") if isinstance(row, Occasion)]

    def _ask_for_words(self, tellings: Iterable[Telling]) -> None:
        words = {word for telling in tellings for word in telling.words} - self._asked
        self._spread.update(self._kept.spread_of_words(self._dossier_id, words))
        self._asked |= words


def _quotes_at_length(telling: Telling) -> bool:
    """Whether it has so many quoted words that the same in another make both tellings of one utterance, whatever their days."""
    return len(telling.quoted) >= LONG_QUOTATION - 2


def _share_reports(occasion: Occasion, others: Iterable[Occasion]) -> bool:
    articles = _articles(occasion)
    return any(len(articles & _articles(other)) > 1 for other in others)


def _told(occasion: Occasion, articles: Collection[str]) -> frozenset[str]:
    """The positions of an occasion that these articles give."""
    return frozenset(one.position for one in occasion.positions if one.article in articles)


def _articles(occasion: Occasion) -> set[str]:
    return {one.article for one in occasion.positions}
