"""The day on which something was said or done, from the date words that belong to the saying or doing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from onrecord.dates.expressions import DateWords, find_date_words
from onrecord.dates.speaking import Speech, find_speech
from onrecord.language.prose import LONGEST_SENTENCE, Prose, Sentence
from onrecord.records import Dossier

_DAYS = frozenset({"weekday", "relative", "monthday", "full"})
# Between a word of saying and the day of saying stands a hearer or a place ("told the Vel Courier in an interview on Monday"), no clause.
_FARTHEST_DAY = 90
_CLAUSE = re.compile(
    r"\b(?:that|would|will|was|were|is|are|has|have|had|if|because|when|after|before|who|which|could|should|may|must|can)\b|[\"“”;:]"
)
_OTHER_CLAUSE = re.compile(r"\b(?:that|because|who|which|when|after|before)\b|;")
# A day behind one of these bounds what lasted or is to come ("shut since September 8"); nothing was said or done on it.
_BOUNDING = re.compile(r"\b(?:[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y)\s(?:the\s|last\s)?\Z")
_BOUNDING_REACH = 12
# A month or year so far from an act, or in another clause, dates something else.
_FARTHEST_ACT = 150
# A date that stands so near the start of a sentence, before any comma, is that of all that it tells ("In a speech on Monday, ...").
_LEADING = 40
# In how many paragraphs after it a day told once counts for what the same speaker says: quotations, and other words. Measured on gold/train
# (of the days carried so, three in five are the gold's, one in four stands where the gold leaves the day open).
_CARRIED_QUOTED = 3
_CARRIED = 2
# How many sentences back that may be at most, whatever the paragraphs.
_FARTHEST_SENTENCE = 40
# A sentence with more date words or words of saying than these is a table or a list of links.
_MOST_WORDS = 20


class _Told(Struct):
    """One sentence: its date words outside quotations, who speaks in it, and the day it tells for the speaking or doing."""

    sentence: Sentence
    quoted: Sequence[tuple[int, int]]
    words: list[DateWords]
    speech: Speech
    day: str | None = None
    speakers: frozenset[str] = frozenset()


class Calendar:
    """Reads date words of one article against its day of publication (YYYY-MM-DD; a month or a year resolves only what they can)."""

    def __init__(self, published: str | None, dossier: Dossier | None = None) -> None:
        """Keep the publication date. The dossier's events are not read yet."""
        self._published = published
        self._dossier = dossier
        self._prose: Prose | None = None
        self._told: list[_Told] = []

    def said_on(self, prose: Prose, sentence: Sentence, start: int, end: int) -> str | None:
        """The day, month or year in which the words `[start, end)` of this sentence were said or the act that they tell was done.

        None where neither the sentence nor, for words of the same speaker, the paragraphs just before it tell one.
        """
        if sentence.field == "title":
            return _own(self._tell(sentence, prose.title, ()), prose.title, start, end)
        if self._prose is not prose:
            self._prose, self._told = prose, self._read(prose)
        place = bisect_left(self._told, sentence.start, key=lambda told: told.sentence.start)
        if place >= len(self._told) or self._told[place].sentence.start != sentence.start:
            return None
        return _own(self._told[place], prose.text, start, end) or self._carried(place, start, end)

    def _read(self, prose: Prose) -> list[_Told]:
        stretches = [(quotation.start, quotation.end) for quotation in prose.quotations]
        starts = [start for start, _ in stretches]
        table: list[_Told] = []
        for sentence in prose.sentences:
            near = stretches[max(0, bisect_left(starts, sentence.start) - 1) : bisect_left(starts, sentence.end)]
            told = self._tell(sentence, prose.text, [stretch for stretch in near if stretch[1] > sentence.start])
            told.day = _occasion(told, prose.text)
            told.speakers = told.speech.names or _same_speakers(told, table[-1] if table else None)
            table.append(told)
        return table

    def _tell(self, sentence: Sentence, source: str, quoted: Sequence[tuple[int, int]]) -> _Told:
        last = min(sentence.end, sentence.start + LONGEST_SENTENCE)
        found = find_date_words(source, sentence.start, last, self._published)[:_MOST_WORDS]
        outside = [told for told in found if told.value is not None and not any(first <= told.start < end for first, end in quoted)]
        words = [told for told in outside if not _BOUNDING.search(source, max(sentence.start, told.start - _BOUNDING_REACH), told.start)]
        return _Told(sentence, quoted, words, find_speech(source, sentence.start, last, quoted))

    def _carried(self, place: int, start: int, end: int) -> str | None:
        """The day that a sentence shortly before tells for the same speaker."""
        here = self._told[place]
        if not here.speakers:
            return None
        reach = _CARRIED_QUOTED if any(first < end and start < last for first, last in here.quoted) else _CARRIED
        for told in reversed(self._told[max(0, place - _FARTHEST_SENTENCE) : place]):
            if here.sentence.paragraph - told.sentence.paragraph > reach:
                return None
            if told.day is not None and here.speakers & (told.speech.everyone | told.speakers):
                return told.day
        return None


def _same_speakers(told: _Told, before: _Told | None) -> frozenset[str]:
    """The speakers of the sentence before, where a pronoun takes them up or a quotation goes on without a word of saying."""
    if before is None or told.sentence.paragraph - before.sentence.paragraph > 1:
        return frozenset()
    goes_on = told.speech.pronoun or (bool(told.quoted) and not told.speech.verbs)
    return (before.speakers or before.speech.everyone) if goes_on else frozenset()


def _own(told: _Told, source: str, start: int, end: int) -> str | None:
    """The date that the sentence itself gives to the words `[start, end)`: that of the saying, or of the act where nothing is said."""
    attached = _nearest_attached(told, source, told.words)
    if attached is not None:
        return attached.value
    if told.speech.verbs:
        inside = [words for words in told.words if start <= words.start < end and words.form in _DAYS]
        verb_inside = any(start <= first < end for first, _ in told.speech.verbs)
        return inside[0].value if inside and not verb_inside else None
    near = [words for words in told.words if _together(told.sentence, source, words, start, end)]
    middle = (start + end) // 2
    return min(near, key=lambda words: (not start <= words.start < end, words.form not in _DAYS, abs(words.start - middle))).value if near else None


def _together(sentence: Sentence, source: str, words: DateWords, start: int, end: int) -> bool:
    """Whether date words may date the act `[start, end)`: a day always; a month or a year within the clause, or at the start of the sentence."""
    if start <= words.start < end or words.form in _DAYS or _leads(sentence, source, words):
        return True
    between = source[end : words.start] if words.start >= end else source[words.end : start]
    return len(between) <= _FARTHEST_ACT and not _OTHER_CLAUSE.search(between)


def _leads(sentence: Sentence, source: str, words: DateWords) -> bool:
    return words.start - sentence.start <= _LEADING and "," not in source[sentence.start : words.start]


def _nearest_attached(told: _Told, source: str, choices: list[DateWords]) -> DateWords | None:
    """The date words that stand nearest to the word of saying that they belong to."""
    attached = [(distance, words.start, words) for words in choices if (distance := _attached(told, source, words)) is not None]
    return min(attached, key=lambda choice: choice[:2])[2] if attached else None


def _attached(told: _Told, source: str, words: DateWords) -> int | None:
    """How far date words stand from the word of saying that they belong to, in characters; None where they belong to none."""
    distances = []
    for first, last in told.speech.verbs[:_MOST_WORDS]:
        behind = words.start >= last
        between = source[last : words.start] if behind else source[words.end : first]
        leading = not behind and _leads(told.sentence, source, words)
        if leading or (len(between) <= _FARTHEST_DAY and not (_CLAUSE if behind else _OTHER_CLAUSE).search(between)):
            distances.append(len(between))
    return min(distances, default=None)


def _occasion(told: _Told, source: str) -> str | None:
    """The day that a sentence tells for what happens in it, where it tells a day at all."""
    days = [words for words in told.words if words.form in _DAYS]
    attached = _nearest_attached(told, source, days)
    if attached is not None:
        return attached.value
    return days[0].value if days and not told.speech.verbs else None
