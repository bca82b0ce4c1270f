"""The clues of the article as a whole: how it gets from the sentence of a date to a passage, who speaks in both, and the day of its story.

Each has its weight in weights.toml, like those of clues.py, whose names they continue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from onrecord.dates.clues import WHOLE, Passage, bucket
from onrecord.dates.telling import DAYS, Told, outside_quotations
from onrecord.dates.tenses import first_tense, last_tense

# The story's day is told in one of the first sentences, or there is none.
_STORY = 5
# An article of so many sentences, so many to a paragraph, has lost its line ends: its paragraphs tell nothing.
_LEAST_SENTENCES = 8
_LONG_PARAGRAPH = 5
# A date this near is in the passage's own paragraph or beside it.
_NEAR = 2
_LAST_WORD = re.compile(r"([A-Za-z][\w’'-]*)?\W*\Z")
_NOUN_PHRASE = re.compile(r"\W*(?:the|a|an|his|her|its|their|[A-Z][\w.’'-]{0,30}[’']s)\s")


class Way(Struct):
    """What lies between a passage and another sentence, gathered outwards from the passage."""

    found: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()


class Account(Struct, frozen=True):
    """How a passage is told (`manner`), where it stands in its sentence (`shape`), the day of the article's story, and whether it has paragraphs."""

    manner: str
    shape: tuple[str, ...]
    story: str | None
    freshness: str
    paragraphs: bool


def account_of(passage: Passage, table: Sequence[Told], source: str, published: str | None) -> Account:
    """What the clues of a passage need to know of it and its article."""
    day = story_day(table)
    known = day is not None and published is not None and len(published) == len(day)
    freshness = "no" if not known else "today" if day == published else "past"
    told = table[passage.place]
    return Account(_manner(passage, told, source), tuple(_shape(passage, told, source)), day, freshness, has_paragraphs(table))


def story_day(table: Sequence[Told]) -> str | None:
    """The day of what the article is about: the first that its first sentences tell."""
    for told in table[:_STORY]:
        days = [dated for dated in told.dates if dated.form in DAYS and not dated.quoted and not dated.bounding]
        if days:
            main = told.dates[told.main] if told.main is not None else days[0]
            return main.value if main.form in DAYS else days[0].value
    return None


def has_paragraphs(table: Sequence[Told]) -> bool:
    """Whether the article's paragraphs are those of its outlet."""
    paragraphs = len({told.sentence.paragraph for told in table})
    return len(table) < _LEAST_SENTENCES or len(table) < _LONG_PARAGRAPH * paragraphs


def of_open(account: Account) -> list[str]:
    """Clues for leaving the day open."""
    story = f"none story {account.freshness}"
    return [f"none told {account.manner}", story, f"{story} {account.manner}", *(f"none shape {name}" for name in account.shape)]


def of_same_sentence(account: Account) -> list[str]:
    """Clues for any date of the passage's own sentence."""
    return [f"own told {account.manner}", *(f"own shape {name}" for name in account.shape)]


def of_far(account: Account, value: str, passage: Passage, place: int, table: Sequence[Told], *, main: bool) -> list[str]:
    """Clues for a date of another sentence: who speaks in both, how far apart, and whether it is the story's day."""
    side = "back" if place < passage.place else "ahead"
    away = abs(place - passage.place)
    same = _same_voice(passage, table[place], table[passage.place])
    found = [
        f"{side} {same} {bucket(away, (1, 2, 4, 8, 16))}",
        f"{side} {same} {'main' if main else 'by the way'}",
        f"{same} told {account.manner}",
        f"{side} told {account.manner} {'near' if away <= _NEAR else 'far'}",
        *(f"other shape {name}" for name in account.shape),
    ]
    if account.paragraphs:
        paragraphs = abs(table[place].sentence.paragraph - table[passage.place].sentence.paragraph)
        found.append(f"{side} paragraphs {bucket(paragraphs, (0, 1, 2, 3, 5))}")
    if value == account.story:
        depth = f"story depth {bucket(passage.place, (2, 5, 10, 20))}"
        found += [f"story {account.freshness}", f"story told {account.manner}", f"story {account.freshness} {same}", depth]
    return found


def ways_from(passage: Passage, table: Sequence[Told], first: int, last: int) -> dict[int, list[str]]:
    """For each sentence of `[first, last)` but the passage's own, the clues of what lies between."""
    found: dict[int, list[str]] = {}
    for side, places in (("back", range(passage.place - 1, first - 1, -1)), ("ahead", range(passage.place + 1, last))):
        way = Way()
        for place in places:
            told = table[place]
            strangers = way.speakers - table[passage.place].speakers
            crowd = [f"{side} speakers between {bucket(len(strangers), (2, 5))}"] if strangers else []
            between = [f"{side} {name} between" for name in sorted(way.found)]
            found[place] = [*between, *crowd, *(f"{side} dated sentence {name}" for name in told.manners)]
            way.found |= _passed(told)
            way.speakers |= told.speakers
    return found


def _passed(told: Told) -> frozenset[str]:
    """What a sentence puts between a date and a passage."""
    facts = {
        "pluperfect": "pluperfect" in told.manners,
        "present": "present" in told.manners or "perfect" in told.manners,
        "coarse": any(dated.form not in DAYS for dated in told.dates),
    }
    return frozenset(name for name, fact in facts.items() if fact)


def _same_voice(passage: Passage, told: Told, here: Told) -> str:
    """Whether the passage's holder acts in the other sentence, or a speaker of its sentence speaks there, or either is named."""
    if passage.holder is not None and told.subject == passage.holder:
        return "same holder"
    if not here.speakers.isdisjoint(told.speakers):
        return "same voice"
    if not here.speakers.isdisjoint(told.speech.everyone) or passage.holder in told.actors:
        return "voice named"
    return "voice unknown" if passage.holder is None and not here.speakers else "other voice"


def _manner(passage: Passage, told: Told, source: str) -> str:
    """Whether a passage is quoted, is said, and the tense of the verb that tells it: the one before it, else its own, else its sentence's."""
    start, end = told.sentence.start, told.sentence.end
    first, last = max(start, passage.start), min(end, passage.end)
    tense = (
        last_tense(outside_quotations(told, source, start, first))
        or first_tense(outside_quotations(told, source, first, last))
        or first_tense(outside_quotations(told, source, start, end))
        or "without verb"
    )
    quoted = any(begin < passage.end and passage.start < stop for begin, stop in told.quoted)
    return f"{'quoted ' if quoted else ''}{'said ' if told.speech.verbs else ''}{tense}"


def _shape(passage: Passage, told: Told, source: str) -> list[str]:
    """Where a passage begins in its sentence, behind which word, and whether like a noun phrase."""
    if passage.end - passage.start < WHOLE:
        return ["of a word"]
    found = []
    if passage.start <= told.sentence.start + 2:
        found.append("from start")
    else:
        before = _LAST_WORD.search(source[max(told.sentence.start, passage.start - 25) : passage.start])
        word = before[1] if before else None
        found.append("after a mark" if not word else f"after {word}" if word.islower() else "after a name")
    if _NOUN_PHRASE.match(source, passage.start, passage.end):
        found.append("noun phrase")
    return found
