# ruff: noqa: SIM905  word lists read better as text
"""The clues by which the day of a passage is chosen among the dates told around it, or left open. Each has its weight in weights.toml.

Clues of the passage itself speak for leaving it open ("none ..."); those of a date speak for that date: of the passage's own sentence ("own ..."),
of an earlier one ("back ...") or of a later one ("ahead ..."; "other ..." for both).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from onrecord.dates.telling import DAYS, Dated, Told

_KINDS = {"monthday": "date", "full": "date", "event": "date", "dayafter": "day after"}
_LEAD = 3
_LATE = 15
# A passage shorter than this is a word or two that stand for what is told: whether a date stands inside it says nothing.
WHOLE = 30
# "GENEVA, May 14 (Reuters)" is where and when the article was filed; a post that is quoted ends with its author and its day.
_DATELINE = re.compile(r"\W*[A-Z][A-Z .,/]{3,40}[,–—] ?")
_SIGNATURE = re.compile(r"(?:[—–]|--|\(@\w{1,40}\))[^.]{0,80}\Z")
_LEAD_INS = frozenset("on in of the from after before late early earlier a since at and".split())


class Passage(Struct, frozen=True):
    """Words whose day is asked for: `place` is that of their sentence in the table; `holder` whose words or act they are, where that is known."""

    place: int
    start: int
    end: int
    holder: str | None = None


def of_passage(passage: Passage, table: Sequence[Told]) -> list[str]:
    """How the passage is told."""
    told = table[passage.place]
    facts = {
        "quoted": any(first < passage.end and passage.start < last for first, last in told.quoted),
        "saying": bool(told.speech.verbs),
        "pronoun": told.speech.pronoun,
        "nobody": not told.speakers,
        "lead": passage.place < _LEAD,
        "late": passage.place >= _LATE,
        "holder": passage.holder is not None,
    }
    return ["always", *told.manners, *(name for name, fact in facts.items() if fact)]


def of_own(dated: Dated, number: int, told: Told, passage: Passage, source: str) -> list[str]:
    """How a date of the passage's own sentence stands to it."""
    found = ["own", f"own {_kind(dated)}", f"own after {_word_before(dated, told, source)}"]
    where = "beside a word"
    if passage.end - passage.start >= WHOLE:
        inside = passage.start <= dated.start < passage.end
        where = "inside" if inside else "before" if dated.start < passage.start else "behind"
        gap = max(passage.start - dated.end, dated.start - passage.end)
        if gap > 0:
            found.append(f"own {where} {bucket(gap, (20, 60, 120))}")
    found.append(f"own {where}")
    if dated.attached is not None:
        found += ["own attached", f"own attached {where}"]
    elif told.speech.verbs:
        found += ["own unattached", f"own unattached {where}"]
        if dated.subordinate:
            found.append("own inside what is said")
    if number == told.main:
        found.append("own main")
    if any(other.value != dated.value for other in told.dates):
        found.append("own one of several")
    return found + [f"own {name}" for name in _standing(dated)]


def of_other(dated: Dated, number: int, place: int, passage: Passage, table: Sequence[Told], nearer: int, source: str) -> list[str]:
    """How a date of another sentence stands to the passage; `nearer` counts the other days told between them."""
    told, here = table[place], table[passage.place]
    away = passage.place - place
    side = "back" if away > 0 else "ahead"
    main = "main" if number == told.main else "by the way"
    found = [
        "other",
        f"other {_kind(dated)}",
        f"{side} {'day' if dated.form in DAYS else 'coarse'}",
        f"{side} {bucket(abs(away), (1, 2, 3, 4, 6, 9, 14, 24))}",
        f"{side} nearer {min(nearer, 3)}",
        f"{side} {main}{' of saying' if told.speech.verbs else ''}",
    ]
    found += [f"other {name}" for name in _standing(dated)]
    if dated.attached is not None:
        found.append(f"{side} attached")
    if place < _LEAD:
        found.append("other first sentence" if place == 0 else "other lead")
    if place == 0 and dated.form == "monthday" and _DATELINE.fullmatch(source, told.sentence.start, dated.start):
        found.append("other dateline")
    if _SIGNATURE.search(source, max(told.sentence.start - 3, dated.start - 130, 0), dated.start):
        found.append(f"{side} signature")
    return found + _of_speakers(here, told, side) + _of_holder(passage, place, table, main)


def of_value(value: str, published: str | None, mentions: int, *, only: bool) -> list[str]:
    """What a date is, whichever sentence tells it."""
    found = [f"told {min(mentions, 4)} times", *(["only date"] if only else [])]
    if published and len(published) == len(value) == len("2024-07-04"):
        found.append(f"age {bucket(_days_from(value, published), (0, 1, 3, 6, 31, 366))}")
    return found


def bucket(count: int, bounds: Sequence[int]) -> str:
    """The first bound that a count does not pass, as the end of a clue's name."""
    for bound in bounds:
        if count <= bound:
            return f"to {bound}"
    return f"past {bounds[-1]}"


@lru_cache(maxsize=4096)
def _days_from(day: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(day)).days


def _standing(dated: Dated) -> list[str]:
    # In a quotation "today" is the day of speaking; any other day is what is spoken of.
    spoken_of = dated.quoted and dated.form != "relative"
    found = ["quoted"] if dated.quoted else []
    if spoken_of:
        found.append("day in a quotation")
    if dated.bounding:
        found.append("bounding")
    if dated.leading:
        found.append("leading")
    if dated.subordinate:
        found.append("subordinate")
    if dated.names:
        found.append(f"names {dated.names}")
    return found


def _of_speakers(here: Told, told: Told, side: str) -> list[str]:
    """Whether the words of saying in both sentences stand beside the same names."""
    found = [] if here.speech.everyone.isdisjoint(told.speech.everyone) else [f"{side} same name"]
    if not here.speakers.isdisjoint(told.speakers):
        found.append(f"{side} same speaker")
    elif not here.speakers.isdisjoint(told.speech.everyone):
        found.append(f"{side} speaker named")
    elif here.speakers and told.speakers:
        found.append(f"{side} another speaker")
    return found


def _of_holder(passage: Passage, place: int, table: Sequence[Told], main: str) -> list[str]:
    """Whether the holder of the passage acts in the other sentence, and (`run`) in all between."""
    told, holder = table[place], passage.holder
    if holder is None:
        return ["holder unknown"]
    if told.subject == holder:
        first, last = sorted((place, passage.place))
        run = all(between.subject in (holder, None) for between in table[first + 1 : last])
        return ["holder subject", f"holder subject {main}", *(["holder run", f"holder run {main}"] if run else [])]
    which = "named" if holder in told.actors else "side" if table[passage.place].sides & told.sides else "other" if told.actors else "nobody"
    return [f"holder {which}", f"holder {which} {main}"]


def _word_before(dated: Dated, told: Told, source: str) -> str:
    words = source[max(told.sentence.start, dated.start - 20) : dated.start].lower().split()
    if not words:
        return "nothing"
    word = words[-1].strip("“\"'(")
    return word if word in _LEAD_INS else "another word"


def _kind(dated: Dated) -> str:
    return _KINDS.get(dated.form, dated.form)
