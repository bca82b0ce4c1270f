"""Opposites: pairs of positions that cannot both hold, found in time that grows with the positions and not with their pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise

from onrecord.comparison.background import is_background
from onrecord.comparison.denials import find_denial
from onrecord.comparison.intervals import Interval
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held
from onrecord.comparison.voices import differ
from onrecord.language.words import plain_words
from onrecord.records import Span, Stance

OPPOSED = frozenset({"for", "against"})
# Words by which reports tell that something was otherwise before, or became otherwise.
_CHANGE = frozenset(
    "abandon abandoned abandoning anymore begun cancel canceled canceling cancellation cancelled cancelling changed "  # noqa: SIM905  reads as text
    "changing dropped earlier early formerly initial initially later longer now once original originally planned "
    "pledged previous previously promised rescinded rescinding resumed reverse reversed reversing scrap scrapped scrapping started suspended "
    "switched then turned used".split()
)
_CHANGES = frozenset([("backed", "off"), ("backed", "away"), ("called", "off"), ("calling", "off"), ("put", "off"), ("pulled", "out")])
_WANTED = frozenset({"hoped", "intended", "wanted", "wished"})
# Two positions that one holder's own words are read to give, for and against, are nearly always one of them misread: people seldom contradict
# themselves in one report or on one day. Of 24 such pairs, read together at 0.35 to 0.85 in some 2,400 reports, none had both ends right when
# read by eye; from annotated positions, all nine conflicts in 507 articles are of what others tell. So both must be read this surely together:
# of positions at 0.9 or more, nine in ten have the annotated stance.
SURE = 0.9
# What others claim, and what is denied, is a contradiction by the way it is told, and may be read less surely. Of ten such pairs read by eye, the
# one above this was right, as were one of the three between 0.35 and this, and one of the six below.
CLAIMED = 0.45

# So many positions of one stance, of one holder on one term in one article or on one day, are looked at: more are a transcript.
MOST = 50

# The day that is told, or None where both reports tell none.
_Moment = Interval | None


def opposite_inside(group: Sequence[Held], parties: Parties) -> tuple[Held, Held] | None:
    """The first position for and the first against, of one article, that are told as held at once by passages of their own.

    The same passage read both ways says more about the reading than about the report. What one source says of the holder and another says
    otherwise is a contradiction in the report; the holder's own words must be read surely to be one. What is told as background is of its own day.
    """
    refusing = [(moment, other) for moment, other in _told_at(group, "against") if not _of_the_past(other)][:MOST]
    for moment, one in islice(_told_at(group, "for"), MOST):
        if _of_the_past(one):
            continue
        for other_moment, other in refusing:
            if overlap(one.position.evidence, other.position.evidence) or (_act(one) and _act(other)):
                continue
            told_apart = _told_apart(one, other, parties) and one.days.overlaps(other.days)
            if told_apart or (moment == other_moment and surely(one, other)):
                return one, other
    return None


def opposite_between(group: Sequence[Held], parties: Parties, occasion_of: Mapping[tuple[str, str], str] | None = None) -> tuple[Held, Held] | None:
    """The first position for and the first against, of two articles and not of one known occasion, that are told as held at once."""
    known = occasion_of or {}
    refusing: dict[_Moment, list[Held]] = defaultdict(list)
    looked_at: Counter[_Moment] = Counter()
    for moment, other in _told_at(group, "against"):
        if len(refusing[moment]) < MOST:
            refusing[moment].append(other)
    for moment, one in _told_at(group, "for"):
        looked_at[moment] += 1
        occasion = known.get(_place(one))
        for other in refusing[moment] if looked_at[moment] <= MOST else ():
            apart = _apart(one, other) and not (_act(one) and _act(other)) and (occasion is None or occasion != known.get(_place(other)))
            if apart and (surely(one, other) or _told_apart(one, other, parties)):
                return one, other
    return None


def opposite_claims(group: Sequence[Held], parties: Parties) -> tuple[Held, Held] | None:
    """The first position for and the first against, of two articles of the same or the next day, of which others tell one and the holder another.

    Neither tells a day: what is reported as fresh on one day is taken to be of that day.
    """
    refusing: dict[date, list[Held]] = defaultdict(list)
    for moment, other in _told_at(group, "against"):
        if moment is None and other.days.last and len(refusing[other.days.last]) < MOST:
            refusing[other.days.last].append(other)
    for moment, one in _told_at(group, "for"):
        if moment is None and one.days.last:
            for other in (other for day in _days_around(one.days.last) for other in refusing.get(day, ())):
                if _apart(one, other) and _told_apart(one, other, parties):
                    return one, other
    return None


def denied(group: Sequence[Held], parties: Parties) -> tuple[Held, Held] | None:
    """The first position that a denial can deny, and the denial: opposite stances in two reports, the denial not certainly told earlier."""
    opposed = [(held, denies(held, parties)) for held in group if held.position.stance in OPPOSED]
    deniable: dict[Stance, list[Held]] = {"for": [], "against": []}
    for held, is_denial in opposed:
        if not is_denial:
            deniable[held.position.stance].append(held)
    for denial, is_denial in opposed:
        contrary: Stance = "against" if denial.position.stance == "for" else "for"
        if is_denial:
            found = next((held for held in deniable[contrary][:MOST] if _can_deny(denial, held)), None)
            if found is not None:
                return found, denial
    return None


def changing(held: Held) -> bool:
    """Whether any passage of a position speaks of change: what it tells was otherwise before, or became otherwise."""
    return any(tells_of_change(span) for span in held.position.evidence)


def tells_of_change(passage: Span) -> bool:
    """Whether one passage speaks of change."""
    plain = plain_words(passage.text)
    return not _CHANGE.isdisjoint(plain) or any(pair in _CHANGES for pair in pairwise(plain))


def _of_the_past(held: Held) -> bool:
    """Whether a position for which no day is told stands in the background of its report, every passage of it, or is quoted as of the past."""
    if held.position.said_on is not None:
        return False
    return _quoted_of_then(held) or all(is_background(held.article, span) for span in held.position.evidence)


def _quoted_of_then(held: Held) -> bool:
    """Whether others are quoted with what the holder wanted at some time before: in quotation marks the past is past."""
    if held.position.mode != "direct" or not held.position.via:
        return False
    return any(word in _WANTED for span in held.position.evidence for word in plain_words(span.text))


def _told_apart(one: Held, other: Held, parties: Parties) -> bool:
    """Whether the holder and others, or two others, tell the two, and both are read well enough."""
    return _together(one, other) >= CLAIMED and differ(one, other, parties)


def _together(one: Held, other: Held) -> float:
    return one.position.confidence * other.position.confidence


def surely(one: Held, other: Held) -> bool:
    """Whether both positions are read surely enough together to speak against each other, and not both passed on: one source tells a story."""
    own = not (one.position.via and other.position.via)
    return own and _together(one, other) >= SURE


def exact(held: Held) -> bool:
    """Whether the report tells the very day."""
    return held.position.said_on is not None and held.days.first is not None and held.days.first == held.days.last


def overlap(one: Iterable[Span], other: Sequence[Span]) -> bool:
    """Whether any two passages share characters."""
    return any(here.field == there.field and here.start < there.end and there.start < here.end for here in one for there in other)


def _told_at(group: Iterable[Held], stance: Stance) -> Iterator[tuple[_Moment, Held]]:
    """The positions of one stance, each with when it is told; two with one moment are told as held at the same time.

    A report that tells how a stance changed is no conflict. So both must be of one told day and not both acts (two acts of one day follow each
    other), or both without a day and neither an act, and neither passage may speak of change. Of 24 pairs in gold/train that had opposite stances
    and nothing more, 4 were conflicts when read by eye.
    """
    for held in group:
        if held.position.stance == stance:
            undated = held.position.said_on is None and not _act(held)
            if (undated or exact(held)) and not changing(held):
                yield (None if undated else held.days), held


def _can_deny(denial: Held, held: Held) -> bool:
    return _apart(held, denial) and not denial.days.before(held.days) and _together(held, denial) >= CLAIMED


def denies(held: Held, parties: Parties) -> bool:
    """Whether a passage denies that the holder, and not somebody else whom it names, takes the contrary stance."""
    denials = [denial for span in held.position.evidence if (denial := find_denial(span.text)) and denial.stance != held.position.stance]
    sides = {parties.side(actor) for denial in denials for actor in parties.named_in(denial.of)}
    return bool(denials) and (not sides or parties.side(held.holder) in sides)


def _days_around(day: date) -> tuple[date, ...]:
    return tuple(date.fromordinal(number) for number in range(max(day.toordinal() - 1, 1), min(day.toordinal() + 1, date.max.toordinal()) + 1))


def _act(held: Held) -> bool:
    return held.position.mode == "narrated"


def _apart(one: Held, other: Held) -> bool:
    return one.article.id != other.article.id


def _place(held: Held) -> tuple[str, str]:
    return held.article.id, held.position.id
