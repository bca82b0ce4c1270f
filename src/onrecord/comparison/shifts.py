"""Shifts: a holder's stance on a term that changed between two days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from onrecord.comparison.conditions import added_in
from onrecord.comparison.intervals import Interval
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held
from onrecord.comparison.voices import voice_of
from onrecord.identity import digest
from onrecord.language.words import find_words
from onrecord.records import ArticleSpan, Shift, ShiftEnd, Stance

# Words by which reports speak of some members of a group.
_PART = frozenset(
    {"some", "many", "most", "several", "few", "others", "number", "handful", "half", "including", "smattering", "lone", "majority", "minority"}
)

# A stance that only one report gives, read less surely than this, is taken for a misreading where the reports next to it in time do not agree.
# Without this, of 72 shifts that the reading by rules led to in gold/train and gold/dev, one had both ends right.
SURE = 0.8
# Both ends of a shift must be read this surely together. Stances change seldom and are misread often, so most changes that are read are
# misread: of 30 shifts at 0.5 or more in some 4,000 reports, two were right when read by eye, and the surest of all was wrong, at 0.79.
TOGETHER = 0.8
# Where a passage tells a turn in so many words, this is enough: of those 30, one that was right tells one, and none of the wrong ones that are
# told by the holder.
TOGETHER_AT_A_TURN = 0.5
_TURNS = frozenset(
    "abandoned backtracked canceled cancelled dropped flipped relented reneged rescinded retreated reversed reversing scrapped "  # noqa: SIM905  reads as text
    "softened switched".split()
)
_TURNS_OF_TWO = frozenset(
    {"backed away", "backed down", "backed off", "backing away", "backing off", "called off", "calling off", "changed course"}
    | {"climbed down", "gave in", "gave up", "pulled back", "pulled out", "walked back"}
)


class _Moment(Struct, frozen=True):
    """The positions of one holder on one term, of one stance, on the same days; `held` is the best of so many `reports`."""

    days: Interval
    stance: Stance
    held: Held
    reports: int = 1

    def sureness(self) -> float:
        """How surely the best report was read."""
        return self.held.position.confidence


def find_shifts(positions: Sequence[Held], parties: Parties, report_of: Mapping[str, str]) -> list[Shift]:
    """Changes between consecutive stances of one holder on one term, ordered by days; a stance repeated is none.

    Positions are ordered only where every day of one lies before every day of the other (`intervals.held` says how the days of a position
    without `said_on` are bounded). Copies count once, and headlines not at all: they sharpen what the body says. Nor does what some members
    of a group say, since others may have said it before, nor what others say of a holder: that may begin with them.
    """
    by_place: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in positions:
        if report_of.get(held.article.id, held.article.id) == held.article.id and _tells_of_the_holder(held, parties):
            by_place[held.holder, held.position.term].append(held)
    found: dict[str, Shift] = {}
    for (holder, term), group in sorted(by_place.items()):
        for before, after in _changes(_moments(group)):
            shift = _shift(holder, term, before, after, parties)
            found[shift.id] = shift
    return list(found.values())


def _alone(moments: Sequence[_Moment]) -> set[int]:
    """The places of moments that one unsure report gives and that neither the moment before nor the one after agrees with."""
    stances = [None, *(moment.stance for moment in moments), None]
    return {
        place
        for place, moment in enumerate(moments)
        if moment.reports == 1 and moment.sureness() < SURE and moment.stance not in (stances[place], stances[place + 2])
    }


def _tells_of_the_holder(held: Held, parties: Parties) -> bool:
    """Whether a position is one of the whole holder, told by it, by somebody who speaks for it, or by the report itself."""
    a_part = parties.is_group(held.holder) and _of_a_part(held)
    return not (a_part or held.in_title() or held.circular() or voice_of(held, parties) == "others")


def _of_a_part(held: Held) -> bool:
    spans = [*held.position.evidence, *([held.position.mention] if held.position.mention else [])]
    return any(word.plain in _PART or word.plain.isdigit() for span in spans for word in find_words(span.text))


def _moments(group: Sequence[Held]) -> list[_Moment]:
    reports: dict[tuple[Interval, Stance], list[Held]] = defaultdict(list)
    for held in group:
        reports[held.days, held.position.stance].append(held)
    moments = [_Moment(days, stance, _best(held), len({one.article.id for one in held})) for (days, stance), held in reports.items()]
    ordered = sorted(moments, key=lambda moment: (moment.days.last or date.max, moment.days.first or date.min, moment.stance))
    alone = _alone(ordered)
    return [moment for place, moment in enumerate(ordered) if place not in alone]


def _changes(moments: Sequence[_Moment]) -> list[tuple[_Moment, _Moment]]:
    """Pairs with different stances, one wholly before the other and nothing wholly between them.

    What one article tells of a month and another of a day in it would make two pairs of one change; each moment begins and ends one at most,
    the best known days first.
    """
    chosen: list[tuple[_Moment, _Moment]] = []
    begun: set[_Moment] = set()
    ended: set[_Moment] = set()
    for before, after in sorted(_candidates(moments), key=_openness):
        if before not in begun and after not in ended:
            chosen.append((before, after))
            begun.update(other for other in moments if other.stance == before.stance and other.days.overlaps(before.days))
            ended.update(other for other in moments if other.stance == after.stance and other.days.overlaps(after.days))
    return sorted(chosen, key=lambda pair: (pair[1].days.first or date.min, pair[0].days.last or date.min))


def _openness(pair: tuple[_Moment, _Moment]) -> tuple[int, int, date, date]:
    """Sorts pairs by how widely their days are known (an open end is wider than any), then by day."""
    days = [moment.days for moment in pair]
    wide = sum((each.last - each.first).days for each in days if each.first and each.last)
    return sum(each.first is None or each.last is None for each in days), wide, days[1].first or date.min, days[0].last or date.min


def _candidates(moments: Sequence[_Moment]) -> Iterator[tuple[_Moment, _Moment]]:
    """The search goes backwards from each moment and stops at the latest first day found before it: everything earlier has that between."""
    for number, after in enumerate(moments):
        latest_start = date.min
        for before in reversed(moments[:number]):
            if not before.days.before(after.days):
                continue
            if before.days.last is not None and before.days.last < latest_start:
                break
            latest_start = max(latest_start, before.days.first or date.min)
            if before.stance != after.stance and _surely(before, after) and not _both(moments, before, after):
                yield before, after


def _surely(before: _Moment, after: _Moment) -> bool:
    enough = TOGETHER_AT_A_TURN if _tells_a_turn(before.held) or _tells_a_turn(after.held) else TOGETHER
    return before.sureness() * after.sureness() >= enough


def _tells_a_turn(held: Held) -> bool:
    """Whether the report's own words tell that somebody turned round. Quoted words mostly tell it of somebody else."""
    if held.position.mode == "direct":
        return False
    passages = ([word.plain for word in find_words(span.text)] for span in held.position.evidence)
    return any(not _TURNS.isdisjoint(plain) or any(f"{one} {next_one}" in _TURNS_OF_TWO for one, next_one in pairwise(plain)) for plain in passages)


def _both(moments: Sequence[_Moment], before: _Moment, after: _Moment) -> bool:
    """Whether the later stance was already taken on the earlier days, or the earlier one still on the later days: both at once, no change."""
    return any(
        (other.stance == after.stance and other.days.inside(before.days)) or (other.stance == before.stance and other.days.inside(after.days))
        for other in moments
    )


def _best(held: Sequence[Held]) -> Held:
    """The report to show: told outright rather than passed on, then the most confident, then the first by id."""
    return min(held, key=lambda one: (len(one.position.via), -one.position.confidence, one.order()))


def _shift(holder: str, term: str, before: _Moment, after: _Moment, parties: Parties) -> Shift:
    ends = [_end(before, parties), _end(after, parties)]
    name = digest("shift", holder, term, *(part for end in ends for part in (end.article, end.position)))
    return Shift(
        id=name,
        holder=holder,
        term=term,
        before=ends[0],
        after=ends[1],
        added=tuple(ArticleSpan(after.held.article.id, span) for span in added_in(after.held.position, before.held.position)),
        dropped=tuple(ArticleSpan(before.held.article.id, span) for span in added_in(before.held.position, after.held.position)),
    )


def _end(moment: _Moment, parties: Parties) -> ShiftEnd:
    position = moment.held.position
    return ShiftEnd(
        stance=position.stance,
        said_on=position.said_on,
        article=moment.held.article.id,
        position=position.id,
        days=moment.days.days(),
        voice=voice_of(moment.held, parties),
    )
