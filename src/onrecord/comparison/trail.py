"""The trail of a holder on a term: its positions in the order of time, as light as comparing what stands next to each other there needs them.

Whatever is found between positions of different days is found out of these, so that a ledger can keep them by day, and an article that came in is
compared with what is near it in time alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from onrecord.comparison.intervals import Interval
from onrecord.comparison.opposites import OPPOSED, changing, denies, exact
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held
from onrecord.comparison.turns import tells_a_turn, tells_of_the_holder
from onrecord.comparison.voices import voice_of
from onrecord.records import PositionReference, Stance

Place = tuple[str, str]  # holder, term
Named = tuple[str, str]  # article, position

# What a position is, each a bit of `Trailed.marks`.
TITLE: Final = 1  # it stands in a headline alone
CIRCULAR: Final = 2  # it depends on itself, or is passed on by its own holder
OWN: Final = 4  # of the whole holder, told by it or by somebody who speaks for it
TURN: Final = 8  # its words tell that somebody turned round
SAID: Final = 16  # its report tells when
EXACT: Final = 32  # its report tells the very day
ACT: Final = 64  # done, rather than said
CHANGING: Final = 128  # its words speak of change
DENIES: Final = 256  # it denies the contrary stance
ASKS: Final = 512  # its words have a question mark
OTHERS: Final = 1024  # others say it of the holder
REPLIES: Final = 2048  # reply words stand beside it
OFFERED: Final = 4096  # and they name an offer: it may answer what another article proposed
COPY: Final = 8192  # another article stands for the one that it is in
DEPENDS: Final = 16384  # the term is one that something depends on in it; its own is `told_of`


class Trailed(Struct, frozen=True):
    """A position in the trail of its holder on its term.

    Days are counted from the year 1; 0 is not known. `day` is the last that it can be of, else the first.
    """

    holder: str
    term: str
    day: int
    article: str
    position: str
    first: int
    last: int
    stance: Stance
    confidence: float
    vias: int
    start: int
    marks: int
    told_of: str

    def has(self, marks: int) -> bool:
        """Whether it has any of these marks."""
        return bool(self.marks & marks)

    def order(self) -> tuple[str, int, str]:
        """Sorts as `Held.order` does."""
        return self.article, self.start, self.position

    def name(self) -> Named:
        """What tells it from others."""
        return self.article, self.position

    def place(self) -> Place:
        """Whose trail it stands in."""
        return self.holder, self.term

    def days(self) -> Interval:
        """The days on which it can have been taken."""
        return Interval(date.fromordinal(self.first) if self.first else None, date.fromordinal(self.last) if self.last else None)

    def reference(self) -> PositionReference:
        """How a comparison points at it."""
        return PositionReference(article=self.article, position=self.position, holder=self.holder, term=self.told_of)


# Gives the position that stands in a trail.
Whole = Callable[[Trailed], Held]


def trail_of(
    positions: Iterable[Held], parties: Parties, report_of: Mapping[str, str], replying: Collection[Named], to_offers: Collection[Named]
) -> list[Trailed]:
    """The positions as trails have them, and once more for each term that something depends on in them.

    `report_of` maps a copy to the article that stands for its family; `replying` are those beside which reply words stand, `to_offers` those of these
    that name an offer.
    """
    found = []
    for held in positions:
        name = held.article.id, held.position.id
        marks = _marks_of(held, parties)
        marks |= (
            COPY * (report_of.get(held.article.id, held.article.id) != held.article.id) | REPLIES * (name in replying) | OFFERED * (name in to_offers)
        )
        found.append(_row(held, held.position.term, marks))
        depending = dict.fromkeys(one.term for one in held.position.conditions if one.term and one.term != held.position.term)
        found += [_row(held, term, marks & (TITLE | CIRCULAR | COPY) | DEPENDS) for term in depending]
    return found


def _row(held: Held, term: str, marks: int) -> Trailed:
    first, last = (day.toordinal() if day else 0 for day in (held.days.first, held.days.last))
    position = held.position
    return Trailed(
        holder=held.holder,
        term=term,
        day=last or first,
        article=held.article.id,
        position=position.id,
        first=first,
        last=last,
        stance=position.stance,
        confidence=position.confidence,
        vias=len(position.via),
        start=held.order()[1],
        marks=marks,
        told_of=position.term,
    )


def _marks_of(held: Held, parties: Parties) -> int:
    position, own = held.position, tells_of_the_holder(held, parties)
    marks = (
        TITLE * held.in_title()
        | CIRCULAR * held.circular()
        | OWN * own
        | TURN * (own and tells_a_turn(held))
        | SAID * (position.said_on is not None)
        | EXACT * exact(held)
        | ACT * (position.mode == "narrated")
        | ASKS * any("?" in span.text for span in position.evidence)
        | OTHERS * (bool(position.via) and voice_of(held, parties) == "others")
    )
    if position.stance in OPPOSED:
        marks |= CHANGING * changing(held) | DENIES * denies(held, parties)
    return marks
