"""Days told by an event of the dossier: "two days after the summit", "on the eve of the vote", "on the day of the flood"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.dates.expressions import DateWords, day_beside
from onrecord.dates.grammar import COUNTS
from onrecord.records import Event

# Between the measure and the event's words stand an article and a few words that name it more closely, no clause.
_BETWEEN = r"(?:(?:the|a|an|this|last|that)\s)?(?:[\w’'-]{1,20}\s){0,3}?"
_MEASURE = re.compile(
    rf"\b(?:(?P<count>{'|'.join(sorted(COUNTS, key=len, reverse=True))}|\d{{1,2}})\s(?P<unit>day|week)s?\s(?P<side>after|before)"
    rf"|the\s(?P<next>day)\s(?P<next_side>after|before)|(?P<eve>the\seve\sof)|(?P<same>on\sthe\sday\sof))\s{_BETWEEN}\Z",
    re.IGNORECASE,
)
# How far before the event's words its measure may begin, in characters.
_REACH = 90


def find_event_days(text: str, start: int, end: int, events: Sequence[Event], published: str | None) -> list[DateWords]:
    """The days that events of the dossier tell in `text[start:end]`; only an event whose day is known, and only days that had come."""
    found = []
    for event in events:
        if len(event.on) != len("2024-07-04"):
            continue
        for words in event.words:
            at = text.find(words, start, end) if words else -1
            while at >= 0:
                measure = _MEASURE.search(text, max(start, at - _REACH), at)
                if measure is not None:
                    day = day_beside(event.on, _days(measure))
                    come = day is not None and (published is None or day[: len(published)] <= published)
                    found.append(DateWords(measure.start(), at + len(words), day if come else None, "event"))
                at = text.find(words, at + len(words), end)
    return sorted(found, key=lambda words: (words.start, words.end))


def _days(measure: re.Match[str]) -> int:
    """How many days after the event."""
    if measure["same"]:
        return 0
    if measure["eve"]:
        return -1
    if measure["next"]:
        return 1 if measure["next_side"].lower() == "after" else -1
    count = int(measure["count"]) if measure["count"].isdigit() else COUNTS[measure["count"].lower()]
    days = count * (7 if measure["unit"].lower() == "week" else 1)
    return days if measure["side"].lower() == "after" else -days
